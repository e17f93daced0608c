import type { Database } from 'better-sqlite3';
import { customerRepository } from '../customers/repository.ts';
import type { OrderStatus } from '../orders/contract.ts';
import { orderRepository } from '../orders/repository.ts';
import type { ImportBatch, ImportCounts, Mapping, RememberedMapping, TableKind } from './contract.ts';
import { Mapping as MappingSchema } from './contract.ts';
import type { ConflictRow } from './outcomes.rules.ts';

type StoredBatch = Omit<ImportBatch, 'counts' | 'undone' | 'mapped' | 'hasRows'> & { readonly counts: string; readonly undone: number; readonly mapped: number; readonly hasRows: number };

const batchSql = `SELECT b.id, b.uid, b.operation_id AS operationId, b.file_name AS fileName, b.file_sha256 AS fileSha256, b.platform, b.kind, b.imported_at AS importedAt, b.counts,
  o.undone_by IS NOT NULL AS undone, b.fingerprint IS NOT NULL AS mapped, EXISTS (SELECT 1 FROM import_outcomes r WHERE r.batch_id = b.id) AS hasRows
  FROM import_batches b JOIN operations o ON o.id = b.operation_id`;
const batchOf = (row: StoredBatch): ImportBatch => ({ ...row, counts: JSON.parse(row.counts) as ImportCounts, undone: row.undone === 1, mapped: row.mapped === 1, hasRows: row.hasRows === 1 });

export type NewBatch = {
  readonly uid: string; readonly operationId: number; readonly fileName: string; readonly fileSha256: string;
  readonly platform: string; readonly kind: TableKind; readonly importedAt: string;
  /** of the header row that the user explained */
  readonly fingerprint: string | null;
};

/** Indexes that no import of orders asks anything: sorted at the end they cost half of what they cost row by row. */
const lateIndexes = ['customers_by_name', 'customer_phones_by_number', 'orders_by_customer', 'orders_by_number_end', 'orders_by_time', 'order_lines_by_product'];

