import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import * as Xlsx from 'xlsx';
import { encodeGbk } from '../../core/practice/builders/gbk.ts';
import { streamedXlsx } from '../../core/practice/builders/xlsx-parts.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { read, workbookOf } from '../support/export-files.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { lockedOffice, lockedZip } from '../support/locked-files.ts';
import { rawXlsx } from '../support/xlsx-raw.ts';

const table = [['订单编号', '金额'], ['001', 12.5]];
const xlsx = streamedXlsx([{ name: '订单列表', rows: table }, { name: '商品列表', rows: table }]);
const xls = (() => {
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet(table), '旧表');
  return new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
})();
const csv = strToU8('订单编号,金额\n001,12.5\n');
const card = strToU8('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王桂英\r\nTEL:13900001234\r\nEND:VCARD\r\n');

const sheetsIn = async (bytes: Uint8Array) => (await workbookOf(bytes)).sheets.map(({ file, name, rows }) => [file, name, rows.length]);

/** Every name in GBK and nothing that says so, as Windows packs. */
const gbkZip = (files: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const names = Object.keys(files).map((name, index) => ({ name: encodeGbk(name), standIn: String(index).repeat(encodeGbk(name).length) }));
  const zip = Buffer.from(zipSync(Object.fromEntries(Object.values(files).map((bytes, index) => [names[index]!.standIn, bytes]))));
  for (const { name, standIn } of names) for (let at = zip.indexOf(standIn); at >= 0; at = zip.indexOf(standIn, at)) zip.set(name, at);
  return new Uint8Array(zip);
};

