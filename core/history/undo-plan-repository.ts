import type { Database } from 'better-sqlite3';
import type { RecordedTable } from '../base/recorder.ts';
import { imageOf, recordedTables } from '../base/recorder.ts';

/** Called after every couple of thousand rows with the number of rows done: others are answered, and a cancel is heard. */
export type Pace = (rows: number) => Promise<void>;

/**
 * The plan of one undo, in temporary tables so that hundreds of thousands of rows stay inside SQLite. CROSS JOIN keeps
 * SQLite to the order that is written: it has no statistics of them.
 * A record is a row with the rows that belong to it; it is taken back as a whole or kept as a whole. `own`: the operation
 * touched it; else it is what other undos had to leave. `back_to` is the operation before which it was as it will be,
 * `source` the one whose image of a row comes back. `changed_by`: the first step that stands and changed it since.
 * `gone`: what the operation left has been removed since, or is back already.
 * A tie says: when `holder` is kept, `record` must be kept too. Holder 0 is everything outside the plan.
 */
const planTables = `
  CREATE TEMP TABLE IF NOT EXISTS undo_steps (id INTEGER PRIMARY KEY, stands INTEGER NOT NULL, is_undo INTEGER NOT NULL);
  CREATE TEMP TABLE IF NOT EXISTS undo_records (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL, own INTEGER NOT NULL, back_to INTEGER NOT NULL, changed_by INTEGER,
    gone INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0, needed INTEGER NOT NULL DEFAULT 0, UNIQUE (table_name, row_id));
  CREATE TEMP TABLE IF NOT EXISTS undo_touches (record INTEGER, step INTEGER, PRIMARY KEY (record, step)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_rows (table_name TEXT, row_id INTEGER, source INTEGER NOT NULL, created INTEGER NOT NULL, record INTEGER NOT NULL, forced INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (table_name, row_id)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_changed (record INTEGER, table_name TEXT, row_id INTEGER, source INTEGER NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (record, table_name, row_id)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_except (table_name TEXT, row_id INTEGER, PRIMARY KEY (table_name, row_id)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_ties (holder INTEGER, record INTEGER, because INTEGER, PRIMARY KEY (holder, record)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_kept (record INTEGER PRIMARY KEY, because INTEGER);
  ${['steps', 'records', 'touches', 'rows', 'changed', 'except', 'ties', 'kept'].map((table) => `DELETE FROM temp.undo_${table};`).join(' ')}`;

const rowsAtOnce = 2000;
export const inRange = (row: string) => `${row} > @after AND ${row} <= @upto`;
export const field = (image: string, column: string) => `json_extract(${image}, '$.${column}')`;
const ownerOf = ({ name, owner }: RecordedTable): string => owner?.table ?? name;

/** Does `work` for `rows` (a table and a condition) in ranges of their numbers. */
export const rangesIn = (db: Database) => (rows: string) => {
  const end = db.prepare<object, { upto: number | null; rows: number }>(`SELECT max(row_id) AS upto, count(*) AS rows FROM (SELECT row_id FROM ${rows} AND row_id > @after ORDER BY row_id LIMIT ${rowsAtOnce})`);
  return async (given: object, pace: Pace, work: (range: { readonly after: number; readonly upto: number }) => void): Promise<void> => {
    for (let after = 0; ;) {
      const { upto, rows: count } = end.get({ ...given, after })!;
      if (upto === null) return;
      work({ after, upto });
      after = upto;
      await pace(count);
    }
  };
};

