/** The research data as the purchase models take them; only where the folder is present. */
import { dayNumber } from '../../core/base/dates.ts';
import { purchaseHistoriesOf, type PurchaseHistories } from '../../core/prediction/histories.rules.ts';
import { dailyTotalsOf } from '../../core/scoring/daily-totals.rules.ts';
import { numbered, numbersOf, tableOf } from '../patterns/research.ts';
import { packageOrders, uciPurchases } from '../scoring/research.ts';

/** CDNOW, one tenth of those who first bought in the first quarter of 1997 (Fader & Hardie 2001); cents for fen. */
export function cdnow() {
  const table = tableOf('cdnow/cdnow_sample_transactions.csv');
  const { names, numbers } = numbered(table.map((row) => row['customer_id']!));
  const totals = dailyTotalsOf({
    customers: names.length,
    customer: numbers,
    day: Int32Array.from(table, (row) => dayNumber(row['date']!)),
    amountFen: Float64Array.from(table, (row) => Math.round(Number(row['amount']) * 100)),
  });
  const cut = dayNumber('1997-09-30');
  const end = dayNumber('1998-06-30');
  return { names, totals, cut, end, weeks: (end - cut) / 7, histories: purchaseHistoriesOf(totals, cut) };
}

/** Expected columns per customer, in the order of the histories. */
export function expectedPerCustomer(file: string, names: readonly string[], { customer }: PurchaseHistories, ...columns: readonly string[]): Float64Array[] {
  const rows = new Map(tableOf(file).map((row) => [row['customer_id']!, row]));
  return numbersOf(Array.from(customer, (c) => rows.get(names[c]!)!), ...columns);
}

/** UCI Online Retail until 2011-08-31: a period in which nobody is seen to drop out. */
export function onlineRetail() {
  const { names, ...transactions } = uciPurchases();
  const totals = dailyTotalsOf(transactions);
  const cut = dayNumber('2011-08-31');
  return { names, totals, cut, end: dayNumber('2011-12-09'), histories: purchaseHistoriesOf(totals, cut) };
}

/** The made-up orders of the R package rfm, whole. */
export function packageShop() {
  const { names, ...transactions } = packageOrders();
  const totals = dailyTotalsOf(transactions);
  return { names, histories: purchaseHistoriesOf(totals, transactions.day.reduce((last, day) => Math.max(last, day), 0)) };
}
