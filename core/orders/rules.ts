import { yuan } from '../base/money.ts';
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

/** The same with the kind and the amount of each, for telling what changed. */
export const goodsDetail = (lines: readonly Line[]): string =>
  lines.map(({ name, spec, quantity, amountFen }) => [name, spec, quantity === null ? null : `×${quantity}`, amountFen === null ? null : yuan(amountFen)].filter((part) => part).join(' ')).join('、');

export type OrderState = { readonly status: OrderStatus; readonly statusText: string | null; readonly paidFen: number; readonly refundFen: number };

const isPurchase = (status: OrderStatus): boolean => status === 'paid' || status === 'shipped' || status === 'completed';

/** An order only moves to the right; what stands further left was exported earlier. */
const stages: readonly OrderStatus[] = ['pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'];

/**
 * What is known of an order after two exports, whichever was imported first: files come in any order, and an old one
 * must not bring back money that was refunded since. `statusAssumed`: the table only lets the status be guessed;
 * `refundUnsaid`: it has no column for refunds. `older` says that the incoming one adds nothing to the state.
 */
export const laterState = (
  stored: OrderState,
  incoming: OrderState & { readonly statusAssumed: boolean; readonly refundUnsaid: boolean },
): { readonly state: OrderState; readonly older: boolean } => {
  if (incoming.statusAssumed) return { state: stored, older: true };
  const refundFen = incoming.refundUnsaid ? Math.max(incoming.refundFen, stored.refundFen) : incoming.refundFen;
  // A purchase known by a word beats one known only by its time of payment.
  const wordless = isPurchase(stored.status) && isPurchase(incoming.status) && (stored.statusText === null) !== (incoming.statusText === null);
  const step = wordless ? 0 : stages.indexOf(incoming.status) - stages.indexOf(stored.status);
  if (step < 0 || (step === 0 && refundFen < stored.refundFen)) return { state: stored, older: true };
  const status = wordless && incoming.statusText === null ? stored.status : incoming.status;
  return { state: { status, statusText: incoming.statusText ?? stored.statusText, paidFen: incoming.paidFen, refundFen }, older: false };
};

/** Of two writings of one moment the exact one: Excel drops the seconds, some exports the hour. */
export const exacterTime = (stored: string, incoming: string): string => {
  const cut = (at: string): number => (at.slice(11, 19) === '00:00:00' ? 10 : at.slice(17, 19) === '00' ? 16 : 19);
  const same = Math.min(cut(stored), cut(incoming));
  return stored.slice(0, same) === incoming.slice(0, same) && cut(incoming) <= cut(stored) ? stored : incoming;
};

/** Stands behind the status word of an order that only a 宝贝报表 has told of: its order table replaces all of it. */
export const fromDetail = '（宝贝报表）';

type Line = { readonly name: string; readonly spec: string | null; readonly quantity: number | null; readonly amountFen: number | null };

const told = (lines: readonly Line[], what: 'spec' | 'quantity' | 'amountFen'): number => lines.filter((line) => line[what] !== null).length;

/** Whether the lines that are there say more than those that come, and nothing less: then they came from a detail file. */
const saysMore = (present: readonly Line[], incoming: readonly Line[]): boolean => {
  const gains = [present.length - incoming.length, ...(['spec', 'quantity', 'amountFen'] as const).map((what) => told(present, what) - told(incoming, what))];
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
};

/** The lines of an order after another file spoke of it. A detail file without amounts leaves those that are known. */
export const linesAfter = (present: readonly Line[], incoming: readonly Line[], detail: 'lines' | 'order' | 'summary' | undefined): readonly Line[] => {
  if (incoming.length === 0) return present;
  if (detail === 'summary') return saysMore(present, incoming) ? present : incoming;
  if (detail !== 'lines') return incoming;
  const left = [...present];
  return incoming.map((line) => {
    const at = left.findIndex(({ name }) => name === line.name);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    return { ...line, amountFen: line.amountFen ?? same?.amountFen ?? null };
  });
};