export const undoPlanRepository = (db: Database) => {
  const ranges = rangesIn(db);

  /** What a step touched in a table, and the record that each row belongs to. */
  const touched = ({ name, owner }: RecordedTable): string => {
    const record = owner ? `coalesce(${field('c.before', owner.column)}, (SELECT ${owner.column} FROM ${name} WHERE id = c.row_id),
      (SELECT ${field('later.before', owner.column)} FROM operation_changes later WHERE later.table_name = '${name}' AND later.row_id = c.row_id
        AND later.operation_id > c.operation_id ORDER BY later.operation_id LIMIT 1))` : 'c.row_id';
    return `SELECT c.row_id, c.before IS NULL AS created, ${record} AS belongs FROM operation_changes c WHERE c.operation_id = @step AND c.table_name = '${name}' AND ${inRange('c.row_id')}`;
  };
  /** Runs statements over what steps touched, step by step. */
  const overTouched = async (steps: readonly number[], pace: Pace, sqlOf: (rows: string, table: RecordedTable) => readonly string[]): Promise<void> => {
    const each = recordedTables.map((table) => ({
      statements: sqlOf(`(${touched(table)}) t`, table).map((sql) => db.prepare(sql)),
      over: ranges(`operation_changes WHERE operation_id = @step AND table_name = '${table.name}'`),
    }));
    for (const step of steps) {
      for (const { statements, over } of each) await over({ step }, pace, (range) => statements.forEach((statement) => statement.run({ step, ...range })));
    }
  };
  const recordOf = (table: RecordedTable) => `JOIN temp.undo_records r ON r.table_name = '${ownerOf(table)}' AND r.row_id = t.belongs`;
  const addRecords = (table: RecordedTable, rows: string, own: 0 | 1) =>
    `INSERT OR IGNORE INTO temp.undo_records (table_name, row_id, own, back_to) SELECT '${ownerOf(table)}', belongs, ${own}, @step FROM ${rows} WHERE belongs IS NOT NULL`;
  const addRows = ({ name }: RecordedTable) => `INSERT INTO temp.undo_rows (table_name, row_id, source, created, record) SELECT '${name}', t.row_id, @step, t.created, r.id`;

  /**
   * Finds every record that is not as the operation left it. What the operation left is the first later image of a
   * row; steps there and back leave no difference, so an undone step does not stand in the way.
   */
  const collectChanged = async (operation: number, pace: Pace): Promise<void> => {
    const planned = db.prepare(`SELECT DISTINCT table_name FROM temp.undo_records`).pluck().all() as string[];
    const later = db.prepare<[number], number>(`SELECT id FROM operations WHERE id > ? ORDER BY id`).pluck().all(operation);
    for (const recorded of recordedTables) {
      const { name, owner } = recorded;
      const table = ownerOf(recorded);
      if (!planned.includes(table)) continue;
      const belongs = owner ? `coalesce(${field('c.before', owner.column)}, now.${owner.column})` : 'c.row_id';
      const changed = db.prepare(`
        INSERT INTO temp.undo_changed (record, table_name, row_id, source, created)
        SELECT record, '${name}', row_id, @step, created FROM (
          SELECT c.row_id, c.before IS NULL AS created, coalesce(
              (SELECT u.record FROM temp.undo_rows u WHERE u.table_name = '${name}' AND u.row_id = c.row_id),
              (SELECT r.id FROM temp.undo_records r WHERE r.table_name = '${table}' AND r.row_id = ${belongs})) AS record
          FROM operation_changes c LEFT JOIN ${name} now ON now.id = c.row_id
          WHERE c.operation_id = @step AND c.table_name = '${name}' AND ${inRange('c.row_id')} AND record IS NOT NULL
            AND ((c.before IS NULL) <> (now.id IS NULL) OR c.before <> ${imageOf(db, name, 'now')})
            AND NOT EXISTS (SELECT 1 FROM operation_changes e WHERE e.table_name = '${name}' AND e.row_id = c.row_id AND e.operation_id > @operation AND e.operation_id < @step))`);
      const touchedRows = ranges(`operation_changes WHERE operation_id = @step AND table_name = '${name}'`);
      for (const step of later) await touchedRows({ step }, pace, (range) => void changed.run({ operation, step, ...range }));
    }
    // What only undone steps changed is nobody's any more.
    db.prepare(`UPDATE temp.undo_records AS r SET changed_by = first FROM (
        SELECT c.record, min(s.id) AS first FROM temp.undo_changed c CROSS JOIN operation_changes l ON l.table_name = c.table_name AND l.row_id = c.row_id AND l.operation_id > ?
        CROSS JOIN temp.undo_steps s ON s.id = l.operation_id AND s.stands GROUP BY c.record) WHERE record = r.id`).run(operation);
    for (const table of planned) {
      db.exec(`UPDATE temp.undo_records AS r SET gone = 1 WHERE table_name = '${table}' AND changed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${table} WHERE id = r.row_id)
        AND EXISTS (SELECT 1 FROM temp.undo_changed c WHERE c.record = r.id AND c.table_name = r.table_name AND c.row_id = r.row_id)`);
    }
  };

  /**
   * Adds what other undos had to leave, and how far each record goes back: to before the first of the undone steps
   * that follow each other there without one that stands. So every order of undos comes to the same.
   */
  const collectLeft = async (operation: number, left: readonly number[], pace: Pace): Promise<void> => {
    await overTouched(left, pace, (rows, table) => [addRecords(table, rows, 0)]);
    const steps = db.prepare<[number], { id: number; is_undo: number }>(`SELECT id, is_undo FROM temp.undo_steps WHERE id >= ? ORDER BY id DESC`).all(Math.min(operation, ...left));
    await overTouched(steps.filter(({ is_undo }) => is_undo === 0).map(({ id }) => id), pace,
      (rows, table) => [`INSERT OR IGNORE INTO temp.undo_touches (record, step) SELECT r.id, @step FROM ${rows} ${recordOf(table)}`]);
    const touches = `temp.undo_touches t JOIN temp.undo_steps s ON s.id = t.step WHERE t.record = r.id AND (NOT r.own OR t.step <= @operation)`;
    db.prepare(`UPDATE temp.undo_records AS r SET back_to = coalesce((SELECT min(t.step) FROM ${touches} AND NOT s.stands AND t.step > (SELECT coalesce(max(t.step), 0) FROM ${touches} AND s.stands)), 0)`).run({ operation });
    db.exec(`DELETE FROM temp.undo_records WHERE NOT own AND back_to = 0`);
    // The earliest comes last and wins.
    await overTouched(steps.map(({ id }) => id), pace, (rows, table) => [`${addRows(table)} FROM ${rows} ${recordOf(table)} WHERE r.back_to <= @step AND (NOT r.own OR @step < ${operation})
      ON CONFLICT DO UPDATE SET source = excluded.source, created = excluded.created, record = excluded.record`]);
  };

  /** Drops the rows that are back already, and what is left of nothing. */
  const dropWhatIsBack = async (pace: Pace): Promise<void> => {
    for (const { name } of recordedTables) {
      const isBack = `u.table_name = '${name}' AND ${inRange('u.row_id')} AND iif(u.created, NOT EXISTS (SELECT 1 FROM ${name} WHERE id = u.row_id),
        EXISTS (SELECT 1 FROM operation_changes c CROSS JOIN ${name} now ON now.id = c.row_id WHERE c.operation_id = u.source AND c.table_name = '${name}' AND c.row_id = u.row_id AND c.before = ${imageOf(db, name, 'now')}))`;
      const unchanged = db.prepare(`DELETE FROM temp.undo_changed WHERE (record, table_name, row_id) IN (SELECT record, table_name, row_id FROM temp.undo_rows u WHERE ${isBack})`);
      const drop = db.prepare(`DELETE FROM temp.undo_rows AS u WHERE ${isBack}`);
      await ranges(`temp.undo_rows WHERE table_name = '${name}'`)({}, pace, (range) => {
        unchanged.run(range);
        drop.run(range);
      });
    }
    db.exec(`UPDATE temp.undo_records SET gone = 1 WHERE changed_by IS NULL AND id NOT IN (SELECT record FROM temp.undo_rows) AND id NOT IN (SELECT record FROM temp.undo_changed)`);
  };

  /** Whether something happened after the operation; before that all of its rows are as it left them. */
  const hasLater = (operation: number): boolean => db.prepare(`SELECT EXISTS (SELECT 1 FROM operation_changes WHERE operation_id > ?)`).pluck().get(operation) === 1;

  const isUndo = (operation: number): boolean => db.prepare(`SELECT EXISTS (SELECT 1 FROM operations WHERE undone_by = ?)`).pluck().get(operation) === 1;

  return {
    hasLater,
    isUndo,
    forgetPlan: (): void => {
      db.exec(planTables);
    },
    /** Collects what the undo of an operation is about, and what the undos of others had to leave. */
    collect: async (operation: number, pace: Pace): Promise<void> => {
      db.exec(planTables);
      await overTouched([operation], pace, (rows, table) => [addRecords(table, rows, 1), `${addRows(table)} FROM ${rows} ${recordOf(table)}`]);
      if (!hasLater(operation)) return;
      // Who takes an undo back wants what was there, whoever changed it since.
      db.prepare(`INSERT INTO temp.undo_steps SELECT id, id <> @operation AND (@isUndo OR undone_by IS NULL AND id NOT IN (SELECT undone_by FROM operations WHERE undone_by IS NOT NULL)),
        id IN (SELECT undone_by FROM operations WHERE undone_by IS NOT NULL) FROM operations`).run({ operation, isUndo: isUndo(operation) ? 1 : 0 });
      await collectChanged(operation, pace);
      const left = isUndo(operation) ? [] : db.prepare<[number], number>(`SELECT id FROM operations WHERE undone_by > ? ORDER BY id`).pluck().all(operation);
      if (left.length > 0) await collectLeft(operation, left, pace);
      await dropWhatIsBack(pace);
    },
  };
};
