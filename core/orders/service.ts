import { Refused } from '../base/errors.ts';
import type { OrderRecord } from '../imports/records.ts';
import type { OrderDetail } from './contract.ts';
import type { OrderFacts, OrderKey, OrderRepository, OrderWriter, StoredOrder } from './repository.ts';
import type { OrderState } from './rules.ts';
import { countsAsPurchase, exacterTime, fromDetail, laterState, linesAfter, netFenOf } from './rules.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';

const keyOf = (order: OrderRecord): OrderKey => ({
  platform: order.platform, platform_order_id: order.platformOrderId, order_id_derived: Number(order.orderIdDerived),
});
const stateOf = (stored: StoredOrder): OrderState => ({
  status: stored.status, statusText: stored.status_text, paidFen: stored.paid_fen, refundFen: stored.refund_fen,
});

const isFromDetail = (stored: StoredOrder): boolean => stored.status_text?.endsWith(fromDetail) ?? false;

type Incoming = Parameters<typeof laterState>[1];

/**
 * A detail file never changes the money of an order that its order table told of, and that table replaces what only a
 * detail file told: whichever comes first, the end is the same.
 */
const stateAfter = (stored: StoredOrder, incoming: Incoming, detail: OrderRecord['detail']): { readonly state: OrderState; readonly older: boolean } => {
  const known = stateOf(stored);
  if (isFromDetail(stored) && (detail === undefined || detail === 'summary')) return { state: incoming, older: false };
  if (detail === 'lines' || (detail === 'order' && !isFromDetail(stored))) return { state: known, older: true };
  return laterState(known, incoming);
};

export const createOrders = ({ read, write }: { readonly read: OrderRepository; readonly write: OrderWriter }) => ({
  list: ({ offset, limit, ...filter }: Parameters<OrderRepository['list']>[0] & { offset: number; limit: number }) => read.list(filter, offset, limit),
  platforms: read.platforms,
  get: (id: number): OrderDetail => {
    const order = read.find(id);
    if (!order) throw new Refused('orders.notFound');
    return order;
  },

  /** The order as it is stored, if this record is one that is known already. */
  known: (order: OrderRecord): StoredOrder | undefined => write.find(keyOf(order), order.uid),

  /**
   * Creates the order or brings it up to date. A later export changes status, amounts and refund, an earlier one only
   * fills what is missing; no blank ever empties what is known, and an order stays with the person it belongs to.
   */
  record: (order: OrderRecord, stored: StoredOrder | undefined, customerId: number | null, batchId: number | null): Outcome => {
    const { statusText, paidFen, refundFen, status } = order;
    const receiver = order.receiver ?? order.buyer;
    const incoming = { status, statusText, paidFen, refundFen, statusAssumed: order.statusAssumed ?? false, refundUnsaid: order.refundUnsaid ?? false };
    const { state, older } = stored ? stateAfter(stored, incoming, order.detail) : { state: incoming, older: false };
    const newest = <T>(now: T | null, before: T | null | undefined): T | null => (older ? (before ?? now) : (now ?? before ?? null));
    const address = [receiver.province, receiver.city, receiver.district, receiver.address].filter((part) => part).join(' ') || null;
    const facts: OrderFacts = {
      status: state.status,
      status_text: state.statusText,
      ordered_at: !stored ? order.orderedAt : older || order.orderedAtAssumed ? exacterTime(order.orderedAt, stored.ordered_at) : exacterTime(stored.ordered_at, order.orderedAt),
      paid_fen: state.paidFen,
      refund_fen: state.refundFen,
      freight_fen: newest(order.freightFen, stored?.freight_fen),
      counts: Number(countsAsPurchase(state)),
      net_fen: netFenOf(state),
      customer_id: stored?.customer_id ?? customerId,
      pickup_point_id: newest(order.pickupPoint ? write.pickupPoint(order.pickupPoint) : null, stored?.pickup_point_id),
      receiver_name: newest(receiver.name, stored?.receiver_name),
      receiver_phone: newest(receiver.phone, stored?.receiver_phone),
      receiver_address: newest(address, stored?.receiver_address),
      buyer_note: newest(order.buyerNote, stored?.buyer_note),
      seller_note: newest(order.sellerNote, stored?.seller_note),
    };
    if (!stored) {
      write.insert(order.uid, keyOf(order), facts, order.lines, batchId);
      return 'created';
    }
    const keepsLines = order.detail === undefined || order.detail === 'summary' ? older || isFromDetail(stored) : older && isFromDetail(stored);
    return write.update(stored, facts, (present) => (keepsLines ? present : linesAfter(present, order.lines, order.detail))) ? 'updated' : 'unchanged';
  },
  rebuildTotals: write.rebuildTotals,
});
export type Orders = ReturnType<typeof createOrders>;
