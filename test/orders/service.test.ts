import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([
    { id: orderId(1), buyer: 'guiying88', name: '王桂英', paid: '30.00', at: '2026-04-01 23:59:59', title: '土鸡蛋' },
    { id: orderId(2), buyer: 'lx2020', name: '李想', paid: '45.00', status: '交易关闭', at: '2026-04-02 00:00:01', title: '红薯粉' },
    { id: orderId(3), buyer: '******', name: '***', paid: '12.00', at: '2026-04-03 08:00:00', title: '红薯' },
  ])) });
});
afterEach(() => shop.stop());

const found = async (filter: object) => (await shop.core.orders.list(filter)).rows.map(({ platformOrderId }) => platformOrderId).reverse();

test('orders are found by number, goods and buyer', async () => {
  expect(await found({ search: orderId(2) })).toEqual([orderId(2)]);
  expect(await found({ search: '红薯' })).toEqual([orderId(2), orderId(3)]);
  expect(await found({ search: '桂英' })).toEqual([orderId(1)]);
});

test('orders are narrowed to purchases, to known buyers and to days, both ends included', async () => {
  expect(await found({ counted: false })).toEqual([orderId(2)]);
  expect(await found({ withBuyer: false })).toEqual([orderId(3)]);
  expect(await found({ withBuyer: true, counted: true })).toEqual([orderId(1)]);
  expect(await found({ from: '2026-04-02', to: '2026-04-02' })).toEqual([orderId(2)]);
  expect(await found({ to: '2026-04-01' })).toEqual([orderId(1)]);
});

test('the sum above the list is that of the orders in it', async () => {
  expect(await shop.core.orders.list({ limit: 1 })).toMatchObject({ total: 3, netFen: 42_00 });
});

test('an order that is gone is said to be gone', async () => {
  expect(await failureOf(shop.core.orders.get({ id: 999 }))).toMatchObject({ code: 'orders.notFound' });
});
