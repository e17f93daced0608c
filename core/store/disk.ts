/** Room on the disk: how much there is, and a reserve that is given back when there is none. */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refused } from '../base/errors.ts';
import { bytesNeeded, importEstimate, isEnough } from './rules.ts';

/** Bytes that may still be written in a folder; null where the system does not say. */
export const freeBytes = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** Too little for the pages that even opening needs. */
export const isFull = (path: string): boolean => (freeBytes(dirname(path)) ?? Infinity) < 1e6;

/** Refuses work that would fill the disk before it is begun; `bytes` is what it may write at most. */
const demandRoom = (path: string, bytes: number): void => {
  const free = freeBytes(dirname(path));
  if (free === null || isEnough(free, bytes)) return;
  const megabytes = (size: number): number => Math.ceil(size / 1e6);
  throw new Refused('disk.tooLittle', { needed: megabytes(bytesNeeded(bytes)), free: Math.floor(free / 1e6) });
};

/** An import is refused while nothing of it is written: half of it would have to be taken back on a full disk. */
export const demandRoomFor = (databasePath: string, file: { readonly path: string; readonly name: string }): void =>
  demandRoom(databasePath, importEstimate({ name: file.name, bytes: statSync(file.path, { throwIfNoEntry: false })?.size ?? 0 }));

export const reserveBytes = 16 * 1024 * 1024;
const block = Buffer.alloc(1024 * 1024);

export type Reserve = {
  /** Takes the room when there is plenty; what cannot be taken is left for the next time. */
  readonly take: () => void;
  /** Gives the room back, so that what is being done can be finished or undone. True when there was some. */
  readonly release: () => boolean;
};

/** A full disk refuses even to delete a row, since that too is first written to the log: a file that can go helps. */
export const createReserve = (databasePath: string): Reserve => {
  const path = `${databasePath}.reserve`;
  const sizeNow = (): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    take: () => {
      const free = freeBytes(dirname(path));
      if (sizeNow() >= reserveBytes || (free !== null && !isEnough(free, reserveBytes))) return;
      try {
        const file = openSync(path, 'w');
        try {
          // Written out, because a file that is merely long takes no room.
          for (let written = 0; written < reserveBytes; written += block.length) writeSync(file, block);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      } catch {
        rmSync(path, { force: true });
      }
    },
    release: () => {
      const had = sizeNow() > 0;
      rmSync(path, { force: true });
      return had;
    },
  };
};
