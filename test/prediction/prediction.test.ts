/** Small shops with a truth known beforehand, and inputs nobody would think of. */
import { array, assert, constantFrom, double, integer, property, record, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../core/base/dates.ts';
import { correlationOf, midRanksOf, rSquaredOf, spearmanOf, topFifthShareOf } from '../../core/prediction/accuracy.rules.ts';
import { backTestOf } from '../../core/prediction/back-test.rules.ts';
import { bgNbd, mbgNbd } from '../../core/prediction/bg-nbd.rules.ts';
import { customerLifetimeValues, discountedPurchases, WEEKS_A_MONTH } from '../../core/prediction/clv.rules.ts';
import { frequencyTableOf } from '../../core/prediction/diagnostics.rules.ts';
import { fitPurchaseModel } from '../../core/prediction/fit.rules.ts';
import { expectedSpend, fitGammaGamma } from '../../core/prediction/gamma-gamma.rules.ts';
import { groupedHistoriesOf, purchaseHistoriesOf } from '../../core/prediction/histories.rules.ts';
import { paretoNbd } from '../../core/prediction/pareto-nbd.rules.ts';
import { expectedPurchases, type PurchaseModel } from '../../core/prediction/purchase-model.rules.ts';
import { replenishmentOf, replenishmentsOf } from '../../core/prediction/replenishment.rules.ts';
import { predictSpend } from '../../core/prediction/spend-prediction.rules.ts';
import { randomOf } from '../../core/practice/random.rules.ts';
import { dailyTotalsOf } from '../../core/scoring/daily-totals.rules.ts';

const models: readonly PurchaseModel<string>[] = [bgNbd, mbgNbd, paretoNbd];

/** Rows as customer, day and yuan. */
const totalsOf = (customers: number, rows: readonly (readonly [number, string | number, number])[]) =>
  dailyTotalsOf({
    customers,
    customer: Int32Array.from(rows, ([customer]) => customer),
    day: Int32Array.from(rows, ([, day]) => (typeof day === 'number' ? day : dayNumber(day))),
    amountFen: Float64Array.from(rows, ([, , yuan]) => yuan * 100),
  });

/** A shop whose customers buy and drop out as BG/NBD says, over 300 days; some spend more than others. */
const madeUpShop = (customers: number, seed: number) => {
  const random = randomOf(seed);
  const exponential = (): number => -Math.log(1 - random());
  return totalsOf(customers, Array.from({ length: customers }).flatMap((_, customer) => {
    const rate = exponential() / 20;
    const leaving = random();
    const purse = 20 + 200 * random();
    const rows: [number, number, number][] = [];
    for (let day = Math.floor(60 * random()); day < 300; day += Math.max(1, Math.ceil(exponential() / rate))) {
      rows.push([customer, day, purse * (0.5 + random())]);
      if (rows.length > 1 && random() < leaving) break;
    }
    return rows;
  }));
};

test('a history: the first purchase is the start, two orders on a day are one, what comes after the end is not seen', () => {
  const totals = totalsOf(3, [
    [1, '2026-03-15', 10], [1, '2026-03-01', 100], [1, '2026-03-15', 20], [1, '2026-03-29', 50], [1, '2026-04-20', 999],
    [0, '2026-03-22', 5],
  ]);
  const histories = purchaseHistoriesOf(totals, dayNumber('2026-04-12'));
  expect(histories).toEqual({ customer: Int32Array.of(0, 1), x: Float64Array.of(0, 2), tx: Float64Array.of(0, 4), T: Float64Array.of(3, 6), meanSpend: Float64Array.of(0, 40) });
});

describe('too few to say anything', () => {
  test('customers, then those who came back, then time', () => {
    const shop = (customers: number, days: readonly number[]) => purchaseHistoriesOf(totalsOf(customers, Array.from({ length: customers }).flatMap((_, c) => days.map((day) => [c, day, 10] as const))), 100);
    expect(fitPurchaseModel(bgNbd, shop(99, [1, 20]))).toEqual({ type: 'tooFew', what: 'customers', needed: 100, have: 99 });
    expect(fitPurchaseModel(bgNbd, shop(100, [1]))).toEqual({ type: 'tooFew', what: 'repeaters', needed: 30, have: 0 });
    expect(fitPurchaseModel(bgNbd, shop(100, [1, 67]))).toMatchObject({ type: 'tooFew', what: 'meanGaps', needed: 3 });
    expect(fitGammaGamma(shop(29, [1, 20]))).toEqual({ type: 'tooFew', what: 'repeaters', needed: 30, have: 29 });
    expect(backTestOf(totalsOf(0, []), 10, 20)).toEqual({ type: 'tooFew', what: 'customers', needed: 100, have: 0 });
    expect(predictSpend(totalsOf(0, []), 400, 1)).toEqual({ type: 'tooFew', what: 'customers', needed: 50, have: 0 });
  });
});

describe('a made-up shop', () => {
  const totals = madeUpShop(600, 7);
  const histories = purchaseHistoriesOf(totals, 210);

  test('every model is fitted, with standard errors, the same each time', () => {
    for (const model of models) {
      const fit = fitPurchaseModel(model, histories);
      expect(fit).toMatchObject({ type: 'fit', converged: true, dropOutFound: true, customers: 600 });
      expect(fitPurchaseModel(model, histories)).toEqual(fit);
    }
    const bg = fitPurchaseModel(bgNbd, histories);
    if (bg.type === 'tooFew') throw new Error('600 are enough');
    // the rate was exponential: a gamma distribution with r = 1 and a mean purchase in 20 days
    expect(Math.abs(bg.parameters.r - 1)).toBeLessThan(3 * bg.standardErrors!.r);
    expect(bg.logLikelihood).toBeGreaterThan(bgNbd.logLikelihood({ r: 1, alpha: 20 / 7, a: 1, b: 3 }, groupedHistoriesOf(histories)));
    expect(frequencyTableOf(bgNbd, bg.parameters, histories).pValue).toBeGreaterThan(0.001);
  });

  test('expected purchases rank who comes back better than P(alive)', () => {
    const backTest = backTestOf(totals, 210, 299);
    if (backTest.type === 'tooFew') throw new Error('600 are enough');
    expect(backTest.auc.expectedPurchases!).toBeGreaterThan(backTest.auc.pAlive!);
    expect(backTest.deciles.map(({ precision }) => precision)[0]).toBeGreaterThan(0.8);
    expect(backTest.model.meanAbsoluteError).toBeLessThan(backTest.sameRate.meanAbsoluteError);
  });

  test('the next 90 days are foretold, and the same each time', () => {
    const prediction = predictSpend(totals, 299, 3);
    expect(prediction).toMatchObject({ type: 'prediction', isUseful: true });
    expect(predictSpend(totals, 299, 3)).toEqual(prediction);
    const few = predictSpend(madeUpShop(200, 7), 299, 3);
    expect(few).toMatchObject({ type: 'prediction', method: 'linear', networkRefused: 'tooFewCustomers' });
  });
});

test('lifetime value: each month discounted by itself', () => {
  const certain: PurchaseModel<string> = { ...bgNbd, names: ['rate'], timeNames: [], pAlive: () => 1, purchasesIfAlive: ({ rate }, t) => rate! * t };
  const perMonth = 0.5 * WEEKS_A_MONTH;
  expect(discountedPurchases(certain, { rate: 0.5 }, { x: 3, tx: 5, T: 6 }, { months: 2, monthlyDiscount: 0.1 })).toBeCloseTo(perMonth / 1.1 + perMonth / 1.21, 12);
  const histories = { x: Float64Array.of(0, 1), tx: Float64Array.of(0, 5), T: Float64Array.of(6, 6), meanSpend: Float64Array.of(0, 40) };
  expect(customerLifetimeValues(certain, { rate: 1 }, { p: 2, q: 0.5, gamma: 3 }, histories)[0]).toBeNull();
});

describe('when somebody needs more', () => {
  test('from their own intervals', () => {
    expect(replenishmentOf([0, 30, 60, 91], [10, 12, 9, 10], null)).toEqual({ type: 'replenishment', day: 121, first: 121, last: 122, basis: 'interval', intervals: 3 });
    expect(replenishmentOf([0, 30], [1, 1], null)).toEqual({ type: 'tooFew', what: 'purchaseDays', needed: 3, have: 2 });
  });
  test('a double sack lasts twice as long', () => {
    expect(replenishmentOf([0, 20, 60, 80, 120], [1, 2, 1, 2, 1], null)).toMatchObject({ basis: 'amount', day: 140 });
    expect(replenishmentOf([0, 20, 60, 80], [1, 2, 1, 2], null)).toMatchObject({ basis: 'amount', day: 120 });
  });
  test('with few own intervals the shop counts too', () => {
    expect(replenishmentOf([0, 10, 20], [1, 1, 1], 30)).toMatchObject({ day: 40 });
  });
  test('everybody of a shop', () => {
    const all = replenishmentsOf(totalsOf(3, [[0, 10, 5], [0, 20, 5], [0, 20, 1], [0, 31, 5], [2, 7, 5]]));
    expect(all[0]).toEqual({ type: 'replenishment', day: 42, first: 41, last: 42, basis: 'interval', intervals: 2 });
    expect(all.slice(1)).toEqual([0, 1].map((have) => ({ type: 'tooFew', what: 'purchaseDays', needed: 3, have })));
  });
});

test('measures of predictions', () => {
  expect(midRanksOf(Float64Array.of(5, 1, 5, 2))).toEqual(Float64Array.of(3.5, 1, 3.5, 2));
  expect(spearmanOf(Float64Array.of(1, 2, 3), Float64Array.of(10, 100, 1000))).toBeCloseTo(1, 12);
  expect(correlationOf([1, 1, 1], [1, 2, 3])).toBe(0);
  expect(rSquaredOf(Float64Array.of(2, 2), Float64Array.of(1, 3))).toBe(0);
  expect(topFifthShareOf(Float64Array.of(1, 9, 2, 3, 4), Float64Array.of(1, 6, 1, 1, 1))).toBe(0.6);
});

describe('on any input', () => {
  const positive = double({ min: 1e-8, max: 1e8, noNaN: true });
  const time = double({ min: 0, max: 1e4, noNaN: true });
  const person = record({ x: integer({ min: 0, max: 2000 }), end: time, share: double({ min: 0, max: 1, noNaN: true }), t: time });

  test('P(alive) is a probability and nobody buys less than never', () => {
    assert(property(tuple(positive, positive, positive, positive), person, constantFrom(...models), (values, { x, end, share, t }, model) => {
      const parameters = Object.fromEntries(model.names.map((name, i) => [name, values[i]!]));
      const tx = x === 0 ? 0 : end * share;
      const alive = model.pAlive(parameters, x, tx, end);
      expect(alive >= 0 && alive <= 1).toBe(true);
      const purchases = expectedPurchases(model, parameters, t, x, tx, end);
      expect(purchases >= 0 && Number.isFinite(purchases)).toBe(true);
      for (const p of model.repeatDistribution(parameters, Math.max(t, 1e-3), 7)) expect(p >= 0 && p <= 1).toBe(true);
    }), { numRuns: 100, seed: 5 });
  });

  test('spend is a number or unknown', () => {
    assert(property(positive, positive, positive, integer({ min: 0, max: 1000 }), double({ min: -1e6, max: 1e6, noNaN: true }), (p, q, gamma, x, meanSpend) => {
      const spend = expectedSpend({ p, q, gamma }, x, meanSpend);
      expect(spend === null || (spend >= 0 && Number.isFinite(spend))).toBe(true);
    }), { numRuns: 200, seed: 5 });
  });

  test('any log of orders is fitted or refused, without a number that is none', () => {
    const orders = array(tuple(integer({ min: 0, max: 139 }), integer({ min: 0, max: 400 }), double({ min: -50, max: 1e5, noNaN: true })), { minLength: 300, maxLength: 800, size: 'max' });
    const numbersIn = (value: unknown): number[] => (typeof value === 'number' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []);
    assert(property(orders, (rows) => {
      const totals = totalsOf(140, rows);
      const histories = purchaseHistoriesOf(totals, 300);
      for (const result of [fitPurchaseModel(bgNbd, histories), fitGammaGamma(histories), backTestOf(totals, 300, 400), predictSpend(totals, 400, 1)]) {
        expect(numbersIn(result).filter((n) => !Number.isFinite(n))).toEqual([]);
      }
    }), { numRuns: 12, seed: 5 });
  });
});
