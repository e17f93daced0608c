import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mapping } from '../../core/imports/contract.ts';
import { templates } from '../../core/imports/templates.rules.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { storedCustomers } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore();
});
afterEach(() => shop.stop());

const headers = ['订单号', '下单时间', '实付金额', '商品名称', '收货人姓名', '手机号码'];
const tableOf = (...rows: readonly string[]): string => [headers.join(','), ...rows].join('\r\n');
const run = (name: string, table: string, mapping?: Mapping) => shop.core.imports.run({ file: shop.file(name, table), mapping });

const april = tableOf('A0001,2026-04-01 10:00:00,30,土鸡蛋,王桂英,13900001234', 'A0002,2026-04-01 11:00:00,40,红薯粉,李建国,13900001235');
const nextDay = tableOf('A0001,2026-04-02 10:00:00,70,黑山羊,赵秀兰,13900001236', 'A0002,2026-04-02 11:00:00,80,土鸡蛋,钱大海,13900001237');

test('the numbers of a till start anew every day: they are other orders, of other people', async () => {
  expect((await run('收银 4月1日.csv', april)).counts).toMatchObject({ ordersCreated: 2 });
  expect((await run('收银 4月2日.csv', nextDay)).counts).toMatchObject({ ordersCreated: 2, ordersUpdated: 0 });
  expect((await run('又一次.csv', april)).counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 2 });
  expect((await storedCustomers(shop)).map(({ name, netFen }) => [name, netFen])).toEqual([['李建国', 40_00], ['钱大海', 80_00], ['王桂英', 30_00], ['赵秀兰', 70_00]]);
});

test('单号 1, 2, 3 of a hand-written list are told apart by their day, in one table too, and Excel may take their zeros', async () => {
  const mapping: Mapping = { kind: 'orders', platform: '手工', columns: (['orderId', 'orderedAt', 'paid', 'item', 'name', 'phone'] as const).map((meaning, at) => ({ header: headers[at]!, meaning })) };
  const list = (one: string) => tableOf(`${one},2026-04-01,30,土鸡蛋,王桂英,13900001234`, `2,2026-04-01,40,红薯粉,李建国,13900001235`, `${one},2026-05-01,70,黑山羊,赵秀兰,13900001236`);
  expect((await run('账.csv', list('001'), mapping)).counts).toMatchObject({ ordersCreated: 3, customersCreated: 3 });
  expect((await run('账 另存.csv', list('1'))).counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 3 });
});

test('a table that was read without a question is the same under another file name', async () => {
  expect(await run('微店订单.csv', april)).toMatchObject({ platform: '微店', counts: { ordersCreated: 2 } });
  expect((await run('订单(1).csv', april)).counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 2 });
  const more = `${april}\r\n20260403000017,2026-04-03 09:00:00,50,土鸡蛋,王桂英,13900001234`;
  expect((await run('导出.csv', more)).counts).toMatchObject({ ordersCreated: 1, ordersUnchanged: 2 });
  expect((await run('微店.csv', more)).counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 3 });
});

test('a negative amount is money given back: of its order if it names one, else the row is refused and said why', async () => {
  const goodsOnly = `20260401000001,2026-04-01,50,土鸡蛋,王桂英,13900001234\r\n20260401000001,2026-04-01,-20,土鸡蛋,王桂英,13900001234\r\n20260401000002,2026-04-02,-30,红薯粉,王桂英,13900001234`;
  const mapping: Mapping = { kind: 'orders', platform: '手工', columns: (['orderId', 'orderedAt', 'paid', 'item', 'name', 'phone'] as const).map((meaning, at) => ({ header: headers[at]!, meaning })) };
  const { counts, refusals } = await run('收银.csv', tableOf(goodsOnly), mapping);
  expect(counts).toMatchObject({ rowsRefused: 1, ordersCreated: 1, paidFen: 50_00, refundFen: 20_00 });
  expect(refusals).toEqual([{ sheet: null, row: 4, column: '实付金额', code: 'imports.negativeAmount', details: { value: '-30.00' } }]);
  expect(await storedCustomers(shop)).toMatchObject([{ name: '王桂英', orderCount: 1, netFen: 30_00 }]);
  const written: Readonly<Record<string, string>> = { 下单时间: '2026-05-01', 收货人: '王桂英', 实付: '-30' };
  const own = await run('订单.csv', `${templates.orders.columns.map(({ header }) => header).join(',')}\r\n${templates.orders.columns.map(({ header }) => written[header] ?? '').join(',')}`);
  expect(own.refusals).toMatchObject([{ row: 2, column: '实付', code: 'imports.negativeAmount' }]);
});
