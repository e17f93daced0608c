/** Shares and means with the interval they stand in: the vocabulary of every indicator. Shares are 0 … 1. */
import { spreadOf } from '../patterns/columns.rules.ts';
import { normalQuantile, studentQuantile } from './distributions.rules.ts';

export type Interval = { readonly low: number; readonly high: number };

/** Every interval holds the truth in 95 of 100 cases. */
export const LEVEL = 0.95;
/** The normal deviate that cuts such an interval: 1.96. */
export const Z = normalQuantile((1 + LEVEL) / 2);
/** Of fewer the number is shown with a warning: its interval is wider than most differences that matter. */
export const ENOUGH = 30;

/** How many of how many. `share` and `interval` are null of nobody: 0 of 0 is unknown, not none. */
export type Share = { readonly part: number; readonly whole: number; readonly share: number | null; readonly interval: Interval | null; readonly small: boolean };

/** `part` of `whole` with Wilson's interval. A part outside 0 … whole is taken as the nearer end. */
export function shareOf(part: number, whole: number): Share {
  if (!(whole > 0 && whole < Number.POSITIVE_INFINITY)) return { part: 0, whole: 0, share: null, interval: null, small: true };
  const within = part > 0 ? Math.min(part, whole) : 0;
  return { part: within, whole, share: within / whole, interval: wilsonOf(within, whole), small: whole < ENOUGH };
}

/** Score interval of a share (Wilson 1927): honest at 0 of n and n of n, where the textbook interval has no width. `whole` > 0. */
export function wilsonOf(part: number, whole: number): Interval {
  const share = part / whole;
  const scale = 1 + Z ** 2 / whole;
  const middle = (share + Z ** 2 / (2 * whole)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2));
  return { low: part === 0 ? 0 : Math.max(0, middle - reach), high: part === whole ? 1 : Math.min(1, middle + reach) };
}

/** `mean` is null of no numbers, `standardDeviation` (n − 1) and `interval` (Student's t) of fewer than two. */
export type Mean = { readonly n: number; readonly mean: number | null; readonly standardDeviation: number | null; readonly interval: Interval | null; readonly small: boolean };

/** The mean of the numbers that are there; NaN counts as not answered. */
export function meanOf(values: ArrayLike<number>): Mean {
  const { n, mean, variance } = momentsOf(values);
  const small = n < ENOUGH;
  if (n === 0) return { n, mean: null, standardDeviation: null, interval: null, small };
  if (n === 1) return { n, mean, standardDeviation: null, interval: null, small };
  const reach = studentQuantile((1 + LEVEL) / 2, n - 1) * Math.sqrt(variance / n);
  return { n, mean, standardDeviation: Math.sqrt(variance), interval: { low: mean - reach, high: mean + reach }, small };
}

/** NaN stands for what was not answered; beyond 1e100 a square no longer fits into a double, and no shop has such amounts. */
export const isNumber = (value: number): boolean => Math.abs(value) < 1e100;

/** Count, mean and variance (n − 1) of the numbers that are there. Equal numbers, and a single one, have a variance of exactly 0. */
export function momentsOf(values: ArrayLike<number>): { readonly n: number; readonly mean: number; readonly variance: number } {
  const known = Float64Array.from(values).filter(isNumber);
  const { mean, deviation } = spreadOf(known, known.length - 1);
  return { n: known.length, mean, variance: deviation ** 2 };
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
