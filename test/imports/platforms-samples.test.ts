import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { booksBalance, tablesOf, workbookOf } from '../support/export-files.ts';

/** Real files, counted independently of this code from their raw XML, bytes and BIFF records. */
const folder = new URL('../../../shared/data/platform_samples/', import.meta.url);

describe.runIf(existsSync(folder))('the real sample files', () => {
  const totals = async (name: string) => {
    const workbook = await workbookOf(readFileSync(new URL(name, folder)));
    expect(booksBalance(workbook)).toBe(true);
    return tablesOf(workbook).map(({ platform, sheet, records, refusals }) => {
      const orders = records.filter((record) => record.kind === 'order');
      return { platform, sheet, orders: orders.length, lines: orders.reduce((sum, order) => sum + order.lines.length, 0), refused: refusals.length, paidFen: orders.reduce((sum, order) => sum + order.paidFen, 0) };
    });
  };

  test('快团团 workbook', async () => {
    expect(await totals('kuaituantuan_kuatuan_orders_redacted.xlsx')).toEqual([{ platform: '快团团', sheet: '商品列表', orders: 20, lines: 32, refused: 0, paidFen: 208_372 }]);
  });

  test('淘宝 workbook with three different sheets: the one without any time is given back', async () => {
    expect(await totals('taobao_subset_3sheets_1yue.xlsx')).toEqual([
      { platform: '淘宝', sheet: '明日', orders: 0, lines: 0, refused: 50, paidFen: 0 },
      { platform: '淘宝', sheet: '莫寒', orders: 50, lines: 50, refused: 0, paidFen: 408_586 },
      { platform: '淘宝', sheet: '白桦', orders: 49, lines: 49, refused: 0, paidFen: 296_986 },
    ]);
  });

  test('淘宝 GBK csv, re-saved by Excel', async () => {
    expect(await totals('taobao_subset_gbk_1yue.csv')).toEqual([{ platform: '淘宝', sheet: null, orders: 50, lines: 50, refused: 0, paidFen: 408_586 }]);
  });

  test('淘宝 true xls of 2018', async () => {
    expect(await totals('taobao_subset_TB2018.xls')).toEqual([{ platform: '淘宝', sheet: 'sheet1', orders: 1783, lines: 1939, refused: 0, paidFen: 21_871_161 }]);
  });
});
