import type { Database } from 'better-sqlite3';
import type { RecordedTable } from '../base/recorder.ts';
import { columnsOf, imageOf, recordedTables } from '../base/recorder.ts';
import type { ChangedRecord, UndoAnswer, UndoTally } from './contract.ts';
import type { Pace } from './undo-plan-repository.ts';
import { field, inRange, rangesIn, undoPlanRepository } from './undo-plan-repository.ts';

/** What an undo must leave as it is, how much of that is not there any more, and the first later operation that stands in its way. */
export type Kept = { readonly records: number; readonly gone: number; readonly because: number | null };

const taken = `u.record NOT IN (SELECT record FROM temp.undo_kept)`;

const names: Readonly<Record<string, string>> = {
  customers: 'name',
  orders: `platform || ' ' || iif(order_id_derived = 1, substr(ordered_at, 1, 10), platform_order_id)`,
  products: `trim(name || ' ' || spec)`,
  pickup_points: 'name',
  import_status_words: 'word',
  timeline_entries: 'text',
};

export const undoRepository = (db: Database) => {
  const ranges = rangesIn(db);
  const { hasLater, ...plan } = undoPlanRepository(db);
  const uniqueKeys = (table: string): readonly (readonly string[])[] =>
    (db.prepare(`SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND origin = 'u'`).pluck().all(table) as string[])
      .map((index) => db.prepare(`SELECT name FROM pragma_index_info(?)`).pluck().all(index) as string[]);
  /** References to other records; a row's own record is no reference. */
  const references = ({ name, owner }: RecordedTable): readonly { readonly column: string; readonly parent: string }[] =>
    db.prepare<[string], { column: string; parent: string }>(`SELECT "from" AS "column", "table" AS parent FROM pragma_foreign_key_list(?)`).all(name)
      .filter(({ column, parent }) => column !== owner?.column && recordedTables.some((table) => table.name === parent));

  const lastChange = (table: string, row: string) => `(SELECT max(operation_id) FROM operation_changes WHERE table_name = '${table}' AND row_id = ${row})`;
  const plannedIn = (table: string) => `temp.undo_rows WHERE table_name = '${table}'`;
  /** the images of a table that come back, with their place in the plan */
  const images = (table: string) => `temp.undo_rows u CROSS JOIN operation_changes c ON c.operation_id = u.source AND c.table_name = u.table_name AND c.row_id = u.row_id
    AND u.table_name = '${table}' AND u.created = 0 AND ${inRange('u.row_id')}`;

  /** Finds what cannot come back or go away alone. */
  const collectTies = async (pace: Pace): Promise<void> => {
    const tie = async (among: string, holder: string, because: string, rest: string): Promise<void> => {
      const statement = db.prepare(`INSERT OR IGNORE INTO temp.undo_ties (holder, record, because)
        SELECT holder, record, iif(holder = 0, ${because}, NULL) FROM (SELECT ${holder} AS holder, ${rest})`);
      await ranges(plannedIn(among))({}, pace, (range) => void statement.run(range));
    };
    for (const table of recordedTables) {
      const { name } = table;
      // A key that another row holds by now.
      for (const key of uniqueKeys(name)) {
        await tie(name, 'coalesce(o.record, 0)', lastChange(name, 'other'), `u.record, held.id AS other FROM ${images(name)}
          CROSS JOIN ${name} held ON ${key.map((column) => `held.${column} = ${field('c.before', column)}`).join(' AND ')} AND held.id <> u.row_id
          LEFT JOIN temp.undo_rows o ON o.table_name = '${name}' AND o.row_id = held.id`);
      }
      for (const { column, parent } of references(table)) {
        // A row that comes back needs a parent that is gone by now.
        await tie(name, 'iif(p.created = 0, p.record, 0)', lastChange(parent, 'other'), `u.record, ${field('c.before', column)} AS other FROM ${images(name)}
          LEFT JOIN temp.undo_rows p ON p.table_name = '${parent}' AND p.row_id = ${field('c.before', column)}
          WHERE other IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${parent} WHERE id = other)`);
        // A row that goes away is leaned upon by one that comes back.
        await tie(name, '0', 'NULL', `p.record, NULL AS other FROM ${images(name)}
          CROSS JOIN temp.undo_rows p ON p.table_name = '${parent}' AND p.row_id = ${field('c.before', column)} AND p.created = 1`);
        // A row that goes away is leaned upon by one that may stay.
        await tie(parent, 'coalesce(u.record, 0)', lastChange(name, 'other'), `p.record, leaning.id AS other FROM temp.undo_rows p
          CROSS JOIN ${name} leaning ON leaning.${column} = p.row_id AND p.table_name = '${parent}' AND p.created = 1 AND ${inRange('p.row_id')}
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
    ...plan,

    /**
     * Settles which records go back, and which stay. Without any later change the whole book goes back to the state
     * before, which was sound; else a record stays when the answer says so or something that stays needs it.
     */
    decide: async (operation: number, { changed, except }: UndoAnswer, pace: Pace): Promise<Kept> => {
      db.exec(`DELETE FROM temp.undo_rows WHERE forced = 1; DELETE FROM temp.undo_except; DELETE FROM temp.undo_ties; DELETE FROM temp.undo_kept`);
      const other = db.prepare(`INSERT OR IGNORE INTO temp.undo_except (table_name, row_id) VALUES (?, ?)`);
      for (const { kind, id } of except) other.run(kind, id);
      if (hasLater(operation)) {
        const isExcept = `EXISTS (SELECT 1 FROM temp.undo_except e WHERE e.table_name = r.table_name AND e.row_id = r.row_id)`;
        const stays = changed === 'keep' ? `(gone OR NOT ${isExcept})` : `(gone OR ${isExcept})`;
        db.exec(`INSERT INTO temp.undo_kept (record, because) SELECT id, changed_by FROM temp.undo_records r WHERE changed_by IS NOT NULL AND ${stays};
          INSERT OR IGNORE INTO temp.undo_rows (table_name, row_id, source, created, record, forced)
            SELECT table_name, row_id, source, created, record, 1 FROM temp.undo_changed WHERE record NOT IN (SELECT record FROM temp.undo_kept)`);
        await collectTies(pace);
        followTies();
      }
      return db.prepare<{ operation: number }, Kept>(
        `SELECT count(*) AS records, coalesce(sum(r.gone), 0) AS gone, min(because) FILTER (WHERE because > @operation) AS because
        FROM temp.undo_kept k JOIN temp.undo_records r ON r.id = k.record WHERE r.own`).get({ operation })!;
    },

    /** After the decision to take everything back: what could be is what the user is asked about. */
    noteAsked: (): void => {
      db.exec(`UPDATE temp.undo_records SET asked = changed_by IS NOT NULL AND NOT gone AND id NOT IN (SELECT record FROM temp.undo_kept), needed = NOT gone AND id IN (SELECT record FROM temp.undo_kept)`);
    },
    tally: (): UndoTally => {
      const counted = db.prepare<[], { kind: string; created: number; records: number }>(`
        SELECT r.table_name AS kind, coalesce(u.created, 0) AS created, count(*) AS records
        FROM temp.undo_records r LEFT JOIN temp.undo_rows u ON u.table_name = r.table_name AND u.row_id = r.row_id
        WHERE NOT r.gone AND r.id NOT IN (SELECT record FROM temp.undo_kept) GROUP BY 1, 2`).all();
      const of = (created: number) => Object.fromEntries(counted.filter((one) => one.created === created).map(({ kind, records }) => [kind, records]));
      const needed = db.prepare<[], number>(`SELECT count(*) FROM temp.undo_kept k JOIN temp.undo_records r ON r.id = k.record WHERE r.own AND NOT r.gone AND NOT r.asked`).pluck().get()!;
      return { removed: of(1), restored: of(0), needed };
    },
    /** After the decision to keep: how many records are not simply taken back. */
    countLeft: (): { readonly asked: number; readonly needed: number } =>
      db.prepare<[], { asked: number; needed: number }>(`SELECT coalesce(sum(asked), 0) AS asked, coalesce(sum(NOT asked), 0) AS needed
        FROM temp.undo_kept k JOIN temp.undo_records r ON r.id = k.record WHERE r.own AND NOT r.gone`).get()!,
    listLeft: (offset: number, limit: number): ChangedRecord[] => {
      const page = db.prepare<[number, number], { record: number; kind: string; id: number; created: number; asked: number; needed: number; because: number | null }>(`
        SELECT r.id AS record, r.table_name AS kind, r.row_id AS id, coalesce(u.created, 0) AS created, r.asked, r.needed, k.because
        FROM temp.undo_kept k JOIN temp.undo_records r ON r.id = k.record LEFT JOIN temp.undo_rows u ON u.table_name = r.table_name AND u.row_id = r.row_id
        WHERE r.own AND NOT r.gone ORDER BY r.asked DESC, r.id LIMIT ? OFFSET ?`).all(limit, offset);
      return page.map(({ record, kind, id, created, asked, needed, because }) => {
        const rows = db.prepare<[number], { table: string; row: number; last: number; before: string | null }>(`
          SELECT c.table_name AS "table", c.row_id AS row, (SELECT max(l.operation_id) FROM operation_changes l WHERE l.table_name = c.table_name AND l.row_id = c.row_id) AS last,
            (SELECT before FROM operation_changes o WHERE o.operation_id = c.source AND o.table_name = c.table_name AND o.row_id = c.row_id) AS before
          FROM temp.undo_changed c WHERE c.record = ? LIMIT 50`).all(record);
        const fields = rows.flatMap(({ table, row, before }) => (table === kind ? changedColumns(table, row, before) : [table]));
        const step = rows.length > 0 ? Math.max(...rows.map(({ last }) => last)) : because;
        const by = step === null ? undefined : db.prepare<[number], NonNullable<ChangedRecord['by']>>(`SELECT title, subject, done_at AS doneAt FROM operations WHERE id = ?`).get(step);
        const name = names[kind] === undefined ? '' : (db.prepare<[number], string>(`SELECT ${names[kind]} FROM ${kind} WHERE id = ?`).pluck().get(id) ?? '');
        return { kind, id, name, created: created === 1, asked: asked === 1, needed: needed === 1, fields: [...new Set(fields)], by: by ?? null };
      });
    },

    /**
     * Carries the decision out: first takes away what the operation made, so that every key is free, then puts back what
     * it changed or took away. References are whole again only at the end, so they are checked at the COMMIT.
     */
    carryOut: async (pace: Pace): Promise<{ readonly restored: number; readonly removed: number }> => {
      db.pragma('defer_foreign_keys = ON');
      let removed = 0;
      let restored = 0;
      for (const { name } of recordedTables.toReversed()) {
        const remove = db.prepare(`DELETE FROM ${name} WHERE id IN (SELECT u.row_id FROM temp.undo_rows u WHERE u.table_name = '${name}' AND u.created = 1 AND ${inRange('u.row_id')} AND ${taken})`);
        await ranges(plannedIn(name))({}, pace, (range) => { removed += remove.run(range).changes; });
      }
      for (const { name } of recordedTables) {
        const columns = columnsOf(db, name);
        const restore = db.prepare(`INSERT INTO ${name} (${columns.join(', ')}) SELECT ${columns.map((column) => field('c.before', column)).join(', ')} FROM ${images(name)} WHERE ${taken}
          ON CONFLICT (id) DO UPDATE SET ${columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`).join(', ')}`);
        await ranges(plannedIn(name))({}, pace, (range) => { restored += restore.run(range).changes; });
      }
      return { restored, removed };
    },
  };

  function changedColumns(table: string, row: number, before: string | null): readonly string[] {
    const now = db.prepare<[number], string>(`SELECT ${imageOf(db, table, 't')} FROM ${table} t WHERE id = ?`).pluck().get(row);
    if (before === null || now === undefined) return [];
    const old = JSON.parse(before) as Readonly<Record<string, unknown>>;
    return Object.entries(JSON.parse(now) as Readonly<Record<string, unknown>>).filter(([column, value]) => value !== old[column]).map(([column]) => column);
  }
};
export type UndoRepository = ReturnType<typeof undoRepository>;
