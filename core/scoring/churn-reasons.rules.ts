/**
 * What changed before somebody stopped coming, each with the numbers that a shop can check. Own rules: a reason is
 * something seen in the books at the right time, never a proof; none found is an answer too.
 */
import { type7QuantileOf } from './quantiles.rules.ts';

/** Lines of orders, one row per line, all arrays of the same length; the price of one in fen, NaN when not known. */
export type OrderLines = { readonly customer: Int32Array; readonly product: Int32Array; readonly day: Int32Array; readonly unitPriceFen: Float64Array };

/** What somebody kept buying, and what became of it in the shop after their last purchase. */
export type UsualGoods = {
  readonly product: number;
  /** Distinct days on which they bought it. */
  readonly times: number;
  /** Medians, null when no price is known: what they paid, what all others paid after their last purchase. */
  readonly paidFen: number | null;
  readonly laterFen: number | null;
  /** The shop's usual gap between days with a sale of it, null with fewer than `MIN_SALE_DAYS` such days; days since the last. */
  readonly shopGap: number | null;
  readonly unsoldDays: number;
};

export type ChurnReason =
  | { readonly code: 'complaint'; readonly daysBeforeLast: number; readonly resolved: boolean }
  | { readonly code: 'refund'; readonly daysBeforeLast: number }
  | { readonly code: 'price'; readonly product: number; readonly paidFen: number; readonly laterFen: number }
  | { readonly code: 'productOut'; readonly product: number; readonly unsoldDays: number; readonly shopGap: number }
  | { readonly code: 'season'; readonly ratio: number; readonly seasonRatio: number };

/** Bought on so many days a product is usual; sold on so many it has a rhythm in the shop. */
export const MIN_USUAL_DAYS = 2;
export const MIN_SALE_DAYS = 4;
/** Ten per cent more is noticed; so is nothing for three of the usual gaps, and at least a month. */
const dearerFrom = 1.1;
const outGaps = 3;
const outDays = 30;
/** A complaint or refund so long before the last purchase has been forgiven. */
const forgivenAfter = 60;
/** Below that multiple of the own cycle nobody is late: the lower bound of `warn`. */
const lateFrom = 1.5;

/** Days and prices per product; built once, asked for every customer of a call list, who share what they buy. */
export type ShopGoods = {
  readonly lines: OrderLines;
  readonly rowsByCustomer: ReadonlyMap<number, readonly number[]>;
  /** the product's part of `UsualGoods` */
  readonly sellingOf: (product: number) => Pick<UsualGoods, 'shopGap' | 'unsoldDays'>;
  /** the median of what it cost after a day */
  readonly laterFenOf: (product: number, day: number) => number | null;
};

export function shopGoodsOf(lines: OrderLines, asOf: number): ShopGoods {
  const rows = [...lines.day.keys()].filter((row) => lines.day[row]! <= asOf);
  const rowsByProduct = rowsBy(lines.product, rows);
  const selling = new Map<number, ReturnType<ShopGoods['sellingOf']>>();
  const later = new Map<string, number | null>();
  return {
    lines,
    rowsByCustomer: rowsBy(lines.customer, rows),
    sellingOf: (product) => {
      const known = selling.get(product) ?? rhythmOfSales(distinctDaysOf(rowsByProduct.get(product)!, lines.day), asOf);
      selling.set(product, known);
      return known;
    },
    laterFenOf: (product, day) => {
      const key = `${product} ${day}`;
      const known = later.get(key);
      if (known !== undefined) return known;
      const fen = medianPriceOf(rowsByProduct.get(product)!.filter((row) => lines.day[row]! > day), lines);
      later.set(key, fen);
      return fen;
    },
  };
}

function rhythmOfSales(saleDays: Int32Array, asOf: number): Pick<UsualGoods, 'shopGap' | 'unsoldDays'> {
  const gaps = Float64Array.from(saleDays.subarray(1), (day, at) => day - saleDays[at]!).sort();
  return { shopGap: saleDays.length < MIN_SALE_DAYS ? null : type7QuantileOf(gaps, 1, 2), unsoldDays: asOf - saleDays.at(-1)! };
}

