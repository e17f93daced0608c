/** How good the recommendations would have been: everybody's last order is hidden and foretold from the orders before. */
import type { TooFew } from '../scoring/enough.rules.ts';
import type { Lines } from './baskets.rules.ts';
import { rowsBy } from './baskets.rules.ts';
import { recommendationModelOf, recommendationsOf } from './recommendations.rules.ts';
import type { SimilarityOptions } from './similarity.rules.ts';
import { defaultSimilarity } from './similarity.rules.ts';

/** Customers with a second order, below which a share of hits means nothing. */
export const MIN_TESTED = 30;

/** Of `customers`, so many had at least one of the listed goods in their last order. */
export type Hits = { readonly hits: number; readonly customers: number };

export type RecommendationsBacktest = {
  readonly type: 'known';
  /** How long the lists were. */
  readonly listed: number;
  /** Any goods of the last order. */
  readonly anything: { readonly own: Hits; readonly popular: Hits };
  /** Only goods never bought before, of those customers whose last order had some. */
  readonly fresh: { readonly similar: Hits; readonly popular: Hits };
};

export function recommendationsBacktestOf(lines: Lines, similarity: SimilarityOptions = defaultSimilarity, listed = 10): RecommendationsBacktest | TooFew {
  const lastOrder = lastOrdersOf(lines);
  const isLast = (row: number): boolean => lines.customer[row]! >= 0 && lines.order[row] === lastOrder[lines.customer[row]!];
  const all = Int32Array.from(lines.item.keys());
  const before = linesAt(lines, all.filter((row) => !isLast(row)));
  const hidden = linesAt(lines, all.filter(isLast));

  const withSimilar = recommendationModelOf(before, [], similarity);
  const withPopular = recommendationModelOf(before, [], null);
  const own = rowsBy(lines.customers, before.customer);
  const last = rowsBy(lines.customers, hidden.customer);
  const itemsOf = (kept: Lines, { offsets, rows }: ReturnType<typeof rowsBy>, customer: number): Set<number> =>
    new Set(Array.from(rows.subarray(offsets[customer], offsets[customer + 1]), (row) => kept.item[row]!));
  const bestSellers = withPopular.popular.slice(0, listed).map(({ item }) => item);

  const hits = { own: 0, anyPopular: 0, similar: 0, popular: 0 };
  let tested = 0;
  let testedFresh = 0;
  for (let customer = 0; customer < lines.customers; customer += 1) {
    const known = itemsOf(before, own, customer);
    const bought = itemsOf(hidden, last, customer);
    if (known.size === 0 || bought.size === 0) continue;
    tested += 1;
    const cameOn = hidden.day[last.rows[last.offsets[customer]!]!]!;
    const { again, fresh } = recommendationsOf(withSimilar, customer, cameOn, listed);
    if (again.some(({ item }) => bought.has(item))) hits.own += 1;
    if (bestSellers.some((item) => bought.has(item))) hits.anyPopular += 1;
    if ([...bought].every((item) => known.has(item))) continue;
    testedFresh += 1;
    if (fresh.some(({ item }) => bought.has(item))) hits.similar += 1;
    if (recommendationsOf(withPopular, customer, cameOn, listed).fresh.some(({ item }) => bought.has(item))) hits.popular += 1;
  }
  if (tested < MIN_TESTED) return { type: 'tooFew', needed: MIN_TESTED, have: tested };
  return {
    type: 'known', listed,
    anything: { own: { hits: hits.own, customers: tested }, popular: { hits: hits.anyPopular, customers: tested } },
    fresh: { similar: { hits: hits.similar, customers: testedFresh }, popular: { hits: hits.popular, customers: testedFresh } },
  };
}

/** Similar goods are offered only where they foretold more than what sells well anyway. */
export const similarIsBetter = ({ fresh: { similar, popular } }: RecommendationsBacktest): boolean => similar.hits > popular.hits;

/** The number of each customer's last order: the latest day, the highest number on it; −1 without one. */
function lastOrdersOf({ customers, customer, order, day }: Lines): Int32Array {
  const lastOrder = new Int32Array(customers).fill(-1);
  const lastDay = new Int32Array(customers);
  for (let row = 0; row < customer.length; row += 1) {
    const who = customer[row]!;
    if (who < 0) continue;
    if (lastOrder[who] === -1 || day[row]! > lastDay[who]! || (day[row] === lastDay[who] && order[row]! > lastOrder[who]!)) {
      lastOrder[who] = order[row]!;
      lastDay[who] = day[row]!;
    }
  }
  return lastOrder;
}

const linesAt = (lines: Lines, rows: Int32Array): Lines => ({
  ...lines, order: rows.map((row) => lines.order[row]!), customer: rows.map((row) => lines.customer[row]!), item: rows.map((row) => lines.item[row]!), day: rows.map((row) => lines.day[row]!),
});
