/** Finding in the packaged app, from any page, with the keys counted: F2, a few letters, Enter. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taobaoCsv } from '../support/given.ts';
import { callCore, dropFiles, freshFolder, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;

const person = (name: string, number: string, village: string) =>
  callCore(opened, 'customers.create', { name, phones: [{ number, label: null }], addresses: [{ province: null, city: null, district: null, village, detail: null }] });

beforeAll(async () => {
  opened = await openApp();
  hands = handsOn(opened.page);
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  await person('王桂英', '19900001234', '石桥村');
  await person('王桂英', '19900005678', '柳树湾村');
  await person('单雄信', '19900003001', '槐树店村');
  await opened.page.reload();
  const file = join(freshFolder(), '订单.csv');
  writeFileSync(file, taobaoCsv([{ id: '330123456789012345', buyer: '山里人77', name: '张大海', phone: '19900002222', title: '土鸡蛋' }]));
  await dropFiles(opened, 'body', [file]);
  await hands.button(/^导入 /);
  await opened.page.getByText(/导入好了/).waitFor();
});
afterAll(() => opened.close());

/** Types as fast as a machine can: Enter comes before the core has answered. */
const find = async (text: string, more: readonly string[] = []): Promise<void> => {
  hands.start();
  await hands.press('F2');
  await opened.page.keyboard.type(text);
  for (const key of [...more, 'Enter']) await hands.press(key);
};

test('a customer is open after F2, the initials and Enter, in either reading of the surname', async () => {
  for (const letters of ['sxx', 'dxx']) {
    await find(letters);
    await opened.page.getByRole('heading', { name: '单雄信' }).waitFor();
    expect(hands.count()).toBeLessThanOrEqual(4);
    await opened.page.goBack();
  }
});

test('of two namesakes the list shows village and phone, and an arrow chooses', async () => {
  await hands.press('F2');
  await opened.page.keyboard.type('wgy');
  await opened.page.getByRole('option', { name: /王桂英.*石桥村.*19900001234/ }).waitFor();
  await hands.picture('search');
  await opened.page.keyboard.press('Escape');
  await find('wgy 1234');
  await opened.page.getByRole('heading', { name: '王桂英' }).waitFor();
  await opened.page.getByText('19900001234').first().waitFor();
  expect(hands.count()).toBeLessThanOrEqual(4);
});

test('an order is open after the last digits of its number, and goods show who bought them', async () => {
  await find('012345');
  await opened.page.getByRole('heading', { name: /330123456789012345/ }).waitFor();
  await find('tjd');
  await opened.page.getByRole('link', { name: '张大海' }).waitFor();
  expect(hands.count()).toBeLessThanOrEqual(4);
  expect(opened.complaints).toEqual([]);
});
