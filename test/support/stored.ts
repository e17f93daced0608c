/** Everything that an import left in the database, as the user can see it: to be compared whole with the truth. */
import type { TestCore } from './core.ts';

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
