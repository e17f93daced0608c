/** Sticks and disks that can be taken out. Only the file system is asked: no command is started, no drive is written to. */
import { readdir, readFile, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Drive } from './contract.ts';

/** `\040` is how the table of mounts writes a space. */
const unescaped = (text: string): string => {
  const bytes = Buffer.from(text);
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const octal = /^\\([0-7]{3})/.exec(bytes.subarray(at, at + 4).toString('latin1'));
    out.push(octal ? parseInt(octal[1]!, 8) : bytes[at]!);
    if (octal) at += 3;
  }
  return Buffer.from(out).toString('utf8');
};

/** Where desktops put what is plugged in, as far as it can be written to. */
export const mountedDrives = (mounts: string): readonly string[] =>
  mounts.split('\n').map((line) => line.split(' ')).filter(([, , , options = '']) => !options.split(',').includes('ro'))
    .map(([, path = '']) => unescaped(path)).filter((path) => /^\/(media|run\/media)\/./.test(path));

const letters = 'DEFGHIJKLMNOPQRSTUVWXYZ';
/**
 * Windows tells what kind a drive is only to native programs: whatever was there at the first look counts as built in, what
 * comes later as plugged in. A built-in second disk can still be chosen by hand.
 */
let builtIn: ReadonlySet<string> | null = null;
const windowsDrives = async (): Promise<readonly string[]> => {
  const found = (await Promise.all([...letters].map((letter) => statfs(`${letter}:\\`).then(() => [`${letter}:\\`], () => [])))).flat();
  builtIn ??= new Set(found);
  return found.filter((path) => !builtIn!.has(path));
};

const pathsOf = async (): Promise<readonly string[]> => {
  if (process.platform === 'win32') return windowsDrives();
  if (process.platform === 'darwin') return (await readdir('/Volumes')).map((name) => `/Volumes/${name}`);
  return mountedDrives(await readFile('/proc/mounts', 'utf8'));
};

/** The id is where it is mounted. What cannot be asked is left out, and what takes nothing: a disc, a full stick. */
export const findDrives = async (): Promise<readonly Drive[]> => {
  const paths = await pathsOf().catch(() => []);
  const drives = await Promise.all(paths.map((path) => statfs(path).then(({ bavail, bsize }) => [{ id: path, label: basename(path) || path, freeBytes: bavail * bsize }], () => [])));
  return drives.flat().filter(({ freeBytes }) => freeBytes > 0);
};
export type FindDrives = typeof findDrives;
