import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logistic } from '../../core/prediction/special-functions.rules.ts';
import { backtestOf } from '../../core/scoring/backtest.rules.ts';
import { churnWarningsOf } from '../../core/scoring/churn.rules.ts';
import { churnReasonsOf, type OrderLines, shopGoodsOf, usualGoodsOf } from '../../core/scoring/churn-reasons.rules.ts';
import { fitLogistic } from '../../core/scoring/logistic.rules.ts';
import { purchaseDaysOf } from '../../core/scoring/purchase-days.rules.ts';
import { aucOf, decilesOf, flaggedOf } from '../../core/scoring/ranking.rules.ts';
import { returnChancesOf } from '../../core/scoring/return.rules.ts';
import { dormantDaysOf, gapsOf, rhythmsOf, valueAtRiskOf, warningsOf } from '../../core/scoring/rhythm.rules.ts';
import type { Transactions } from '../../core/scoring/transactions.rules.ts';
import { randomOf } from '../../core/practice/random.rules.ts';

/** Purchase days per customer, each order of ¥10. */
const shopOf = (daysOf: readonly (readonly number[])[]): Transactions => {
  const rows = daysOf.flatMap((days, who) => days.map((day) => ({ who, day })));
  return { customers: daysOf.length, customer: Int32Array.from(rows, ({ who }) => who), day: Int32Array.from(rows, ({ day }) => day), amountFen: new Float64Array(rows.length).fill(1000) };
};
const every = (gap: number, times: number, from = 1000): number[] => Array.from({ length: times }, (_, n) => from + n * gap);

/** 300 people come every 20 days; of every second it was the last time on day 300. */
const halfGone = () => {
  const random = randomOf(4);
  return shopOf(Array.from({ length: 300 }, (_, who) => {
    const start = Math.floor(random() * 100);
    return every(15 + Math.floor(random() * 10), 40, start).filter((day) => day <= 700 && (who % 2 === 0 || day <= 300));
  }));
};

