import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScoringRule, Segment, Thresholds } from '../../core/scoring/contract.ts';
import { lifecycleOf, valueTiersOf } from '../../core/scoring/lifecycle.rules.ts';
import { classOf, equalCutsOf, type7QuantileOf } from '../../core/scoring/quantiles.rules.ts';
import { defaultRule, scoreCustomers, scoreOf, segmentOf, thresholdsOf, type ScoringInput } from '../../core/scoring/rules.ts';
import { whyOf } from '../../core/scoring/why.rules.ts';

const asOf = '2026-03-01';
const buyer = (customerId: number, lastOrderOn: string, frequency: number, monetaryFen: number, firstOrderOn = '2025-01-10'): ScoringInput => ({
  customerId,
  firstOrderOn,
  lastOrderOn,
  frequency,
  monetaryFen,
  hasNeed: false,
});
const visitor = (customerId: number, hasNeed: boolean): ScoringInput => ({ customerId, firstOrderOn: null, lastOrderOn: null, frequency: 0, monetaryFen: 0, hasNeed });
const rule = (changes: Partial<ScoringRule>): ScoringRule => ({ ...defaultRule, ...changes });

describe('cut points', () => {
  it('type-7 quantiles are those of R and Excel', () => {
    expect([1, 2, 3, 4].map((k) => type7QuantileOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], k, 5))).toEqual([2.8, 4.6, 6.4, 8.2]);
    expect(type7QuantileOf([10, 20], 1, 2)).toBe(15);
    expect(type7QuantileOf([7], 3, 5)).toBe(7);
    expect(type7QuantileOf([], 1, 2)).toBeNaN();
  });

  it('a position that is a whole number is that very value, although 0.6 × 5 is not 3 in doubles', () => {
    expect(type7QuantileOf([1, 2, 3, 40, 50, 60], 3, 5)).toBe(40);
  });

  it('equal fifths of seven are 2, 2, 1, 1, 1 like NTILE(5)', () => {
    const cuts = equalCutsOf([1, 2, 3, 4, 5, 6, 7]);
    expect([1, 2, 3, 4, 5, 6, 7].map((value) => classOf(value, cuts))).toEqual([1, 1, 2, 2, 3, 4, 5]);
  });

  it('equal fifths keep equal customers together, in the lower class', () => {
    const orders = [1, 1, 1, 1, 1, 1, 2, 2, 3, 9];
    expect(orders.map((value) => classOf(value, equalCutsOf(orders)))).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
  });

  it('a value equal to a cut belongs to the lower class', () => {
    expect([14, 15, 16, 45, 90, 180, 181].map((days) => scoreOf({ recency: days, frequency: 1, monetaryFen: 0 }, thresholdsOf(defaultRule, { recency: [], frequency: [], monetaryFen: [] })).r)).toEqual([
      5, 5, 4, 4, 3, 2, 1,
    ]);
  });

  it('the default rule is valid and its thresholds too', () => {
    expect(ScoringRule.safeParse(defaultRule).success).toBe(true);
    expect(Thresholds.safeParse(scoreCustomers([], defaultRule, asOf).thresholds).success).toBe(true);
  });
});

describe('the eight segments', () => {
  it.each([
    [5, 5, 5, '111'],
    [1, 5, 5, '011'],
    [5, 1, 5, '101'],
    [1, 1, 5, '001'],
    [5, 5, 1, '110'],
    [1, 5, 1, '010'],
    [5, 1, 1, '100'],
    [1, 1, 1, '000'],
    [4, 4, 4, '111'],
    [3, 4, 4, '011'],
  ] as const)('R%i F%i M%i with high from 4 is %s', (r, f, m, segment) => expect(segmentOf(r, f, m, 4)).toBe(segment));
});

describe('lifecycle', () => {
  const limits = { newDays: 30, dormantDays: 180 };
  it.each([
    ['nothing bought, wants something', null, null, true, 'potential'],
    ['nothing bought, only registered', null, null, false, 'registered'],
    ['first order 30 days ago', 30, 30, false, 'new'],
    ['first order 31 days ago', 31, 31, false, 'active'],
    ['first order long ago, last 180 days ago', 400, 180, false, 'active'],
    ['first order long ago, last 181 days ago', 400, 181, true, 'dormant'],
  ] as const)('%s', (_case, firstOrderDaysAgo, recency, hasNeed, lifecycle) => {
    expect(lifecycleOf({ firstOrderDaysAgo, recency, hasNeed }, limits)).toBe(lifecycle);
  });

  it('a customer whose first order is a month old is new even where a month counts as dormant', () => {
    expect(lifecycleOf({ firstOrderDaysAgo: 40, recency: 40, hasNeed: false }, { newDays: 60, dormantDays: 30 })).toBe('new');
  });
});

