/**
 * Days that count as much as the season is worth. Who bought melons in September is not 150 days late in February: nearly
 * nobody buys then. The shop's own orders per calendar month make a curve whose mean over a year is 1; the distance
 * between two days is the sum of the weights of the days after the first up to the second. A year is 365 such days, a
 * day of the high season more than one, a day of the dead season less.
 *
 * Own method. Assumption: the shape of the year is the same for all customers and years. Each whole year counts the same,
 * so growth from year to year does not look like a season; growth inside a single year does.
 */
import { dayFromNumber } from '../base/dates.ts';
import { tooFew, type TooFew } from './enough.rules.ts';

/** A curve needs every month once, and enough orders that a month is more than chance. */
export const MIN_SEASON_DAYS = 365;
export const MIN_SEASON_ORDERS = 240;
/** Orders as of an even year added to what was seen, so that a month without any is a quiet one, not an impossible one. */
const EVEN_ORDERS = 60;
/** However dead the season, four days are at least one. */
const LEAST_WEIGHT = 0.25;
const YEAR_DAYS = 365;

export type SeasonCurve = {
  readonly type: 'known';
  /** Weight of a day per calendar month, January first; the mean over the days of a year is 1. */
  readonly weights: readonly number[];
  /** Whole years up to the day asked for that it was made of. */
  readonly years: number;
  readonly orders: number;
};

/** 0 = January. */
const monthOf = (day: number): number => Number(dayFromNumber(day).slice(5, 7)) - 1;

const daysInMonth = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const averageYear = 365.25;

/** From the days of all orders (days since 1970-01-01, any order) up to and on `asOf`. */
export function seasonCurveOf(orderDays: Int32Array, asOf: number): SeasonCurve | TooFew {
  let first = asOf + 1;
  for (const day of orderDays) if (day < first) first = day;
  const history = asOf + 1 - first;
  if (history < MIN_SEASON_DAYS) return tooFew(MIN_SEASON_DAYS, Math.max(0, history));

  // more than ten years back is another shop
  const years = Math.min(10, Math.floor(history / YEAR_DAYS));
  const monthAt = Array.from({ length: years * YEAR_DAYS }, (_, back) => monthOf(asOf - back));
  const counts = Array.from({ length: years }, () => new Float64Array(12));
  for (const day of orderDays) {
    const back = asOf - day;
    const year = counts[Math.floor(back / YEAR_DAYS)];
    if (back >= 0 && year) year[monthAt[back]!]! += 1;
  }
  const totals = counts.map((year) => year.reduce((sum, count) => sum + count, 0));
  const orders = totals.reduce((sum, total) => sum + total, 0);
  if (orders < MIN_SEASON_ORDERS) return tooFew(MIN_SEASON_ORDERS, orders);

  const known = counts.filter((_, year) => totals[year]! > 0);
  const raw = daysInMonth.map((days, month) => {
    const even = days / averageYear;
    const share = known.reduce((sum, year) => sum + year[month]! / year.reduce((all, count) => all + count, 0), 0) / known.length;
    return Math.max(LEAST_WEIGHT, (share * orders + even * EVEN_ORDERS) / (orders + EVEN_ORDERS) / even);
  });
  const mean = raw.reduce((sum, weight, month) => sum + weight * daysInMonth[month]!, 0) / averageYear;
  return { type: 'known', weights: raw.map((weight) => weight / mean), years, orders };
}

/** Distance between two days in days; 0 when the second is not later. */
export type DayDistance = (from: number, to: number) => number;

export const calendarDistance: DayDistance = (from, to) => Math.max(0, to - from);

/** The distance in season days, looked up; days before `first` or after `last` are taken as those. */
export function seasonDistanceOf({ weights }: SeasonCurve, first: number, last: number): DayDistance {
  const sums = new Float64Array(Math.max(0, last - first) + 1);
  for (let at = 1; at < sums.length; at += 1) sums[at] = sums[at - 1]! + weights[monthOf(first + at)]!;
  const upTo = (day: number): number => sums[Math.min(sums.length - 1, Math.max(0, day - first))]!;
  return (from, to) => Math.max(0, upTo(to) - upTo(from));
}

/** Season days since the last order, one per buyer. */
export const seasonRecencyOf = (lastDay: Int32Array, asOf: number, distance: DayDistance): Float64Array => Float64Array.from(lastDay, (day) => distance(day, asOf));
