/** Compiles the watched disk with the machine's own compiler and starts programs on it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./disk-shim.c', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/disk-shim', import.meta.url));

/** The library's path, or why there is none: it needs a Linux with a C compiler. */
export const compileShim = (): { readonly library: string } | { readonly skipped: string } => {
  if (process.platform !== 'linux') return { skipped: `only on Linux, not on ${process.platform}` };
  const library = join(cache, `${createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)}.so`);
  if (existsSync(library)) return { library };
  mkdirSync(cache, { recursive: true });
  const unfinished = `${library}.${process.pid}`;
  const { status, error, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', unfinished, source, '-ldl', '-lpthread'], { encoding: 'utf8' });
  if (status !== 0) return { skipped: `no C compiler: ${error?.message ?? stderr}` };
  renameSync(unfinished, library);
  return { library };
};

type Watching = { readonly folder: string; readonly log?: string; readonly faults?: string };

export const watchedDisk = (library: string, { folder, log, faults }: Watching): Record<string, string> => ({
  LD_PRELOAD: library,
  WATCHED_FOLDER: folder,
  ...(log === undefined ? {} : { WATCHED_LOG: log }),
  ...(faults === undefined ? {} : { WATCHED_FAULTS: faults }),
});

const callBits = { write: 1, sync: 2, change: 4, read: 8, truncate: 16 } as const;
export type DiskCall = keyof typeof callBits;
export type DiskFault = {
  readonly calls: readonly DiskCall[];
  readonly error: 'ENOSPC' | 'EIO' | 'EROFS' | 'EACCES' | 'killed';
  /** so many of these calls still succeed */
  readonly after: number;
  /** all from then on, or only one */
  readonly lasting: boolean;
  /** the first write that fails still writes one half */
  readonly cut: boolean;
};

const fields = 7;
const words = (values: readonly number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
/** Nothing fails until `break` is called on the file. */
export const healthyDisk = (control: string): void => writeFileSync(control, words(Array.from({ length: fields }, () => 0)));
export const breakDisk = (control: string, { calls, error, after, lasting, cut }: DiskFault): void =>
  writeFileSync(control, words([1, calls.reduce((bits, call) => bits | callBits[call], 0), error === 'killed' ? -1 : constants.errno[error], after, Number(lasting), Number(cut), 0]), { flag: 'r+' });
/** How many calls were refused so far. */
export const refusedCalls = (control: string): number => readFileSync(control).readInt32LE(4 * (fields - 1));
export const mendDisk = (control: string): void => writeFileSync(control, words([0]), { flag: 'r+' });
