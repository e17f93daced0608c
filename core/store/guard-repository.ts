/**
 * A small file beside the book that says who has it open and how it was left. It is SQLite itself only because of its
 * lock: it holds on every system and goes with the process, however that ends, so that no lock is ever stale.
 */
import { readFileSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { failureOf, Refused } from '../base/errors.ts';
import type { Marks } from './rules.ts';
import { noMarks } from './rules.ts';

export type Holder = { readonly program: 'window' | 'commandLine'; readonly since: string };

export type Guard = {
  /** null when there are none */
  readonly marks: () => Marks | null;
  /** Best effort: on a full disk the book itself matters more. */
  readonly note: (marks: Partial<Marks>) => void;
  /** `forget`: there is no book of ours here to remember. */
  readonly release: (forget?: boolean) => void;
};

const valuesIn = (db: Database): ReadonlyMap<string, unknown> =>
  new Map((db.prepare(`SELECT name, value FROM marks`).all() as { name: string; value: string }[]).map(({ name, value }) => [name, JSON.parse(value) as unknown]));

const marksIn = (values: ReadonlyMap<string, unknown>): Marks => {
  const valueOf = <T extends string | boolean>(name: keyof Marks, otherwise: T): T => {
    const value = values.get(name);
    return typeof value === typeof otherwise ? (value as T) : otherwise;
  };
  return {
    made: valueOf('made', noMarks.made), clean: valueOf('clean', noMarks.clean), seen: valueOf('seen', noMarks.seen),
    checkedOn: valueOf('checkedOn', noMarks.checkedOn), program: valueOf('program', noMarks.program),
  };
};

/** The lock lies far behind the content, so that the content can be read past it. */
const holderOf = (path: string): Holder | null => {
  try {
    const db = new Sqlite(readFileSync(path));
    const values = valuesIn(db);
    db.close();
    return (values.get('holder') as Holder | undefined) ?? null;
  } catch {
    return null;
  }
};

const lock = (path: string): Database => {
  // Whoever is just closing is given a moment.
  const db = new Sqlite(path, { timeout: 1500 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    // A journal would lie about as long as the book is open; a torn mark only means a look through the file.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Takes the book at `bookPath` for this process, or refuses and says who has it. */
export const openGuard = (bookPath: string, holder: Holder): Guard => {
  const path = `${bookPath}.guard`;
  const open = (): Database => {
    try {
      return lock(path);
    } catch (error) {
      const { code } = failureOf(error);
      if (code === 'disk.busy') {
        const other = holderOf(path);
        throw new Refused(other?.program === 'commandLine' ? 'database.inUseByCommand' : 'database.inUse', { since: other?.since.slice(11, 16) ?? '' });
      }
      if (code !== 'database.damaged') throw error;
      // Only what was remembered is lost: the book is looked through instead.
      rmSync(path, { force: true });
      return lock(path);
    }
  };
  const db = open();
  const hasMarks = (): boolean => db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'marks'`).pluck().get() === 1;
  const marks = (): Marks | null => (hasMarks() ? marksIn(valuesIn(db)) : null);
  const write = (values: Readonly<Record<string, unknown>>): void => {
    try {
      db.exec(`CREATE TABLE IF NOT EXISTS marks (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT`);
      const put = db.prepare(`INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
      db.transaction(() => Object.entries(values).forEach(([name, value]) => put.run(name, JSON.stringify(value))))();
    } catch (error) {
      if (!failureOf(error).code.startsWith('disk.')) throw error;
    }
  };
  return {
    marks,
    note: (changes) => write({ ...changes, holder }),
    release: (forget = false) => {
      db.close();
      if (forget) rmSync(path, { force: true });
    },
  };
};
