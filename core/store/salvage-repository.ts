/**
 * Reads what can still be read of a damaged file into a fresh one of our own making. The damaged file is only read, by a
 * connection that cannot write.
 */
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { columnsOf } from '../base/recorder.ts';
import { checkVersion, migrate } from '../migrations/index.ts';
import type { Salvaged } from './contract.ts';

type Row = readonly unknown[];
type Table = { readonly name: string; readonly hasRowid: boolean; readonly columns: readonly string[] };

/** A range that fails is halved until the broken rows stand alone; so many failures are borne with, in each table. */
const failuresAtMost = 100_000;

const isDamage = (error: unknown): boolean => error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(String(error.code));

const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
};

/** The rows of a table by their numbers, around what is broken. */
function* rowsByNumber(db: Database, { name, columns }: Table): Generator<Row> {
  const between = db.prepare(`SELECT rowid, ${columns.join()} FROM ${name} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`).raw();
  const ends = orNull(() => db.prepare(`SELECT min(rowid), max(rowid) FROM ${name}`).raw().get() as [number | null, number | null]);
  const given = orNull(() => Number(db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = ?`).pluck().get(name) ?? 0));
  let failuresLeft = failuresAtMost;
  const ranges: [low: number, high: number][] = ends === null ? [[1, given || 1_000_000]] : ends[0] === null ? [] : [[ends[0], ends[1] ?? ends[0]]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [low, high] = range;
    let next = low;
    try {
      for (const row of between.iterate(low, high) as IterableIterator<[number, ...unknown[]]>) {
        yield row.slice(1);
        next = row[0] + 1;
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      failuresLeft -= 1;
      if (next >= high || failuresLeft < 0) continue;
      const middle = Math.floor((next + high) / 2);
      ranges.push([middle + 1, high], [next, middle]);
    }
  }
}

/** Without numbers, from both ends as far as it goes; what lies in the middle is met twice and kept once. */
function* rowsFromEnds(db: Database, { name, columns }: Table): Generator<Row> {
  const keys = db.prepare(`SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`).pluck().all(name) as string[];
  for (const way of ['ASC', 'DESC']) {
    try {
      yield* db.prepare(`SELECT ${columns.join()} FROM ${name} ORDER BY ${keys.map((key) => `${key} ${way}`).join()}`).raw().iterate() as IterableIterator<Row>;
      return;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
}

/** Notes of when something derived was last made: without them it is made again, from the rows that are left. */
const isRunNote = (table: string): boolean => table.endsWith('_runs');

const tablesIn = (fresh: Database, damaged: Database): readonly Table[] => {
  const known = fresh.prepare(`SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`).all() as { name: string; wr: number }[];
  return known.filter(({ name }) => !isRunNote(name)).map(({ name, wr }) => {
    const there = new Set(columnsOf(damaged, name));
    return { name, hasRowid: wr === 0, columns: columnsOf(fresh, name).filter((column) => there.has(column)) };
  }).filter(({ columns }) => columns.length > 0);
};

/** A row whose person or order could not be read belongs to nobody, or goes where it cannot stand alone. */
const freeOrphans = (db: Database, tables: readonly Table[]): void => {
  type Link = { readonly table: string; readonly from: string; readonly to: string | null };
  const links = tables.flatMap(({ name }) => (db.pragma(`foreign_key_list(${name})`) as Link[]).map((link) => ({ ...link, child: name })));
  const mustHave = (table: string, column: string): boolean =>
    db.prepare(`SELECT "notnull" OR pk FROM pragma_table_info(?) WHERE name = ?`).pluck().get(table, column) !== 0;
  for (let changed = 1; changed > 0; ) {
    changed = 0;
    for (const { child, from, table, to } of links) {
      const orphaned = `WHERE ${from} IS NOT NULL AND ${from} NOT IN (SELECT ${to ?? 'id'} FROM ${table})`;
      changed += db.prepare(mustHave(child, from) ? `DELETE FROM ${child} ${orphaned}` : `UPDATE ${child} SET ${from} = NULL ${orphaned}`).run().changes;
    }
  }
};

const rowsAtOnce = 500;

/** Yields how many rows have been read so far; `finish` makes what is derived within the fresh file. */
export function* salvage(damagedPath: string, freshPath: string, finish: (db: Database) => void): Generator<number, readonly Salvaged[]> {
  const damaged = new Sqlite(damagedPath, { readonly: true, fileMustExist: true });
  const fresh = new Sqlite(freshPath);
  try {
    damaged.pragma('trusted_schema = OFF');
    damaged.pragma('cell_size_check = ON');
    checkVersion(damaged);
    // Indexes are filled in no order: without room in memory each row would go to the disk and back.
    fresh.pragma('cache_size = -262144');
    fresh.pragma('foreign_keys = OFF');
    migrate(fresh);
    const tables = tablesIn(fresh, damaged);
    const found: Salvaged[] = [];
    let read = 0;
    fresh.exec('BEGIN');
    for (const table of tables) {
      const put = fresh.prepare(`INSERT OR IGNORE INTO ${table.name} (${table.columns.join()}) VALUES (${table.columns.map(() => '?').join()})`);
      let rows = 0;
      for (const row of table.hasRowid ? rowsByNumber(damaged, table) : rowsFromEnds(damaged, table)) {
        try {
          rows += put.run(...row).changes;
        } catch (error) {
          // What is left of a row need not make sense.
          if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT'))) throw error;
        }
        read += 1;
        if (read % rowsAtOnce === 0) yield read;
      }
      // An index may still know of rows whose own page is gone.
      const all = orNull(() => Number(damaged.prepare(`SELECT count(*) FROM ${table.name}`).pluck().get()));
      found.push({ table: table.name, rows, lost: all === null ? null : Math.max(0, all - rows) });
    }
    freeOrphans(fresh, tables);
    finish(fresh);
    fresh.exec('COMMIT');
    return found;
  } finally {
    damaged.close();
    fresh.close();
  }
}
