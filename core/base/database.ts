import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { checkVersion, migrate } from '../migrations/index.ts';
import { Refused } from './errors.ts';
import { installRecorder } from './recorder.ts';

/**
 * Two connections to one file: `writer` is the only one that ever writes, `reader` answers queries, also while a job
 * holds the writer's transaction open.
 */
export type Store = { readonly path: string; readonly writer: Database; readonly reader: Database; readonly close: () => void };

/** Set by hand because better-sqlite3 is compiled with synchronous=NORMAL, which may lose acknowledged commits. */
const settings: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['cache_size', '-65536', -65536],
  ['temp_store', 'MEMORY', 2],
];

const prepare = (db: Database): void => {
  for (const [name, value, readBack] of settings) {
    db.pragma(`${name} = ${value}`);
    const actual = db.pragma(name, { simple: true });
    if (actual !== readBack) throw new Refused('database.setting', { name, expected: readBack, actual: String(actual) });
  }
};

/** Opens, checks and migrates. Refuses a foreign, newer or damaged file without changing it. */
export const openStore = (path: string): Store => {
  const writer = new Sqlite(path);
  try {
    // Before any setting: WAL mode would already be written into a file that is not ours.
    checkVersion(writer);
    prepare(writer);
    migrate(writer);
    installRecorder(writer);
    const reader = new Sqlite(path, { readonly: true });
    reader.pragma('busy_timeout = 5000');
    reader.pragma('trusted_schema = OFF');
    reader.pragma('cache_size = -65536');
    return {
      path,
      writer,
      reader,
      close: () => {
        reader.close();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
      },
    };
  } catch (error) {
    writer.close();
    throw error;
  }
};
