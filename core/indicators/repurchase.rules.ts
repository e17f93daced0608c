/** Who comes back, how often and for how much (R129, SCORING §11). */
import { purchaseDaysOf } from '../scoring/purchase-days.rules.ts';
import { rfmOf } from '../scoring/rfm.rules.ts';
import type { Transactions } from '../scoring/transactions.rules.ts';
import { shareOf, type Share } from './rules.ts';

/** R129: fifteen per cent more than in the same months last year (N6). */
export const REPURCHASE_GOAL = 0.15;
/** Days after the first purchase that are usually asked for. */
export const WINDOWS = [30, 60, 90] as const;

export type Repurchase = {
  readonly buyers: number;
  readonly orders: number;
  /** buyers with at least two orders / with at least two purchase days, of all buyers */
  readonly byOrders: Share;
  readonly byDays: Share;
  /** of those whose first purchase is at least `days` old: bought again within `days` of it */
  readonly within: readonly { readonly days: number; readonly again: Share }[];
  /** 客单价: fen per order; null without an order */
  readonly averageOrderFen: number | null;
  readonly ordersPerBuyer: number | null;
};

/**
 * Repurchase as of a day (a day number, its rows included); rows later than that are left out. Someone whose first
 * purchase is younger than a window is not counted in it: they have not had the time to come back.
 */
export function repurchaseOf(transactions: Transactions, asOf: number, windows: readonly number[] = WINDOWS): Repurchase {
  const { customer, frequency, monetaryFen } = rfmOf(transactions, asOf);
  const { start, day } = purchaseDaysOf(transactions, asOf);
  const buyers = customer.length;
  const orders = frequency.reduce((sum, own) => sum + own, 0);
  const visits = Array.from(customer, (who) => ({ first: day[start[who]!]!, second: start[who + 1]! - start[who]! > 1 ? day[start[who]! + 1]! : null }));
  return {
    buyers,
    orders,
    byOrders: shareOf(frequency.filter((own) => own > 1).length, buyers),
    byDays: shareOf(visits.filter(({ second }) => second !== null).length, buyers),
    within: windows.map((days) => {
      const observed = visits.filter(({ first }) => first <= asOf - days);
      return { days, again: shareOf(observed.filter(({ first, second }) => second !== null && second - first <= days).length, observed.length) };
    }),
    averageOrderFen: orders > 0 ? monetaryFen.reduce((sum, fen) => sum + fen, 0) / orders : null,
    ordersPerBuyer: buyers > 0 ? orders / buyers : null,
  };
}
