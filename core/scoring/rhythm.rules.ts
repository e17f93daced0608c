/**
 * Everybody's own rhythm and who breaks it (SCORING §10). A gap lies between two distinct purchase days that follow each
 * other; two orders on one day are one visit.
 *
 * What it is for: a sentence that the shop can check ("平时 12 天来一次，已经 31 天"). As a ranking it is weak (AUC .55 on
 * the UCI log where plain recency has .61): who comes first on a list is decided by return.rules.ts.
 */
import { tooFew, type TooFew } from './enough.rules.ts';
import { calendarDistance, type DayDistance } from './season.rules.ts';
import type { PurchaseDays } from './purchase-days.rules.ts';
import { type7QuantileOf } from './quantiles.rules.ts';
import { isAmount, type Transactions } from './transactions.rules.ts';

/** Two gaps: with one there is nothing to call a rhythm. */
export const MIN_RHYTHM_DAYS = 3;

/** One row per customer with at least `MIN_RHYTHM_DAYS` purchase days, by ascending number. Gaps and `elapsed` in days. */
export type Rhythms = {
  readonly customer: Int32Array;
  readonly purchaseDays: Int32Array;
  readonly lastDay: Int32Array;
  readonly meanGap: Float64Array;
  readonly medianGap: Float64Array;
  /** Standard deviation of the gaps with n − 1. */
  readonly gapSpread: Float64Array;
  /** Type-7 quantile .9 of the gaps. */
  readonly longGap: Float64Array;
  /** From the last purchase day to the day asked for. */
  readonly elapsed: Float64Array;
};

/** `distance` other than the calendar's measures gaps and elapsed time in season days. */
export function rhythmsOf({ start, day }: PurchaseDays, asOf: number, distance: DayDistance = calendarDistance): Rhythms {
  const customer = Int32Array.from(start.keys()).subarray(0, start.length - 1).filter((who) => start[who + 1]! - start[who]! >= MIN_RHYTHM_DAYS);
  const column = () => new Float64Array(customer.length);
  const lastDay = customer.map((who) => day[start[who + 1]! - 1]!);
  const [meanGap, medianGap, gapSpread, longGap] = [column(), column(), column(), column()];
  // one buffer for all: a hundred thousand small arrays cost more than what is worked out of them
  const buffer = new Float64Array(day.length);
  for (let at = 0; at < customer.length; at += 1) {
    const from = start[customer[at]!]!;
    const gaps = buffer.subarray(0, start[customer[at]! + 1]! - from - 1);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < gaps.length; i += 1) {
      gaps[i] = distance(day[from + i]!, day[from + i + 1]!);
      sum += gaps[i]!;
    }
    const mean = sum / gaps.length;
    for (let i = 0; i < gaps.length; i += 1) squares += (gaps[i]! - mean) ** 2;
    gaps.sort();
    meanGap[at] = mean;
    medianGap[at] = type7QuantileOf(gaps, 1, 2);
    gapSpread[at] = Math.sqrt(squares / (gaps.length - 1));
    longGap[at] = type7QuantileOf(gaps, 9, 10);
  }
  return {
    customer,
    purchaseDays: customer.map((who) => start[who + 1]! - start[who]!),
    lastDay,
    meanGap, medianGap, gapSpread, longGap,
    elapsed: Float64Array.from(lastDay, (last) => distance(last, asOf)),
  };
}

/** All gaps of all customers with at least two purchase days, in calendar days, ascending. */
export function gapsOf({ start, day }: PurchaseDays): Float64Array {
  const gaps: number[] = [];
  for (let who = 0; who + 1 < start.length; who += 1) {
    for (let at = start[who]! + 1; at < start[who + 1]!; at += 1) gaps.push(day[at]! - day[at - 1]!);
  }
  return Float64Array.from(gaps).sort();
}

/** So many gaps before the shop has a usual one. */
export const MIN_SHOP_GAPS = 30;

/** From when somebody counts as dormant in this shop: longer away than nine of ten pauses of all customers. */
export function dormantDaysOf(ascendingGaps: Float64Array): { readonly type: 'known'; readonly days: number; readonly gaps: number } | TooFew {
  if (ascendingGaps.length < MIN_SHOP_GAPS) return tooFew(MIN_SHOP_GAPS, ascendingGaps.length);
  return { type: 'known', days: Math.ceil(type7QuantileOf(ascendingGaps, 9, 10)), gaps: ascendingGaps.length };
}

export const warningLevels = ['normal', 'watch', 'warn', 'alarm'] as const;
export type WarningLevel = (typeof warningLevels)[number];

/** The lower bounds of watch, warn and alarm as multiples of the own cycle; a bound belongs to the higher level. */
export const defaultWarningLimits = [1, 1.5, 2] as const;

/** `mean` is what the literature counts with; `median` is not moved by one long pause. */
export type Cycle = 'mean' | 'median';

export type Warnings = { readonly level: WarningLevel[]; /** elapsed ÷ cycle, finite and not negative. */ readonly ratio: Float64Array };

export function warningsOf({ meanGap, medianGap, elapsed }: Rhythms, cycle: Cycle, limits: readonly [number, number, number] = defaultWarningLimits): Warnings {
  const usual = cycle === 'mean' ? meanGap : medianGap;
  // a gap of distinct days is never 0, unless somebody measures with a season that is
  const ratio = elapsed.map((days, at) => (usual[at]! > 0 ? days / usual[at]! : 0));
  return { ratio, level: Array.from(ratio, (times) => warningLevels[limits.filter((limit) => times >= limit).length]!) };
}

/**
 * What is at stake with a customer: what they spent in the 365 days up to and on their last purchase day, in fen. Nothing
 * is extrapolated. One amount per row of `customer`, which ascends.
 */
export function valueAtRiskOf({ customers, customer, day, amountFen }: Transactions, { customer: who, lastDay }: Pick<Rhythms, 'customer' | 'lastDay'>): Float64Array {
  const place = new Int32Array(customers).fill(-1);
  who.forEach((number, at) => void (place[number] = at));
  const fen = new Float64Array(who.length);
  for (let row = 0; row < customer.length; row += 1) {
    const at = place[customer[row]!] ?? -1;
    if (at < 0 || day[row]! > lastDay[at]! || day[row]! <= lastDay[at]! - 365) continue;
    if (isAmount(amountFen[row]!)) fen[at]! += amountFen[row]!;
  }
  return fen.map((sum) => Math.max(0, sum));
}