describe('value tiers', () => {
  it('the first 80 % of the money is high, up to 95 % middle', () => {
    expect(valueTiersOf([4, 60, 20, 10, 6])).toEqual(['low', 'high', 'high', 'middle', 'middle']);
  });
  it('equal spend is equal tier, also across the border', () => {
    expect(valueTiersOf([10, 10, 10, 10, 10])).toEqual(['high', 'high', 'high', 'high', 'high']);
    expect(valueTiersOf([75, 10, 10, 5])).toEqual(['high', 'high', 'high', 'low']);
  });
  it('who brought nothing, or less, is low and does not shrink the revenue', () => {
    expect(valueTiersOf([100, 0, -50])).toEqual(['high', 'low', 'low']);
    expect(valueTiersOf([0, 0])).toEqual(['low', 'low']);
    expect(valueTiersOf([])).toEqual([]);
  });
});

describe('a whole shop', () => {
  it('scores an empty shop', () => {
    expect(scoreCustomers([], defaultRule, asOf)).toEqual({
      scores: [],
      thresholds: { mode: 'fixed', recencyDays: [15, 45, 90, 180], frequency: [1, 2, 4, 8], monetaryFen: [5000, 20000, 50000, 150000], high: 3, newDays: 30, dormantDays: 180 },
    });
  });

  it('scores buyers and people who have not bought yet, in the order given', () => {
    const { scores } = scoreCustomers(
      [visitor(9, true), buyer(4, '2026-02-24', 12, 1800_00), visitor(2, false), buyer(7, '2025-06-01', 1, 30_00, '2025-06-01'), buyer(8, '2026-02-20', 1, 60_00, '2026-02-20')],
      defaultRule,
      asOf,
    );
    expect(scores.map((s) => [s.customerId, s.recency, s.r, s.f, s.m, s.segment, s.lifecycle, s.valueTier])).toEqual([
      [9, null, null, null, null, null, 'potential', null],
      [4, 5, 5, 5, 5, '111', 'active', 'high'],
      [2, null, null, null, null, null, 'registered', null],
      [7, 273, 1, 1, 1, '000', 'dormant', 'low'],
      [8, 9, 5, 1, 2, '100', 'new', 'low'],
    ]);
  });

  it.each(['quantile', 'equal'] as const)('uses the fixed cut points in %s mode while there are fewer than five buyers', (mode) => {
    const { scores, thresholds } = scoreCustomers([buyer(1, '2026-02-28', 9, 2000_00), visitor(2, true)], rule({ mode }), asOf);
    expect(thresholds.mode).toBe('fixed');
    expect(scores[0]).toMatchObject({ r: 5, f: 5, m: 5, segment: '111' });
  });

  it.each(['quantile', 'equal'] as const)('does not call everybody bad in %s mode where all are alike', (mode) => {
    const { scores, thresholds } = scoreCustomers([1, 2, 3, 4, 5, 6].map((id) => buyer(id, '2026-02-28', 9, 2000_00)), rule({ mode }), asOf);
    expect(thresholds.mode).toBe(mode);
    expect(new Set(scores.map((s) => s.segment))).toEqual(new Set(['111']));
  });

  it('most bought once: quantiles leave classes empty but nobody falls out', () => {
    const { scores, thresholds } = scoreCustomers([1, 1, 1, 1, 1, 1, 1, 2, 3, 6].map((orders, i) => buyer(i + 1, '2026-02-01', orders, orders * 3000)), rule({ mode: 'quantile' }), asOf);
    expect(thresholds.frequency).toEqual([1, 1, 1, 2.2]);
    expect(scores.map((s) => s.f)).toEqual([1, 1, 1, 1, 1, 1, 1, 4, 5, 5]);
  });

  it('zero and negative money get the lowest money score', () => {
    const { scores } = scoreCustomers([buyer(1, '2026-02-28', 1, 0), buyer(2, '2026-02-28', 2, -500)], defaultRule, asOf);
    expect(scores.map((s) => [s.m, s.valueTier])).toEqual([[1, 'low'], [1, 'low']]);
  });

  it('an order dated tomorrow counts as today', () => {
    expect(scoreCustomers([buyer(1, '2026-03-02', 1, 100, '2026-03-02')], defaultRule, asOf).scores[0]).toMatchObject({ recency: 0, r: 5, lifecycle: 'new' });
  });

  it('scores 100,000 customers, each of them once', () => {
    const inputs = Array.from({ length: 100_000 }, (_, i) => buyer(i + 1, `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`, (i % 37) + 1, (i * 7919) % 400_000));
    expect(scoreCustomers(inputs, rule({ mode: 'quantile' }), asOf).scores).toHaveLength(100_000);
  });
});

