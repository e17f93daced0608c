/** Maximum likelihood of the purchase models from fixed starts. Deterministic. */
import { tooFew, type TooFew } from '../scoring/enough.rules.ts';
import { nelderMead, standardErrorsOf, type Minimum } from './nelder-mead.rules.ts';
import { groupedHistoriesOf, type PurchaseHistories } from './histories.rules.ts';
import type { Parameters, PurchaseModel } from './purchase-model.rules.ts';

/** Fewer customers, fewer who came back, or a shorter time than this, and the parameters mean nothing: show RFM instead. */
export const PURCHASE_MODEL_MINIMUM = { customers: 100, repeaters: 30, meanGaps: 3 } as const;

/** Of what there is too little. */
export type TooFewOf<What extends string> = TooFew & { readonly what: What };

export type PurchaseFit<Name extends string> = {
  readonly type: 'fit';
  readonly parameters: Parameters<Name>;
  /** Of the parameters themselves, in their units; null on the boundary, where they do not exist. */
  readonly standardErrors: Parameters<Name> | null;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly repeaters: number;
  readonly converged: boolean;
  readonly evaluations: number;
  /** False: the period shows nobody dropping out. P(alive) is then 1 for all and says nothing. */
  readonly dropOutFound: boolean;
  /** The best parameters lie at infinity: nobody drops out, or all customers are alike. Predictions hold, single parameters mean nothing. */
  readonly isOnBoundary: boolean;
};

/** Longest T after scaling: parameters of all shops then lie near 1, whatever their unit of time. */
const SCALED_T = 10;

/** A scaled parameter beyond this runs off to infinity. */
const RUNAWAY = 1e3;

/** Of a minimum over the logarithms of parameters that are of the order of 1. */
export const isRunaway = ({ at }: Minimum): boolean => at.some((log) => log > Math.log(RUNAWAY));

/** Of the parameters in the order of the names. The second is tried when the first did not settle. */
const STARTS = [[1, 1, 1, 1], [0.3, 1, 0.5, 2]] as const;

const namedOf = <Name extends string>(names: readonly Name[], values: ArrayLike<number>): Parameters<Name> =>
  Object.fromEntries(names.map((name, i) => [name, values[i]!])) as Record<Name, number>;

const isLess = (a: Minimum, b: Minimum): boolean => a.value < b.value;

/** The best point from `start`, and from there again with a fresh, smaller simplex: one that collapsed early is found out. */
export function minimumTwice(f: (at: Float64Array) => number, start: ArrayLike<number>): Minimum {
  const once = nelderMead(f, start);
  const twice = nelderMead(f, once.at, { step: 0.05 });
  return { ...(isLess(once, twice) ? once : twice), evaluations: once.evaluations + twice.evaluations, converged: twice.converged };
}

const longestOf = (T: Float64Array): number => T.reduce((most, v) => Math.max(most, v), 0);
const repeatersIn = (x: Float64Array): number => x.reduce((sum, count) => sum + Number(count > 0), 0);

function sizeRefusalOf({ x, tx, T }: Pick<PurchaseHistories, 'x' | 'tx' | 'T'>): TooFewOf<'customers' | 'repeaters' | 'meanGaps'> | null {
  const { customers, repeaters, meanGaps } = PURCHASE_MODEL_MINIMUM;
  const cameBack = repeatersIn(x);
  if (x.length < customers) return { ...tooFew(customers, x.length), what: 'customers' };
  if (cameBack < repeaters) return { ...tooFew(repeaters, cameBack), what: 'repeaters' };
  const sum = (numbers: Float64Array): number => numbers.reduce((total, v) => total + v, 0);
  const meanGap = sum(tx) / sum(x);
  const gaps = meanGap > 0 ? longestOf(T) / meanGap : 0;
  return gaps < meanGaps ? { ...tooFew(meanGaps, gaps), what: 'meanGaps' } : null;
}

/** Histories in weeks; parameters come back in weeks. */
export function fitPurchaseModel<Name extends string>(
  model: PurchaseModel<Name>,
  histories: Pick<PurchaseHistories, 'x' | 'tx' | 'T'>,
): PurchaseFit<Name> | TooFewOf<'customers' | 'repeaters' | 'meanGaps'> {
  const refusal = sizeRefusalOf(histories);
  if (refusal) return refusal;
  const customers = histories.x.length;
  const longestT = longestOf(histories.T);
  const scale = SCALED_T / longestT;
  const scaled = groupedHistoriesOf(histories, scale);
  const perCustomer = (at: Float64Array): number => -model.logLikelihood(namedOf(model.names, at.map(Math.exp)), scaled) / customers;
  const parametersAt = (at: Float64Array): Float64Array => at.map((log, i) => Math.exp(log) / (model.timeNames.includes(model.names[i]!) ? scale : 1));
  const isWithoutDropOut = ({ at }: Minimum): boolean => model.isWithoutDropOut(namedOf(model.names, parametersAt(at)), longestT);
  const isOnBoundary = (minimum: Minimum): boolean => isWithoutDropOut(minimum) || isRunaway(minimum);

  let best = minimumTwice(perCustomer, STARTS[0].map(Math.log));
  let { evaluations } = best;
  if (!best.converged || isOnBoundary(best)) {
    const other = nelderMead(perCustomer, STARTS[1].map(Math.log));
    evaluations += other.evaluations;
    if (isLess(other, best)) best = other;
  }

  const values = parametersAt(best.at);
  const parameters = namedOf(model.names, values);
  const rows = groupedHistoriesOf(histories);
  const errors = isOnBoundary(best) ? null : standardErrorsOf((at) => -model.logLikelihood(namedOf(model.names, at), rows), values);
  return {
    type: 'fit',
    parameters,
    standardErrors: errors && namedOf(model.names, errors),
    logLikelihood: model.logLikelihood(parameters, rows),
    customers,
    repeaters: repeatersIn(histories.x),
    converged: best.converged,
    evaluations,
    dropOutFound: !isWithoutDropOut(best),
    isOnBoundary: isOnBoundary(best),
  };
}
