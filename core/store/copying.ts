/** Files that are put aside, moved to a better place, or handed out as they are. */
import { copyFileSync, createReadStream, existsSync, renameSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Zip, ZipPassThrough } from 'fflate';
import { Refused } from '../base/errors.ts';
import type { Pace } from '../reports/workbook.ts';
import { copyWhole } from './copy-repository.ts';
import { placeOfFolder } from './place.ts';

/** The book and what SQLite keeps beside it; together they are the data. */
const partsOf = (path: string): readonly string[] => ['', '-wal', '-shm', '-journal'].map((end) => `${path}${end}`).filter((part) => existsSync(part));

/** What holds the data; the third file is only a table of contents of the log, made anew at every start. */
const contentOf = (path: string): readonly string[] => partsOf(path).filter((part) => !part.endsWith('-shm'));

/** What the book takes on the disk, its log included; null when there is none. */
export const bytesOf = (path: string): number | null => (existsSync(path) ? contentOf(path).reduce((sum, part) => sum + statSync(part).size, 0) : null);

/** The book and its log, as they are, in another folder; answers where. */
export const copyBeside = (path: string, folder: string): string => {
  for (const part of contentOf(path)) copyFileSync(part, join(folder, basename(part)));
  return join(folder, basename(path));
};

/** A virus scanner holds a new file for a moment; then it lets go. */
const patiently = async <T>(work: () => T | Promise<T>, triesLeft = 5): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const held = error instanceof Error && 'code' in error && ['EBUSY', 'EACCES', 'EPERM'].includes(String(error.code));
    if (!held || triesLeft <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, 1600 / 2 ** triesLeft));
    return patiently(work, triesLeft - 1);
  }
};

/** Renames the book with its parts, so that nothing of it is lost; answers its new name, or null when there was nothing. */
export const putAside = async (path: string, stamp: string): Promise<string | null> => {
  const parts = partsOf(path);
  if (parts.length === 0) return null;
  const stem = basename(path, extname(path));
  const kept = `${stem} 放到一边 ${stamp.slice(0, 19).replaceAll(':', '').replace('T', ' ')}${extname(path)}`;
  for (const part of parts) await patiently(() => renameSync(part, join(dirname(path), kept + part.slice(path.length))));
  return kept;
};

/** One archive with the book and its parts, byte for byte. */
export const archiveOf = async (paths: readonly string[], target: string, pace: Pace): Promise<number> => {
  const partial = `${target}.partial`;
  const total = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  let done = 0;
  try {
    const file = await open(partial, 'w');
    try {
      const zipped: Uint8Array[] = [];
      const zip = new Zip((error, chunk) => {
        if (error) throw error;
        zipped.push(chunk);
      });
      for (const path of paths) {
        const part = new ZipPassThrough(basename(path));
        zip.add(part);
        for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
          part.push(chunk);
          done += chunk.length;
          pace.progress('store.copying', done, total);
          await file.writeFile(Buffer.concat(zipped.splice(0)));
          await pace.breathe();
        }
        part.push(new Uint8Array(), true);
      }
      zip.end();
      await file.writeFile(Buffer.concat(zipped.splice(0)));
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(() => rename(partial, target));
    return total;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

export const copyForHelp = (path: string, target: string, pace: Pace): Promise<number> => {
  const parts = contentOf(path);
  if (parts.length === 0) throw new Refused('database.gone', { file: basename(path) });
  return archiveOf(parts, target, pace);
};

/** Says in the old folder where the data went; the shell looks for it at every start. */
const signName = 'moved.json';

/** Copies the book into `folder` and checks it there; the old one stays where it is. */
export const moveTo = async (path: string, folder: string): Promise<void> => {
  const target = join(folder, basename(path));
  if (placeOfFolder(folder).kind !== 'own') throw new Refused('database.noBetterPlace', { folder });
  if (existsSync(target)) throw new Refused('database.alreadyThere', { folder });
  await mkdir(folder, { recursive: true });
  const partial = `${target}.partial`;
  try {
    copyWhole(path, partial);
    const file = await open(partial, 'r+');
    await file.sync();
    await file.close();
    await patiently(() => rename(partial, target));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await writeFile(join(dirname(path), signName), JSON.stringify({ folder }));
};
