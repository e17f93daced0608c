/** A thread that lives for one task of the backups: copying and checking a whole database must stop nobody's question. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from './base/errors.ts';
import type { WorkerMessage, WorkerRequest } from './backups/worker-link.ts';
import { runTask } from './backups/work.ts';

const { name, task } = workerData as WorkerRequest;
const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  post({ type: 'done', result: runTask(name, task, (phase) => (done, total) => post({ type: 'progress', phase, done, total })) });
} catch (error) {
  post({ type: 'failed', failure: failureOf(error) });
}
