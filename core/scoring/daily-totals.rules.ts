/** What somebody bought day by day: several orders on one day are one purchase of their sum. */
import { purchaseDaysOf, type PurchaseDays } from './purchase-days.rules.ts';
import type { Transactions } from './transactions.rules.ts';

/** The distinct purchase days of everybody with what was ordered on them. */
export type DailyTotals = PurchaseDays & {
  readonly customers: number;
  readonly amountFen: Float64Array;
  readonly orders: Int32Array;
};

/** Rows without a usable amount count as orders of nothing. */
export function dailyTotalsOf(transactions: Transactions): DailyTotals {
  const { customers, customer, day: orderDay, amountFen: paid } = transactions;
  const { start, day } = purchaseDaysOf(transactions, Number.POSITIVE_INFINITY);
  const amountFen = new Float64Array(day.length);
  const orders = new Int32Array(day.length);
  for (let row = 0; row < customer.length; row += 1) {
    const who = customer[row]!;
    if (!(who >= 0 && who < customers)) continue;
    let low = start[who]!;
    let high = start[who + 1]! - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (day[middle]! < orderDay[row]!) low = middle + 1;
      else high = middle;
    }
    if (Number.isFinite(paid[row])) amountFen[low]! += paid[row]!;
    orders[low]! += 1;
  }
  return { customers, start, day, amountFen, orders };
}
