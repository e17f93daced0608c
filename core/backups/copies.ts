/** Copies that leave the laptop: on a stick, in a chosen folder, in one file for another laptop. */
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { nowOf, todayOf } from '../base/clock.ts';
import { failureOf, Refused } from '../base/errors.ts';
import type { Backup, CopyTarget, Drive } from './contract.ts';
import type { FindDrives } from './drives.ts';
import type { Ground } from './ground.ts';
import { isCopyDue } from './rules.ts';
import { tidyCopies } from './shelf.ts';
import type { Listening } from './worker-link.ts';

const copiesFolder = '乡客备份';
const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

const assertRoom = (folder: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes * 1.05) throw new Refused('backups.placeFull', { need: megabytes(bytes), free: megabytes(bavail * bsize) });
};

/** What goes wrong over there is no fault of this laptop's disk. */
const elsewhere = async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { code } = failureOf(error);
    if (code === 'disk.readOnly') throw new Refused('backups.placeReadOnly');
    if (code === 'disk.full') throw new Refused('backups.placeFull', { need: megabytes(bytes), free: 0 });
    if (code === 'disk.error' || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw new Refused('backups.placeGone');
    throw error;
  }
};

type Parts = { readonly findDrives: FindDrives; /** the newest backup, made now unless nothing changed since */ readonly current: (listening: Listening) => Promise<Backup> };

export const createCopies = ({ path, clock, files, inWorker, onChanged, folder, shelf, record, inTurn, live, on, isEmpty, note }: Ground, { findDrives, current }: Parts) => {
  let drives: readonly Drive[] = [];
  /** not now, until they are plugged in again */
  const left = new Set<string>();

  const driveOf = (place: string): Drive | undefined => drives.find(({ id }) => !relative(id, place).startsWith('..'));
  const labelOf = (place: string): string => driveOf(place)?.label ?? place;
  const isThere = (place: string): boolean => existsSync(dirname(place));

  const placeFor = (to: CopyTarget): string => {
    if ('folder' in to) return join(files.find(to.folder).path, copiesFolder);
    const place = 'place' in to ? record.read().place : drives.some(({ id }) => id === to.drive) ? join(to.drive, copiesFolder) : null;
    if (place === null || !isThere(place)) throw new Refused('backups.placeGone');
    return place;
  };

  const copyTo = (target: string, backup: Backup, listening: Listening) =>
    elsewhere(backup.bytes, async () => {
      mkdirSync(dirname(target), { recursive: true });
      assertRoom(dirname(target), backup.bytes);
      const { lock } = record.read();
      const manifest = await inTurn(() => inWorker('copy', { from: shelf.pathOf(backup.name), to: target, lock }, listening));
      record.update({ copiedAt: nowOf(clock), copiedOperation: manifest.lastOperation });
      onChanged();
      return { fileName: basename(target), facts: manifest.facts, locked: lock !== null };
    });

  const copy = async ({ to, remember }: { readonly to: CopyTarget; readonly remember: boolean }, listening: Listening) => {
    const place = placeFor(to);
    const backup = await current(listening);
    const copied = await copyTo(join(place, backup.name), backup, listening);
    if (remember) record.update({ place });
    tidyCopies(place, shelf.newest()?.manifest.lineage ?? null, todayOf(clock));
    return { ...copied, label: labelOf(place) };
  };

  return {
    copy,
    handOver: async ({ file }: { readonly file: string }, listening: Listening) => {
      const target = files.find(file).path;
      if (target === path || dirname(target) === folder) throw new Refused('backups.ownFolder', { file: basename(target) });
      return copyTo(target, await current(listening), listening);
    },
    forgetPlace: async () => {
      record.update({ place: null });
      onChanged();
      return {};
    },
    leaveDrive: async ({ drive }: { readonly drive: string }) => {
      left.add(drive);
      onChanged();
      return {};
    },
    place: () => {
      const { place } = record.read();
      return place === null ? null : { label: labelOf(place), there: isThere(place) };
    },
    /** Sticks to ask about. */
    asking: (): Drive[] => (on && !isEmpty() && isCopyDue(record.read().copiedAt, todayOf(clock)) ? drives.filter(({ id }) => !left.has(id)) : []),
    /** Looks what is plugged in. */
    look: async (): Promise<void> => {
      const before = JSON.stringify(drives.map(({ id }) => id));
      drives = await findDrives();
      for (const id of left) if (!drives.some((drive) => drive.id === id)) left.delete(id);
      if (JSON.stringify(drives.map(({ id }) => id)) !== before) onChanged();
    },
    /** The day's copy into a chosen folder; a stick is only written to when its owner says so. */
    tick: async (): Promise<void> => {
      const { place, copiedAt, copiedOperation } = record.read();
      if (place === null || driveOf(place) || !isThere(place) || !isCopyDue(copiedAt, todayOf(clock)) || copiedOperation === live()?.steps().lastOperation) return;
      await copy({ to: { place: true }, remember: true }, {}).catch(note);
    },
  };
};
