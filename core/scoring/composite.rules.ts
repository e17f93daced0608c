/** S1 §4.3: five indicators of a customer's worth and one score made of them. */
import { columnsOf, completeRowsOf, spreadOf, standardizedOf } from '../patterns/columns.rules.ts';
import { tooFew, type TooFew } from './enough.rules.ts';
import type { PurchaseDays } from './purchase-days.rules.ts';
import { classOf, CLASSES, cutsOf, hasFifths } from './quantiles.rules.ts';
import type { Rfm } from './rfm.rules.ts';
import { minMaxOf } from './weights.rules.ts';

/** In the order of the source: 购买频率, 购买金额, 客单价, 购买周期, 满意度. Of the cycle little is good. */
export const valueIndicators = ['frequency', 'monetary', 'orderValue', 'cycle', 'satisfaction'] as const;
export type ValueIndicator = (typeof valueIndicators)[number];
export const littleIsGood: Readonly<Record<ValueIndicator, boolean>> = { frequency: false, monetary: false, orderValue: false, cycle: true, satisfaction: false };

/** A column per indicator, a row per buyer; NaN where nothing is known. Orders, fen, fen per order, days, as answered. */
export type IndicatorColumns = Readonly<Record<ValueIndicator, Float64Array>>;

/**
 * The cycle is the mean gap between distinct purchase days, unknown with one day only. `satisfaction` is what each
 * customer 0 … n − 1 answered on average, NaN when not asked; left out: nobody was.
 */
export function indicatorsOf({ customer, frequency, monetaryFen }: Rfm, { start, day }: PurchaseDays, satisfaction?: Float64Array): IndicatorColumns {
  const cycleOf = (who: number): number => {
    const [from, to] = [start[who]!, start[who + 1]! - 1];
    return to > from ? (day[to]! - day[from]!) / (to - from) : Number.NaN;
  };
  return {
    frequency: Float64Array.from(frequency),
    monetary: monetaryFen,
    orderValue: monetaryFen.map((fen, at) => fen / frequency[at]!),
    cycle: Float64Array.from(customer, cycleOf),
    satisfaction: Float64Array.from(customer, (who) => satisfaction?.[who] ?? Number.NaN),
  };
}

/**
 * What makes indicators of different units comparable. `minMax` 0 … 1, moved by one huge customer · `z` standard
 * deviations (n − 1) from the mean, not bounded · `fifths` 1 … 5 by type-7 quantiles, hardly moved by anybody (the default).
 */
export type Normalization = 'minMax' | 'z' | 'fifths';

/** Comparing needs somebody to compare with. */
export const MIN_COMPOSITE_CUSTOMERS = 5;

/** What everybody gets where there is nothing to compare: the middle, so that knowing it is neither good nor bad. */
const middle = { minMax: 0.5, z: 0, fifths: 3 } as const satisfies Record<Normalization, number>;

/**
 * High is good in every result; NaN where nothing usable is known. A column that does not vary, for fifths one of fewer
 * than five numbers too, is the middle all along.
 */
export function normalizedOf(column: Float64Array, normalization: Normalization, cost: boolean): Float64Array {
  const rows = completeRowsOf([column]);
  const known = columnsOf([column], rows)[0]!;
  const result = new Float64Array(column.length).fill(Number.NaN);
  comparedOf(known, normalization, cost).forEach((value, at) => void (result[rows[at]!] = value));
  return result;
}

function comparedOf(known: Float64Array, normalization: Normalization, cost: boolean): Float64Array {
  const ascending = known.toSorted();
  const varies = normalization === 'fifths' ? hasFifths(ascending) : ascending[0] !== ascending.at(-1);
  if (!varies) return known.map(() => middle[normalization]);
  switch (normalization) {
    case 'minMax':
      return minMaxOf(known, cost);
    case 'z': {
      const z = standardizedOf(known, spreadOf(known, known.length - 1));
      return cost ? z.map((value) => -value) : z;
    }
    case 'fifths': {
      const cuts = cutsOf('quantile', ascending, []);
      return known.map((value) => (cost ? CLASSES + 1 - classOf(value, cuts) : classOf(value, cuts)));
    }
  }
}

export type Composite = {
  readonly type: 'known';
  readonly normalization: Normalization;
  /** One per row; null for a row of which nothing is known that weighs anything. */
  readonly scores: readonly (number | null)[];
  /** Each indicator normalised, to show where a score comes from. */
  readonly parts: readonly Float64Array[];
};

/**
 * Weighted mean of the normalised columns. What is not known of somebody is left out and the other weights take its
 * share: not having been asked is neither good nor bad. Weights are not negative; they need not add up to 1.
 */
export function compositeOf(columns: readonly Float64Array[], weights: readonly number[], cost: readonly boolean[], normalization: Normalization): Composite | TooFew {
  const rows = columns[0]?.length ?? 0;
  if (rows < MIN_COMPOSITE_CUSTOMERS) return tooFew(MIN_COMPOSITE_CUSTOMERS, rows);
  const parts = columns.map((column, at) => normalizedOf(column, normalization, cost[at] ?? false));
  const scores = Array.from({ length: rows }, (_, row) => {
    let [sum, weight] = [0, 0];
    for (const [at, part] of parts.entries()) {
      if (Number.isNaN(part[row])) continue;
      sum += weights[at]! * part[row]!;
      weight += weights[at]!;
    }
    return weight > 0 ? sum / weight : null;
  });
  return { type: 'known', normalization, scores, parts };
}
