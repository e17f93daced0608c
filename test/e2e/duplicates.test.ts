/** J9 in the packaged app: duplicates merged, told apart and made a household with one key each, and a merge taken apart. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callCore, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;

const facts = (name: string, phone: string, village: string, more: object = {}) => ({
  name, phones: [{ number: phone, label: null }], addresses: [{ province: null, city: null, district: null, village, detail: null }], ...more,
});
/** The same person twice; the same with a slip of the pen; a couple with one phone. */
const people = [
  facts('李大海', '19900005678', '柳树湾村', { note: '爱吃辣' }), facts('李大海', '19900005678', '柳树湾村', { occupation: '养鸡', tags: ['老客'] }),
  facts('王桂英', '19900001234', '石桥村'), facts('王桂荣', '19900001234', '石桥村'),
  facts('赵玉兰', '19900004321', '青龙庄'), facts('赵玉蓝', '19900004321', '青龙庄'),
];
const total = async (): Promise<number> => ((await callCore(opened, 'customers.list', {})) as { total: number }).total;
const queue = async (): Promise<number> => ((await callCore(opened, 'duplicates.list', {})) as { total: number }).total;

beforeAll(async () => {
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  for (const person of people) await callCore(opened, 'customers.create', person);
  await opened.page.reload();
  await opened.page.getByRole('link', { name: '整理', exact: true }).waitFor();
});
afterAll(() => opened.close());

test('J9: three pairs, each with at most three keys, 整理 included', async () => {
  const { page } = opened;
  await expect.poll(queue, { timeout: 10_000 }).toBe(3);
  hands.start();
  await hands.link('整理');
  await page.getByRole('meter', { name: '资料有几分好' }).waitFor();
  await hands.picture('quality');
  await hands.button('可能重复 (3)');
  await page.getByText('还有 3 对').waitFor();
  await page.getByRole('table', { name: '两份资料' }).waitFor();
  await hands.picture('duplicates');
  await hands.press('1');
  expect(hands.count()).toBeLessThanOrEqual(3);
  await page.getByText('还有 2 对').waitFor();
  await page.getByText('合成一份了：李大海').waitFor();
  await expect.poll(total).toBe(5);

  hands.start();
  await page.getByRole('table', { name: '两份资料' }).waitFor();
  await hands.press('2');
  await page.getByText('还有 1 对').waitFor();
  await page.getByRole('table', { name: '两份资料' }).waitFor();
  await hands.press('3');
  await page.getByRole('heading', { name: '没有要看的了' }).waitFor();
  expect(hands.count()).toBe(2);
  await hands.picture('duplicates-done');
  await expect.poll(queue).toBe(0);
  expect(await total()).toBe(5);
});

test('a merge is taken apart with at most three keys, and both are as they were', async () => {
  const { page } = opened;
  await hands.button('合并记录');
  await page.getByRole('table', { name: '合并记录' }).waitFor();
  await hands.picture('merges');
  hands.start();
  await hands.button('拆开：李大海和李大海');
  await page.getByRole('dialog').getByRole('button', { name: '拆开' }).waitFor();
  await hands.picture('unmerge');
  await hands.press('Enter');
  await page.getByText('拆开了，李大海回来了').waitFor();
  expect(hands.count()).toBeLessThanOrEqual(3);
  expect(await total()).toBe(6);
  const { rows } = (await callCore(opened, 'customers.list', { search: '李大海' })) as { rows: { id: number }[] };
  const files = await Promise.all(rows.map(({ id }) => callCore(opened, 'customers.get', { id })));
  expect(files).toEqual(expect.arrayContaining([expect.objectContaining({ note: '爱吃辣', occupation: null, tags: [] }), expect.objectContaining({ note: null, occupation: '养鸡', tags: ['老客'] })]));
  expect(opened.complaints).toEqual([]);
});
