import { readFile } from 'node:fs/promises';
import type { StartReader } from '../../core/imports/reader-link.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { readWorkbook } from '../../core/imports/reader/read-workbook.ts';

/** The reader's own code without a process for each file: for tests that read thousands of them. */
export const readInside: StartReader = ({ path, maxRows, passwords }, { onMessage, onGone }) => {
  void readFile(path)
    .then((bytes) => readWorkbook(bytes, limitsFor(maxRows), (message) => onMessage(message), passwords))
    .catch(() => onGone('exited'));
  return { stop: () => undefined };
};