describe('the own rhythm', () => {
  it('two orders on one day are one visit', () => {
    expect(purchaseDaysOf(shopOf([[5, 3, 5], [], [9, 7]]), 8)).toEqual({ start: Int32Array.of(0, 2, 2, 3), day: Int32Array.of(3, 5, 7) });
  });

  it('comes every 12 days, 31 days away: alarm, with the numbers to say so', () => {
    const rhythms = rhythmsOf(purchaseDaysOf(shopOf([every(12, 6), [1000, 1050]]), 1091), 1091);
    expect(rhythms).toMatchObject({ customer: Int32Array.of(0), purchaseDays: Int32Array.of(6), meanGap: Float64Array.of(12), medianGap: Float64Array.of(12), gapSpread: Float64Array.of(0), longGap: Float64Array.of(12), elapsed: Float64Array.of(31) });
    expect(warningsOf(rhythms, 'median')).toEqual({ level: ['alarm'], ratio: Float64Array.of(31 / 12) });
  });

  it('a level begins at its bound', () => {
    const days = purchaseDaysOf(shopOf([every(10, 4, 970), every(10, 4, 965), every(10, 4, 960), every(10, 4, 961)]), 1010);
    expect(warningsOf(rhythmsOf(days, 1010), 'median').level).toEqual(['watch', 'warn', 'alarm', 'warn']);
  });

  it('one long pause moves the mean and not the median', () => {
    const rhythms = rhythmsOf(purchaseDaysOf(shopOf([[0, 10, 20, 30, 130]]), 150), 150);
    expect([rhythms.meanGap[0], rhythms.medianGap[0], rhythms.gapSpread[0], rhythms.longGap[0]]).toEqual([32.5, 10, 45, 73]);
    expect([warningsOf(rhythms, 'mean').level, warningsOf(rhythms, 'median').level]).toEqual([['normal'], ['alarm']]);
  });

  it('measured in season days the quiet months pass slowly', () => {
    const days = purchaseDaysOf(shopOf([every(10, 4)]), 1060);
    const slow = (from: number, to: number) => Math.min(to, 1030) - Math.min(from, 1030) + 0.3 * (Math.max(to, 1030) - Math.max(from, 1030));
    expect(warningsOf(rhythmsOf(days, 1060), 'mean').level).toEqual(['alarm']);
    expect(warningsOf(rhythmsOf(days, 1060, slow), 'mean').level).toEqual(['normal']);
  });

  it('dormant is longer away than nine of ten pauses of the shop', () => {
    expect(dormantDaysOf(gapsOf(purchaseDaysOf(shopOf([every(10, 28), [0, 100, 250, 450]]), 2000)))).toEqual({ type: 'known', days: 19, gaps: 30 });
    expect(dormantDaysOf(Float64Array.of(1, 2))).toEqual({ type: 'tooFew', needed: 30, have: 2 });
  });

  it('at stake is the year up to the last purchase, not a guess', () => {
    const shop = shopOf([[100, 400, 500, 600], [1, 2]]);
    expect([...valueAtRiskOf(shop, { customer: Int32Array.of(0), lastDay: Int32Array.of(600) })]).toEqual([3000]);
  });

  const anyShop = fc.array(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }), { maxLength: 40 });
  it('nothing is ever no number, whatever the shop', () =>
    fc.assert(fc.property(anyShop, fc.integer({ min: 0, max: 1000 }), (daysOf, asOf) => {
      const shop = shopOf(daysOf);
      const rhythms = rhythmsOf(purchaseDaysOf(shop, asOf), asOf);
      const { ratio, level } = warningsOf(rhythms, 'median');
      for (const column of [rhythms.meanGap, rhythms.medianGap, rhythms.gapSpread, rhythms.longGap, rhythms.elapsed, ratio, valueAtRiskOf(shop, rhythms)]) {
        expect(column.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }
      expect(level).toHaveLength(rhythms.customer.length);
    }), { numRuns: 150 }));
});

