/**
 * What to offer a customer next, each with its reason. What they buy anyway comes first: in repeat trade no recommender
 * foretells the next basket as well as the customer's own history does (SCORING, finding 10).
 */
import { type7QuantileOf } from '../scoring/quantiles.rules.ts';
import { MIN_PURCHASE_DAYS } from '../portraits/rhythm.rules.ts';
import type { AssociationRule } from './association.rules.ts';
import type { Lines } from './baskets.rules.ts';
import { basketsBy, rowsBy } from './baskets.rules.ts';
import type { Similarities, SimilarityOptions } from './similarity.rules.ts';
import { similaritiesOf } from './similarity.rules.ts';

/** With fewer buyers than this, common buyers are chance, and what sells well is the better offer. */
export const MIN_BUYERS = 50;

export type RecommendationReason =
  /** Bought on so many days; `everyDays` is the median gap and `dueInDays` when it ends (negative = overdue), null before a rhythm shows. */
  | { readonly code: 'own'; readonly times: number; readonly lastDaysAgo: number; readonly everyDays: number | null; readonly dueInDays: number | null }
  /** Of `buyers` who bought the item `because`, `together` also bought this one. */
  | { readonly code: 'similar'; readonly because: number; readonly together: number; readonly buyers: number }
  | { readonly code: 'rule'; readonly antecedent: readonly number[]; readonly count: number; readonly antecedentCount: number; readonly confidence: number }
  | { readonly code: 'popular'; readonly buyers: number; readonly customers: number };

export type Recommendation = { readonly item: number; readonly score: number; readonly reason: RecommendationReason };

/** Goods of their own to offer again, and goods they have never had. */
export type Recommendations = { readonly again: readonly Recommendation[]; readonly fresh: readonly Recommendation[] };

export type RecommendationModel = {
  readonly lines: Lines;
  readonly rowsOfCustomer: { readonly offsets: Int32Array; readonly rows: Int32Array };
  /** Null below `MIN_BUYERS`. */
  readonly similarities: Similarities | null;
  readonly rules: readonly AssociationRule[];
  /** Items by number of buyers, most first. */
  readonly popular: readonly { readonly item: number; readonly buyers: number }[];
  /** Customers who bought anything. */
  readonly buyers: number;
};

/** Learned once from all lines; `rules` are association rules by customer. Leave `similarity` null when the back-test says that what sells well does better. */
export function recommendationModelOf(lines: Lines, rules: readonly AssociationRule[], similarity: SimilarityOptions | null): RecommendationModel {
  const baskets = basketsBy(lines, 'customer');
  const buyers = baskets.offsets.reduce((sum, end, at) => sum + (at > 0 && end > baskets.offsets[at - 1]! ? 1 : 0), 0);
  const counts = new Int32Array(lines.items);
  for (const item of baskets.item) counts[item]! += 1;
  return {
    lines, rules, buyers, rowsOfCustomer: rowsBy(lines.customers, lines.customer),
    similarities: similarity === null || buyers < MIN_BUYERS ? null : similaritiesOf(baskets, similarity),
    popular: Array.from(counts, (count, item) => ({ item, buyers: count })).filter((each) => each.buyers > 0).toSorted((a, b) => b.buyers - a.buyers || a.item - b.item),
  };
}

/** At most `limit` of each kind, on the day `asOf` (days since 1970-01-01). */
export function recommendationsOf(model: RecommendationModel, customer: number, asOf: number, limit = 10): Recommendations {
  const { lines, rowsOfCustomer: { offsets, rows }, similarities } = model;
  const daysByItem = new Map<number, number[]>();
  for (let at = offsets[customer]!; at < offsets[customer + 1]!; at += 1) {
    const item = lines.item[rows[at]!]!;
    const day = lines.day[rows[at]!]!;
    const days = daysByItem.get(item);
    if (days === undefined) daysByItem.set(item, [day]);
    else if (!days.includes(day)) days.push(day);
  }
  const own = [...daysByItem.keys()].toSorted((a, b) => a - b);
  const fresh = similarities === null ? [] : similarOf(own, similarities, model.rules);
  return {
    again: againOf(daysByItem, asOf).slice(0, limit),
    fresh: fresh.length > 0 ? fresh.slice(0, limit) : popularOf(model, daysByItem).slice(0, limit),
  };
}

