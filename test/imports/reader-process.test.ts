import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReaderMessage } from '../../core/imports/cells.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiangke-reader-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the real reader process, asks for one file and waits for its end. */
const readIn = (path: string): Promise<{ readonly messages: readonly ReaderMessage[]; readonly exitCode: number | null }> =>
  new Promise((resolve) => {
    const child = fork(fileURLToPath(new URL('../../core/reader.ts', import.meta.url)), [], { serialization: 'advanced', stdio: 'ignore', execArgv: [] });
    const messages: ReaderMessage[] = [];
    child.on('message', (message) => messages.push(message as ReaderMessage));
    child.once('exit', (exitCode) => resolve({ messages, exitCode }));
    child.send({ path, maxRows: 1000 });
  });

test('the reader hands out a file in pieces and ends by itself', async () => {
  const path = join(folder, '订单.csv');
  writeFileSync(path, ['姓名,电话', ...Array.from({ length: 700 }, (_, index) => `客户${index},139000${String(index).padStart(5, '0')}`)].join('\n'));
  const { messages, exitCode } = await readIn(path);
  expect(exitCode).toBe(0);
  expect(messages.map(({ type }) => type)).toEqual(['opened', 'sheet', 'rows', 'rows', 'done']);
  expect(messages.flatMap((message) => (message.type === 'rows' ? message.rows : []))).toHaveLength(701);
});

test('a file that is gone, or that is a folder, is said so', async () => {
  expect((await readIn(join(folder, '没有.xlsx'))).messages).toEqual([{ type: 'failed', code: 'imports.fileMissing' }]);
  expect((await readIn(folder)).messages).toEqual([{ type: 'failed', code: 'imports.notATable' }]);
});
