import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import type { Cell } from '../../core/imports/cells.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { ReadRefused, Unusual } from '../../core/imports/reader/refused.ts';
import { emitXls } from '../../core/imports/reader/sheets.ts';
import { scanXls } from '../../core/imports/reader/xls-scanner.ts';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import { read, workbookOf } from '../support/export-files.ts';
import type { RawSheet, SharedText } from '../support/xls-raw.ts';
import { cell, compound, formulaValue, rawXls, record, sharedTexts, workbookStream } from '../support/xls-raw.ts';
import type { Emitted } from '../support/xlsx-raw.ts';
import { collected } from '../support/xlsx-raw.ts';

const limits = limitsFor(100_000);
/** What our own reader makes of a file; throws where it gives up. */
const scanned = async (bytes: Buffer): Promise<Emitted> => {
  const { sheets, take } = collected();
  await scanXls(bytes, limits, take);
  return sheets;
};
/** What SheetJS makes of it. */
const oracle = async (bytes: Buffer): Promise<Emitted> => {
  const { sheets, take } = collected();
  await emitXls(bytes, limits, take);
  return sheets;
};
const outcomeOf = (sheets: Promise<Emitted>): Promise<unknown> => sheets.catch((error: unknown) => (error instanceof ReadRefused ? error.code : error));
const one = (records: readonly Uint8Array[], more: Partial<Parameters<typeof rawXls>[0]> = {}): Buffer => rawXls({ sheets: [{ records }], ...more });
const written = (book: Xlsx.WorkBook, bookType: Xlsx.BookType = 'biff8'): Buffer => Xlsx.write(book, { type: 'buffer', bookType }) as Buffer;

describe('cells of every kind', () => {
  const texts = sharedTexts(['甲', '', 'plain é', ' 乙 ']);
  type Case = readonly [what: string, records: readonly Uint8Array[], rows: readonly (readonly Cell[])[]];
  test.each<Case>([
    ['texts that are shared', [cell.labelSst(0, 0, 0), cell.labelSst(0, 1, 1), cell.labelSst(0, 2, 2), cell.labelSst(0, 3, 3)], [['甲', null, 'plain é', ' 乙 ']]],
    ['texts in the cell itself', [cell.label(0, 0, '红薯'), cell.label(0, 1, 'abc'), cell.label(0, 2, 'abc', true), cell.rString(0, 3, '粗体'), cell.label(0, 4, '')], [['红薯', 'abc', 'abc', '粗体']]],
    ['numbers', [cell.number(0, 0, 12.5), cell.number(0, 1, -0.07), cell.rk(0, 2, (1234 << 2) | 3), cell.rk(0, 3, (-5 << 2) | 2), cell.rk(0, 4, 0x3ff80000), cell.mulRk(1, 1, [(7 << 2) | 2, 0x40590001])], [[12.5, -0.07, 12.34, -5, 1.5], [null, 7, 1]]],
    ['yes, no and errors', [cell.boolErr(0, 0, 1, false), cell.boolErr(0, 1, 0, false), cell.boolErr(0, 2, 0x2a, true), cell.number(0, 3, 1)], [['是', '否', null, 1]]],
    ['blanks', [cell.blank(0, 0), cell.mulBlank(0, 1, 250), cell.number(2, 1, 1), cell.blank(900, 0)], [[], [], [null, 1]]],
    ['values of formulas', [cell.formula(0, 0, 3.5), cell.formula(0, 1, formulaValue.text), cell.string('算出来'), cell.formula(0, 2, formulaValue.yes), cell.formula(0, 3, formulaValue.error), cell.formula(0, 4, formulaValue.empty), cell.formula(0, 5, 9)], [[3.5, '算出来', '是', null, null, 9]]],
    ['a text after a formula that is shared', [cell.formula(0, 0, formulaValue.text), record(0x4bc, Buffer.alloc(12)), cell.string('文')], [['文']]],
    ['a formula whose text is missing', [cell.formula(0, 0, formulaValue.text), cell.number(0, 1, 2)], [[null, 2]]],
    ['rows in any order', [cell.number(3, 0, 3), cell.number(0, 1, 1), cell.number(0, 0, 0), cell.number(3, 1, 4)], [[0, 1], [], [], [3, 4]]],
    ['a cell twice: the later one', [cell.number(0, 0, 3), cell.number(0, 1, 1), cell.number(0, 0, 2)], [[2, 1]]],
    ['a chart on the sheet, which has cells of its own', [cell.number(0, 0, 1), record(0x809, Buffer.from([0, 6, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])), cell.number(0, 1, 7), record(0x0a), cell.number(1, 0, 2)], [[1], [2]]],
  ])('%s', async (_, records, rows) => {
    const bytes = one(records, { texts });
    expect((await scanned(bytes))[0]?.rows).toEqual(rows);
    expect(await oracle(bytes)).toEqual(await scanned(bytes));
  });

  test('cells are days by their style, in both ways of counting', async () => {
    const styles = [0, 14, 22, 49, 'yyyy"年"m"月"d"日"', '[h]:mm', '0.00'];
    const records = styles.map((_, style) => cell.number(0, style, 45413.5, style));
    const day = '2024-05-01 12:00:00';
    expect((await scanned(one(records, { styles })))[0]?.rows).toEqual([[45413.5, day, day, 45413.5, day, 45413.5, 45413.5]]);
    for (const date1904 of [false, true]) expect(await scanned(one(records, { styles, date1904 }))).toEqual(await oracle(one(records, { styles, date1904 })));
    expect((await scanned(one([cell.number(0, 0, 45413, 0), cell.formula(0, 1, 45413, 0)], { styles: [31] })))[0]?.rows).toEqual([['2024-05-01 00:00:00', '2024-05-01 00:00:00']]);
  });
});

