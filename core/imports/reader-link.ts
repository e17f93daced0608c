import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Refused } from '../base/errors.ts';
import type { ReaderMessage, ReaderRequest, Workbook } from './cells.ts';
import { workbookCollector } from './workbook-collector.ts';

export type ReaderGone = 'exited' | 'memory' | 'time';

/** Starts a disposable process that parses one untrusted file; `stop` kills it. Its death harms nobody. */
export type StartReader = (
  request: ReaderRequest,
  listen: { readonly onMessage: (message: ReaderMessage) => void; readonly onGone: (reason: ReaderGone) => void },
) => { readonly stop: () => void };

/** RELIABILITY R5. */
const timeLimit = 30_000;
const memoryLimit = 800 * 1024 * 1024;

/** Resident memory of another process; 0 where the system does not tell (there the heap limit stands alone). */
const residentBytes = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
};

/** Beside the bundle's parts once built, above this folder in the sources. */
const entry = (): string => {
  const places = ['../reader.js', './reader.js', '../reader.ts'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? '';
};

/** The reader as a child of a plain Node core (tests, command line, stand-in runtime). */
export const startNodeReader: StartReader = (request, { onMessage, onGone }) => {
  const child = fork(entry(), [], { serialization: 'advanced', execArgv: ['--max-old-space-size=512'], stdio: 'ignore', env: {} });
  let reason: ReaderGone = 'exited';
  const kill = (why: ReaderGone) => {
    reason = why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => kill('time'), timeLimit);
  const watch = setInterval(() => {
    if (child.pid !== undefined && residentBytes(child.pid) > memoryLimit) kill('memory');
  }, 100);
  child.on('message', (message) => onMessage(message as ReaderMessage));
  child.once('exit', () => {
    clearTimeout(timer);
    clearInterval(watch);
    onGone(reason);
  });
  child.once('error', () => onGone('exited'));
  child.send(request);
  return { stop: () => child.kill('SIGKILL') };
};

type Reading = {
  readonly fileName: string;
  readonly path: string;
  readonly maxRows: number;
  readonly passwords: readonly string[];
  readonly signal: AbortSignal;
  readonly onRows: (rows: number) => void;
};

/** Reads a whole workbook through a reader process. Every death of the reader becomes a sentence that names the file. */
export const readThroughProcess = (startReader: StartReader, { fileName, path, maxRows, passwords, signal, onRows }: Reading): Promise<Workbook> =>
  new Promise((resolve, reject) => {
    const collector = workbookCollector();
    let finished = false;
    const refuse = (code: string, { entry, ...details }: Readonly<Record<string, string | number | null>> = {}) => {
      finished = true;
      reader.stop();
      reject(new Refused(code, { file: entry ? `${fileName} · ${entry}` : fileName, ...details }));
    };
    const receive = (message: ReaderMessage): void => {
      if (finished) return;
      const outcome = collector.take(message);
      if (outcome?.type === 'failed') refuse(outcome.code, outcome.details);
      else if (outcome) {
        finished = true;
        resolve(outcome.workbook);
        reader.stop();
      } else if (message.type === 'rows') onRows(collector.rows());
    };
    const reader = startReader(
      { path, maxRows, passwords },
      {
        onMessage: receive,
        onGone: (reason) => {
          if (!finished) refuse(reason === 'exited' ? 'imports.readerDied' : 'imports.tooLarge');
        },
      },
    );
    signal.addEventListener('abort', () => {
      if (!finished) refuse('job.cancelled');
    });
  });
