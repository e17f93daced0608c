import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { associationRulesOf, essentialRulesOf, minCountOf } from '../../core/patterns/association.rules.ts';
import { basketsBy, basketsByItem, basketsOf } from '../../core/patterns/baskets.rules.ts';
import { frequentSetsOf } from '../../core/patterns/frequent-sets.rules.ts';

const basketsFrom = (baskets: readonly (readonly number[])[], items = 6) =>
  basketsOf(baskets.length, items, Int32Array.from(baskets.flatMap((basket, at) => basket.map(() => at))), Int32Array.from(baskets.flat()));
const times = (count: number, basket: readonly number[]) => Array.from({ length: count }, () => basket);

describe('baskets', () => {
  test('hold each item once, in order, and may be empty', () => {
    const baskets = basketsFrom([[3, 1, 3, 1], [], [0, 5, 3]]);
    expect(baskets).toEqual({ count: 3, items: 6, offsets: Int32Array.of(0, 2, 2, 5), item: Int32Array.of(1, 3, 0, 3, 5) });
    expect(basketsByItem(baskets)).toEqual({ count: 6, items: 3, offsets: Int32Array.of(0, 1, 2, 2, 4, 4, 5), item: Int32Array.of(2, 0, 0, 2, 2) });
  });

  test('by order or by customer; an order of nobody known is still an order', () => {
    const lines = { orders: 3, customers: 2, items: 2, order: Int32Array.of(0, 1, 1, 2), customer: Int32Array.of(1, -1, -1, 1), item: Int32Array.of(0, 0, 1, 1), day: Int32Array.of(1, 1, 1, 2) };
    expect(basketsBy(lines, 'order')).toMatchObject({ count: 3, offsets: Int32Array.of(0, 1, 3, 4) });
    expect(basketsBy(lines, 'customer')).toMatchObject({ count: 2, offsets: Int32Array.of(0, 0, 2), item: Int32Array.of(0, 1) });
  });
});

describe('association rules checked by hand', () => {
  // of 60 baskets 20 hold rice (0), 25 eggs (1), 15 both
  const shop = basketsFrom([...times(15, [0, 1]), ...times(5, [0]), ...times(10, [1]), ...times(30, [2])]);

  test('rice → eggs and back', () => {
    expect(associationRulesOf(shop, { minSupport: 0.1, minConfidence: 0.6, maxLength: 4 })).toEqual({
      type: 'known', baskets: 60, minCount: 6, frequentSets: 4,
      rules: [
        { antecedent: [0], consequent: 1, count: 15, antecedentCount: 20, consequentCount: 25, support: 0.25, confidence: 0.75, lift: 1.8, leverage: expect.closeTo(1 / 9, 12), conviction: expect.closeTo(7 / 3, 12), zhang: expect.closeTo(2 / 3, 12) },
        { antecedent: [1], consequent: 0, count: 15, antecedentCount: 25, consequentCount: 20, support: 0.25, confidence: 0.6, lift: 1.8, leverage: expect.closeTo(1 / 9, 12), conviction: expect.closeTo(5 / 3, 12), zhang: expect.closeTo(16 / 21, 12) },
      ],
    });
  });

  test('a confidence exactly at the threshold counts, which (16/9835)/(20/9835) ≥ 0.8 in doubles does not', () => {
    const edge = basketsFrom([...times(16, [0, 1]), ...times(4, [0]), ...times(9815, [2])]);
    expect(associationRulesOf(edge, { minSupport: 0.001, minConfidence: 0.8, maxLength: 2 })).toMatchObject({ minCount: 10, rules: [{ antecedent: [1], consequent: 0 }, { antecedent: [0], consequent: 1, confidence: 0.8 }] });
    expect(minCountOf(0.07, 400)).toBe(28);
    expect(minCountOf(0.006, 9835)).toBe(60);
  });

  test('a rule that never fails has no conviction, three times together is the least, and few baskets tell nothing', () => {
    const always = associationRulesOf(basketsFrom([...times(3, [0, 1]), ...times(57, [2, 1]), ...times(2, [3, 4])]), { minSupport: 0, minConfidence: 0.5, maxLength: 3 });
    expect(always).toMatchObject({ minCount: 3, rules: [{ antecedent: [2], consequent: 1, conviction: null }, { antecedent: [0], consequent: 1, conviction: null }, { antecedent: [1], consequent: 2 }] });
    expect(associationRulesOf(basketsFrom(times(49, [0, 1])))).toEqual({ type: 'tooFew', needed: 50, have: 49 });
  });

  test('what a shorter rule says already is left out', () => {
    const found = associationRulesOf(basketsFrom([...times(20, [0, 1, 2]), ...times(20, [0, 2]), ...times(20, [3])]), { minSupport: 0.1, minConfidence: 0.8, maxLength: 3 });
    if (found.type !== 'known') throw new Error(found.type);
    const spelled = (rules: typeof found.rules) => rules.map(({ antecedent, consequent }) => `${antecedent.join('+')} → ${consequent}`);
    expect(spelled(found.rules)).toContain('0+1 → 2');
    expect(spelled(essentialRulesOf(found.rules)).toSorted()).toEqual(['0 → 2', '1 → 0', '1 → 2', '2 → 0']);
  });
});

describe('frequent sets', () => {
  test('are all there are and none besides, with their counts, on any baskets', () => {
    const basket = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 6 });
    fc.assert(fc.property(fc.array(basket, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), (all, minCount, maxLength) => {
      const expected = Array.from({ length: 63 }, (_, mask) => [0, 1, 2, 3, 4, 5].filter((item) => ((mask + 1) >> item) & 1))
        .map((items) => ({ items, count: all.filter((each) => items.every((item) => each.includes(item))).length }))
        .filter(({ items, count }) => count >= minCount && items.length <= maxLength);
      const found = frequentSetsOf(basketsFrom(all), minCount, maxLength);
      expect(found.type === 'known' && new Set(found.sets.map((set) => JSON.stringify(set)))).toEqual(new Set(expected.map((set) => JSON.stringify(set))));
    }), { numRuns: 150 });
  });

  test('too many to list is an answer', () => {
    expect(frequentSetsOf(basketsFrom(times(5, [0, 1, 2, 3, 4])), 1, 5, 31)).toMatchObject({ type: 'known' });
    expect(frequentSetsOf(basketsFrom(times(5, [0, 1, 2, 3, 4])), 1, 5, 30)).toEqual({ type: 'tooMany', limit: 30 });
  });
});

test('shares lie in 0 … 1 and strengths in their bounds, on any baskets', () => {
  const basket = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 6 });
  fc.assert(fc.property(fc.array(basket, { minLength: 50, maxLength: 60 }), (all) => {
    const found = associationRulesOf(basketsFrom(all), { minSupport: 0, minConfidence: 0, maxLength: 4 });
    return found.type === 'known' && found.rules.every(({ support, confidence, lift, leverage, conviction, zhang }) =>
      support > 0 && support <= 1 && confidence > 0 && confidence <= 1 && lift > 0 && Math.abs(leverage) <= 0.25 && (conviction === null || conviction >= 0) && Math.abs(zhang) <= 1);
  }), { numRuns: 100 });
});
