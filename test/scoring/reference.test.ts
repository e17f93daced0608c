/** The scoring as the shop runs it against reference numbers; runs where the data folder is present. Every other method: verified.test.ts. */
import { describe, expect, it } from 'vitest';
import type { CustomerScore, ScoringRule } from '../../core/scoring/contract.ts';
import { defaultRule, scoreCustomers, type ScoringInput } from '../../core/scoring/rules.ts';
import { researchPresent, tableOf } from '../patterns/research.ts';

const dayBefore = (asOf: string, days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10);
const count = (values: readonly (string | null)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? 'none'] = (counts[value ?? 'none'] ?? 0) + 1;
  return counts;
};

describe.skipIf(!researchPresent)('UCI Online Retail, 4,338 buyers as of 2011-12-10', () => {
  const asOf = '2011-12-10';
  const load = () => {
    const expected = tableOf('uci_online_retail/expected_rfm.csv');
    const inputs = expected.map((row): ScoringInput => ({
      customerId: Number(row['customer_id']),
      firstOrderOn: row['first_date']!,
      lastOrderOn: dayBefore(asOf, Number(row['recency'])),
      frequency: Number(row['frequency']),
      monetaryFen: Math.round(Number(row['monetary']) * 100),
      hasNeed: false,
    }));
    return { expected, inputs };
  };
  const codes = (scores: readonly CustomerScore[]) => scores.map((s) => `${s.r}${s.f}${s.m}`);
  const columns = (expected: readonly Record<string, string>[], variant: string) => expected.map((row) => `${row[`R_${variant}`]}${row[`F_${variant}`]}${row[`M_${variant}`]}`);

  it('every customer has the value-quantile scores (variant B) and the thresholds of the reference', () => {
    const { expected, inputs } = load();
    const { scores, thresholds } = scoreCustomers(inputs, { ...defaultRule, mode: 'quantile' }, asOf);
    expect(codes(scores)).toEqual(columns(expected, 'B'));
    expect(thresholds.recencyDays.map((days) => Number(days.toFixed(6)))).toEqual([13.8, 33, 72, 180]);
    expect(thresholds.frequency).toEqual([1, 2, 3, 6]);
    expect(thresholds.monetaryFen.map((fen) => Number(fen.toFixed(4)))).toEqual([25019.4, 49009.6, 94227.6, 205842.6]);
  });

  it('every customer has the fixed-threshold scores (variant E)', () => {
    const { expected, inputs } = load();
    const fixed: ScoringRule = { ...defaultRule, recencyDays: [14, 30, 90, 180], frequency: [1, 2, 4, 9], monetaryFen: [250_00, 500_00, 1000_00, 2500_00] };
    expect(codes(scoreCustomers(inputs, fixed, asOf).scores)).toEqual(columns(expected, 'E'));
  });

  it('equal fifths are NTILE(5) (variant C) with each group of equal customers in one class', () => {
    const { expected, inputs } = load();
    const { scores } = scoreCustomers(inputs, { ...defaultRule, mode: 'equal' }, asOf);
    const lowest = (name: string, value: string) => {
      const found = new Map<string, number>();
      for (const row of expected) found.set(row[value]!, Math.min(found.get(row[value]!) ?? 5, Number(row[name])));
      return expected.map((row) => found.get(row[value]!));
    };
    expect(scores.map((s) => s.f)).toEqual(lowest('F_C', 'frequency'));
    expect(scores.map((s) => s.m)).toEqual(lowest('M_C', 'monetary'));
  });

  it('new 252, dormant 861, the rest active', () => {
    const { scores } = scoreCustomers(load().inputs, defaultRule, asOf);
    expect(count(scores.map((s) => s.lifecycle))).toEqual({ new: 252, dormant: 861, active: 2536 + 689 });
  });

  it('value tiers 1,133 / 1,469 / 1,736', () => {
    const { expected, inputs } = load();
    const { scores } = scoreCustomers(inputs, defaultRule, asOf);
    const letters = { high: 'A', middle: 'B', low: 'C' } as const;
    expect(scores.map((s) => letters[s.valueTier!])).toEqual(expected.map((row) => row['abc']));
    expect(count(scores.map((s) => s.valueTier))).toEqual({ high: 1133, middle: 1469, low: 1736 });
  });
});

describe.skipIf(!researchPresent)('the R package rfm, 995 customers as of 2006-12-31', () => {
  const asOf = '2006-12-31';

  it('raw orders give the recency, frequency and money of its README, and variant B scores', () => {
    const people = new Map<string, { first: string; last: string; orders: number; money: number }>();
    for (const { customer_id, order_date, revenue } of tableOf('rfm_r_package/orders.csv')) {
      const known = people.get(customer_id!) ?? { first: order_date!, last: order_date!, orders: 0, money: 0 };
      people.set(customer_id!, {
        first: order_date! < known.first ? order_date! : known.first,
        last: order_date! > known.last ? order_date! : known.last,
        orders: known.orders + 1,
        money: known.money + Number(revenue),
      });
    }
    const names = [...people.keys()];
    const inputs = names.map((name, i): ScoringInput => {
      const { first, last, orders, money } = people.get(name)!;
      return { customerId: i + 1, firstOrderOn: first, lastOrderOn: last, frequency: orders, monetaryFen: money * 100, hasNeed: false };
    });
    const { scores } = scoreCustomers(inputs, { ...defaultRule, mode: 'quantile' }, asOf);
    const expected = new Map(tableOf('rfm_r_package/expected_rfm.csv').map((row) => [row['customer_id']!, row]));
    expect(scores).toHaveLength(995);
    for (const [i, s] of scores.entries()) {
      const row = expected.get(names[i]!)!;
      expect([s.recency, s.frequency, s.monetaryFen, s.r, s.f, s.m]).toEqual(['recency', 'transactions', 'amount', 'R_B', 'F_B', 'M_B'].map((name) => Number(row[name]) * (name === 'amount' ? 100 : 1)));
    }
  });
});
