/**
 * Recency, frequency and money of every customer turned into scores 1–5, one of eight segments, a lifecycle and a value
 * tier. Pure: the day and the numbers are arguments. Equal numbers always get equal scores, in shops of every size.
 */
import { dayNumber } from '../base/dates.ts';
import type { CustomerScore, ScoringRule, Segment, Thresholds } from './contract.ts';
import { lifecycleOf, valueTiersOf } from './lifecycle.rules.ts';
import { classOf, CLASSES, cutsOf } from './quantiles.rules.ts';
import { eightSegmentOf } from './segments.rules.ts';

/**
 * What the repository knows of a customer as of a day: only orders that count as a purchase and lie on or before
 * that day. `monetaryFen` is net of refunds. `hasNeed`: the shop wrote down that the person wants something.
 */
export type ScoringInput = {
  readonly customerId: number;
  readonly firstOrderOn: string | null;
  readonly lastOrderOn: string | null;
  readonly frequency: number;
  readonly monetaryFen: number;
  readonly hasNeed: boolean;
};

/**
 * Cut points in words a shop owner would use: two weeks, a month and a half, a season, half a year; once, twice, three
 * or four times, up to eight, more; ¥50, ¥200, ¥500, ¥1,500. Fixed amounts, because in a small shop where most bought
 * once quantiles collapse and move with every import. High from score 4 would ask for a purchase within 45 days, but
 * who buys chicks in spring, melons in summer and bacon for the New Year is a regular with gaps of a season. From 3 it
 * reads: bought within the last 90 days, three times or more, more than ¥200 in all.
 */
export const defaultRule: ScoringRule = {
  mode: 'fixed',
  recencyDays: [15, 45, 90, 180],
  frequency: [1, 2, 4, 8],
  monetaryFen: [50_00, 200_00, 500_00, 1500_00],
  high: 3,
  newDays: 30,
  dormantDays: 180,
};

/** Whole days from `day` to the day number `asOf`; a day that lies ahead counts as today. */
const daysBefore = (asOf: number, day: string): number => Math.max(0, asOf - dayNumber(day));

/** The numbers of the buyers, in any order: days, orders, fen. */
export type BuyerNumbers = {
  readonly recency: ArrayLike<number>;
  readonly frequency: ArrayLike<number>;
  readonly monetaryFen: ArrayLike<number>;
};

/** The cut points in force for these buyers. `mode` is `fixed` when there are too few of them for anything else. */
export function thresholdsOf(rule: ScoringRule, buyers: BuyerNumbers): Thresholds {
  const cuts = (numbers: ArrayLike<number>, fixed: readonly number[]) => [...cutsOf(rule.mode, Float64Array.from(numbers).sort(), fixed)];
  return {
    mode: buyers.recency.length < CLASSES ? 'fixed' : rule.mode,
    recencyDays: cuts(buyers.recency, rule.recencyDays),
    frequency: cuts(buyers.frequency, rule.frequency),
    monetaryFen: cuts(buyers.monetaryFen, rule.monetaryFen),
    high: rule.high,
    newDays: rule.newDays,
    dormantDays: rule.dormantDays,
  };
}

/** R, F and M, each 1–5 and 5 the best: few days since the last order score high. */
export function scoreOf(
  buyer: { readonly recency: number; readonly frequency: number; readonly monetaryFen: number },
  thresholds: Thresholds,
): { readonly r: number; readonly f: number; readonly m: number } {
  return {
    r: CLASSES + 1 - classOf(buyer.recency, thresholds.recencyDays),
    f: classOf(buyer.frequency, thresholds.frequency),
    m: classOf(buyer.monetaryFen, thresholds.monetaryFen),
  };
}

/** One of the eight segments by scores: high from `high` up. */
export const segmentOf = (r: number, f: number, m: number, high: number): Segment => eightSegmentOf(r >= high, f >= high, m >= high);

/**
 * Scores everybody as of a day: one score per input, in the same order. Cut points and tiers are found among those who
 * bought; who did not has no R, F, M, segment or tier, only a lifecycle. A customer with orders but no order day is
 * treated as not having bought, since nothing can be said about when.
 */
export function scoreCustomers(
  inputs: readonly ScoringInput[],
  rule: ScoringRule,
  asOf: string,
): { readonly scores: CustomerScore[]; readonly thresholds: Thresholds } {
  const today = dayNumber(asOf);
  const buyers = inputs.filter(isBuyer);
  const recency = Float64Array.from(buyers, (buyer) => daysBefore(today, buyer.lastOrderOn));
  const monetaryFen = Float64Array.from(buyers, (buyer) => buyer.monetaryFen);
  const thresholds = thresholdsOf(rule, { recency, frequency: Float64Array.from(buyers, (buyer) => buyer.frequency), monetaryFen });
  const tiers = valueTiersOf(monetaryFen);

  let next = 0;
  const scores = inputs.map((input): CustomerScore => {
    const { customerId, frequency } = input;
    if (!isBuyer(input)) {
      const lifecycle = lifecycleOf({ firstOrderDaysAgo: null, recency: null, hasNeed: input.hasNeed }, rule);
      return { customerId, asOf, recency: null, frequency, monetaryFen: input.monetaryFen, r: null, f: null, m: null, segment: null, lifecycle, valueTier: null };
    }
    const buyer = next;
    next += 1;
    const days = recency[buyer]!;
    const { r, f, m } = scoreOf({ recency: days, frequency, monetaryFen: input.monetaryFen }, thresholds);
    const firstOrderDaysAgo = daysBefore(today, input.firstOrderOn ?? input.lastOrderOn);
    return {
      customerId,
      asOf,
      recency: days,
      frequency,
      monetaryFen: input.monetaryFen,
      r,
      f,
      m,
      segment: segmentOf(r, f, m, rule.high),
      lifecycle: lifecycleOf({ firstOrderDaysAgo, recency: days, hasNeed: input.hasNeed }, rule),
      valueTier: tiers[buyer]!,
    };
  });
  return { scores, thresholds };
}

function isBuyer(input: ScoringInput): input is ScoringInput & { readonly lastOrderOn: string } {
  return input.frequency > 0 && input.lastOrderOn !== null;
}
