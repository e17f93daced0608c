import type { OrderStatus } from './contract.ts';

type Amounts = { readonly status: OrderStatus; readonly paidFen: number; readonly refundFen: number };

/**
 * Paid orders count, unpaid and closed ones do not, and neither does one that was paid back in full.
 * The reason why a refund in full is no purchase: it would make the person look recent and frequent for nothing.
 */
export const countsAsPurchase = ({ status, paidFen, refundFen }: Amounts): boolean =>
  (status === 'paid' || status === 'shipped' || status === 'completed') && !(refundFen > 0 && refundFen >= paidFen);

/** What the order brought, in fen: paid − refund when it counts, else 0. */
export const netFenOf = (order: Amounts): number => (countsAsPurchase(order) ? order.paidFen - order.refundFen : 0);

/** Goods in one line for lists: 土鸡蛋 ×2、红薯粉. */
export const goodsText = (lines: readonly { readonly name: string; readonly quantity: number | null }[]): string =>
  lines.map(({ name, quantity }) => (quantity === null || quantity === 1 ? name : `${name} ×${quantity}`)).join('、');
