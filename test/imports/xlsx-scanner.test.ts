import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import type { Cell } from '../../core/imports/cells.ts';
import { ReadRefused, Unusual } from '../../core/imports/reader/refused.ts';
import { dateText, isBuiltInDate, isDateFormat } from '../../core/imports/reader/dates.ts';
import { sharedXlsx, streamedXlsx } from '../../core/practice/builders/xlsx-parts.ts';
import { read, workbookOf } from '../support/export-files.ts';
import type { Emitted } from '../support/xlsx-raw.ts';
import { oracle, rawXlsx, scanned, stylesOf } from '../support/xlsx-raw.ts';

const rowsOf = async (bytes: Uint8Array, pieceBytes?: number) => (await scanned(bytes, pieceBytes))[0]?.rows;
const written = (sheet: Xlsx.WorkSheet, options: Xlsx.WritingOptions = {}): Uint8Array => {
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, sheet, '订单');
  return new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'xlsx', ...options }) as ArrayBuffer);
};

describe('cells as strange programs write them', () => {
  const strings = '<si><t>甲</t></si><si/><si><t xml:space="preserve"> 乙 </t></si><si><r><rPr><b/><sz val="11"/></rPr><t>红</t></r><r><t xml:space="preserve"> 薯</t></r><rPh sb="0" eb="1"><t>hong</t></rPh><phoneticPr fontId="1"/></si><si><t><![CDATA[<丙> & 丁]]></t></si><si><t>&#20013;&#x6587;&amp;&lt;&#x1F600;_x000D_\n_x005F_x000D_</t></si>';
  type Case = readonly [what: string, sheet: string, rows: readonly (readonly Cell[])[]];
  const same: readonly Case[] = [
    ['every kind of value', '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="n"><v>12.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="b"><v>0</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="str"><v>算</v></c><c r="G1" t="inlineStr"><is><t>行</t></is></c><c r="H1"><v>-0.07</v></c></row>', [['甲', 12.5, '是', '否', null, '算', '行', -0.07]]],
    ['numbers of all lengths', '<row r="1"><c r="A1"><v>123456789012345678</v></c><c r="B1"><v>0.30000000000000004</v></c><c r="C1"><v>1.38E+10</v></c><c r="D1"><v>9007199254740993</v></c><c r="E1"><v>99.99</v></c><c r="F1"><v>5E-324</v></c><c r="G1"><v>+7</v></c></row>', [[123456789012345680, 0.30000000000000004, 13800000000, 9007199254740992, 99.99, 5e-324, 7]]],
    ['the cached value of a formula', '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>3</v></c><c r="B1" t="str"><f t="shared" ref="B1" si="0">A1&amp;"<![CDATA[x]]>"</f><v>文</v></c><c r="C1"><f>1/0</f></c></row>', [[3, '文']]],
    ['no references at all', '<row><c t="s"><v>0</v></c><c/><c><v>2</v></c></row><row></row><row><c><v>3</v></c></row>', [['甲', null, 2], [], [3]]],
    ['attributes in any order and quoting', "<row spans='1:3' r='2' ><c  s='0'\tt='s'\n r='C2' ><v >0</v></c></row>", [[], [null, null, '甲']]],
    ['rich text joined, its reading aids left out', '<row r="1"><c r="A1" t="s"><v>3</v></c><c r="B1" t="s"><v>2</v></c></row>', [['红 薯', ' 乙 ']]],
    ['a text of nothing but blanks, and one that is empty', '<row r="1"><c r="A1" t="inlineStr"><is><t>  </t></is></c><c r="B1" t="inlineStr"><is><t></t></is></c><c r="C1" t="inlineStr"><is/></c><c r="D1" t="str"><v></v></c></row>', [['  ']]],
    ['formatted blanks to the right and below', '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>', [[1]]],
    ['a column twice: the later one', '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c><c r="B1"><v>3</v></c></row>', [[1, 3]]],
  ];
  test.each(same)('%s', async (_, sheet, rows) => {
    const bytes = rawXlsx({ sheet, strings: strings.replace('<si/>', '<si><t/></si>') });
    expect(await rowsOf(bytes)).toEqual(rows);
    expect(oracle(bytes)[0]?.rows).toEqual(rows);
    for (const pieceBytes of [1, 7]) expect(await rowsOf(bytes, pieceBytes)).toEqual(rows);
  });

  test.each([
    ['an attribute more', '<c r="B1" cm="1"><v>7</v></c>'],
    ['another order', '<c t="s" r="B1"><v>0</v></c>'],
    ['kind before style', '<c r="B1" t="s" s="0"><v>0</v></c>'],
    ['single quotes', "<c r='B1'><v>7</v></c>"],
    ['small letters', '<c r="b1"><v>7</v></c>'],
    ['no row', '<c r="B"><v>7</v></c>'],
    ['a value of nothing', '<c r="B1" t="str"><v></v></c>'],
    ['CDATA', '<c r="B1" t="str"><v><![CDATA[7]]></v></c>'],
    ['a comment inside', '<c r="B1"><v>7<!-- 8 --></v></c>'],
    ['two values', '<c r="B1"><v>7</v><v>8</v></c>'],
    ['runs', '<c r="B1" t="inlineStr"><is><t>甲</t><t>乙</t></is></c>'],
    ['blanks kept', '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> 甲 &amp; </t></is></c>'],
    ['a formula', '<c r="B1"><f>A1</f><v>7</v></c>'],
    ['a formatted blank', '<c r="B1" s="1"/>'],
    ['yes', '<c r="B1" t="b"><v>1</v></c>'],
    ['a number that is none', '<c r="B1" t="s"><v>x</v></c>'],
    ['another row', '<c r="B2"><v>7</v></c>'],
    ['the last column of all', '<c r="XFD1"><v>7</v></c>'],
  ])('a cell that differs from the ordinary by %s reads as if it came byte by byte', async (_, odd) => {
    const ordinary = Array.from({ length: 20 }, (__, index) => `<c r="${String.fromCharCode(67 + index)}1"><v>${index}</v></c>`).join('');
    const outcome = (pieceBytes?: number) => rowsOf(rawXlsx({ sheet: `<row r="1"><c r="A1" t="s"><v>0</v></c>${odd}${ordinary}</row>`, strings }), pieceBytes).catch((error: unknown) => error);
    expect(await outcome()).toEqual(await outcome(1));
  });

  /** Here SheetJS is wrong, or says less. */
  const better: readonly Case[] = [
    ['an empty shared text that closes itself does not shift the others', '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>2</v></c></row>', [[null, ' 乙 ']]],
    ['entities, CDATA and Excel\'s own escapes', '<row r="1"><c r="A1" t="s"><v>4</v></c><c r="B1" t="s"><v>5</v></c><c r="C1" t="str"><v>a&amp;lt;b</v></c></row>', [['<丙> & 丁', '中文&<😀\n_x000D_', 'a&lt;b']]],
    ['a day that is written as a text', '<row r="1"><c r="A1" t="d"><v>2024-05-01</v></c><c r="B1" t="d"><v>2024-05-01T09:38:07.000Z</v></c></row>', [['2024-05-01 00:00:00', '2024-05-01 09:38:07']]],
    ['a text beside an unneeded kind', '<row r="1"><c r="A1" t="inlineStr"><v>文</v></c><c r="B1" t="b"/></row>', [['文']]],
    ['comments and pretty printing', '\n <!-- <row r="9"><c r="A9"><v>9</v></c></row> -->\n <row r="1">\n  <c r="A1" t="s">\n   <v>0</v>\n  </c>\n </row>\n', [['甲']]],
    ['a row that closes itself, and ends of tags with blanks', '<row/><row r="3" ><c r="A3" ><v >1</v ></c ></row ><row/><row/><row><c><v>4</v></c></row>', [[], [], [1], [], [], [4]]],
    ['prefixes on every name', '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:dimension ref="A1"/><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:r><x:t>红</x:t></x:r><x:rPh><x:t>hong</x:t></x:rPh></x:is></x:c></x:row></x:sheetData></x:worksheet>', [['甲', '红']]],
  ];
  test.each(better)('%s', async (_, sheet, rows) => {
    const bytes = rawXlsx({ sheet, strings });
    for (const pieceBytes of [1, 7, 65_536]) expect(await rowsOf(bytes, pieceBytes)).toEqual(rows);
  });

  const row = (index: number, value: number) => `<row r="${index}"><c r="A${index}"><v>${value}</v></c></row>`;
  test.each([
    ['rows in any order', row(3, 3) + row(1, 1)],
    ['a row that comes in two parts', '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>'],
    ['cells that belong to another row', '<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>2</v></c></row>'],
    ['elements that end in the wrong order', '<row r="1"><c r="A1" t="str"><v>1</c><c r="B1"></v><v>2</v></c></row>'],
    ['a kind of cell that nobody knows', '<row r="1"><c r="A1" t="zz"><v>1</v></c><c r="B1"><v>2</v></c></row>'],
    ['rows in any order, after hundreds of good ones', Array.from({ length: 9000 }, (_, index) => row(index + 5, index)).join('') + row(1, 1)],
  ])('%s: left to SheetJS, and not a row is lost or doubled', async (_, sheet) => {
    const bytes = rawXlsx({ sheet });
    await expect(scanned(bytes)).rejects.toThrow(Unusual);
    expect((await workbookOf(bytes)).sheets).toEqual(oracle(bytes));
  });

  test('parts in UTF-16 are left to SheetJS', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData/></worksheet>', 'utf16le')]);
    await expect(scanned(rawXlsx({ sheet: '', more: { 'xl/worksheets/sheet1.xml': utf16 } }))).rejects.toThrow(Unusual);
  });
});

