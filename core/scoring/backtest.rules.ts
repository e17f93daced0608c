/** The churn warning held against what came: how often it would have been right, and whom it would have missed. */
import { tooFew, type TooFew } from './enough.rules.ts';
import { purchaseDaysOf } from './purchase-days.rules.ts';
import { aucOf, type Decile, decilesOf, flaggedOf } from './ranking.rules.ts';
import { boughtWithin, type ReturnChances, returnChancesOf } from './return.rules.ts';
import { type Cycle, rhythmsOf, warningsOf } from './rhythm.rules.ts';
import type { Transactions } from './transactions.rules.ts';

/** So many customers with a rhythm before precision and recall are more than anecdotes, and so many of them lost. */
export const MIN_BACKTEST_CUSTOMERS = 50;
export const MIN_BACKTEST_LOST = 10;

export type Backtest = {
  readonly type: 'known';
  readonly customers: number;
  readonly lost: number;
  /** What a warning drawn by lot would be right in. */
  readonly baseRate: number;
  readonly levels: readonly { readonly from: number; readonly flagged: number; readonly precision: number; readonly recall: number }[];
  /** By falling ratio. */
  readonly deciles: readonly Decile[];
  /** The chance to rank a lost one before a kept one: by the own rhythm, by plain recency, by few purchase days, by the learned chance (null when there was too little to learn from). */
  readonly auc: { readonly ratio: number; readonly recency: number; readonly fewPurchases: number; readonly learned: number | null };
  /** Deciles by the learned chance. */
  readonly learnedDeciles: readonly Decile[] | null;
};

/**
 * What the warning would have been worth: given on the day `cut` from what was known then, held against who bought nothing
 * in the days after it up to and on `end`. The learned chance was learned before `cut` too.
 */
export function backtestOf(transactions: Transactions, cut: number, end: number, cycle: Cycle, limits: readonly number[] = [1.5, 2, 3]): Backtest | TooFew {
  const rhythms = rhythmsOf(purchaseDaysOf(transactions, cut), cut);
  const back = boughtWithin(transactions, cut, end);
  const gone = Uint8Array.from(rhythms.customer, (who) => 1 - back[who]!);
  const lost = gone.reduce((sum, one) => sum + one, 0);
  if (gone.length < MIN_BACKTEST_CUSTOMERS) return tooFew(MIN_BACKTEST_CUSTOMERS, gone.length);
  if (Math.min(lost, gone.length - lost) < MIN_BACKTEST_LOST) return tooFew(MIN_BACKTEST_LOST, Math.min(lost, gone.length - lost));

  const { ratio } = warningsOf(rhythms, cycle);
  const chances = returnChancesOf(transactions, cut, end - cut);
  const learned = chances.type === 'known' ? chancesOf(chances, rhythms.customer) : null;
  return {
    type: 'known',
    customers: gone.length,
    lost,
    baseRate: lost / gone.length,
    levels: limits.map((from) => ({ from, ...flaggedOf((at) => ratio[at]! >= from, gone) })),
    deciles: decilesOf(ratio, gone),
    auc: {
      ratio: aucOf(ratio, gone)!,
      recency: aucOf(rhythms.elapsed, gone)!,
      fewPurchases: aucOf(rhythms.purchaseDays.map((days) => -days), gone)!,
      learned: learned && aucOf(learned, gone),
    },
    learnedDeciles: learned && decilesOf(learned, gone),
  };
}

/** The chances of some of the customers; both lists of customers ascend. */
function chancesOf({ customer, lossProbability }: ReturnChances, wanted: Int32Array): Float64Array {
  const of = new Map(Array.from(customer, (who, at) => [who, lossProbability[at]!] as const));
  return Float64Array.from(wanted, (who) => of.get(who) ?? 0);
}
