/** The main job in the packaged app, from the first start to the printed report, with the clicks counted. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Sqlite from 'better-sqlite3';
import * as Xlsx from 'xlsx';
import { checkDatabase } from '../../core/checks/repository.ts';
import { kuaituantuanXlsx } from '../../core/practice/builders/kuaituantuan.ts';
import { taobaoCsv } from '../../core/practice/builders/taobao.ts';
import { generateShop } from '../../core/practice/rules.ts';
import type { ShopOrder } from '../../core/practice/shop.rules.ts';
import { totalsOf } from '../../core/practice/shop.rules.ts';
import { dropFiles, freshFolder, openApp, willSaveAs } from './app.ts';
import type { OpenedApp } from './app.ts';
import type { Hands } from './hands.ts';
import { handsOn } from './hands.ts';

const until = '2026-11-20';
const taobao: readonly ShopOrder[] = generateShop({ seed: 11, until, customers: 700, platforms: ['taobao'] }).orders.slice(0, 5000);
const group: readonly ShopOrder[] = generateShop({ seed: 12, until, customers: 60, platforms: ['kuaituantuan'] }).orders;

let opened: OpenedApp;
let hands: Hands;
let folder: string;
let taobaoFile: string;
let groupFile: string;
let untouched: string;

const state = () => {
  const db = new Sqlite(join(opened.dataFolder, 'shop.db'), { readonly: true });
  try {
    return checkDatabase(db);
  } finally {
    db.close();
  }
};
const yuan = (fen: number): string => (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 });
const thousands = (n: number): string => n.toLocaleString('en');

beforeAll(async () => {
  folder = freshFolder('乡客 主要工作');
  mkdirSync(join(folder, '表格'));
  taobaoFile = join(folder, '表格', 'ExportOrderList202611.csv');
  groupFile = join(folder, '表格', '跟团订单.xlsx');
  writeFileSync(taobaoFile, taobaoCsv(taobao));
  writeFileSync(groupFile, kuaituantuanXlsx(group));
  opened = await openApp();
  await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  hands = handsOn(opened.page);
});
afterAll(() => opened.close());

describe('the main job', () => {
  test('J1: the first start takes at most six steps', async () => {
    const { page } = opened;
    await page.getByRole('textbox', { name: '给店取个名' }).fill('桂英小店');
    await hands.press('Enter');
    await hands.button('直接开始');
    await page.getByRole('heading', { name: '还是一本空账' }).waitFor();
    await hands.picture('first-start');
    expect(hands.count()).toBeLessThanOrEqual(6);
    untouched = state().contentHash;
  });

  test('J2: a Taobao export of 5,000 rows is in with at most four steps after the drop', async () => {
    const { page } = opened;
    hands.start();
    await dropFiles(opened, 'body', [taobaoFile]);
    await page.getByRole('heading', { name: /^淘宝订单表，5,000 行/ }).waitFor();
    expect(state().contentHash).toBe(untouched);
    await hands.picture('import-preview');
    await hands.button('导入 5,000 单');
    await page.getByText('《ExportOrderList202611.csv》导入好了').waitFor();
    expect(hands.count()).toBeLessThanOrEqual(4);
    await hands.picture('import-result');
  });

  test('a 快团团 workbook comes in beside it, and the books hold exactly both', async () => {
    const { page } = opened;
    await dropFiles(opened, 'body', [groupFile]);
    await hands.button(`导入 ${thousands(group.length)} 单`);
    await page.getByText('《跟团订单.xlsx》导入好了').waitFor();

    const truth = totalsOf([...taobao, ...group]);
    await hands.link('订单');
    await page.getByText(`共 ${thousands(truth.orders)} 单，合计 ¥${yuan(truth.netFen)}`).waitFor();
    await hands.picture('orders');
    expect(state().ok).toBe(true);
  });

  test('the list finds a person by initials and shows a segment', async () => {
    const { page } = opened;
    await hands.link('客户');
    const table = page.getByRole('table', { name: /客户/ });
    await table.getByRole('row').nth(5).waitFor();
    await hands.picture('customers');
    const person = taobao.find((order) => order.counts)!.receiver;
    await page.getByRole('textbox', { name: '在名单里找' }).fill(person.phone.slice(-4));
    await table.getByRole('link', { name: person.name }).first().click();
    await page.getByRole('heading', { level: 1, name: person.name }).waitFor();
    await page.getByText('为什么是这一群').waitFor();
    await page.getByText(/最近来过：/).first().waitFor();
    await hands.picture('customer');
    await page.getByRole('button', { name: '返回' }).click();
    expect(await page.getByRole('textbox', { name: '在名单里找' }).inputValue()).toBe(person.phone.slice(-4));
  });

  test('the overview tells who is new and who is slipping away', async () => {
    const { page } = opened;
    await hands.link('今天');
    await page.getByText(new RegExp(`位客户，${thousands(totalsOf([...taobao, ...group]).counted)} 单买卖`)).waitFor();
    await page.getByRole('heading', { name: '很久没来的大主顾', exact: true }).waitFor();
    await page.getByRole('heading', { name: /卖得最多/ }).waitFor();
    await hands.picture('overview');
  });

  test('a segment report becomes a PDF whose Chinese can be selected', async () => {
    const { page } = opened;
    await hands.link('分群');
    await page.getByRole('heading', { name: '常来的大主顾' }).waitFor();
    await hands.picture('segments');
    await hands.button('打印名单');
    await page.getByRole('article', { name: '报告样子' }).waitFor();
    await hands.picture('segment-report');
    const pdf = join(folder, '分群报告.pdf');
    await willSaveAs(opened, pdf);
    await hands.button('存为 PDF');
    await page.getByText(/存好了，共 \d+ 页/).waitFor();
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain('分群报告：常来的大主顾');
    expect(text).toContain('桂英小店');
    const db = new Sqlite(join(opened.dataFolder, 'shop.db'), { readonly: true });
    const rows = db.prepare(`SELECT c.name, s.monetary_fen AS fen FROM customer_scores s JOIN customers c ON c.id = s.customer_id WHERE s.segment = '111' ORDER BY s.monetary_fen DESC`).all() as { name: string; fen: number }[];
    db.close();
    expect(rows.length).toBeGreaterThan(20);
    for (const { name, fen } of [...rows.slice(0, 5), ...rows.slice(-5)]) {
      expect(text).toContain(name);
      expect(text).toContain(`¥${yuan(fen)}`);
    }
  });

  test('a customer report fits on paper with name, orders and reasons', async () => {
    const { page } = opened;
    await hands.link('客户');
    await page.getByRole('textbox', { name: '在名单里找' }).fill('');
    await page.getByRole('table', { name: /客户/ }).getByRole('link').first().click();
    await hands.button('打印报告');
    await page.getByRole('article', { name: '报告样子' }).waitFor();
    const name = await page.getByRole('article').getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('checkbox', { name: '附上买过的每一单' }).check();
    const pdf = join(folder, '客户报告.pdf');
    await willSaveAs(opened, pdf);
    await hands.button('存为 PDF');
    await expect.poll(() => existsSync(pdf)).toBe(true);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain(name);
    expect(text).toContain('买过的东西');
  });

  test('the customers become an Excel file with everybody in it', async () => {
    const { page } = opened;
    const xlsx = join(folder, '客户.xlsx');
    await hands.link('客户');
    await willSaveAs(opened, xlsx);
    await hands.button('导出 Excel');
    await page.getByText(/存好了 [\d,]+ 行/).waitFor();
    expect(existsSync(xlsx)).toBe(true);
    const rows = Xlsx.utils.sheet_to_json(Xlsx.read(readFileSync(xlsx)).Sheets['客户']!);
    const db = new Sqlite(join(opened.dataFolder, 'shop.db'), { readonly: true });
    expect(rows).toHaveLength(Number(db.prepare('SELECT count(*) FROM customers').pluck().get()));
    db.close();
  });

  test('undoing both imports leaves the shop as it was before, in at most three steps each', async () => {
    const { page } = opened;
    for (const file of ['跟团订单.xlsx', 'ExportOrderList202611.csv']) {
      hands.start();
      await hands.link('导入');
      await hands.button(`撤销《${file}》的导入`);
      await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).waitFor();
      await hands.press('Enter');
      await page.getByRole('row', { name: new RegExp(file.replace('.', '\\.')) }).getByText('已撤销').waitFor();
      expect(hands.count()).toBeLessThanOrEqual(3);
    }
    expect(state()).toMatchObject({ ok: true, contentHash: untouched });
    await hands.link('客户');
    await page.getByText(/共 0 人|还没有客户/).first().waitFor();
    expect(opened.complaints).toEqual([]);
  });
});
