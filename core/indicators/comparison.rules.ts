/** Two groups, or two periods, held against each other: which is larger, by how much, or that nobody can tell. */
import { type TooFew, tooFew } from '../scoring/enough.rules.ts';
import { studentQuantile, studentTwoSided } from './distributions.rules.ts';
import { type Interval, LEVEL, momentsOf, type Share, shareOf, wilsonOf } from './rules.ts';

/** Of fewer on one side no difference is told at all. */
export const MIN_GROUP = 10;

/** `cannotTell`: the interval holds zero, so that chance alone can explain the difference. It is an answer, not a failure. */
export type Verdict = 'more' | 'less' | 'cannotTell';

const verdictOf = ({ low, high }: Interval): Verdict => (low > 0 ? 'more' : high < 0 ? 'less' : 'cannotTell');

export type Counted = { readonly part: number; readonly whole: number };
export type ShareDifference = {
  readonly type: 'known';
  readonly first: Share;
  readonly second: Share;
  /** first − second, −1 … 1 */
  readonly difference: number;
  readonly interval: Interval;
  /** first ÷ second − 1; null when the second share is 0 */
  readonly relative: number | null;
  readonly verdict: Verdict;
};

/** Difference of two independent shares with the interval of Newcombe (1998, method 10), built from the two Wilson intervals. */
export function shareDifferenceOf(first: Counted, second: Counted): ShareDifference | TooFew {
  const have = Math.min(first.whole, second.whole);
  if (!(have >= MIN_GROUP)) return tooFew(MIN_GROUP, have > 0 ? have : 0);
  const [one, two] = [shareOf(first.part, first.whole), shareOf(second.part, second.whole)];
  const [p1, p2] = [one.part / one.whole, two.part / two.whole];
  const interval = newcombeOf(one, two);
  return { type: 'known', first: one, second: two, difference: p1 - p2, interval, relative: p2 > 0 ? p1 / p2 - 1 : null, verdict: verdictOf(interval) };
}

/** Both wholes > 0. */
export function newcombeOf(first: Counted, second: Counted): Interval {
  const [p1, p2] = [first.part / first.whole, second.part / second.whole];
  const [one, two] = [wilsonOf(first.part, first.whole), wilsonOf(second.part, second.whole)];
  return { low: Math.max(-1, p1 - p2 - Math.hypot(p1 - one.low, two.high - p2)), high: Math.min(1, p1 - p2 + Math.hypot(one.high - p1, p2 - two.low)) };
}

/** 27 instead of 30 is exactly ten per cent fewer, whatever the doubles say. */
const ROUNDING = 1e-9;

export type Change = ShareDifference & {
  /** the relative change has reached the goal; null when the share of last year was 0 */
  readonly reached: boolean | null;
};

/** A share of this year against the same months last year; `goal` is the relative change asked for, negative for a fall. */
export function changeOf(now: Counted, lastYear: Counted, goal: number): Change | TooFew {
  const compared = shareDifferenceOf(now, lastYear);
  if (compared.type === 'tooFew') return compared;
  const { relative } = compared;
  return { ...compared, reached: relative === null ? null : goal < 0 ? relative <= goal + ROUNDING : relative >= goal - ROUNDING };
}

export type MeanDifference = {
  readonly type: 'known';
  readonly first: { readonly n: number; readonly mean: number };
  readonly second: { readonly n: number; readonly mean: number };
  /** first − second, in the unit of the values */
  readonly difference: number;
  /** Student's t, its Welch–Satterthwaite degrees of freedom, two-sided p; null when nobody differs from anybody in either group */
  readonly t: number | null;
  readonly degrees: number | null;
  readonly p: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
};

/** Difference of two independent means without assuming equal spread (Welch 1947). */
export function meanDifferenceOf(first: ArrayLike<number>, second: ArrayLike<number>): MeanDifference | TooFew {
  const [one, two] = [momentsOf(first), momentsOf(second)];
  const have = Math.min(one.n, two.n);
  if (have < MIN_GROUP) return tooFew(MIN_GROUP, have);
  const difference = one.mean - two.mean;
  const groups = { type: 'known', first: { n: one.n, mean: one.mean }, second: { n: two.n, mean: two.mean }, difference } as const;
  const [spread1, spread2] = [one.variance / one.n, two.variance / two.n];
  const error = Math.sqrt(spread1 + spread2);
  if (error === 0) return { ...groups, t: null, degrees: null, p: null, interval: null, verdict: 'cannotTell' };
  const [part1, part2] = [spread1 / (spread1 + spread2), spread2 / (spread1 + spread2)];
  const degrees = 1 / (part1 ** 2 / (one.n - 1) + part2 ** 2 / (two.n - 1));
  const t = difference / error;
  const reach = studentQuantile((1 + LEVEL) / 2, degrees) * error;
  const interval = { low: difference - reach, high: difference + reach };
  return { ...groups, t, degrees, p: studentTwoSided(Math.abs(t), degrees), interval, verdict: verdictOf(interval) };
}
