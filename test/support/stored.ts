/** Everything that an import left in the database, as the user can see it: to be compared whole with the truth. */
import { expect } from 'vitest';
import type { TestCore } from './core.ts';

/** Every file is dropped twice: the second time must change nothing. */
export const importedTwice = async (shop: TestCore, name: string, bytes: Uint8Array) => {
  const file = shop.file(name, bytes);
  const result = await shop.core.imports.run({ file });
  expect(await shop.core.imports.run({ file })).toMatchObject({ batchId: null, counts: { ordersCreated: 0, ordersUpdated: 0, customersCreated: 0, customersUpdated: 0 } });
  expect(shop.check()).toMatchObject({ ok: true });
  return result;
};

export const storedOrders = async ({ core }: TestCore) => {
  const { rows } = await core.orders.list({ limit: 200 });
  const orders = await Promise.all(rows.map(({ id }) => core.orders.get({ id })));
  return orders
    .map(({ platform, platformOrderId, status, orderedAt, paidFen, refundFen, netFen, freightFen, customerName, receiverName, receiverPhone, receiverAddress, pickupPoint, buyerNote, sellerNote, lines }) => ({
      order: platformOrderId, platform, status, orderedAt, money: [paidFen, refundFen, netFen, freightFen], customer: customerName,
      receiver: [receiverName, receiverPhone, receiverAddress], pickupPoint, notes: [buyerNote, sellerNote],
      lines: lines.map(({ name, spec, quantity, amountFen }) => [name, spec, quantity, amountFen]),
    }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1));
};

export const storedCustomers = async ({ core }: TestCore) => {
  const { rows } = await core.customers.list({ limit: 200 });
  return rows.map(({ name, phone, orderCount, netFen, village }) => ({ name, phone, orderCount, netFen, village })).toSorted((a, b) => `${a.name}${a.phone}`.localeCompare(`${b.name}${b.phone}`, 'zh-CN'));
};
