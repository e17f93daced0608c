import type { Database } from 'better-sqlite3';

/** Somebody with a tie: the bond, and what they spent themselves. */
export type TiedPerson = { readonly id: number; readonly referrerId: number | null; readonly orderCount: number; readonly netFen: number };

export const referralRepository = (db: Database) => ({
  /** Who was brought, and who brought; in the order in which they were written down. */
  people: (): TiedPerson[] =>
    db.prepare<[], TiedPerson>(`
      SELECT c.id, c.referrer_id AS referrerId, coalesce(t.order_count, 0) AS orderCount, coalesce(t.net_fen, 0) AS netFen
      FROM (SELECT id FROM customers WHERE referrer_id IS NOT NULL UNION SELECT referrer_id FROM customers WHERE referrer_id IS NOT NULL) tied
      JOIN customers c ON c.id = tied.id LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY c.id`).all(),
  /** Household, kin and neighbours. */
  relations: (): { one: number; other: number }[] =>
    db.prepare<[], { one: number; other: number }>(`SELECT DISTINCT customer_id AS one, other_id AS other FROM customer_relations`).all(),
  counts: (): { customers: number; brought: number; broughtBuyers: number; broughtFen: number; helpers: number } =>
    db.prepare<[], { customers: number; brought: number; broughtBuyers: number; broughtFen: number; helpers: number }>(`
      SELECT (SELECT count(*) FROM customers) AS customers, count(*) AS brought, count(t.customer_id) AS broughtBuyers,
        coalesce(sum(t.net_fen), 0) AS broughtFen, count(DISTINCT c.referrer_id) AS helpers
      FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id WHERE c.referrer_id IS NOT NULL`).get()!,
  /** First purchase within the days, both included. */
  newBuyers: (from: string, to: string): { newBuyers: number; newBrought: number } =>
    db.prepare<[string, string], { newBuyers: number; newBrought: number }>(`
      SELECT count(*) AS newBuyers, count(c.referrer_id) AS newBrought
      FROM customer_totals t JOIN customers c ON c.id = t.customer_id WHERE t.first_on BETWEEN ? AND ?`).get(from, to)!,
});
export type ReferralRepository = ReturnType<typeof referralRepository>;
