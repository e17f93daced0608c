/** A copy of a whole book, made by SQLite itself so that the log is in it, and compared with the book row for row. */
import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { failureOf, Refused } from '../base/errors.ts';
import { checkVersion } from '../migrations/index.ts';

const rowCounts = (db: Database): string =>
  JSON.stringify((db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all() as string[])
    .map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()]));

export const copyWhole = (path: string, target: string): void => {
  rmSync(target, { force: true });
  const source = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    checkVersion(source);
    source.prepare(`VACUUM INTO ?`).run(target);
    const copy = new Sqlite(target, { readonly: true });
    try {
      const sound = copy.pragma('integrity_check(1)', { simple: true }) === 'ok' && rowCounts(copy) === rowCounts(source);
      if (!sound) throw new Refused('database.damaged');
    } finally {
      copy.close();
    }
  } finally {
    source.close();
  }
};

/** Even reading wants to write a little beside the file: where that is not possible, only a copy elsewhere can be read. */
export const canBeReadInPlace = (path: string): boolean => {
  try {
    const db = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      db.pragma('schema_version');
    } finally {
      db.close();
    }
    return true;
  } catch (error) {
    return failureOf(error).code === 'database.damaged';
  }
};

/** Every page and every index; answers whether all is well. */
export const isSound = (path: string): boolean => {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    db.pragma('cell_size_check = ON');
    return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } finally {
    db.close();
  }
};
