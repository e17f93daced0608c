/**
 * What the models would have said at an earlier day, held against what came afterwards. Ranks of who comes back are
 * taken from expected purchases: P(alive) of BG/NBD is 1 for everybody who bought once, and ranks worse than a coin.
 */
import { aucOf, decilesOf, type Decile } from '../scoring/ranking.rules.ts';
import { correlationOf, meanAbsoluteErrorOf } from './accuracy.rules.ts';
import { bgNbd } from './bg-nbd.rules.ts';
import { fitPurchaseModel, type TooFewOf } from './fit.rules.ts';
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';
import { DAYS_A_WEEK, purchaseHistoriesOf, purchasesWithin, type PurchaseHistories } from './histories.rules.ts';
import type { Parameters, PurchaseModel } from './purchase-model.rules.ts';

/** Purchase days expected of each row in the `weeks` after its T. The costly part depends on x and T only, and few pairs differ. */
export function expectedPurchasesOf<Name extends string>(
  model: PurchaseModel<Name>,
  parameters: Parameters<Name>,
  weeks: number,
  { x, tx, T }: Pick<PurchaseHistories, 'x' | 'tx' | 'T'>,
): Float64Array {
  const byCount = new Map<number, Map<number, number>>();
  return x.map((count, row) => {
    const byTime = byCount.get(count) ?? new Map<number, number>();
    if (byTime.size === 0) byCount.set(count, byTime);
    let ifAlive = byTime.get(T[row]!);
    if (ifAlive === undefined) {
      ifAlive = model.purchasesIfAlive(parameters, weeks, count, T[row]!);
      byTime.set(T[row]!, ifAlive);
    }
    return ifAlive * model.pAlive(parameters, count, tx[row]!, T[row]!);
  });
}

/** P(alive) of each row, 0 … 1. To be shown, not to rank by. */
export const pAliveOf = <Name extends string>(model: PurchaseModel<Name>, parameters: Parameters<Name>, { x, tx, T }: Pick<PurchaseHistories, 'x' | 'tx' | 'T'>): Float64Array =>
  x.map((count, row) => model.pAlive(parameters, count, tx[row]!, T[row]!));

export type HoldOut = { readonly meanAbsoluteError: number; readonly correlation: number; readonly predicted: number; readonly actual: number };

export const holdOutOf = (predicted: Float64Array, actual: Float64Array): HoldOut => ({
  meanAbsoluteError: meanAbsoluteErrorOf(predicted, actual),
  correlation: correlationOf(predicted, actual),
  predicted: predicted.reduce((sum, v) => sum + v, 0),
  actual: actual.reduce((sum, v) => sum + v, 0),
});

export type BackTest = {
  readonly type: 'backTest';
  readonly customers: number;
  readonly weeks: number;
  readonly model: HoldOut;
  /** Everybody going on as before, x / T a week. */
  readonly sameRate: HoldOut;
  /** How well each order of the customers told who came back; 0.5 is a coin. Null when all or none came back, and P(alive) when nobody is seen to drop out. */
  readonly auc: Readonly<Record<'expectedPurchases' | 'recency' | 'frequency' | 'pAlive', number | null>>;
  /** The most endangered first: `hits` did not come back. */
  readonly deciles: readonly Decile[];
};

/** BG/NBD fitted to the purchases up to `cut`, judged by those after it up to and with `end`. */
export function backTestOf(totals: DailyTotals, cut: number, end: number): BackTest | TooFewOf<'customers' | 'repeaters' | 'meanGaps'> {
  const histories = purchaseHistoriesOf(totals, cut);
  const fit = fitPurchaseModel(bgNbd, histories);
  if (fit.type === 'tooFew') return fit;
  const weeks = (end - cut) / DAYS_A_WEEK;
  const { x, tx, T, customer } = histories;
  const expected = expectedPurchasesOf(bgNbd, fit.parameters, weeks, histories);
  const came = purchasesWithin(totals, customer, cut, end).days;
  return {
    type: 'backTest',
    customers: x.length,
    weeks,
    model: holdOutOf(expected, came),
    sameRate: holdOutOf(x.map((count, row) => (T[row]! > 0 ? (count / T[row]!) * weeks : 0)), came),
    auc: {
      expectedPurchases: aucOf(expected, came),
      recency: aucOf(tx.map((last, row) => last - T[row]!), came),
      frequency: aucOf(x, came),
      // without drop-out it is 1 for all, give or take rounding
      pAlive: fit.dropOutFound ? aucOf(pAliveOf(bgNbd, fit.parameters, histories), came) : null,
    },
    deciles: decilesOf(expected.map((n) => -n), came.map((n) => Number(n === 0))),
  };
}
