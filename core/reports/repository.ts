import type { Database } from 'better-sqlite3';

type MonthRow = { month: string; orders: number; netFen: number; customers: number };

export const reportRepository = (db: Database) => ({
  totals: () =>
    db.prepare<[], { orders: number; purchases: number; netFen: number; ordersWithoutCustomer: number; firstOn: string | null; lastOn: string | null }>(`
      SELECT count(*) AS orders, coalesce(sum(counts), 0) AS purchases, coalesce(sum(net_fen), 0) AS netFen,
        count(*) - count(customer_id) AS ordersWithoutCustomer,
        substr(min(ordered_at), 1, 10) AS firstOn, substr(max(ordered_at), 1, 10) AS lastOn FROM orders`).get()!,
  /** Revenue by month, oldest first. */
  months: (last: number): MonthRow[] =>
    db
      .prepare<[number], MonthRow>(`
        SELECT substr(ordered_at, 1, 7) AS month, count(*) AS orders, sum(net_fen) AS netFen, count(DISTINCT customer_id) AS customers
        FROM orders WHERE counts = 1 GROUP BY month ORDER BY month DESC LIMIT ?`)
      .all(last)
      .reverse(),
  /** First order within the days before the last scoring, newest first. */
  newCustomers: (limit: number) =>
    db.prepare(`SELECT s.customer_id FROM customer_scores s JOIN customer_totals t ON t.customer_id = s.customer_id
      WHERE s.lifecycle = 'new' ORDER BY t.first_on DESC, s.customer_id DESC LIMIT ?`).pluck().all(limit) as number[],
  /** Spent much and have not come lately (segments 011 and 001), the biggest spenders first. */
  slippingCustomers: (limit: number) =>
    db.prepare(`SELECT customer_id FROM customer_scores WHERE segment IN ('011', '001') ORDER BY monetary_fen DESC, customer_id LIMIT ?`).pluck().all(limit) as number[],
});
export type ReportRepository = ReturnType<typeof reportRepository>;
