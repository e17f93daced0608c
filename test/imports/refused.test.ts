import { readFileSync } from 'node:fs';
import { read, utils, write } from 'xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mapping } from '../../core/imports/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

type Row = (string | number | null)[];

/** Every sheet as rows of cells, as Excel would show them. */
const sheetsIn = (path: string): Record<string, Row[]> => {
  const { SheetNames, Sheets } = read(readFileSync(path));
  return Object.fromEntries(SheetNames.map((name) => [name, utils.sheet_to_json<Row>(Sheets[name]!, { header: 1, defval: null })]));
};
const workbook = (sheets: Record<string, Row[]>): Uint8Array => {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
};
/** What the merchant does: opens the file, types over one cell, saves it, drops it. */
const mended = (path: string, from: string | number, to: string): string =>
  shop.file('改好的.xlsx', workbook(Object.fromEntries(Object.entries(sheetsIn(path)).map(([name, rows]) => [name, rows.map((row) => row.map((cell) => (cell === from ? to : cell)))]))));
const saved = async (file: string, mapping?: Mapping) => {
  const { token, path } = shop.path('退回.xlsx');
  const { rows } = await shop.core.imports.exportRefused({ file, mapping, target: token });
  return { rows, path };
};
const paidOf = async (id: string) => (await shop.core.orders.list({ search: id })).rows.map(({ platformOrderId, paidFen }) => [platformOrderId, paidFen]);