describe('workbooks as strange programs write them', () => {
  const one = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const office = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
  test('sheets in the order of the workbook, wherever their parts lie, hidden ones named', async () => {
    const sheets = await scanned(
      rawXlsx({
        sheet: one,
        workbook: `<x:workbook xmlns:x="m" xmlns:rel="${office}"><x:workbookPr/><x:sheets><x:sheet rel:id="b" name="二 &amp; &lt;2&gt;" state="veryHidden" sheetId="7"/><x:sheet name='一' sheetId='1' rel:id='a'></x:sheet><x:sheet name="图" sheetId="3" rel:id="c"/></x:sheets></x:workbook>`,
        relationships: `<Relationships><Relationship Target="/xl/worksheets/sheet1.xml" Type="${office}/worksheet" Id="a"/><Relationship Id="b" Type="${office}/worksheet" Target="./worksheets/../other/two.xml"/><Relationship Id="c" Type="${office}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
        more: { 'xl/other/two.xml': strToU8(`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${one.replace('<v>1', '<v>2')}</sheetData><mergeCells><mergeCell ref="A1:C9"/></mergeCells></worksheet>`) },
      }),
    );
    expect(sheets).toEqual([{ name: '二 & <2>', hidden: true, rows: [[2]] }, { name: '一', hidden: false, rows: [[1]] }]);
  });

  test('text that belongs to no cell is never taken for one', async () => {
    const sheet = `<worksheet><extLst><ext><v>9</v><c r="A1"><v>9</v></c></ext></extLst><sheetData>${one}</sheetData><conditionalFormatting><cfRule><formula>9</formula></cfRule></conditionalFormatting><extLst><row r="7"><c r="A7"><v>9</v></c></row></extLst></worksheet>`;
    expect(await rowsOf(rawXlsx({ sheet }))).toEqual([[1]]);
  });

  test.each([
    ['the sheet breaks off', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'],
    ['the sheet breaks off inside a tag', '<worksheet><sheetData><row r="1"><c r="A'],
    ['a shared text that does not exist', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'],
  ])('%s: refused, never half read', async (_, sheet) => {
    expect(await read(rawXlsx({ sheet, strings: '<si><t>a</t></si>' }))).toEqual({ type: 'failed', code: 'imports.damagedFile', details: {} });
  });

  test('a document type in a sheet is refused', async () => {
    expect(await read(rawXlsx({ sheet: '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet/>' }))).toMatchObject({ type: 'failed', code: 'imports.suspiciousFile' });
  });

  test('a cell in column 300 is refused by name, a formatted blank there is not', async () => {
    expect(await read(rawXlsx({ sheet: '<row r="1"><c r="KN1"><v>1</v></c></row>' }))).toMatchObject({ code: 'imports.tooManyColumns' });
    expect(await rowsOf(rawXlsx({ sheet: '<row r="1"><c r="A1"><v>1</v></c><c r="KN1" t="s"/></row>' }))).toEqual([[1]]);
  });
});

describe('dates', () => {
  const dates = ['yyyy"年"m"月"d"日"', 'yyyy/m/d h:mm', '[$-804]aaaa', '[$-F800]dddd, mmmm dd, yyyy', 'yyyy\\-mm\\-dd\\ hh:mm:ss', 'm/d/yy;@', '[DBNum1][$-804]yyyy"年"m"月"', 'mm:ss.0', '上午/下午h"时"mm"分"', 'h:mm AM/PM', 'yyyy年m月d日', 'GGGE"年"'];
  const numbers = ['General', 'general', 'G/通用格式', '0.00', '#,##0.00_);[Red](#,##0.00)', '"共"0"天"', '0.00 USD', '[h]:mm', '[mm]:ss', '[h]:mm:ss;@', '0.00E+00', '##0.0E+0', '_ ¥* #,##0.00_ ;', '@', '[Red]0', '0\\d', '# ?/?', '[$￥-804]#,##0.00', '"y-m-d"0'];
  test.each(dates)('%s shows a day', (format) => expect(isDateFormat(format)).toBe(true));
  test.each(numbers)('%s shows a number', (format) => expect(isDateFormat(format)).toBe(false));

  test('cells are days by their style, also by the formats that have only a number', async () => {
    const formats = [0, 14, 22, 31, 57, 58, 46, 49, 9, 'yyyy"年"m"月"d"日"', '[h]:mm', '0.00'];
    const cells = formats.map((_, style) => `<c s="${style}"><v>45413.5</v></c>`).join('');
    const day = '2024-05-01 12:00:00';
    expect(await rowsOf(rawXlsx({ sheet: `<row>${cells}</row>`, styles: stylesOf(formats) }))).toEqual([[45413.5, day, day, day, day, day, 45413.5, 45413.5, 45413.5, day, 45413.5, 45413.5]]);
    expect([13, 23, 26, 37, 49, 59].map(isBuiltInDate)).toEqual([false, false, false, false, false, false]);
  });

  test('every day is the day that SheetJS says, in both ways of counting', () => {
    for (let serial = 1; serial < 60_000; serial += 7) {
      for (const date1904 of [false, true]) {
        const date = Xlsx.SSF.parse_date_code(serial, { date1904 })!;
        const text = [date.y, date.m, date.d].map((part) => String(part).padStart(2, '0')).join('-');
        expect(dateText(serial + 0.25, date1904)).toBe(`${text} 06:00:00`);
      }
    }
    expect([dateText(60, false), dateText(0.5, false), dateText(2_958_465, false), dateText(2_958_466, false), dateText(-1, false)]).toEqual(['1900-02-29 00:00:00', '12:00:00', '9999-12-31 00:00:00', null, null]);
  });
});

describe('the same cells as SheetJS', () => {
  const odd = fc.constantFrom('𠮷𡐓村', '㛃', '😀👨‍👩‍👧', '&<>"\'', ']]>', ' 头尾 ', '甲\n乙', '甲\r\n乙', '\t', '_x000D_', '_x4e2d_', '=1+1', '1.38E+10', 'null', '\u200b', 'é', '0138');
  const text = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.replaceAll(/[\p{Cs}\p{Cc}\ufffe\uffff]/gu, '')), fc.array(odd, { maxLength: 4 }).map((parts) => parts.join('')));
  const cell: fc.Arbitrary<Xlsx.CellObject | null> = fc.oneof(
    // Excel's own escapes SheetJS writes wrongly, and reads twice.
    { weight: 3, arbitrary: text.filter((each) => !/_x[\da-f]{4}_/i.test(each)).map((v): Xlsx.CellObject => ({ t: 's', v })) },
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -1e9, max: 1e9 }).map((fen) => fen / 100)).map((v): Xlsx.CellObject => ({ t: 'n', v })),
    fc.record({ v: fc.double({ min: 0, max: 2_958_465, noNaN: true }), z: fc.constantFrom('yyyy-mm-dd hh:mm:ss', 'm/d/yy', 'yyyy"年"m"月"d"日"', 'h:mm', '0.00') }).map((each): Xlsx.CellObject => ({ t: 'n', ...each })),
    fc.boolean().map((v): Xlsx.CellObject => ({ t: 'b', v })),
    fc.constantFrom(0x2a, 0x07).map((v): Xlsx.CellObject => ({ t: 'e', v })),
    { weight: 2, arbitrary: fc.constant(null) },
  );
  const sheets = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 });

  test('of random sheets that SheetJS wrote, in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, fc.boolean(), fc.constantFrom(1, 7, 65_536), async (rows, bookSST, pieceBytes) => {
        const sheet: Xlsx.WorkSheet = { '!ref': 'A1:H12' };
        rows.forEach((cells, r) => cells.forEach((each, c) => each && (sheet[Xlsx.utils.encode_cell({ r, c })] = each)));
        const bytes = written(sheet, { bookSST });
        const outcome = await scanned(bytes, pieceBytes).catch((error: unknown) => (error instanceof ReadRefused ? error.code : error));
        let expected: unknown;
        try {
          expected = oracle(bytes);
        } catch (error) {
          expected = (error as ReadRefused).code;
        }
        expect(outcome).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('of random sheets that our own hand wrote', async () => {
    const value = fc.oneof(text.filter((each) => !/_x[\da-f]{4}_/i.test(each) && !each.includes('\r')), fc.integer(), fc.constant(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 }), fc.constantFrom(1, 7, 65_536), async (rows, pieceBytes) => {
        const truth = rows.map((cells) => cells.map((each) => (each === '' ? null : each)));
        for (const cells of truth) while (cells.length > 0 && cells.at(-1) === null) cells.pop();
        while (truth.length > 0 && truth.at(-1)?.length === 0) truth.pop();
        fc.pre(truth.length > 0);
        for (const write of [streamedXlsx, sharedXlsx]) expect(await rowsOf(write([{ name: '表', rows }]), pieceBytes)).toEqual(truth);
      }),
      { numRuns: 150 },
    );
  });

  const found = ['hostile', 'platform_samples'].map((folder) => new URL(`../../../shared/data/${folder}/`, import.meta.url)).filter((folder) => existsSync(folder));
  const files = found.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.xlsx')).map((name) => [name, new URL(name, folder)] as const));
  test.runIf(files.length > 0).each(files)('of %s, where both read it', async (_, url) => {
    const bytes = readFileSync(url);
    const outcome = await scanned(bytes).catch((error: unknown) => error);
    if (outcome instanceof Unusual || outcome instanceof ReadRefused) return;
    // A sheet called __proto__ is lost to SheetJS.
    expect((outcome as Emitted).filter(({ name }) => name !== '__proto__')).toEqual(oracle(bytes));
  });
});

test('XML with wrong bytes in an honest zip is read, refused in words or left to SheetJS, never anything else', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => [`单${index}`, index * 1.5, '王&<秀>英', 'x_x']);
  const parts = unzipSync(sharedXlsx([{ name: '表', rows }]));
  const change = fc.record({ part: fc.constantFrom('xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml'), at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.integer({ min: 32, max: 255 }), move: fc.nat(20) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 7, 65_536), async (changes, pieceBytes) => {
      const changed = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.slice()]));
      for (const { part, at, byte, move } of changes) {
        const bytes = changed[part]!;
        const place = Math.floor(bytes.length * at);
        if (move > 0) bytes.copyWithin(place, place + move);
        else bytes[place] = byte;
      }
      const outcome = await scanned(zipSync(changed, { level: 1 }), pieceBytes).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof ReadRefused || outcome instanceof Unusual).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a long text stays whole over the edges of the pieces, and one beyond the limit is cut where the rules expect it', async () => {
  const long = '湖北𠮷😀'.repeat(5000);
  const rows = [[long], ['x'.repeat(3_000_000)]];
  for (const write of [streamedXlsx, sharedXlsx]) {
    const [first, second] = (await rowsOf(write([{ name: '表', rows }]), 1000)) ?? [];
    expect(first?.[0]).toBe(long);
    expect(String(second?.[0])).toHaveLength(32_768);
  }
});
