import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../core/base/dates.ts';
import { type FixedCuts, type RfmMethod, rfmOf, rfmScoresOf, scoresBy } from '../../core/scoring/rfm.rules.ts';
import { eightSegmentsOf, elevenSegmentOf, elevenSegments, type HighRule, putlerSegmentOf, tenClassOf } from '../../core/scoring/segments.rules.ts';
import { seasonCurveOf, seasonDistanceOf, seasonRecencyOf } from '../../core/scoring/season.rules.ts';

const fixed: FixedCuts = { recencyDays: [14, 30, 90, 180], frequency: [1, 2, 4, 9], monetaryFen: [250_00, 500_00, 1000_00, 2500_00] };
const methods: readonly RfmMethod[] = ['fixed', 'quantile', 'equal', 'rankFirst', 'ntile', 'quantilePlusOne'];
const codes = Array.from({ length: 125 }, (_, at) => [1 + Math.floor(at / 25), 1 + (Math.floor(at / 5) % 5), 1 + (at % 5)] as const);

/** Orders as [customer, day, fen]. */
const ordersOf = (customers: number, rows: readonly (readonly [number, number, number])[]) => ({
  customers,
  customer: Int32Array.from(rows, ([who]) => who),
  day: Int32Array.from(rows, ([, day]) => day),
  amountFen: Float64Array.from(rows, ([, , fen]) => fen),
});

describe('recency, frequency and money of a list of orders', () => {
  it('counts each buyer\'s orders up to the day, whatever their sequence', () => {
    const rfm = rfmOf(ordersOf(4, [[2, 100, 500], [0, 90, 1000], [2, 80, 250], [3, 120, 999], [0, 110, 40]]), 110);
    expect([...rfm.customer]).toEqual([0, 2]);
    expect([[...rfm.recency], [...rfm.frequency], [...rfm.monetaryFen], [...rfm.firstDay], [...rfm.lastDay]]).toEqual([[0, 10], [2, 2], [1040, 750], [90, 80], [110, 100]]);
  });

  it('is empty for a shop without orders', () => {
    expect(rfmOf(ordersOf(3, []), 100).customer).toHaveLength(0);
    expect(rfmScoresOf(rfmOf(ordersOf(0, []), 100), 'quantile', fixed).r).toHaveLength(0);
  });

  it('leaves out a row that names nobody or no amount', () => {
    expect(rfmOf(ordersOf(1, [[7, 1, 1], [-1, 1, 1], [0, 1, Number.NaN], [0, 2, 5]]), 9)).toMatchObject({ frequency: Int32Array.of(1), monetaryFen: Float64Array.of(5) });
  });
});

describe('scores 1–5', () => {
  const tied = Float64Array.of(1, 1, 1, 1, 1, 1, 2, 2, 3, 9);
  it.each([
    ['quantile', [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]],
    ['equal', [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]],
    ['rankFirst', [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
    ['ntile', [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
    // cuts 1 1 1.4 2.2, each + 1, the bound itself above
    ['quantilePlusOne', [1, 1, 1, 1, 1, 1, 3, 3, 4, 5]],
    ['fixed', [1, 1, 1, 1, 1, 1, 2, 2, 3, 4]],
  ] as const)('of ten customers of whom six bought once, by %s', (method, scores) => {
    expect([...scoresBy(method, tied, fixed.frequency).scores]).toEqual(scores);
  });

  it('NTILE gives the first parts one more, rank-first the middle ones', () => {
    const seven = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    expect([...scoresBy('ntile', seven, fixed.frequency).scores]).toEqual([1, 1, 2, 2, 3, 4, 5]);
    // ranks against 2.2 3.4 4.6 5.8
    expect([...scoresBy('rankFirst', seven, fixed.frequency).scores]).toEqual([1, 1, 2, 3, 4, 5, 5]);
  });

  it.each(methods)('four customers, or all alike, get the shop\'s own cuts and not arbitrary fifths (%s)', (method) => {
    expect(scoresBy(method, Float64Array.of(1, 2, 5, 30), fixed.frequency)).toMatchObject({ method: 'fixed', scores: Uint8Array.of(1, 2, 4, 5) });
    expect(scoresBy(method, Float64Array.of(3, 3, 3, 3, 3, 3), fixed.frequency)).toMatchObject({ method: 'fixed', scores: new Uint8Array(6).fill(3) });
  });

  const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: -5000, max: 90_000_000 })), { maxLength: 60 }).map((values) => Float64Array.from(values));
  it('are 1 to 5 for every shop and never fall with a better number; ties share one where values are cut', () =>
    fc.assert(fc.property(numbers, fc.constantFrom(...methods), (values, method) => {
      const { scores, cuts } = scoresBy(method, values, fixed.monetaryFen, 100);
      expect(scores.every((score) => score >= 1 && score <= 5)).toBe(true);
      for (const [i, a] of values.entries()) {
        for (const [j, b] of values.entries()) {
          if (a > b) expect(scores[i]).toBeGreaterThanOrEqual(scores[j]!);
          if (a === b && cuts !== null) expect(scores[i]).toBe(scores[j]);
        }
      }
    }), { numRuns: 150 }));
});

