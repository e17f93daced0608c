/** How much of the money hangs on how few people. Amounts in fen; what is below zero counts as nothing. */
import { tooFew, type TooFew } from './enough.rules.ts';
import { isAmount } from './transactions.rules.ts';

const spentOf = (fen: number): number => (isAmount(fen) ? Math.max(0, fen) : 0);

/** Shares of fewer people are no picture of a shop. */
export const MIN_CONCENTRATION_CUSTOMERS = 20;

/** The customer pyramid (Curry 1992): of the ranking by spend the first 1 %, up to 5 %, up to 20 %, the rest. */
export const pyramidLevels = ['top', 'big', 'medium', 'small'] as const;
export type PyramidLevel = (typeof pyramidLevels)[number];
const upToPercent = [1, 5, 20] as const;

/** Places are rounded up. Equal spend is equal level: a group across a border goes whole to the higher one. Who spent nothing is small. */
export function pyramidOf(monetaryFen: ArrayLike<number>): PyramidLevel[] {
  const descending = Float64Array.from(monetaryFen, spentOf).sort().reverse();
  const [top, big, medium] = upToPercent.map((percent) => descending[Math.ceil((descending.length * percent) / 100) - 1] ?? Number.POSITIVE_INFINITY) as [number, number, number];
  return Array.from(monetaryFen, spentOf).map((fen) => (fen === 0 ? 'small' : fen >= top ? 'top' : fen >= big ? 'big' : fen >= medium ? 'medium' : 'small'));
}

/** Customers and share of the money (0–1) per class; the shares add up to 1 unless nobody spent anything. */
export function sharesOf<C extends string>(names: readonly C[], classes: readonly C[], monetaryFen: ArrayLike<number>): { readonly name: C; readonly customers: number; readonly share: number }[] {
  const customers = new Map<C, number>();
  const fen = new Map<C, number>();
  let all = 0;
  for (const [at, name] of classes.entries()) {
    const spent = spentOf(monetaryFen[at]!);
    customers.set(name, (customers.get(name) ?? 0) + 1);
    fen.set(name, (fen.get(name) ?? 0) + spent);
    all += spent;
  }
  return names.map((name) => ({ name, customers: customers.get(name) ?? 0, share: all > 0 ? (fen.get(name) ?? 0) / all : 0 }));
}

export type Concentration = {
  readonly type: 'known';
  readonly customers: number;
  /** Of all money, what the fifth who spend most brought, 0–1. */
  readonly topFifthShare: number;
  /** 0 = everybody the same, towards 1 = all from one (Gini 1912, of the customers present: at most 1 − 1/n). */
  readonly gini: number;
};

export function concentrationOf(monetaryFen: ArrayLike<number>): Concentration | TooFew {
  const ascending = Float64Array.from(monetaryFen, spentOf).sort();
  const customers = ascending.length;
  const all = ascending.reduce((sum, fen) => sum + fen, 0);
  if (customers < MIN_CONCENTRATION_CUSTOMERS || all === 0) return tooFew(MIN_CONCENTRATION_CUSTOMERS, ascending.filter((fen) => fen > 0).length);
  const weighted = ascending.reduce((sum, fen, at) => sum + (at + 1) * fen, 0);
  const topFifth = ascending.subarray(customers - Math.ceil(customers / 5)).reduce((sum, fen) => sum + fen, 0);
  return { type: 'known', customers, topFifthShare: topFifth / all, gini: Math.max(0, (2 * weighted) / (customers * all) - (customers + 1) / customers) };
}
