import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Failure } from '../base/protocol.ts';
import type { Analysed, AnalysisTask } from './analysing.ts';
import type { AnalysisName } from './methods.rules.ts';

export type AnalysisRequest = { readonly path: string; readonly task: AnalysisTask };
export type AnalysisMessage =
  | { readonly type: 'progress'; readonly name: AnalysisName }
  | { readonly type: 'done'; readonly analysed: Analysed }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Beside the bundle's parts once built, above this folder in the sources. */
const entry = (): string => {
  const places = ['../analysis-worker.js', './analysis-worker.js', '../analysis-worker.ts'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? '';
};

/** In a thread with a connection of its own that cannot write: a fit takes seconds, and nobody's question waits for it. */
export const analyseInWorker = (path: string, task: AnalysisTask, { signal, onMethod }: Pick<JobContext, 'signal'> & { readonly onMethod: (name: AnalysisName) => void }): Promise<Analysed> =>
  new Promise((resolve, reject) => {
    const request: AnalysisRequest = { path, task };
    const worker = new Worker(entry(), { workerData: request, execArgv: [] });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: AnalysisMessage) => {
      if (message.type === 'progress') onMethod(message.name);
      else if (message.type === 'done') resolve(message.analysed);
      else reject(new Refused(message.failure.code, message.failure.details));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Refused('job.cancelled'));
    });
    if (signal.aborted) stop();
  });
