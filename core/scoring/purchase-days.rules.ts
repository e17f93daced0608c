/** The days on which somebody bought: two orders on one day are one visit. */
import type { Transactions } from './transactions.rules.ts';

/** Distinct purchase days, ascending per customer: those of customer c are day[start[c]] … day[start[c + 1] − 1]. */
export type PurchaseDays = { readonly start: Int32Array; readonly day: Int32Array };

/** Days up to and on `asOf`; rows of a customer number outside 0 … customers − 1 are left out. */
export function purchaseDaysOf({ customers, customer, day }: Pick<Transactions, 'customers' | 'customer' | 'day'>, asOf: number): PurchaseDays {
  const counts = (row: number): boolean => day[row]! <= asOf && customer[row]! >= 0 && customer[row]! < customers;
  const end = new Int32Array(customers + 1);
  for (let row = 0; row < customer.length; row += 1) if (counts(row)) end[customer[row]! + 1]! += 1;
  for (let who = 0; who < customers; who += 1) end[who + 1]! += end[who]!;
  const all = new Int32Array(end[customers]!);
  const next = end.slice(0, customers);
  for (let row = 0; row < customer.length; row += 1) {
    if (!counts(row)) continue;
    const who = customer[row]!;
    all[next[who]!] = day[row]!;
    next[who]! += 1;
  }
  const start = new Int32Array(customers + 1);
  let kept = 0;
  for (let who = 0; who < customers; who += 1) {
    const days = all.slice(end[who], end[who + 1]).sort();
    for (let at = 0; at < days.length; at += 1) {
      if (at > 0 && days[at] === days[at - 1]) continue;
      all[kept] = days[at]!;
      kept += 1;
    }
    start[who + 1] = kept;
  }
  return { start, day: all.slice(0, kept) };
}