describe('rows that were refused come back as a table', () => {
  test('淘宝: the original columns and the reason; mended and dropped again only they run, with all 19 digits', async () => {
    const file = shop.file('四月.csv', taobaoCsv([
      { id: orderId(1), name: '王桂英', phone: '19900001234' },
      { id: orderId(2), paid: '二十', name: '李大海', phone: '19900004321' },
      { id: orderId(3), at: '哪天' },
    ]));
    expect((await shop.core.imports.run({ file })).counts).toMatchObject({ ordersCreated: 1, rowsRefused: 2 });
    const before = shop.check().contentHash;
    const { rows, path } = await saved(file);
    expect(rows).toBe(2);
    expect(shop.check().contentHash).toBe(before);
    const [[headers, second, third]] = Object.values(sheetsIn(path)) as [Row[]];
    expect(headers).toEqual(['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '收货人姓名', '收货地址', '联系手机', '订单创建时间', '订单付款时间', '宝贝标题', '退款金额', '原因']);
    expect(second?.[0]).toBe(orderId(2));
    expect(second?.at(-1)).toBe('买家实际支付金额：金额“二十”看不懂。请改成 12.50 这样的数字再导入。');
    expect(third?.[0]).toBe(orderId(3));
    // A number of 19 digits that is typed here stays text in Excel.
    const { SheetNames, Sheets } = read(readFileSync(path), { cellNF: true });
    expect(Sheets[SheetNames[0]!]!['A2']).toMatchObject({ t: 's', z: '@' });

    const again = await shop.core.imports.run({ file: mended(path, '二十', '20.00') });
    expect(again).toMatchObject({ platform: '淘宝', counts: { rowsRead: 2, rowsRefused: 1, ordersCreated: 1, ordersUpdated: 0 } });
    expect(await paidOf(orderId(2))).toEqual([[orderId(2), 2000]]);
    expect((await shop.core.orders.list({})).total).toBe(2);

    const second2 = await saved(shop.grant(`${shop.folder}/改好的.xlsx`));
    expect(second2.rows).toBe(1);
    expect(Object.values(sheetsIn(second2.path))[0]![0]!.filter((header) => header === '原因')).toHaveLength(1);
  });

  test('快团团: a sheet of a workbook keeps its name and is recognised again', async () => {
    const file = shop.file('团.xlsx', workbook({ 订单列表: [
      ['跟团号', '订单号', '下单人', '商品', '订单金额', '订单状态', '支付时间', '收货人', '联系电话', '自提点'],
      ['1', '20260501000000000001', '阿芳', '土鸡蛋(30枚)+1', 35, '已支付', '2026-05-01 09:00:00', '王桂英', '19900001234', '村口'],
      ['2', '20260501000000000002', '阿海', '红薯粉(5斤)+2', 48.5, '已支付', '五月一号早上', '李大海', '19900004321', '村口'],
    ] }));
    expect((await shop.core.imports.run({ file })).counts).toMatchObject({ ordersCreated: 1, rowsRefused: 1 });
    const { rows, path } = await saved(file);
    expect(rows).toBe(1);
    expect(sheetsIn(path)).toMatchObject({ 订单列表: [{ length: 11 }, ['2', '20260501000000000002', '阿海', '红薯粉(5斤)+2', 48.5, '已支付', '五月一号早上', '李大海', '19900004321', '村口', expect.stringContaining('看不懂')]] });
    const again = await shop.core.imports.run({ file: mended(path, '五月一号早上', '2026-05-01 09:30:00') });
    expect(again).toMatchObject({ platform: '快团团', sheet: '订单列表', counts: { rowsRead: 1, rowsRefused: 0, ordersCreated: 1 } });
  });

  test('a table that was explained once is not asked about again', async () => {
    const file = shop.file('手工账.csv', '单子,日子,谁,收了,东西\nA1,2026-05-01,王桂英,35,土鸡蛋\nA2,哪天,李大海,48.5,红薯粉\n');
    const mapping: Mapping = { kind: 'orders', platform: '手工', columns: [
      { header: '单子', meaning: 'orderId' }, { header: '日子', meaning: 'orderedAt' }, { header: '谁', meaning: 'name' }, { header: '收了', meaning: 'paid' }, { header: '东西', meaning: 'item' },
    ] };
    await shop.core.imports.run({ file, mapping });
    const { path } = await saved(file, mapping);
    const again = await shop.core.imports.run({ file: mended(path, '哪天', '2026-05-03') });
    expect(again).toMatchObject({ platform: '手工', counts: { rowsRead: 1, ordersCreated: 1, rowsRefused: 0 } });
    expect((await shop.core.orders.list({})).netFen).toBe(8350);
  });

  test('an order of several rows comes back whole, so that its total stays right', async () => {
    const headers = ['主订单编号', '子订单编号', '标题', '购买数量', '买家实际支付金额', '订单状态', '订单创建时间', '订单付款时间'];
    const item = (id: string, sub: number, title: string, paid: string): Row => [id, `${id.slice(0, -1)}${sub}`, title, '1', paid, '交易成功', '2026-04-01 09:00:00', '2026-04-01 09:00:10'];
    const file = shop.file('宝贝.xlsx', workbook({ 宝贝: [headers, item(orderId(1), 1, '土鸡蛋', '10.00'), item(orderId(1), 2, '红薯粉', '廿'), item(orderId(2), 1, '小米', '5.00')] }));
    await shop.core.imports.run({ file });
    expect(await paidOf(orderId(1))).toEqual([[orderId(1), 1000]]);
    const { rows, path } = await saved(file);
    expect(rows).toBe(2);
    expect(sheetsIn(path)['宝贝']!.map((row) => row[2])).toEqual(['标题', '土鸡蛋', '红薯粉']);
    expect(sheetsIn(path)['宝贝']![1]!.at(-1)).toContain('同一张订单');
    await shop.core.imports.run({ file: mended(path, '廿', '20.00') });
    expect(await paidOf(orderId(1))).toEqual([[orderId(1), 3000]]);
    expect((await shop.core.orders.list({})).total).toBe(2);
  });

  test('merged cells: the rows of a 1688 order come back together', async () => {
    const headers = ['订单编号', '买家公司名', '买家会员名', '实付款(元)', '订单状态', '订单创建时间', '订单付款时间', '货品标题', '型号', '数量'];
    const tooLong = '大'.repeat(3000);
    const goods = (title: string, model: string): Row => [title, model, '1'];
    const order = (id: string): Row => [id, '光山大米店', 'dami', '30.00', '交易成功', '2026-04-01 09:00:00', '2026-04-01 09:00:10'];
    const merged: Row = Array.from({ length: 7 }, () => null);
    const file = shop.file('1688.xlsx', workbook({ 订单: [headers, [...order(orderId(1)), ...goods('小米', '一斤')], [...order(orderId(2)), ...goods('土鸡蛋', '30枚')], [...merged, ...goods('红薯粉', tooLong)]] }));
    expect((await shop.core.imports.run({ file })).counts).toMatchObject({ ordersCreated: 2, rowsRefused: 1 });
    const { rows, path } = await saved(file);
    expect(rows).toBe(2);
    expect((await shop.core.imports.run({ file: mended(path, tooLong, '5斤') })).counts).toMatchObject({ rowsRead: 2, ordersCreated: 0, ordersUpdated: 1 });
    const { rows: stored } = await shop.core.orders.list({ search: orderId(2) });
    expect(await shop.core.orders.get({ id: stored[0]!.id })).toMatchObject({ paidFen: 3000, lines: [{ name: '土鸡蛋' }, { name: '红薯粉', spec: '5斤' }] });
  });

  test('群接龙: what the name of the file says stays the same in the table that comes back', async () => {
    const headers = ['收货人', '联系电话', '收货地址', '订单总金额', '支付状态', '订购数量'];
    const file = shop.file('土鸡蛋接龙 2026-04-10.xlsx', workbook({ 名单: [headers, ['王桂英', '19900001234', '石桥村', '三十五', '已支付', '1']] }));
    const { token, path } = shop.path('土鸡蛋接龙 2026-04-10 退回的行.xlsx');
    expect((await shop.core.imports.exportRefused({ file, target: token })).rows).toBe(1);
    const again = shop.file('土鸡蛋接龙 2026-04-10 退回的行.xlsx', workbook(Object.fromEntries(Object.entries(sheetsIn(path)).map(([name, rows]) => [name, rows.map((row) => row.map((cell) => (cell === '三十五' ? 35 : cell)))]))));
    await shop.core.imports.run({ file: again });
    expect((await shop.core.orders.list({})).rows).toMatchObject([{ goods: '土鸡蛋', orderedAt: '2026-04-10T00:00:00+08:00', paidFen: 3500 }]);
  });

  test('rows that only the write can refuse are among them; several files have a sheet each', async () => {
    const details = shop.file('宝贝表.csv', `主订单编号,子订单编号,标题,购买数量,商品属性\n${orderId(7)},${orderId(8)},土鸡蛋,1,30枚\n`);
    const orders = shop.file('订单表.csv', taobaoCsv([{ id: orderId(1), paid: '十元' }]));
    const { token, path } = shop.path('退回.xlsx');
    expect(await shop.core.imports.exportRefused({ file: details, others: [{ file: orders }], target: token })).toEqual({ rows: 2, fileName: '退回.xlsx' });
    const sheets = sheetsIn(path);
    expect(Object.keys(sheets)).toEqual(['宝贝表', '订单表']);
    expect(sheets['宝贝表']![1]![0]).toBe(orderId(7));
    expect(sheets['宝贝表']![1]!.at(-1)).toContain('还没有导入');
    expect((await shop.core.orders.list({})).total).toBe(0);
  });

  test('nothing refused is said, and the table itself is never overwritten', async () => {
    const file = shop.file('四月.csv', taobaoCsv([{ id: orderId(1) }]));
    const { token, path } = shop.path('退回.xlsx');
    expect((await failureOf(shop.core.imports.exportRefused({ file, target: token }))).code).toBe('imports.nothingRefused');
    expect(() => readFileSync(path)).toThrow(/ENOENT/);
    expect((await failureOf(shop.core.imports.exportRefused({ file, target: file }))).code).toBe('imports.targetIsSource');
  });
});
