/** S1 §8.2.3: who is slipping away, in the order in which calling them is worth it. */
import { purchaseDaysOf } from './purchase-days.rules.ts';
import { returnChancesOf } from './return.rules.ts';
import { type Cycle, rhythmsOf, valueAtRiskOf, type WarningLevel, warningLevels, warningsOf } from './rhythm.rules.ts';
import { seasonCurveOf, seasonDistanceOf } from './season.rules.ts';
import type { TooFew } from './enough.rules.ts';
import type { Transactions } from './transactions.rules.ts';

/** One customer who is later than usual; all times in days. */
export type ChurnWarning = {
  readonly customer: number;
  readonly level: Exclude<WarningLevel, 'normal'>;
  /** The sentence: usually every so many days, more or less so many, now away for so many. */
  readonly everyDays: number;
  readonly spreadDays: number;
  readonly elapsed: number;
  readonly ratio: number;
  /** Away for longer than nine of ten of their own pauses. */
  readonly beyondLongGap: boolean;
  /** The ratio in season days; null as long as the shop has no season curve. */
  readonly seasonRatio: number | null;
  /** That they buy nothing within the horizon, learned from the shop's past, 0–1; null when there was too little to learn from. */
  readonly lossProbability: number | null;
  readonly valueAtRiskFen: number;
};

export type ChurnWarnings = {
  /** By falling lossProbability × valueAtRiskFen, without a probability by falling value; equal ones by customer. */
  readonly warnings: readonly ChurnWarning[];
  /** All customers with a rhythm, by level. */
  readonly levels: Readonly<Record<WarningLevel, number>>;
  /** Buyers of whom nothing can be said: fewer than three purchase days. */
  readonly withoutRhythm: number;
  readonly learning: { readonly type: 'known'; readonly learnedFrom: number; readonly baseRate: number } | TooFew;
  readonly season: { readonly type: 'known'; readonly years: number; readonly orders: number } | TooFew;
};

export const defaultChurn = { cycle: 'median' as Cycle, horizon: 90 };

/** As of a day (days since 1970-01-01), from the orders up to it; `horizon` in days. */
export function churnWarningsOf(transactions: Transactions, asOf: number, { cycle, horizon }: typeof defaultChurn = defaultChurn): ChurnWarnings {
  const days = purchaseDaysOf(transactions, asOf);
  const rhythms = rhythmsOf(days, asOf);
  const { level, ratio } = warningsOf(rhythms, cycle);
  const value = valueAtRiskOf(transactions, rhythms);
  const chances = returnChancesOf(transactions, asOf, horizon);
  const lossOf = chances.type === 'known' ? new Map(Array.from(chances.customer, (who, at) => [who, chances.lossProbability[at]!] as const)) : null;
  const curve = seasonCurveOf(transactions.day, asOf);
  const first = days.day.reduce((least, day) => Math.min(least, day), asOf);
  const seasonRatio = curve.type === 'known' ? warningsOf(rhythmsOf(days, asOf, seasonDistanceOf(curve, first, asOf)), cycle).ratio : null;

  const warnings = level.flatMap((name, at): ChurnWarning[] => {
    const customer = rhythms.customer[at]!;
    if (name === 'normal') return [];
    return [{
      customer,
      level: name,
      everyDays: cycle === 'mean' ? rhythms.meanGap[at]! : rhythms.medianGap[at]!,
      spreadDays: rhythms.gapSpread[at]!,
      elapsed: rhythms.elapsed[at]!,
      ratio: ratio[at]!,
      beyondLongGap: rhythms.elapsed[at]! > rhythms.longGap[at]!,
      seasonRatio: seasonRatio && seasonRatio[at]!,
      lossProbability: lossOf?.get(customer) ?? null,
      valueAtRiskFen: value[at]!,
    }];
  });
  const worth = ({ lossProbability, valueAtRiskFen }: ChurnWarning): number => (lossProbability ?? 1) * valueAtRiskFen;
  let buyers = 0;
  for (let who = 0; who < transactions.customers; who += 1) if (days.start[who + 1]! > days.start[who]!) buyers += 1;
  return {
    warnings: warnings.toSorted((a, b) => worth(b) - worth(a) || a.customer - b.customer),
    levels: Object.fromEntries(warningLevels.map((name) => [name, level.filter((one) => one === name).length])) as Record<WarningLevel, number>,
    withoutRhythm: buyers - rhythms.customer.length,
    learning: chances.type === 'known' ? { type: 'known', learnedFrom: chances.learnedFrom, baseRate: chances.baseRate } : chances,
    season: curve.type === 'known' ? { type: 'known', years: curve.years, orders: curve.orders } : curve,
  };
}
