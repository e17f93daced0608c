/** The portrait and 谁带来的 in the packaged app: looked at, and one person on one sheet of paper whatever they are called. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { callCore, freshFolder, openApp, willChoose, willSaveAs } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

let opened: OpenedApp;
let hands: Hands;
const folder = freshFolder('乡客 画像');
const pictures = fileURLToPath(new URL('../../out/pictures', import.meta.url));

const longName = '欧阳司马上官诸葛东方西门独孤令狐皇甫尉迟公孙慕容宇文长孙司徒司空夏侯端木百里呼延';
const longGoods = (n: number): string => `${n}号山里人家自己散养的老母鸡现杀现发真空包装送香菇红枣枸杞炖汤料包整箱十二只装节日送礼盒`;
const shortGoods = ['土鸡蛋三十枚', '红薯粉条', '菜籽油五斤装', '腊肉', '山核桃', '小米'];

/** Weekly for most of two years under a long name with long goods; now and then under a short one; one who brought many. */
const table = (): string => {
  const day = (n: number): string => new Date(Date.UTC(2024, 5, 1 + n * 7)).toISOString().slice(0, 10);
  const long = Array.from({ length: 90 }, (_, n) => ({ id: orderId(n + 1), buyer: 'long', name: longName, phone: '19900001234', address: `河南省 信阳市 光山县 ${'石桥'.repeat(20)}村3组12号`, paid: '12345.50', refund: n % 9 === 0 ? '100.00' : '0.00', at: `${day(n)} 19:30:00`, title: longGoods(n % 12) }));
  const short = Array.from({ length: 20 }, (_, n) => ({ id: orderId(n + 200), buyer: 'guiying', name: '王桂英', phone: '19900005678', address: '河南省 信阳市 光山县 石桥村3组12号', paid: `${30 + (n % 5) * 8}.00`, at: `${day(n * 4 + (n % 3))} 09:10:00`, title: shortGoods[(n * n) % 6] ?? '' }));
  const friends = Array.from({ length: 9 }, (_, n) => ({ id: orderId(n + 300), buyer: `friend${n}`, name: `李小${'花草树木山水田园林'.charAt(n)}`, phone: `1990001000${n}`, paid: '66.00', at: `${day(80 + n)} 10:00:00`, title: '土鸡蛋三十枚' }));
  return taobaoCsv([...long, ...short, ...friends]);
};

type Found = { readonly total: number; readonly rows: readonly { readonly id: number }[] };
const idOf = async (search: string): Promise<number> => ((await callCore(opened, 'customers.list', { search })) as Found).rows[0]!.id;
const introduce = async (name: string, by: string): Promise<void> => {
  const id = await idOf(name);
  const facts = (await callCore(opened, 'customers.get', { id })) as object;
  await callCore(opened, 'customers.update', { id, facts: { ...facts, referrerId: await idOf(by) } });
};

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
  await callCore(opened, 'settings.update', { shopName: '桂英小店' });
  await opened.page.reload();
  writeFileSync(join(folder, '订单.csv'), table());
  await willChoose(opened, [join(folder, '订单.csv')]);
  await hands.link('导入');
  await hands.button('选表格文件');
  await hands.button(/^导入 \d+ 单/);
  await opened.page.getByRole('button', { name: '看客户' }).waitFor();
  await callCore(opened, 'customers.create', { name: '张小梅' });
  for (const friend of ['李小花', '李小草', '李小树', '李小木']) await introduce(friend, '王桂英');
  for (const friend of ['李小山', '李小水']) await introduce(friend, '李小花');
  await introduce('李小田', '李小山');
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

test('画像 is read on one screen and its pictures have their numbers beside them', async () => {
  const { page } = opened;
  await page.evaluate((id) => (window.location.hash = `#/customers/${id}`), await idOf('王桂英'));
  await page.getByRole('tab', { name: '画像' }).click();
  await page.getByText(/^从2024年6月1日到/).waitFor();
  await page.locator('.recharts-bar-rectangle').first().waitFor();
  await hands.picture('portrait');
  expect(opened.complaints).toEqual([]);
});

test.each([['王桂英', 'usual'], [longName, 'long'], ['张小梅', 'empty']])('%s fits on one sheet in large type', async (name, file) => {
  const { page } = opened;
  await page.evaluate((id) => (window.location.hash = `#/reports/customer/${id}`), await idOf(name));
  await page.getByRole('heading', { level: 1, name: `客户画像：${name}` }).last().waitFor();
  const pdf = join(folder, `${file}.pdf`);
  await willSaveAs(opened, pdf);
  await hands.button('存为 PDF');
  await expect.poll(() => existsSync(pdf)).toBe(true);
  expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/^Pages:\s+1$/m);
  const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  expect(text).toContain(name);
  expect(text).toContain('从买过的东西看这个人');
  execFileSync('pdftoppm', ['-png', '-r', '70', '-singlefile', pdf, join(pictures, `portrait-paper-${file}`)]);
});

test('谁带来的 opens with the keyboard and shows what each of them brought', async () => {
  const { page } = opened;
  await hands.link('报表');
  await hands.button('看谁带来的');
  await page.getByRole('link', { name: '王桂英' }).focus();
  await hands.press('ArrowRight');
  await page.getByRole('link', { name: '李小花' }).waitFor();
  await hands.press('ArrowDown');
  await hands.press('ArrowRight');
  await page.getByRole('link', { name: '李小山' }).waitFor();
  await hands.picture('referrals');
  await page.getByRole('tab', { name: '带人最多的' }).click();
  await page.getByRole('row', { name: /^王桂英.*4 人/ }).waitFor();
  await hands.picture('helpers');
  expect(opened.complaints).toEqual([]);
});
