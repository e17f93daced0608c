/** A folder of tables in the packaged app: dropped, imported with one click, looked at, and taken back. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { callCore, dropFiles, freshFolder, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;
const folder = freshFolder('乡客 一年的表');

const put = (text: string, ...parts: readonly string[]): void => {
  mkdirSync(join(folder, ...parts.slice(0, -1)), { recursive: true });
  writeFileSync(join(folder, ...parts), text);
};
const month = (n: number): string => taobaoCsv([1, 2, 3].map((each) => ({ id: orderId(n * 10 + each), buyer: `tb_${each}`, name: '王桂英', phone: '19900001234', paid: '30.00', at: `2026-0${n}-1${each} 09:00:00` })));

beforeAll(async () => {
  put(month(1), '淘宝', '1月.csv');
  put(month(2), '淘宝', '2月.csv');
  put(month(3), '淘宝', '3月.csv');
  put(month(3), '淘宝', '3月 又一份.csv');
  put(`主订单编号,子订单编号,标题,购买数量,商品属性\n${orderId(11)},${orderId(11)},小米,1,一斤\n`, '宝贝.csv');
  put('日子,谁,收了\n2026-05-01,王桂英,35\n', '手工账.csv');
  put('不是表格', '说明.docx');
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  await opened.page.reload();
  await opened.page.getByRole('link', { name: '导入', exact: true }).waitFor();
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const orders = async (): Promise<number> => ((await callCore(opened, 'orders.list', {})) as { total: number }).total;

test('a dropped folder of six tables goes in with one click, says what it did, and is taken back with one', async () => {
  const { page } = opened;
  await dropFiles(opened, 'main', [folder]);
  await page.getByRole('heading', { name: '6 份表格' }).waitFor();
  await page.getByText('另有 1 个不是表格，没有拿：说明.docx').waitFor();
  hands.start();
  await hands.button('全部导入');
  await page.getByRole('button', { name: '看要你看的 1 份' }).waitFor();
  await page.getByText(/^导入了 4 份：新增 9 单，更新 1 单，新客户 1 人。1 份要你看。1 份没有新东西。$/).waitFor();
  expect([hands.count(), await orders()]).toEqual([1, 9]);
  await hands.picture('many-files');

  await hands.button('看要你看的 1 份');
  await page.getByRole('heading', { name: '《手工账.csv》没见过，每一列是什么？' }).waitFor();
  await hands.button('不导这份');
  await page.getByRole('heading', { name: '6 份表格' }).waitFor();

  await hands.button(/^全部撤销/);
  await page.getByText(/4 份已撤销/).waitFor();
  await expect.poll(orders, { timeout: 10_000 }).toBe(0);
  await hands.picture('many-files-undone');
  expect(opened.complaints).toEqual([]);
});
