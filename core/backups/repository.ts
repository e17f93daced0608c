/** Databases that are copied, looked into and filled anew. Each is opened for one look only. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { Refused } from '../base/errors.ts';
import { checkDatabase } from '../checks/repository.ts';
import { checkSchema, checkVersion, migrate, schemaOf } from '../migrations/index.ts';
import type { ShopFacts } from './contract.ts';

const withDatabase = <T>(path: string, readonly: boolean, work: (db: Database) => T): T => {
  const db = new Sqlite(path, { readonly, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    return work(db);
  } finally {
    db.close();
  }
};

const tablesOf = (db: Database, schema = 'main'): readonly string[] =>
  db.prepare<[], string>(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`).pluck().all();
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const rowsIn = (db: Database): Readonly<Record<string, number>> =>
  Object.fromEntries(tablesOf(db).map((name) => [name, Number(db.prepare(`SELECT count(*) FROM ${quoted(name)}`).pluck().get())]));

const schemaHashOf = (db: Database): string => createHash('sha256').update(schemaOf(db)).digest('hex');

const shopNameIn = (db: Database): string | null => {
  const value = db.prepare<[], string>(`SELECT value FROM settings WHERE name = 'shopName'`).pluck().get();
  try {
    const name: unknown = JSON.parse(value ?? 'null');
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
};

const factsIn = (db: Database): ShopFacts => ({
  shopName: shopNameIn(db),
  ...(db.prepare(`SELECT (SELECT count(*) FROM customers) customers, (SELECT count(*) FROM orders) orders, (SELECT substr(max(ordered_at), 1, 10) FROM orders) lastOrderOn`).get() as Pick<ShopFacts, 'customers' | 'orders' | 'lastOrderOn'>),
});

/** The first step of a shop tells it from every other, the last how far it has come. */
const stepsIn = (db: Database) => ({
  lineage: db.prepare<[], string>(`SELECT uid FROM operations ORDER BY id LIMIT 1`).pluck().get() ?? null,
  lastOperation: Number(db.prepare(`SELECT coalesce(max(id), 0) FROM operations`).pluck().get()),
});

const assertSound = (db: Database): void => {
  const sound = db.pragma('quick_check', { simple: true }) === 'ok' && (db.pragma('foreign_key_check') as unknown[]).length === 0;
  if (!sound) throw new Refused('database.damaged');
};

/** Copies the database as it stands, while others read and write it, and answers what the copy holds, checked. */
export const copyDatabase = (path: string, target: string) => {
  const [before, after] = withDatabase(path, true, (db) => {
    const counted = rowsIn(db);
    db.prepare(`VACUUM INTO ?`).run(target);
    return [counted, rowsIn(db)];
  });
  return withDatabase(target, true, (db) => {
    assertSound(db);
    const rows = rowsIn(db);
    // Nobody wrote meanwhile: then every row must be there.
    const unchanged = JSON.stringify(before) === JSON.stringify(after);
    if (unchanged && JSON.stringify(rows) !== JSON.stringify(before)) throw new Refused('database.damaged');
    return { version: Number(db.pragma('user_version', { simple: true })), schemaHash: schemaHashOf(db), ...stepsIn(db), facts: factsIn(db), rows };
  });
};
export type CopiedDatabase = ReturnType<typeof copyDatabase>;

/** What the shop is now, on an open connection. */
export const liveRepository = (db: Database) => ({
  facts: (): ShopFacts => factsIn(db),
  ...(() => {
    const since = db.prepare(`SELECT EXISTS (SELECT 1 FROM operations WHERE id > ? AND title <> 'imports.run')`).pluck();
    const filled = db.prepare(`SELECT EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM orders)`).pluck();
    const last = db.prepare<[], string>(`SELECT done_at FROM operations ORDER BY id DESC LIMIT 1`).pluck();
    return {
      /** Only tables were imported since that step. */
      onlyImportsSince: (operation: number): boolean => since.get(operation) === 0,
      isEmpty: (): boolean => filled.get() === 0,
      changedAt: (): string | null => last.get() ?? null,
      steps: () => stepsIn(db),
    };
  })(),
});
export type LiveRepository = ReturnType<typeof liveRepository>;

/** When the last step of a shop was done, and what it holds. */
export const lookInto = (path: string) => withDatabase(path, false, (db) => {
  checkVersion(db);
  return { facts: factsIn(db), changedAt: liveRepository(db).changedAt() };
});

/** Refuses what is not a sound shop of our own making, in a version that is known; brings an older one up to date. */
export const acceptDatabase = (path: string, file: string) => withDatabase(path, false, (db) => {
  checkVersion(db);
  if (db.pragma('user_version', { simple: true }) === 0) throw new Refused('backups.notOurs', { file });
  // Also what a valid manifest vouches for: whoever can write a trigger can write a manifest.
  checkSchema(db);
  assertSound(db);
  const rows = rowsIn(db);
  migrate(db);
  return { rows };
});

/** One SQLite file without companions, for a set that was moved aside with its -wal. */
export const flatten = (path: string, target: string): void => withDatabase(path, false, (db) => void db.prepare(`VACUUM INTO ?`).run(target));

/** Fills a fresh schema of our own with the rows of another file, by the names of the columns; nothing else comes along. */
export const fillFresh = (from: string, fresh: string, report: (done: number, total: number) => void): ShopFacts => {
  const db = new Sqlite(fresh);
  try {
    // Nobody else knows the file yet; it is synced as a whole when it is ready.
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    migrate(db);
    db.pragma('foreign_keys = OFF');
    db.pragma('trusted_schema = OFF');
    db.prepare(`ATTACH ? AS source`).run(from);
    const tables = tablesOf(db);
    const there = new Set(tablesOf(db, 'source'));
    for (const [done, table] of tables.entries()) {
      report(done, tables.length);
      if (!there.has(table)) continue;
      const named = (schema: string): readonly string[] => db.prepare<[string, string], string>(`SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0`).pluck().all(table, schema);
      const known = new Set(named('source'));
      const columns = named('main').filter((column) => known.has(column)).map(quoted).join(', ');
      db.exec(`DELETE FROM main.${quoted(table)}; INSERT INTO main.${quoted(table)} (${columns}) SELECT ${columns} FROM source.${quoted(table)}`);
    }
    // Numbers that were given once are not given again, also when their rows are gone.
    db.exec(`DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM source.sqlite_sequence WHERE name IN (SELECT name FROM main.sqlite_schema)`);
    db.exec(`DETACH source`);
    assertSound(db);
    return factsIn(db);
  } finally {
    db.close();
  }
};

/** The fingerprint of everything that the shop itself put in. */
export const contentHashIn = (path: string): string => withDatabase(path, true, (db) => checkDatabase(db).contentHash);
export const rowsInFile = (path: string): Readonly<Record<string, number>> => withDatabase(path, true, rowsIn);
