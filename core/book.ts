/**
 * One book as the program sees it: open, with everything that can be asked, or closed for a reason, with what can still be
 * done for its file. It outlives the database: a damaged file is let go of, a restored one is opened, in the same process.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, AppOptions } from './app.ts';
import { createApp } from './app.ts';
import type { FindDrives } from './backups/drives.ts';
import { findDrives as findPluggedIn } from './backups/drives.ts';
import type { LiveRepository } from './backups/repository.ts';
import { liveRepository } from './backups/repository.ts';
import { isBackupName } from './backups/rules.ts';
import { createBackups } from './backups/service.ts';
import { inWorker } from './backups/worker-link.ts';
import { createClient } from './base/client.ts';
import type { Reply, Request, Failure } from './base/protocol.ts';
import { createIds, todayOf } from './base/clock.ts';
import { createDispatcher } from './base/dispatcher.ts';
import { failureOf, Refused } from './base/errors.ts';
import { createFiles } from './base/files.ts';
import { createDesk } from './staff/desk.ts';
import { createGate } from './staff/gate.ts';
import { contract, houseContract } from './contract.ts';
import { orderWriter } from './orders/repository.ts';
import { productWriter } from './products/repository.ts';
import { createReserve, isFull } from './store/disk.ts';
import { isCheckDue } from './store/rules.ts';
import { createStore } from './store/service.ts';

export type BookOptions = Pick<AppOptions, 'path' | 'clock' | 'startReader' | 'onChanged' | 'version'> & {
  /** see `createStore` */
  readonly homes?: readonly string[];
  /** where backups are made by themselves; null for a book that is only practised in */
  readonly backupFolder?: string | null;
  readonly findDrives?: FindDrives;
  readonly onOpened: () => void;
  readonly onRefused: (failure: Failure) => void;
};

/** What may be a virus scanner's doing and over in a second. */
const passing = ['disk.busy', 'disk.readOnly', 'database.cannotOpen'];
const waits = [100, 200, 400, 800];
/** Nobody has asked anything for so long: a good moment to look through the file. */
const quietBeforeCheck = 2 * 60_000;

