/** When a person comes (SCORING §10: personal cycle = gaps between distinct purchase days, at least three days). */
import { addDays, dayNumber, daysBetween } from '../base/dates.ts';
import { type7QuantileOf } from '../scoring/quantiles.rules.ts';
import type { DayPart, NextPurchase, Rhythm } from './contract.ts';
import type { Purchase, PurchaseLine } from './rules.ts';

/** Two gaps: with one there is nothing to call a rhythm. */
export const MIN_PURCHASE_DAYS = 3;
/** So many purchases before "mostly on market day" is more than chance. */
export const MIN_HABIT = 8;
const habitShare = 0.4;

/** Distinct days, ascending. */
export const purchaseDaysOf = (purchases: readonly Purchase[]): string[] => [...new Set(purchases.map(({ day }) => day))].toSorted();

/** Days between purchase days that follow each other, ascending by length. */
const gapsOf = (days: readonly string[]): Float64Array => Float64Array.from(days.slice(1), (day, at) => daysBetween(days[at]!, day)).sort();

/** Median gap and the middle half of the gaps (type-7 quartiles), in days. */
export function rhythmOf(days: readonly string[]): Rhythm {
  if (days.length < MIN_PURCHASE_DAYS) return { type: 'tooFew', needed: MIN_PURCHASE_DAYS, have: days.length };
  const gaps = gapsOf(days);
  const [shortFrom, medianGap, longTo] = [1, 2, 3].map((part) => type7QuantileOf(gaps, part, 4)) as [number, number, number];
  return { type: 'known', days: days.length, medianGap, shortFrom, longTo, longest: gaps.at(-1)! };
}

/** The index that holds a clear share of at least `MIN_HABIT` counts, alone at the top; else null. */
export function habitOf(counts: readonly number[]): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts);
  if (all < MIN_HABIT || most < habitShare * all || counts.filter((count) => count === most).length > 1) return null;
  return counts.indexOf(most);
}

/** Purchase days per day of the week, Monday first. */
export function weekdaysOf(days: readonly string[]): number[] {
  const counts = Array.from({ length: 7 }, () => 0);
  // 1970-01-01 was a Thursday
  for (const day of days) counts[(dayNumber(day) + 3) % 7]! += 1;
  return counts;
}

/** Hours [from, to) of the parts of a day as a shop speaks of them; night is the rest. */
const dayParts = [['morning', 5, 11], ['noon', 11, 14], ['afternoon', 14, 18], ['evening', 18, 23]] as const satisfies readonly (readonly [DayPart, number, number])[];

/** Purchases per part of the day. Midnight sharp is what an export without times writes: those are left out. */
export function dayPartsOf(purchases: readonly Purchase[]): Record<DayPart, number> {
  const counts: Record<DayPart, number> = { morning: 0, noon: 0, afternoon: 0, evening: 0, night: 0 };
  for (const { time } of purchases) {
    if (time === '00:00:00') continue;
    const hour = Number(time.slice(0, 2));
    counts[dayParts.find(([, from, to]) => hour >= from && hour < to)?.[0] ?? 'night'] += 1;
  }
  return counts;
}

/**
 * When they are likely to come again: from the last purchase day one short to one long gap of their own, and what they
 * keep buying. A date that has passed is told as passed, not moved.
 */
export function nextPurchaseOf(purchases: readonly Purchase[], asOf: string): NextPurchase {
  const days = purchaseDaysOf(purchases);
  const rhythm = rhythmOf(days);
  const last = days.at(-1);
  if (rhythm.type === 'tooFew' || last === undefined) return { type: 'tooFew', needed: MIN_PURCHASE_DAYS, have: days.length };
  const from = addDays(last, Math.max(1, Math.floor(rhythm.shortFrom)));
  const to = addDays(last, Math.max(1, Math.ceil(rhythm.longTo)));
  return { type: 'known', from, to, overdueDays: Math.max(0, daysBetween(to, asOf)), goods: keptGoodsOf(purchases, last) };
}

const goodsNamed = 3;
/** Goods not bought for so many of their own gaps are given up, or out of season. */
const givenUpAfter = 3;

/** Goods bought on at least two days and not given up by the last visit, most often first. */
function keptGoodsOf(purchases: readonly Purchase[], last: string): { name: string; orders: number; everyDays: number }[] {
  const bought = new Map<string, Set<string>>();
  const note = (day: string) => ({ name }: PurchaseLine): void => void bought.set(name, (bought.get(name) ?? new Set()).add(day));
  for (const { day, lines } of purchases) lines.forEach(note(day));
  return [...bought]
    .map(([name, on]) => ({ name, days: [...on].toSorted() }))
    .filter(({ days }) => days.length > 1)
    .map(({ name, days }) => ({ name, orders: days.length, everyDays: Math.round(type7QuantileOf(gapsOf(days), 1, 2)), away: daysBetween(days.at(-1)!, last) }))
    .filter(({ everyDays, away }) => away <= givenUpAfter * everyDays)
    .toSorted((a, b) => b.orders - a.orders || a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, goodsNamed)
    .map(({ name, orders, everyDays }) => ({ name, orders, everyDays }));
}
