import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderRow } from '../../core/orders/contract.ts';
import { exportFilesOf } from '../../core/practice/builders/export-files.ts';
import { generateShop } from '../../core/practice/rules.ts';
import { platformNames, shopPlatforms, totalsOf, type ShopOrder } from '../../core/practice/shop.rules.ts';
import { startCore, type TestCore } from '../support/core.ts';

const shop = generateShop({ seed: 6, until: '2026-05-08', customers: 150 });
let started: TestCore;
const rows: OrderRow[] = [];

beforeAll(async () => {
  started = startCore('2026-05-08');
  for (const { name, bytes } of exportFilesOf(shop)) await started.core.imports.run({ file: started.file(name, bytes) });
  for (let offset = 0; offset === rows.length; offset += 200) rows.push(...(await started.core.orders.list({ offset, limit: 200 })).rows);
}, 60_000);
afterAll(() => started.stop());

/** 快团团 files carry no order number: the second of payment and the amount tell orders apart. */
const keyOf = (order: Pick<OrderRow, 'platform' | 'platformOrderId' | 'orderedAt' | 'paidFen'>): string =>
  order.platform === '快团团' ? `${order.orderedAt} ${order.paidFen}` : `${order.platform} ${order.platformOrderId}`;
const truthKeyOf = (order: ShopOrder): string => keyOf({ ...order, platform: platformNames[order.platform], orderedAt: order.paidAt ?? order.orderedAt });

describe('the made-up shop, imported from its platform files', () => {
  it.each(shopPlatforms)('has the orders and the money of %s as they really were', (platform) => {
    const found = rows.filter((row) => row.platform === platformNames[platform]);
    const sum = (fen: (row: OrderRow) => number) => found.reduce((total, row) => total + fen(row), 0);
    expect({
      orders: found.length,
      counted: found.filter((row) => row.countsAsPurchase).length,
      paidFen: sum((row) => row.paidFen),
      refundFen: sum((row) => row.refundFen),
      netFen: sum((row) => row.netFen),
    }).toEqual(totalsOf(shop.orders.filter((order) => order.platform === platform)));
  });

  it('has the status and day of every order', () => {
    const found = new Map(rows.map((row) => [keyOf(row), row]));
    expect(found.size).toBe(shop.orders.length);
    for (const order of shop.orders) {
      expect(found.get(truthKeyOf(order))).toMatchObject({ status: order.status, countsAsPurchase: order.counts });
      expect(found.get(truthKeyOf(order))!.orderedAt.slice(0, 10)).toBe(order.orderedAt.slice(0, 10));
    }
  });

  it('knows the buyer wherever the file shows one', () => {
    const found = new Map(rows.map((row) => [keyOf(row), row]));
    for (const order of shop.orders) expect((found.get(truthKeyOf(order))!.customerId !== null)).toBe(order.contact === 'full');
  });

  it('never takes two people for one, not even with the same nickname, name or family phone', () => {
    const found = new Map(rows.map((row) => [keyOf(row), row.customerId]));
    const people = new Map<number, Set<string>>();
    for (const order of shop.orders) {
      const id = found.get(truthKeyOf(order));
      if (id) people.set(id, (people.get(id) ?? new Set()).add(`${order.receiver.name} ${order.receiver.phone}`));
    }
    expect([...people.values()].filter((persons) => persons.size > 1).map((persons) => [...persons])).toEqual([]);
  });
});
