/** Goods that lie together in many baskets: all frequent sets, by depth-first search with occurrence deliver (Uno, Kiyomi & Arimura 2004, LCM). */
import type { Baskets } from './baskets.rules.ts';
import { basketsByItem, basketsOf } from './baskets.rules.ts';

/** Items ascending, in how many baskets all of them lie. */
export type FrequentSet = { readonly items: readonly number[]; readonly count: number };

export type FrequentSets = { readonly type: 'known'; readonly sets: readonly FrequentSet[] } | { readonly type: 'tooMany'; readonly limit: number };

/** The list of all sets grows without bound as the threshold falls; past this many a shop must ask for a higher one. */
export const MAX_SETS = 200_000;

/**
 * All sets of at most `maxLength` items lying in at least `minCount` baskets (1 or more). For each set found, the items
 * that can follow it are counted by reading its own baskets only, so rare sets cost little. `tooMany` rather than a part
 * of the truth.
 */
export function frequentSetsOf(baskets: Baskets, minCount: number, maxLength: number, limit = MAX_SETS): FrequentSets {
  const ranked = rankedBaskets(baskets, Math.max(1, minCount));
  const { offsets, item, itemOfRank } = ranked;
  const counts = new Int32Array(ranked.items);
  const sets: FrequentSet[] = [];
  const prefix: number[] = [];

  /** Takes the set that `rank` makes of the prefix, lying in `holding`, and all that follow from it. False when they are too many. */
  const extend = (rank: number, holding: Int32Array): boolean => {
    prefix.push(itemOfRank[rank]!);
    sets.push({ items: prefix.toSorted((a, b) => a - b), count: holding.length });
    const goesOn = sets.length <= limit && (prefix.length >= maxLength || followers(rank, holding).every(([next, occurrences]) => extend(next, occurrences)));
    prefix.pop();
    return goesOn;
  };

  /** More frequent items that lie in enough of the baskets too, with the baskets. Every basket here holds `rank`, which ends each reading. */
  const followers = (rank: number, holding: Int32Array): (readonly [number, Int32Array])[] => {
    const seen: number[] = [];
    for (const basket of holding) {
      for (let at = offsets[basket]!; item[at]! < rank; at += 1) {
        if (counts[item[at]!] === 0) seen.push(item[at]!);
        counts[item[at]!]! += 1;
      }
    }
    const occurrences = new Map(seen.filter((next) => counts[next]! >= minCount).map((next) => [next, new Int32Array(counts[next]!)]));
    for (const next of seen) counts[next] = 0;
    if (occurrences.size > 0) {
      for (const basket of holding) {
        for (let at = offsets[basket]!; item[at]! < rank; at += 1) {
          const taken = occurrences.get(item[at]!);
          if (taken) taken[counts[item[at]!]!++] = basket;
        }
      }
    }
    for (const next of occurrences.keys()) counts[next] = 0;
    return [...occurrences].toSorted(([a], [b]) => a - b);
  };

  const byRank = basketsByItem(ranked);
  for (let rank = 0; rank < ranked.items; rank += 1) {
    if (!extend(rank, byRank.item.slice(byRank.offsets[rank], byRank.offsets[rank + 1]))) return { type: 'tooMany', limit };
  }
  return { type: 'known', sets };
}

/** Only the frequent items, numbered by how often they occur, most often first; equally often in their own order. */
function rankedBaskets({ count, items, offsets, item }: Baskets, minCount: number): Baskets & { readonly itemOfRank: Int32Array } {
  const counts = new Int32Array(items);
  for (const each of item) counts[each]! += 1;
  const itemOfRank = Int32Array.from(counts.keys()).filter((each) => counts[each]! >= minCount).toSorted((a, b) => counts[b]! - counts[a]! || a - b);
  const rankOf = new Int32Array(items).fill(-1);
  itemOfRank.forEach((each, rank) => (rankOf[each] = rank));

  const basket = new Int32Array(item.length);
  for (let at = 0; at < count; at += 1) basket.fill(at, offsets[at], offsets[at + 1]);
  return { ...basketsOf(count, itemOfRank.length, basket, item.map((each) => rankOf[each]!)), itemOfRank };
}
