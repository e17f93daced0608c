/** Satisfaction and recommendation (R125, N3, SCORING §12). Answers are whole numbers; anything else is not an answer. */
import { clamp, ENOUGH, type Interval, type Mean, meanOf, shareOf, type Share, Z } from './rules.ts';

/** N3: 85 points are a mean of 4.25. The other reading, (mean − 1) ÷ 4, would ask for 4.40. */
export const POINTS_PER_STEP = 20;
/** R125. */
export const SATISFACTION_GOAL = 85;

export type Satisfaction = {
  readonly n: number;
  /** answers 1, 2, 3, 4, 5 */
  readonly counts: readonly number[];
  readonly mean: Mean;
  /** mean × 20, 20 … 100, and the interval of the mean in points, cut at the ends of the scale; null of no answers */
  readonly points: number | null;
  readonly pointsInterval: Interval | null;
  /** the share of 4 and 5, which other shops call CSAT, with Wilson's interval */
  readonly satisfied: Share;
  readonly small: boolean;
};

/** From answers 1 … 5. */
export function satisfactionOf(answers: ArrayLike<number>): Satisfaction {
  const given = Array.from(answers).filter((answer) => Number.isInteger(answer) && answer >= 1 && answer <= 5);
  const counts = [1, 2, 3, 4, 5].map((step) => given.filter((answer) => answer === step).length);
  const mean = meanOf(given);
  const points = (value: number): number => clamp(value, 1, 5) * POINTS_PER_STEP;
  return {
    n: given.length,
    counts,
    mean,
    points: mean.mean === null ? null : points(mean.mean),
    pointsInterval: mean.interval && { low: points(mean.interval.low), high: points(mean.interval.high) },
    satisfied: shareOf(counts[3]! + counts[4]!, given.length),
    small: given.length < ENOUGH,
  };
}

export type NetPromoter = {
  readonly n: number;
  /** 9 and 10 · 7 and 8 · 0 to 6 */
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** % promoters − % detractors, −100 … 100, not rounded; null of no answers */
  readonly score: number | null;
  readonly standardError: number | null;
  /** normal interval, cut at the ends of the scale */
  readonly interval: Interval | null;
  readonly small: boolean;
};

/** NPS (Reichheld 2003) from answers 0 … 10; standard error √((p + d − (p − d)²) ÷ n) of a three-valued answer. */
export function netPromoterOf(answers: ArrayLike<number>): NetPromoter {
  const given = Array.from(answers).filter((answer) => Number.isInteger(answer) && answer >= 0 && answer <= 10);
  const n = given.length;
  const promoters = given.filter((answer) => answer >= 9).length;
  const detractors = given.filter((answer) => answer <= 6).length;
  const counts = { n, promoters, passives: n - promoters - detractors, detractors, small: n < ENOUGH };
  if (n === 0) return { ...counts, score: null, standardError: null, interval: null };
  const score = (100 * (promoters - detractors)) / n;
  // whole numbers up to here: 0 when all answered alike, never the root of −1e-17
  const standardError = (100 * Math.sqrt(((promoters + detractors) * n - (promoters - detractors) ** 2) / n)) / n;
  const reach = Z * standardError;
  return { ...counts, score, standardError, interval: { low: Math.max(-100, score - reach), high: Math.min(100, score + reach) } };
}
