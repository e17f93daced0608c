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
  { name: 'staff', feature: 'staff' },
  { name: 'import_mappings', feature: 'imports' },
  { name: 'import_conflicts', feature: 'imports' },
  { name: 'import_status_words', feature: 'imports' },
  { name: 'customers', feature: 'customers' },
  { name: 'customer_phones', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_addresses', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_identities', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_tags', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_relations', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_contacts', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_holdings', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_fields', feature: 'customers' },
  { name: 'customer_values', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'customer_photos', feature: 'customers', owner: { table: 'customers', column: 'customer_id' } },
  { name: 'duplicate_decisions', feature: 'duplicates' },
  { name: 'customer_merges', feature: 'duplicates' },
  { name: 'timeline_entries', feature: 'timeline' },
  { name: 'import_group_members', feature: 'solitaire' },
  { name: 'import_group_goods', feature: 'solitaire' },
  { name: 'products', feature: 'products' },
  { name: 'pickup_points', feature: 'orders' },
  { name: 'orders', feature: 'orders' },
  { name: 'order_lines', feature: 'orders', owner: { table: 'orders', column: 'order_id' } },
  { name: 'quality_decisions', feature: 'quality' },
  { name: 'segments', feature: 'segments' },
  { name: 'segment_people', feature: 'segments', owner: { table: 'segments', column: 'segment_id' } },
];

export const columnsOf = (db: Database, table: string): readonly string[] =>
  db.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[];

/** A row as the log keeps it; `row` is `old` in a trigger or a table's name in a query. */
export const imageOf = (db: Database, table: string, row: string): string =>
  `json_object(${columnsOf(db, table).map((column) => `'${column}', ${row}.${column}`).join(', ')})`;

/**
 * Stops a write outside an operation, which is an error of ours, and notes the row as it was at first. Not by INSERT OR
 * IGNORE: in a trigger the conflict clause of the statement that fired it wins.
 */
const noteSql = (table: string, row: string, before: string) => `
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM temp.current_operation) THEN RAISE(ABORT, 'a write outside an operation') END;
  INSERT INTO operation_changes (operation_id, table_name, row_id, before)
  SELECT id, '${table}', ${row}, ${before} FROM temp.current_operation o
  WHERE NOT EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id AND c.table_name = '${table}' AND c.row_id = ${row});`;

/**
 * Rows under numbers that were never given before (AUTOINCREMENT promises it) are the operation's own: whatever happens
 * to them until its end, it made them. They are noted together at the end.
 */
const ifKnown = (table: string, row: string) => `WHEN ${row} <= coalesce((SELECT ${table} FROM temp.current_operation), ${row})`;

const watchInserts = (db: Database): void => {
  for (const { name } of recordedTables) {
    db.exec(`CREATE TEMP TRIGGER recorded_insert_${name} AFTER INSERT ON main.${name} ${ifKnown(name, 'new.id')} BEGIN ${noteSql(name, 'new.id', 'NULL')} END`);
  }
};

/** Creates the triggers. */
export const installRecorder = (db: Database): void => {
  db.exec(`CREATE TEMP TABLE current_operation (id INTEGER NOT NULL, ${recordedTables.map(({ name }) => `${name} INTEGER NOT NULL`).join(', ')})`);
  watchInserts(db);
  for (const { name } of recordedTables) {
    const image = imageOf(db, name, 'old');
    db.exec(`
      CREATE TEMP TRIGGER recorded_update_${name} BEFORE UPDATE ON main.${name} ${ifKnown(name, 'old.id')} BEGIN ${noteSql(name, 'old.id', image)} END;
      CREATE TEMP TRIGGER recorded_delete_${name} BEFORE DELETE ON main.${name} ${ifKnown(name, 'old.id')} BEGIN ${noteSql(name, 'old.id', image)} END;`);
  }
};

/** The highest number that each table ever gave; beyond all numbers where one may be given again. */
const lastNumbers = (db: Database): readonly number[] => {
  const given = db.prepare<[string], number>(`SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = t.name), 0)
    FROM sqlite_schema t WHERE t.type = 'table' AND t.name = ? AND t.sql LIKE '%AUTOINCREMENT%'`).pluck();
  return recordedTables.map(({ name }) => given.get(name) ?? Number.MAX_SAFE_INTEGER);
};