describe('a zip of tables', () => {
  test('is one workbook: every table of every file, in whatever format and folder', async () => {
    const bytes = zipSync({
      '五月.csv': csv, '店铺A/订单.xlsx': xlsx, '店铺A/老/订单.xls': xls, '制表符.tsv': strToU8('订单编号\t金额\n001\t12.5\n'), '通讯录.vcf': card, '网页.xls': strToU8('<table><tr><td>订单编号</td></tr><tr><td>001</td></tr></table>'),
    });
    expect(await sheetsIn(bytes)).toEqual([
      ['五月.csv', '', 2], ['店铺A/订单.xlsx', '订单列表', 2], ['店铺A/订单.xlsx', '商品列表', 2], ['店铺A/老/订单.xls', '旧表', 2], ['制表符.tsv', '', 2], ['通讯录.vcf', '', 2], ['网页.xls', 'Sheet1', 2],
    ]);
    expect((await workbookOf(bytes)).format).toBe('zip');
  });

  test('keeps Chinese names that Windows packed', async () => {
    expect(await sheetsIn(gbkZip({ '订单/五月.csv': csv, '订单/六月.csv': csv }))).toEqual([['订单/五月.csv', '', 2], ['订单/六月.csv', '', 2]]);
  });

  test('leaves out what computers put beside files, silently, and names other files', async () => {
    const bytes = zipSync({ '__MACOSX/._五月.csv': strToU8('x'), '.DS_Store': strToU8('x'), '~$五月.xlsx': strToU8('x'), '空/': new Uint8Array(), 'Thumbs.db': strToU8('x'), '五月.csv': csv });
    expect(await workbookOf(bytes)).toMatchObject({ warnings: [], sheets: [{ file: '五月.csv' }] });
    const mixed = zipSync({ '五月.csv': csv, '说明.pdf': strToU8('%PDF-1.7'), '图/1.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]), '没有订单.csv': new Uint8Array() });
    expect(await workbookOf(mixed)).toMatchObject({ warnings: [{ code: 'imports.archiveRest', details: { files: '说明.pdf、图/1.png、没有订单.csv' } }], sheets: [{ file: '五月.csv' }] });
  });

  test('may lie in one more zip, but not deeper', async () => {
    const inner = zipSync({ '五月.csv': csv });
    const bytes = zipSync({ '店铺A.zip': inner, '店铺B.zip': zipSync({ '更深.zip': inner, '六月.csv': csv }) });
    expect(await sheetsIn(bytes)).toEqual([['店铺A.zip/五月.csv', '', 2], ['店铺B.zip/六月.csv', '', 2]]);
    expect((await workbookOf(bytes)).warnings).toEqual([{ code: 'imports.archiveRest', details: { files: '店铺B.zip/更深.zip' } }]);
  });

  test('of a workbook that had to be read a second time, the other way, nothing is there twice', async () => {
    const odd = rawXlsx({ sheet: '<row r="1"><c r="A1" t="inlineStr"><is><t>订单编号</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>', relationships: '<Relationships/>' });
    const sheets = await sheetsIn(zipSync({ 'a.csv': csv, 'b.xlsx': xlsx, 'c.csv': csv }));
    expect(sheets.map(([file]) => file)).toEqual(['a.csv', 'b.xlsx', 'b.xlsx', 'c.csv']);
    const outcome = await read(zipSync({ 'a.csv': csv, 'b.xlsx': odd, 'c.csv': csv }));
    expect(outcome.type === 'failed' ? outcome.code : outcome.workbook.sheets.map(({ file }) => file)).not.toEqual(['b.xlsx', 'c.csv']);
  });

  test('with names that lead out of it harms nobody', async () => {
    expect(await sheetsIn(zipSync({ '../../etc/五月.csv': csv, '/六月.csv': csv, 'C:\\账\\七月.csv': csv, '\u202Evsc.月八.csv': csv }))).toEqual([
      ['etc/五月.csv', '', 2], ['六月.csv', '', 2], ['账/七月.csv', '', 2], ['vsc.月八.csv', '', 2],
    ]);
  });
});

describe('a zip is refused', () => {
  test.each([
    ['with nothing in it', zipSync({}), { code: 'imports.archiveWithoutTables', details: { inside: '—' } }],
    ['with no table in it', zipSync({ '说明.pdf': strToU8('%PDF-1.7'), '里.zip': zipSync({ 'a.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }) }), { code: 'imports.archiveWithoutTables', details: { inside: '说明.pdf、里.zip' } }],
    ['whole, when one of its tables is damaged', zipSync({ 'a.csv': csv, '店/b.xlsx': xlsx.slice(0, xlsx.length / 2) }), { code: 'imports.damagedFile', details: { entry: '店/b.xlsx' } }],
    ['with an open quote in one of its tables', zipSync({ 'a.csv': csv, 'b.csv': strToU8('姓名,电话\n"王,138\n李,139\n') }), { code: 'imports.unbalancedQuote', details: { entry: 'b.csv', row: 2 } }],
    ['that inflates a thousand times', zipSync({ 'a.csv': new Uint8Array(20_000_000) }), { code: 'imports.suspiciousFile' }],
    ['that inflates in many small files', zipSync(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.csv`, new Uint8Array(3_000_000)]))), { code: 'imports.suspiciousFile' }],
    ['with a thousand files', zipSync(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.csv`, csv]))), { code: 'imports.tooManyParts' }],
  ])('%s', async (_, bytes, refusal) => {
    expect(await read(bytes)).toMatchObject({ type: 'failed', ...refusal });
  });

  test('with more rows in all of its tables than one import takes', async () => {
    const rows = strToU8(Array.from({ length: 40 }, (_, index) => `${index},1`).join('\n'));
    expect(await read(zipSync({ 'a.csv': rows, 'b.csv': rows }), 50)).toMatchObject({ code: 'imports.tooManyRows', details: { max: 50, entry: 'b.csv' } });
    expect(await read(zipSync({ '店.zip': zipSync({ 'a.csv': rows }), '外.zip': zipSync({ 'b.csv': csv, 'c.csv': csv, 'd.csv': rows }) }), 50)).toMatchObject({ code: 'imports.tooManyRows', details: { entry: '外.zip/d.csv' } });
  });

  test('with a changed byte', async () => {
    const bytes = zipSync({ 'a.csv': csv }, { level: 0 });
    bytes[Buffer.from(bytes).indexOf('001')] = 0x39;
    expect(await read(bytes)).toMatchObject({ code: 'imports.damagedFile', details: { entry: 'a.csv' } });
  });
});

describe('what is no table and no zip says so', () => {
  const dbase = new Uint8Array(97);
  dbase.set([0x03, 126, 5, 1, 1, 0, 0, 0, 65, 0, 10, 0]);
  test.each([
    ['an rar archive', strToU8('Rar!\x1a\x07'), 'imports.otherArchive', 'RAR 压缩包'],
    ['a 7z archive', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), 'imports.otherArchive', '7z 压缩包'],
    ['a gz archive', new Uint8Array([0x1f, 0x8b, 8]), 'imports.otherArchive', 'gz 压缩包'],
    ['dBASE', dbase, 'imports.wrongFormat', 'dBASE 表格'],
    ['SYLK', strToU8('ID;PWXL;N;E\n'), 'imports.wrongFormat', 'SYLK 表格'],
    ['a pdf', strToU8('%PDF-1.7\n'), 'imports.wrongFormat', 'PDF'],
    ['a photo of a telephone', strToU8('\0\0\0\x18ftypheic'), 'imports.wrongFormat', '图片或视频'],
    ['an ods table', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }), 'imports.wrongFormat', 'ODS 表格'],
    ['a Numbers table', zipSync({ 'Index/Document.iwa': strToU8('x') }), 'imports.wrongFormat', 'Numbers 表格'],
    ['an xlsb table', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'imports.wrongFormat', 'xlsb 表格'],
    ['a word document', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'imports.wrongFormat', 'Word 文档'],
  ])('%s', async (_, bytes, code, format) => {
    expect(await read(bytes)).toMatchObject({ type: 'failed', code, details: { format } });
  });

  test('a short text of digits is no dBASE table', async () => {
    expect(await read('3\t1\t2026\t5\t9\n3\t1\t2026\t5\t9\n')).toMatchObject({ type: 'workbook' });
  });
});

describe('importing a zip', () => {
  let shop: TestCore;
  afterEach(() => shop.stop());
  const orders = (month: string, from: number) => strToU8(taobaoCsv([{ id: orderId(from), at: `2026-${month}-01 09:00:00` }, { id: orderId(from + 1), at: `2026-${month}-02 09:00:00` }]));

  test('is one import, taken back as one; refused rows say in which file they are', async () => {
    shop = startCore();
    const bad = strToU8(taobaoCsv([{ id: orderId(8), at: '哪天' }]));
    const file = shop.file('上半年.zip', zipSync({ '淘宝/四月.csv': orders('04', 1), '淘宝/五月.csv': orders('05', 3), '坏.csv': bad }));
    expect(await shop.core.imports.preview({ file })).toMatchObject({ type: 'ready', summary: { fileName: '上半年.zip', sheet: '淘宝/四月.csv', counts: { rowsRead: 5, ordersCreated: 4 } } });
    const { batchId, refusals, firstOn, lastOn } = await shop.core.imports.run({ file });
    expect({ firstOn, lastOn, refusals }).toMatchObject({ firstOn: '2026-04-01', lastOn: '2026-05-02', refusals: [{ sheet: '坏.csv', row: 2, code: 'imports.badDate' }] });
    expect((await shop.core.orders.list({})).total).toBe(4);
    await shop.core.imports.undo({ batchId: batchId! });
    expect((await shop.core.orders.list({})).total).toBe(0);
  });

  test('the lines of orders find their orders in whatever order the files lie', async () => {
    shop = startCore();
    const lines = strToU8(`订单编号,标题,价格,购买数量,外部系统编号,商品属性,订单状态\n${orderId(1)},土鸡蛋 30枚,30.00,1,,,交易成功\n`);
    const file = shop.file('淘宝.zip', zipSync({ 'ExportOrderDetailList.csv': lines, 'ExportOrderList.csv': orders('05', 1) }));
    expect(await shop.core.imports.run({ file })).toMatchObject({ counts: { ordersCreated: 2, rowsRefused: 0 }, refusals: [] });
  });

  test('asks for the password of what is locked, and writes nothing without it', async () => {
    shop = startCore();
    const file = shop.file('快团团.zip', await lockedZip([['五月.csv', orders('05', 1), '654321']], 'zipcrypto'));
    expect(await failureOf(shop.core.imports.preview({ file }))).toEqual({ code: 'imports.passwordNeeded', details: { file: '快团团.zip' } });
    expect(await failureOf(shop.core.imports.run({ file, passwords: ['111111'] }))).toEqual({ code: 'imports.passwordWrong', details: { file: '快团团.zip' } });
    expect((await shop.core.orders.list({})).total).toBe(0);
    expect(await shop.core.imports.run({ file, passwords: ['111111', '654321'] })).toMatchObject({ counts: { ordersCreated: 2 } });
    expect(JSON.stringify(shop.app.store.reader.prepare('SELECT * FROM operations').all())).not.toContain('654321');
  });

  test('names the locked workbook inside, and hands the refused rows of it back', async () => {
    shop = startCore();
    const book = Xlsx.utils.book_new();
    Xlsx.utils.book_append_sheet(book, Xlsx.read(taobaoCsv([{ id: orderId(1) }, { id: orderId(2), at: '哪天' }]), { type: 'string', raw: true }).Sheets['Sheet1']!, '订单列表');
    const workbook = lockedOffice(new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer), 'abc');
    const file = shop.file('五月.zip', zipSync({ '店/订单.xlsx': workbook }));
    expect(await failureOf(shop.core.imports.preview({ file }))).toEqual({ code: 'imports.passwordNeeded', details: { file: '五月.zip · 店/订单.xlsx' } });
    const { refusals } = await shop.core.imports.run({ file, passwords: ['abc'] });
    expect(refusals).toMatchObject([{ sheet: '店/订单.xlsx · 订单列表', row: 3 }]);
    const target = shop.path('退回.xlsx');
    expect(await failureOf(shop.core.imports.exportRefused({ file, target: target.token }))).toMatchObject({ code: 'imports.passwordNeeded' });
    expect(await shop.core.imports.exportRefused({ file, passwords: ['abc'], target: target.token })).toMatchObject({ rows: 1 });
    expect(Xlsx.read(readFileSync(target.path)).SheetNames).toEqual(['店 订单.xlsx · 订单列表']);
  });
});

