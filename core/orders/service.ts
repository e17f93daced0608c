import { Refused } from '../base/errors.ts';
import type { OrderRecord } from '../imports/records.ts';
import type { OrderDetail } from './contract.ts';
import type { OrderFacts, OrderRepository, OrderWriter } from './repository.ts';
import { countsAsPurchase, netFenOf } from './rules.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';

export const createOrders = ({ read, write }: { readonly read: OrderRepository; readonly write: OrderWriter }) => ({
  list: ({ offset, limit, ...filter }: Parameters<OrderRepository['list']>[0] & { offset: number; limit: number }) => read.list(filter, offset, limit),
  platforms: read.platforms,
  get: (id: number): OrderDetail => {
    const order = read.find(id);
    if (!order) throw new Refused('orders.notFound');
    return order;
  },

  /**
   * Creates the order or brings it up to date. A later export changes status, amounts and refund, but a blank in it
   * never empties what is known.
   */
  record: (order: OrderRecord, customerId: number | null, batchId: number | null): Outcome => {
    const key = { platform: order.platform, platform_order_id: order.platformOrderId, order_id_derived: Number(order.orderIdDerived) };
    const stored = write.findByKey(key);
    const { buyer } = order;
    const address = [buyer.province, buyer.city, buyer.district, buyer.address].filter((part) => part).join(' ') || null;
    const facts: OrderFacts = {
      status: order.status,
      status_text: order.statusText ?? stored?.status_text ?? null,
      // A delivery list without any date must not move a day that another export knew.
      ordered_at: order.orderedAtAssumed && stored ? stored.ordered_at : order.orderedAt,
      paid_fen: order.paidFen,
      refund_fen: order.refundFen,
      freight_fen: order.freightFen ?? stored?.freight_fen ?? null,
      counts: Number(countsAsPurchase(order)),
      net_fen: netFenOf(order),
      customer_id: customerId ?? stored?.customer_id ?? null,
      pickup_point_id: order.pickupPoint ? write.pickupPoint(order.pickupPoint) : (stored?.pickup_point_id ?? null),
      receiver_name: buyer.name ?? stored?.receiver_name ?? null,
      receiver_phone: buyer.phone ?? stored?.receiver_phone ?? null,
      receiver_address: address ?? stored?.receiver_address ?? null,
      buyer_note: order.buyerNote ?? stored?.buyer_note ?? null,
      seller_note: order.sellerNote ?? stored?.seller_note ?? null,
    };
    if (!stored) {
      write.insert(order.uid, key, facts, order.lines, batchId);
      return 'created';
    }
    return write.update(stored, facts, order.lines) ? 'updated' : 'unchanged';
  },
  rebuildTotals: write.rebuildTotals,
});
export type Orders = ReturnType<typeof createOrders>;
