import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Cause } from '../../core/imports/contract.ts';
import type { ImportCounts, ImportSource } from '../../core/imports/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { manyTaobaoRows, orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const april = () =>
  taobaoCsv([
    { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '13900001234', status: '卖家已发货，等待买家确认', at: '2026-04-01 09:00:00' },
    { id: orderId(2), buyer: 'lx2020', paid: '0.00', name: '李想', status: '等待买家付款', at: '2026-04-21 08:00:00' },
    { id: orderId(3), buyer: 'wang***1', paid: '18.00', at: '2026-04-22 08:00:00' },
  ]);
const may = () =>
  taobaoCsv([
    { id: orderId(1), buyer: 'guiying88', paid: '128.50', refund: '28.50', name: '王桂英', phone: '13900001234', at: '2026-04-01 09:00:00' },
    { id: orderId(2), buyer: 'lx2020', paid: '0.00', name: '李想', status: '等待买家付款', at: '2026-04-21 08:00:00' },
    { id: orderId(4), buyer: 'guiying88', paid: '35.00', name: '王桂英', phone: '13900005678', title: '红薯粉', at: '2026-05-02 10:00:00' },
    { id: orderId(5), buyer: 'dahai', at: '哪天' },
  ]);

/** Every count of an import and how many rows it opens. */
const opened = async (source: ImportSource) =>
  Object.fromEntries(await Promise.all(Cause.options.map(async (cause) => [cause, (await shop.core.imports.rows({ source, cause, limit: 200 })).rows.length] as const)));
const counted = (counts: ImportCounts) => Object.fromEntries(Cause.options.map((cause) => [cause, counts[cause]]));
const rowsOf = async (source: ImportSource, cause: Cause) => (await shop.core.imports.rows({ source, cause })).rows;

