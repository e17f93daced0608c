import type { Database } from 'better-sqlite3';
import type { CustomerScore, Lifecycle, ScoreSummary, ScoringRule, Thresholds } from './contract.ts';
import { Lifecycle as LifecycleNames, Segment, ValueTier } from './contract.ts';
import type { ScoringInput } from './rules.ts';

/** Raised when stored scores can no longer be read as what they mean now: they are then made anew. */
const scoringVersion = 2;

type StoredInput = Omit<ScoringInput, 'hasNeed'> & { readonly hasNeed: number };
/** What a scoring was made from: as long as none of it changes the scores hold. */
type Run = { readonly asOf: string; readonly lastOperationId: number; readonly rule: ScoringRule; readonly thresholds: Thresholds };
type Group = { readonly customers: number; readonly orders: number; readonly netFen: number };

export const scoringRepository = (db: Database) => {
  const put = db.prepare(`INSERT INTO customer_scores (customer_id, recency, frequency, monetary_fen, r, f, m, segment, lifecycle, value_tier)
    VALUES (@customerId, @recency, @frequency, @monetaryFen, @r, @f, @m, @segment, @lifecycle, @valueTier)`);

  const groups = <N extends string>(column: string, names: readonly N[]): Record<N, Group> => {
    const rows = db.prepare<[], Group & { name: string | null }>(`
      SELECT ${column} AS name, count(*) AS customers, sum(frequency) AS orders, sum(monetary_fen) AS netFen FROM customer_scores GROUP BY ${column}`).all();
    return Object.fromEntries(
      names.map((name) => {
        const { customers = 0, orders = 0, netFen = 0 } = rows.find((row) => row.name === name) ?? {};
        return [name, { customers, orders, netFen }];
      }),
    ) as Record<N, Group>;
  };

  const storedRun = db.prepare<[number], { as_of: string; last_operation_id: number; summary: string }>(
    `SELECT as_of, last_operation_id, summary FROM scoring_runs WHERE version = ?`,
  );
  const find = db.prepare<[string, number], CustomerScore>(`
    SELECT customer_id AS customerId, ? AS asOf, recency, frequency, monetary_fen AS monetaryFen, r, f, m, segment, lifecycle, value_tier AS valueTier
    FROM customer_scores WHERE customer_id = ?`);

  const run = (): Run | undefined => {
    const row = storedRun.get(scoringVersion);
    return row && { asOf: row.as_of, lastOperationId: row.last_operation_id, ...(JSON.parse(row.summary) as Pick<Run, 'rule' | 'thresholds'>) };
  };

  return {
    run,
    /** The last step that touched an order. Everything else leaves the scores as they are. */
    lastOperationId: (): number =>
      Number(db.prepare(`SELECT operation_id FROM operation_changes WHERE table_name = 'orders' ORDER BY operation_id DESC LIMIT 1`).pluck().get() ?? 0),
    /** Everybody with the orders that count and lie on or before the day. */
    inputs: (asOf: string): ScoringInput[] =>
      db
        .prepare<[string], StoredInput>(`
          SELECT c.id AS customerId, substr(min(o.ordered_at), 1, 10) AS firstOrderOn, substr(max(o.ordered_at), 1, 10) AS lastOrderOn,
            count(o.id) AS frequency, coalesce(sum(o.net_fen), 0) AS monetaryFen, c.wish IS NOT NULL AS hasNeed
          FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.counts = 1 AND o.ordered_at < ? || 'T24'
          GROUP BY c.id ORDER BY c.id`)
        .all(asOf)
        .map((row) => ({ ...row, hasNeed: row.hasNeed === 1 })),
    clear: (): void => void db.prepare(`DELETE FROM customer_scores`).run(),
    put: (score: CustomerScore): void => void put.run(score),
    finish: ({ asOf, lastOperationId, ...summary }: Run): void =>
      void db
        .prepare(`INSERT OR REPLACE INTO scoring_runs (id, as_of, last_operation_id, version, summary) VALUES (1, ?, ?, ?, ?)`)
        .run(asOf, lastOperationId, scoringVersion, JSON.stringify(summary)),
    /** Someone without orders has only a lifecycle: kept true at once, without scoring everybody. */
    reconcile: (withoutOrders: { readonly potential: Lifecycle; readonly registered: Lifecycle }): void => {
      db.prepare(`DELETE FROM customer_scores WHERE customer_id NOT IN (SELECT id FROM customers)`).run();
      db.prepare(`INSERT INTO customer_scores (customer_id, frequency, monetary_fen, lifecycle)
        SELECT id, 0, 0, iif(wish IS NULL, @registered, @potential) FROM customers WHERE true
        ON CONFLICT (customer_id) DO UPDATE SET lifecycle = excluded.lifecycle WHERE frequency = 0 AND lifecycle <> excluded.lifecycle`).run(withoutOrders);
    },
    find: (customerId: number): CustomerScore | undefined => {
      const asOf = run()?.asOf;
      return asOf === undefined ? undefined : find.get(asOf, customerId);
    },
    summary: (): ScoreSummary | null => {
      const last = run();
      if (!last) return null;
      const totals = db.prepare<[], { customers: number; buyers: number }>(`SELECT count(*) AS customers, count(segment) AS buyers FROM customer_scores`).get()!;
      return {
        asOf: last.asOf,
        ...totals,
        segments: groups('segment', Segment.options),
        lifecycle: groups('lifecycle', LifecycleNames.options),
        valueTiers: groups('value_tier', ValueTier.options),
        thresholds: last.thresholds,
      };
    },
  };
};
export type ScoringRepository = ReturnType<typeof scoringRepository>;
