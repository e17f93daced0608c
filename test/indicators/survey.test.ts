import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covariancesOf } from '../../core/indicators/answers.rules.ts';
import { bartlettOf, factorabilityOf, samplingAdequacyOf } from '../../core/indicators/factorability.rules.ts';
import { derivedImportanceOf, statedImportanceOf } from '../../core/indicators/importance.rules.ts';
import { regressionOf } from '../../core/indicators/regression.rules.ts';
import { reliabilityOf } from '../../core/indicators/reliability.rules.ts';
import { meanOf, shareOf } from '../../core/indicators/rules.ts';
import { netPromoterOf, satisfactionOf } from '../../core/indicators/satisfaction.rules.ts';
import '../support/chance.ts';
import { expectSound } from './sound.ts';

const none = Number.NaN;
const column = (...values: number[]): Float64Array => Float64Array.from(values);
const steps = column(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 3, 4);

describe('shares and means', () => {
  test('nobody is unknown, not none', () => {
    expect(shareOf(0, 0)).toEqual({ part: 0, whole: 0, share: null, interval: null, small: true });
    expect(meanOf([])).toEqual({ n: 0, mean: null, standardDeviation: null, interval: null, small: true });
    expect(meanOf([none, 4])).toMatchObject({ n: 1, mean: 4, interval: null });
  });

  test('the mean of 2, 4, 4, 4, 5, 5, 7, 9 with Student’s interval', () => {
    const { mean, standardDeviation, interval } = meanOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(standardDeviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(interval!.high - 5).toBeCloseTo(2.364624251592785 * Math.sqrt(32 / 7 / 8), 10);
  });

  test('all of all and none of all are no certainty', () => {
    expect(shareOf(5, 5).interval!.low).toBeCloseTo(0.5655, 4);
    expect(shareOf(0, 8).interval).toMatchObject({ low: 0 });
    expect(shareOf(40, 40).small).toBe(false);
  });
});

describe('satisfaction and recommendation', () => {
  test('85 points are a mean of 4.25 (N3)', () => {
    const { points, satisfied, counts, n, small } = satisfactionOf([5, 5, 4, 3, 0, 6, 4.5, none]);
    expect([points, satisfied.share, counts, n, small]).toEqual([85, 0.75, [0, 0, 1, 1, 2], 4, true]);
    expect(satisfactionOf([]).points).toBeNull();
  });

  test('no answers have no score; all promoters have one without error', () => {
    expect(netPromoterOf([])).toMatchObject({ n: 0, score: null, interval: null, small: true });
    expect(netPromoterOf([9, 10, 10])).toMatchObject({ score: 100, standardError: 0, interval: { low: 100, high: 100 } });
    expect(netPromoterOf([11, -1, 7.5, none, 0])).toMatchObject({ n: 1, score: -100 });
  });
});

describe('do the questions of a category belong together', () => {
  test('a question worded the other way round is found, and turning it mends alpha', () => {
    const turned = steps.map((answer) => 6 - answer);
    const found = reliabilityOf([steps, steps, steps, turned]);
    expect(found).toMatchObject({ type: 'known', alphaIfTurned: 1, questions: [{ against: false }, { against: false }, { against: false }, { against: true, itemTotal: -1, alphaIfDropped: 1 }] });
    if (found.type === 'known') expect(found.alpha).toBeCloseTo(0, 12);
  });

  test('one question, nine people, or answers all alike', () => {
    expect(reliabilityOf([steps])).toEqual({ type: 'tooFew', needed: 2, have: 1 });
    expect(reliabilityOf([steps.slice(0, 9), steps.slice(0, 9)])).toEqual({ type: 'tooFew', needed: 10, have: 9 });
    const alike = column(...Array.from({ length: 12 }, () => 5));
    expect(reliabilityOf([alike, alike])).toMatchObject({ alpha: null, standardizedAlpha: null, meanCorrelation: null, questions: [{ constant: true, itemTotal: null }, {}] });
    expect(reliabilityOf([steps, steps, alike])).toMatchObject({ standardizedAlpha: 1, questions: [{ constant: false }, {}, { constant: true }] });
  });

  test('who left one out is dropped listwise and kept pairwise, and both say so', () => {
    const gappy = Float64Array.from(steps, (answer, row) => (row === 0 ? none : answer));
    const [listwise, pairwise] = (['listwise', 'pairwise'] as const).map((missing) => covariancesOf([steps, steps, gappy], missing));
    expect(listwise).toMatchObject({ missing: 'listwise', n: 11, leftOut: 1 });
    expect(pairwise).toMatchObject({ missing: 'pairwise', n: 12, leftOut: 0 });
    expect(pairwise!.matrix[0]![1]).not.toBeCloseTo(listwise!.matrix[0]![1]!, 3);
    expect(pairwise!.matrix[0]![2]).toBeCloseTo(listwise!.matrix[0]![2]!, 12);
  });
});

describe('have the questions something in common', () => {
  test('three questions that correlate by ½ each: KMO 9⁄13, Bartlett by hand', () => {
    const half = [[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]];
    // partial correlations of 1/3: ¼ against ¼ + 1/9
    expect(samplingAdequacyOf(half)).toMatchObject({ type: 'known', kmo: expect.closeTo(9 / 13, 12) as number });
    expect(bartlettOf(half, 50)).toMatchObject({ degrees: 3, chiSquare: expect.closeTo((49 - 11 / 6) * Math.LN2, 10) as number });
  });

  test('a question that repeats another, or never varies, leaves nothing to compute', () => {
    const other = column(5, 3, 4, 1, 2, 2, 5, 1, 3, 4, 1, 5);
    const alike = column(...Array.from({ length: 12 }, () => 3));
    expect(factorabilityOf([steps, steps, other])).toEqual({ type: 'singular', constant: [] });
    expect(factorabilityOf([steps, alike, other])).toEqual({ type: 'singular', constant: [1] });
    expect(factorabilityOf([steps, other])).toEqual({ type: 'tooFew', needed: 3, have: 2 });
    expect(factorabilityOf([steps, other, steps, other])).toEqual({ type: 'singular', constant: [] });
    expect(factorabilityOf([steps.slice(0, 8), other.slice(0, 8), other.slice(0, 8)])).toEqual({ type: 'tooFew', needed: 9, have: 8 });
  });
});

describe('what satisfaction depends on', () => {
  test('Anscombe’s first quartet: 3.00 + 0.500 x, R² 0.667', () => {
    const x = column(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5);
    const y = column(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68);
    const found = regressionOf(y, [x]);
    expect(found).toMatchObject({ type: 'known', n: 11 });
    if (found.type !== 'known') return;
    expect(found.intercept).toBeCloseTo(3.0001, 4);
    expect(found.coefficients[0]!.estimate).toBeCloseTo(0.5001, 4);
    expect(found.coefficients[0]!.standardError).toBeCloseTo(0.1179, 4);
    expect(found.coefficients[0]!.p).toBeCloseTo(0.00217, 5);
    expect(found.rSquared).toBeCloseTo(0.6665, 4);
  });

  test('predictors that say the same are named, too few people are refused, who left one out is left out', () => {
    const other = column(5, 3, 4, 1, 2, 2, 5, 1, 3, 4, 1, 5);
    const outcome = Float64Array.from(steps, (answer, row) => 2 + 3 * answer - other[row]!);
    expect(regressionOf(outcome, [steps, other, steps.map((answer) => 2 * answer)])).toEqual({ type: 'tooFew', needed: 15, have: 12 });
    expect(regressionOf(outcome, [steps, steps.map((answer) => 2 * answer)])).toEqual({ type: 'collinear', predictors: [1] });
    expect(regressionOf(steps, [])).toMatchObject({ type: 'tooFew' });
    const exact = regressionOf(Float64Array.from(outcome, (value, row) => (row === 3 ? none : value)), [steps, other]);
    expect(exact).toMatchObject({ n: 11, leftOut: 1, rSquared: 1 });
    if (exact.type === 'known') expect([exact.intercept, ...exact.coefficients.map(({ estimate }) => estimate)].map((value) => Number(value.toFixed(10)))).toEqual([2, 3, -1]);
  });
});

describe('what matters against how well it is done', () => {
  const answers = (mean: number): Float64Array => Float64Array.from({ length: 10 }, (_, row) => mean + (row % 2 === 0 ? 0.5 : -0.5));

  test('the four quadrants; on the cross counts as high', () => {
    const found = statedImportanceOf([answers(4), answers(2), answers(2), answers(4), answers(3)], [answers(5), answers(5), answers(1), answers(1), answers(3)]);
    expect(found).toMatchObject({ source: 'stated', crosshair: { importance: 3, performance: 3 } });
    if (found.type === 'known') expect(found.questions.map(({ quadrant }) => quadrant)).toEqual(['keepUp', 'concentrate', 'lowPriority', 'overkill', 'keepUp']);
  });

  test('questions all equal stand on the cross, whatever the rounding; a cross may be given', () => {
    const tenths = column(...Array.from({ length: 10 }, () => 0.1));
    const found = statedImportanceOf([tenths, tenths, tenths], [tenths, tenths, tenths]);
    if (found.type === 'known') expect(found.questions.map(({ quadrant }) => quadrant)).toEqual(['keepUp', 'keepUp', 'keepUp']);
    expect(statedImportanceOf([answers(4)], [answers(2)], { importance: 3, performance: 3 })).toMatchObject({ questions: [{ quadrant: 'overkill' }] });
  });

  test('an answer that everybody gave has no derived importance, and nine answers are too few', () => {
    const alike = column(...Array.from({ length: 12 }, () => 4));
    expect(derivedImportanceOf([alike, steps], steps)).toMatchObject({ source: 'derived', questions: [{ importance: null, quadrant: null }, { importance: expect.closeTo(1, 12) as number }] });
    expect(derivedImportanceOf([steps.slice(0, 9)], steps.slice(0, 9))).toEqual({ type: 'tooFew', needed: 10, have: 9 });
  });
});

test('whatever was answered, no number is nonsense', () => {
  const answer = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: fc.constant(none) }, { weight: 1, arbitrary: fc.double() });
  const sheet = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 })).chain(([questions, people]) =>
    fc.array(fc.array(answer, { minLength: people, maxLength: people }).map((values) => Float64Array.from(values)), { minLength: questions, maxLength: questions }));
  fc.assert(
    fc.property(sheet, (answers) => {
      const overall = answers[0] ?? new Float64Array(0);
      for (const missing of ['listwise', 'pairwise'] as const) {
        expectSound(reliabilityOf(answers, missing));
        expectSound(factorabilityOf(answers, missing));
      }
      expectSound(regressionOf(overall, answers.slice(1)));
      expectSound(statedImportanceOf(answers, answers));
      expectSound(derivedImportanceOf(answers, overall));
      for (const values of answers) for (const result of [meanOf(values), satisfactionOf(values), netPromoterOf(values)]) expectSound(result);
    }),
    { numRuns: 200 },
  );
});
