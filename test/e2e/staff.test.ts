/** People of one laptop: the lock screen with its keys counted, a half-written page behind it, and a clerk's view. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { pins } from '../support/people-at-the-desk.ts';
import { callCore, openApp } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;
const resize = (width: number, height: number) =>
  opened.app.evaluate(({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high), [width, height] as const);
const lockScreen = () => opened.page.getByRole('dialog', { name: '锁上了' });

beforeAll(async () => {
  opened = await openApp();
  hands = handsOn(opened.page);
  await resize(1366, 768);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  await callCore(opened, 'customers.create', CustomerFacts.parse({ name: '李大海', phones: [{ number: '19900001234', label: null }] }));
  await opened.page.getByRole('link', { name: '设置' }).click();
});
afterAll(() => opened.close());

test('nothing is asked until a second person is written down', async () => {
  const { page } = opened;
  await hands.button('管员工和上锁');
  await page.getByRole('heading', { name: '先写你自己' }).waitFor();
  for (const [name, pin, save] of [['王桂英', pins.owner, '就这样'], ['小芳', pins.clerk, '加上这一位']] as const) {
    await page.getByLabel('名字', { exact: true }).fill(name);
    await page.getByLabel('数字密码（4 到 6 位）').fill(pin);
    await page.getByLabel('再输一遍').fill(pin);
    await hands.button(save);
    if (name === '王桂英') {
      await hands.picture('staff-code');
      await hands.button('抄好了');
      expect(await page.getByRole('button', { name: '锁上' }).count()).toBe(0);
    }
  }
  await page.getByRole('button', { name: /锁上/ }).waitFor();
  await hands.picture('staff');
});

test('one key locks, PIN and Enter unlock, and what was half written is still there', async () => {
  const { page } = opened;
  await page.getByRole('link', { name: '客户' }).click();
  await page.getByRole('button', { name: '新建客户' }).click();
  await page.getByLabel(/^姓名/).fill('周小兰');
  hands.start();
  await hands.press('F9');
  await lockScreen().waitFor();
  expect(hands.count()).toBe(1);
  await hands.picture('lock');
  expect(await page.getByLabel(/^姓名/).isVisible()).toBe(false);
  // Nothing behind the curtain hears a key.
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+z');
  hands.start();
  await page.keyboard.type(pins.owner);
  await hands.press('Enter');
  await lockScreen().waitFor({ state: 'detached' });
  expect(hands.count()).toBe(1);
  expect(await page.getByLabel(/^姓名/).inputValue()).toBe('周小兰');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('somebody else begins with a window of their own, and is told what becomes of the half-written page', async () => {
  const { page } = opened;
  await page.keyboard.press('F9');
  await lockScreen().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByText('王桂英有写了一半的没保存。').waitFor();
  await resize(1093, 614);
  await hands.picture('lock-other-small');
  await resize(1366, 768);
  await page.keyboard.type(pins.clerk);
  await page.keyboard.press('Enter');
  await lockScreen().waitFor({ state: 'detached' });
  await page.getByText('小芳').first().waitFor();
  await page.getByRole('link', { name: '客户' }).click();
  await page.getByText('199****1234').waitFor();
  expect(await page.getByText('周小兰').count()).toBe(0);
  expect(await page.getByRole('button', { name: /导出/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: '备份' }).count()).toBe(0);
  await hands.picture('clerk');
});

test('past the page the core refuses a clerk, and everybody while it is locked', async () => {
  for (const method of ['reports.exportTable', 'backups.restore', 'customers.deleteMany', 'settings.update', 'staff.add', 'store.startAnew']) {
    expect(await callCore(opened, method, {})).toEqual({ code: 'staff.notAllowed' });
  }
  expect(JSON.stringify(await callCore(opened, 'customers.list', {}))).not.toContain('19900001234');
  await callCore(opened, 'staff.lock');
  for (const method of ['customers.list', 'backups.state', 'store.health', 'history.list']) expect(await callCore(opened, method, {})).toEqual({ code: 'staff.locked' });
});
