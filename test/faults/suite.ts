/** What every suite of faults is: so many cases drawn by a seed, each of which may fail, and bugs that it is seen to catch. */
import { fileURLToPath } from 'node:url';
import type { CoreProcessOptions } from '../support/core-process.ts';
import type { SeededBug } from './seeded-bugs.ts';

export type Run = {
  readonly amount: number;
  readonly seed: number;
  /** the program as it must not be */
  readonly bug?: SeededBug;
};

export type Outcome = {
  readonly done: number;
  /** one sentence for each case that went wrong */
  readonly failures: readonly string[];
  /** why nothing could be tried on this machine */
  readonly skipped?: string;
};

export type Suite = {
  readonly name: string;
  /** cases in `npm test`, and in `npm run faults` unless told otherwise */
  readonly short: number;
  readonly full: number;
  readonly bugs: readonly SeededBug[];
  readonly run: (run: Run) => Promise<Outcome>;
};

const preload = new URL('./seeded-bugs.ts', import.meta.url);

/** Starts the core with the bug in its sources; without one it is the core as it is. */
export const withBug = (bug: SeededBug | undefined, options: CoreProcessOptions = {}): CoreProcessOptions =>
  bug === undefined ? options : { ...options, nodeArguments: [...(options.nodeArguments ?? []), '--import', preload.href], env: { ...options.env, XIANGKE_SEEDED_BUG: bug } };

export const thisFolder = fileURLToPath(new URL('.', import.meta.url));
