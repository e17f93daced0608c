import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { workbookOf } from '../support/export-files.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const drop = (...rows: readonly string[]) => shop.core.imports.run({ file: shop.file('商品.csv', ['商品,规格,分类,单位,成本价', ...rows].join('\n')) });
const exported = async (): Promise<readonly unknown[]> => {
  const target = shop.path('存出来的商品.xlsx');
  await shop.core.reports.exportTable({ kind: 'products', file: target.token });
  return (await workbookOf(readFileSync(target.path))).sheets[0]!.rows.slice(1).map((row) => Array.from({ length: 5 }, (_, index) => row[index + 1] ?? null));
};

describe('a table of goods', () => {
  test('creates, brings up to date and skips, exactly', async () => {
    const first = await drop('土鸡蛋,30枚装,蛋,盒,32.50', '黑山羊,,肉,只,980', '红薯,,,,');
    expect(first).toMatchObject({ platform: '乡客', kind: 'products', counts: { rowsRead: 3, productsCreated: 3, productsUpdated: 0, productsUnchanged: 0 } });
    const second = await drop('土鸡蛋,30枚装,,,33', '黑山羊,,肉,只,980.00', '土鸡蛋,10枚装,蛋,盒,');
    expect(second.counts).toMatchObject({ productsCreated: 1, productsUpdated: 1, productsUnchanged: 1 });
    expect(await exported()).toEqual([['土鸡蛋', '10枚装', '蛋', '盒', null], ['土鸡蛋', '30枚装', '蛋', '盒', 33], ['红薯', null, null, null, null], ['黑山羊', null, '肉', '只', 980]]);
    expect(await drop('土鸡蛋,30枚装,,,33')).toMatchObject({ batchId: null });
  });

  test('tells more of the goods that orders named, and can be taken back', async () => {
    await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([{ id: orderId(1), title: '土鸡蛋' }])) });
    await shop.app.settled();
    const before = shop.check().contentHash;
    const told = await drop('土鸡蛋,,蛋,盒,32.50', '红薯,,粮,斤,1');
    expect(told.counts).toMatchObject({ productsCreated: 1, productsUpdated: 1 });
    await shop.core.imports.undo({ batchId: told.batchId! });
    expect(await exported()).toEqual([['土鸡蛋', null, null, null, null]]);
    expect(shop.check().contentHash).toBe(before);
  });

  test('says which cost it cannot read, and takes the rest', async () => {
    expect(await drop('红薯,,,,便宜', '小米,,,,4')).toMatchObject({ counts: { rowsRefused: 1, productsCreated: 1 }, refusals: [{ row: 2, column: '成本价', code: 'imports.badMoney' }] });
  });
});
