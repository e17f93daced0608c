import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Refused } from '../base/errors.ts';
import { shop } from './001-shop.ts';
import { importRows } from './002-import-rows.ts';
import { statusWords } from './003-status-words.ts';
import { solitaire } from './004-solitaire.ts';
import { duplicates } from './006-duplicates.ts';
import { customerFile } from './007-customer-file.ts';
import { quality } from './008-quality.ts';
import { timeline } from './009-timeline.ts';
import { search } from './010-search.ts';
import { staff } from './011-staff.ts';
import { privacy } from './012-privacy.ts';
import { analyses } from './014-analyses.ts';
import { segments } from './015-segments.ts';

/** In order, append-only: a released migration is never edited. */
export const migrations: readonly string[] = [shop, importRows, statusWords, solitaire, duplicates, customerFile, quality, timeline, search, staff, privacy, analyses, segments];

/** "XKDB": a file that is SQLite but not ours is never touched. */
const applicationId = 0x584b4442;

const pragma = (db: Database, name: string): number => Number(db.pragma(name, { simple: true }));

/** Refuses a file that is not ours or that a newer program wrote, without changing it. An empty file passes. */
export const checkVersion = (db: Database): void => {
  const version = pragma(db, 'user_version');
  const tables = Number(db.prepare(`SELECT count(*) FROM sqlite_schema`).pluck().get());
  if (tables > 0 && pragma(db, 'application_id') !== applicationId) throw new Refused('database.notOurs');
  if (version > migrations.length) throw new Refused('database.newer', { version, known: migrations.length });
};

/** An older program wrote it; an empty file is not old. */
export const isOlder = (db: Database): boolean => {
  const version = pragma(db, 'user_version');
  return version > 0 && version < migrations.length;
};

/** Brings the file to this program's version, each step in one transaction. */
export const migrate = (db: Database): void => {
  const version = pragma(db, 'user_version');
  migrations.slice(version).forEach((sql, index) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${version + index + 1}`);
      if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw new Refused('database.damaged');
    }).immediate();
  });
};

/** What SQLite keeps for itself is not the schema. */
export const schemaOf = (db: Database): string =>
  (db.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name`).pluck().all() as string[]).join(';\n');

const ownSchemas = new Map<number, string>();

const ownSchema = (version: number): string => {
  const known = ownSchemas.get(version);
  if (known !== undefined) return known;
  const empty = new Sqlite(':memory:');
  for (const sql of migrations.slice(0, version)) empty.exec(sql);
  const made = schemaOf(empty);
  empty.close();
  ownSchemas.set(version, made);
  return made;
};

/** Refuses a file whose tables are not exactly those of its version: a foreign trigger could change every amount without a trace. */
export const checkSchema = (db: Database): void => {
  if (schemaOf(db) !== ownSchema(pragma(db, 'user_version'))) throw new Refused('database.schema');
};
