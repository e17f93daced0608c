import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { callCore, freshFolder, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';

const folders: string[] = [];
let opened: OpenedApp | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
const folderOf = (): string => {
  const folder = freshFolder();
  folders.push(folder);
  return folder;
};
const open = async (dataFolder: string, env: Readonly<Record<string, string>> = {}): Promise<OpenedApp> => (opened = await openApp({ dataFolder, env }));
const close = async (): Promise<void> => {
  await opened?.close();
  opened = null;
};

/** A shop with one customer, closed properly. */
const shopIn = async (folder: string): Promise<string> => {
  const app = await open(folder);
  await callCore(app, 'settings.update', { shopName: '桂英土特产' });
  await callCore(app, 'customers.create', { name: '王桂英' });
  await close();
  return join(folder, 'shop.db');
};

test('a damaged book is met by the rescue screen; the backup of the last closing brings it back', async () => {
  const folder = folderOf();
  const path = await shopIn(folder);
  const db = new Sqlite(path, { readonly: true });
  const page = Number(db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'orders'`).pluck().get());
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
  closeSync(file);
  const damaged = readFileSync(path);

  const { page: window, complaints } = await open(folder);
  await window.getByRole('heading', { name: '账本的文件坏了' }).waitFor();
  expect(readFileSync(path).equals(damaged)).toBe(true);
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: '恢复到这一份' }).click();
  await window.getByText('1 位客户').waitFor();
  await window.getByRole('button', { name: '接着用' }).click();
  await window.getByRole('navigation', { name: '主菜单' }).waitFor();
  expect(complaints).toEqual([]);
});

// Elsewhere the system, and no variable, says where data belong.
test.runIf(process.platform === 'linux')('a book in a synced folder is moved to the computer itself, and opened from there at the next start', async () => {
  const root = folderOf();
  const synced = join(root, '我的坚果云', '账');
  mkdirSync(dirname(synced));
  await shopIn(join(root, '店'));
  renameSync(join(root, '店'), synced);
  const env = { XDG_CONFIG_HOME: join(root, 'config') };

  const { page } = await open(synced, env);
  await page.getByRole('heading', { name: '账本放的地方不稳妥' }).waitFor();
  await page.getByRole('button', { name: '移过去' }).click();
  await page.getByRole('button', { name: '重新打开乡客' }).waitFor();
  await close();

  const next = await open(synced, env);
  await next.page.getByRole('navigation', { name: '主菜单' }).waitFor();
  expect(await next.page.evaluate(() => window.bridge.native.dataFolder())).toBe(join(root, 'config', 'Xiangke'));
});
