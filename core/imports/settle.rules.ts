/** What an order's words and amounts mean: paid counts, closed and unpaid does not, refunds subtract. */
import type { OrderStatus } from '../orders/contract.ts';
import type { OrderRow } from './order-rows.rules.ts';
import { comparable } from './status-words.rules.ts';
import type { Meaning } from './status-words.rules.ts';

export type Settlement = { readonly status: OrderStatus; readonly paidFen: number; readonly refundFen: number; readonly unknownWord: string | null; readonly statusAssumed: boolean };
type Outcome = Pick<Settlement, 'status' | 'paidFen' | 'refundFen'>;

export type SettleRules = {
  readonly statusOf: (word: string) => Meaning | null;
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
  const spoken = known?.status ?? (row.statusText === null ? unspoken(row, paid, rules) : 'pending');
  const status = rules.needsPaidAt && rules.hasPaidAt && row.paidAt === null && isPurchase(spoken) ? 'pending' : spoken;
  return {
    ...outcomeOf(row, status, { paid, refund, kept: row.statusText !== null && known?.builtIn !== true }, rules.fullyRefunded),
    unknownWord: row.statusText !== null && known === null ? row.statusText : null,
    statusAssumed: known === null,
  };
};

type Amounts = {
  readonly paid: number;
  readonly refund: number;
  /** the user may yet say that the word means something else: the amount is kept, though it does not count */
  readonly kept: boolean;
};

const outcomeOf = (row: Pick<OrderRow, 'afterSale' | 'closeReason'>, status: OrderStatus, { paid, refund, kept }: Amounts, fullyRefunded: readonly string[]): Outcome => {
  const afterSale = row.afterSale === null ? '' : comparable(row.afterSale);
  if (status === 'refunded' || (afterSale !== '' && fullyRefunded.some((word) => comparable(word) === afterSale))) {
    // The word says that money went back, an amount says how much: part of it leaves a purchase.
    if (refund > 0 && refund < paid) return { status: status === 'refunded' ? 'completed' : status, paidFen: paid, refundFen: refund };
    const total = Math.max(paid, refund);
    return { status: 'refunded', paidFen: total, refundFen: total };
  }
  if (status === 'cancelled') {
    // Closed after the money went back, or closed because of a refund: it was paid once. Otherwise it never was.
    if (refund > 0) return { status: 'refunded', paidFen: Math.max(paid, refund), refundFen: refund };
    if (paid > 0 && row.closeReason?.includes('退款')) return { status: 'refunded', paidFen: paid, refundFen: paid };
    return { status, paidFen: kept ? paid : 0, refundFen: 0 };
  }
  if (status === 'pending') return kept ? { status, paidFen: paid, refundFen: refund } : { status, paidFen: 0, refundFen: 0 };
  // More back than was paid cannot be: then the paid column already has the refund taken off.
  if (refund > paid) return { status, paidFen: paid + refund, refundFen: refund };
  if (refund > 0 && refund === paid) return { status: 'refunded', paidFen: paid, refundFen: refund };
  return { status, paidFen: paid, refundFen: refund };
};

const progress: readonly OrderStatus[] = ['paid', 'shipped', 'completed'];
const isPurchase = (status: OrderStatus): boolean => progress.includes(status);

/**
 * A stored order whose word means something else by now; null when the order does not stand as the word said, because
 * its money went back or another file spoke since. A refund that only the old word told is forgotten with it.
 */
export const restated = (stored: Outcome, was: OrderStatus, status: OrderStatus): Outcome | null => {
  if (stored.status !== was || was === status) return null;
  const { paidFen: paid, refundFen } = stored;
  const refund = was === 'refunded' && refundFen === paid ? 0 : refundFen;
  return outcomeOf({ afterSale: null, closeReason: null }, status, { paid, refund, kept: true }, []);
};

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
