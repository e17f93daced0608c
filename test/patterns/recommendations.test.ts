import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basketsBy } from '../../core/patterns/baskets.rules.ts';
import type { Lines } from '../../core/patterns/baskets.rules.ts';
import { associationRulesOf } from '../../core/patterns/association.rules.ts';
import { recommendationsBacktestOf, similarIsBetter } from '../../core/patterns/recommendations-backtest.rules.ts';
import { recommendationModelOf, recommendationsOf } from '../../core/patterns/recommendations.rules.ts';
import { defaultSimilarity, similaritiesOf } from '../../core/patterns/similarity.rules.ts';

type Order = { readonly customer: number; readonly day: number; readonly items: readonly number[] };
const linesOf = (orders: readonly Order[], items = 6): Lines => {
  const rows = orders.flatMap(({ customer, day, items: bought }, order) => bought.map((item) => ({ order, customer, day, item })));
  return {
    orders: orders.length, customers: Math.max(-1, ...orders.map(({ customer }) => customer)) + 1, items,
    order: Int32Array.from(rows, ({ order }) => order), customer: Int32Array.from(rows, ({ customer }) => customer), item: Int32Array.from(rows, ({ item }) => item), day: Int32Array.from(rows, ({ day }) => day),
  };
};

const [eggs, noodles, soap, honey] = [0, 1, 2, 3];
// 60 buyers: whoever has eggs and noodles mostly has honey too; everybody buys soap
const shop = Array.from({ length: 60 }, (_, at): Order => ({ customer: at + 1, day: 100, items: at < 20 ? [eggs, noodles, honey, soap] : at < 30 ? [eggs, noodles, soap] : [soap, 4] }));
const regular: readonly Order[] = [10, 20, 32, 40].map((day) => ({ customer: 0, day, items: day === 32 ? [eggs, noodles, eggs] : [eggs] }));
const lines = linesOf([...regular, ...shop]);
const jaccard = { measure: 'jaccard', shrink: 0, minTogether: 3 } as const;

describe('goods with the same buyers', () => {
  test('checked by hand: of 31 who have eggs and 20 who have honey 20 have both', () => {
    const baskets = basketsBy(lines, 'customer');
    const between = (item: number, other: number, found: ReturnType<typeof similaritiesOf>) => {
      const at = found.other.subarray(found.offsets[item], found.offsets[item + 1]).indexOf(other);
      return at < 0 ? null : [found.together[found.offsets[item]! + at], found.similarity[found.offsets[item]! + at]];
    };
    expect(between(eggs, honey, similaritiesOf(baskets, jaccard))).toEqual([20, 20 / 31]);
    expect(between(honey, eggs, similaritiesOf(baskets, { ...jaccard, measure: 'cosine' }))).toEqual([20, 20 / Math.sqrt(31 * 20)]);
    expect(between(eggs, honey, similaritiesOf(baskets, { ...jaccard, shrink: 20 }))).toEqual([20, (20 / 31) / 2]);
    expect(between(eggs, honey, similaritiesOf(baskets, { ...jaccard, minTogether: 21 }))).toBeNull();
    expect(between(eggs, 4, similaritiesOf(baskets, jaccard))).toBeNull();
  });
});

