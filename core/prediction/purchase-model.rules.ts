/** What the models of buying till you stop buying have in common: parameters by name, a likelihood, and three expectations. */
import type { GroupedHistories } from './histories.rules.ts';

/** Positive numbers by name. */
export type Parameters<Name extends string> = Readonly<Record<Name, number>>;

export type PurchaseModel<Name extends string> = {
  /** In the order of the paper. */
  readonly names: readonly Name[];
  /** Those measured in weeks; they grow with the unit of time. */
  readonly timeNames: readonly Name[];
  /** Weighted sum over the rows, natural logarithm. */
  readonly logLikelihood: (parameters: Parameters<Name>, rows: GroupedHistories) => number;
  /** P(the customer has not dropped out by T): 0 … 1. */
  readonly pAlive: (parameters: Parameters<Name>, x: number, tx: number, T: number) => number;
  /** Purchase days expected in the `t` weeks after T of somebody who has not dropped out by then. */
  readonly purchasesIfAlive: (parameters: Parameters<Name>, t: number, x: number, T: number) => number;
  /** P(a new customer makes 0 … most − 1 repeat purchases in t weeks). */
  readonly repeatDistribution: (parameters: Parameters<Name>, t: number, most: number) => Float64Array;
  /** Whether the parameters say that practically nobody drops out, which is an answer and no failure: the data show no churn. */
  readonly isWithoutDropOut: (parameters: Parameters<Name>, longestT: number) => boolean;
};

/** Whatever rounding did, a probability stays one. */
export const asProbability = (p: number): number => (p >= 0 ? Math.min(1, p) : 0);

/**
 * Nobody can be expected to buy more often than if they could never drop out, nor less than never; this bound also
 * catches what rounding leaves at absurd parameters.
 */
export function boundedPurchases(expected: number, { r, alpha }: Parameters<'r' | 'alpha'>, t: number, x: number, T: number): number {
  const most = Math.min(((r + x) / (alpha + T)) * t || 0, Number.MAX_VALUE);
  return expected < 0 ? 0 : expected < most ? expected : most;
}

/** Purchase days expected in the `t` weeks after T: this ranks customers. A new customer is x = tx = T = 0. */
export const expectedPurchases = <Name extends string>(model: PurchaseModel<Name>, parameters: Parameters<Name>, t: number, x: number, tx: number, T: number): number =>
  model.purchasesIfAlive(parameters, t, x, T) * model.pAlive(parameters, x, tx, T);
