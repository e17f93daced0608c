// @vitest-environment jsdom
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { restoring } from '../../renderer/store/rescue.ts';
import { failureOf } from '../support/core.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(async () => {
  restoring(null);
  await closeShop();
});

const rootOf = (shop: Shop, table: string) => Number(shop.app.store.reader.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = ?`).pluck().get(table));

/** Overwrites a page on the disk and has the file looked through. */
const breakBook = async (shop: Shop, table: string) => {
  await shop.app.settled();
  const page = rootOf(shop, table);
  shop.app.store.writer.pragma('wal_checkpoint(TRUNCATE)');
  const file = openSync(join(shop.folder, 'shop.db'), 'r+');
  writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
  closeSync(file);
  expect(await failureOf(shop.core.store.check())).toEqual({ code: 'database.damaged' });
};

test('a damaged book shows what happened and what can be done; a backup brings it back, with its counts, in three clicks', async () => {
  const shop = await openShop({ backups: true });
  await shop.core.customers.create({ name: '王桂英' });
  await shop.core.backups.make();
  await breakBook(shop, 'orders');
  expect(await screen.findByRole('heading', { name: '账本的文件坏了' })).toBeTruthy();
  expect(screen.getAllByRole('alert')[0]!.textContent).toContain('已经停止写入');
  expect(screen.getAllByRole('region').map((part) => part.getAttribute('aria-label'))).toEqual(
    ['用备份恢复', '救出读得出来的，接着用', '存成表格', '存一份原样的拷贝', '再试一次', '看看文件夹', '重新开一本空账']);
  fireEvent.click(await screen.findByRole('button', { name: /^恢复到今天/ }));
  fireEvent.click(await screen.findByRole('button', { name: '恢复到这一份' }));
  expect((await screen.findByRole('region', { name: '恢复好了' })).textContent).toContain('1 位客户');
  fireEvent.click(screen.getByRole('button', { name: '接着用' }));
  await screen.findByRole('navigation', { name: '主菜单' });
  expect((await shop.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['王桂英']);
});

test('without a backup, what can be read goes on as the book', async () => {
  const shop = await openShop();
  for (const name of ['王桂英', '李四']) await shop.core.customers.create({ name });
  await breakBook(shop, 'order_lines');
  const part = await screen.findByRole('region', { name: '救出读得出来的，接着用' });
  fireEvent.click(within(part).getByRole('button', { name: '救出来接着用' }));
  await screen.findByRole('navigation', { name: '主菜单' });
  expect(await screen.findByText(/救出 2 位客户、0 单，.*原来的文件留着，叫“shop 放到一边/)).toBeTruthy();
  expect((await shop.core.customers.list({})).total).toBe(2);
});

test('tables and a copy are saved where the person says, and an empty book is begun only after a question', async () => {
  const shop = await openShop();
  await shop.core.customers.create({ name: '王桂英' });
  await breakBook(shop, 'order_lines');
  fireEvent.click(await screen.findByRole('button', { name: '存成表格' }));
  expect(await screen.findByText('存好了：乡客 读得出来的资料.zip')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '存拷贝' }));
  expect(await screen.findByText('拷贝好了：乡客 账本原样拷贝.zip')).toBeTruthy();
  expect(readdirSync(shop.folder)).toEqual(expect.arrayContaining(['乡客 读得出来的资料.zip', '乡客 账本原样拷贝.zip']));
  fireEvent.click(screen.getByRole('button', { name: '打开文件夹' }));
  expect(shop.asked).toContain('folder');
  fireEvent.click(screen.getByRole('button', { name: '开一本空账' }));
  expect(screen.queryByRole('button', { name: '开一本空账' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '从空账开始' }));
  expect(await screen.findByRole('textbox', { name: '给店取个名' })).toBeTruthy();
});

test('a book on a stick offers to move, a newer one names the program, a busy one can be tried again', async () => {
  const shop = await openShop();
  shop.say({ type: 'core', state: 'refused', failure: { code: 'database.onStick', details: { name: 'E:' } } });
  expect(await screen.findByRole('heading', { name: '账本放的地方不稳妥' })).toBeTruthy();
  expect(screen.getByRole('region', { name: '移到这台电脑自己的文件夹' })).toBeTruthy();
  expect(screen.queryByRole('region', { name: '重新开一本空账' })).toBeNull();
  shop.say({ type: 'core', state: 'refused', failure: { code: 'database.newerThan', details: { version: '0.9.0' } } });
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('请安装乡客 0.9.0'));
  expect(screen.queryByRole('button', { name: '再试一次' })).toBeNull();
  shop.say({ type: 'core', state: 'refused', failure: { code: 'database.inUse', details: { since: '09:12' } } });
  fireEvent.click(await screen.findByRole('button', { name: '再试一次' }));
});

test('the settings say where the data are, open their folder, and look through the file on demand', async () => {
  const shop = await openShop({ at: '/settings' });
  const part = await screen.findByRole('region', { name: '数据放在哪里' });
  expect(part.textContent).toContain(shop.folder);
  expect(await within(part).findByText('还没有，空闲的时候会自己检查')).toBeTruthy();
  fireEvent.click(within(part).getByRole('button', { name: '现在检查' }));
  expect(await screen.findByText('从头到尾检查过，好好的')).toBeTruthy();
  expect(await within(part).findByText('今天')).toBeTruthy();
  fireEvent.click(within(part).getByRole('button', { name: '打开文件夹' }));
  expect(shop.asked).toContain('folder');
});