/** Goods not bought for so many of their own gaps are given up or out of season, and come last. */
const givenUpAfter = 3;

/** Most days bought first, then the latest; what seems given up after all others. */
function againOf(daysByItem: ReadonlyMap<number, readonly number[]>, asOf: number): Recommendation[] {
  return [...daysByItem]
    .map(([item, unsorted]) => {
      const days = Float64Array.from(unsorted).sort();
      const last = days.at(-1)!;
      const everyDays = days.length < MIN_PURCHASE_DAYS ? null : type7QuantileOf(days.subarray(1).map((day, at) => day - days[at]!).sort(), 1, 2);
      const reason = { code: 'own', times: days.length, lastDaysAgo: asOf - last, everyDays, dueInDays: everyDays === null ? null : Math.ceil(last + everyDays - asOf) } as const;
      return { item, score: days.length, reason, givenUp: everyDays !== null && asOf - last > givenUpAfter * everyDays };
    })
    .toSorted((a, b) => Number(a.givenUp) - Number(b.givenUp) || b.score - a.score || a.reason.lastDaysAgo - b.reason.lastDaysAgo || a.item - b.item)
    .map(({ item, score, reason }) => ({ item, score, reason }));
}

/** Sums in another order differ in their last digits: scores alike to ten decimals are equal, and the item's number decides. */
const comparable = (score: number): number => Math.round(score * 1e10);

/** Unbought items by the sum of their similarity to what was bought; told by the surest rule, else by the most similar own item. */
function similarOf(own: readonly number[], { offsets, other, together, similarity, buyers }: Similarities, rules: readonly AssociationRule[]): Recommendation[] {
  const known = new Set(own);
  const found = new Map<number, { score: number; best: number; reason: RecommendationReason }>();
  for (const because of own) {
    for (let at = offsets[because]!; at < offsets[because + 1]!; at += 1) {
      const item = other[at]!;
      if (known.has(item)) continue;
      const before = found.get(item);
      const best = Math.max(before?.best ?? 0, similarity[at]!);
      const reason: RecommendationReason = before !== undefined && before.best >= similarity[at]! ? before.reason : { code: 'similar', because, together: together[at]!, buyers: buyers[because]! };
      found.set(item, { score: (before?.score ?? 0) + similarity[at]!, best, reason });
    }
  }
  const surest = surestRules(known, rules);
  return [...found]
    .map(([item, { score, reason }]) => ({ item, score, reason: surest.get(item) ?? reason }))
    .toSorted((a, b) => comparable(b.score) - comparable(a.score) || a.item - b.item);
}

/** Per item not yet bought the rule of highest confidence of which everything was bought. */
function surestRules(known: ReadonlySet<number>, rules: readonly AssociationRule[]): Map<number, RecommendationReason & { readonly code: 'rule' }> {
  const surest = new Map<number, RecommendationReason & { readonly code: 'rule' }>();
  for (const { antecedent, consequent, confidence, count, antecedentCount } of rules) {
    if (known.has(consequent) || confidence <= (surest.get(consequent)?.confidence ?? 0) || !antecedent.every((item) => known.has(item))) continue;
    surest.set(consequent, { code: 'rule', antecedent, count, antecedentCount, confidence });
  }
  return surest;
}

const popularOf = ({ popular, buyers: customers }: RecommendationModel, own: ReadonlyMap<number, unknown>): Recommendation[] =>
  popular.filter(({ item }) => !own.has(item)).map(({ item, buyers }) => ({ item, score: buyers, reason: { code: 'popular', buyers, customers } }));
