import type { Database } from 'better-sqlite3';
import type { RecordedTable } from '../base/recorder.ts';
import { columnsOf, imageOf, recordedTables } from '../base/recorder.ts';
import type { Operation } from './contract.ts';

type Row = {
  readonly id: number; readonly uid: string; readonly title: string; readonly subject: string | null; readonly doneAt: string; readonly undoneBy: number | null;
};

/** What an undo must leave as it is, and the first later operation that stands in its way. */
export type Kept = { readonly records: number; readonly because: number | null };

/**
 * The plan of one undo, in temporary tables so that hundreds of thousands of rows stay inside SQLite. CROSS JOIN keeps
 * SQLite to the order that is written: it has no statistics of them.
 * A record is a row with the rows that belong to it; it is taken back as a whole or kept as a whole.
 * A tie says: when `holder` is kept, `record` must be kept too. Holder 0 is everything outside the operation.
 */
const planTables = `
  CREATE TEMP TABLE IF NOT EXISTS undo_records (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL, UNIQUE (table_name, row_id));
  CREATE TEMP TABLE IF NOT EXISTS undo_rows (table_name TEXT, row_id INTEGER, created INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (table_name, row_id)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_ties (holder INTEGER, record INTEGER, because INTEGER, PRIMARY KEY (holder, record)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS undo_kept (record INTEGER PRIMARY KEY, because INTEGER);
  DELETE FROM temp.undo_records; DELETE FROM temp.undo_rows; DELETE FROM temp.undo_ties; DELETE FROM temp.undo_kept;`;

const taken = `u.record NOT IN (SELECT record FROM temp.undo_kept)`;

