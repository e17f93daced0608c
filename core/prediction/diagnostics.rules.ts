/** Whether a fitted purchase model tells the past back: how many came how often, and how purchases added up week by week. */
import { chiSquareTail } from '../indicators/distributions.rules.ts';
import { expectedPurchases, type Parameters, type PurchaseModel } from './purchase-model.rules.ts';
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';
import { DAYS_A_WEEK, type PurchaseHistories } from './histories.rules.ts';

/** Customers with this many repeat purchases or more are one class, as in the papers. */
export const FREQUENCY_CLASSES = 8;

export type FrequencyTable = {
  /** Customers with 0, 1 … 6 repeat purchase days, and with 7 or more. */
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  readonly chiSquare: number;
  /** P(a difference as large if the model were true), with classes − parameters − 1 degrees of freedom. */
  readonly pValue: number;
};

/** Fader, Hardie & Lee 2005, figure 1: the chance of each count is taken per time of observation and added up. */
export function frequencyTableOf<Name extends string>(model: PurchaseModel<Name>, parameters: Parameters<Name>, { x, T }: Pick<PurchaseHistories, 'x' | 'T'>): FrequencyTable {
  const last = FREQUENCY_CLASSES - 1;
  const actual = new Float64Array(FREQUENCY_CLASSES);
  for (const count of x) actual[Math.min(count, last)]! += 1;

  const customersAt = new Map<number, number>();
  for (const t of T) customersAt.set(t, (customersAt.get(t) ?? 0) + 1);
  const expected = new Float64Array(FREQUENCY_CLASSES);
  for (const [t, customers] of customersAt) {
    // whoever came today has had no time to come back
    const chances = t > 0 ? model.repeatDistribution(parameters, t, last) : Float64Array.of(1);
    chances.forEach((p, count) => (expected[count]! += customers * p));
  }
  expected[last] = Math.max(0, x.length - expected.reduce((sum, n) => sum + n, 0));

  const chiSquare = actual.reduce((sum, n, k) => sum + (expected[k]! > 0 ? (n - expected[k]!) ** 2 / expected[k]! : 0), 0);
  return { actual, expected, chiSquare, pValue: chiSquareTail(chiSquare, FREQUENCY_CLASSES - model.names.length - 1) };
}

export type TrackingCurve = {
  /** Repeat purchase days up to the end of week 1, 2 … . */
  readonly actual: Float64Array;
  readonly expected: Float64Array;
};

/**
 * Cumulative repeat purchases of all whose first purchase lies up to `cohortEnd`, from the first of them until `end`.
 * Week k ends on day 7k − 1 after the first purchase of all; somebody first seen on day s has been exposed for
 * (7k − 1 − s) / 7 weeks by then.
 */
export function trackingCurveOf<Name extends string>(
  model: PurchaseModel<Name>,
  parameters: Parameters<Name>,
  { customers, start, day }: DailyTotals,
  cohortEnd: number,
  end: number,
): TrackingCurve {
  const cohort = Array.from({ length: customers }, (_, c) => c).filter((c) => start[c]! < start[c + 1]! && day[start[c]!]! <= cohortEnd);
  const from = cohort.reduce((least, c) => Math.min(least, day[start[c]!]!), end + 1);
  const weeks = Math.ceil((end - from + 1) / DAYS_A_WEEK);
  const actual = new Float64Array(weeks);
  const firstOn = new Map<number, number>();
  for (const c of cohort) {
    const first = day[start[c]!]! - from;
    firstOn.set(first, (firstOn.get(first) ?? 0) + 1);
    for (let at = start[c]! + 1; at < start[c + 1]! && day[at]! <= end; at += 1) actual[Math.floor((day[at]! - from) / DAYS_A_WEEK)]! += 1;
  }
  for (let week = 1; week < weeks; week += 1) actual[week]! += actual[week - 1]!;

  const expected = actual.map((_, week) => {
    const last = DAYS_A_WEEK * (week + 1) - 1;
    let sum = 0;
    for (const [first, count] of firstOn) if (last > first) sum += count * expectedPurchases(model, parameters, (last - first) / DAYS_A_WEEK, 0, 0, 0);
    return sum;
  });
  return { actual, expected };
}