describe('shared texts', () => {
  const text: fc.Arbitrary<string> = fc.oneof(
    fc.array(fc.constantFrom('湖北𠮷😀', 'abc', 'é', '武汉市', ' ', '\n', '0138'), { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 60 }),
  );
  const shared: fc.Arbitrary<SharedText> = fc.oneof(text, fc.record({ text, formats: fc.nat(9), annotation: fc.nat(70) }));

  test('wherever a text is cut, also between two widths, inside its formats or its reading aids', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shared, { minLength: 1, maxLength: 25 }), fc.integer({ min: 20, max: 180 }), async (texts, most) => {
        const bytes = one([...texts.map((_, index) => cell.labelSst(index, 0, index)), cell.number(0, 1, 1)], { texts: sharedTexts(texts, most) });
        const expected = texts.map((each) => (typeof each === 'string' ? each : each.text));
        const [sheet] = await scanned(bytes);
        expect(expected.map((_, index) => sheet?.rows[index]?.[0] ?? '')).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('a text of thirty thousand characters stays whole, and one that a formula made too', async () => {
    const long = '湖北𠮷😀a'.repeat(4500);
    const [first, second] = [long.slice(0, 4000), long.slice(4000, 8000)];
    const bytes = one([cell.labelSst(0, 0, 0), cell.formula(0, 1, formulaValue.text), record(0x207, Buffer.from([0x40, 0x1f, 1]), Buffer.from(first, 'utf16le')), record(0x3c, Buffer.from([1]), Buffer.from(second, 'utf16le'))], { texts: sharedTexts([long]) });
    expect((await scanned(bytes))[0]?.rows).toEqual([[long, first + second]]);
  });

  test('a number of texts that is wrong harms nothing; a text that is not there does', async () => {
    const [first, ...rest] = sharedTexts(['甲', '乙']);
    first!.writeUInt32LE(99, 8);
    expect((await scanned(one([cell.labelSst(0, 0, 1)], { texts: [first!, ...rest] })))[0]?.rows).toEqual([['乙']]);
    expect(await read(one([cell.labelSst(0, 0, 7)], { texts: sharedTexts(['甲']) }))).toMatchObject({ code: 'imports.damagedFile' });
  });
});

describe('workbooks', () => {
  const cells = [cell.number(0, 0, 1)];
  test('several sheets, the hidden ones named, charts left out', async () => {
    const sheets: readonly RawSheet[] = [{ name: '订单', records: cells }, { name: 'Sheet2', state: 1, records: [cell.label(1, 1, '藏')] }, { name: '图', kind: 2, records: cells }, { name: '空', state: 2, records: [] }];
    const expected = [{ name: '订单', hidden: false, rows: [[1]] }, { name: 'Sheet2', hidden: true, rows: [[], [null, '藏']] }, { name: '空', hidden: true, rows: [] }];
    expect(await scanned(rawXls({ sheets }))).toEqual(expected);
    expect((await workbookOf(rawXls({ sheets }))).warnings).toEqual([expect.objectContaining({ code: 'imports.hiddenSheet' })]);
  });

  test('sectors that lie anywhere, and more of them than one list holds', async () => {
    const records = Array.from({ length: 60_000 }, (_, index) => [cell.label(index, 0, `单${index}`), cell.mulRk(index, 1, Array.from({ length: 16 }, () => index * 4 + 2))]).flat();
    const stream = workbookStream({ sheets: [{ records }] });
    const count = Math.ceil(stream.length / 512);
    expect(count).toBeGreaterThan(109 * 128);
    for (const order of [(sector: number) => sector, (sector: number) => count - 1 - sector]) {
      const rows = (await scanned(compound(stream, { order })))[0]?.rows ?? [];
      expect([rows.length, rows[59_999]?.slice(0, 2)]).toEqual([60_000, ['单59999', 59_999]]);
    }
  });

  test('Excel 5 and 95 are left to SheetJS, which knows their code pages', async () => {
    const book = Xlsx.utils.book_new();
    Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet([['a', 1.5]]), 'S');
    const bytes = written(book, 'biff5');
    await expect(scanned(bytes)).rejects.toThrow(Unusual);
    expect((await workbookOf(bytes)).sheets[0]?.rows).toEqual([['a', 1.5]]);
  });

  test('a cell in column 300 is refused by name, and row 70,000 of a shop that may have fewer', async () => {
    expect(await read(one([cell.number(0, 299, 1)]))).toMatchObject({ code: 'imports.tooManyColumns' });
    expect(await read(one([cell.number(0, 0, 1), cell.number(60, 0, 1)]), 50)).toMatchObject({ code: 'imports.tooManyRows' });
  });

  const cut = workbookStream({ sheets: [{ records: cells }] });
  const circle = compound(workbookStream({ sheets: [{ records: cells }] }));
  circle.writeUInt32LE(0, 512 * 10);
  test.each([
    ['a password', one(cells, { more: [record(0x2f, Buffer.alloc(54))] }), 'imports.passwordProtected'],
    ['a sheet that breaks off', compound(cut.subarray(0, -4)), 'imports.damagedFile'],
    ['a chain of sectors that goes in a circle', circle, 'imports.damagedFile'],
    ['a file that breaks off', one(cells).subarray(0, 3000), 'imports.damagedFile'],
    ['a cell shorter than its value', one([record(0x203, Buffer.alloc(7))]), 'imports.damagedFile'],
    ['no cell at all', one([]), 'imports.noRows'],
  ])('%s: refused in words', async (_, bytes, code) => expect(await read(bytes)).toMatchObject({ type: 'failed', code }));
});

