import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisionTreeOf, defaultPruning } from '../../core/patterns/tree-pruning.rules.ts';
import { treeRulesOf } from '../../core/patterns/tree-reading.rules.ts';
import { classify, growTree, sortedRowsOf } from '../../core/patterns/tree.rules.ts';

const anySplit = { minSplit: 2, minBucket: 1, maxDepth: 30, cp: 0, balanced: false };
const grown = (columns: readonly (readonly number[])[], classes: readonly number[], options = anySplit) =>
  growTree(columns, Int32Array.from(classes), 2, sortedRowsOf(columns, Int32Array.from(classes.keys())), options);

describe('a tree checked by hand', () => {
  test('splits in the middle where the classes part', () => {
    const tree = grown([[1, 2, 4, 8]], [0, 0, 1, 1]);
    expect(tree).toEqual({
      size: 4, counts: [2, 2], prediction: 0, errors: 2,
      split: {
        feature: 0, threshold: 3, gain: 0.5,
        left: { size: 2, counts: [2, 0], prediction: 0, errors: 0, split: null }, right: { size: 2, counts: [0, 2], prediction: 1, errors: 0, split: null },
      },
    });
  });

  test('of equal splits the first feature, then the lower threshold wins', () => {
    const alike = grown([[1, 2, 3, 4], [1, 2, 3, 4]], [0, 1, 1, 0], { ...anySplit, maxDepth: 1 });
    expect(alike.split).toMatchObject({ feature: 0, threshold: 1.5 });
  });

  test('neighbouring numbers are still told apart, and a missing one goes with most', () => {
    const tree = grown([[1, 1 + Number.EPSILON, 1 + Number.EPSILON]], [0, 1, 1]);
    expect([1, 1 + Number.EPSILON, Number.NaN].map((value) => classify(tree, () => value))).toEqual([0, 1, 1]);
  });

  test('conditions on one feature are drawn together', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const tree = grown([values], values.map((value) => (value >= 4 && value <= 6 ? 1 : 0)));
    expect(treeRulesOf(tree)).toEqual([
      { conditions: [{ feature: 0, atLeast: null, below: 3.5 }], prediction: 0, size: 3, confidence: 1, counts: [3, 0] },
      { conditions: [{ feature: 0, atLeast: 3.5, below: 6.5 }], prediction: 1, size: 3, confidence: 1, counts: [0, 3] },
      { conditions: [{ feature: 0, atLeast: 6.5, below: null }], prediction: 0, size: 3, confidence: 1, counts: [3, 0] },
    ]);
  });
});

describe('what holds of a tree', () => {
  // 200 customers: gone (1) above 60 days, with every tenth told wrongly
  const days = Float64Array.from({ length: 200 }, (_, at) => (at * 37) % 120);
  const noise = Float64Array.from({ length: 200 }, (_, at) => (at * 61) % 97);
  const gone = Int32Array.from(days, (value, at) => (at % 10 === 5 ? 1 : 0) ^ (value > 60 ? 1 : 0));

  test('the one true question is kept, the noise is not, and errors are told against a flat answer', () => {
    const found = decisionTreeOf([noise, days], gone, 2);
    if (found.type === 'tooFew') throw new Error(found.type);
    expect(treeRulesOf(found.tree).map(({ conditions, prediction }) => [conditions, prediction])).toEqual([
      [[{ feature: 1, atLeast: null, below: 60.5 }], 0], [[{ feature: 1, atLeast: 60.5, below: null }], 1],
    ]);
    const { crossError, relativeError } = found.steps[found.chosen]!;
    expect(relativeError).toBeCloseTo(20 / Math.min(...found.tree.counts), 12);
    expect(crossError).toBeLessThan(0.3);
    expect(decisionTreeOf([noise, days], gone, 2)).toEqual(found);
  });

  test('where nothing helps the root alone stays: no rule', () => {
    const coin = Int32Array.from(days, (_, at) => ((at * at * 7 + at) % 11) % 2);
    const found = decisionTreeOf([noise], coin, 2);
    expect(found.type === 'known' && treeRulesOf(found.tree)).toMatchObject([{ conditions: [], size: 200 }]);
  });

  test('the few are found when classes weigh alike', () => {
    // one in five lost: half of those away for long, hardly anybody else
    const away = Float64Array.from({ length: 300 }, (_, at) => at);
    const lost = Int32Array.from(away, (value) => (value >= 200 && value % 5 < 2 ? 1 : 0));
    const plain = decisionTreeOf([away], lost, 2);
    const balanced = decisionTreeOf([away], lost, 2, { ...defaultPruning, balanced: true });
    expect(plain.type === 'known' && treeRulesOf(plain.tree).length).toBe(1);
    expect(balanced.type === 'known' && treeRulesOf(balanced.tree)).toMatchObject([{ prediction: 0, counts: [200, 0] }, { prediction: 1, counts: [60, 40], confidence: 0.4 }]);
  });

  test('too few rows, and too few of the second kind, say so', () => {
    expect(decisionTreeOf([days.slice(0, 49)], gone, 2)).toEqual({ type: 'tooFew', needed: 50, have: 49 });
    expect(decisionTreeOf([days], Int32Array.from(days, (_, at) => (at < 9 ? 1 : 0)), 2)).toEqual({ type: 'tooFew', needed: 10, have: 9 });
    expect(decisionTreeOf([days], new Int32Array(200), 1)).toEqual({ type: 'tooFew', needed: 10, have: 0 });
  });

  test('the leaves hold everybody once and errors stay finite, on any numbers', () => {
    const columns = fc.tuple(fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 4 })), { minLength: 60, maxLength: 60 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }));
    fc.assert(fc.property(columns, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 60, maxLength: 60 }), fc.boolean(), (table, classes, balanced) => {
      const found = decisionTreeOf(table, Int32Array.from(classes), 3, { ...defaultPruning, folds: 4, balanced });
      return found.type === 'tooFew' || (treeRulesOf(found.tree).reduce((sum, { size }) => sum + size, 0) === found.rows &&
        found.steps.every(({ relativeError, crossError, crossDeviation }) => relativeError >= 0 && relativeError <= 1 + 1e-9 && Number.isFinite(crossError) && Number.isFinite(crossDeviation)));
    }), { numRuns: 100 });
  });
});
