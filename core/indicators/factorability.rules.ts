/** Have the questions enough in common to be summed up in a few factors? KMO and Bartlett's test (SCORING §14). */
import { EigenvalueDecomposition, inverse } from 'ml-matrix';
import { type TooFew, tooFew } from '../scoring/enough.rules.ts';
import { type Answers, correlationOf, covariancesOf, type Missing } from './answers.rules.ts';
import { chiSquareTail } from './distributions.rules.ts';

export const MIN_FACTOR_QUESTIONS = 3;
/** People per question below which correlations are mostly chance. */
export const MIN_PEOPLE_PER_QUESTION = 3;
/** An eigenvalue below this is rounding: one question repeats others. */
const SINGULAR = 1e-10;

/**
 * One question is the sum of others, or always answered alike (`constant` names those), or the pairwise answers contradict
 * each other: nothing to invert.
 */
export type Singular = { readonly type: 'singular'; readonly constant: readonly number[] };

export type Factorability = {
  readonly type: 'known';
  readonly missing: Missing;
  readonly n: number;
  readonly leftOut: number;
  /** Kaiser–Meyer–Olkin, 0 … 1; from 0.6 on a factor analysis makes sense (Kaiser 1974) */
  readonly kmo: number;
  /** the same per question (MSA) */
  readonly msa: readonly number[];
  /** H0: no two questions have anything in common */
  readonly bartlett: { readonly chiSquare: number; readonly degrees: number; readonly p: number };
};

export function factorabilityOf(answers: Answers, missing: Missing = 'listwise'): Factorability | TooFew | Singular {
  const k = answers.length;
  if (k < MIN_FACTOR_QUESTIONS) return tooFew(MIN_FACTOR_QUESTIONS, k);
  const { n, leftOut, matrix } = covariancesOf(answers, missing);
  if (n < k * MIN_PEOPLE_PER_QUESTION) return tooFew(k * MIN_PEOPLE_PER_QUESTION, n);
  const constant = matrix.flatMap((row, i) => (row[i]! > 0 ? [] : [i]));
  if (constant.length > 0) return { type: 'singular', constant };
  const correlations = matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : correlationOf(matrix, i, j)!)));
  const adequacy = samplingAdequacyOf(correlations);
  return adequacy.type === 'singular' ? adequacy : { ...adequacy, missing, n, leftOut, bartlett: bartlettOf(correlations, n) };
}

type Matrix = readonly (readonly number[])[];
const eigenvaluesOf = (correlations: Matrix): number[] => new EigenvalueDecomposition(correlations.map((row) => [...row]), { assumeSymmetric: true }).realEigenvalues;

/** KMO and MSA of a correlation matrix (Kaiser 1970): correlations against what is left of them given all other questions. */
export function samplingAdequacyOf(correlations: Matrix): { readonly type: 'known'; readonly kmo: number; readonly msa: readonly number[] } | Singular {
  if (!(Math.min(...eigenvaluesOf(correlations)) > SINGULAR)) return { type: 'singular', constant: [] };
  const inverted = inverse(correlations.map((row) => [...row])).to2DArray();
  const sums = correlations.map((row, i) => {
    const others = row.map((r, j) => (i === j ? 0 : r ** 2));
    const partial = row.map((_, j) => (i === j ? 0 : inverted[i]![j]! ** 2 / (inverted[i]![i]! * inverted[j]![j]!)));
    return { whole: sum(others), partial: sum(partial) };
  });
  // questions without any correlation at all share nothing: ½ is what KMO tends to there
  const adequacy = (whole: number, partial: number): number => (whole + partial > 0 ? whole / (whole + partial) : 0.5);
  return { type: 'known', kmo: adequacy(sum(sums.map((each) => each.whole)), sum(sums.map((each) => each.partial))), msa: sums.map(({ whole, partial }) => adequacy(whole, partial)) };
}

/** Bartlett's (1950) test of sphericity: χ² = −(n − 1 − (2k + 5) ÷ 6) ln |R|. The matrix is not singular. */
export function bartlettOf(correlations: Matrix, n: number): Factorability['bartlett'] {
  const k = correlations.length;
  const logDeterminant = sum(eigenvaluesOf(correlations).map((value) => Math.log(value)));
  const chiSquare = Math.max(0, -(n - 1 - (2 * k + 5) / 6) * logDeterminant);
  const degrees = (k * (k - 1)) / 2;
  return { chiSquare, degrees, p: chiSquareTail(chiSquare, degrees) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