describe('the same cells as SheetJS', () => {
  const text = fc.constantFrom('𠮷𡐓村', '㛃', '😀', ' 头尾 ', '甲\n乙', 'é', '0138', '=1+1', 'x'.repeat(300));
  const value: fc.Arbitrary<Xlsx.CellObject | null> = fc.oneof(
    text.map((v): Xlsx.CellObject => ({ t: 's', v })),
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -1e9, max: 1e9 }).map((fen) => fen / 100)).map((v): Xlsx.CellObject => ({ t: 'n', v })),
    fc.record({ v: fc.double({ min: 0, max: 2_958_465, noNaN: true }), z: fc.constantFrom('yyyy-mm-dd hh:mm:ss', 'm/d/yy', 'h:mm', '0.00') }).map((each): Xlsx.CellObject => ({ t: 'n', ...each })),
    fc.boolean().map((v): Xlsx.CellObject => ({ t: 'b', v })),
    fc.constant(null),
  );

  test('of random sheets that SheetJS wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { maxLength: 8 }), { maxLength: 12 }), fc.boolean(), async (rows, bookSST) => {
        const sheet: Xlsx.WorkSheet = { '!ref': 'A1:H12' };
        rows.forEach((cells, r) => cells.forEach((each, c) => each && (sheet[Xlsx.utils.encode_cell({ r, c })] = each)));
        const book = Xlsx.utils.book_new();
        Xlsx.utils.book_append_sheet(book, sheet, '订单');
        const bytes = Xlsx.write(book, { type: 'buffer', bookType: 'biff8', bookSST }) as Buffer;
        expect(await outcomeOf(scanned(bytes))).toEqual(await outcomeOf(oracle(bytes)));
      }),
      { numRuns: 200 },
    );
  });

  const texts = ['甲', 'abc', '', 'é'.repeat(50), '禾塘县'.repeat(90)];
  const raw: fc.Arbitrary<Uint8Array> = fc.tuple(fc.nat(30), fc.nat(12), fc.nat(3)).chain(([row, column, style]) =>
    fc.oneof(
      fc.nat(texts.length - 1).map((index) => cell.labelSst(row, column, index, style)),
      fc.double().map((number) => cell.number(row, column, number, style)),
      fc.nat(0xffff_ffff).map((rk) => cell.rk(row, column, rk, style)),
      text.map((each) => cell.label(row, column, each)),
      text.map((each) => Buffer.concat([cell.formula(row, column, formulaValue.text, style), cell.string(each)])),
      fc.constantFrom(formulaValue.yes, formulaValue.error, formulaValue.empty, 45413.25).map((each) => cell.formula(row, column, each, style)),
      fc.tuple(fc.boolean(), fc.nat(1)).map(([isError, bit]) => cell.boolErr(row, column, isError ? 0x2a : bit, isError)),
    ),
  );
  /** Every cell once: a second one that says nothing clears the first in SheetJS. */
  const placeOf = (bytes: Uint8Array): string => bytes.subarray(4, 8).join();

  test('of random records that our own hand wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(raw, { minLength: 1, maxLength: 40, selector: placeOf }), fc.boolean(), async (records, date1904) => {
        const bytes = one(records, { texts: sharedTexts(texts, 100), styles: [0, 14, 'yyyy/m/d h:mm', '0.00'], date1904 });
        expect(await outcomeOf(scanned(bytes))).toEqual(await outcomeOf(oracle(bytes)));
      }),
      { numRuns: 300 },
    );
  });

  const found = ['hostile', 'platform_samples'].map((folder) => new URL(`../../../shared/data/${folder}/`, import.meta.url)).filter((folder) => existsSync(folder));
  const files = found.flatMap((folder) => readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))] as const)).filter(([, bytes]) => bytes.length > 8 && bytes.readUInt32LE(0) === 0xe011cfd0 && bytes.length < 5_000_000);
  test.runIf(files.length > 0).each(files)('of %s, where both read it', async (_, bytes) => {
    const outcome = await scanned(bytes).catch((error: unknown) => error);
    if (outcome instanceof Unusual || outcome instanceof ReadRefused) return;
    expect(outcome).toEqual(await oracle(bytes));
  });
});

