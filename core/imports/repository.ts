import type { Database } from 'better-sqlite3';
import type { ImportBatch, ImportCounts, Mapping, TableKind } from './contract.ts';
import { Mapping as MappingSchema } from './contract.ts';

type StoredBatch = Omit<ImportBatch, 'counts' | 'undone'> & { readonly counts: string; readonly undone: number };

const batchSql = `SELECT b.id, b.uid, b.operation_id AS operationId, b.file_name AS fileName, b.platform, b.kind, b.imported_at AS importedAt, b.counts,
  o.undone_by IS NOT NULL AS undone FROM import_batches b JOIN operations o ON o.id = b.operation_id`;
const batchOf = (row: StoredBatch): ImportBatch => ({ ...row, counts: JSON.parse(row.counts) as ImportCounts, undone: row.undone === 1 });

export type NewBatch = {
  readonly uid: string; readonly operationId: number; readonly fileName: string; readonly fileSha256: string;
  readonly platform: string; readonly kind: TableKind; readonly importedAt: string;
};

export const importRepository = (db: Database) => ({
  list: (): ImportBatch[] => db.prepare<[], StoredBatch>(`${batchSql} ORDER BY b.id DESC`).all().map(batchOf),
  find: (id: number): ImportBatch | undefined => {
    const row = db.prepare<[number], StoredBatch>(`${batchSql} WHERE b.id = ?`).get(id);
    return row && batchOf(row);
  },
  /** The number is needed by the orders before the counts are known. */
  begin: (batch: NewBatch): number =>
    Number(
      db.prepare(`INSERT INTO import_batches (uid, operation_id, file_name, file_sha256, platform, kind, imported_at, counts)
        VALUES (@uid, @operationId, @fileName, @fileSha256, @platform, @kind, @importedAt, '{}')`).run(batch).lastInsertRowid,
    ),
  finish: (id: number, counts: ImportCounts): void => void db.prepare(`UPDATE import_batches SET counts = ? WHERE id = ?`).run(JSON.stringify(counts), id),
  /** What is in the database now, for the proof that the write did what it says. */
  countRows: (): { orders: number; customers: number } =>
    db.prepare<[], { orders: number; customers: number }>(`SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM customers) AS customers`).get()!,
  findMapping: (fingerprint: string): Mapping | undefined => {
    const stored = db.prepare(`SELECT mapping FROM import_mappings WHERE fingerprint = ?`).pluck().get(fingerprint) as string | undefined;
    return stored === undefined ? undefined : MappingSchema.safeParse(JSON.parse(stored)).data;
  },
  rememberMapping: (fingerprint: string, mapping: Mapping): void =>
    void db.prepare(`INSERT INTO import_mappings (fingerprint, mapping) VALUES (?, ?)
      ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping WHERE mapping <> excluded.mapping`).run(fingerprint, JSON.stringify(mapping)),
});
export type ImportRepository = ReturnType<typeof importRepository>;
