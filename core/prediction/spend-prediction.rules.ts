/** What each customer will spend in the next 90 days, by whichever method earned it on the 90 days before. */
import { tooFew } from '../scoring/enough.rules.ts';
import { expectedPurchasesOf } from './back-test.rules.ts';
import { bgNbd } from './bg-nbd.rules.ts';
import { fitPurchaseModel, type TooFewOf } from './fit.rules.ts';
import { expectedSpend, fitGammaGamma } from './gamma-gamma.rules.ts';
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';
import { DAYS_A_WEEK, purchaseHistoriesOf } from './histories.rules.ts';
import { fitLinearSpend, fitNetworkSpend, sameRate, spendRowsOf, spendScoreOf, spendsOf, type SpendModel, type SpendRows, type SpendScore } from './spend-models.rules.ts';

export const SPEND_DAYS = 90;

/** Customers known 180 days ago, and how many of them must have bought in the 90 days after. */
export const SPEND_MINIMUM = { customers: 50, buyers: 10 } as const;

/** With fewer customers to learn from, the network only learns them by heart. */
export const NETWORK_MINIMUM_CUSTOMERS = 300;

export type SpendMethod = 'network' | 'linear' | 'bgNbd' | 'sameRate';

export type SpendPrediction = {
  readonly type: 'prediction';
  readonly method: 'network' | 'linear';
  /** Why it is not the network, if it is not. */
  readonly networkRefused: 'tooFewCustomers' | 'notBetter' | null;
  /** False when the chosen method foretold the last 90 days no better than one number for everybody: do not show it. */
  readonly isUseful: boolean;
  /** On the last 90 days, learned from the 90 before; null where a method had too little to go on. */
  readonly scores: Readonly<Record<SpendMethod, SpendScore | null>>;
  readonly validatedOn: number;
  readonly customer: Int32Array;
  /** Fen per row of `customer`, 0 … . */
  readonly spendFen: Float64Array;
};

/** BG/NBD's expected purchase days times Gamma-Gamma's spend, in ln(1 + yuan); null with too little to fit. */
function purchaseModelSpend(totals: DailyTotals, asOf: number, days: number): Float64Array | null {
  const histories = purchaseHistoriesOf(totals, asOf);
  const purchases = fitPurchaseModel(bgNbd, histories);
  const spend = fitGammaGamma(histories);
  if (purchases.type === 'tooFew' || spend.type === 'tooFew') return null;
  const expected = expectedPurchasesOf(bgNbd, purchases.parameters, days / DAYS_A_WEEK, histories);
  return expected.map((count, row) => Math.log1p(count * (expectedSpend(spend.parameters, histories.x[row]!, histories.meanSpend[row]!) ?? 0)));
}

/** Better than each of the others both in the amounts and in the order of the customers. */
const isBetterThanAll = (score: SpendScore, others: readonly (SpendScore | null)[]): boolean =>
  others.every((other) => other === null || (score.rSquared > other.rSquared && score.spearman >= other.spearman));

/** How the methods foretell `test`, having learned from `training`. */
export function spendScoresOf(training: SpendRows, test: SpendRows, seed: number, purchaseModel: Float64Array | null): Record<SpendMethod, SpendScore | null> {
  const score = (model: SpendModel): SpendScore => spendScoreOf(model(test), test);
  return {
    network: training.customer.length < NETWORK_MINIMUM_CUSTOMERS ? null : score(fitNetworkSpend(training, seed)),
    linear: score(fitLinearSpend(training).model),
    bgNbd: purchaseModel && spendScoreOf(purchaseModel, test),
    sameRate: score(sameRate),
  };
}

/**
 * Judged by time: learned from what was known 180 days before `asOf` and came in the 90 days after, tried on the last 90
 * days; the method that stands is then learned anew from those.
 */
export function predictSpend(totals: DailyTotals, asOf: number, seed: number): SpendPrediction | TooFewOf<'customers' | 'buyers'> {
  const cut = asOf - SPEND_DAYS;
  const training = spendRowsOf(totals, cut - SPEND_DAYS, cut);
  const buyers = training.spend.reduce((sum, spend) => sum + Number(spend > 0), 0);
  if (training.customer.length < SPEND_MINIMUM.customers) return { ...tooFew(SPEND_MINIMUM.customers, training.customer.length), what: 'customers' };
  if (buyers < SPEND_MINIMUM.buyers) return { ...tooFew(SPEND_MINIMUM.buyers, buyers), what: 'buyers' };

  const test = spendRowsOf(totals, cut, asOf);
  const scores = spendScoresOf(training, test, seed, purchaseModelSpend(totals, cut, SPEND_DAYS));
  const { network, linear } = scores;
  const networkRefused = network === null ? 'tooFewCustomers' : isBetterThanAll(network, [linear, scores.bgNbd, scores.sameRate]) ? null : 'notBetter';
  const method = networkRefused === null ? 'network' : 'linear';
  const now = spendRowsOf(totals, asOf, asOf + SPEND_DAYS);
  const spends = spendsOf(method === 'network' ? fitNetworkSpend(test, seed) : fitLinearSpend(test).model, test, now);
  return {
    type: 'prediction',
    method,
    networkRefused,
    isUseful: (scores[method]?.rSquared ?? 0) > 0,
    scores,
    validatedOn: test.customer.length,
    customer: now.customer,
    spendFen: spends.map((yuan) => Math.round(yuan * 100)),
  };
}