describe('what to offer', () => {
  test('own goods first, with their rhythm; then goods of people who buy alike, with the reason', () => {
    const offers = recommendationsOf(recommendationModelOf(lines, [], jaccard), 0, 48);
    expect(offers.again).toEqual([
      { item: eggs, score: 4, reason: { code: 'own', times: 4, lastDaysAgo: 8, everyDays: 10, dueInDays: 2 } },
      { item: noodles, score: 1, reason: { code: 'own', times: 1, lastDaysAgo: 16, everyDays: null, dueInDays: null } },
    ]);
    expect(offers.fresh.map(({ item }) => item)).toEqual([honey, soap]);
    expect(offers.fresh[0]!.reason).toEqual({ code: 'similar', because: eggs, together: 20, buyers: 31 });
  });

  test('goods left for more than three of their own gaps come last', () => {
    const model = recommendationModelOf(linesOf([...[0, 10, 20].map((day) => ({ customer: 0, day, items: [soap] })), { customer: 0, day: 55, items: [honey] }]), [], jaccard);
    expect(recommendationsOf(model, 0, 50).again.map(({ item }) => item)).toEqual([soap, honey]);
    expect(recommendationsOf(model, 0, 51).again.map(({ item }) => item)).toEqual([honey, soap]);
  });

  test('a rule says it more surely than a single good', () => {
    const found = associationRulesOf(basketsBy(lines, 'customer'), { minSupport: 0.1, minConfidence: 0.6, maxLength: 3 });
    if (found.type !== 'known') throw new Error(found.type);
    const offers = recommendationsOf(recommendationModelOf(lines, found.rules, defaultSimilarity), 0, 48);
    expect(offers.fresh.find(({ item }) => item === honey)!.reason).toMatchObject({ code: 'rule', antecedentCount: 31, count: 20 });
    expect(offers.fresh.find(({ item }) => item === soap)!.reason).toMatchObject({ code: 'rule', count: 30 });
  });

  test('in a small shop, and to somebody new, what sells well is offered', () => {
    const small = recommendationModelOf(linesOf([...regular, ...shop.slice(0, 30)]), [], jaccard);
    expect(small.similarities).toBeNull();
    expect(recommendationsOf(small, 0, 48, 1).fresh).toEqual([{ item: soap, score: 30, reason: { code: 'popular', buyers: 30, customers: 31 } }]);
    const stranger = recommendationModelOf({ ...lines, customers: 62 }, [], jaccard);
    expect(recommendationsOf(stranger, 61, 48, 1)).toEqual({ again: [], fresh: [{ item: soap, score: 60, reason: { code: 'popular', buyers: 60, customers: 61 } }] });
    expect(recommendationsOf(recommendationModelOf(linesOf([]), [], jaccard), 0, 48)).toEqual({ again: [], fresh: [] });
  });
});

describe('how good the offers would have been', () => {
  // 60 customers: first eggs or soap, last order: the same again, and honey to every second who had eggs
  const orders = Array.from({ length: 60 }, (_, at): Order[] => [
    { customer: at, day: 1, items: at < 30 ? [eggs] : [soap] },
    { customer: at, day: 9, items: at < 30 ? [eggs, honey] : [soap, noodles] },
    { customer: at, day: 9, items: at % 2 === 0 ? [at < 30 ? noodles : honey] : [at < 30 ? eggs : soap] },
  ]).flat();

  test('the last order of everybody is hidden, the later one of the same day', () => {
    const found = recommendationsBacktestOf(linesOf(orders), jaccard, 1);
    expect(found).toEqual({
      type: 'known', listed: 1,
      // the 30 whose last order was the usual had it listed; the others got something new
      anything: { own: { hits: 30, customers: 60 }, popular: { hits: 15, customers: 60 } },
      // all goods sold alike: noodles, the first that egg buyers lack, are right for 15; eggs for the soap buyers never.
      // Nobody had bought from both kinds before, so nothing similar is known and what sells well stands in
      fresh: { similar: { hits: 15, customers: 30 }, popular: { hits: 15, customers: 30 } },
    });
    expect(found.type === 'known' && similarIsBetter(found)).toBe(false);
  });

  test('few customers who came twice tell nothing', () => {
    expect(recommendationsBacktestOf(linesOf(orders.slice(0, 29 * 3)))).toEqual({ type: 'tooFew', needed: 30, have: 29 });
    expect(recommendationsBacktestOf(linesOf([]))).toMatchObject({ type: 'tooFew', have: 0 });
  });
});

test('on any orders nothing is offered twice, as new though known, or with a similarity outside 0 … 1', () => {
  const order = fc.record({ customer: fc.integer({ min: 0, max: 55 }), day: fc.integer({ min: 0, max: 40 }), items: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }) });
  fc.assert(fc.property(fc.array(order, { minLength: 60, maxLength: 150 }), fc.integer({ min: 0, max: 5 }), fc.constantFrom('cosine' as const, 'jaccard' as const), (orders, shrink, measure) => {
    const any = linesOf(orders);
    const model = recommendationModelOf(any, [], { measure, shrink, minTogether: 1 });
    const offers = Array.from({ length: any.customers }, (_, customer) => recommendationsOf(model, customer, 41)).map(({ again, fresh }) => [...again, ...fresh]);
    return (model.similarities?.similarity ?? new Float64Array()).every((similarity) => similarity > 0 && similarity <= 1 + 1e-12) &&
      offers.every((list) => new Set(list.map(({ item }) => item)).size === list.length && list.every(({ score }) => Number.isFinite(score) && score > 0));
  }), { numRuns: 100 });
});
