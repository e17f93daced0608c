/**
 * When somebody will need more, from their own intervals and amounts: of one product, or of everything they buy.
 */
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';
import { tooFew } from '../scoring/enough.rules.ts';
import { type7QuantileOf } from '../scoring/quantiles.rules.ts';
import { gapsOf, MIN_SHOP_GAPS } from '../scoring/rhythm.rules.ts';
import type { TooFewOf } from './fit.rules.ts';

/** Two intervals are the least that can agree or disagree. */
export const REPLENISHMENT_MINIMUM_DAYS = 3;

/** The population's interval counts as two of the person's own (SCORING §10: shrinking ranks a little better). */
const POPULATION_WEIGHT = 2;

export type Replenishment = {
  readonly type: 'replenishment';
  /** Days since 1970-01-01; may lie in the past: then it is overdue. */
  readonly day: number;
  /** Half of the person's own intervals were between these; first ≤ day ≤ last. */
  readonly first: number;
  readonly last: number;
  /** `amount`: they come later after buying more, so that the last amount stretches the interval; else `interval`. */
  readonly basis: 'interval' | 'amount';
  /** How many own intervals that rests on. */
  readonly intervals: number;
};

const quantileOf = (values: readonly number[], part: number): number => type7QuantileOf(values.toSorted((a, b) => a - b), part, 4);

/** Mean absolute miss, in days, had each interval been foretold from the others. */
function missOf(foretell: (others: readonly number[], at: number) => number, intervals: readonly number[]): number {
  return intervals.reduce((sum, interval, at) => sum + Math.abs(interval - foretell(intervals.filter((_, i) => i !== at), at)), 0) / intervals.length;
}

/**
 * `day` is ascending and distinct, `amount` positive (pieces, kilograms or fen, but one of them throughout).
 * `populationInterval` is the usual number of days between purchases in the shop, or null when unknown.
 */
export function replenishmentOf(day: ArrayLike<number>, amount: ArrayLike<number>, populationInterval: number | null): Replenishment | TooFewOf<'purchaseDays'> {
  const n = day.length;
  if (n < REPLENISHMENT_MINIMUM_DAYS) return { ...tooFew(REPLENISHMENT_MINIMUM_DAYS, n), what: 'purchaseDays' };
  const intervals = Array.from({ length: n - 1 }, (_, i) => day[i + 1]! - day[i]!);
  const hasAmounts = Array.from(amount).every((a) => a > 0);
  /** How long one unit lasted, per interval. */
  const perUnit = hasAmounts ? intervals.map((interval, i) => interval / amount[i]!) : [];

  const byInterval = missOf((others) => quantileOf(others, 2), intervals);
  // a rule with amounts must earn its place, and with two intervals it cannot
  const byAmount = hasAmounts && intervals.length > 2 ? missOf((_, at) => quantileOf(perUnit.filter((__, i) => i !== at), 2) * amount[at]!, intervals) : Number.POSITIVE_INFINITY;
  const basis = byAmount < byInterval ? 'amount' : 'interval';
  const unit = basis === 'amount' ? amount[n - 1]! : 1;
  const own = basis === 'amount' ? perUnit : intervals;

  const shrunk = (days: number): number =>
    populationInterval === null ? days : (days * intervals.length + populationInterval * POPULATION_WEIGHT) / (intervals.length + POPULATION_WEIGHT);
  const after = (part: number): number => day[n - 1]! + Math.max(1, Math.round(shrunk(quantileOf(own, part) * unit)));
  return { type: 'replenishment', day: after(2), first: after(1), last: after(3), basis, intervals: intervals.length };
}

/**
 * Of every customer, by number. `amount` is per purchase day of the totals: what is to be counted on, by default the fen
 * spent. The usual interval is the median of all in the totals, once there are enough of them.
 */
export function replenishmentsOf(totals: DailyTotals, amount: Float64Array = totals.amountFen): (Replenishment | TooFewOf<'purchaseDays'>)[] {
  const gaps = gapsOf(totals);
  const usual = gaps.length < MIN_SHOP_GAPS ? null : type7QuantileOf(gaps, 1, 2);
  return Array.from({ length: totals.customers }, (_, c) => {
    const [from, to] = [totals.start[c]!, totals.start[c + 1]!];
    return replenishmentOf(totals.day.subarray(from, to), amount.subarray(from, to), usual);
  });
}
