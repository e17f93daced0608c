/**
 * The operation log. Temporary triggers on the writing connection note, for every row that is touched, what it was
 * before; no statement can forget to. Undo, import roll-back and the change history all read this one log.
 */
import type { Database } from 'better-sqlite3';
import { Refused } from './errors.ts';

export type RecordedTable = {
  readonly name: string;
  /** the feature whose pages must look again when a row changes */
  readonly feature: string;
  /** the record that a row belongs to; an undo keeps or takes back a record as a whole */
  readonly owner?: { readonly table: string; readonly column: string };
};

/** Parents before children: rows are put back in this order and taken away in the opposite one. */
export const recordedTables: readonly RecordedTable[] = [
  { name: 'settings', feature: 'settings' },
  { name: 'import_mappings', feature: 'imports' },
  { name: 'customers', feature: 'customers' },
  { name: 'customer_phones', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_addresses', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_identities', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_tags', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_relations', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'products', feature: 'products' },
  { name: 'pickup_points', feature: 'orders' },
  { name: 'orders', feature: 'orders' },
  { name: 'order_lines', feature: 'orders', owner: { table: 'orders', column: 'order_id' } },
];

export const columnsOf = (db: Database, table: string): readonly string[] =>
  db.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[];

/** A row as the log keeps it; `row` is `old` in a trigger or a table's name in a query. */
export const imageOf = (db: Database, table: string, row: string): string =>
  `json_object(${columnsOf(db, table).map((column) => `'${column}', ${row}.${column}`).join(', ')})`;

/** Creates the triggers. A write outside an operation is an error of ours and is stopped. */
export const installRecorder = (db: Database): void => {
  db.exec(`CREATE TEMP TABLE current_operation (id INTEGER NOT NULL)`);
  for (const { name } of recordedTables) {
    const image = imageOf(db, name, 'old');
    const note = (row: string, before: string) => `
      SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM temp.current_operation) THEN RAISE(ABORT, 'a write outside an operation') END;
      INSERT OR IGNORE INTO operation_changes (operation_id, table_name, row_id, before)
      SELECT id, '${name}', ${row}, ${before} FROM temp.current_operation;`;
    db.exec(`
      CREATE TEMP TRIGGER recorded_insert_${name} AFTER INSERT ON main.${name} BEGIN ${note('new.id', 'NULL')} END;
      CREATE TEMP TRIGGER recorded_update_${name} BEFORE UPDATE ON main.${name} BEGIN ${note('old.id', image)} END;
      CREATE TEMP TRIGGER recorded_delete_${name} BEFORE DELETE ON main.${name} BEGIN ${note('old.id', image)} END;`);
  }
};

/** The operation that is being recorded; `about` names what it is done to, for the history page. */
export type RunningOperation = { readonly id: number; readonly about: (subject: string) => void };

export type OperationStart = { readonly title: string; readonly uid: string; readonly at: string };

/**
 * Opens an immediate transaction with its operation row. Exactly one may be open at a time; the dispatcher queues.
 * `commit` answers the features that changed.
 */
export const beginOperation = (db: Database, start: OperationStart) => {
  if (db.inTransaction) throw new Refused('core.unexpected', { reason: 'operation inside an operation' });
  db.exec('BEGIN IMMEDIATE');
  const id = Number(
    db.prepare(`INSERT INTO operations (uid, title, done_at) VALUES (?, ?, ?)`).run(start.uid, start.title, start.at).lastInsertRowid,
  );
  db.prepare(`INSERT INTO temp.current_operation (id) VALUES (?)`).run(id);
  const end = (statement: 'COMMIT' | 'ROLLBACK') => {
    db.prepare(`DELETE FROM temp.current_operation`).run();
    db.exec(statement);
  };
  const operation: RunningOperation = {
    id,
    about: (subject) => void db.prepare(`UPDATE operations SET subject = ? WHERE id = ?`).run(subject, id),
  };
  return {
    operation,
    commit: (): readonly string[] => {
      const tables = db.prepare(`SELECT DISTINCT table_name FROM operation_changes WHERE operation_id = ?`).pluck().all(id) as string[];
      try {
        end('COMMIT');
      } catch (error) {
        // Only an undo puts the foreign keys off until here: it was taken apart from something that still needs it.
        if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') throw new Refused('history.blocked');
        throw error;
      }
      return [...new Set(recordedTables.filter(({ name }) => tables.includes(name)).map(({ feature }) => feature))];
    },
    rollback: (): void => {
      // SQLite itself rolls back on a full disk; a second ROLLBACK would hide the real error.
      if (db.inTransaction) db.exec('ROLLBACK');
      db.prepare(`DELETE FROM temp.current_operation`).run();
    },
  };
};