export const historyRepository = (db: Database) => {
  const find = db.prepare<[number], Row>(
    `SELECT id, uid, title, subject, done_at AS doneAt, undone_by AS undoneBy FROM operations WHERE id = ?`,
  );
  const list = db.prepare<[number], Operation>(`
    SELECT o.id, o.uid, o.title, o.subject, o.done_at AS doneAt, o.undone_by AS undoneBy,
      (SELECT count(*) FROM operation_changes c WHERE c.operation_id = o.id) AS changes
    FROM operations o
    WHERE EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id)
    ORDER BY o.id DESC LIMIT ?`);

  const uniqueKeys = (table: string): readonly (readonly string[])[] =>
    (db.prepare(`SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND origin = 'u'`).pluck().all(table) as string[])
      .map((index) => db.prepare(`SELECT name FROM pragma_index_info(?)`).pluck().all(index) as string[]);
  /** References to other records; a row's own record is no reference. */
  const references = ({ name, owner }: RecordedTable): readonly { readonly column: string; readonly parent: string }[] =>
    db.prepare<[string], { column: string; parent: string }>(`SELECT "from" AS "column", "table" AS parent FROM pragma_foreign_key_list(?)`).all(name)
      .filter(({ column, parent }) => column !== owner?.column && recordedTables.some((table) => table.name === parent));

  const field = (image: string, column: string) => `json_extract(${image}, '$.${column}')`;
  const lastChange = (table: string, row: string) => `(SELECT max(operation_id) FROM operation_changes WHERE table_name = '${table}' AND row_id = ${row})`;
  /** the operation's images of a table, with their place in the plan */
  const images = (table: string) => `temp.undo_rows u CROSS JOIN operation_changes c ON c.operation_id = @operation AND c.table_name = u.table_name AND c.row_id = u.row_id
    AND u.table_name = '${table}' AND u.created = 0`;

  /** Writes down every row that the operation touched and the record that it belongs to. */
  const collectRows = (operation: number): void => {
    for (const { name, owner } of recordedTables) {
      const record = owner ? `coalesce(${field('c.before', owner.column)}, (SELECT ${owner.column} FROM ${name} WHERE id = c.row_id),
        (SELECT ${field('later.before', owner.column)} FROM operation_changes later WHERE later.table_name = '${name}' AND later.row_id = c.row_id
          AND later.operation_id > c.operation_id ORDER BY later.operation_id LIMIT 1))` : 'c.row_id';
      const touched = `SELECT c.row_id, c.before IS NULL AS created, ${record} AS belongs FROM operation_changes c WHERE c.operation_id = @operation AND c.table_name = '${name}'`;
      const table = owner?.table ?? name;
      db.prepare(`INSERT OR IGNORE INTO temp.undo_records (table_name, row_id) SELECT '${table}', belongs FROM (${touched}) WHERE belongs IS NOT NULL`).run({ operation });
      db.prepare(`INSERT INTO temp.undo_rows (table_name, row_id, created, record)
        SELECT '${name}', t.row_id, t.created, r.id FROM (${touched}) t JOIN temp.undo_records r ON r.table_name = '${table}' AND r.row_id = t.belongs`).run({ operation });
    }
  };

  /**
   * Keeps every record that is not as the operation left it. What the operation left is the first later image of a
   * row; steps there and back leave no difference, so an undone step does not stand in the way.
   */
  const keepChanged = (operation: number): void => {
    const planned = db.prepare(`SELECT DISTINCT table_name FROM temp.undo_records`).pluck().all() as string[];
    for (const { name, owner } of recordedTables) {
      if (!planned.includes(owner?.table ?? name)) continue;
      const belongs = owner ? `coalesce(${field('c.before', owner.column)}, now.${owner.column})` : 'c.row_id';
      db.prepare(`
        INSERT OR IGNORE INTO temp.undo_kept (record, because)
        SELECT record, operation FROM (
          SELECT coalesce(
              (SELECT u.record FROM temp.undo_rows u WHERE u.table_name = '${name}' AND u.row_id = c.row_id),
              (SELECT r.id FROM temp.undo_records r WHERE r.table_name = '${owner?.table ?? name}' AND r.row_id = ${belongs})) AS record,
            later.operation
          FROM (SELECT c.row_id, min(c.operation_id) AS operation FROM operations o
            CROSS JOIN operation_changes c ON c.operation_id = o.id AND c.table_name = '${name}' WHERE o.id > @operation GROUP BY c.row_id) later
          CROSS JOIN operation_changes c ON c.operation_id = later.operation AND c.table_name = '${name}' AND c.row_id = later.row_id
          LEFT JOIN ${name} now ON now.id = later.row_id
          WHERE record IS NOT NULL AND ((c.before IS NULL) <> (now.id IS NULL) OR c.before <> ${imageOf(db, name, 'now')}))
        ORDER BY operation`).run({ operation });
    }
  };

  /** Finds what cannot come back or go away alone. */
  const collectTies = (operation: number): void => {
    const tie = (holder: string, because: string, rest: string) =>
      db.prepare(`INSERT OR IGNORE INTO temp.undo_ties (holder, record, because)
        SELECT holder, record, iif(holder = 0, ${because}, NULL) FROM (SELECT ${holder} AS holder, ${rest})`).run({ operation });
    for (const table of recordedTables) {
      const { name } = table;
      // A key that another row holds by now.
      for (const key of uniqueKeys(name)) {
        tie('coalesce(o.record, 0)', lastChange(name, 'other'), `u.record, held.id AS other FROM ${images(name)}
          CROSS JOIN ${name} held ON ${key.map((column) => `held.${column} = ${field('c.before', column)}`).join(' AND ')} AND held.id <> u.row_id
          LEFT JOIN temp.undo_rows o ON o.table_name = '${name}' AND o.row_id = held.id`);
      }
      for (const { column, parent } of references(table)) {
        // A row that comes back needs a parent that is gone by now.
        tie('iif(p.created = 0, p.record, 0)', lastChange(parent, 'other'), `u.record, ${field('c.before', column)} AS other FROM ${images(name)}
          LEFT JOIN temp.undo_rows p ON p.table_name = '${parent}' AND p.row_id = ${field('c.before', column)}
          WHERE other IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${parent} WHERE id = other)`);
        // A row that goes away is leaned upon by one that may stay.
        tie('coalesce(u.record, 0)', lastChange(name, 'other'), `p.record, leaning.id AS other FROM temp.undo_rows p
          CROSS JOIN ${name} leaning ON leaning.${column} = p.row_id AND p.table_name = '${parent}' AND p.created = 1
          LEFT JOIN temp.undo_rows u ON u.table_name = '${name}' AND u.row_id = leaning.id`);
      }
    }
  };

  const followTies = (): void => {
    db.exec(`
      INSERT OR IGNORE INTO temp.undo_kept (record, because) SELECT record, because FROM temp.undo_ties WHERE holder = 0;
      WITH RECURSIVE reached (record) AS (
        SELECT record FROM temp.undo_kept UNION SELECT t.record FROM reached JOIN temp.undo_ties t ON t.holder = reached.record)
      INSERT OR IGNORE INTO temp.undo_kept (record) SELECT record FROM reached`);
  };

  return {
    find: (id: number) => find.get(id),
    list: (limit: number) => list.all(limit),

    /**
     * Plans the undo: which records go back, and which stay because something later was built on them. Without any
     * later change the whole book goes back to the state before, which was sound.
     */
    plan: (operation: number): Kept => {
      db.exec(planTables);
      collectRows(operation);
      if (db.prepare(`SELECT EXISTS (SELECT 1 FROM operation_changes WHERE operation_id > ?)`).pluck().get(operation) === 1) {
        keepChanged(operation);
        collectTies(operation);
        followTies();
      }
      return db.prepare<{ operation: number }, Kept>(
        `SELECT count(*) AS records, min(because) FILTER (WHERE because > @operation) AS because FROM temp.undo_kept`).get({ operation })!;
    },

    /**
     * Carries the plan out: first takes away what the operation made, so that every key is free, then puts back what
     * it changed or took away. References are whole again only at the end, so they are checked at the COMMIT.
     */
    carryOut: (operation: number): { readonly restored: number; readonly removed: number } => {
      db.pragma('defer_foreign_keys = ON');
      let removed = 0;
      let restored = 0;
      for (const { name } of recordedTables.toReversed()) {
        removed += db.prepare(`DELETE FROM ${name} WHERE id IN (SELECT u.row_id FROM temp.undo_rows u WHERE u.table_name = '${name}' AND u.created = 1 AND ${taken})`).run().changes;
      }
      for (const { name } of recordedTables) {
        const columns = columnsOf(db, name);
        restored += db.prepare(`INSERT INTO ${name} (${columns.join(', ')}) SELECT ${columns.map((column) => field('c.before', column)).join(', ')} FROM ${images(name)} WHERE ${taken}
          ON CONFLICT (id) DO UPDATE SET ${columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`).join(', ')}`).run({ operation }).changes;
      }
      return { restored, removed };
    },

    /** Marks the operation undone; an undone undo makes its own target stand again. */
    markUndone: (operation: number, by: number): void => {
      db.prepare(`UPDATE operations SET undone_by = NULL WHERE undone_by = ?`).run(operation);
      db.prepare(`UPDATE operations SET undone_by = ? WHERE id = ?`).run(by, operation);
    },
  };
};
