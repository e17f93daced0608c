/**
 * Who of the present customers will not be back within so many days, learned from the shop's own past: at an earlier day it
 * is known who came back since. A logistic regression on ln(1 + recency), ln(purchase days) and ln(1 + days since the first
 * purchase). As a ranking it beats the personal cycle and, on repeat
 * retail, P(alive) of the BG/NBD model, which calls everybody alive who bought once (SCORING §0.1–2).
 */
import { spreadOf, standardizedOf } from '../patterns/columns.rules.ts';
import { logistic } from '../prediction/special-functions.rules.ts';
import { tooFew, type TooFew } from './enough.rules.ts';
import { fitLogistic } from './logistic.rules.ts';
import { purchaseDaysOf, type PurchaseDays } from './purchase-days.rules.ts';
import type { Transactions } from './transactions.rules.ts';

/** So many customers who came back and so many who did not, or the fit learns chance. */
export const MIN_OF_EACH_OUTCOME = 30;

/** One row per customer with at least one purchase day; the raw facts the chance is made of. */
function factsOf({ start, day }: PurchaseDays, asOf: number): { readonly customer: Int32Array; readonly columns: readonly Float64Array[] } {
  const customer = Int32Array.from(start.keys()).subarray(0, start.length - 1).filter((who) => start[who + 1]! > start[who]!);
  const column = (of: (from: number, to: number) => number) => Float64Array.from(customer, (who) => Math.log1p(Math.max(0, of(start[who]!, start[who + 1]! - 1))));
  return { customer, columns: [column((_, to) => asOf - day[to]!), column((from, to) => to - from), column((from) => asOf - day[from]!)] };
}

/** Per customer: 1 when they bought on a day after `from` up to and on `to`. */
export function boughtWithin({ customers, customer, day }: Transactions, from: number, to: number): Uint8Array {
  const bought = new Uint8Array(customers);
  for (let row = 0; row < customer.length; row += 1) if (day[row]! > from && day[row]! <= to && customer[row]! < customers) bought[customer[row]!] = 1;
  return bought;
}

/** What was learned from the customers of `horizon` days before; plain numbers, so that it can be stored. */
export type ReturnModel = {
  readonly type: 'known';
  readonly intercept: number;
  readonly coefficients: readonly number[];
  /** Of the facts of the customers it was learned from, in the order of the coefficients. */
  readonly spreads: readonly { readonly mean: number; readonly deviation: number }[];
  readonly horizon: number;
  /** How many customers it was learned from, and which share of them did not come back. */
  readonly learnedFrom: number;
  readonly baseRate: number;
};

export function returnModelOf(transactions: Transactions, asOf: number, horizon: number): ReturnModel | TooFew {
  const cut = asOf - horizon;
  const { customer, columns } = factsOf(purchaseDaysOf(transactions, cut), cut);
  const back = boughtWithin(transactions, cut, asOf);
  const gone = Uint8Array.from(customer, (who) => 1 - back[who]!);
  const lost = gone.reduce((sum, one) => sum + one, 0);
  const rarer = Math.min(lost, gone.length - lost);
  if (rarer < MIN_OF_EACH_OUTCOME) return tooFew(MIN_OF_EACH_OUTCOME, rarer);
  const spreads = columns.map((column) => spreadOf(column, column.length));
  const fit = fitLogistic(columns.map((column, at) => standardizedOf(column, spreads[at]!)), gone);
  return { type: 'known', ...fit, spreads, horizon, learnedFrom: gone.length, baseRate: lost / gone.length };
}

/** That they buy nothing within the horizon, 0 … 1, one row per customer who has bought. */
export type LossProbabilities = { readonly customer: Int32Array; readonly lossProbability: Float64Array };

export function lossProbabilitiesOf({ intercept, coefficients, spreads }: ReturnModel, days: PurchaseDays, asOf: number): LossProbabilities {
  const { customer, columns } = factsOf(days, asOf);
  const standardized = columns.map((column, at) => standardizedOf(column, spreads[at]!));
  return { customer, lossProbability: Float64Array.from(customer, (_, row) => logistic(intercept + coefficients.reduce((sum, weight, at) => sum + weight * standardized[at]![row]!, 0))) };
}

export type ReturnChances = LossProbabilities & Pick<ReturnModel, 'type' | 'learnedFrom' | 'baseRate'>;

/** `horizon` days ahead of `asOf`, learned from the customers of `horizon` days before. */
export function returnChancesOf(transactions: Transactions, asOf: number, horizon: number): ReturnChances | TooFew {
  const model = returnModelOf(transactions, asOf, horizon);
  if (model.type === 'tooFew') return model;
  return { type: 'known', learnedFrom: model.learnedFrom, baseRate: model.baseRate, ...lossProbabilitiesOf(model, purchaseDaysOf(transactions, asOf), asOf) };
}
