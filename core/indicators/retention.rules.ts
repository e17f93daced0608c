/** Who stayed: the six-month retention of R126, read as in N4. */
import { purchaseDaysOf } from '../scoring/purchase-days.rules.ts';
import { type7QuantileOf } from '../scoring/quantiles.rules.ts';
import { MIN_RHYTHM_DAYS } from '../scoring/rhythm.rules.ts';
import type { Transactions } from '../scoring/transactions.rules.ts';
import { shareOf, type Share } from './rules.ts';

/** R126. */
export const RETENTION_GOAL = 0.8;
/** Nobody is lost before so many days, however often they used to come. */
export const LOST_AFTER_DAYS = 90;
/** … and not before so many of their own gaps: who buys peaches once a year is not lost in winter. */
export const LOST_AFTER_GAPS = 2;

/**
 * After how many days without a purchase somebody counts as lost (N4): the longer of 90 days and twice the median of
 * their own gaps. With fewer than three purchase days there is no own rhythm and the 90 days hold. Days ascend.
 */
export function lostAfterDays(days: ArrayLike<number>): number {
  if (days.length < MIN_RHYTHM_DAYS) return LOST_AFTER_DAYS;
  const gaps = Float64Array.from({ length: days.length - 1 }, (_, i) => days[i + 1]! - days[i]!).sort();
  return Math.max(LOST_AFTER_DAYS, LOST_AFTER_GAPS * type7QuantileOf(gaps, 1, 2));
}

export type Retention = {
  readonly from: number;
  readonly to: number;
  /** of those active on the day `from`, the share that was at no time until `to` away for longer than their limit */
  readonly kept: Share;
  /** … and the share that bought in that time: who has a long rhythm may be kept without it */
  readonly bought: Share;
  /** positions of those who were lost */
  readonly lost: readonly number[];
};

/**
 * Retention from one day to another (day numbers, `from` < `to`). The limit of each is made from the purchases up to
 * `from` only: their own later absence must not stretch it.
 */
export function retentionOf(transactions: Transactions, from: number, to: number): Retention {
  const { start, day } = purchaseDaysOf(transactions, to);
  const lost: number[] = [];
  let base = 0;
  let bought = 0;
  for (let customer = 0; customer < transactions.customers; customer += 1) {
    const days = day.subarray(start[customer], start[customer + 1]);
    const known = days.findLastIndex((each) => each <= from) + 1;
    if (known === 0) continue;
    const limit = lostAfterDays(days.subarray(0, known));
    if (from - days[known - 1]! > limit) continue;
    base += 1;
    if (known < days.length) bought += 1;
    const since = [...days.subarray(known - 1), to];
    if (since.some((each, i) => i > 0 && each - since[i - 1]! > limit)) lost.push(customer);
  }
  return { from, to, kept: shareOf(base - lost.length, base), bought: shareOf(bought, base), lost };
}
