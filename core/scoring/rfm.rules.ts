/**
 * Recency, frequency and money of every buyer from a plain list of orders, and the ways to make scores 1–5 of them
 * (Hughes 1994; the variants that tools in use differ by: SCORING §1). Columns of numbers throughout: a million orders
 * take the time of one pass.
 */
import type { ScoringMode } from './contract.ts';
import { classOf, CLASSES, cutsOf, hasFifths, type7QuantileOf } from './quantiles.rules.ts';
import { isAmount, type Transactions } from './transactions.rules.ts';

/** One row per customer who bought, by ascending number; every column has the same length. Days since 1970-01-01. */
export type Rfm = {
  readonly customer: Int32Array;
  /** Days from the last order to the day asked for. */
  readonly recency: Int32Array;
  /** Orders. */
  readonly frequency: Int32Array;
  /** Sum of all orders, in fen. */
  readonly monetaryFen: Float64Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
};

/**
 * What was bought up to and on the day `asOf`. Later orders do not count, nor rows of a customer number outside
 * 0 … customers − 1 or of an amount that is none. Which orders are purchases at all is decided before.
 */
export function rfmOf({ customers, customer, day, amountFen }: Transactions, asOf: number): Rfm {
  const frequencyOf = new Int32Array(customers);
  const moneyOf = new Float64Array(customers);
  const firstOf = new Int32Array(customers);
  const lastOf = new Int32Array(customers);
  for (let row = 0; row < customer.length; row += 1) {
    const who = customer[row]!;
    const on = day[row]!;
    const fen = amountFen[row]!;
    if (on > asOf || who < 0 || who >= customers || !isAmount(fen)) continue;
    if (frequencyOf[who] === 0) {
      firstOf[who] = on;
      lastOf[who] = on;
    } else if (on > lastOf[who]!) lastOf[who] = on;
    else if (on < firstOf[who]!) firstOf[who] = on;
    frequencyOf[who] = frequencyOf[who]! + 1;
    moneyOf[who] = moneyOf[who]! + fen;
  }
  let buyers = 0;
  for (let who = 0; who < customers; who += 1) if (frequencyOf[who]! > 0) buyers += 1;
  const whole = () => new Int32Array(buyers);
  const rfm: Rfm = { customer: whole(), recency: whole(), frequency: whole(), monetaryFen: new Float64Array(buyers), firstDay: whole(), lastDay: whole() };
  for (let who = 0, at = 0; who < customers; who += 1) {
    if (frequencyOf[who] === 0) continue;
    rfm.customer[at] = who;
    rfm.recency[at] = asOf - lastOf[who]!;
    rfm.frequency[at] = frequencyOf[who]!;
    rfm.monetaryFen[at] = moneyOf[who]!;
    rfm.firstDay[at] = firstOf[who]!;
    rfm.lastDay[at] = lastOf[who]!;
    at += 1;
  }
  return rfm;
}

/**
 * How numbers become classes 1–5. The shop itself uses `fixed`, `quantile` or `equal`, which never part equal customers
 * (quantiles.rules.ts). The others are here to reproduce what other tools print:
 * `rankFirst` pandas' `qcut(rank(method='first'), 5)`, ties by row order · `ntile` SQL's `NTILE(5)`, ties by row order ·
 * `quantilePlusOne` the R package rfm 0.3.0: type-7 quantile + 1 and lower bounds included, right for whole numbers only.
 */
export type RfmMethod = ScoringMode | 'rankFirst' | 'ntile' | 'quantilePlusOne';

/** With fewer numbers there are no fifths: the fixed cuts are used instead. */
export const MIN_FOR_FIFTHS = CLASSES;

export type Scored = {
  /** 1–5 per number, in the order given. */
  readonly scores: Uint8Array;
  /** `fixed` whenever there was nothing to compare. */
  readonly method: RfmMethod;
  /** The four cuts in force; null where places in a row were cut, not values. */
  readonly cuts: readonly number[] | null;
};

/** `unit` is what the R package's "+ 1" means: 100 for money in fen. Numbers are finite. */
export function scoresBy(method: RfmMethod, numbers: Float64Array | Int32Array, fixed: readonly number[], unit = 1): Scored {
  const ascending = numbers.slice().sort();
  if (!hasFifths(ascending)) return scoredByCuts('fixed', numbers, fixed);
  switch (method) {
    case 'rankFirst':
      return { scores: scoresByPlace(numbers, rankFirstClassOf), method, cuts: null };
    case 'ntile':
      return { scores: scoresByPlace(numbers, ntileClassOf), method, cuts: null };
    case 'quantilePlusOne': {
      const cuts = [1, 2, 3, 4].map((k) => type7QuantileOf(ascending, k, CLASSES) + unit);
      return { scores: Uint8Array.from(numbers, (number) => 1 + cuts.filter((cut) => number >= cut).length), method, cuts };
    }
    case 'fixed':
    case 'quantile':
    case 'equal':
      return scoredByCuts(method, numbers, cutsOf(method, ascending, fixed));
  }
}

const scoredByCuts = (method: ScoringMode, numbers: ArrayLike<number>, cuts: readonly number[]): Scored => {
  const scores = new Uint8Array(numbers.length);
  for (let at = 0; at < scores.length; at += 1) scores[at] = classOf(numbers[at]!, cuts);
  return { scores, method, cuts };
};

/** Class by the place in the row of ascending numbers, equal ones in the order given. */
function scoresByPlace(numbers: Float64Array | Int32Array, classAt: (place: number, count: number) => number): Uint8Array {
  const scores = new Uint8Array(numbers.length);
  Int32Array.from(numbers.keys())
    .sort((a, b) => numbers[a]! - numbers[b]! || a - b)
    .forEach((at, place) => void (scores[at] = classAt(place, numbers.length)));
  return scores;
}

/** Places 0 … n − 1 against the type-7 quantiles of the ranks themselves; whole numbers on both sides. */
const rankFirstClassOf = (place: number, count: number): number => 1 + [1, 2, 3, 4].filter((k) => place * CLASSES > (count - 1) * k).length;

/** The first n mod 5 parts hold one more than the others. */
function ntileClassOf(place: number, count: number): number {
  const size = Math.floor(count / CLASSES);
  const inLarger = (count % CLASSES) * (size + 1);
  return 1 + (place < inLarger ? Math.floor(place / (size + 1)) : (count % CLASSES) + Math.floor((place - inLarger) / size));
}

/** Scores of all buyers, 5 the best; for R that is the shortest time. */
export type RfmScores = { readonly r: Uint8Array; readonly f: Uint8Array; readonly m: Uint8Array };

export type FixedCuts = { readonly recencyDays: readonly number[]; readonly frequency: readonly number[]; readonly monetaryFen: readonly number[] };

/** R, F and M by one method. Of `recency` other days than the calendar's may be given (season.rules.ts). */
export function rfmScoresOf({ recency, frequency, monetaryFen }: Pick<Rfm, 'frequency' | 'monetaryFen'> & { readonly recency: Float64Array | Int32Array }, method: RfmMethod, fixed: FixedCuts):
  RfmScores & { readonly cuts: { readonly r: Scored['cuts']; readonly f: Scored['cuts']; readonly m: Scored['cuts'] } } {
  const r = scoresBy(method, recency, fixed.recencyDays);
  const f = scoresBy(method, frequency, fixed.frequency);
  const m = scoresBy(method, monetaryFen, fixed.monetaryFen, 100);
  return { r: r.scores.map((score) => CLASSES + 1 - score), f: f.scores, m: m.scores, cuts: { r: r.cuts, f: f.cuts, m: m.cuts } };
}
