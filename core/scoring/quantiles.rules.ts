/**
 * Cut points and classes. Four ascending cuts make five classes; a value equal to a cut belongs to the lower class,
 * so equal values always share a class.
 */
import type { ScoringMode } from './contract.ts';

export const CLASSES = 5;

/**
 * Type-7 quantile (Hyndman & Fan 1996; the default of R, numpy and Excel's PERCENTILE.INC) of ascending numbers at
 * `part / parts`, interpolated. The fraction stays a pair of integers: 0.6 × (n − 1) in doubles misses whole positions.
 * NaN for no numbers.
 */
export function type7QuantileOf(ascending: ArrayLike<number>, part: number, parts: number): number {
  const steps = (ascending.length - 1) * part;
  const at = Math.floor(steps / parts);
  const rest = steps - at * parts;
  const lower = ascending[at];
  if (lower === undefined) return Number.NaN;
  return rest === 0 ? lower : lower + ((ascending[at + 1]! - lower) * rest) / parts;
}

/** Of numbers in any order; NaN for none. */
export const medianOf = (numbers: ArrayLike<number>): number => type7QuantileOf(Float64Array.from(numbers).sort(), 1, 2);

/**
 * Cuts of SQL's NTILE(5) over ascending numbers: five parts of equal size, the first n mod 5 one larger, the cut being
 * the last value of its part. A group of equal values that straddles two parts goes whole to the lower one, which
 * NTILE itself does not do: it separates equal customers by row order.
 */
export function equalCutsOf(ascending: ArrayLike<number>): number[] {
  const size = Math.floor(ascending.length / CLASSES);
  const larger = ascending.length % CLASSES;
  return [1, 2, 3, 4].map((k) => ascending[k * size + Math.min(k, larger) - 1]!);
}

/** Fifths need five numbers that are not all the same. */
export const hasFifths = (ascending: ArrayLike<number>): boolean => ascending.length >= CLASSES && ascending[0] !== ascending[ascending.length - 1];

/**
 * The four cuts for one of R, F or M. With fewer than five numbers, or when all are equal, there is nothing to compare
 * and the shop's own fixed cuts are used instead; otherwise everybody would land in one arbitrary class.
 */
export function cutsOf(mode: ScoringMode, ascending: ArrayLike<number>, fixed: readonly number[]): readonly number[] {
  if (mode === 'fixed' || !hasFifths(ascending)) return fixed;
  return mode === 'equal' ? equalCutsOf(ascending) : [1, 2, 3, 4].map((k) => type7QuantileOf(ascending, k, CLASSES));
}

/** 1 + the number of cuts strictly below the value: 1 … 5. */
export function classOf(value: number, cuts: readonly number[]): number {
  let score = 1;
  for (let at = 0; at < cuts.length; at += 1) if (value > cuts[at]!) score += 1;
  return score;
}
