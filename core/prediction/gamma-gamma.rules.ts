/**
 * Gamma-Gamma (Fader, Hardie & Lee 2005, JMR 42(4); Fader & Hardie 2013, note 025): what somebody spends on a purchase day.
 * Amounts vary around a personal mean with shape p; the means are spread by q and gamma. Money is in yuan.
 */
import { tooFew } from '../scoring/enough.rules.ts';
import { correlationOf } from './accuracy.rules.ts';
import { standardErrorsOf } from './nelder-mead.rules.ts';
import { isRunaway, minimumTwice, PURCHASE_MODEL_MINIMUM, type TooFewOf } from './fit.rules.ts';
import type { PurchaseHistories } from './histories.rules.ts';
import { lgamma } from './special-functions.rules.ts';

export type GammaGammaParameters = { readonly p: number; readonly q: number; readonly gamma: number };

type Spends = Pick<PurchaseHistories, 'x' | 'meanSpend'>;

/** Sum over the rows; each x and mean is positive. */
export function gammaGammaLogLikelihood({ p, q, gamma }: GammaGammaParameters, { x, meanSpend }: Spends): number {
  const byCount = new Map<number, number>();
  let sum = 0;
  for (let row = 0; row < x.length; row += 1) {
    const n = x[row]!;
    const m = meanSpend[row]!;
    let perCount = byCount.get(n);
    if (perCount === undefined) {
      perCount = lgamma(p * n + q) - lgamma(p * n) - lgamma(q) + q * Math.log(gamma) + p * n * Math.log(n);
      byCount.set(n, perCount);
    }
    sum += perCount + (p * n - 1) * Math.log(m) - (p * n + q) * Math.log(gamma + m * n);
  }
  return sum;
}

/**
 * E(M | x, mean spend) in yuan: between the person's own mean and that of all. Null where the mean does not exist, which
 * for somebody without a repeat purchase is q ≤ 1.
 */
export function expectedSpend({ p, q, gamma }: GammaGammaParameters, x: number, meanSpend: number): number | null {
  const n = meanSpend > 0 ? x : 0;
  const divisor = p * n + q - 1;
  const spend = (p * (gamma + n * meanSpend)) / divisor;
  return divisor > 0 && Number.isFinite(spend) ? spend : null;
}

export type GammaGammaFit = {
  readonly type: 'fit';
  readonly parameters: GammaGammaParameters;
  readonly standardErrors: GammaGammaParameters | null;
  readonly logLikelihood: number;
  /** Those who came back and paid something. */
  readonly repeaters: number;
  /** Pearson's r of x and mean spend. The model takes them for independent: beyond about ±0.3 its numbers lean. */
  readonly correlation: number;
  /** p gamma / (q − 1), or null with q ≤ 1. */
  readonly populationMean: number | null;
  readonly converged: boolean;
  /** All customers spend alike: predictions hold, single parameters mean nothing. */
  readonly isOnBoundary: boolean;
};

const STARTS = [[1, 1, 1], [5, 4, 3]] as const;

const parametersOf = (at: ArrayLike<number>): GammaGammaParameters => ({ p: at[0]!, q: at[1]!, gamma: at[2]! });

/** Those without a repeat purchase or whose refunds ate it are left out. */
export function fitGammaGamma(histories: Spends): GammaGammaFit | TooFewOf<'repeaters'> {
  const rows = Array.from(histories.x.keys()).filter((row) => histories.x[row]! > 0 && histories.meanSpend[row]! > 0);
  const { repeaters: needed } = PURCHASE_MODEL_MINIMUM;
  if (rows.length < needed) return { ...tooFew(needed, rows.length), what: 'repeaters' };

  const x = Float64Array.from(rows, (row) => histories.x[row]!);
  const meanSpend = Float64Array.from(rows, (row) => histories.meanSpend[row]!);
  // yuan or cents: gamma then lies near 1
  const unit = meanSpend.reduce((sum, m) => sum + m, 0) / rows.length;
  const scaled = { x, meanSpend: meanSpend.map((m) => m / unit) };
  const perCustomer = (at: Float64Array): number => -gammaGammaLogLikelihood(parametersOf(at.map(Math.exp)), scaled) / rows.length;
  const best = STARTS.map((start) => minimumTwice(perCustomer, start.map(Math.log))).reduce((a, b) => (b.value < a.value ? b : a));

  const values = best.at.map((log, i) => Math.exp(log) * (i === 2 ? unit : 1));
  const parameters = parametersOf(values);
  const spends = { x, meanSpend };
  const isOnBoundary = isRunaway(best);
  const errors = isOnBoundary ? null : standardErrorsOf((at) => -gammaGammaLogLikelihood(parametersOf(at), spends), values);
  return {
    type: 'fit',
    parameters,
    standardErrors: errors && parametersOf(errors),
    logLikelihood: gammaGammaLogLikelihood(parameters, spends),
    repeaters: rows.length,
    correlation: correlationOf(x, meanSpend),
    populationMean: expectedSpend(parameters, 0, 0),
    converged: best.converged,
    isOnBoundary,
  };
}
