import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';
import type { Deleted } from './contract.ts';

type Page = { readonly offset: number; readonly limit: number };
type Reference = { readonly column: string; readonly parent: string; readonly onDelete: string };

/** A deleted person: the last step that stands and touched their row is that the shop deleted it. A merge is no deletion. */
const deleted = `
  FROM operations o CROSS JOIN operation_changes c ON c.operation_id = o.id AND c.table_name = 'customers'
  WHERE o.title IN ('customers.delete', 'customers.deleteMany') AND o.undone_by IS NULL AND c.before IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM customers WHERE id = c.row_id)
    AND NOT EXISTS (SELECT 1 FROM operation_changes later JOIN operations l ON l.id = later.operation_id
      WHERE later.table_name = 'customers' AND later.row_id = c.row_id AND later.operation_id > o.id AND l.title NOT LIKE 'history.%' AND l.undone_by IS NULL)`;

/** What was theirs in that step. The plus takes the column's affinity away, without which the index would be read from end to end. */
const ofPerson = (table: string) => `SELECT t.before FROM operation_changes t INDEXED BY operation_changes_by_customer WHERE json_extract(t.before, '$.customer_id') = +c.row_id AND t.table_name = '${table}' AND t.operation_id = o.id`;

export const trashRepository = (db: Database) => {
  const references = (table: string): readonly Reference[] =>
    db.prepare<[string], Reference>(`SELECT "from" AS "column", "table" AS parent, on_delete AS onDelete FROM pragma_foreign_key_list(?)`).all(table);
  const isNeeded = (table: string, column: string): boolean => db.prepare(`SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?`).pluck().get(table, column) === 1;
  /** Every way in which a row can be a person's, so that a table of a later feature is not forgotten. Rows that need the person `went` along; others only lost them. */
  const waysToPeople = recordedTables.flatMap(({ name: table }) =>
    references(table).filter(({ parent }) => parent === 'customers').map(({ column, onDelete }) => ({ table, column, went: onDelete === 'CASCADE' || isNeeded(table, column) })));
  const field = (column: string) => `json_extract(i.before, '$.${column}')`;

  const count = db.prepare<[], number>(`SELECT count(*) ${deleted}`).pluck();
  const list = db.prepare<Page, Deleted>(`
    SELECT c.row_id AS id, c.before ->> '$.name' AS name, o.id AS operationId, o.done_at AS deletedAt,
      (SELECT first.before ->> '$.number' FROM (${ofPerson('customer_phones')}) first ORDER BY first.before ->> '$.position' LIMIT 1) AS phone,
      (SELECT count(*) FROM (${ofPerson('orders')})) AS orders
    ${deleted} ORDER BY o.id DESC, c.row_id LIMIT @limit OFFSET @offset`);
  const deletedBy = db.prepare<[number], { operationId: number; name: string }>(`SELECT o.id AS operationId, c.before ->> '$.name' AS name ${deleted} AND c.row_id = ?`);

  /**
   * The images of a table in one step in which `column` was the person's. A row whose other parents are gone by now
   * cannot come back. A step that deleted thousands is only quick by the index.
   */
  const imagesOf = (table: string, column: string) => `operation_changes i ${column === 'customer_id' ? 'INDEXED BY operation_changes_by_customer' : ''}
    WHERE ${field(column)} = @id AND i.operation_id = @operation AND i.table_name = '${table}' AND i.before IS NOT NULL
    ${references(table).map(({ column, parent }) => `AND (${field(column)} IS NULL OR EXISTS (SELECT 1 FROM ${parent} p WHERE p.id = ${field(column)}))`).join(' ')}`;
  const rowSql = (table: string, taken: readonly string[]) =>
    columnsOf(db, table).map((column) => (taken.includes(column) ? `(SELECT id FROM customers WHERE id = ${field(column)})` : field(column))).join(', ');

  return {
    page: (page: Page): { total: number; rows: Deleted[] } => ({ total: count.get()!, rows: list.all(page) }),
    deletedBy: (id: number) => deletedBy.get(id),
    /** Puts the person's row back, then all that was theirs and is not somebody else's by now. */
    bringBack: (id: number, operation: number): void => {
      db.prepare(`INSERT INTO customers (${columnsOf(db, 'customers').join(', ')})
        SELECT ${rowSql('customers', ['referrer_id'])} FROM operation_changes i WHERE i.operation_id = @operation AND i.table_name = 'customers' AND i.row_id = @id`).run({ id, operation });
      for (const { table, column, went } of waysToPeople) {
        const theirs = imagesOf(table, column);
        const bring = went ? `INSERT OR IGNORE INTO ${table} (${columnsOf(db, table).join(', ')}) SELECT ${rowSql(table, [])} FROM ${theirs}`
          : `UPDATE ${table} SET ${column} = @id WHERE ${column} IS NULL AND id IN (SELECT i.row_id FROM ${theirs})`;
        db.prepare(bring).run({ id, operation });
      }
    },
  };
};
export type TrashRepository = ReturnType<typeof trashRepository>;
