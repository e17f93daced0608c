import { z } from 'zod';
import { Day, Fen, Instant, Page, phoneMark, query, RowId } from '../base/contract.ts';

/**
 * `pending` not paid yet · `paid` `shipped` `completed` a purchase · `cancelled` closed without payment kept ·
 * `refunded` paid back in full.
 */
export const OrderStatus = z.enum(['pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded']);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderLine = z.object({
  name: z.string(),
  spec: z.string().nullable(),
  quantity: z.number().nullable(),
  amountFen: Fen.nullable(),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** An order as lists show it. `netFen` = paid − refund when it counts as a purchase, else 0. */
export const OrderRow = z.object({
  id: RowId,
  uid: z.string(),
  platform: z.string(),
  platformOrderId: z.string(),
  /** the platform gave no number; ours only tells orders apart and means nothing to people */
  orderIdDerived: z.boolean(),
  status: OrderStatus,
  statusText: z.string().nullable(),
  countsAsPurchase: z.boolean(),
  orderedAt: Instant,
  paidFen: Fen,
  refundFen: Fen,
  netFen: Fen,
  customerId: RowId.nullable(),
  customerName: z.string().nullable(),
  pickupPoint: z.string().nullable(),
  /** the goods in one line, e.g. 土鸡蛋 ×2、红薯粉 */
  goods: z.string(),
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderDetail = OrderRow.extend({
  freightFen: Fen.nullable(),
  receiverName: z.string().nullable(),
  receiverPhone: z.string().meta(phoneMark).nullable(),
  receiverAddress: z.string().nullable(),
  buyerNote: z.string().nullable(),
  sellerNote: z.string().nullable(),
  lines: z.array(OrderLine),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

export const OrderFilter = z.object({
  customerId: RowId.optional(),
  /** order number, goods or buyer */
  search: z.string().max(100).default(''),
  platform: z.string().optional(),
  /** only orders that count as a purchase, or only those that do not */
  counted: z.boolean().optional(),
  /** only orders whose buyer is known, or only those that the platform masked */
  withBuyer: z.boolean().optional(),
  from: Day.optional(),
  to: Day.optional(),
});

export const orders = {
  list: query(OrderFilter.extend(Page.shape), z.object({ total: z.int(), netFen: Fen, rows: z.array(OrderRow) })),
  get: query(z.object({ id: RowId }), OrderDetail),
  platforms: query(z.undefined(), z.array(z.object({ platform: z.string(), orders: z.int() }))),
};