describe('segments', () => {
  it('every one of the 125 codes is in one of eleven, and every name is reached', () => {
    expect(new Set(codes.map((code) => elevenSegmentOf(...code)))).toEqual(new Set(elevenSegments));
    const sizes = elevenSegments.map((name) => codes.filter((code) => elevenSegmentOf(...code) === name).length);
    expect(sizes).toEqual([7, 8, 24, 7, 16, 8, 8, 22, 8, 11, 6]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(125);
  });

  it('Putler places everybody, nobody last of all', () => {
    const names = new Set(codes.map((code) => putlerSegmentOf(...code)));
    expect([putlerSegmentOf(5, 5, 5), putlerSegmentOf(1, 5, 5), putlerSegmentOf(1, 1, 1), putlerSegmentOf(5, 1, 1)]).toEqual(['champions', 'cannotLose', 'hibernating', 'recent']);
    expect(names.has('lost')).toBe(false);
  });

  it('the ten classes cover the 25 cells', () => {
    expect([tenClassOf(1, 5), tenClassOf(3, 3), tenClassOf(4, 1), tenClassOf(5, 1), tenClassOf(5, 5), tenClassOf(5, 3)]).toEqual(['cannotLose', 'needAttention', 'promising', 'newCustomer', 'champions', 'potentialLoyalist']);
    expect(codes.every(([r, f]) => typeof tenClassOf(r, f) === 'string')).toBe(true);
  });

  it('what counts as high is the rule\'s and moves people', () => {
    const rfm = { recency: Int32Array.of(1, 10, 100), frequency: Int32Array.of(9, 2, 1), monetaryFen: Float64Array.of(100, 1000, 10_000) };
    const scores = { r: Uint8Array.of(5, 4, 1), f: Uint8Array.of(5, 2, 1), m: Uint8Array.of(1, 3, 5) };
    const by = (rule: HighRule) => eightSegmentsOf(rfm, scores, rule);
    expect(by({ by: 'scoreAboveMean' })).toEqual(['110', '100', '001']);
    expect(by({ by: 'valueAboveMean' })).toEqual(['110', '100', '001']);
    expect(by({ by: 'valueAboveMedian' })).toEqual(['110', '100', '001']);
    expect(by({ by: 'scoreAtLeast', score: 3 })).toEqual(['110', '101', '001']);
    expect(by({ by: 'limits', recencyDays: 10, frequency: 2, monetaryFen: 1000 })).toEqual(['110', '111', '001']);
  });
});

describe('days that count as much as the season is worth', () => {
  const asOf = dayNumber('2026-02-28');
  /** So many orders on every day of a month, for two and a half years back. */
  const shop = (ordersIn: (month: number) => number): Int32Array =>
    Int32Array.from(Array.from({ length: 910 }, (_, back) => asOf - back).flatMap((day) => Array.from({ length: ordersIn(new Date(day * 86_400_000).getUTCMonth()) }, () => day)));
  const known = (days: Int32Array) => {
    const curve = seasonCurveOf(days, asOf);
    if (curve.type !== 'known') throw new Error('a curve was expected');
    return curve;
  };

  it('in a shop without seasons a day is a day', () => {
    const curve = known(shop(() => 2));
    for (const weight of curve.weights) expect(weight).toBeCloseTo(1, 1);
    expect(seasonDistanceOf(curve, asOf - 400, asOf)(asOf - 100, asOf)).toBeCloseTo(100, -1);
  });

  it('a melon buyer of September is not five months late in February', () => {
    const curve = known(shop((month) => (month >= 5 && month <= 8 ? 10 : 0)));
    const [september, february] = [dayNumber('2025-09-25'), asOf];
    const distance = seasonDistanceOf(curve, september - 30, february);
    expect(distance(september, february)).toBeLessThan(60);
    expect(distance(september - 30, september)).toBeGreaterThan(60);
    expect([...seasonRecencyOf(Int32Array.of(september, february), february, distance)]).toEqual([distance(september, february), 0]);
    expect(curve.years).toBe(2);
  });

  it('says how much is missing before there is a year of orders', () => {
    expect(seasonCurveOf(Int32Array.of(asOf - 100, asOf), asOf)).toEqual({ type: 'tooFew', needed: 365, have: 101 });
    expect(seasonCurveOf(Int32Array.of(asOf - 500, asOf), asOf)).toEqual({ type: 'tooFew', needed: 240, have: 1 });
    expect(seasonCurveOf(new Int32Array(), asOf)).toEqual({ type: 'tooFew', needed: 365, have: 0 });
  });

  it('a whole year is a year for every shop, and a later day is never nearer', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 300, maxLength: 500 }), (back) => {
      const curve = seasonCurveOf(Int32Array.from(back, (days) => asOf - days), asOf);
      if (curve.type === 'tooFew') return;
      expect(curve.weights.every((weight) => weight > 0.1 && weight < 12)).toBe(true);
      const distance = seasonDistanceOf(curve, asOf - 1461, asOf);
      expect(distance(asOf - 1461, asOf) / 4).toBeCloseTo(365.25, 0);
      for (let day = asOf - 40; day < asOf; day += 1) expect(distance(asOf - 40, day + 1)).toBeGreaterThan(distance(asOf - 40, day));
    }), { numRuns: 60 }));
});