const rowsAtOnce = 4000;

/** Notes the rows that the operation made and that are still there, some thousands a step. */
function* noteNewRows(db: Database): Generator<void> {
  const started = db.prepare(`SELECT * FROM temp.current_operation`).get() as Readonly<Record<string, number>>;
  // In the order of the log's key, so that it only grows at its end.
  for (const name of recordedTables.map((table) => table.name).sort()) {
    const last = Number(db.prepare(`SELECT max(id) FROM ${name}`).pluck().get() ?? 0);
    const note = db.prepare(`INSERT INTO operation_changes (operation_id, table_name, row_id)
      SELECT ?, '${name}', id FROM ${name} WHERE id > ? AND id <= ? ORDER BY id`);
    for (let from = started[name] ?? last; from < last; from += rowsAtOnce) {
      note.run(started['id'], from, from + rowsAtOnce);
      yield;
    }
  }
}

/** The operation that is being recorded; `about` names what it is done to, for the history page. `staffId`: who does it. */
export type RunningOperation = { readonly id: number; readonly staffId: number | null; readonly about: (subject: string) => void };

/**
 * `onlyNewRows`: the operation promises to insert nothing under a number that was given before. Watching each insert
 * would cost an import as much as the rows themselves.
 */
export type OperationStart = { readonly title: string; readonly uid: string; readonly at: string; readonly staffId?: number | null; readonly onlyNewRows?: boolean };

/**
 * Opens an immediate transaction with its operation row. Exactly one may be open at a time; the dispatcher queues.
 * `noting` writes the log of new rows in steps, for who wants to breathe between them; `commit` does what is left of
 * it and answers the features that changed.
 */
export const beginOperation = (db: Database, start: OperationStart) => {
  if (db.inTransaction) throw new Refused('core.unexpected', { reason: 'operation inside an operation' });
  db.exec('BEGIN IMMEDIATE');
  const id = Number(
    db.prepare(`INSERT INTO operations (uid, title, done_at, staff_id) VALUES (?, ?, ?, ?)`).run(start.uid, start.title, start.at, start.staffId ?? null).lastInsertRowid,
  );
  db.prepare(`INSERT INTO temp.current_operation VALUES (?, ${recordedTables.map(() => '?').join(', ')})`).run(id, ...lastNumbers(db));
  if (start.onlyNewRows) for (const { name } of recordedTables) db.exec(`DROP TRIGGER temp.recorded_insert_${name}`);
  const noting = noteNewRows(db);
  const operation: RunningOperation = {
    id,
    staffId: start.staffId ?? null,
    about: (subject) => void db.prepare(`UPDATE operations SET subject = ? WHERE id = ?`).run(subject, id),
  };
  return {
    operation,
    noting,
    commit: (): readonly string[] => {
      for (const _ of noting);
      const touched = db.prepare(`SELECT EXISTS (SELECT 1 FROM operation_changes WHERE operation_id = ? AND table_name = ?)`).pluck();
      const tables = recordedTables.filter(({ name }) => touched.get(id, name) === 1);
      db.exec(`DELETE FROM temp.current_operation`);
      if (start.onlyNewRows) watchInserts(db);
      try {
        db.exec('COMMIT');
      } catch (error) {
        // Only an undo puts the foreign keys off until here: it was taken apart from something that still needs it.
        if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') throw new Refused('history.blocked');
        throw error;
      }
      return [...new Set(tables.map(({ feature }) => feature))];
    },
    /** The triggers and the note of the operation come and go with the transaction, too. */
    rollback: (): void => {
      // SQLite itself rolls back on a full disk; a second ROLLBACK would hide the real error.
      if (db.inTransaction) db.exec('ROLLBACK');
      db.prepare(`DELETE FROM temp.current_operation`).run();
    },
  };
};

/** Lets the open transaction write past the log: for what must leave no trace, not even there. */
export const unrecorded = (db: Database, work: () => void): void => {
  // Below every number, so that no trigger finds a row it knows.
  db.prepare(`INSERT INTO temp.current_operation VALUES (0, ${recordedTables.map(() => '-1').join(', ')})`).run();
  try {
    work();
  } finally {
    db.prepare(`DELETE FROM temp.current_operation`).run();
  }
};