export const importRepository = (db: Database) => ({
  /** Takes them away until the end of the transaction; answers how each is made again. */
  dropLateIndexes: (): (() => void)[] => {
    const sqlOf = db.prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?`).pluck();
    return lateIndexes.map((name) => {
      const sql = sqlOf.get(name)!;
      db.exec(`DROP INDEX ${name}`);
      return () => void db.exec(sql);
    });
  },
  list: (): ImportBatch[] => db.prepare<[], StoredBatch>(`${batchSql} ORDER BY b.id DESC`).all().map(batchOf),
  find: (id: number): ImportBatch | undefined => {
    const row = db.prepare<[number], StoredBatch>(`${batchSql} WHERE b.id = ?`).get(id);
    return row && batchOf(row);
  },
  /** The latest import of the same file that was not taken back. */
  findSame: (sha256: string): ImportBatch | undefined => {
    const row = db.prepare<[string], StoredBatch>(`${batchSql} WHERE b.file_sha256 = ? AND o.undone_by IS NULL ORDER BY b.id DESC LIMIT 1`).get(sha256);
    return row && batchOf(row);
  },
  /** The number is needed by the orders before the counts are known. */
  begin: (batch: NewBatch): number =>
    Number(
      db.prepare(`INSERT INTO import_batches (uid, operation_id, file_name, file_sha256, platform, kind, imported_at, fingerprint, counts)
        VALUES (@uid, @operationId, @fileName, @fileSha256, @platform, @kind, @importedAt, @fingerprint, '{}')`).run(batch).lastInsertRowid,
    ),
  finish: (id: number, counts: ImportCounts): void => void db.prepare(`UPDATE import_batches SET counts = ? WHERE id = ?`).run(JSON.stringify(counts), id),
  /** What is in the database now, for the proof that the write did what it says. */
  countRows: (): { orders: number; customers: number } =>
    db.prepare<[], { orders: number; customers: number }>(`SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM customers) AS customers`).get()!,
  lastOperation: (): number => Number(db.prepare(`SELECT coalesce(max(id), 0) FROM operations`).pluck().get()),
  findMapping: (fingerprint: string): Mapping | undefined => {
    const stored = db.prepare(`SELECT mapping FROM import_mappings WHERE fingerprint = ?`).pluck().get(fingerprint) as string | undefined;
    return stored === undefined ? undefined : MappingSchema.safeParse(JSON.parse(stored)).data;
  },
  rememberMapping: (fingerprint: string, mapping: Mapping): void =>
    void db.prepare(`INSERT INTO import_mappings (fingerprint, mapping) VALUES (?, ?)
      ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping WHERE mapping <> excluded.mapping`).run(fingerprint, JSON.stringify(mapping)),
  mappings: (): RememberedMapping[] =>
    db.prepare<[], Omit<RememberedMapping, 'mapping'> & { readonly mapping: string }>(`
      SELECT m.id, m.fingerprint, m.mapping, (SELECT max(imported_at) FROM import_batches b WHERE b.fingerprint = m.fingerprint) AS usedAt FROM import_mappings m ORDER BY usedAt DESC NULLS LAST, m.id DESC`)
      .all().flatMap((row) => {
        const { data } = MappingSchema.safeParse(JSON.parse(row.mapping));
        return data ? [{ ...row, mapping: data }] : [];
      }),
  forgetMapping: (id: number): boolean => db.prepare(`DELETE FROM import_mappings WHERE id = ?`).run(id).changes > 0,
  sha256Of: (id: number) => db.prepare<[number], string>(`SELECT file_sha256 FROM import_batches WHERE id = ?`).pluck().get(id),
  keepOutcomes: (batchId: number, outcomes: Buffer): void =>
    void db.prepare(`INSERT INTO import_outcomes (batch_id, outcomes) VALUES (?, ?) ON CONFLICT (batch_id) DO UPDATE SET outcomes = excluded.outcomes`).run(batchId, outcomes),
  renameFile: (batchId: number, fileName: string): void => void db.prepare(`UPDATE import_batches SET file_name = ? WHERE id = ?`).run(fileName, batchId),
  outcomes: (batchId: number) => db.prepare<[number], Buffer>(`SELECT outcomes FROM import_outcomes WHERE batch_id = ?`).pluck().get(batchId),
  /** False when the same was told before. */
  addConflict: (batchId: number, { sheet, row, customerId, field, theirs }: ConflictRow): boolean =>
    db.prepare(`INSERT INTO import_conflicts (batch_id, sheet, row, customer_id, field, theirs) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
      .run(batchId, sheet, row, customerId, field, JSON.stringify(theirs)).changes > 0,
  conflicts: (batchId: number): ConflictRow[] =>
    db.prepare<[number], Omit<ConflictRow, 'theirs'> & { readonly theirs: string }>(`
      SELECT c.sheet, c.row, c.customer_id AS customerId, c.field, c.theirs FROM import_conflicts c JOIN customers p ON p.id = c.customer_id WHERE c.batch_id = ? ORDER BY c.row, c.id`)
      .all(batchId).map((row) => ({ ...row, theirs: JSON.parse(row.theirs) as ConflictRow['theirs'] })),
  /** People who came after a number, as they are stored by now. */
  peopleSince: (id: number) =>
    db.prepare<[number], StoredPerson & { readonly id: number }>(`SELECT c.id, c.name,
      (SELECT number FROM customer_phones WHERE customer_id = c.id ORDER BY position LIMIT 1) AS phone,
      (SELECT village FROM customer_addresses WHERE customer_id = c.id AND village IS NOT NULL ORDER BY position LIMIT 1) AS village
      FROM customers c WHERE c.id > ?`).all(id),
  lastPerson: (): number => Number(db.prepare(`SELECT coalesce(max(id), 0) FROM customers`).pluck().get()),
  orderRows: orderRepository(db).rows,
  personRows: customerRepository(db).rows,
  /** How rows were before they were taken away. */
  lastImages: (table: 'orders' | 'customers', ids: readonly number[]): ReadonlyMap<number, Readonly<Record<string, unknown>>> =>
    new Map(db.prepare<[string, string], { id: number; before: string }>(`
      SELECT wanted.value AS id, (SELECT before FROM operation_changes WHERE table_name = ? AND row_id = wanted.value AND before IS NOT NULL ORDER BY operation_id DESC LIMIT 1) AS before
      FROM json_each(?) wanted`).all(table, JSON.stringify(ids)).flatMap(({ id, before }) => (before === null ? [] : [[id, JSON.parse(before) as Record<string, unknown>] as const]))),
});

export type StoredPerson = { readonly name: string; readonly phone: string | null; readonly village: string | null };

type StoredWord = { readonly platform: string; readonly word: string; readonly status: OrderStatus };

/** The user's own status words; `word` is written comparably. */
export const statusWordRepository = (db: Database) => ({
  list: (): StoredWord[] => db.prepare<[], StoredWord>(`SELECT platform, word, status FROM import_status_words ORDER BY platform, id`).all(),
  of: (platform: string): ReadonlyMap<string, OrderStatus> =>
    new Map(db.prepare<[string], StoredWord>(`SELECT platform, word, status FROM import_status_words WHERE platform = ?`).all(platform).map(({ word, status }) => [word, status])),
  set: (platform: string, word: string, status: OrderStatus): void =>
    void db.prepare(`INSERT INTO import_status_words (platform, word, status) VALUES (?, ?, ?)
      ON CONFLICT (platform, word) DO UPDATE SET status = excluded.status WHERE status <> excluded.status`).run(platform, word, status),
  /** Whether it was there. */
  remove: (platform: string, word: string): boolean => db.prepare(`DELETE FROM import_status_words WHERE platform = ? AND word = ?`).run(platform, word).changes > 0,
});
export type StatusWordRepository = ReturnType<typeof statusWordRepository>;
export type ImportRepository = ReturnType<typeof importRepository>;
