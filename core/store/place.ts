/** Asks the system what kind of place a folder is. What it does not say counts as a folder of the computer's own. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { isStickNote, mountsIn, placeOf } from './place.rules.ts';
import type { Mount, Place } from './place.rules.ts';

const orElse = <T>(otherwise: T, work: () => T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

/** The nearest folder above that exists, links followed. */
const realFolder = (folder: string): string => (existsSync(folder) || dirname(folder) === folder ? orElse(folder, () => realpathSync.native(folder)) : realFolder(dirname(folder)));

const isRemovableOnLinux = (device: string): boolean =>
  orElse(false, () => {
    const partition = realpathSync(join('/sys/class/block', basename(realpathSync(device))));
    const disk = existsSync(join(partition, 'partition')) ? dirname(partition) : partition;
    return readFileSync(join(disk, 'removable'), 'utf8').trim() === '1';
  });

const isStickOnWindows = (drive: string): boolean =>
  orElse(false, () => isStickNote(execFileSync('reg', ['query', 'HKLM\\SYSTEM\\MountedDevices', '/v', `\\DosDevices\\${drive}`], { encoding: 'latin1', timeout: 2000, windowsHide: true, stdio: 'pipe' })));

const removableOf = (path: string, mounts: readonly Mount[]): readonly string[] => {
  if (process.platform === 'linux') return mounts.map(({ device }) => device).filter((device) => device.startsWith('/dev/') && isRemovableOnLinux(device));
  const drive = parse(path).root.slice(0, 2).toUpperCase();
  return process.platform === 'win32' && isStickOnWindows(drive) ? [drive] : [];
};

/** Sync programs that name their folder: OneDrive in the environment, others by what they leave in it. */
const syncRootsAbove = (path: string): readonly (readonly [string, string])[] => {
  const named = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'].flatMap((name) => {
    const root = process.env[name];
    return root ? [['OneDrive', root] as const] : [];
  });
  const left: (readonly [string, string])[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.dropbox.cache'))) left.push(['Dropbox', folder]);
    if (existsSync(join(folder, '.stfolder'))) left.push(['Syncthing', folder]);
    if (dirname(folder) === folder) return [...named, ...left];
  }
};

export const placeOfFolder = (folder: string): Place => {
  const path = realFolder(folder);
  const mounts = orElse([], () => mountsIn(readFileSync('/proc/mounts', 'utf8')));
  return placeOf({ path, mounts, removableDevices: removableOf(path, mounts), syncRoots: syncRootsAbove(path) });
};