test('whatever happens to the bytes, it is read, refused in words or left to SheetJS, and soon', async () => {
  const styles = [0, 'yyyy-mm-dd'];
  const records = Array.from({ length: 40 }, (_, row) => [cell.labelSst(row, 0, row % 3), cell.number(row, 1, row, 1), cell.mulRk(row, 2, [6, 10]), cell.formula(row, 4, formulaValue.text), cell.string('文'), cell.label(row, 5, '行')]).flat();
  const bytes = one(records, { styles, texts: sharedTexts(['甲乙丙'.repeat(30), 'abc', { text: '红', formats: 3, annotation: 9 }], 64) });
  const place = fc.oneof(fc.double({ min: 0, max: 0.999, noNaN: true }).map((part) => Math.floor(part * bytes.length)), fc.integer({ min: 24, max: 90 }), fc.integer({ min: bytes.length - 1024, max: bytes.length - 1 }));
  const change = fc.record({ at: place, value: fc.constantFrom(0, 1, 2, 0x3c, 0x7f, 0xfe, 0xff), length: fc.integer({ min: 1, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.double({ min: 0.3, max: 1.5, noNaN: true }), async (changes, kept) => {
      const changed = Buffer.from(bytes);
      for (const { at, value, length } of changes) changed.fill(value, at, Math.min(bytes.length, at + length));
      const file = changed.subarray(0, Math.ceil(bytes.length * kept));
      const outcome = await scanned(file).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof ReadRefused || outcome instanceof Unusual).toBe(true);
      if (outcome instanceof ReadRefused) expect(importMessages).toHaveProperty([outcome.code]);
    }),
    { numRuns: 1000 },
  );
});
