import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import type { TableKind } from '../../core/imports/contract.ts';
import { templates } from '../../core/imports/templates.rules.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { storedOrders } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const kinds = Object.keys(templates) as TableKind[];
const saved = async (kind: TableKind): Promise<string> => {
  const target = shop.path(`${templates[kind].sheetName}.xlsx`);
  expect(await shop.core.imports.saveTemplate({ kind, target: target.token })).toEqual({ fileName: `${templates[kind].sheetName}.xlsx` });
  return target.path;
};

type Filling = Readonly<Record<string, string | number>>;
/** The template as somebody fills it in Excel and saves it: the second sheet stays where it was. */
const filled = async (kind: TableKind, ...rows: readonly Filling[]): Promise<string> => {
  const book = Xlsx.read(readFileSync(await saved(kind)));
  Xlsx.utils.sheet_add_json(book.Sheets[templates[kind].sheetName]!, [...rows], { header: templates[kind].columns.map(({ header }) => header) });
  return shop.file(`填好的${kind}.xlsx`, new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
};
/** The examples of the rules, filled in as they stand there. */
const exampleRows = (kind: TableKind): readonly Filling[] =>
  [0, 1].map((index) => Object.fromEntries(templates[kind].columns.flatMap(({ header, examples }) => (examples[index] ? [[header, examples[index]]] : []))));

describe('an empty table to fill by hand', () => {
  test.each(kinds)('of %s explains every column, keeps numbers as text and offers the fixed words', async (kind) => {
    const path = await saved(kind);
    const book = Xlsx.read(readFileSync(path));
    expect(book.SheetNames).toEqual([templates[kind].sheetName, '填表说明']);
    const [headers, ...rest] = Xlsx.utils.sheet_to_json<string[]>(book.Sheets[templates[kind].sheetName]!, { header: 1 });
    expect(rest).toEqual([]);
    const guide = Xlsx.utils.sheet_to_json<string[]>(book.Sheets['填表说明']!, { header: 1 });
    expect(guide.slice(1, -1).map(([header]) => header)).toEqual(headers);
    expect(guide.slice(1, -1).every(([, rule, empty]) => rule && empty)).toBe(true);
    const xml = strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml']!);
    expect(xml).toContain('state="frozen"');
    const fixed = templates[kind].columns.filter(({ choices }) => choices);
    expect([...xml.matchAll(/<formula1>"([^"]+)"/g)].map(([, words]) => words?.split(','))).toEqual(fixed.map(({ choices }) => choices));
  });

  test.each(kinds)('of %s says that it is empty when it comes back empty, and imports no example', async (kind) => {
    expect(await failureOf(shop.core.imports.preview({ file: shop.grant(await saved(kind)) }))).toMatchObject({ code: 'imports.noRows' });
    // Nor when somebody keeps only the page with the rules, under another name.
    const book = Xlsx.read(readFileSync(await saved(kind)));
    const guide = Xlsx.utils.book_new();
    Xlsx.utils.book_append_sheet(guide, book.Sheets['填表说明']!, '抄来的');
    const file = shop.file('说明.xlsx', new Uint8Array(Xlsx.write(guide, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
    expect((await shop.core.imports.preview({ file })).type).toBe('question');
  });

  test.each(kinds)('of %s takes its own examples without a complaint, and the same again without a change', async (kind) => {
    const file = await filled(kind, ...exampleRows(kind));
    const result = await shop.core.imports.run({ file });
    expect(result).toMatchObject({ platform: '乡客', kind, refusals: [], counts: { rowsRead: 2 } });
    expect({ customers: result.counts.customersCreated, orders: result.counts.ordersCreated, products: result.counts.productsCreated }[kind]).toBe(2);
    expect(await shop.core.imports.run({ file })).toMatchObject({ batchId: null });
  });

  test('customers come in as people write them: several phones, a lunar birthday, a whole address in one cell', async () => {
    await shop.core.imports.run({ file: await filled('customers',
      { 姓名: '王桂英', 电话: '139 0000 1234、0376-6123456 家里', 生日: '农历闰06-15', 标签: '老主顾，爱吃辣', 客户类型: '批发', 免打扰: '是', 详细地址: '河南省信阳市光山县槐店乡大栗树村5组' },
      { 姓名: '李想', 电话: 13800005678, 生日: '1990/3/5', 同意日期: '2026年5月1日', 是否同意: '同意', 同意方式: '当面', 喜欢怎么联系: '微信', 爱好: '钓鱼', 信用: '好', 村: '石桥村', 组屯: '3组' }) });
    const get = async (name: string) => shop.core.customers.get({ id: (await shop.core.customers.list({ search: name })).rows[0]!.id });
    expect(await get('王桂英')).toMatchObject({
      phones: [{ number: '13900001234', label: null }, { number: '03766123456', label: '家里' }], kind: 'wholesaler', doNotDisturb: true, tags: ['爱吃辣', '老主顾'],
      birthday: { calendar: 'lunar', year: null, month: 6, day: 15, leapMonth: true },
      addresses: [{ province: '河南省', city: '信阳市', district: '光山县', village: '大栗树村' }],
    });
    expect(await get('李想')).toMatchObject({ phones: [{ number: '13800005678' }], consent: 'agreed', consentOn: '2026-05-01', birthday: { year: 1990, month: 3, day: 5 },
      consentWay: 'spoken', preferredChannel: 'wechat', hobbies: '钓鱼', credit: 'good', addresses: [{ village: '石桥村', hamlet: '3组' }] });
  });

  test('sales without a number or a total are told apart, counted and added up', async () => {
    const sale = { 下单时间: '2026-05-01', 收货人: '王桂英', 电话: '13900001234', 商品: '土鸡蛋', 商品金额: 30 };
    const file = await filled('orders', sale, sale, { ...sale, 商品: '红薯', 平台订单号: 'A1', 商品金额: 8, 运费: 2 }, { ...sale, 商品: '小米', 平台订单号: 'A1', 商品金额: 12, 订单状态: '已取消' });
    const result = await shop.core.imports.run({ file });
    expect(result).toMatchObject({ counts: { ordersCreated: 3, customersCreated: 1, paidFen: 82_00 }, warnings: [{ code: 'imports.noOrderNumbers' }] });
    expect((await storedOrders(shop)).map(({ platform, money, lines }) => [platform, money[0], lines.length])).toEqual([['手工', 22_00, 2], ['手工', 30_00, 1], ['手工', 30_00, 1]]);
    expect(await shop.core.imports.run({ file })).toMatchObject({ batchId: null, counts: { ordersUnchanged: 3 } });
  });

  test('is forgiven its habits: a tick for 是, words cut short or drawn out, blanks too many, 无 where there is no phone', async () => {
    await shop.core.imports.run({ file: await filled('customers',
      { 姓名: ' 王桂英 ', 性别: '女士', 电话: '无', 免打扰: '√' }, { 姓名: '李想', 电话: '13800005678', 免打扰: '否' }) });
    const [wang] = (await shop.core.customers.list({ search: '王桂英' })).rows;
    expect(await shop.core.customers.get({ id: wang!.id })).toMatchObject({ name: '王桂英', gender: 'female', phones: [], doNotDisturb: true });
    expect((await shop.core.imports.run({ file: await filled('customers', { 姓名: '赵秀兰', 免打扰: '晚上' }) })).refusals).toMatchObject([{ column: '免打扰', code: 'imports.badOwnCell' }]);
    await shop.core.imports.run({ file: await filled('products', { 商品: '土鸡蛋', 规格: '30枚', 单位: '盒' }) });
    expect((await shop.core.imports.run({ file: await filled('products', { 商品: ' 土鸡蛋', 规格: '30枚 ', 成本价: 32 }) })).counts).toMatchObject({ productsCreated: 0, productsUpdated: 1 });
  });

  test('numbers that somebody counts anew every month are other orders; a refund may stand on any row of an order', async () => {
    const sale = { 下单时间: '2026-05-01', 收货人: '王桂英', 电话: '13900001234', 商品: '土鸡蛋', 实付: 30, 平台订单号: '1', 订单状态: '完成' };
    const file = await filled('orders', sale, { ...sale, 商品: '红薯', 退款: 10 }, { ...sale, 下单时间: '2026-06-01', 收货人: '李想', 电话: '13800005678', 实付: 50 });
    expect(await shop.core.imports.run({ file })).toMatchObject({ counts: { ordersCreated: 2, customersCreated: 2, paidFen: 80_00, refundFen: 10_00 } });
    expect(await shop.core.imports.run({ file })).toMatchObject({ batchId: null });
  });

  test('names the cell that it does not understand', async () => {
    const refusals = async (kind: TableKind, row: Filling) => (await shop.core.imports.run({ file: await filled(kind, row) })).refusals.map(({ column, code }) => [column, code]);
    expect(await refusals('customers', { 姓名: '王桂英', 性别: '保密' })).toEqual([['性别', 'imports.badOwnCell']]);
    expect(await refusals('customers', { 姓名: '王桂英', 电话: '没有' })).toEqual([['电话', 'imports.badPhone']]);
    expect(await refusals('customers', { 姓名: '王桂英', 生日: '去年' })).toEqual([['生日', 'imports.badBirthday']]);
    expect(await refusals('orders', { 收货人: '王桂英', 商品: '红薯' })).toEqual([['下单时间', 'imports.noDate']]);
    expect(await refusals('orders', { 下单时间: '2026-05-01', 商品: '红薯', 实付: '八块' })).toEqual([['实付', 'imports.badMoney']]);
    expect(await refusals('products', { 规格: '30枚' })).toEqual([['商品', 'imports.noGoods']]);
  });
});
