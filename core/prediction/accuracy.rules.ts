/** How well predictions met what came. All arrays of one call have the same length; measures of nothing are 0. */

const meanOf = (numbers: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) sum += numbers[i]!;
  return numbers.length === 0 ? 0 : sum / numbers.length;
};

/** Pearson's r: −1 … 1, and 0 when one side does not vary. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i += 1) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  const r = ab / Math.sqrt(aa) / Math.sqrt(bb);
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : 0;
}

/** Ranks from 1; equal values share the mean of theirs. */
export function midRanksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let i = from; i < to; i += 1) ranks[order[i]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation: −1 … 1. */
export const spearmanOf = (a: Float64Array, b: Float64Array): number => correlationOf(midRanksOf(a), midRanksOf(b));

export const meanAbsoluteErrorOf = (predicted: Float64Array, actual: Float64Array): number => meanOf(predicted.map((p, i) => Math.abs(p - actual[i]!)));

/** 1 − residual / total variance: 1 is perfect, 0 as good as the mean of those judged, below is worse. 0 when nothing varies. */
export function rSquaredOf(predicted: Float64Array, actual: Float64Array): number {
  const mean = meanOf(actual);
  const total = meanOf(actual.map((v) => (v - mean) ** 2));
  return total > 0 ? 1 - meanOf(predicted.map((p, i) => (p - actual[i]!) ** 2)) / total : 0;
}

/** What share of `value` (not negative) the best fifth by `scores` hold, equal scores in the order given: 0 … 1. */
export function topFifthShareOf(scores: Float64Array, value: Float64Array): number {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const held = order.slice(0, Math.max(1, Math.round(scores.length / 5))).reduce((sum, i) => sum + value[i]!, 0);
  const all = value.reduce((sum, v) => sum + v, 0);
  return all > 0 ? Math.min(1, held / all) : 0;
}
