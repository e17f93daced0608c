/** Opens a book: for this process alone, in a place where it is safe, and only after a look at how it was left. */
import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import type { Store } from '../base/database.ts';
import { openStore } from '../base/database.ts';
import { Refused } from '../base/errors.ts';
import type { Guard, Holder } from './guard-repository.ts';
import { openGuard } from './guard-repository.ts';
import { placeOfFolder } from './place.ts';
import type { FoundFile } from './rules.ts';
import { isSuspect, lossOf } from './rules.ts';

export type OpenedBook = Store & {
  readonly guard: Guard;
  /** Closes without a last word to the file: it stays as it was found, log and all. */
  readonly abandon: () => void;
};

export type Opening = { readonly path: string; readonly clock: Clock; readonly program: Holder['program']; readonly version: string; /** once the book is this process's alone */ readonly beforeLook?: (() => void) | undefined; readonly beforeMigration?: (() => void) | undefined; readonly hasBackups?: boolean };

export const findFile = (path: string): FoundFile => {
  const found = statSync(path, { throwIfNoEntry: false });
  return {
    bytes: found?.size ?? null,
    seen: found ? `${found.size} ${Math.trunc(found.mtimeMs)}` : '',
    hasLog: (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0,
  };
};

const demandPlace = (folder: string): void => {
  const { kind, name } = placeOfFolder(folder);
  if (kind === 'network') throw new Refused('database.onNetwork', { name });
  if (kind === 'synced') throw new Refused('database.inSyncFolder', { name });
  if (kind === 'removable') throw new Refused('database.onStick', { name });
  accessSync(folder, constants.W_OK);
};

export const openBook = ({ path, clock, program, version, beforeLook = () => undefined, beforeMigration = () => undefined, hasBackups = false }: Opening): OpenedBook => {
  demandPlace(dirname(path));
  const guard = openGuard(path, { program, since: nowOf(clock) });
  const marks = guard.marks();
  guard.note({});
  try {
    beforeLook();
    const found = findFile(path);
    const loss = lossOf(marks, found, hasBackups);
    if (loss !== null) throw new Refused(loss === 'gone' ? 'database.gone' : 'database.emptied', { file: basename(path) });
    const store = openStore(path, { suspect: isSuspect(marks, found), beforeMigration });
    guard.note({ made: true, clean: false, ...(version === '' ? {} : { program: version }) });
    return {
      ...store,
      guard,
      close: () => {
        store.close();
        guard.note({ clean: true, seen: findFile(path).seen });
        guard.release();
      },
      abandon: () => {
        store.abandon();
        guard.release();
      },
    };
  } catch (error) {
    guard.release(marks === null);
    const newest = marks?.program ?? '';
    if (error instanceof Refused && error.failure.code === 'database.newer' && newest !== '') throw new Refused('database.newerThan', { version: newest });
    throw error;
  }
};
