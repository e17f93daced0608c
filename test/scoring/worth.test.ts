import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compositeOf, indicatorsOf, littleIsGood, normalizedOf, valueIndicators } from '../../core/scoring/composite.rules.ts';
import { concentrationOf, pyramidLevels, pyramidOf, sharesOf } from '../../core/scoring/concentration.rules.ts';
import { purchaseDaysOf } from '../../core/scoring/purchase-days.rules.ts';
import { relationOf } from '../../core/scoring/relation.rules.ts';
import { rfmOf } from '../../core/scoring/rfm.rules.ts';
import { lifecyclesOf, transitionsOf } from '../../core/scoring/transitions.rules.ts';
import { Lifecycle } from '../../core/scoring/contract.ts';
import { componentWeightsOf, entropyWeightsOf, minMaxOf, userWeightsOf } from '../../core/scoring/weights.rules.ts';

const nan = Number.NaN;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

describe('five indicators', () => {
  const orders = { customers: 3, customer: Int32Array.of(0, 0, 0, 2), day: Int32Array.of(10, 10, 30, 25), amountFen: Float64Array.of(100, 200, 600, 5000) };

  it('are orders, money, money per order, days between visits and satisfaction', () => {
    const columns = indicatorsOf(rfmOf(orders, 40), purchaseDaysOf(orders, 40), Float64Array.of(4.5, 1, nan));
    expect(columns).toEqual({ frequency: Float64Array.of(3, 1), monetary: Float64Array.of(900, 5000), orderValue: Float64Array.of(300, 5000), cycle: Float64Array.of(20, nan), satisfaction: Float64Array.of(4.5, nan) });
    expect(valueIndicators.filter((name) => littleIsGood[name])).toEqual(['cycle']);
  });

  it('are made comparable in three ways, high is good, unknown stays unknown', () => {
    const column = Float64Array.of(10, 20, nan, 30, 40, 50);
    expect([...normalizedOf(column, 'minMax', false)]).toEqual([0, 0.25, nan, 0.5, 0.75, 1]);
    expect([...normalizedOf(column, 'minMax', true)]).toEqual([1, 0.75, nan, 0.5, 0.25, 0]);
    expect([...normalizedOf(column, 'fifths', true)]).toEqual([5, 4, nan, 3, 2, 1]);
    expect(normalizedOf(column, 'z', false)[4]).toBeCloseTo(10 / Math.sqrt(250), 12);
  });

  it('where there is nothing to compare everybody is in the middle', () => {
    const alike = Float64Array.of(7, nan, 7);
    expect((['minMax', 'z', 'fifths'] as const).map((normalization) => [...normalizedOf(alike, normalization, true)])).toEqual([[0.5, nan, 0.5], [0, nan, 0], [3, nan, 3]]);
    expect([...normalizedOf(Float64Array.of(20, 40, 60), 'fifths', true)]).toEqual([3, 3, 3]);
  });

  it('who was not asked is judged by the rest', () => {
    const composite = compositeOf([Float64Array.of(0, 5, 10, 10, 10), Float64Array.of(1, 5, nan, 1, 5)], [3, 1], [false, false], 'minMax');
    expect(composite).toMatchObject({ type: 'known', scores: [0, 0.625, 1, 0.75, 1] });
    expect(compositeOf([Float64Array.of(nan, 1, 2, 3, 4)], [1], [false], 'z')).toMatchObject({ scores: { 0: null } });
    expect(compositeOf([Float64Array.of(1, 2)], [1], [false], 'z')).toEqual({ type: 'tooFew', needed: 5, have: 2 });
  });

  const cell = fc.oneof({ weight: 1, arbitrary: fc.constant(nan) }, { weight: 6, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) }, { weight: 2, arbitrary: fc.double() });
  const anyTable = fc.integer({ min: 0, max: 40 }).chain((rows) => fc.array(fc.array(cell, { minLength: rows, maxLength: rows }).map((values) => Float64Array.from(values)), { minLength: 1, maxLength: 5 }));
  it('weights add up to 1, scores are numbers or nothing, whatever the table', () =>
    fc.assert(fc.property(anyTable, fc.constantFrom('minMax', 'z', 'fifths' as const), (columns, normalization) => {
      const cost = columns.map((_, at) => at % 2 === 0);
      for (const found of [entropyWeightsOf(columns, cost), componentWeightsOf(columns, 'all'), componentWeightsOf(columns, 'kaiser')]) {
        if (found.type !== 'known') continue;
        expect(found.weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
        expect(sumOf(found.weights)).toBeCloseTo(1, 9);
        const composite = compositeOf(columns, found.weights, cost, normalization);
        if (composite.type !== 'known') continue;
        expect(composite.scores.every((score) => score === null || Number.isFinite(score))).toBe(true);
        if (normalization === 'minMax') expect(composite.scores.every((score) => score === null || (score >= -1e-12 && score <= 1 + 1e-12))).toBe(true);
      }
    }), { numRuns: 150 }));
});

