/** Talking, changing one's mind, and doing something to many: with every key counted. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { callCore, freshFolder, openApp, willSaveAs } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;

const villager = (n: number) => CustomerFacts.parse({
  name: n === 30 ? '王桂英' : `村民${String(n).padStart(2, '0')}`, phones: [{ number: `199000${String(n).padStart(5, '0')}`, label: null }],
  addresses: [{ province: '河南省', city: '信阳市', district: '光山县', village: '石桥村', detail: `${n} 号` }],
});

beforeAll(async () => {
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  for (let n = 1; n <= 30; n += 1) await callCore(opened, 'customers.create', villager(n));
  await opened.page.getByRole('link', { name: '客户' }).click();
});
afterAll(() => opened.close());

const total = async (): Promise<number> => ((await callCore(opened, 'customers.list', {})) as { total: number }).total;

describe('on a person\'s page', () => {
  test('a talk is written down with four keys and the text, a debt with four', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: '王桂英' }).click();
    await page.getByRole('heading', { name: '王桂英' }).waitFor();
    hands.start();
    await hands.press('n');
    await page.getByRole('group', { name: '记什么' }).waitFor();
    await hands.press('1');
    await page.getByRole('group', { name: '怎么说的' }).waitFor();
    await hands.press('1');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.insertText('问小鸡什么时候到');
    await hands.press('Enter');
    await page.getByText('记下了：聊过').waitFor();
    expect(hands.count()).toBeLessThanOrEqual(4);

    hands.start();
    await hands.press('n');
    await page.getByRole('group', { name: '记什么' }).waitFor();
    await hands.press('5');
    await page.getByRole('textbox', { name: '多少钱' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.insertText('155');
    await hands.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.insertText('两袋饲料');
    await hands.press('Enter');
    await page.getByText('还欠 ¥155.00，今天起').waitFor();
    expect(hands.count()).toBeLessThanOrEqual(4);
  });

  test('Ctrl+Z names the step, Enter takes it back', async () => {
    const { page } = opened;
    hands.start();
    await hands.press('Control+z');
    await page.getByRole('button', { name: '撤销：记了一笔（王桂英：¥155.00 两袋饲料）' }).and(page.locator(':focus')).waitFor();
    await hands.picture('undo');
    await hands.press('Enter');
    await page.getByText('还欠 ¥155.00').waitFor({ state: 'detached' });
    expect(hands.count()).toBe(2);
    await page.getByRole('tab', { name: '往来' }).click();
    await page.getByText('问小鸡什么时候到').waitFor();
    await hands.picture('timeline');
  });
});

describe('on the list', () => {
  test('all of them are printed as labels, and the sheet is A4 to its edges', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: '客户' }).click();
    await page.getByRole('table', { name: '客户名单' }).getByRole('link').first().focus();
    hands.start();
    await hands.press('Control+a');
    await page.getByText('选了全部 30 人').waitFor();
    await hands.picture('selection');
    await hands.button('打印地址标签');
    await page.getByRole('region', { name: '第 2 页标签' }).waitFor();
    await hands.picture('labels');
    const folder = freshFolder('乡客 标签');
    mkdirSync(folder, { recursive: true });
    await willSaveAs(opened, join(folder, '地址标签.pdf'));
    await hands.button('存为 PDF');
    await page.getByText('存好了，共 2 页').waitFor();
    expect(readFileSync(join(folder, '地址标签.pdf')).subarray(0, 4).toString()).toBe('%PDF');
  });

  test('deleting thirty is asked once, goes to the trash, and comes back from it', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByText('选了全部 30 人').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: '删除' }).click();
    await page.getByRole('button', { name: '删除 30 人' }).click();
    await page.getByText('30 人放进了废纸篓').waitFor();
    expect(await total()).toBe(0);
    await page.getByRole('link', { name: '修改记录' }).click();
    await hands.picture('history');
    await page.getByRole('button', { name: '废纸篓 30' }).click();
    await page.getByRole('button', { name: '恢复村民01' }).click();
    await page.getByText('村民01恢复了').waitFor();
    await hands.picture('trash');
    expect(await total()).toBe(1);
    expect(opened.complaints).toEqual([]);
  });
});