describe('every count', () => {
  test('opens as many rows as it says: in the preview, in the result and when the same file changes nothing', async () => {
    const april1 = shop.file('四月.csv', april());
    const preview = await shop.core.imports.preview({ file: april1 });
    expect(preview.type === 'ready' && counted(preview.summary.counts)).toEqual(await opened({ file: april1 }));
    const run = await shop.core.imports.run({ file: april1 });
    expect(counted(run.counts)).toEqual(await opened({ batchId: run.batchId! }));

    const later = shop.file('五月.csv', may());
    const foretold = await shop.core.imports.preview({ file: later });
    expect(foretold.type === 'ready' && counted(foretold.summary.counts)).toEqual(await opened({ file: later }));
    const second = await shop.core.imports.run({ file: later });
    expect(second.counts).toMatchObject({ ordersCreated: 1, ordersUpdated: 1, ordersUnchanged: 1, ordersNotCounted: 1, customersUpdated: 1, rowsRefused: 1 });
    expect(counted(second.counts)).toEqual(await opened({ batchId: second.batchId! }));

    const again = await shop.core.imports.run({ file: later });
    expect(again.batchId).toBeNull();
    expect(counted(again.counts)).toEqual(await opened({ file: later }));
  });

  test('says where a row stands and what it becomes, the same before and after', async () => {
    const file = shop.file('四月.csv', april());
    await shop.core.imports.preview({ file });
    const foretold = await rowsOf({ file }, 'ordersCreated');
    expect(foretold[0]).toEqual({
      type: 'order', sheet: null, row: 2, orderId: null, platformOrderId: orderId(1), platform: '淘宝', orderedAt: '2026-04-01T09:00:00+08:00', customerId: null, customer: '王桂英',
      goods: '土鸡蛋', netFen: 128_50, countsAsPurchase: true, status: 'shipped', changes: [],
    });
    const { batchId } = await shop.core.imports.run({ file });
    const stored = await rowsOf({ batchId: batchId! }, 'ordersCreated');
    expect(stored.map((row) => ({ ...row, orderId: null, customerId: null }))).toEqual(foretold);
    expect(stored[0]).toMatchObject({ orderId: expect.any(Number), customerId: expect.any(Number) });
    expect(await rowsOf({ batchId: batchId! }, 'ordersWithoutCustomer')).toMatchObject([{ row: 4, customer: null }]);
  });

  test('of updates says what changes, from what to what', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    const file = shop.file('五月.csv', may());
    await shop.core.imports.preview({ file });
    const [foretold] = await rowsOf({ file }, 'ordersUpdated');
    expect(foretold).toMatchObject({
      row: 2, status: 'completed', netFen: 100_00, orderId: expect.any(Number),
      changes: [{ field: 'status', before: 'shipped', after: 'completed' }, { field: 'refundFen', before: 0, after: 28_50 }],
    });
    const { batchId } = await shop.core.imports.run({ file });
    expect(await rowsOf({ batchId: batchId! }, 'ordersUpdated')).toEqual([foretold]);
    expect(await rowsOf({ batchId: batchId! }, 'customersUpdated')).toMatchObject([{ row: 4, name: '王桂英', phone: '13900001234', completed: ['phone'] }]);
    expect(await rowsOf({ batchId: batchId! }, 'rowsRefused')).toMatchObject([{ type: 'refused', row: 5, column: '订单付款时间', code: 'imports.badDate' }]);
  });

  test('of an import that was taken back still opens its rows', async () => {
    const { batchId, counts } = await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    await shop.core.imports.undo({ batchId: batchId! });
    expect(await opened({ batchId: batchId! })).toEqual(counted(counts));
    expect(await rowsOf({ batchId: batchId! }, 'ordersCreated')).toMatchObject([{ platformOrderId: orderId(1), orderId: null, customerId: null, netFen: 128_50 }, {}, {}]);
  });

  test('is read by the page, and of many thousand rows as quickly as of few', async () => {
    const file = shop.file('多.csv', taobaoCsv(manyTaobaoRows(3000)));
    await shop.core.imports.preview({ file });
    const page = await shop.core.imports.rows({ source: { file }, cause: 'ordersCreated', offset: 2900, limit: 200 });
    expect([page.total, page.rows.length]).toEqual([3000, 100]);
    expect(page.rows[0]).toMatchObject({ row: 2902, platformOrderId: orderId(2901) });
    expect((await failureOf(shop.core.imports.rows({ source: { file }, cause: 'ordersCreated', limit: 201 }))).code).toBe('request.invalid');
  });

  test('of a file that was looked at long ago is looked at again', async () => {
    const files = ['一', '二', '三', '四', '五'].map((name) => shop.file(`${name}.csv`, april()));
    for (const file of files) await shop.core.imports.preview({ file });
    expect((await failureOf(shop.core.imports.rows({ source: { file: files[0]! }, cause: 'ordersCreated' }))).code).toBe('imports.rowsForgotten');
    expect((await rowsOf({ file: files[4]! }, 'ordersCreated')).length).toBe(3);
  });
});

test('the sample shows the first rows as they will be stored: the name that the shop knows, the hour, the net amount', async () => {
  await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
  const { rows } = await shop.core.customers.list({ search: '王桂英' });
  const { id: _, ...facts } = await shop.core.customers.get({ id: rows[0]!.id });
  await shop.core.customers.update({ id: rows[0]!.id, facts: { ...facts, name: '桂英婶' } });
  const preview = await shop.core.imports.preview({ file: shop.file('五月.csv', may()) });
  expect(preview.type === 'ready' && preview.sample).toMatchObject([
    { type: 'order', row: 2, customer: '桂英婶', orderedAt: '2026-04-01T09:00:00+08:00', netFen: 100_00, status: 'completed', platform: '淘宝', goods: '土鸡蛋' },
    { customer: '李想', netFen: 0, countsAsPurchase: false },
    { customer: '桂英婶', goods: '红薯粉' },
  ]);
  expect(preview.type === 'ready' && preview.tables).toMatchObject([{ platform: '淘宝', mapped: false, unused: [] }]);
});