export const createBook = ({ path, homes = [], backupFolder = null, findDrives = findPluggedIn, onOpened, onRefused, ...options }: BookOptions) => {
  const files = createFiles();
  const newId = createIds(options.clock);
  const desk = createDesk();
  const reserve = createReserve(path);
  let app: App | null = null;
  let reason: Failure = { code: 'core.opening' };
  let live: LiveRepository | null = null;

  const close = (failure: Failure): void => {
    const damaged = app;
    app = null;
    reason = failure;
    try {
      desk.leaveOpen();
      damaged?.abandon();
    } catch {
      // Somebody still reads: the connections go with the process.
    }
    onRefused(failure);
  };

  /** Only what SQLite itself throws is about this file: a backup that is damaged is refused in words of its own. */
  const onFailed = (error: unknown): void => {
    if (error instanceof Refused) return;
    const failure = failureOf(error);
    if (failure.code === 'database.damaged' && app) close(failure);
    if (failure.code !== 'disk.full' || !reserve.release() || !app || app.store.writer.inTransaction) return;
    try {
      app.store.writer.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // Still no room: the step was refused all the same, and what was saved stands in the log.
    }
  };

  const hasBackups = (): boolean => backupFolder !== null && existsSync(backupFolder) && readdirSync(backupFolder).some(isBackupName);

  const tryToOpen = (): Failure | null => {
    try {
      app = createApp({ ...options, path, files, newId, desk, onFailed, hasBackups: hasBackups(), beforeLook: backups.begin, beforeMigration: backups.beforeMigration, beforeStep: backups.before, backUp: () => backups.mustHave('merge'), copiesLeft: backups.answers.list });
      live = liveRepository(app.store.reader);
      return null;
    } catch (error) {
      return failureOf(error);
    }
  };

  const open = async (): Promise<void> => {
    if (app) return;
    let failure = tryToOpen();
    for (const wait of waits) {
      if (failure === null || !passing.includes(failure.code)) break;
      await new Promise((resolve) => setTimeout(resolve, wait));
      failure = tryToOpen();
    }
    if (failure !== null && isFull(path)) failure = reserve.release() ? tryToOpen() : { code: 'disk.full' };
    if (failure !== null) {
      close(failure);
      throw new Refused(failure.code, failure.details);
    }
    onOpened();
    reserve.take();
  };

  const whileClosed = async <T>(work: () => Promise<T>): Promise<T> => {
    const closing = app;
    app = null;
    reason = { code: 'core.opening' };
    await closing?.close();
    let done: { readonly result: T } | { readonly error: unknown };
    try {
      done = { result: await work() };
    } catch (error) {
      done = { error };
    }
    await open();
    if ('error' in done) throw done.error;
    return done.result;
  };

  const backups = createBackups({
    path, folder: backupFolder, live: () => (app ? live : null), clock: options.clock, files, inWorker, findDrives, whileClosed,
    onChanged: () => options.onChanged(['backups']),
  });

  const handlers = {
    backups: backups.answers,
    store: createStore({
      path, homes, clock: options.clock, files, whileClosed, open,
      guard: () => app?.store.guard ?? null,
      onChanged: () => options.onChanged(['store']),
      damaged: () => close({ code: 'database.damaged' }),
      finish: (db) => orderWriter(db, newId, productWriter(db, newId)).rebuildTotals(),
      writeTables: async (source, folder, job) => {
        const read = createApp({ ...options, path: source, files, newId, desk: createDesk({ trusted: true }) });
        try {
          let receive: (reply: Reply) => void = () => undefined;
          const core = createClient(contract, {
            send: (request) => void read.receive(request, (reply) => receive(reply)),
            onReply: (listener) => {
              receive = listener;
            },
          });
          const written: string[] = [];
          for (const [kind, name] of [['customers', '客户.xlsx'], ['orders', '订单.xlsx'], ['products', '商品.xlsx']] as const) {
            const target = join(folder, name);
            files.grant(target, target);
            await core.reports.exportTable({ kind, file: target }, { onProgress: ({ phase, done, total }) => job.progress(phase, done, total) });
            written.push(target);
          }
          return written;
        } finally {
          await read.close();
        }
      },
    }),
  };

  const gate = createGate({ contract, present: () => app?.staff.present() ?? desk.last(), note: async (disclosure, staffId) => app?.staff.note(disclosure, staffId) });

  /** For what is asked of the file: nothing there is an operation of the book's log. */
  const noWriter = {
    get writer(): never {
      throw new Refused('core.opening');
    },
  };
  const house = createDispatcher(houseContract, handlers, { store: noWriter, gate, clock: options.clock, newId, onCommitted: () => undefined });

  let quiet: NodeJS.Timeout | undefined;
  const checkWhenQuiet = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      reserve.take();
      const checkedOn = app?.store.guard.marks()?.checkedOn;
      if (checkedOn === undefined || !isCheckDue(checkedOn, todayOf(options.clock))) return;
      void house.background(async (job) => void (await handlers.store.check(undefined, job)), 1).catch(() => undefined);
    }, quietBeforeCheck).unref();
  };

  return {
    files,
    /** Opens the book and says so; a refusal is told, not thrown. */
    open: (): Promise<void> => open().then(checkWhenQuiet, () => undefined),
    /** null while it is closed */
    app: (): App | null => app,
    receive: async (request: Request, reply: (reply: Reply) => void): Promise<void> => {
      checkWhenQuiet();
      // A cancel names no method: whoever does not run it ignores it.
      if (request.type === 'cancel') await Promise.all([house.receive(request, reply), app?.receive(request, reply)]);
      else if (Object.hasOwn(houseContract, request.method.split('.')[0] ?? '')) await house.receive(request, reply);
      else if (app) await app.receive(request, reply);
      else reply({ type: 'failure', id: request.id, failure: reason });
    },
    /** What is due by itself, and what was plugged in; from time to time. */
    tick: backups.tick,
    lookForDrives: backups.look,
    close: async (): Promise<void> => {
      clearTimeout(quiet);
      await house.idle();
      await app?.settled();
      await backups.onClose();
      await app?.close();
      app = null;
    },
  };
};
export type Book = ReturnType<typeof createBook>;
