/** What all parts of the backups stand on: the folder, what is remembered, the worker, and one turn after the other. */
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import { failureOf } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import { createRecord } from './record.ts';
import type { LiveRepository } from './repository.ts';
import { createShelf } from './shelf.ts';
import type { InWorker } from './worker-link.ts';

export type GroundParts = {
  /** the data file */
  readonly path: string;
  /** where backups lie; null: never made by themselves (command line, practice book) */
  readonly folder: string | null;
  /** null while the data are not open */
  readonly live: () => LiveRepository | null;
  readonly clock: Clock;
  readonly files: Files;
  readonly inWorker: InWorker;
  /** lets go of the data file, works, and opens it again */
  readonly whileClosed: <T>(work: () => Promise<T>) => Promise<T>;
  /** something on the page of the backups is new */
  readonly onChanged: () => void;
};

export const createGround = ({ folder: given, ...parts }: GroundParts) => {
  const { path, live, clock, onChanged } = parts;
  const folder = given ?? join(dirname(path), `${basename(path, '.db')}-备份`);
  const shelf = createShelf(folder);
  const record = createRecord(folder);
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...parts, folder, shelf, record,
    on: given !== null,
    /** One at a time: two copies of one database would only slow each other. */
    inTurn: <T>(work: () => Promise<T>): Promise<T> => {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
    idle: (): Promise<unknown> => last,
    scratch: join(folder, '.restoring'),
    /** Nobody and nothing is in it, or nothing can be asked: not worth a backup. */
    isEmpty: (): boolean => live()?.isEmpty() ?? true,
    isCurrent: (): boolean => {
      const newest = shelf.newest();
      const steps = live()?.steps();
      return newest !== null && steps !== undefined && newest.manifest.lineage === steps.lineage && newest.manifest.lastOperation === steps.lastOperation;
    },
    /** A failure is told on the first page and stops nobody's work; only a cancel does. */
    note: (error: unknown): void => {
      const failure = failureOf(error);
      if (failure.code === 'job.cancelled') throw error;
      try {
        record.update({ trouble: { at: nowOf(clock), code: failure.code, ...(failure.details ? { details: { ...failure.details } } : {}) } });
      } catch {
        // The folder itself cannot be written: then there is no backup of today either, and that is seen.
      }
      onChanged();
    },
  };
};
export type Ground = ReturnType<typeof createGround>;
