/** What a person buys, how much at once, and at what price. */
import { medianOf } from '../scoring/quantiles.rules.ts';
import type { Goods, PriceLevel } from './contract.ts';
import type { Purchase, PurchaseLine } from './rules.ts';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The sum, or null as soon as one is unknown. */
const sumWhenAllKnown = (amounts: readonly (number | null)[]): number | null => (amounts.every((amount) => amount !== null) ? sumOf(amounts) : null);

/** By name, whatever the spec; in how many orders, most first. */
export function goodsOf(purchases: readonly Purchase[]): Goods[] {
  const byName = new Map<string, { orders: Set<number>; lines: PurchaseLine[]; lastOn: string }>();
  for (const { id, day, lines } of purchases) {
    for (const line of lines) {
      const known = byName.get(line.name) ?? { orders: new Set(), lines: [], lastOn: day };
      byName.set(line.name, known);
      known.orders.add(id);
      known.lines.push(line);
      if (day > known.lastOn) known.lastOn = day;
    }
  }
  const goods = [...byName].map(([name, { orders, lines, lastOn }]) => ({
    name, orders: orders.size, quantity: sumOf(lines.map(({ quantity }) => quantity ?? 1)), lastOn, netFen: sumWhenAllKnown(lines.map(({ amountFen }) => amountFen)),
  }));
  const all = sumWhenAllKnown(goods.map(({ netFen }) => netFen));
  return goods
    .map((one) => ({ ...one, share: all !== null && all > 0 && one.netFen !== null && one.netFen >= 0 ? Math.min(1, one.netFen / all) : null }))
    .toSorted((a, b) => b.orders - a.orders || (b.netFen ?? 0) - (a.netFen ?? 0) || b.quantity - a.quantity || (a.name < b.name ? -1 : 1));
}

/** Orders and known amounts by the categories that the goods were given; most money first. */
export function categoriesOf(purchases: readonly Purchase[]): { category: string; orders: number; netFen: number }[] {
  const known = new Map<string, { orders: Set<number>; netFen: number }>();
  for (const { id, lines } of purchases) {
    for (const { category, amountFen } of lines) {
      if (category === null) continue;
      const one = known.get(category) ?? { orders: new Set(), netFen: 0 };
      known.set(category, one);
      one.orders.add(id);
      one.netFen += amountFen ?? 0;
    }
  }
  return [...known].map(([category, { orders, netFen }]) => ({ category, orders: orders.size, netFen })).toSorted((a, b) => b.netFen - a.netFen || b.orders - a.orders || (a.category < b.category ? -1 : 1));
}

/** How much they buy at once; null without an order. */
export function basketOf(purchases: readonly Purchase[], shopMedianFen: number | null) {
  if (purchases.length === 0) return null;
  const withGoods = purchases.filter(({ lines }) => lines.length > 0);
  return {
    medianFen: Math.round(medianOf(purchases.map(({ netFen }) => netFen))),
    largestFen: Math.max(...purchases.map(({ netFen }) => netFen)),
    shopMedianFen: shopMedianFen === null ? null : Math.round(shopMedianFen),
    goodsPerOrder: withGoods.length === 0 ? null : sumOf(withGoods.map(({ lines }) => new Set(lines.map(({ name }) => name)).size)) / withGoods.length,
  };
}

/** So many prices paid by others make a usual price, so many own lines a habit. */
export const MIN_OTHER_PRICES = 5;
export const MIN_PRICED_LINES = 3;
/** A line counts as cheap from a twentieth below the usual price. */
const cheapBelow = 0.95;

/** Fen for one of it; null when the line does not say. */
export const unitPriceOf = ({ amountFen, quantity }: Pick<PurchaseLine, 'amountFen' | 'quantity'>): number | null =>
  amountFen !== null && quantity !== null && amountFen > 0 && quantity > 0 ? amountFen / quantity : null;

/** Own lines against the median of what others paid for the very same goods (`usual`: prices of others by product). */
export function priceLevelOf(purchases: readonly Purchase[], usual: ReadonlyMap<number, readonly number[]>): PriceLevel {
  const compared = purchases.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      const others = usual.get(line.productId) ?? [];
      const price = unitPriceOf(line);
      return price === null || others.length < MIN_OTHER_PRICES ? [] : [{ productId: line.productId, price, quantity: line.quantity ?? 1, usualPrice: medianOf(others) }];
    }));
  if (compared.length < MIN_PRICED_LINES) return { type: 'tooFew', needed: MIN_PRICED_LINES, have: compared.length };
  const cheapLines = compared.filter(({ price, usualPrice }) => price < cheapBelow * usualPrice).length;
  return {
    type: 'known',
    goods: new Set(compared.map(({ productId }) => productId)).size,
    lines: compared.length,
    ratio: sumOf(compared.map(({ price, quantity }) => price * quantity)) / sumOf(compared.map(({ usualPrice, quantity }) => usualPrice * quantity)),
    cheapLines,
    cheapShare: cheapLines / compared.length,
  };
}
