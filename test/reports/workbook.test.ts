import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import type { CellValue } from '../../core/reports/sheet-xml.rules.ts';
import { columnName } from '../../core/reports/sheet-xml.rules.ts';
import type { Pace } from '../../core/reports/workbook.ts';
import { writeWorkbook } from '../../core/reports/workbook.ts';
import { failureOf, startCore } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';
import { workbookOf } from '../support/export-files.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 表格 '));
  path = join(folder, '订单.xlsx');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const steady: Pace = { progress: () => undefined, breathe: () => Promise.resolve(), signal: new AbortController().signal };
const columnsOf = (headers: readonly string[]) => headers.map((header) => ({ header, width: 12, money: header === '实付' }));
const write = (headers: readonly string[], rows: readonly (readonly CellValue[])[], pace = steady) =>
  writeWorkbook(path, '订单.xlsx', { sheetName: '订单 & <表>', columns: columnsOf(headers), total: rows.length, records: rows.map((row) => [row]) }, pace);
const readBack = (width: number): CellValue[][] => {
  const sheet = Xlsx.read(readFileSync(path), { dense: true }).Sheets['订单 & <表>']!;
  return Array.from(sheet['!data'] ?? []).slice(1).map((cells) => Array.from({ length: width }, (_, at) => (cells?.[at]?.v ?? null) as CellValue));
};

/** Everything that a stranger's note may hold, with what XML and Excel trip over put in often. */
const text = fc.array(
  fc.oneof(
    fc.constantFrom(' ', '\t', '\n', '\r', '\u0000', '\u0007', '\u001f', '\u007f', '\u0085', '\u2028', '\ufffe', '\uffff', '\ud800', '\udc00', '𠮷', '<', '>', '&', '"', "'", ']]>', '<![CDATA[', '&amp;', '_x000D_', '_x005F_', '_X0041_', '_x', '=1+1', '+86', '-', '@', '王桂英'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ), { maxLength: 8 }).map((parts) => parts.join(''));
const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(null), fc.constantFrom('00138', '3301234567890100001', '13900001234'));

/** SheetJS has one kind of line end and no minus zero; a cell without text is no cell. */
const asSheetJsReads = (value: CellValue): CellValue =>
  value === '' ? null : value === 0 ? 0 : typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;

describe('a workbook', () => {
  test('gives every cell back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 12 }), async (rows) => {
        expect(await write(['名', '号', '实付'], rows)).toBe(rows.length);
        const expected = rows.map((row) => row.map(asSheetJsReads));
        while (expected.at(-1)?.every((value) => value === null)) expected.pop();
        const got = readBack(3);
        while (got.at(-1)?.every((value) => value === null)) got.pop();
        expect(got).toEqual(expected);
      }), { numRuns: 80 });
  });

  test('keeps text as text, amounts with two digits, the head in sight and a filter over everything', async () => {
    await write(['平台订单号', '备注', '实付'], [['3301234567890100001', '=HYPERLINK("x")', 128.5], [' 前后有空 ', null, 0.1]]);
    const sheet = Xlsx.read(readFileSync(path), { dense: true, cellNF: true, cellFormula: true }).Sheets['订单 & <表>']!;
    const at = (row: number, column: number) => sheet['!data']![row]![column]!;
    expect(at(1, 0)).toMatchObject({ t: 's', v: '3301234567890100001' });
    expect(at(1, 1)).toMatchObject({ t: 's', v: '=HYPERLINK("x")' });
    expect(at(1, 1).f).toBeUndefined();
    expect(at(1, 2)).toMatchObject({ t: 'n', v: 128.5, z: '0.00' });
    expect(at(2, 0).v).toBe(' 前后有空 ');
    expect(sheet['!autofilter']).toEqual({ ref: 'A1:C3' });
    const xml = strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml']!);
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="2" max="2" width="12" customWidth="1"/>');
    expect(xml).toContain('<t xml:space="preserve"> 前后有空 </t>');
    expect((await workbookOf(readFileSync(path))).sheets[0]!.rows).toEqual([['平台订单号', '备注', '实付'], ['3301234567890100001', '=HYPERLINK("x")', 128.5], [' 前后有空 ', null, 0.1]]);
  });

  test('names columns as Excel does', () => expect([0, 25, 26, 51, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']));

  test('that cannot be written leaves nothing behind and says so', async () => {
    path = join(folder, '没有这个文件夹', '订单.xlsx');
    await expect(write(['名'], [['王']])).rejects.toMatchObject({ failure: { code: 'file.write', details: { file: '订单.xlsx' } } });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is cancelled, first or last, leaves the old file and no other', async () => {
    writeFileSync(path, '旧的');
    for (const after of [1, 400]) {
      const stop = new AbortController();
      let breaths = 0;
      const breathe = () => {
        breaths += 1;
        if (breaths === after) stop.abort();
        return stop.signal.aborted && breaths < 400 ? Promise.reject(new Error('job.cancelled')) : Promise.resolve();
      };
      await expect(write(['名'], Array.from({ length: 400 }, () => ['王桂英']), { ...steady, breathe, signal: stop.signal })).rejects.toThrow('job.cancelled');
      expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['订单.xlsx'], '旧的']);
    }
  });
});

describe('an export of many orders', () => {
  test('tells how far it is, lets questions through, can be cancelled and reads back', async () => {
    const shop = startCore('2026-05-08');
    try {
      await shop.core.imports.run({ file: shop.file('单.csv', taobaoCsv(manyTaobaoRows(6000))) });
      await shop.app.settled();
      const cancelled = shop.path('不要.xlsx');
      const stop = new AbortController();
      expect(await failureOf(shop.core.reports.exportTable({ kind: 'orders', file: cancelled.token }, { signal: stop.signal, onProgress: ({ done }) => done > 500 && stop.abort() }))).toEqual({ code: 'job.cancelled' });
      expect(readdirSync(shop.folder).filter((name) => name.startsWith('不要'))).toEqual([]);

      const out = shop.path('单.xlsx');
      const steps: { done: number; total: number | null }[] = [];
      let answered = 0;
      const exported = new AbortController();
      const asking = (async () => {
        while (!exported.signal.aborted) {
          await shop.core.orders.platforms();
          answered += 1;
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      expect(await shop.core.reports.exportTable({ kind: 'orders', file: out.token }, { onProgress: ({ done, total }) => void steps.push({ done, total }) })).toEqual({ rows: 6000, fileName: '单.xlsx' });
      exported.abort();
      await asking;
      expect(steps.at(-1)).toEqual({ done: 6000, total: 6000 });
      expect(steps.every(({ total }) => total === 6000)).toBe(true);
      expect(answered).toBeGreaterThan(5);
      expect(existsSync(`${out.path}.partial`)).toBe(false);
      expect(await shop.core.imports.run({ file: out.token })).toMatchObject({ batchId: null, counts: { rowsRead: 6000, ordersUnchanged: 6000 } });
    } finally {
      await shop.stop();
    }
  });
});
