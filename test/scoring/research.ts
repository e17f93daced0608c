/** The orders of the research data as the scoring methods take them; only where the folder is present. */
import { dayNumber } from '../../core/base/dates.ts';
import type { Transactions } from '../../core/scoring/transactions.rules.ts';
import { numbered, tableOf } from '../patterns/research.ts';

const transactionsOf = (rows: readonly { readonly who: string; readonly day: string; readonly fen: number }[]): Transactions & { readonly names: readonly string[] } => {
  const { names, numbers } = numbered(rows.map(({ who }) => who));
  return { names, customers: names.length, customer: numbers, day: Int32Array.from(rows, ({ day }) => dayNumber(day)), amountFen: Float64Array.from(rows, ({ fen }) => fen) };
};

/** Invoices of UCI Online Retail that were not cancelled and cost something; pence for fen. */
export const uciPurchases = () =>
  transactionsOf(
    tableOf('uci_online_retail/invoices.csv')
      .filter(({ cancelled, amount }) => cancelled === '0' && Number(amount) > 0)
      .map((row) => ({ who: row['customer_id']!, day: row['invoice_time']!.slice(0, 10), fen: Math.round(Number(row['amount']) * 100) })),
  );

/** The 4,906 made-up orders of the R package rfm; cents for fen. */
export const packageOrders = () =>
  transactionsOf(tableOf('rfm_r_package/orders.csv').map((row) => ({ who: row['customer_id']!, day: row['order_date']!, fen: Math.round(Number(row['revenue']) * 100) })));
