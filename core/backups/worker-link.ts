import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Failure } from '../base/protocol.ts';
import type { ResultOf, TaskName, TaskOf } from './work.ts';

export type WorkerRequest = { readonly name: TaskName; readonly task: unknown };
export type WorkerMessage =
  | { readonly type: 'progress'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Beside the bundle's parts once built, above this folder in the sources. */
const entry = (): string => {
  const places = ['../backup-worker.js', './backup-worker.js', '../backup-worker.ts'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? '';
};

export type Listening = Partial<Pick<JobContext, 'progress' | 'signal'>>;

/** A thread, because a core inside a utilityProcess cannot start processes; what it opens are databases of our own making. */
export const inWorker = <N extends TaskName>(name: N, task: TaskOf<N>, { progress, signal }: Listening = {}): Promise<ResultOf<N>> =>
  new Promise((resolve, reject) => {
    const request: WorkerRequest = { name, task };
    const worker = new Worker(entry(), { workerData: request, execArgv: [], stdout: true, stderr: true });
    const stop = (): void => void worker.terminate();
    const refuse = (failure: Failure): void => reject(new Refused(failure.code, failure.details));
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress?.(message.phase, message.done, message.total);
      else if (message.type === 'done') resolve(message.result as ResultOf<N>);
      else refuse(message.failure);
    });
    worker.on('error', (error) => refuse({ code: 'core.unexpected', details: { reason: error instanceof Error ? error.message : String(error) } }));
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      refuse({ code: signal?.aborted ? 'job.cancelled' : 'backups.stopped' });
    });
    signal?.addEventListener('abort', stop);
  });
export type InWorker = typeof inWorker;
