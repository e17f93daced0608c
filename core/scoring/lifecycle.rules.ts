/** Where a customer stands (S1 §4.2.1, read as in N1) and how much of the revenue hangs on them (S1 §4.2.2). */
import type { Lifecycle, ValueTier } from './contract.ts';

/**
 * The order of the tests is the definition: somebody who bought for the first time last week is new, whatever else.
 * No order: `potential` with a recorded need, else `registered`. Then `new` while the first order is at most `newDays`
 * old, `dormant` when the last is more than `dormantDays` old, else `active`. Days are whole and not negative.
 */
export function lifecycleOf(
  person: { readonly firstOrderDaysAgo: number | null; readonly recency: number | null; readonly hasNeed: boolean },
  limits: { readonly newDays: number; readonly dormantDays: number },
): Lifecycle {
  if (person.recency === null || person.firstOrderDaysAgo === null) return person.hasNeed ? 'potential' : 'registered';
  if (person.firstOrderDaysAgo <= limits.newDays) return 'new';
  return person.recency > limits.dormantDays ? 'dormant' : 'active';
}

/**
 * ABC by cumulative spend, input and output in the same order, money in fen. Going down from the largest spender, a
 * customer is `high` while those who spent strictly more hold less than 80 % of the revenue, `middle` while less than
 * 95 %, then `low`. Equal spend is equal tier. Revenue is the sum of what is positive: somebody whose refunds reach
 * the payments brings none and is `low`.
 */
export function valueTiersOf(monetaryFen: ArrayLike<number>): ValueTier[] {
  const descending = Float64Array.from(monetaryFen).sort().reverse();
  let revenue = 0;
  for (const fen of descending) if (fen > 0) revenue += fen;

  let highFrom = Number.POSITIVE_INFINITY;
  let middleFrom = Number.POSITIVE_INFINITY;
  let before = 0;
  for (let i = 0; i < descending.length && descending[i]! > 0;) {
    const fen = descending[i]!;
    // whole numbers on both sides: a share of exactly 80 % is not below 80 %
    if (before * 100 < revenue * 80) highFrom = fen;
    if (before * 100 < revenue * 95) middleFrom = fen;
    while (i < descending.length && descending[i] === fen) {
      before += fen;
      i += 1;
    }
  }
  return Array.from(monetaryFen, (fen) => (fen >= highFrom ? 'high' : fen >= middleFrom ? 'middle' : 'low'));
}