describe('why', () => {
  it('gives the class bounds and the value that would count as high', () => {
    const { scores, thresholds } = scoreCustomers([buyer(1, '2026-01-10', 2, 200_00), visitor(2, true)], defaultRule, asOf);
    expect(whyOf(scores[0]!, thresholds)).toEqual({
      recency: { value: 50, score: 3, above: 45, upTo: 90, high: true, highBound: 90 },
      frequency: { value: 2, score: 2, above: 1, upTo: 2, high: false, highBound: 2 },
      monetary: { value: 20000, score: 2, above: 5000, upTo: 20000, high: false, highBound: 20000 },
      lifecycle: { code: 'stillBuying', recency: 50, dormantDays: 180 },
      valueTier: { code: 'high', fromPercent: 0, toPercent: 80 },
    });
    expect(whyOf(scores[1]!, thresholds)).toEqual({ recency: null, frequency: null, monetary: null, lifecycle: { code: 'needWithoutOrder' }, valueTier: null });
  });

  it('leaves the outer classes open', () => {
    const { scores, thresholds } = scoreCustomers([buyer(1, '2026-03-01', 1, 9999_00), buyer(2, '2025-03-01', 1, 1)], defaultRule, asOf);
    expect(whyOf(scores[0]!, thresholds)).toMatchObject({ recency: { above: null, upTo: 15 }, monetary: { above: 150000, upTo: null, high: true } });
    expect(whyOf(scores[1]!, thresholds)).toMatchObject({ recency: { above: 180, upTo: null, high: false }, lifecycle: { code: 'lastOrderLongAgo', recency: 365 } });
  });
});

describe('for every shop', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((back) => new Date(Date.UTC(2026, 2, 5) - back * 86_400_000).toISOString().slice(0, 10));
  const person = fc.record({
    days: fc.option(fc.tuple(day, day), { freq: 6 }),
    frequency: fc.integer({ min: 1, max: 60 }),
    monetaryFen: fc.oneof(fc.integer({ min: -5000, max: 500_000 }), fc.constantFrom(0, 5000, 20_000)),
    hasNeed: fc.boolean(),
  });
  const shop = fc.array(person, { maxLength: 60 }).map((people) =>
    people.map(({ days, frequency, monetaryFen, hasNeed }, i): ScoringInput => {
      const [firstOrderOn, lastOrderOn] = days ? [...days].sort() : [null, null];
      return { customerId: i + 1, firstOrderOn: firstOrderOn!, lastOrderOn: lastOrderOn!, frequency: days ? frequency : 0, monetaryFen: days ? monetaryFen : 0, hasNeed };
    }),
  );
  const anyRule = fc.record({ mode: fc.constantFrom('fixed', 'quantile', 'equal' as const), high: fc.integer({ min: 2, max: 5 }) }).map(rule);

  it('everybody is in the result once, and every buyer in exactly one segment', () =>
    fc.assert(
      fc.property(shop, anyRule, (people, chosen) => {
        const { scores } = scoreCustomers(people, chosen, asOf);
        expect(scores.map((s) => s.customerId)).toEqual(people.map((p) => p.customerId));
        for (const [i, s] of scores.entries()) {
          const bought = people[i]!.frequency > 0;
          expect(Segment.safeParse(s.segment).success).toBe(bought);
          expect(s.valueTier !== null).toBe(bought);
          expect([s.r, s.f, s.m].every((n) => (bought ? n !== null && n >= 1 && n <= 5 : n === null))).toBe(true);
        }
      }),
    ));

  it('equal numbers get equal scores, and better numbers never worse ones', () =>
    fc.assert(
      fc.property(shop, anyRule, (people, chosen) => {
        const buyers = scoreCustomers(people, chosen, asOf).scores.filter((s) => s.segment !== null);
        for (const a of buyers) {
          for (const b of buyers) {
            if (a.recency! <= b.recency!) expect(a.r!).toBeGreaterThanOrEqual(b.r!);
            if (a.frequency >= b.frequency) expect(a.f!).toBeGreaterThanOrEqual(b.f!);
            if (a.monetaryFen >= b.monetaryFen) expect(a.m!).toBeGreaterThanOrEqual(b.m!);
            if (a.monetaryFen === b.monetaryFen) expect(a.valueTier).toBe(b.valueTier);
          }
        }
      }),
    ));

  it('the order of the customers does not matter, and the reasons agree with the scores', () =>
    fc.assert(
      fc.property(shop, anyRule, (people, chosen) => {
        const { scores, thresholds } = scoreCustomers(people, chosen, asOf);
        expect(scoreCustomers(people.toReversed(), chosen, asOf).scores.toReversed()).toEqual(scores);
        for (const s of scores) {
          const why = whyOf(s, thresholds);
          if (s.segment === null) continue;
          expect([why.recency!.high, why.frequency!.high, why.monetary!.high].map(Number).join('')).toBe(s.segment);
          expect(why.recency!.high).toBe(s.recency! <= why.recency!.highBound);
          expect(why.monetary!.high).toBe(s.monetaryFen > why.monetary!.highBound);
        }
      }),
    ));
});
