/** Which goods have the same buyers (Sarwar et al. 2001), on who bought what at all. */
import { MIN_TOGETHER } from './association.rules.ts';
import type { Baskets } from './baskets.rules.ts';
import { basketsByItem } from './baskets.rules.ts';

export type SimilarityOptions = {
  /** Buyers of both against √(buyers of one × buyers of the other), or against the buyers of either. */
  readonly measure: 'cosine' | 'jaccard';
  /** Few common buyers prove little: the measure is multiplied by n / (n + shrink) (Bell & Koren 2007). 0 = as it is. */
  readonly shrink: number;
  readonly minTogether: number;
};

export const defaultSimilarity: SimilarityOptions = { measure: 'jaccard', shrink: 2, minTogether: MIN_TOGETHER };

/** Similar items of item i, ascending by number: entries `offsets[i] … offsets[i + 1])` of the other arrays; similarity 0 … 1. */
export type Similarities = {
  readonly offsets: Int32Array;
  readonly other: Int32Array;
  /** Customers who bought both. */
  readonly together: Int32Array;
  readonly similarity: Float64Array;
  /** Customers per item. */
  readonly buyers: Int32Array;
};

/** From baskets by customer. Work grows with the sum of the squares of the basket sizes. */
export function similaritiesOf(baskets: Baskets, { measure, shrink, minTogether }: SimilarityOptions = defaultSimilarity): Similarities {
  const byItem = basketsByItem(baskets);
  const buyers = Int32Array.from({ length: baskets.items }, (_, item) => byItem.offsets[item + 1]! - byItem.offsets[item]!);
  const counts = new Int32Array(baskets.items);
  const offsets = new Int32Array(baskets.items + 1);
  const [others, togethers, values]: [number[], number[], number[]] = [[], [], []];
  for (let item = 0; item < baskets.items; item += 1) {
    const seen: number[] = [];
    for (let at = byItem.offsets[item]!; at < byItem.offsets[item + 1]!; at += 1) {
      const customer = byItem.item[at]!;
      for (let entry = baskets.offsets[customer]!; entry < baskets.offsets[customer + 1]!; entry += 1) {
        const other = baskets.item[entry]!;
        if (other === item) continue;
        if (counts[other] === 0) seen.push(other);
        counts[other]! += 1;
      }
    }
    for (const other of seen.toSorted((a, b) => a - b)) {
      const together = counts[other]!;
      counts[other] = 0;
      if (together < minTogether) continue;
      const of = measure === 'cosine' ? Math.sqrt(buyers[item]! * buyers[other]!) : buyers[item]! + buyers[other]! - together;
      others.push(other);
      togethers.push(together);
      values.push(((together / of) * together) / (together + shrink));
    }
    offsets[item + 1] = others.length;
  }
  return { offsets, other: Int32Array.from(others), together: Int32Array.from(togethers), similarity: Float64Array.from(values), buyers };
}
