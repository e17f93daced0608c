/** What an order's words and amounts mean: paid counts, closed and unpaid does not, refunds subtract. */
import type { OrderStatus } from '../orders/contract.ts';
import type { OrderRow } from './order-rows.rules.ts';
import type { Platform } from './platforms/platform.ts';

export type Settlement = { readonly status: OrderStatus; readonly paidFen: number; readonly refundFen: number; readonly unknownWord: string | null; readonly statusAssumed: boolean };
type Outcome = Pick<Settlement, 'status' | 'paidFen' | 'refundFen'>;

const comparable = (word: string): string => word.normalize('NFKC').replace(/\s/g, '').replace(/，/g, ',');

/** Looks a status word up whatever its commas and brackets look like; built once per platform. */
export const statusWords = (platform: Platform): ((word: string) => OrderStatus | null) => {
  const known = new Map(Object.entries(platform.statuses).map(([word, status]) => [comparable(word), status]));
  return (word) => known.get(comparable(word)) ?? platform.statusOf?.(word) ?? null;
};

export type SettleRules = {
  readonly statusOf: (word: string) => OrderStatus | null;
  readonly fullyRefunded: readonly string[];
  /** whether the table has these columns at all: a missing column says nothing, a blank cell says "no" */
  readonly hasStatus: boolean;
  readonly hasPaidAt: boolean;
  /** the platform writes down when the money came: without it a word like 待发货 is not paid */
  readonly needsPaidAt: boolean;
};

/**
 * Rule of thumb for words nobody has seen: they do not count as paid, and the user is told. A wrong "paid" would put
 * money into the books that nobody has; a wrong "unpaid" is one line in the status dictionary away from right.
 */
export const settle = (row: OrderRow, rules: SettleRules): Settlement => {
  const paid = Math.max(0, row.paidFen ?? 0);
  const refund = Math.abs(row.refundFen ?? 0);
  const known = row.statusText === null ? null : rules.statusOf(row.statusText);
  const spoken = known ?? (row.statusText === null ? unspoken(row, paid, rules) : 'pending');
  const status = rules.needsPaidAt && rules.hasPaidAt && row.paidAt === null && isPurchase(spoken) ? 'pending' : spoken;
  return {
    ...outcomeOf(row, status, paid, refund, rules),
    unknownWord: row.statusText !== null && known === null ? row.statusText : null,
    statusAssumed: known === null,
  };
};

const outcomeOf = (row: OrderRow, status: OrderStatus, paid: number, refund: number, rules: SettleRules): Outcome => {
  const afterSale = row.afterSale === null ? '' : comparable(row.afterSale);
  if (status === 'refunded' || (afterSale !== '' && rules.fullyRefunded.some((word) => comparable(word) === afterSale))) {
    // The word says that money went back, an amount says how much: part of it leaves a purchase.
    if (refund > 0 && refund < paid) return { status: status === 'refunded' ? 'completed' : status, paidFen: paid, refundFen: refund };
    const total = Math.max(paid, refund);
    return { status: 'refunded', paidFen: total, refundFen: total };
  }
  if (status === 'cancelled') {
    // Closed after the money went back, or closed because of a refund: it was paid once. Otherwise it never was.
    if (refund > 0) return { status: 'refunded', paidFen: Math.max(paid, refund), refundFen: refund };
    if (paid > 0 && row.closeReason?.includes('退款')) return { status: 'refunded', paidFen: paid, refundFen: paid };
    return { status, paidFen: 0, refundFen: 0 };
  }
  if (status === 'pending') return { status, paidFen: 0, refundFen: 0 };
  // More back than was paid cannot be: then the paid column already has the refund taken off.
  if (refund > paid) return { status, paidFen: paid + refund, refundFen: refund };
  if (refund > 0 && refund === paid) return { status: 'refunded', paidFen: paid, refundFen: refund };
  return { status, paidFen: paid, refundFen: refund };
};

const progress: readonly OrderStatus[] = ['paid', 'shipped', 'completed'];
const isPurchase = (status: OrderStatus): boolean => progress.includes(status);

/** Without a status word the money speaks: paid at some time and an amount is a purchase. */
const unspoken = (row: OrderRow, paid: number, rules: SettleRules): OrderStatus => {
  if (row.paidAt !== null) return paid > 0 ? 'completed' : 'pending';
  // A list without status and without payment times holds what is to be delivered: those orders are paid.
  return rules.hasStatus || rules.hasPaidAt ? 'pending' : 'completed';
};


/** The status of an order from those of its parts: done when all counting parts are done. */
export const combinedStatus = (parts: readonly OrderStatus[]): OrderStatus => {
  const counting = parts.filter(isPurchase);
  if (counting.length > 0) return counting.reduce((a, b) => (progress.indexOf(b) < progress.indexOf(a) ? b : a));
  if (parts.includes('refunded')) return 'refunded';
  return parts.includes('pending') ? 'pending' : 'cancelled';
};
