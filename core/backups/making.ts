/** Makes one backup, from the first byte to its name on the disk. Runs where nobody waits for it, or before a migration. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupReason } from './contract.ts';
import type { Manifest, Report } from './container.ts';
import { appendManifest, checkBody, hashFile, readManifest, writeCopy } from './container.ts';
import { copyDatabase } from './repository.ts';
import { backupName } from './rules.ts';
import type { Wraps } from './sealing.ts';
import { newSalt } from './sealing.ts';

export type MakeTask = { readonly path: string; readonly folder: string; readonly reason: BackupReason; readonly madeAt: string; readonly number: number };
export type Steps = (phase: string) => Report;

/** Windows and some file systems of sticks cannot sync a folder; the file itself is synced everywhere. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && ['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(String(error.code)))) throw error;
  } finally {
    closeSync(handle);
  }
};

export const syncFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Only a whole, checked file ever bears its name; a half-written one is taken away. */
const intoPlace = <T>(target: string, write: (partial: string) => T): T => {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    const result = write(partial);
    syncFile(partial);
    renameSync(partial, target);
    syncFolder(dirname(target));
    return result;
  } catch (error) {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
    throw error;
  }
};

export const makeBackup = ({ path, folder, reason, madeAt, number }: MakeTask, steps: Steps): { readonly name: string; readonly manifest: Manifest } => {
  mkdirSync(folder, { recursive: true });
  const name = backupName(madeAt, reason, (taken) => existsSync(join(folder, taken)));
  const manifest = intoPlace(join(folder, name), (partial): Manifest => {
    const copied = copyDatabase(path, partial);
    const database = hashFile(partial, steps('backups.checking'));
    const made: Manifest = { format: 1, number, reason, madeAt, ...copied, database, body: database, sealing: null };
    const file = openSync(partial, 'a');
    try {
      appendManifest(file, made);
    } finally {
      closeSync(file);
    }
    return made;
  });
  return { name, manifest };
};

export type CopyTask = { readonly from: string; readonly to: string; readonly lock: { readonly secret: string; readonly wraps: Wraps } | null };

/** Puts a copy elsewhere and reads it back: a stick that lies about its size is found out here. */
export const copyBackup = ({ from, to, lock }: CopyTask, steps: Steps): Manifest => {
  const manifest = readManifest(from);
  intoPlace(to, (partial) => {
    writeCopy(from, manifest, lock && { secret: lock.secret, sealing: { wraps: lock.wraps, salt: newSalt() } }, partial, steps('backups.writing'));
    syncFile(partial);
    checkBody(partial, readManifest(partial), steps('backups.checking'));
  });
  return manifest;
};
