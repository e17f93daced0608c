/** What customers will be worth: purchases expected in each month to come, discounted, times what they spend on a day. */
import { expectedSpend, type GammaGammaParameters } from './gamma-gamma.rules.ts';
import { expectedPurchases, type Parameters, type PurchaseModel } from './purchase-model.rules.ts';
import { DAYS_A_WEEK, type PurchaseHistories } from './histories.rules.ts';

/** A mean month in weeks; with 30 days a year would lose five of them. */
export const WEEKS_A_MONTH = 365.25 / 12 / DAYS_A_WEEK;

export const CLV_DEFAULTS = { months: 12, monthlyDiscount: 0.01 } as const;

/**
 * Purchase days expected in `months` months after the end of the period, each month's share divided by
 * (1 + monthlyDiscount)ᵏ (Fader, Hardie & Lee 2005, JMR, in monthly steps).
 */
export function discountedPurchases<Name extends string>(
  model: PurchaseModel<Name>,
  parameters: Parameters<Name>,
  { x, tx, T }: { readonly x: number; readonly tx: number; readonly T: number },
  { months, monthlyDiscount }: { readonly months: number; readonly monthlyDiscount: number } = CLV_DEFAULTS,
): number {
  let before = 0;
  let sum = 0;
  for (let month = 1; month <= months; month += 1) {
    const until = Math.max(before, expectedPurchases(model, parameters, month * WEEKS_A_MONTH, x, tx, T));
    sum += (until - before) / (1 + monthlyDiscount) ** month;
    before = until;
  }
  return sum;
}

/**
 * Customer lifetime value in yuan per row of the histories, of the coming `months` only. Null for somebody without a
 * repeat purchase where Gamma-Gamma has no population mean (q ≤ 1).
 */
export function customerLifetimeValues<Name extends string>(
  model: PurchaseModel<Name>,
  parameters: Parameters<Name>,
  spend: GammaGammaParameters,
  { x, tx, T, meanSpend }: Pick<PurchaseHistories, 'x' | 'tx' | 'T' | 'meanSpend'>,
  horizon: { readonly months: number; readonly monthlyDiscount: number } = CLV_DEFAULTS,
): (number | null)[] {
  return Array.from(x, (count, row) => {
    const perDay = expectedSpend(spend, count, meanSpend[row]!);
    return perDay === null ? null : perDay * discountedPurchases(model, parameters, { x: count, tx: tx[row]!, T: T[row]! }, horizon);
  });
}
