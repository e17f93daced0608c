import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../core/base/dates.ts';
import { cohortsOf } from '../../core/indicators/cohorts.rules.ts';
import { repurchaseOf } from '../../core/indicators/repurchase.rules.ts';
import { LOST_AFTER_DAYS, lostAfterDays, retentionOf } from '../../core/indicators/retention.rules.ts';
import type { Transactions } from '../../core/scoring/transactions.rules.ts';
import '../support/chance.ts';
import { expectSound } from './sound.ts';

/** One line per customer: the days of the orders, each of ¥100. */
const ordersOn = (...people: readonly (readonly string[])[]): Transactions => {
  const rows = people.flatMap((days, customer) => days.map((day) => ({ customer, day: dayNumber(day) })));
  return {
    customers: people.length,
    customer: Int32Array.from(rows, ({ customer }) => customer),
    day: Int32Array.from(rows, ({ day }) => day),
    amountFen: new Float64Array(rows.length).fill(100_00),
  };
};

describe('who comes back', () => {
  const shop = ordersOn(['2026-01-05', '2026-01-05'], ['2026-02-01', '2026-01-10', '2026-05-01'], ['2026-03-15'], []);

  test('two orders on one day are a repurchase by orders, not by days', () => {
    const found = repurchaseOf(shop, dayNumber('2026-05-31'));
    expect([found.buyers, found.orders, found.byOrders.part, found.byDays.part]).toEqual([3, 6, 2, 1]);
    expect([found.averageOrderFen, found.ordersPerBuyer]).toEqual([100_00, 2]);
    expect(found.byOrders.small).toBe(true);
  });

  test('who first bought less than 30 days ago has not had the time to come back', () => {
    const { within } = repurchaseOf(shop, dayNumber('2026-04-05'));
    expect(within.map(({ days, again }) => [days, again.part, again.whole])).toEqual([[30, 1, 2], [60, 1, 2], [90, 0, 1]]);
  });

  test('orders after the day have not happened, and a shop without orders has no rate', () => {
    expect(repurchaseOf(shop, dayNumber('2026-01-31')).orders).toBe(3);
    const empty = repurchaseOf(shop, dayNumber('2025-12-31'));
    expect([empty.byOrders.share, empty.byOrders.interval, empty.averageOrderFen, empty.ordersPerBuyer]).toEqual([null, null, null, null]);
  });
});

describe('who stayed for half a year (N4)', () => {
  test('lost is away for longer than 90 days and longer than twice the own rhythm', () => {
    expect(lostAfterDays([0])).toBe(LOST_AFTER_DAYS);
    expect(lostAfterDays([0, 300])).toBe(LOST_AFTER_DAYS);
    expect(lostAfterDays([0, 7, 14, 21])).toBe(LOST_AFTER_DAYS);
    expect(lostAfterDays([0, 100, 220])).toBe(220);
  });

  test('the peach buyer of every July is kept, who stayed away for too long and came back is not', () => {
    const shop = ordersOn(
      ['2025-12-01', '2026-02-01', '2026-04-01', '2026-06-01'],
      ['2025-12-20'],
      ['2023-07-01', '2024-07-01', '2025-07-01'],
      ['2025-08-01'],
      ['2026-02-01'],
      ['2025-12-31', '2026-05-15'],
      [],
    );
    const { kept, bought, lost } = retentionOf(shop, dayNumber('2026-01-01'), dayNumber('2026-07-01'));
    expect([kept.part, kept.whole, bought.part, lost]).toEqual([2, 4, 2, [1, 5]]);
  });
});

describe('cohorts', () => {
  const shop = ordersOn(['2026-01-05', '2026-01-20', '2026-03-01'], ['2026-01-31', '2026-02-01'], ['2026-03-02']);

  test('each month of first purchase with who bought in the months after it', () => {
    const { cohorts, incomplete, monthToMonth } = cohortsOf(shop, dayNumber('2026-03-31'));
    expect(cohorts).toEqual([
      { month: '2026-01', size: 2, active: [2, 1, 1] },
      { month: '2026-02', size: 0, active: [0, 0] },
      { month: '2026-03', size: 1, active: [1] },
    ]);
    expect(incomplete).toBeNull();
    expect(monthToMonth.map(({ month, again }) => [month, again.part, again.whole])).toEqual([['2026-01', 1, 2], ['2026-02', 0, 1]]);
  });

  test('a month that is not over is marked', () => {
    expect(cohortsOf(shop, dayNumber('2026-03-30')).incomplete).toBe('2026-03');
    expect(cohortsOf(shop, dayNumber('2026-02-28'))).toMatchObject({ incomplete: null, cohorts: [{ active: [2, 1] }, { active: [0] }] });
    expect(cohortsOf(shop, dayNumber('2025-12-31')).cohorts).toEqual([]);
  });
});

test('whatever the orders, every customer is in one cohort and no number is nonsense', () => {
  const row = fc.record({ customer: fc.nat(9), day: fc.integer({ min: -300, max: 800 }), fen: fc.double({ min: -1e9, max: 1e9, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: -300, max: 800 }), fc.nat(400), (rows, asOf, later) => {
      const orders: Transactions = {
        customers: 10,
        customer: Int32Array.from(rows, ({ customer }) => customer),
        day: Int32Array.from(rows, ({ day }) => day),
        amountFen: Float64Array.from(rows, ({ fen }) => fen),
      };
      const [repurchase, retention, cohorts] = [repurchaseOf(orders, asOf), retentionOf(orders, asOf, asOf + later), cohortsOf(orders, asOf)];
      for (const result of [repurchase, retention, cohorts]) expectSound(result);
      expect(cohorts.cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(repurchase.buyers);
      expect(repurchase.byDays.part).toBeLessThanOrEqual(repurchase.byOrders.part);
      expect(retention.kept.part + retention.lost.length).toBe(retention.kept.whole);
    }),
    { numRuns: 150 },
  );
});
