/** The composition root: opens the book, builds its services, and lets what is derived follow every commit. */
import { dirname } from 'node:path';
import { makeBackup } from './backups/making.ts';
import type { Clock, NewId } from './base/clock.ts';
import { createIds, nowOf, todayOf } from './base/clock.ts';
import type { Dispatcher, JobContext } from './base/dispatcher.ts';
import { createDispatcher } from './base/dispatcher.ts';
import type { Files } from './base/files.ts';
import { createFiles } from './base/files.ts';
import { createFollowers } from './base/followers.ts';
import { bookContract, contract } from './contract.ts';
import { handlersOf } from './handlers.ts';
import type { StartReader } from './imports/reader-link.ts';
import type { Leaving } from './privacy/rules.ts';
import { createServices } from './services.ts';
import type { Desk } from './staff/desk.ts';
import { createDesk } from './staff/desk.ts';
import { createGate } from './staff/gate.ts';
import type { Opening } from './store/opening.ts';
import { openBook } from './store/opening.ts';

export type AppOptions = {
  readonly path: string;
  readonly clock: Clock;
  readonly newId?: NewId;
  readonly startReader: StartReader;
  readonly onChanged: (features: readonly string[]) => void;
  readonly onFailed?: (error: unknown) => void;
  /** who opens the book, for whoever finds it taken */
  readonly program?: Opening['program'];
  /** of this program, for an older one that finds the book too new */
  readonly version?: string;
  readonly files?: Files;
  readonly desk?: Desk;
  readonly beforeLook?: Opening['beforeLook'];
  readonly beforeMigration?: Opening['beforeMigration'];
  /** of this book, so that its file must be there */
  readonly hasBackups?: boolean;
  /** makes a backup; only a cancel is thrown */
  readonly beforeStep?: (step: 'import' | 'delete', job: JobContext) => Promise<void>;
  /** makes a backup and answers its name, or throws */
  readonly backUp?: () => Promise<string>;
  /** copies on this laptop that still hold whoever is forgotten */
  readonly copiesLeft?: () => Leaving;
  /** score anew when the stored scores are of another day; the command line keeps the day it was told */
  readonly followsToday?: boolean;
};

export const createApp = ({
  path, clock, newId = createIds(clock), startReader, onChanged, onFailed, followsToday = true, program = 'window', version = '', files = createFiles(), desk = createDesk(),
  beforeLook, beforeMigration, hasBackups = false, beforeStep = async () => undefined,
  backUp = async () => makeBackup({ path, folder: dirname(path), reason: 'merge', madeAt: nowOf(clock), number: 1 }, () => () => undefined).name,
  copiesLeft = () => ({ backups: [], kept: [] }),
}: AppOptions) => {
  const store = openBook({ path, clock, program, version, beforeLook, beforeMigration, hasBackups });
  const services = createServices({
    path, store, clock, newId, startReader, files, desk, backUp, copiesLeft,
    derive: (work) => dispatcher.background((job) => job.derive('staff', work), 0),
  });
  const { scoring, analyses, staff, people, search, customers, duplicates, quality, referrals } = services;

  // In this order: what the first page shows, what the next key press asks, what can wait.
  const { follower, ended } = createFollowers((work, place) => dispatcher.background(work, place));
  const rescore = follower((job, begun) =>
    job.derive('scoring', () => {
      begun();
      return scoring.score(todayOf(clock), job);
    }),
  );
  const readForSearch = follower((job, begun) => {
    begun();
    return people.follow(job);
  });
  const lookAtQuality = follower(quality.follow);
  const findDuplicates = follower(duplicates.follow);
  const analyse = follower(analyses.follow);
  const settled = async (): Promise<void> => {
    await dispatcher.idle();
    await ended();
  };

  const onCommitted = (features: readonly string[]): void => {
    if (features.every((feature) => feature === 'staff')) return onChanged(features);
    if (!features.every((feature) => ['analyses', 'duplicates', 'quality', 'segments'].includes(feature))) customers.invalidate();
    referrals.invalidate();
    if (features.includes('customers') || features.includes('orders')) people.invalidate();
    if (features.includes('products')) search.invalidate();
    onChanged(features);
    if (features.includes('orders') || (features.includes('settings') && scoring.ruleChanged())) rescore();
    if (features.includes('customers') || features.includes('orders')) readForSearch();
    // A command is over in a moment: the window makes up for it at its next start.
    if (program === 'window' && (features.includes('orders') || (features.includes('settings') && analyses.settingsChanged()))) analyse();
    // Steps of the user; their own derived rows are none.
    if (features.includes('history')) {
      lookAtQuality();
      if (['customers', 'orders', 'duplicates'].some((feature) => features.includes(feature))) findDuplicates();
    }
  };

  const dispatcher: Dispatcher = createDispatcher(bookContract, handlersOf(services, { path, clock, files, beforeStep }), { store, gate: createGate({ contract, present: staff.present, note: staff.note }), clock, newId, onCommitted, onFailed });
  if (customers.count() > 0 && scoring.isStale(followsToday ? todayOf(clock) : null)) rescore();
  readForSearch();
  if (duplicates.isStale()) findDuplicates();
  if (quality.isStale()) lookAtQuality();
  if (program === 'window' && customers.count() > 0 && analyses.isStale(todayOf(clock))) analyse();

  return {
    receive: dispatcher.receive,
    staff,
    files,
    store,
    /** Waits until everything that was asked for is written, the scores included. */
    settled,
    close: async (): Promise<void> => {
      analyses.stop();
      await settled();
      store.close();
    },
    /** The file is damaged: nothing is waited for and nothing more is written. */
    abandon: store.abandon,
  };
};
export type App = ReturnType<typeof createApp>;
