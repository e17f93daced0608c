/** A sheet of answers as numbers: one column per question, one row per person, NaN where nothing was answered. */
import { columnsOf, completeRowsOf } from '../patterns/columns.rules.ts';
import { isNumber } from './rules.ts';

export type Answers = readonly Float64Array[];

/**
 * `listwise` uses only people who answered everything: fewer, but all numbers speak of the same people. `pairwise` uses for
 * each pair of questions who answered both: more, but the numbers may contradict each other.
 */
export type Missing = 'listwise' | 'pairwise';

export type Covariances = {
  readonly missing: Missing;
  /** people whose answers were used: with all answers, or with at least two */
  readonly n: number;
  /** people with an answer who were left out for want of others */
  readonly leftOut: number;
  /** sample covariance (n − 1) of question i and j; 0 where fewer than two answered both */
  readonly matrix: readonly (readonly number[])[];
};

export function covariancesOf(answers: Answers, missing: Missing): Covariances {
  const rows = answers[0]?.length ?? 0;
  const complete = completeRowsOf(answers);
  const given = Array.from({ length: rows }, (_, row) => answers.filter((column) => isNumber(column[row]!)).length);
  const n = missing === 'listwise' ? complete.length : given.filter((count) => count > 1).length;
  const used = missing === 'listwise' ? columnsOf(answers, complete) : answers;
  const matrix = used.map(() => used.map(() => 0));
  for (const [i, first] of used.entries()) for (let j = i; j < used.length; j += 1) matrix[i]![j] = matrix[j]![i] = covarianceOf(first, used[j]!);
  return { missing, n, leftOut: given.filter((count) => count > 0).length - n, matrix };
}

function covarianceOf(first: Float64Array, second: Float64Array): number {
  let n = 0;
  let [mean1, mean2, products] = [0, 0, 0];
  for (let row = 0; row < first.length; row += 1) {
    if (!isNumber(first[row]!) || !isNumber(second[row]!)) continue;
    n += 1;
    const off = first[row]! - mean1;
    mean1 += off / n;
    mean2 += (second[row]! - mean2) / n;
    products += off * (second[row]! - mean2);
  }
  return n > 1 ? products / (n - 1) : 0;
}

/** r of two questions from their covariances, −1 … 1; null when one of them was answered alike by all. */
export function correlationOf(matrix: Covariances['matrix'], i: number, j: number): number | null {
  const [one, two] = [matrix[i]![i]!, matrix[j]![j]!];
  return one > 0 && two > 0 ? Math.min(1, Math.max(-1, matrix[i]![j]! / Math.sqrt(one) / Math.sqrt(two))) : null;
}
