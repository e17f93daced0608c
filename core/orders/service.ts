import { Refused } from '../base/errors.ts';
import type { OrderRecord } from '../imports/records.ts';
import type { OrderChange } from '../imports/contract.ts';
import type { OrderDetail } from './contract.ts';
import type { OrderFacts, OrderKey, OrderRepository, OrderWriter, StoredOrder } from './repository.ts';
import type { OrderState } from './rules.ts';
import { countsAsPurchase, exacterTime, fromDetail, goodsDetail, laterState, linesAfter, netFenOf } from './rules.ts';

export type Outcome = { readonly id: number; readonly outcome: 'created' | 'updated' | 'unchanged'; readonly changes: readonly OrderChange[] };

/** What became different, in the words and numbers of the order. */
const changesOf = (stored: StoredOrder, facts: OrderFacts, order: OrderRecord, lines: { readonly before: OrderRecord['lines']; readonly after: OrderRecord['lines'] }): readonly OrderChange[] => {
  const said = (field: OrderChange['field'], before: OrderChange['before'], after: OrderChange['after']): OrderChange[] => (before === after ? [] : [{ field, before, after }]);
  const receiver = ({ receiver_name, receiver_phone, receiver_address }: OrderFacts) => [receiver_name, receiver_phone, receiver_address].filter((part) => part).join(' ') || null;
  return [
    ...said('status', stored.status, facts.status),
    ...(stored.status === facts.status ? said('statusText', stored.status_text, facts.status_text) : []),
    ...said('paidFen', stored.paid_fen, facts.paid_fen),
    ...said('refundFen', stored.refund_fen, facts.refund_fen),
    ...said('freightFen', stored.freight_fen, facts.freight_fen),
    ...said('orderedAt', stored.ordered_at, facts.ordered_at),
    ...(stored.customer_id === facts.customer_id ? [] : said('customer', null, order.buyer.name ?? order.buyer.buyerId)),
    ...said('receiver', receiver(stored), receiver(facts)),
    ...(stored.pickup_point_id === facts.pickup_point_id ? [] : said('pickupPoint', null, order.pickupPoint)),
    ...said('buyerNote', stored.buyer_note, facts.buyer_note),
    ...said('sellerNote', stored.seller_note, facts.seller_note),
    ...said('goods', goodsDetail(lines.before), goodsDetail(lines.after)),
  ];
};

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

const knownIn = (write: OrderWriter) => (order: OrderRecord): StoredOrder | undefined =>
  write.find(keyOf(order), order.uid) ?? (order.otherPlatforms && write.findElsewhere(order.otherPlatforms, order.platformOrderId, order.orderedAt));

export const createOrders = ({ read, write }: { readonly read: OrderRepository; readonly write: OrderWriter }) => ({
  list: ({ offset, limit, ...filter }: Parameters<OrderRepository['list']>[0] & { offset: number; limit: number }) => read.list(filter, offset, limit),
  platforms: read.platforms,
  get: (id: number): OrderDetail => {
    const order = read.find(id);
    if (!order) throw new Refused('orders.notFound');
    return order;
  },

  /** The order as it is stored, if this record is one that is known already. */
  known: knownIn(write),
  /**
   * The same for some hundred records that are about to be recorded one after the other, each asked for once. Orders
   * that may be known by our own number are looked up in their turn: two of them may be the same one.
   */
  knownAmong: (orders: readonly OrderRecord[]): ((order: OrderRecord) => StoredOrder | undefined) => {
    const alone = knownIn(write);
    if (orders.some(({ uid, otherPlatforms }) => uid !== undefined || otherPlatforms !== undefined)) return alone;
    const together = new Map<string, StoredOrder | undefined>();
    for (const platform of new Set(orders.map((order) => order.platform))) {
      const numbers = orders.filter((order) => order.platform === platform).map(({ platformOrderId }) => platformOrderId);
      const found = write.findMany(platform, numbers);
      for (const number of numbers) together.set(`${platform}\n${number}`, found.get(number));
    }
    return (order) => {
      const key = `${order.platform}\n${order.platformOrderId}`;
      const stored = together.get(key);
      return together.delete(key) ? stored : alone(order);
    };
  },

  /**
   * Creates the order or brings it up to date. A later export changes status, amounts and refund, an earlier one only
   * fills what is missing; no blank ever empties what is known, and an order stays with the person it belongs to.
   */
  record: (order: OrderRecord, stored: StoredOrder | undefined, customerId: number | null, batchId: number | null): Outcome => {
    const { statusText, paidFen, refundFen, status } = order;
    const receiver = order.receiver ?? order.buyer;
    const incoming = { status, statusText, paidFen, refundFen, statusAssumed: order.statusAssumed ?? false, refundUnsaid: order.refundUnsaid ?? false };
    const { state, older } = stored && !order.replaces ? stateAfter(stored, incoming, order.detail) : { state: incoming, older: false };
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
      customer_id: order.replaces ? customerId : (stored?.customer_id ?? customerId),
      pickup_point_id: newest(order.pickupPoint ? write.pickupPoint(order.pickupPoint) : null, stored?.pickup_point_id),
      receiver_name: newest(receiver.name, stored?.receiver_name),
      receiver_phone: newest(receiver.phone, stored?.receiver_phone),
      receiver_address: newest(address, stored?.receiver_address),
      buyer_note: newest(order.buyerNote, stored?.buyer_note),
      seller_note: newest(order.sellerNote, stored?.seller_note),
    };
    if (!stored) return { id: write.insert(order.uid, keyOf(order), facts, order.lines, batchId), outcome: 'created', changes: [] };
    const keepsLines = order.detail === undefined || order.detail === 'summary' ? older || isFromDetail(stored) : older && isFromDetail(stored);
    const lines = { before: order.lines, after: order.lines };
    const updated = write.update(stored, facts, (present) => {
      lines.before = present;
      lines.after = keepsLines ? present : linesAfter(present, order.lines, order.detail);
      return lines.after;
    });
    return updated ? { id: stored.id, outcome: 'updated', changes: changesOf(stored, facts, order, lines) } : { id: stored.id, outcome: 'unchanged', changes: [] };
  },
  statusTexts: read.statusTexts,
  /** Brings the stored orders of a platform to what their words mean by now; null leaves an order as it is. */
  restate: (platform: string, stateNow: (order: OrderState) => Omit<OrderState, 'statusText'> | null): { readonly restated: number; readonly withoutAmount: number } => {
    let restated = 0;
    let withoutAmount = 0;
    for (const order of write.statesOf(platform)) {
      const state = stateNow(order);
      if (state === null) continue;
      write.setState(order.id, { status: state.status, paid_fen: state.paidFen, refund_fen: state.refundFen, counts: Number(countsAsPurchase(state)), net_fen: netFenOf(state) });
      restated += 1;
      if (countsAsPurchase(state) && state.paidFen === 0) withoutAmount += 1;
    }
    return { restated, withoutAmount };
  },
  rebuildTotals: write.rebuildTotals,
});
export type Orders = ReturnType<typeof createOrders>;
