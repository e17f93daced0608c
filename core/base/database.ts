import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { checkSchema, checkVersion, isOlder, migrate } from '../migrations/index.ts';
import { Refused } from './errors.ts';
import { installRecorder } from './recorder.ts';

/**
 * Two connections to one file: `writer` is the only one that ever writes, `reader` answers queries, also while a job
 * holds the writer's transaction open.
 */
export type Store = {
  readonly path: string;
  readonly writer: Database;
  readonly reader: Database;
  readonly close: () => void;
  /** Closes a damaged file without a last write: the log beside it stays as it is. */
  readonly abandon: () => void;
};

type Setting = readonly [name: string, value: string, readBack: string | number];

const readerSettings: readonly Setting[] = [
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['cache_size', '-65536', -65536],
];
/** Set by hand because better-sqlite3 is compiled with synchronous=NORMAL, which may lose acknowledged commits. */
const writerSettings: readonly Setting[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // Without it macOS only hands the bytes to the disk's own memory; elsewhere it means nothing.
  ['fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ...readerSettings,
];

const prepare = (db: Database, settings: readonly Setting[]): void => {
  for (const [name, value, readBack] of settings) {
    db.pragma(`${name} = ${value}`);
    const actual = db.pragma(name, { simple: true });
    if (actual !== readBack) throw new Refused('database.setting', { name, expected: readBack, actual: String(actual) });
  }
};

/** Two connections of an older SQLite can damage a file between them (fixed in 3.51.3). */
const demandSqlite = (db: Database): void => {
  const version = String(db.prepare(`SELECT sqlite_version()`).pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003) throw new Refused('database.setting', { name: 'SQLite', expected: '3.51.3', actual: version });
};

/** Every page is looked at, by a connection that cannot write: closing it leaves a damaged file and its log alone. */
const examine = (path: string): void => {
  const db = new Sqlite(path, { readonly: true });
  try {
    checkVersion(db);
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Refused('database.damaged');
  } finally {
    db.close();
  }
};

/** A connection that cannot write, to a file that the store has opened before. */
export const openReader = (path: string): Database => {
  const reader = new Sqlite(path, { readonly: true });
  prepare(reader, readerSettings);
  return reader;
};

/** Opens, checks and migrates. Refuses a foreign, newer or damaged file without changing it. `suspect`: it was not left as it should be. */
type OpenOptions = { readonly suspect?: boolean; /** called before an older file is brought up to date */ readonly beforeMigration?: () => void };
export const openStore = (path: string, { suspect = false, beforeMigration }: OpenOptions = {}): Store => {
  if (suspect) examine(path);
  const writer = new Sqlite(path);
  try {
    // Before any setting: WAL mode would already be written into a file that is not ours.
    demandSqlite(writer);
    checkVersion(writer);
    prepare(writer, writerSettings);
    if (isOlder(writer)) beforeMigration?.();
    migrate(writer);
    checkSchema(writer);
    installRecorder(writer);
    const reader = openReader(path);
    return {
      path,
      writer,
      reader,
      close: () => {
        reader.close();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
      },
      abandon: () => {
        // The last connection to go writes the log into the file, unless it cannot write.
        writer.close();
        reader.close();
      },
    };
  } catch (error) {
    writer.close();
    throw error;
  }
};
