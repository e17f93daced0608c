/** Is the file sound and do the books balance? Reads only; the command line and the tests ask it. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';

export type Check = {
  readonly ok: boolean;
  readonly integrity: string;
  readonly foreignKeyErrors: number;
  /** each is a number of rows that break the rule; 0 is sound */
  readonly invariants: Readonly<Record<string, number>>;
  /** SHA-256 over every row of the shop's own tables, in key order; derived tables and the log do not count */
  readonly contentHash: string;
};

/** Rules that must hold in every state, each as a query that counts the rows that break it. */
const invariants: Readonly<Record<string, string>> = {
  netIsPaidMinusRefund: `SELECT count(*) FROM orders WHERE net_fen <> iif(counts = 1, paid_fen - refund_fen, 0)`,
  onlyPaidOrdersCount: `SELECT count(*) FROM orders WHERE counts = 1 AND status NOT IN ('paid', 'shipped', 'completed')`,
  ordersHaveAPlatformNumber: `SELECT count(*) FROM orders WHERE platform_order_id = '' OR platform = ''`,
  totalsMatchOrders: `SELECT count(*) FROM (
    SELECT customer_id, count(*) AS n, sum(net_fen) AS net FROM orders WHERE counts = 1 AND customer_id IS NOT NULL GROUP BY customer_id) o
    FULL JOIN customer_totals t ON t.customer_id = o.customer_id WHERE o.n IS NOT t.order_count OR o.net IS NOT t.net_fen`,
  everybodyHasALifecycle: `SELECT count(*) FROM customers WHERE id NOT IN (SELECT customer_id FROM customer_scores)`,
  importsNameTheirOrders: `SELECT count(*) FROM orders WHERE import_batch_id IS NOT NULL AND import_batch_id NOT IN (SELECT id FROM import_batches)`,
};

const contentHashOf = (db: Database): string => {
  const hash = createHash('sha256');
  for (const { name } of recordedTables) {
    const columns = columnsOf(db, name);
    hash.update(`${name}(${columns.join()})`);
    for (const row of db.prepare(`SELECT json_array(${columns.join()}) FROM ${name} ORDER BY id`).pluck().iterate()) hash.update(String(row));
  }
  return hash.digest('hex');
};

export const checkDatabase = (db: Database): Check => {
  const integrity = String(db.pragma('integrity_check', { simple: true }));
  const foreignKeyErrors = (db.pragma('foreign_key_check') as unknown[]).length;
  const counted = Object.fromEntries(Object.entries(invariants).map(([name, sql]) => [name, Number(db.prepare(sql).pluck().get())]));
  return {
    ok: integrity === 'ok' && foreignKeyErrors === 0 && Object.values(counted).every((rows) => rows === 0),
    integrity,
    foreignKeyErrors,
    invariants: counted,
    contentHash: contentHashOf(db),
  };
};
