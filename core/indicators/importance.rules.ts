/** What matters against how well it is done: importance–performance analysis (Martilla & James 1977, SCORING §14). */
import { type TooFew, tooFew } from '../scoring/enough.rules.ts';
import { type Answers, correlationOf, covariancesOf } from './answers.rules.ts';
import { MIN_ANSWERS } from './reliability.rules.ts';
import { momentsOf } from './rules.ts';

/** important and well done · important and badly done · unimportant and badly done · unimportant and well done */
export type Quadrant = 'keepUp' | 'concentrate' | 'lowPriority' | 'overkill';

/** Where the cross stands: at the mean or the median of the questions, or at the middle of the scale of answers. */
export type Crosshair = 'mean' | 'median' | { readonly importance: number; readonly performance: number };

export type Importance = {
  readonly type: 'known';
  /** asked for, or derived as r of each question with the overall rating */
  readonly source: 'stated' | 'derived';
  /** one per question; importance and quadrant are null when it cannot be derived, because all answered alike */
  readonly questions: readonly { readonly n: number; readonly importance: number | null; readonly performance: number; readonly quadrant: Quadrant | null }[];
  readonly crosshair: { readonly importance: number; readonly performance: number };
};

/** Importance as people say it: `importance[i]` and `performance[i]` are the answers to the two questions about thing i. Means of those who answered. */
export function statedImportanceOf(performance: Answers, importance: Answers, crosshair: Crosshair = 'mean'): Importance | TooFew {
  const weights = importance.map(momentsOf);
  return quadrantsOf('stated', performance, weights.map(({ mean }) => mean), weights.map(({ n }) => n), crosshair);
}

/** Importance as the answers show it: r of each question with the overall rating, from those who answered both. */
export function derivedImportanceOf(performance: Answers, overall: Float64Array, crosshair: Crosshair = 'mean'): Importance | TooFew {
  const pairs = performance.map((answers) => covariancesOf([answers, overall], 'listwise'));
  return quadrantsOf('derived', performance, pairs.map(({ matrix }) => correlationOf(matrix, 0, 1)), pairs.map(({ n }) => n), crosshair);
}

function quadrantsOf(source: Importance['source'], performance: Answers, importances: readonly (number | null)[], answered: readonly number[], at: Crosshair): Importance | TooFew {
  const means = performance.map(momentsOf);
  const fewest = Math.min(...means.map(({ n }) => n), ...answered);
  if (performance.length === 0 || fewest < MIN_ANSWERS) return tooFew(MIN_ANSWERS, performance.length === 0 ? 0 : fewest);
  const known = importances.filter((each) => each !== null);
  const crosshair = typeof at === 'object' ? at : { importance: centreOf(known, at), performance: centreOf(means.map(({ mean }) => mean), at) };
  return {
    type: 'known', source, crosshair,
    questions: means.map(({ n, mean }, i) => {
      const importance = importances[i]!;
      return { n, importance, performance: mean, quadrant: importance === null ? null : quadrantOf(reaches(importance, crosshair.importance), reaches(mean, crosshair.performance)) };
    }),
  };
}

const quadrantOf = (important: boolean, wellDone: boolean): Quadrant => (important ? (wellDone ? 'keepUp' : 'concentrate') : wellDone ? 'overkill' : 'lowPriority');

/** A value on the cross counts as high, and rounding of a mean must not push it below. */
const reaches = (value: number, line: number): boolean => value >= line - 1e-12 * Math.max(1, Math.abs(line));

function centreOf(values: readonly number[], at: 'mean' | 'median'): number {
  if (values.length === 0) return 0;
  if (at === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
