import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePath } from '../support/core-process.ts';

const entry = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));
let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 接龙 '));
  db = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const xiangke = (...args: string[]) => {
  const { status, stdout } = spawnSync(nodePath, [entry, ...args, '--db', db, '--json'], { encoding: 'utf8' });
  return { status, output: stdout === '' ? null : JSON.parse(stdout) };
};
const list = (text: string): string => {
  writeFileSync(join(folder, '接龙.txt'), text);
  return join(folder, '接龙.txt');
};
const group = ['--group', '桥头群', '--on', '2026-05-08'];

test('a pasted list is imported, the second time changes nothing, and can be taken back', () => {
  const file = list('#接龙\n草莓、鸡蛋接龙\n1. 王婶 草莓2\n2. 老陈 鸡蛋1板\n3. 大山');
  const first = xiangke('paste', file, ...group, '--prices', '草莓=39.9,鸡蛋=25');
  expect(first).toMatchObject({ status: 1, output: {
    group: '桥头群', on: '2026-05-08', ordersCreated: 2, customersCreated: 2, rowsRefused: 1, paidFen: 10480,
    totals: [{ goods: '草莓', quantity: 2 }, { goods: '鸡蛋', quantity: 1, unit: '板' }], refusals: [{ row: 5, code: 'solitaire.noOrder' }],
  } });
  expect(xiangke('paste', file, ...group).output).toMatchObject({ ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 2, batchId: null });
  expect(xiangke('orders').output).toMatchObject([{ platform: '微信接龙', paidFen: 7980 }, { platform: '微信接龙', paidFen: 2500 }]);
  expect(xiangke('undo', String(first.output.batchId)).status).toBe(0);
  expect(xiangke('orders').output).toEqual([]);
});

test('a trial, a missing file or a wrong price make no database', () => {
  const file = list('#接龙\n草莓 39.9元/箱\n1. 王婶 2箱');
  expect(xiangke('paste', file, ...group, '--dry-run')).toMatchObject({ status: 0, output: { ordersCreated: 1, batchId: null } });
  expect(xiangke('paste', join(folder, '没有.txt'), ...group)).toMatchObject({ status: 2, output: { error: { code: 'imports.fileMissing' } } });
  expect(xiangke('paste', file, ...group, '--prices', '红薯=3')).toMatchObject({ status: 2, output: { error: { code: 'cli.usage' } } });
  expect(xiangke('paste', file)).toMatchObject({ status: 2, output: { error: { code: 'cli.usage' } } });
  expect(existsSync(db)).toBe(false);
});