describe('ranking', () => {
  it('AUC is the share of pairs in the right order, ties half', () => {
    expect(aucOf([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(aucOf([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
    expect(aucOf([1, 2, 2, 3], [0, 0, 1, 1])).toBe(0.875);
    expect(aucOf([5, 5, 5], [0, 1, 0])).toBe(0.5);
    expect([aucOf([], []), aucOf([1, 2], [1, 1])]).toEqual([null, null]);
  });

  it('deciles go from the highest score down and find everybody in the end', () => {
    const deciles = decilesOf(Array.from({ length: 20 }, (_, at) => at), Array.from({ length: 20 }, (_, at) => Number(at >= 16)));
    expect(deciles.slice(0, 3)).toEqual([{ customers: 2, hits: 2, precision: 1, recall: 0.5 }, { customers: 2, hits: 2, precision: 1, recall: 1 }, { customers: 2, hits: 0, precision: 0, recall: 1 }]);
    expect(decilesOf([3, 1], [1, 0]).map(({ customers }) => customers)).toEqual([1, 1]);
    expect(decilesOf([], [])).toEqual([]);
  });

  it('precision and recall of the flagged', () => {
    expect(flaggedOf((at) => at < 2, [1, 0, 1, 1])).toEqual({ flagged: 2, precision: 0.5, recall: 1 / 3 });
    expect(flaggedOf(() => false, [0])).toEqual({ flagged: 0, precision: 0, recall: 0 });
  });
});

describe('who will not be back', () => {
  it('a logistic regression finds the log odds of a table of four', () => {
    // 30 of 40 against 10 of 40: odds 3 and 1/3
    const column = Float64Array.from({ length: 80 }, (_, at) => Number(at < 40));
    const outcome = Uint8Array.from({ length: 80 }, (_, at) => Number(at < 40 ? at < 30 : at < 50));
    const { intercept, coefficients } = fitLogistic([column], outcome);
    expect(intercept).toBeCloseTo(-Math.log(3), 3);
    expect(coefficients[0]).toBeCloseTo(2 * Math.log(3), 3);
  });

  it('columns that part the outcomes completely still give finite weights', () => {
    const column = Float64Array.of(-2, -1, 1, 2);
    const { intercept, coefficients } = fitLogistic([column, new Float64Array(4)], Uint8Array.of(0, 0, 1, 1));
    expect([intercept, ...coefficients].every(Number.isFinite)).toBe(true);
    expect([logistic(-1e9), logistic(0), logistic(1e9)]).toEqual([0, 0.5, 1]);
  });

  it('learns from the shop\'s own past and tells the gone from the coming', () => {
    const chances = returnChancesOf(halfGone(), 500, 120);
    expect(chances).toMatchObject({ type: 'known', learnedFrom: 300, baseRate: 0.5 });
    if (chances.type === 'tooFew') return;
    const mean = (rest: number) => chances.lossProbability.filter((_, who) => who % 2 === rest).reduce((sum, p) => sum + p, 0) / 150;
    expect(mean(1)).toBeGreaterThan(0.95);
    expect(mean(0)).toBeLessThan(0.05);
  });

  it('says what is missing in a small shop', () => {
    expect(returnChancesOf(shopOf([every(10, 5), every(20, 3)]), 1200, 90)).toEqual({ type: 'tooFew', needed: 30, have: 0 });
    expect(backtestOf(shopOf([every(10, 5), every(20, 3)]), 1100, 1200, 'median')).toEqual({ type: 'tooFew', needed: 50, have: 2 });
    expect(backtestOf(shopOf(Array.from({ length: 60 }, () => every(10, 20))), 1150, 1250, 'median')).toEqual({ type: 'tooFew', needed: 10, have: 0 });
  });

  it('the back-test uses nothing from after the cut', () => {
    const shop = halfGone();
    const back = backtestOf(shop, 380, 500, 'median');
    expect(back).toMatchObject({ type: 'known', customers: 300, lost: 150, baseRate: 0.5, auc: { ratio: 1, recency: 1 } });
    const seen = (row: number) => shop.day[row]! <= 500;
    const upTo = { ...shop, customer: shop.customer.filter((_, row) => seen(row)), day: shop.day.filter((_, row) => seen(row)), amountFen: shop.amountFen.filter((_, row) => seen(row)) };
    expect(backtestOf(upTo, 380, 500, 'median')).toEqual(back);
  });

  it('a chance is between 0 and 1 for every shop', () =>
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }), { minLength: 90, maxLength: 120 }), fc.integer({ min: 30, max: 380 }), (daysOf, horizon) => {
      const chances = returnChancesOf(shopOf(daysOf), 400, horizon);
      if (chances.type === 'tooFew') return;
      expect(chances.lossProbability.every((p) => p >= 0 && p <= 1)).toBe(true);
    }), { numRuns: 40 }));
});

describe('the list of who is slipping away', () => {
  it('in a small shop says what it knows and what it cannot know', () => {
    const shop = shopOf([every(12, 6, 1000), every(30, 3, 1000), [1000, 1020], [], every(10, 9, 1001)]);
    const list = churnWarningsOf(shop, 1091);
    expect(list.warnings).toEqual([
      { customer: 0, level: 'alarm', everyDays: 12, spreadDays: 0, elapsed: 31, ratio: 31 / 12, beyondLongGap: true, seasonRatio: null, lossProbability: null, valueAtRiskFen: 6000 },
      { customer: 4, level: 'watch', everyDays: 10, spreadDays: 0, elapsed: 10, ratio: 1, beyondLongGap: false, seasonRatio: null, lossProbability: null, valueAtRiskFen: 9000 },
      { customer: 1, level: 'watch', everyDays: 30, spreadDays: 0, elapsed: 31, ratio: 31 / 30, beyondLongGap: true, seasonRatio: null, lossProbability: null, valueAtRiskFen: 3000 },
    ].toSorted((a, b) => b.valueAtRiskFen - a.valueAtRiskFen));
    expect(list).toMatchObject({ levels: { normal: 0, watch: 2, warn: 0, alarm: 1 }, withoutRhythm: 1, learning: { type: 'tooFew', needed: 30 }, season: { type: 'tooFew', needed: 365, have: 92 } });
  });

  it('in a big one sorts by what is likely to be lost', () => {
    const { warnings, learning } = churnWarningsOf(halfGone(), 500);
    expect(learning).toMatchObject({ type: 'known', learnedFrom: 300 });
    expect(warnings.slice(0, 100).every(({ customer }) => customer % 2 === 1)).toBe(true);
    const worth = warnings.map(({ lossProbability, valueAtRiskFen }) => lossProbability! * valueAtRiskFen);
    expect(worth).toEqual(worth.toSorted((a, b) => b - a));
  });
});

describe('what changed', () => {
  const lines = (rows: readonly (readonly [customer: number, product: number, day: number, fen: number])[]): OrderLines => ({
    customer: Int32Array.from(rows, ([customer]) => customer), product: Int32Array.from(rows, ([, product]) => product),
    day: Int32Array.from(rows, ([, , day]) => day), unitPriceFen: Float64Array.from(rows, ([, , , fen]) => fen),
  });
  // customer 0 bought eggs (1) and rice wine (2) until day 40; eggs then cost more, the wine was sold until day 50 only
  const shop = shopGoodsOf(lines([
    [0, 1, 10, 1000], [0, 1, 20, 1000], [0, 1, 40, 1000], [0, 2, 20, 3000], [0, 2, 40, 3000], [0, 3, 20, 500],
    [1, 1, 60, 1200], [1, 1, 80, 1250], [1, 2, 10, 3000], [1, 2, 30, 3000], [2, 2, 50, Number.NaN], [1, 3, 90, 500], [1, 1, 500, 9000],
  ]), 140);
  const nothing = { lastDay: 40, ratio: 6, seasonRatio: null, complaints: [], refundDays: [], goods: [] };

  it('what they kept buying, at what price, and what became of it', () => {
    expect(usualGoodsOf(shop, 0)).toEqual([
      { product: 1, times: 3, paidFen: 1000, laterFen: 1225, shopGap: 20, unsoldDays: 60 },
      { product: 2, times: 2, paidFen: 3000, laterFen: null, shopGap: 10, unsoldDays: 90 },
    ]);
    expect(usualGoodsOf(shop, 9)).toEqual([]);
  });

  it('a complaint first, then the dearer eggs, then the wine that is out', () => {
    const complaints = [{ day: 35, resolved: true }, { day: 30, resolved: false }];
    expect(churnReasonsOf({ ...nothing, complaints, refundDays: [42], goods: usualGoodsOf(shop, 0) })).toEqual([
      { code: 'complaint', daysBeforeLast: 10, resolved: false },
      { code: 'refund', daysBeforeLast: -2 },
      { code: 'price', product: 1, paidFen: 1000, laterFen: 1225 },
      { code: 'productOut', product: 1, unsoldDays: 60, shopGap: 20 },
      { code: 'productOut', product: 2, unsoldDays: 90, shopGap: 10 },
    ]);
  });

  it('late by the calendar and not by the season is the season', () => {
    expect(churnReasonsOf({ ...nothing, seasonRatio: 1.2 })).toEqual([{ code: 'season', ratio: 6, seasonRatio: 1.2 }]);
    expect(churnReasonsOf({ ...nothing, seasonRatio: 2 })).toEqual([]);
  });

  it('a complaint long forgiven is none, and nothing found is an answer', () => {
    expect(churnReasonsOf({ ...nothing, lastDay: 400, complaints: [{ day: 10, resolved: true }], refundDays: [20] })).toEqual([]);
  });
});
