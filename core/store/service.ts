/** What can be done for the file itself, whether its book is open or closed. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import type { Handlers, JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import { isFileSound } from './checking.ts';
import type { Salvaged, store } from './contract.ts';
import { canBeReadInPlace } from './copy-repository.ts';
import { archiveOf, bytesOf, copyBeside, copyForHelp, moveTo, putAside } from './copying.ts';
import { freeBytes } from './disk.ts';
import type { Guard } from './guard-repository.ts';
import { openGuard } from './guard-repository.ts';
import { findFile } from './opening.ts';
import { placeOfFolder } from './place.ts';
import { salvage } from './salvage-repository.ts';

export type StoreParts = {
  readonly path: string;
  /** the computer's own folders for data, the first one best */
  readonly homes: readonly string[];
  readonly clock: Clock;
  readonly files: Files;
  /** of the open book; null while it is closed */
  readonly guard: () => Guard | null;
  readonly onChanged: () => void;
  /** Closes the book at once, without another write. */
  readonly damaged: () => void;
  /** Closes the book, does the work and opens it again; throws why it could not be opened. */
  readonly whileClosed: <T>(work: () => Promise<T>) => Promise<T>;
  /** Opens the book, if it is closed. */
  readonly open: () => Promise<void>;
  /** Makes what is derived in a fresh file; see `salvage`. */
  readonly finish: Parameters<typeof salvage>[2];
  /** Writes the tables that our importer reads back, from a sound book at `path`, into `folder`; answers their paths. */
  readonly writeTables: (path: string, folder: string, job: JobContext) => Promise<readonly string[]>;
};

export const createStore = ({ path, homes, clock, files, guard, onChanged, damaged, whileClosed, open, finish, writeTables }: StoreParts): Handlers<{ store: typeof store }>['store'] => {
  const folder = dirname(path);
  /** A book that could be opened lies well where it is. */
  const home = (): string | null => (guard() ? null : (homes.find((place) => place !== folder && placeOfFolder(place).kind === 'own') ?? null));
  const demandClosed = (): void => {
    if (guard()) throw new Refused('database.isOpen');
  };
  const demandFile = (): void => {
    if (findFile(path).bytes === null) throw new Refused('database.gone', { file: basename(path) });
  };

  const salvageInto = async (fresh: string, job: JobContext): Promise<Salvaged[]> => {
    demandFile();
    const readable = canBeReadInPlace(path) ? path : copyBeside(path, dirname(fresh));
    const reading = salvage(readable, fresh, finish);
    try {
      for (;;) {
        const step = reading.next();
        if (step.done) return [...step.value];
        job.progress('store.salvaging', step.value, null);
        await job.breathe();
      }
    } finally {
      reading.return([]);
    }
  };

  const withScratch = async <T>(root: string, work: (scratch: string) => Promise<T>): Promise<T> => {
    const scratch = mkdtempSync(join(root, 'xiangke-'));
    try {
      return await work(scratch);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };

  return {
    health: () => ({
      open: guard() !== null,
      folder,
      fileName: basename(path),
      bytes: bytesOf(path),
      freeBytes: freeBytes(folder),
      checkedOn: guard()?.marks()?.checkedOn || null,
      moveTo: home(),
    }),
    check: async (_, { signal }) => {
      if (!(await isFileSound(path, signal))) {
        damaged();
        throw new Refused('database.damaged');
      }
      const checkedOn = todayOf(clock);
      guard()?.note({ checkedOn });
      onChanged();
      return { checkedOn };
    },
    openAgain: async () => {
      await open();
      return {};
    },
    moveHome: async () => {
      const target = home();
      if (target === null) throw new Refused('database.noBetterPlace', { folder });
      demandFile();
      await moveTo(path, target);
      return { folder: target };
    },
    exportReadable: ({ file }, job) => withScratch(tmpdir(), async (scratch) => {
      const target = files.find(file);
      const fresh = join(scratch, 'fresh.db');
      const tables = await salvageInto(fresh, job);
      await archiveOf(await writeTables(fresh, scratch, job), target.path, job);
      return { tables, fileName: target.name };
    }),
    // Beside the data, so that it takes their place by a rename.
    goOnWithReadable: (_, job) => withScratch(folder, async (scratch) => {
      demandClosed();
      const fresh = join(scratch, 'fresh.db');
      const tables = await salvageInto(fresh, job);
      if (tables.every(({ rows }) => rows === 0)) throw new Refused('database.nothingReadable');
      const keptAs = await whileClosed(async () => {
        const kept = await putAside(path, nowOf(clock));
        renameSync(fresh, path);
        return kept;
      });
      return { tables, keptAs: keptAs ?? '' };
    }),
    saveCopy: async ({ file }, job) => {
      const target = files.find(file);
      return { bytes: await copyForHelp(path, target.path, job), fileName: target.name };
    },
    startAnew: async () => {
      demandClosed();
      const at = nowOf(clock);
      const keptAs = await whileClosed(async () => {
        mkdirSync(folder, { recursive: true });
        const kept = await putAside(path, at);
        const remembered = openGuard(path, { program: 'window', since: at });
        remembered.note({ made: false });
        remembered.release();
        return kept;
      });
      return { keptAs, at };
    },
  };
};
