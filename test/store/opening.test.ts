import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../core/base/database.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 打开 '));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

test('what keeps data safe is set and read back on both connections', () => {
  const { writer, reader, close } = openStore(join(folder, 'shop.db'));
  const value = (db: typeof writer) => (name: string) => db.pragma(name, { simple: true });
  expect(['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys', 'secure_delete', 'trusted_schema', 'cell_size_check', 'busy_timeout'].map(value(writer))).toEqual(['wal', 2, 1, 1, 1, 0, 1, 5000]);
  expect(['trusted_schema', 'cell_size_check', 'busy_timeout'].map(value(reader))).toEqual([0, 1, 5000]);
  close();
});

test('a file that does not take a setting is not opened', () => {
  // A database in memory has no log.
  expect(() => openStore(':memory:')).toThrowError(expect.objectContaining({ failure: { code: 'database.setting', details: { name: 'journal_mode', expected: 'wal', actual: 'memory' } } }));
});

test('when nobody has asked anything for two minutes and a week is over, every page is looked through by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const shop = await openShopWithBackups({ folder, withBackups: false });
  const checkedOn = () => shop.app().store.guard.marks()?.checkedOn;
  await shop.core.customers.create({ name: '王桂英' });
  vi.advanceTimersByTime(119_000);
  await shop.core.customers.list({});
  vi.advanceTimersByTime(119_000);
  expect(checkedOn()).toBe('');
  vi.advanceTimersByTime(1000);
  await vi.waitUntil(() => checkedOn() === '2026-05-08', { timeout: 20_000 });

  shop.goTo('2026-05-14');
  await shop.core.customers.list({});
  vi.advanceTimersByTime(120_000);
  shop.goTo('2026-05-15');
  await shop.core.customers.list({});
  vi.advanceTimersByTime(120_000);
  await vi.waitUntil(() => checkedOn() === '2026-05-15', { timeout: 20_000 });
  await shop.book.close();
});
