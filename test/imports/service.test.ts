import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
    { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '13900001234', address: '河南省 信阳市 光山县 石桥村3组12号', at: '2026-04-01 09:00:00' },
    { id: orderId(2), buyer: 'guiying88', paid: '60.00', refund: '10.00', name: '王桂英', phone: '13900001234', at: '2026-04-20 18:30:00' },
    { id: orderId(3), buyer: 'lx2020', paid: '0.00', status: '等待买家付款', name: '李想', at: '2026-04-21 08:00:00' },
    { id: orderId(4), buyer: 'lx2020', paid: '45.00', refund: '45.00', status: '交易关闭', name: '李想', at: '2026-04-22 08:00:00' },
  ]);

describe('an import', () => {
  test('counts paid orders, leaves out unpaid and closed ones, and subtracts refunds', async () => {
    const result = await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    expect(result).toMatchObject({
      platform: '淘宝', kind: 'orders', firstOn: '2026-04-01', lastOn: '2026-04-22',
      counts: { rowsRead: 4, rowsRefused: 0, ordersCreated: 4, ordersNotCounted: 2, customersCreated: 2, paidFen: 188_50, refundFen: 10_00 },
    });
    const { rows } = await shop.core.customers.list({ search: '王桂英' });
    expect(rows[0]).toMatchObject({ name: '王桂英', phone: '13900001234', village: '石桥村', orderCount: 2, netFen: 178_50, firstOrderOn: '2026-04-01', lastOrderOn: '2026-04-20' });
  });

  test('keeps 19 digits, the hour and every fen', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    const { rows } = await shop.core.orders.list({ search: orderId(2) });
    expect(rows[0]).toMatchObject({ platformOrderId: orderId(2), orderedAt: '2026-04-20T18:30:00+08:00', paidFen: 60_00, refundFen: 10_00, netFen: 50_00, goods: '土鸡蛋' });
    expect(await shop.core.orders.get({ id: rows[0]!.id })).toMatchObject({ receiverName: '王桂英', receiverPhone: '13900001234', lines: [{ name: '土鸡蛋' }] });
    expect(await shop.core.orders.platforms()).toEqual([{ platform: '淘宝', orders: 4 }]);
  });

  test('is foretold by the preview to the last count, and the preview writes nothing', async () => {
    const before = shop.check().contentHash;
    const file = shop.file('四月.csv', april());
    const preview = await shop.core.imports.preview({ file });
    expect(shop.check().contentHash).toBe(before);
    expect(await shop.core.history.list({})).toEqual([]);
    const { batchId: _, operationId: __, ...written } = await shop.core.imports.run({ file });
    expect(preview).toMatchObject({ type: 'ready', summary: written });
  });

  test('of the same file again changes nothing and leaves no trace', async () => {
    const file = shop.file('四月.csv', april());
    await shop.core.imports.run({ file });
    const before = shop.check().contentHash;
    const again = await shop.core.imports.run({ file });
    expect(again).toMatchObject({ batchId: null, operationId: null, counts: { ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 4, customersCreated: 0 } });
    expect(shop.check().contentHash).toBe(before);
    expect(await shop.core.imports.list()).toHaveLength(1);
  });

  test('of a later export updates status and refund and never blanks what is known', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    const later = taobaoCsv([{ id: orderId(1), buyer: 'guiying88', paid: '128.50', refund: '28.50', at: '2026-04-01 09:00:00' }]);
    const result = await shop.core.imports.run({ file: shop.file('五月.csv', later) });
    expect(result.counts).toMatchObject({ ordersCreated: 0, ordersUpdated: 1, customersCreated: 0 });
    const { rows } = await shop.core.orders.list({ search: orderId(1) });
    expect(await shop.core.orders.get({ id: rows[0]!.id })).toMatchObject({ refundFen: 28_50, netFen: 100_00, receiverName: '王桂英', receiverPhone: '13900001234' });
  });

  test('undone leaves the database as it was before, and can be repeated', async () => {
    await shop.core.imports.run({ file: shop.file('三月.csv', taobaoCsv([{ id: orderId(9), buyer: 'guiying88', name: '王桂英', at: '2026-03-01 09:00:00' }])) });
    const before = shop.check().contentHash;
    const { batchId } = await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    const after = shop.check().contentHash;
    expect(await shop.core.imports.undo({ batchId: batchId! })).toMatchObject({ kept: 0 });
    expect(shop.check()).toMatchObject({ ok: true, contentHash: before });
    expect((await shop.core.imports.list())[0]).toMatchObject({ fileName: '四月.csv', undone: true });

    const again = await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    expect(again.counts).toMatchObject({ ordersCreated: 4, customersCreated: 1 });
    expect(after).not.toBe(before);
  });

  test('undone keeps a person that a later import or the user built on', async () => {
    const first = await shop.core.imports.run({ file: shop.file('四月.csv', april()) });
    await shop.core.imports.run({ file: shop.file('五月.csv', taobaoCsv([{ id: orderId(8), buyer: 'guiying88', at: '2026-05-01 09:00:00' }])) });
    expect((await shop.core.imports.undo({ batchId: first.batchId! })).kept).toBeGreaterThan(0);
    expect(shop.check().ok).toBe(true);
    const { rows } = await shop.core.customers.list({});
    expect(rows.map(({ name, orderCount }) => [name, orderCount])).toEqual([['王桂英', 1]]);
  });

  test('hands back bad rows with the reason and takes the good ones', async () => {
    const text = `${april()}\r\n3.3E+18,x,12.00,交易成功,张三,,,2026-04-23 08:00:00,2026-04-23 08:00:00,红薯,0.00`;
    const result = await shop.core.imports.run({ file: shop.file('四月.csv', text) });
    expect(result.counts).toMatchObject({ rowsRead: 5, rowsRefused: 1, ordersCreated: 4 });
    expect(result.refusals).toMatchObject([{ row: 6, column: '订单编号', code: 'imports.damagedOrderId' }]);
  });
});