function rowsBy(keys: Int32Array, rows: readonly number[]): Map<number, number[]> {
  const grouped = new Map<number, number[]>();
  for (const row of rows) {
    const known = grouped.get(keys[row]!);
    if (known) known.push(row);
    else grouped.set(keys[row]!, [row]);
  }
  return grouped;
}

/** Most often bought first. */
export function usualGoodsOf({ lines, rowsByCustomer, sellingOf, laterFenOf }: ShopGoods, customer: number): UsualGoods[] {
  const own = rowsByCustomer.get(customer) ?? [];
  const lastDay = own.reduce((last, row) => Math.max(last, lines.day[row]!), Number.NEGATIVE_INFINITY);
  return [...rowsBy(lines.product, own)]
    .map(([product, rows]) => ({ product, rows, times: distinctDaysOf(rows, lines.day).length }))
    .filter(({ times }) => times >= MIN_USUAL_DAYS)
    .map(({ product, rows, times }): UsualGoods => ({ product, times, paidFen: medianPriceOf(rows, lines), laterFen: laterFenOf(product, lastDay), ...sellingOf(product) }))
    .toSorted((a, b) => b.times - a.times || a.product - b.product);
}

const distinctDaysOf = (rows: readonly number[], day: Int32Array): Int32Array => Int32Array.from(new Set(rows.map((row) => day[row]!))).sort();

function medianPriceOf(rows: readonly number[], { unitPriceFen }: OrderLines): number | null {
  const prices = Float64Array.from(rows, (row) => unitPriceFen[row]!).filter((price) => price > 0 && price < Number.POSITIVE_INFINITY).sort();
  return prices.length === 0 ? null : type7QuantileOf(prices, 1, 2);
}

/**
 * The reasons in the order in which a shop can still do something about them. Days since 1970-01-01; `ratio` and
 * `seasonRatio` are elapsed ÷ own cycle in calendar and in season days (null without a season curve).
 */
export function churnReasonsOf({ lastDay, ratio, seasonRatio, complaints, refundDays, goods }: {
  readonly lastDay: number;
  readonly ratio: number;
  readonly seasonRatio: number | null;
  readonly complaints: readonly { readonly day: number; readonly resolved: boolean }[];
  readonly refundDays: readonly number[];
  readonly goods: readonly UsualGoods[];
}): ChurnReason[] {
  // after the last purchase, too: who brings something back comes once more without buying
  const hurt = (day: number): boolean => lastDay - day <= forgivenAfter;
  const newest = complaints.filter(({ day }) => hurt(day)).toSorted((a, b) => Number(a.resolved) - Number(b.resolved) || b.day - a.day)[0];
  const refund = refundDays.filter(hurt).toSorted((a, b) => b - a)[0];
  return [
    ...(newest ? [{ code: 'complaint', daysBeforeLast: lastDay - newest.day, resolved: newest.resolved } as const] : []),
    ...(refund === undefined ? [] : [{ code: 'refund', daysBeforeLast: lastDay - refund } as const]),
    ...goods.flatMap(({ product, paidFen, laterFen }) =>
      (paidFen !== null && laterFen !== null && laterFen >= paidFen * dearerFrom ? [{ code: 'price', product, paidFen, laterFen } as const] : [])),
    ...goods.flatMap(({ product, shopGap, unsoldDays }) =>
      (shopGap !== null && unsoldDays >= Math.max(outDays, outGaps * shopGap) ? [{ code: 'productOut', product, unsoldDays, shopGap } as const] : [])),
    ...(seasonRatio !== null && ratio >= lateFrom && seasonRatio < lateFrom ? [{ code: 'season', ratio, seasonRatio } as const] : []),
  ];
}