describe('what the user said about columns', () => {
  const table = '日子,谁,收了,东西,天气\n2026-05-01,王桂英,35,土鸡蛋,晴\n2026-05-03,李大海,48.5,红薯粉,雨\n';
  const mapping = { kind: 'orders' as const, platform: '手工', columns: [
    { header: '日子', meaning: 'orderedAt' as const }, { header: '谁', meaning: 'name' as const }, { header: '收了', meaning: 'paid' as const }, { header: '东西', meaning: 'item' as const },
  ] };
  const headers = ['日子', '谁', '收了', '东西', '天气'];

  test('is shown with the columns that were not used', async () => {
    await shop.core.imports.rememberMapping({ headers, mapping });
    const preview = await shop.core.imports.preview({ file: shop.file('账.csv', table) });
    expect(preview).toMatchObject({ type: 'ready', tables: [{ mapped: true, kind: 'orders', platform: '手工', unused: ['天气'], columns: [
      { header: '日子', examples: ['2026-05-01', '2026-05-03'], guess: 'orderedAt' }, { guess: 'name' }, { guess: 'paid' }, { guess: 'item' }, { header: '天气', examples: ['晴', '雨'], guess: null },
    ] }] });
  });

  test('is remembered though every row was refused: the mended table is not asked about again', async () => {
    const bad = table.replaceAll('2026-05', '某年某月');
    expect(await shop.core.imports.run({ file: shop.file('账.csv', bad), mapping })).toMatchObject({ batchId: null, counts: { rowsRefused: 2 } });
    expect(await shop.core.imports.preview({ file: shop.file('改好.csv', table) })).toMatchObject({ type: 'ready', summary: { counts: { ordersCreated: 2 } } });
  });

  test('is listed, can be forgotten, and the forgetting taken back', async () => {
    await shop.core.imports.run({ file: shop.file('账.csv', table), mapping });
    const [known] = await shop.core.imports.mappings();
    expect(known).toMatchObject({ mapping, usedAt: '2026-05-08T12:00:00+08:00' });
    const { operationId } = await shop.core.imports.forgetMapping({ id: known!.id });
    expect(await shop.core.imports.mappings()).toEqual([]);
    expect((await failureOf(shop.core.imports.forgetMapping({ id: known!.id }))).code).toBe('imports.mappingNotFound');
    await shop.core.history.undo({ operationId });
    expect(await shop.core.imports.mappings()).toEqual([known]);
  });

  test('put right later: the old import is taken back and the table read again in one step, which can be undone', async () => {
    const wrong = { ...mapping, columns: mapping.columns.map((column) => (column.header === '谁' ? { ...column, meaning: 'buyerNote' as const } : column)) };
    const file = shop.file('账.csv', table);
    const first = await shop.core.imports.run({ file, mapping: wrong });
    expect(first.counts.ordersWithoutCustomer).toBe(2);
    expect((await shop.core.imports.list())[0]).toMatchObject({ mapped: true, hasRows: true });

    const preview = await shop.core.imports.preview({ file, mapping, replaces: first.batchId! });
    expect(preview).toMatchObject({ type: 'ready', summary: { counts: { ordersCreated: 2 }, warnings: [{ code: 'imports.noStatusColumn' }, { code: 'imports.noOrderNumbers' }] } });
    const second = await shop.core.imports.run({ file, mapping, replaces: first.batchId! });
    const { rows } = await shop.core.orders.list({});
    expect(await Promise.all(rows.map(async ({ id }) => (await shop.core.orders.get({ id })).receiverName))).toEqual(['李大海', '王桂英']);
    expect((await shop.core.imports.list()).map(({ undone }) => undone)).toEqual([false, true]);
    expect(shop.check().ok).toBe(true);

    await shop.core.history.undo({ operationId: second.operationId! });
    expect((await shop.core.imports.list()).map(({ undone }) => undone)).toEqual([true, false]);
    expect((await shop.core.orders.list({})).total).toBe(2);
  });

  test('read again from another file, it says so', async () => {
    const { batchId } = await shop.core.imports.run({ file: shop.file('账.csv', table), mapping });
    const preview = await shop.core.imports.preview({ file: shop.file('别的.csv', `${table}2026-05-04,赵大山,12,土鸡蛋,晴\n`), mapping, replaces: batchId! });
    expect(preview.type === 'ready' && preview.summary.warnings.map(({ code }) => code)).toContain('imports.anotherFile');
  });
});
