import type { Database } from 'better-sqlite3';
import type { Purchase, PurchaseLine } from './rules.ts';

type StoredPurchase = { readonly id: number; readonly orderedAt: string; readonly netFen: number; readonly platform: string; readonly pickupPoint: string | null };

/** So many latest sales tell the usual price; more would only make a popular product slow. */
const pricesAsked = 400;
const ordersAsked = 5000;

export const portraitRepository = (db: Database) => {
  const purchases = db.prepare<[number], StoredPurchase>(`
    SELECT o.id, o.ordered_at AS orderedAt, o.net_fen AS netFen, o.platform, p.name AS pickupPoint
    FROM orders o LEFT JOIN pickup_points p ON p.id = o.pickup_point_id WHERE o.customer_id = ? AND o.counts = 1 ORDER BY o.ordered_at, o.id`);
  const lines = db.prepare<[number], PurchaseLine & { readonly orderId: number }>(`
    SELECT l.order_id AS orderId, l.product_id AS productId, g.name, g.category, l.quantity, l.amount_fen AS amountFen
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN products g ON g.id = l.product_id
    WHERE o.customer_id = ? AND o.counts = 1 ORDER BY l.order_id, l.position`);
  const prices = db.prepare<[number, number, number], number>(`
    SELECT l.amount_fen / l.quantity FROM order_lines l JOIN orders o ON o.id = l.order_id
    WHERE l.product_id = ? AND l.amount_fen > 0 AND l.quantity > 0 AND o.counts = 1 AND o.customer_id IS NOT ? ORDER BY l.id DESC LIMIT ?`).pluck();
  const latestOrders = db.prepare<[number], number>(`SELECT net_fen FROM orders WHERE counts = 1 ORDER BY ordered_at DESC LIMIT ?`).pluck();
  const refunds = db.prepare<[number], { orders: number; ofOrders: number; fen: number }>(`
    SELECT coalesce(sum(refund_fen > 0), 0) AS orders, count(*) AS ofOrders, coalesce(sum(refund_fen), 0) AS fen
    FROM orders WHERE customer_id = ? AND (counts = 1 OR refund_fen > 0)`);

  return {
    /** Oldest first. */
    purchases: (customerId: number): Purchase[] => {
      const linesOf = new Map<number, PurchaseLine[]>();
      for (const { orderId, ...line } of lines.all(customerId)) {
        const known = linesOf.get(orderId);
        if (known) known.push(line);
        else linesOf.set(orderId, [line]);
      }
      return purchases.all(customerId).map(({ orderedAt, ...order }) => ({ ...order, day: orderedAt.slice(0, 10), time: orderedAt.slice(11, 19), lines: linesOf.get(order.id) ?? [] }));
    },
    /** What others paid lately for one of the goods, in fen. */
    pricesOfOthers: (productId: number, customerId: number): number[] => prices.all(productId, customerId, pricesAsked),
    /** What the latest orders of the shop brought. */
    latestOrders: (): number[] => latestOrders.all(ordersAsked),
    /** Orders with money paid back, in part or in full, of all that were paid. */
    refunds: (customerId: number) => refunds.get(customerId)!,
  };
};
export type PortraitRepository = ReturnType<typeof portraitRepository>;
