/** Backups by the command line: the same parts, in this process, for one step. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { checkBody, readManifest } from '../backups/container.ts';
import { makeBackup } from '../backups/making.ts';
import { lookInto } from '../backups/repository.ts';
import { keptFolder, lookAt, prepareRestore, preparedPath, takePlace } from '../backups/restoring.ts';
import { nowOf, systemClock } from '../base/clock.ts';
import { Refused } from '../base/errors.ts';
import { openBook } from '../store/opening.ts';

const silent = () => () => undefined;

const existing = (given: string): string => {
  const path = resolve(given);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Refused('backups.missing', { file: basename(path) });
  return path;
};
const originOf = (path: string, [password]: readonly string[]) => ({ backup: path, password: password ?? null, secret: null });
const scratchIn = (folder: string): string => mkdtempSync(join(folder, 'xiangke-'));

/** Makes one in the folder; the program may be open meanwhile. */
export const backUpTo = (db: string, folder: string) => {
  lookInto(db);
  const { name, manifest } = makeBackup({ path: db, folder: resolve(folder), reason: 'byHand', madeAt: nowOf(systemClock), number: 1 }, silent);
  return { file: join(resolve(folder), name), madeAt: manifest.madeAt, facts: manifest.facts, bytes: manifest.body.bytes, sha256: manifest.body.sha256 };
};

/** Reads it through; where it is not locked or the password is given, also what is in it. */
export const verifyBackup = (given: string, passwords: readonly string[]) => {
  const path = existing(given);
  const manifest = readManifest(path);
  checkBody(path, manifest);
  const { madeAt, facts, version, sealing } = manifest;
  const opens = sealing === null || passwords.length > 0;
  if (opens) lookAt({ origin: originOf(path, passwords), scratch: scratchIn(tmpdir()) }, silent);
  return { ok: true, file: path, madeAt, facts, version, locked: sealing !== null, opened: opens };
};

/** The state of before is kept beside; the program must be closed. */
export const restoreInto = (db: string, given: string, passwords: readonly string[]) => {
  const origin = originOf(existing(given), passwords);
  const stamp = nowOf(systemClock).slice(0, 19).replace('T', '-').replaceAll(':', '');
  const scratch = scratchIn(dirname(db));
  if (!existsSync(db)) return { after: prepareRestore({ origin, scratch, target: db }, silent), kept: null };
  const folder = dirname(db);
  // Whoever has it open is found out here, and an older file is not touched before it is.
  openBook({ path: db, clock: systemClock, program: 'commandLine', version: '' }).close();
  try {
    const after = prepareRestore({ origin, scratch, target: preparedPath(db, stamp) }, silent);
    takePlace(db, folder, stamp);
    return { after, kept: keptFolder(folder, stamp) };
  } finally {
    rmSync(preparedPath(db, stamp), { force: true });
  }
};
