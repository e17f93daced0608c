import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';
import type { Operation } from './contract.ts';

/**
 * Operations that still stand: not undone, and not the undoing of another one. What an undone pair touched is as if
 * it had never been.
 */
const standing = `later.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM operations undone WHERE undone.undone_by = later.id)`;

type Row = { readonly id: number; readonly uid: string; readonly title: string; readonly subject: string | null; readonly doneAt: string; readonly undoneBy: number | null };

export const historyRepository = (db: Database) => {
  const created = (table: string) =>
    `SELECT row_id FROM operation_changes WHERE operation_id = @operation AND table_name = '${table}' AND before IS NULL`;
  const kept = (table: string) => `SELECT row_id FROM temp.kept_records WHERE table_name = '${table}'`;
  /** rows of a table that do not belong to a kept record */
  const free = (table: (typeof recordedTables)[number]) =>
    table.owner ? `${table.owner.column} NOT IN (${kept(table.owner.table)})` : `id NOT IN (${kept(table.name)})`;

  const find = db.prepare<[number], Row>(
    `SELECT id, uid, title, subject, done_at AS doneAt, undone_by AS undoneBy FROM operations WHERE id = ?`,
  );
  const list = db.prepare<[number], Operation>(`
    SELECT o.id, o.uid, o.title, o.subject, o.done_at AS doneAt, o.undone_by AS undoneBy,
      (SELECT count(*) FROM operation_changes c WHERE c.operation_id = o.id) AS changes
    FROM operations o
    WHERE EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id)
    ORDER BY o.id DESC LIMIT ?`);

  return {
    find: (id: number) => find.get(id),
    list: (limit: number) => list.all(limit),

    /**
     * Collects in a temporary table the records that an undo must leave alone: those that a later standing operation
     * touched, and those that rows outside this operation lean on. Answers how many there are.
     */
    collectKept: (operation: number): number => {
      db.exec(`CREATE TEMP TABLE IF NOT EXISTS kept_records (table_name TEXT, row_id INTEGER, PRIMARY KEY (table_name, row_id)) WITHOUT ROWID;
        DELETE FROM temp.kept_records`);
      for (const { name, owner } of recordedTables) {
        const record = owner ? `coalesce((SELECT ${owner.column} FROM ${name} WHERE id = c.row_id), json_extract(c.before, '$.${owner.column}'))` : 'c.row_id';
        db.prepare(`
          INSERT OR IGNORE INTO temp.kept_records (table_name, row_id)
          SELECT '${owner?.table ?? name}', record FROM (
            SELECT ${record} AS record FROM operation_changes c JOIN operations later ON later.id = c.operation_id
            WHERE c.operation_id > @operation AND c.table_name = '${name}' AND ${standing})
          WHERE EXISTS (SELECT 1 FROM operation_changes mine
            WHERE mine.operation_id = @operation AND mine.table_name = '${owner?.table ?? name}' AND mine.row_id = record)`).run({ operation });
      }
      const lean = (table: string, from: string) =>
        db.prepare(`INSERT OR IGNORE INTO temp.kept_records (table_name, row_id)
          SELECT '${table}', needed FROM (${from}) WHERE needed IN (${created(table)})`).run({ operation });
      const remaining = `id NOT IN (${created('orders')}) OR id IN (${kept('orders')})`;
      lean('customers', `SELECT customer_id AS needed FROM orders WHERE ${remaining}`);
      lean('pickup_points', `SELECT pickup_point_id AS needed FROM orders WHERE ${remaining}`);
      lean('products', `SELECT product_id AS needed FROM order_lines WHERE id NOT IN (${created('order_lines')}) OR order_id IN (${kept('orders')})`);
      lean('customers', `SELECT referrer_id AS needed FROM customers WHERE id NOT IN (${created('customers')}) OR id IN (${kept('customers')})`);
      return Number(db.prepare(`SELECT count(*) FROM temp.kept_records k WHERE EXISTS (SELECT 1 FROM operation_changes c
        WHERE c.operation_id = ? AND c.table_name = k.table_name AND c.row_id = k.row_id)`).pluck().get(operation));
    },

    /** Takes away the rows that the operation made. Children first, so that no reference is left hanging. */
    removeCreated: (operation: number): number =>
      recordedTables.toReversed().reduce(
        (removed, table) => removed + db.prepare(`DELETE FROM ${table.name} WHERE id IN (${created(table.name)}) AND ${free(table)}`).run({ operation }).changes,
        0,
      ),

    /** Puts changed and deleted rows back as they were. Parents first. */
    restoreImages: (operation: number): number => {
      let restored = 0;
      for (const table of recordedTables) {
        const images = db
          .prepare<[number, string], { row_id: number; before: string }>(
            `SELECT row_id, before FROM operation_changes WHERE operation_id = ? AND table_name = ? AND before IS NOT NULL`,
          )
          .all(operation, table.name);
        if (images.length === 0) continue;
        const columns = columnsOf(db, table.name);
        const keptOwners = new Set(db.prepare(`SELECT row_id FROM temp.kept_records WHERE table_name = ?`).pluck().all(table.owner?.table ?? table.name) as number[]);
        const put = db.prepare(`INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})
          ON CONFLICT (id) DO UPDATE SET ${columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`).join(', ')}`);
        for (const { row_id, before } of images) {
          const image = JSON.parse(before) as Record<string, unknown>;
          const owner = table.owner ? Number(image[table.owner.column]) : row_id;
          if (keptOwners.has(owner)) continue;
          put.run(image);
          restored += 1;
        }
      }
      return restored;
    },

    /** Marks the operation undone; an undone undo makes its own target stand again. */
    markUndone: (operation: number, by: number): void => {
      db.prepare(`UPDATE operations SET undone_by = NULL WHERE undone_by = ?`).run(operation);
      db.prepare(`UPDATE operations SET undone_by = ? WHERE id = ?`).run(by, operation);
    },
  };
};
