/**
 * The disposable reader process: one untrusted file in, plain cells out, then the end. It opens no database and no
 * connection, so that the worst a file can do is to lose this process; whoever started it watches time and memory.
 */
import { readFile, stat } from 'node:fs/promises';
import type { ReaderMessage, ReaderRequest } from './imports/cells.ts';
import { limitsFor } from './imports/reader/limits.ts';
import { readWorkbook } from './imports/reader/read-workbook.ts';
import type { Emit } from './imports/reader/sheet-rows.ts';

type ParentPort = {
  postMessage(message: ReaderMessage): void;
  once(event: 'message', listener: (event: { readonly data: ReaderRequest }) => void): void;
};

/** Electron's utilityProcess has a parent port; a Node child has `process.send`. */
const parentPort = (process as { parentPort?: ParentPort }).parentPort;

const failureOf = (error: unknown): ReaderMessage => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return { type: 'failed', code: 'imports.fileMissing' };
  if (code === 'EISDIR') return { type: 'failed', code: 'imports.notATable' };
  return { type: 'failed', code: 'imports.fileLocked' };
};

const read = async (request: ReaderRequest, emit: Emit): Promise<void> => {
  const limits = limitsFor(request.maxRows);
  try {
    const { size } = await stat(request.path);
    if (size > limits.maxFileBytes) {
      await emit({ type: 'failed', code: 'imports.fileTooBig', details: { max: Math.round(limits.maxFileBytes / 1_048_576) } });
      return;
    }
    await readWorkbook(await readFile(request.path), limits, emit, request.passwords);
  } catch (error) {
    await emit(failureOf(error));
  }
};

if (parentPort) {
  parentPort.once('message', ({ data }) => {
    void read(data, (message) => parentPort.postMessage(message));
    // utilityProcess flushes its port only while it lives: the parent ends it after `done` or `failed`.
  });
} else if (process.send) {
  process.once('message', (request) => {
    // The promise holds the reader until the pipe has taken the rows: they do not heap up in front of a busy core.
    const emit = (message: ReaderMessage) => new Promise<void>((resolve) => void process.send?.(message, undefined, {}, () => resolve()));
    void read(request as ReaderRequest, emit).then(() => process.disconnect());
  });
}
