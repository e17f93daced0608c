/** A thread that looks through every page of the book once, so that nobody's question waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from './base/errors.ts';
import type { CheckMessage } from './store/checking.ts';
import { isSound } from './store/copy-repository.ts';

const answer = (): CheckMessage => {
  try {
    return { sound: isSound(String(workerData)) };
  } catch (error) {
    const failure = failureOf(error);
    return failure.code === 'database.damaged' ? { sound: false } : { failure };
  }
};
parentPort?.postMessage(answer());
