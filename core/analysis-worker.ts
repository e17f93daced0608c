/** A thread that runs the methods over the books once, so that nobody's question waits for a fit. */
import { parentPort, workerData } from 'node:worker_threads';
import { analyse } from './analyses/analysing.ts';
import type { AnalysisMessage, AnalysisRequest } from './analyses/worker-link.ts';
import { openReader } from './base/database.ts';
import { failureOf } from './base/errors.ts';

const post = (message: AnalysisMessage): void => parentPort?.postMessage(message);
const { path, task } = workerData as AnalysisRequest;

try {
  const db = openReader(path);
  const steps = analyse(db, task);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      post({ type: 'done', analysed: step.value });
      break;
    }
    if (step.value !== undefined) post({ type: 'progress', name: step.value });
  }
  db.close();
} catch (error) {
  post({ type: 'failed', failure: failureOf(error) });
}
