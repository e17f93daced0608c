/** Going back: everything is made ready beside the data and checked; then it takes their place in two renames. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refused } from '../base/errors.ts';
import type { ShopFacts } from './contract.ts';
import { extract, readManifest } from './container.ts';
import type { Steps } from './making.ts';
import { syncFile, syncFolder } from './making.ts';
import { acceptDatabase, contentHashIn, fillFresh, flatten, lookInto, rowsInFile } from './repository.ts';
import { openedBy } from './sealing.ts';

/** `secrets`: what this laptop itself locked copies with, and what was typed. */
export type Origin = { readonly backup: string; readonly password: string | null; readonly secret: string | null } | { readonly kept: string };
export type LookTask = { readonly origin: Origin; readonly scratch: string };
export type PrepareTask = LookTask & { readonly target: string };

const sameRows = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean => Object.entries(a).every(([table, rows]) => b[table] === rows);

const inScratch = <T>(scratch: string, work: () => T): T => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    return work();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const secretFor = (path: string, wraps: Parameters<typeof openedBy>[0], password: string | null, own: string | null): string => {
  const file = basename(path);
  if (password === null && own === null) throw new Refused('backups.needsPassword', { file });
  const secret = password === null ? own : openedBy(wraps, password);
  if (secret === null) throw new Refused('backups.wrongPassword', { file });
  return secret;
};

/** The sound database of a backup or a kept state, in a folder where no foreign -wal or -journal can lie beside it. */
const sourceIn = ({ origin, scratch }: LookTask, steps: Steps): string => {
  const source = join(scratch, 'source.db');
  if ('kept' in origin) {
    flatten(origin.kept, source);
    acceptDatabase(source, basename(origin.kept));
    return source;
  }
  const file = basename(origin.backup);
  const manifest = readManifest(origin.backup);
  const { sealing } = manifest;
  const secret = sealing && secretFor(origin.backup, sealing.wraps, origin.password, origin.secret);
  extract(origin.backup, manifest, secret, source, steps('backups.reading'));
  const { rows } = acceptDatabase(source, file);
  if (!sameRows(manifest.rows, rows)) throw new Refused('backups.damaged', { file });
  return source;
};

/** What it holds, and that it could be restored. */
export const lookAt = (task: LookTask, steps: Steps) => inScratch(task.scratch, () => lookInto(sourceIn(task, steps)));

/** A fresh database with the rows of the source, compared with it row by row; `target` is it, whole, or is not there. */
export const prepareRestore = (task: PrepareTask, steps: Steps): ShopFacts => inScratch(task.scratch, () => {
  const source = sourceIn(task, steps);
  const fresh = join(task.scratch, 'fresh.db');
  const facts = fillFresh(source, fresh, steps('backups.filling'));
  steps('backups.checking')(0, 1);
  if (!sameRows(rowsInFile(source), rowsInFile(fresh)) || contentHashIn(source) !== contentHashIn(fresh)) throw new Refused('backups.notEqual');
  syncFile(fresh);
  renameSync(fresh, task.target);
  syncFolder(dirname(task.target));
  return facts;
});

const companions = ['-wal', '-shm', '-journal'] as const;
const aside = '恢复前-';
const waiting = (path: string): string => `${path}.restored-`;
export const preparedPath = (path: string, stamp: string): string => `${waiting(path)}${stamp}`;
export const keptFolder = (folder: string, stamp: string): string => join(folder, `${aside}${stamp}`);
export const isKeptFolder = (name: string): boolean => name.startsWith(aside);

/**
 * Moves the data aside with everything beside them, and the prepared file into their place. The database goes first: as long as
 * it is there, nothing has begun; once it is gone, `finishRestore` can only go on.
 */
export const takePlace = (path: string, folder: string, stamp: string): void => {
  const kept = keptFolder(folder, stamp);
  const files = ['', ...companions].map((end) => [`${path}${end}`, join(kept, `${basename(path)}${end}`)] as const);
  mkdirSync(kept, { recursive: true });
  try {
    for (const [from, to] of files) if (existsSync(from)) renameSync(from, to);
    syncFolder(kept);
    renameSync(preparedPath(path, stamp), path);
    syncFolder(dirname(path));
  } catch (error) {
    // A scanner holds one of the files: then all of them stay where they were.
    for (const [from, to] of files.toReversed()) if (existsSync(to) && !existsSync(from)) renameSync(to, from);
    throw error;
  }
};

/** At the start: a restore that was cut off between its renames is ended; one that had not begun to rename is dropped. */
export const finishRestore = (path: string, folder: string): void => {
  const begun = basename(waiting(path));
  if (!existsSync(dirname(path))) return;
  const prepared = readdirSync(dirname(path)).filter((name) => name.startsWith(begun)).toSorted();
  const last = prepared.at(-1);
  if (last === undefined) return;
  const stamp = last.slice(begun.length);
  if (!existsSync(path) && existsSync(keptFolder(folder, stamp))) takePlace(path, folder, stamp);
  // Without a database the prepared one is all there is.
  if (existsSync(path)) for (const name of prepared) rmSync(join(dirname(path), name), { force: true });
};
