import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import { encodeGbk } from '../../core/practice/builders/gbk.ts';
import { streamedXlsx } from '../../core/practice/builders/xlsx-parts.ts';
import { read, workbookOf } from '../support/export-files.ts';

const bytesOf = (book: Xlsx.WorkBook, bookType: Xlsx.BookType): Uint8Array => new Uint8Array(Xlsx.write(book, { type: 'array', bookType }) as ArrayBuffer);
const bookOf = (rows: readonly (readonly unknown[])[]): Xlsx.WorkBook => {
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet(rows.map((row) => [...row])), '订单');
  return book;
};
const small = streamedXlsx([{ name: '订单列表', rows: [['订单编号', '金额'], ['001', 12.5]] }]);

describe('reading what a merchant drops in', () => {
  test('finds out the encoding of a csv without asking', async () => {
    const text = '姓名,电话,村\r\n王秀英,13800138000,上坪村\r\n';
    const rows = [['姓名', '电话', '村'], ['王秀英', '13800138000', '上坪村']];
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([...text].map((each) => each.charCodeAt(0))).buffer)]);
    for (const [bytes, encoding] of [[encodeGbk(text), 'gb18030'], [new TextEncoder().encode(text), 'utf-8'], [new TextEncoder().encode(`\ufeff${text}`), 'utf-8'], [utf16, 'utf-16le']] as const) {
      const workbook = await workbookOf(bytes);
      expect({ encoding: workbook.encoding, rows: workbook.sheets[0]?.rows }).toEqual({ encoding, rows });
    }
  });

  test('keeps long numbers, leading zeros and odd texts of a csv as they are', async () => {
    const { sheets } = await workbookOf('订单号;金额;备注\n2130456789012345678;0138;1.38E+10\n="3";1-2;=1+1\n');
    expect(sheets[0]?.rows.slice(1)).toEqual([['2130456789012345678', '0138', '1.38E+10'], ['="3"', '1-2', '=1+1']]);
  });

  test('keeps the line numbers of the file when there are blank lines', async () => {
    const { sheets } = await workbookOf('a,b\n\n1,2\n\n\n');
    expect(sheets[0]?.rows).toEqual([['a', 'b'], [], ['1', '2']]);
  });

  test('reads real date cells to the second, whatever time zone the laptop believes in', async () => {
    const book = bookOf([['下单时间'], [0], [0]]);
    const sheet = book.Sheets['订单']!;
    sheet.A2 = { t: 'n', v: 43236.401388888888, z: 'yyyy-mm-dd hh:mm:ss' };
    sheet.A3 = { t: 'n', v: 45413, z: 'yyyy/m/d' };
    for (const type of ['xlsx', 'biff8'] as const) {
      const { sheets } = await workbookOf(bytesOf(book, type));
      expect(sheets[0]?.rows.slice(1)).toEqual([['2018-05-16 09:38:00'], ['2024-05-01 00:00:00']]);
    }
  });

  test('counts days from 1904 when the workbook says so', async () => {
    const book = bookOf([['日期'], [0]]);
    book.Sheets['订单']!.A2 = { t: 'n', v: 43951, z: 'yyyy-mm-dd' };
    book.Workbook = { WBProps: { date1904: true } };
    expect((await workbookOf(bytesOf(book, 'xlsx'))).sheets[0]?.rows[1]).toEqual(['2024-05-01 00:00:00']);
  });

  test('sees every row although the sheet claims to have one cell', async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => [`单${index}`, index]);
    const { sheets } = await workbookOf(streamedXlsx([{ name: '订单列表', rows }]));
    expect(sheets[0]?.rows).toHaveLength(1200);
    expect(sheets[0]?.rows[1199]).toEqual(['单1199', 1199]);
  });

  test('takes html tables that are named xls, and leaves scripts out', async () => {
    const { format, sheets } = (await workbookOf('<html><table><tr><td>电话</td></tr><tr><td>013800138000<script>alert(1)</script></td></tr></table></html>'));
    expect({ format, rows: sheets[0]?.rows }).toEqual({ format: 'html', rows: [['电话'], ['013800138000']] });
  });

  test('takes a file in which a remark was cut in the middle of a character', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `330123456789${index},王桂英,请放在村口小卖部`).join('\r\n');
    const cut = new Uint8Array([...encodeGbk(`订单号,姓名,备注\r\n${rows}`), 0xb4]);
    const workbook = await workbookOf(cut);
    expect({ encoding: workbook.encoding, warnings: workbook.warnings, rows: workbook.sheets[0]?.rows.length }).toEqual({ encoding: 'gb18030', warnings: [{ code: 'imports.brokenCharacters' }], rows: 301 });
  });

  test('names hidden sheets to the user', async () => {
    const book = bookOf([['a'], ['1']]);
    book.Workbook = { Sheets: [{ name: '订单', Hidden: 1 }] };
    const { sheets, warnings } = await workbookOf(bytesOf(book, 'xlsx'));
    expect({ hidden: sheets[0]?.hidden, warnings }).toEqual({ hidden: true, warnings: [{ code: 'imports.hiddenSheet' }] });
  });
});