describe('who bought', () => {
  test('the same phone and name on two platforms is one person; the same phone with another name is family', async () => {
    await shop.core.imports.run({ file: shop.file('一.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_a', name: '王桂英', phone: '13900001234' }])) });
    await shop.core.imports.run({ file: shop.file('二.csv', taobaoCsv([
      { id: orderId(2), buyer: 'tb_b', name: '王桂英', phone: '13900001234' },
      { id: orderId(3), buyer: 'tb_c', name: '赵大山', phone: '13900001234' },
    ])) });
    const { rows } = await shop.core.customers.list({ sort: 'created', descending: false });
    expect(rows.map(({ name, orderCount }) => [name, orderCount])).toEqual([['王桂英', 2], ['赵大山', 1]]);
    expect((await shop.core.customers.get({ id: rows[0]!.id })).identities).toEqual([{ platform: '淘宝', value: 'tb_a' }, { platform: '淘宝', value: 'tb_b' }]);
  });

  test('the same name alone is never the same person', async () => {
    await shop.core.imports.run({ file: shop.file('一.csv', taobaoCsv([
      { id: orderId(1), buyer: 'tb_a', name: '王桂英', phone: '13900001234' },
      { id: orderId(2), buyer: 'tb_b', name: '王桂英', phone: '13900005678' },
    ])) });
    expect((await shop.core.customers.list({ search: '王桂英' })).total).toBe(2);
  });

  test('a parcel sent to somebody else does not put their phone into the buyer\'s file', async () => {
    await shop.core.imports.run({ file: shop.file('一.csv', taobaoCsv([
      { id: orderId(1), buyer: 'tb_a', name: '王桂英', phone: '13900001234' },
      { id: orderId(2), buyer: 'tb_a', name: '李想', phone: '13900005678' },
    ])) });
    const { rows } = await shop.core.customers.list({});
    expect(rows).toHaveLength(1);
    expect((await shop.core.customers.get({ id: rows[0]!.id })).phones.map(({ number }) => number)).toEqual(['13900001234']);
  });
});

