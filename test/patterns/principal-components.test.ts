import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentScoresOf, principalComponents } from '../../core/patterns/principal-components.rules.ts';

describe('principal components checked by hand', () => {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  test('two columns that say the same are one direction', () => {
    expect(principalComponents([steps, steps.map((step) => 100 - 3 * step)])).toEqual({
      type: 'known', basis: 'correlation', rows: 10, means: [5.5, 83.5], deviations: [expect.closeTo(Math.sqrt(55 / 6), 12), expect.closeTo(3 * Math.sqrt(55 / 6), 12)],
      eigenvalues: [expect.closeTo(2, 12), expect.closeTo(0, 12)], explainedVariance: [expect.closeTo(1, 12), expect.closeTo(0, 12)],
      // equally large coefficients: the first one is positive
      loadings: [[expect.closeTo(Math.SQRT1_2, 12), expect.closeTo(-Math.SQRT1_2, 12)], [expect.closeTo(Math.SQRT1_2, 12), expect.closeTo(Math.SQRT1_2, 12)]],
    });
  });

  test('by covariance the column with the larger numbers leads', () => {
    const cross = [[1, 0], [-1, 0], [0, 3], [0, -3], [0, 0], [1, 0], [-1, 0], [0, 3], [0, -3], [0, 0]];
    const found = principalComponents([cross.map(([x]) => x!), cross.map(([, y]) => y!)], 'covariance');
    expect(found).toMatchObject({ eigenvalues: [expect.closeTo(4, 12), expect.closeTo(4 / 9, 12)], explainedVariance: [expect.closeTo(0.9, 12), expect.closeTo(0.1, 12)] });
  });

  test('scores have the variance of their component, and a row with a gap has none', () => {
    const columns = [steps, [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]];
    const found = principalComponents(columns);
    if (found.type !== 'known') throw new Error(found.type);
    const [first] = componentScoresOf(columns, found, 1);
    expect(first!.reduce((sum, score) => sum + score * score, 0) / 9).toBeCloseTo(found.eigenvalues[0]!, 12);
    expect(componentScoresOf([[Number.NaN], [1]], found)[0]![0]).toBeNaN();
  });

  test('too few rows, nothing that varies, and a column that never changes', () => {
    expect(principalComponents([steps.slice(1), steps.slice(1)])).toEqual({ type: 'tooFew', needed: 10, have: 9 });
    expect(principalComponents([])).toEqual({ type: 'tooFew', needed: 5, have: 0 });
    expect(principalComponents([steps.map(() => 0.1), steps.map(() => 7)])).toEqual({ type: 'noVariation' });
    expect(principalComponents([steps.map(() => 0.1), steps])).toMatchObject({ explainedVariance: [expect.closeTo(1, 12), 0], loadings: [[expect.closeTo(0, 12), expect.closeTo(1, 12)], expect.anything()] });
  });

  test('on any numbers the shares lie in 0 … 1 and add up to 1', () => {
    const columns = fc.array(fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 })), { minLength: 25, maxLength: 25 }), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(columns, fc.constantFrom('correlation' as const, 'covariance' as const), (table, basis) => {
      const found = principalComponents(table, basis);
      return found.type !== 'known' || (found.explainedVariance.every((share) => share >= 0 && share <= 1) &&
        Math.abs(found.explainedVariance.reduce((sum, share) => sum + share, 0) - 1) < 1e-9 && found.loadings.flat().every((coefficient) => Math.abs(coefficient) <= 1 + 1e-9));
    }), { numRuns: 200 });
  });
});
