import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePath } from '../support/core-process.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';

const cli = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 命令 '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const xiangke = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(nodePath, [cli, ...args, '--json'], { cwd: folder, encoding: 'utf8' });
  return { status, told: JSON.parse(stdout || 'null') as { file: string; facts: { orders: number }; after: { orders: number }; kept: string | null; contentHash: string; error: { code: string } }, stderr };
};

test('a backup is made, verified and restored by the command line', () => {
  writeFileSync(join(folder, '四月.csv'), taobaoCsv(manyTaobaoRows(12)));
  writeFileSync(join(folder, '五月.csv'), taobaoCsv(manyTaobaoRows(20)));
  xiangke('import', '四月.csv', '--db', 'shop.db');
  const { contentHash } = xiangke('check', '--db', 'shop.db').told;
  const { told: { file }, status } = xiangke('backup', '拷贝', '--db', 'shop.db');
  expect(status).toBe(0);
  expect(xiangke('verify', file)).toMatchObject({ status: 0, told: { ok: true, locked: false, opened: true, facts: { customers: 4, orders: 12 } } });
  xiangke('import', '五月.csv', '--db', 'shop.db');
  expect(xiangke('restore', file, '--db', 'shop.db')).toMatchObject({ status: 0, told: { after: { orders: 12 }, kept: expect.stringContaining('恢复前-') } });
  expect(xiangke('check', '--db', 'shop.db').told.contentHash).toBe(contentHash);
  expect(xiangke('restore', file, '--db', '新的.db')).toMatchObject({ status: 0, told: { kept: null } });
  expect(xiangke('check', '--db', '新的.db').told.contentHash).toBe(contentHash);
  expect(xiangke('verify', '五月.csv')).toMatchObject({ status: 2, told: { error: { code: 'backups.notOurs' } } });
  expect(xiangke('verify', '没有.xkb')).toMatchObject({ status: 2, told: { error: { code: 'backups.missing' } } });
});