describe('while a long import runs', () => {
  test('queries are answered from what was saved before, and a change waits its turn', async () => {
    const { id } = await shop.core.customers.create({ name: '老主顾' });
    const file = shop.file('大表.csv', taobaoCsv(manyTaobaoRows(6000)));
    const totals: number[] = [];
    const changes: Promise<unknown>[] = [];
    const result = await shop.core.imports.run({ file }, {
      onProgress: ({ phase }) => {
        if (phase !== 'imports.writing') return;
        void shop.core.customers.list({}).then(({ total }) => totals.push(total));
        if (changes.length === 0) changes.push(shop.core.customers.delete({ id }));
      },
    });
    expect(result.counts.ordersCreated).toBe(6000);
    expect(totals.length).toBeGreaterThan(3);
    expect(totals.slice(0, 3)).toEqual([1, 1, 1]);
    await Promise.all(changes);
    expect((await shop.core.customers.list({})).total).toBe(2000);
  });

  test('cancel stops it and nothing of it stays', async () => {
    const before = shop.check().contentHash;
    const stop = new AbortController();
    const run = shop.core.imports.run({ file: shop.file('大表.csv', taobaoCsv(manyTaobaoRows(6000))) }, {
      signal: stop.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'imports.writing' && done > 1000) stop.abort();
      },
    });
    expect(await failureOf(run)).toMatchObject({ code: 'job.cancelled' });
    expect(shop.check()).toMatchObject({ ok: true, contentHash: before });
    expect(await shop.core.imports.list()).toEqual([]);
  });
});

describe('a table nobody knows', () => {
  const text = '单子号,谁买的,手机,买了啥,几个,多少钱,哪天\r\nA-1,王桂英,13900001234,土鸡蛋,2,56.00,2026-04-01 09:00\r\nA-2,李想,13900005678,红薯粉,1,18.00,2026-04-02 10:00';
  const mapping = {
    kind: 'orders' as const, platform: '微店',
    columns: [
      { header: '单子号', meaning: 'orderId' as const }, { header: '谁买的', meaning: 'name' as const }, { header: '手机', meaning: 'phone' as const },
      { header: '买了啥', meaning: 'item' as const }, { header: '几个', meaning: 'quantity' as const }, { header: '多少钱', meaning: 'paid' as const }, { header: '哪天', meaning: 'orderedAt' as const },
    ],
  };

  test('is asked about with examples, and nothing is written before the answer', async () => {
    const preview = await shop.core.imports.preview({ file: shop.file('手工表.csv', text) });
    expect(preview).toMatchObject({ type: 'question', question: { fileName: '手工表.csv' } });
    if (preview.type !== 'question') throw new Error('expected a question');
    expect(preview.question.columns.map(({ header }) => header)).toEqual(['单子号', '谁买的', '手机', '买了啥', '几个', '多少钱', '哪天']);
    expect(preview.question.columns[1]!.examples).toEqual(['王桂英', '李想']);
    expect(await failureOf(shop.core.imports.run({ file: shop.file('手工表.csv', text) }))).toMatchObject({ code: 'imports.needsMapping' });
  });

  test('is imported with the answer, which is remembered for the next table of that kind', async () => {
    const result = await shop.core.imports.run({ file: shop.file('手工表.csv', text), mapping });
    expect(result).toMatchObject({ platform: '微店', counts: { ordersCreated: 2, customersCreated: 2, paidFen: 74_00 } });
    const next = text.replaceAll('A-', 'B-');
    expect(await shop.core.imports.run({ file: shop.file('下个月.csv', next) })).toMatchObject({ platform: '微店', counts: { ordersCreated: 2, customersMatched: 2 } });
  });
});
