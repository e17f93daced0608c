/** How well a score puts those first who turned out to be the ones. */

/**
 * Area under the ROC curve by the rank sum (Mann & Whitney 1947), equal scores with their middle rank: the chance that one
 * of the `positive` has a higher score than one of the others. Null when there are none of either. Scores are finite.
 */
export function aucOf(score: ArrayLike<number>, positive: ArrayLike<number>): number | null {
  const order = Int32Array.from({ length: score.length }, (_, at) => at).sort((a, b) => score[a]! - score[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let inGroup = 0;
    while (to < order.length && score[order[to]!] === score[order[from]!]) {
      inGroup += positive[order[to]!]! > 0 ? 1 : 0;
      to += 1;
    }
    positives += inGroup;
    rankSum += (inGroup * (from + 1 + to)) / 2;
    from = to;
  }
  const others = order.length - positives;
  return positives === 0 || others === 0 ? null : (rankSum - (positives * (positives + 1)) / 2) / (positives * others);
}

/** Customers in the decile, how many of them were the ones, and of all such how many are in this decile or before. */
export type Decile = { readonly customers: number; readonly hits: number; readonly precision: number; readonly recall: number };

/** Ten parts from the highest score down, as equal as possible; equal scores by ascending number. Parts without anybody are left out. */
export function decilesOf(score: ArrayLike<number>, positive: ArrayLike<number>): Decile[] {
  const count = score.length;
  const order = Int32Array.from({ length: count }, (_, at) => at).sort((a, b) => score[b]! - score[a]! || a - b);
  const all = order.filter((at) => positive[at]! > 0).length;
  let found = 0;
  return Array.from({ length: 10 }, (_, part) => order.subarray(Math.floor((part * count) / 10), Math.floor(((part + 1) * count) / 10)))
    .filter((members) => members.length > 0)
    .map((members) => {
      const hits = members.filter((at) => positive[at]! > 0).length;
      found += hits;
      return { customers: members.length, hits, precision: hits / members.length, recall: all === 0 ? 0 : found / all };
    });
}

/** Of the flagged, the share that were the ones; of the ones, the share flagged. 0 where there is nobody to share. */
export function flaggedOf(isFlagged: (at: number) => boolean, positive: ArrayLike<number>): { readonly flagged: number; readonly precision: number; readonly recall: number } {
  let [flagged, hits, all] = [0, 0, 0];
  for (let at = 0; at < positive.length; at += 1) {
    const one = positive[at]! > 0;
    if (one) all += 1;
    if (!isFlagged(at)) continue;
    flagged += 1;
    if (one) hits += 1;
  }
  return { flagged, precision: flagged === 0 ? 0 : hits / flagged, recall: all === 0 ? 0 : hits / all };
}
