/** Do the questions of one category measure the same thing? Cronbach's alpha and the part of each question (SCORING §14). */
import { type TooFew, tooFew } from '../scoring/enough.rules.ts';
import { type Answers, correlationOf, type Covariances, covariancesOf, type Missing } from './answers.rules.ts';
import { ENOUGH } from './rules.ts';

/** Fewer people make alpha jump by tenths from one to the next. */
export const MIN_ANSWERS = 10;
/** One question has nothing to agree with. */
export const MIN_QUESTIONS = 2;

export type Reliability = {
  readonly type: 'known';
  readonly missing: Missing;
  readonly n: number;
  readonly leftOut: number;
  readonly small: boolean;
  /** Cronbach's alpha from covariances and from correlations, at most 1, negative when questions contradict each other; null without any spread */
  readonly alpha: number | null;
  readonly standardizedAlpha: number | null;
  /** mean correlation of two questions */
  readonly meanCorrelation: number | null;
  readonly questions: readonly QuestionPart[];
  /** alpha with every question turned round that runs against the rest; null when none does */
  readonly alphaIfTurned: number | null;
};

export type QuestionPart = {
  /** everybody answered alike: the question says nothing and is left out of the standardised numbers */
  readonly constant: boolean;
  /** r of the question with the sum of the others (corrected item-total) */
  readonly itemTotal: number | null;
  readonly alphaIfDropped: number | null;
  /** negative item-total: probably worded the other way round, and to be counted as 6 − answer */
  readonly against: boolean;
};

/**
 * Alpha of Cronbach (1951), its standardised form, alpha if a question is dropped, corrected item-total correlation
 * (Nunnally 1978). All variances are of samples (n − 1); mixed with those of a population the ratio would be wrong.
 */
export function reliabilityOf(answers: Answers, missing: Missing = 'listwise'): Reliability | TooFew {
  if (answers.length < MIN_QUESTIONS) return tooFew(MIN_QUESTIONS, answers.length);
  const { n, leftOut, matrix } = covariancesOf(answers, missing);
  if (n < MIN_ANSWERS) return tooFew(MIN_ANSWERS, n);

  const all = answers.map((_, i) => i);
  const parts = all.map((i): QuestionPart => {
    const others = all.filter((j) => j !== i);
    const itemTotal = itemTotalOf(matrix, i, others);
    return { constant: !(matrix[i]![i]! > 0), itemTotal, alphaIfDropped: alphaOf(matrix, others), against: itemTotal !== null && itemTotal < 0 };
  });
  const varying = all.filter((i) => !parts[i]!.constant);
  const correlations = varying.flatMap((i) => varying.filter((j) => j > i).map((j) => correlationOf(matrix, i, j)!));
  const meanCorrelation = correlations.length > 0 ? correlations.reduce((sum, r) => sum + r, 0) / correlations.length : null;
  const sign = (i: number): number => (parts[i]!.against ? -1 : 1);
  return {
    type: 'known', missing, n, leftOut, small: n < ENOUGH,
    alpha: alphaOf(matrix, all),
    standardizedAlpha: meanCorrelation === null ? null : standardizedAlphaOf(meanCorrelation, varying.length),
    meanCorrelation,
    questions: parts,
    alphaIfTurned: parts.some(({ against }) => against) ? alphaOf(matrix.map((row, i) => row.map((value, j) => value * sign(i) * sign(j))), all) : null,
  };
}

const sumOf = (matrix: Covariances['matrix'], rows: readonly number[], columns: readonly number[]): number =>
  rows.reduce((sum, i) => sum + columns.reduce((part, j) => part + matrix[i]![j]!, 0), 0);

/** A variance below this part of what went into it is rounding, not spread. */
const ROUNDING = 1e-12;

function alphaOf(matrix: Covariances['matrix'], questions: readonly number[]): number | null {
  const k = questions.length;
  const own = questions.reduce((sum, i) => sum + matrix[i]![i]!, 0);
  const total = sumOf(matrix, questions, questions);
  return k < MIN_QUESTIONS || !(total > own * ROUNDING) ? null : Math.min(1, (k / (k - 1)) * (1 - own / total));
}

function itemTotalOf(matrix: Covariances['matrix'], i: number, others: readonly number[]): number | null {
  const own = matrix[i]![i]!;
  const rest = sumOf(matrix, others, others);
  if (!(own > 0) || !(rest > others.reduce((sum, j) => sum + matrix[j]![j]!, 0) * ROUNDING)) return null;
  return Math.min(1, Math.max(-1, sumOf(matrix, [i], others) / Math.sqrt(own) / Math.sqrt(rest)));
}

/** Spearman–Brown of the mean correlation. */
function standardizedAlphaOf(r: number, k: number): number | null {
  const total = 1 + (k - 1) * r;
  return total > ROUNDING ? (k * r) / total : null;
}