describe('weights', () => {
  it('of the shop\'s own are shares; nothing said is all alike', () => {
    expect(userWeightsOf([2, 1, 1, 0])).toEqual([0.5, 0.25, 0.25, 0]);
    expect(userWeightsOf([0, 0])).toEqual([0.5, 0.5]);
    expect(userWeightsOf([nan, -3, 5])).toEqual([0, 0, 1]);
  });

  it('by entropy: a column that never changes weighs nothing, all constant weigh alike', () => {
    const even = [Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 5)];
    expect(entropyWeightsOf(even, [])).toMatchObject({ weights: [1, 0], entropies: { 1: 1 } });
    expect(entropyWeightsOf([even[1]!, even[1]!], [])).toMatchObject({ weights: [0.5, 0.5] });
    // 0, ½, 1 → shares 0, ⅓, ⅔ over ln 3
    expect(entropyWeightsOf(even, [])).toMatchObject({ entropies: { 0: expect.closeTo(-(Math.log(1 / 3) / 3 + (2 * Math.log(2 / 3)) / 3) / Math.log(3), 12) } });
    expect(entropyWeightsOf([Float64Array.of(1, 2)], [])).toEqual({ type: 'tooFew', needed: 3, have: 2 });
    expect([...minMaxOf(Float64Array.of(3, 3), true)]).toEqual([0, 0]);
  });

  it('by components: two columns that say the same weigh the same, and what was kept is stated', () => {
    const column = Float64Array.from({ length: 20 }, (_, at) => at);
    expect(componentWeightsOf([column, column], 'kaiser')).toMatchObject({ type: 'known', weights: [expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)], retained: 1, explained: expect.closeTo(1, 9) });
    expect(componentWeightsOf([column.subarray(0, 4), column.subarray(0, 4)], 'all')).toEqual({ type: 'tooFew', needed: 10, have: 4 });
    expect(componentWeightsOf([new Float64Array(20), new Float64Array(20)], 1)).toEqual({ type: 'noVariation' });
  });
});

describe('how much hangs on how few', () => {
  it('everybody alike is 0; one who has all is nearly 1', () => {
    expect(concentrationOf(new Float64Array(20).fill(500))).toEqual({ type: 'known', customers: 20, topFifthShare: 0.2, gini: 0 });
    expect(concentrationOf(Float64Array.from({ length: 100 }, (_, at) => (at === 3 ? 700 : 0)))).toMatchObject({ topFifthShare: 1, gini: expect.closeTo(0.99, 12) });
    expect(concentrationOf([1, 2, 3])).toEqual({ type: 'tooFew', needed: 20, have: 3 });
    expect(concentrationOf(new Float64Array(30))).toEqual({ type: 'tooFew', needed: 20, have: 0 });
  });

  it('a pyramid of 100: 1, 4, 15, 80, and equal spend stays together', () => {
    const levels = pyramidOf(Float64Array.from({ length: 100 }, (_, at) => at + 1));
    expect(sharesOf(pyramidLevels, levels, new Float64Array(100)).map(({ customers }) => customers)).toEqual([1, 4, 15, 80]);
    expect(pyramidOf([5, 5, 5])).toEqual(['top', 'top', 'top']);
    expect(pyramidOf([])).toEqual([]);
  });

  it('whatever the amounts, shares are shares', () =>
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: -100, max: 100_000 }), fc.double()), { maxLength: 60 }), (amounts) => {
      const found = concentrationOf(amounts);
      if (found.type === 'known') expect([found.gini, found.topFifthShare].every((share) => share >= 0 && share <= 1)).toBe(true);
      const shares = sharesOf(pyramidLevels, pyramidOf(amounts), amounts).map(({ share }) => share);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }), { numRuns: 150 }));

  it('shares add up to 1, a refund is no share', () => {
    expect(sharesOf(['a', 'b'], ['a', 'b', 'b'], [300, 100, -50])).toEqual([{ name: 'a', customers: 1, share: 0.75 }, { name: 'b', customers: 2, share: 0.25 }]);
  });
});

describe('where somebody stands, and who moved', () => {
  it('between two days the orders in between are the only reason to move', () => {
    const orders = { customers: 4, customer: Int32Array.of(0, 1, 1, 2), day: Int32Array.of(95, 1, 300, 310), amountFen: new Float64Array(4).fill(1) };
    const limits = { newDays: 30, dormantDays: 180 };
    const [before, after] = [100, 320].map((day) => lifecyclesOf(orders, day, limits, [false, false, true, false])) as [Lifecycle[], Lifecycle[]];
    expect([before, after]).toEqual([['new', 'active', 'potential', 'registered'], ['dormant', 'active', 'new', 'registered']]);
    const { counts, shares, moved } = transitionsOf(Lifecycle.options, before, after);
    expect(counts).toEqual([[0, 0, 1, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 0, 0, 0]]);
    expect([shares[0], shares[4]]).toEqual([[0, 0, 1, 0, 0], null]);
    expect(moved).toEqual([{ customer: 0, from: 'new', to: 'dormant' }, { customer: 2, from: 'potential', to: 'new' }]);
  });

  const days = (gap: number) => [0, 1, 2, 3, 4].map((n) => n * gap);
  it.each([
    ['never bought, never asked', [], 0, null, null],
    ['asked, never bought', [], 0, 200, ['potential', 'askedButNotBought']],
    ['bought twice, lately', [0, 40], 70, null, ['potential', 'boughtLittleYet']],
    ['comes again and again', days(20), 80 + 90, null, ['loyal', 'comesAgainAndAgain']],
    ['91 days away at a gap of 20', days(20), 80 + 91, null, ['churned', 'awayTooLong']],
    ['91 days away at a gap of 60', days(60), 240 + 91, null, ['loyal', 'comesAgainAndAgain']],
    ['121 days away at a gap of 60', days(60), 240 + 121, null, ['churned', 'awayTooLong']],
    ['long away, asked last week', days(20), 500, 7, ['potential', 'awayButAskedAgain']],
    ['long away, asked two months ago', days(20), 500, 60, ['churned', 'awayTooLong']],
  ] as const)('%s', (_case, bought, asOf, askedDaysAgo, wanted) => {
    const found = relationOf(bought, asOf, askedDaysAgo);
    expect(found && [found.relation, found.reason.code]).toEqual(wanted);
  });
});