test('an order of which two tables of an archive tell counts once, with its money, and so does what is said of both', async () => {
  const shop = startCore();
  onTestFinished(() => shop.stop());
  const april = taobaoCsv([{ id: orderId(1), paid: '50.00', status: '买家已付款，等待卖家发货' }, { id: orderId(2), paid: '60.00' }]);
  const may = taobaoCsv([{ id: orderId(1), paid: '50.00', refund: '20.00' }, { id: orderId(3), paid: '70.00' }]);
  const details = ['订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码', `${orderId(2)},土鸡蛋,30.00,2,,30枚装,,,交易成功,`].join('\r\n');
  const file = shop.file('一季度.zip', zipSync({ '四月.csv': strToU8(april), '五月.csv': strToU8(may), '老/四月.csv': strToU8(april), '宝贝.csv': strToU8(details) }));
  const { counts, batchId } = await shop.core.imports.run({ file });
  expect(counts).toMatchObject({ rowsRead: 7, ordersCreated: 3, ordersUpdated: 0, ordersUnchanged: 0, ordersNotCounted: 0, customersCreated: 3, paidFen: 180_00, refundFen: 20_00 });
  expect(await shop.core.orders.list({})).toMatchObject({ total: 3, netFen: 160_00 });
  expect(await shop.core.imports.rows({ source: { batchId: batchId! }, cause: 'ordersCreated' })).toMatchObject({ total: 3 });
  const unnumbered = strToU8('买家会员名,买家实际支付金额,订单状态,订单创建时间,宝贝标题\r\n王婶,30,交易成功,2026-04-01 09:00:00,土鸡蛋');
  const { warnings } = await shop.core.imports.preview({ file: shop.file('没有单号.zip', zipSync({ '一.csv': unnumbered, '二.csv': unnumbered })) }).then((preview) => (preview.type === 'ready' ? preview.summary : expect.fail()));
  expect(warnings.map(({ code }) => code)).toEqual(['imports.noOrderNumbers']);
});
