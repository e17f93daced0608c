/** Who stood where on two days, and who moved. */
import type { Lifecycle } from './contract.ts';
import { lifecycleOf } from './lifecycle.rules.ts';
import { rfmOf } from './rfm.rules.ts';
import type { Transactions } from './transactions.rules.ts';

/**
 * Lifecycle of every customer 0 … n − 1 as of a day (days since 1970-01-01), from the orders up to then alone.
 * `hasNeed` says of those without an order whether they want something; left out: nobody does.
 */
export function lifecyclesOf(transactions: Transactions, asOf: number, limits: { readonly newDays: number; readonly dormantDays: number }, hasNeed?: ArrayLike<boolean>): Lifecycle[] {
  const lifecycles = Array.from({ length: transactions.customers }, (_, who) => lifecycleOf({ firstOrderDaysAgo: null, recency: null, hasNeed: hasNeed?.[who] ?? false }, limits));
  const { customer, firstDay, recency } = rfmOf(transactions, asOf);
  customer.forEach((who, at) => void (lifecycles[who] = lifecycleOf({ firstOrderDaysAgo: asOf - firstDay[at]!, recency: recency[at]!, hasNeed: false }, limits)));
  return lifecycles;
}

export type Transitions<C extends string> = {
  readonly classes: readonly C[];
  /** counts[from][to] in the order of `classes`; everybody once. */
  readonly counts: readonly (readonly number[])[];
  /** The row's share per cell; null where nobody started, since there is no share of nobody. */
  readonly shares: readonly (readonly number[] | null)[];
  /** Those in another class than before, by ascending number. */
  readonly moved: readonly { readonly customer: number; readonly from: C; readonly to: C }[];
};

/** Both lists hold the class of the same customers in the same order. */
export function transitionsOf<C extends string>(classes: readonly C[], before: readonly C[], after: readonly C[]): Transitions<C> {
  const place = new Map(classes.map((name, at) => [name, at]));
  const counts = classes.map(() => classes.map(() => 0));
  const moved: { customer: number; from: C; to: C }[] = [];
  for (const [customer, from] of before.entries()) {
    const to = after[customer]!;
    counts[place.get(from)!]![place.get(to)!]! += 1;
    if (from !== to) moved.push({ customer, from, to });
  }
  const shares = counts.map((row) => {
    const started = row.reduce((sum, count) => sum + count, 0);
    return started === 0 ? null : row.map((count) => count / started);
  });
  return { classes, counts, shares, moved };
}
