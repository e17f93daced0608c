import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodePath, startCoreProcess } from '../support/core-process.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 锁 '));
  path = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a book that is open in one program is refused to a second one, which says so; after a kill −9 it opens', async () => {
  const first = startCoreProcess(path);
  expect(await first.opened).toBeNull();
  await first.core.customers.create({ name: '王桂英' });

  const second = startCoreProcess(path);
  expect(await second.opened).toMatchObject({ code: 'database.inUse', details: { since: expect.stringMatching(/^\d\d:\d\d$/) } });
  const command = spawnSync(nodePath, [fileURLToPath(new URL('../../core/cli.ts', import.meta.url)), 'check', '--db', path, '--json'], { encoding: 'utf8' });
  expect([command.status, JSON.parse(command.stdout)]).toMatchObject([2, { error: { code: 'database.inUse' } }]);
  await first.core.customers.create({ name: '李四' });

  first.child.kill('SIGKILL');
  await first.exited;
  await second.core.store.openAgain();
  expect((await second.core.customers.list({})).total).toBe(2);
  await second.close();
});

test('what was remembered of a book can be lost without any harm to it', async () => {
  const shop = await openShopWithBackups({ folder, withBackups: false });
  await shop.core.settings.update({ shopName: '桂英土特产' });
  await shop.book.close();
  writeFileSync(`${path}.guard`, Buffer.alloc(9000, 0x5a));
  const next = await openShopWithBackups({ folder, withBackups: false });
  expect(next.refused).toEqual([]);
  expect((await next.core.settings.get()).shopName).toBe('桂英土特产');
  await next.book.close();
  expect(readFileSync(`${path}.guard`).subarray(0, 15).toString()).toBe('SQLite format 3');
});
