import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
let person: number;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([
    ...['2026-02-01', '2026-02-11', '2026-02-21', '2026-03-03'].map((day, n) => ({ id: orderId(n + 1), buyer: 'guiying', paid: '40.00', name: '王桂英', phone: '19900001234', at: `${day} 09:00:00` })),
    { id: orderId(5), buyer: 'guiying', paid: '60.00', refund: '10.00', name: '王桂英', phone: '19900001234', at: '2026-03-13 20:00:00', title: '红薯粉' },
    { id: orderId(6), buyer: 'guiying', paid: '80.00', refund: '80.00', name: '王桂英', phone: '19900001234', at: '2026-03-14 20:00:00', title: '黑山羊' },
    { id: orderId(7), buyer: 'dahai', paid: '30.00', name: '李大海', phone: '19900004321', at: '2026-05-01 09:00:00' },
  ])) });
  await shop.app.settled();
  person = (await shop.core.customers.list({ search: '王桂英' })).rows[0]!.id;
});
afterEach(() => shop.stop());

describe('the portrait', () => {
  test('shows one person by their own purchases, the refunded left out but told', async () => {
    expect(await shop.core.portraits.get({ customerId: person })).toMatchObject({
      asOf: '2026-05-08', customer: { name: '王桂英' }, score: { frequency: 5 },
      orders: 5, purchaseDays: 5, netFen: 210_00,
      goods: [{ name: '土鸡蛋', orders: 4, lastOn: '2026-03-03' }, { name: '红薯粉', orders: 1 }],
      rhythm: { type: 'known', medianGap: 10 }, next: { type: 'known', from: '2026-03-23', to: '2026-03-23', overdueDays: 46, goods: [{ name: '土鸡蛋', everyDays: 10 }] },
      basket: { medianFen: 40_00, largestFen: 50_00, shopMedianFen: 40_00 },
      refunds: { orders: 2, ofOrders: 6, fen: 90_00 },
      channels: [{ orders: 5, netFen: 210_00 }], satisfaction: null,
      dayParts: { morning: 4, evening: 1 },
    });
  });

  test('shows who brought them and whom they brought, and what that was worth', async () => {
    const { rows: [dahai] } = await shop.core.customers.list({ search: '李大海' });
    await shop.core.customers.update({ id: dahai!.id, facts: { ...(await shop.core.customers.get({ id: dahai!.id })), referrerId: person } });
    expect((await shop.core.portraits.get({ customerId: person })).referrals).toEqual({ referrer: null, direct: 1, size: 1, depth: 1, broughtFen: 30_00, people: [{ id: dahai!.id, name: '李大海', orderCount: 1, netFen: 30_00 }] });
    expect((await shop.core.portraits.get({ customerId: dahai!.id })).referrals).toMatchObject({ referrer: { id: person, name: '王桂英' }, direct: 0 });
  });

  test('compares prices with what others paid for the same goods', async () => {
    const mapping = { kind: 'orders' as const, platform: '手工', columns: [
      { header: '单号', meaning: 'orderId' as const }, { header: '谁', meaning: 'buyerId' as const }, { header: '日子', meaning: 'orderedAt' as const }, { header: '收了', meaning: 'paid' as const },
      { header: '货', meaning: 'item' as const }, { header: '几斤', meaning: 'quantity' as const }, { header: '货钱', meaning: 'itemAmount' as const },
    ] };
    const sold = [['甲', 1, 10], ['乙', 1, 10], ['丙', 1, 10], ['丁', 1, 10], ['戊', 1, 10], ['己大娘', 2, 16], ['己大娘', 2, 16], ['己大娘', 1, 10]] as const;
    const rows = sold.map(([who, quantity, yuan], n) => `${n},${who},2026-04-0${n + 1},${yuan},小米,${quantity},${yuan}`);
    await shop.core.imports.run({ file: shop.file('手工.csv', ['单号,谁,日子,收了,货,几斤,货钱', ...rows].join('\n')), mapping });
    const customerId = (await shop.core.customers.list({ search: '己大娘' })).rows[0]!.id;
    expect(await shop.core.portraits.get({ customerId })).toMatchObject({
      goods: [{ name: '小米', orders: 3, quantity: 5, netFen: 42_00, share: 1 }],
      price: { type: 'known', goods: 1, lines: 3, ratio: 42 / 50, cheapLines: 2, cheapShare: 2 / 3 },
    });
  });

  test('of somebody who never bought says that too little is known', async () => {
    const { id } = await shop.core.customers.create({ name: '张小梅' });
    expect(await shop.core.portraits.get({ customerId: id })).toMatchObject({ orders: 0, goods: [], basket: null, rhythm: { type: 'tooFew' }, refunds: { orders: 0, ofOrders: 0 } });
  });

  test('of nobody is refused', async () => {
    expect(await failureOf(shop.core.portraits.get({ customerId: 999 }))).toMatchObject({ code: 'customers.notFound' });
  });
});