describe('refusing in words', () => {
  const changed = (bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array => {
    const copy = bytes.slice();
    change(copy);
    return copy;
  };
  const stored = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': strToU8('<v>13800138000</v>') }, { level: 0 });
  const wideRow = Array.from({ length: 300 }, (_, index) => `列${index}`).join(',');
  const cases: readonly (readonly [string, Uint8Array | string, string])[] = [
    ['an empty file', '', 'imports.fileEmpty'],
    ['a file with nothing but blank lines', '\n\n,,\n', 'imports.noRows'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'imports.wrongFormat'],
    ['a program', 'MZ\u0090', 'imports.wrongFormat'],
    ['SYLK named csv', 'ID;PWXL;N;E\nC;Y2000000000;X1;K1\nE\n', 'imports.wrongFormat'],
    ['bytes that are no text', new Uint8Array(4096), 'imports.notATable'],
    ['a web page without a table', '<html><body>登录</body></html>', 'imports.notATable'],
    ['an ods table', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<a/>') }), 'imports.wrongFormat'],
    ['a word document', zipSync({ 'word/document.xml': strToU8('<a/>'), '[Content_Types].xml': strToU8('<a/>') }), 'imports.wrongFormat'],
    ['half a download', small.slice(0, small.length / 2), 'imports.damagedFile'],
    ['one changed digit', changed(stored, (copy) => (copy[new TextDecoder('latin1').decode(copy).indexOf('13800') + 4] = 0x37)), 'imports.damagedFile'],
    ['a document type in the xml', zipSync({ 'xl/workbook.xml': strToU8('<!DOCTYPE a><workbook/>') }), 'imports.suspiciousFile'],
    ['a part that inflates a thousand times', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/media/a.bin': new Uint8Array(20_000_000) }), 'imports.suspiciousFile'],
    ['a path out of the file', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), '../evil.xml': strToU8('<a/>') }), 'imports.suspiciousFile'],
    ['too many columns', `${wideRow}\n${wideRow}\n`, 'imports.tooManyColumns'],
    ['a quote that is never closed', '姓名,电话\n"王,138\n李,139\n', 'imports.unbalancedQuote'],
    ['two open quotes that swallow the rows between', '姓名,电话\n"王,138\n李,139\n赵,137\n钱,136\n孙,135",1\n周,134\n', 'imports.unbalancedQuote'],
  ];
  test.each(cases)('%s', async (_, bytes, code) => {
    expect(await read(bytes)).toMatchObject({ type: 'failed', code });
    expect(importMessages).toHaveProperty([code]);
  });

  test('more rows than the limit are refused, never cut', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`${index}`, 1]);
    expect(await read(streamedXlsx([{ name: '表', rows }]), 50)).toMatchObject({ code: 'imports.tooManyRows', details: { max: 50 } });
    expect(await read(rows.map((row) => row.join(',')).join('\n'), 50)).toMatchObject({ code: 'imports.tooManyRows' });
  });
});

const hostile = new URL('../../../shared/data/hostile/', import.meta.url);
describe.runIf(existsSync(hostile))('the hostile files', () => {
  const names = existsSync(hostile) ? readdirSync(hostile) : [];
  test.each(names)('%s ends in a known sentence or in plain rows', async (name) => {
    const outcome = await read(readFileSync(new URL(name, hostile)));
    if (outcome.type === 'failed') expect(importMessages).toHaveProperty([outcome.code]);
    else expect(outcome.workbook.sheets.some(({ rows }) => rows.length > 0)).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('the harmless ones among them are read rightly', async () => {
    const rows = async (name: string) => (await workbookOf(readFileSync(new URL(name, hostile)))).sheets[0]?.rows ?? [];
    expect(await rows('benign_descriptor.xlsx')).toHaveLength(501);
    const four = [['姓名', '电话', '村', '欠款'], ['王秀英', '13800138000', '上坪村', 120.5]];
    expect((await rows('benign_formatted_blank.xlsx')).slice(0, 2)).toEqual(four);
    expect((await rows('benign_formatted_blank.xlsx'))).toHaveLength(4);
    expect((await rows('dim_lie_full.xlsx')).slice(0, 2)).toEqual(four);
    expect((await rows('gbk.csv'))[1]).toEqual(['王秀英', '13800138000', '上坪村', '120.5']);
    expect((await rows('gb18030_rare.csv'))[1]).toEqual(['㛃𠮷𬭎', '13700137000', '𡐓村', '5']);
    expect((await rows('utf16le_bom.csv'))[1]).toEqual(['王秀英', '13800138000', '上坪村', '120.5']);
    expect((await rows('real_biff8.xls'))[1]).toEqual(['王秀英', '13800138000']);
  });
});
