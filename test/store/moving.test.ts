import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolderAt } from '../../electron/shop-folder.ts';
import { failureOf } from '../support/core.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), '乡客 搬家 '));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a book in a synced folder is refused with the reason, moves to the computer itself on demand, and stays where it was as well', async () => {
  const own = join(root, '自己的');
  const synced = join(root, '我的坚果云', '账');
  mkdirSync(join(root, '好'), { recursive: true });
  const made = await openShopWithBackups({ folder: join(root, '好'), withBackups: false });
  await made.core.settings.update({ shopName: '桂英土特产' });
  await made.book.close();
  mkdirSync(join(synced, '..'), { recursive: true });
  renameSync(join(root, '好'), synced);
  const before = readFileSync(join(synced, 'shop.db'));

  const shop = await openShopWithBackups({ folder: synced, withBackups: false, homes: [synced, own] });
  expect(shop.refused).toEqual([{ code: 'database.inSyncFolder', details: { name: '坚果云' } }]);
  expect(await shop.core.store.health()).toMatchObject({ open: false, moveTo: own });
  expect(await shop.core.store.moveHome()).toEqual({ folder: own });
  expect(await failureOf(shop.core.store.moveHome())).toEqual({ code: 'database.alreadyThere', details: { folder: own } });
  await shop.book.close();
  expect(readFileSync(join(synced, 'shop.db')).equals(before)).toBe(true);

  expect(dataFolderAt(synced)).toBe(own);
  const moved = await openShopWithBackups({ folder: own, withBackups: false, homes: [own] });
  expect(moved.refused).toEqual([]);
  expect((await moved.core.settings.get()).shopName).toBe('桂英土特产');
  expect(await moved.core.store.health()).toMatchObject({ open: true, moveTo: null });
  expect(await failureOf(moved.core.store.moveHome())).toEqual({ code: 'database.noBetterPlace', details: { folder: own } });
  await moved.book.close();
});

test('nothing is made in a synced folder, not even an empty book', async () => {
  const synced = join(root, 'OneDrive - 店');
  mkdirSync(synced);
  const core = startCoreProcess(join(synced, 'shop.db'));
  expect(await core.opened).toEqual({ code: 'database.inSyncFolder', details: { name: 'OneDrive' } });
  await core.close();
  expect(existsSync(join(synced, 'shop.db'))).toBe(false);
});

test('a sign that points to nothing, or cannot be read, is none', () => {
  expect(dataFolderAt(root)).toBe(root);
  expect(dataFolderAt(join(root, '还没有'))).toBe(join(root, '还没有'));
});
