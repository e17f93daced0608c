import { describe, expect, test } from 'vitest';
import { dateText } from '../../core/imports/reader/dates.ts';
import { read } from '../support/export-files.ts';
import { oracle, scanned } from '../support/xlsx-raw.ts';
import type { Value } from '../support/xlsx-writers.ts';
import { dialects, writtenBy } from '../support/xlsx-writers.ts';

const text = (value: string, more: Partial<Value & { is: 'text' }> = {}): Value => ({ is: 'text', text: value, ...more });
const number = (value: number): Value => ({ is: 'number', number: value });
const time = (serial: number): Value => ({ is: 'time', serial, text: dateText(serial, false)! });
const blank: Value = { is: 'blank' };

/** Every kind of cell that an order table has, and some that it should not have. */
const table: readonly (readonly Value[])[] = [
  [text('订单编号'), text('收货地址 '), text('宝贝标题', { rich: ['宝贝', '标题'] }), text('数量'), text('金额(元)'), text('下单时间'), text('备注'), text('是否自提')],
  [text('3301234567890100001'), text('河南省 信阳市 光山县'), text('散养土鸡蛋', { phonetic: 'サン' }), number(2), number(79.6), time(46143.375), text('a<b> & "c"'), { is: 'flag', flag: true }],
  [text('3301234567890100002'), blank, text('红薯粉 5斤', { rich: ['红薯', '粉 ', '5斤'] }), number(0), number(-0.07), time(46143.99998842593), text('第一行\n第二行'), { is: 'flag', flag: false }],
  [],
  [text('0012'), text(' 前后有空格 '), text('😀𠮷𡐓村'), number(3.5), { is: 'formula', formula: 'SUM(E2:E3)', result: 79.53 }, time(36526), { is: 'formula', formula: 'A2&"<x>"', result: '算出来的' }, { is: 'error' }],
  [blank, blank, blank, number(123456789012), number(0.1), blank, text('null')],
];

describe.each(Object.keys(dialects))('a workbook of %s', (name) => {
  test.each([['in a plain archive', false], ['written as a stream', true]] as const)('%s: every cell is what it was', async (_, descriptors) => {
    const { bytes, rows } = writtenBy(name, table, descriptors);
    for (const pieceBytes of [1, 7, 65_536]) expect(await scanned(bytes, pieceBytes)).toEqual([{ name: '订单', hidden: false, rows }]);
    expect(await read(bytes)).toMatchObject({ type: 'workbook', workbook: { format: 'xlsx', sheets: [{ rows }] } });
  });

  test('SheetJS reads the same cells, where it knows the dialect', () => {
    const { bytes, rows } = writtenBy(name, table);
    const cells = oracle(bytes)[0]?.rows;
    // Days that are written as texts it takes through the machine's time zone, and loses.
    if (dialects[name]?.times === 'iso') expect(cells?.map((row) => row.filter((_cell, at) => at !== 5))).toEqual(rows.map((row) => row.filter((_cell, at) => at !== 5)));
    else expect(cells).toEqual(rows);
  });
});

test('the dialects are those that shops meet', () => {
  expect(Object.keys(dialects)).toEqual(expect.arrayContaining(['Excel', 'WPS', 'LibreOffice', 'POI SXSSF', 'EasyExcel', 'XlsxWriter', 'openpyxl', 'SheetJS', 'Numbers']));
});
