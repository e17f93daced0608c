import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StartReader } from '../../core/imports/reader-link.ts';
import { startNodeReader } from '../../core/imports/reader-link.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
let reads: number;
const counting: StartReader = (request, listen) => {
  reads += 1;
  return startNodeReader(request, listen);
};
beforeEach(() => {
  reads = 0;
  shop = startCore('2026-05-08', undefined, counting);
});
afterEach(() => shop.stop());

const unknown = '单号,顾客,多少钱,哪天\r\nA-1,王秀英,30.00,2026-04-01\r\nA-2,李想,12.00,2026-04-02';
const mapping = {
  kind: 'orders' as const, platform: '集市',
  columns: [{ header: '单号', meaning: 'orderId' as const }, { header: '顾客', meaning: 'name' as const }, { header: '多少钱', meaning: 'paid' as const }, { header: '哪天', meaning: 'orderedAt' as const }],
};

test('a file that was previewed is not read again to be imported', async () => {
  const file = shop.file('订单.csv', taobaoCsv(manyTaobaoRows(20)));
  const preview = await shop.core.imports.preview({ file });
  const result = await shop.core.imports.run({ file });
  expect(reads).toBe(1);
  expect(preview).toMatchObject({ type: 'ready', summary: { counts: result.counts } });
  expect(result.counts).toMatchObject({ ordersCreated: 20 });
});

test('a file that was changed since its preview is read anew', async () => {
  const rows = manyTaobaoRows(20);
  await shop.core.imports.preview({ file: shop.file('订单.csv', taobaoCsv(rows)) });
  const file = shop.file('订单.csv', taobaoCsv(rows.toReversed().map((row) => ({ ...row, paid: '88.00' }))));
  expect((await shop.core.imports.run({ file })).counts).toMatchObject({ ordersCreated: 20, paidFen: 20 * 88_00 });
  expect(reads).toBe(2);
});

test('an answer about the columns holds without reading the file again', async () => {
  const file = shop.file('集市.csv', unknown);
  expect((await shop.core.imports.preview({ file })).type).toBe('question');
  expect((await shop.core.imports.preview({ file, mapping })).type).toBe('ready');
  expect((await shop.core.imports.run({ file, mapping })).counts).toMatchObject({ ordersCreated: 2 });
  expect(reads).toBe(1);
});

test('what was taught since the preview counts', async () => {
  const odd = taobaoCsv(manyTaobaoRows(3).map((row) => ({ ...row, status: '奇怪的状态' })));
  const file = shop.file('订单.csv', odd);
  const before = await shop.core.imports.preview({ file });
  expect(before).toMatchObject({ summary: { counts: { ordersNotCounted: 3 } } });
  await shop.core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '奇怪的状态', status: 'completed' }] });
  expect((await shop.core.imports.run({ file })).counts).toMatchObject({ ordersNotCounted: 0 });
});

test('a file that was imported is let go of', async () => {
  const file = shop.file('订单.csv', taobaoCsv(manyTaobaoRows(5)));
  await shop.core.imports.run({ file });
  await shop.core.imports.run({ file });
  expect(reads).toBe(2);
});
