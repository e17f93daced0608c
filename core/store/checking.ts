/** The long check of the file, in a thread of its own with a connection that cannot write. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refused } from '../base/errors.ts';
import type { Failure } from '../base/protocol.ts';

export type CheckMessage = { readonly sound: boolean } | { readonly failure: Failure };

/** Beside the bundle's parts once built, above this folder in the sources. */
const entry = (): string => {
  const places = ['../check-worker.js', './check-worker.js', '../check-worker.ts'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? '';
};

export const isFileSound = (path: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(entry(), { workerData: path, execArgv: [] });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: CheckMessage) => ('failure' in message ? reject(new Refused(message.failure.code, message.failure.details)) : resolve(message.sound)));
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Refused('job.cancelled'));
    });
  });
