/**
 * Segments made of R, F and M scores 1–5 (SCORING §2). None of these tables is a standard: each is named after where
 * it comes from, and each covers every combination exactly once.
 */
import type { Segment } from './contract.ts';
import type { Rfm, RfmScores } from './rfm.rules.ts';
import { medianOf } from './quantiles.rules.ts';

/**
 * The eight segments of Chinese practice; `recent`, `frequent`, `large` become the digits of the code.
 * 111 重要价值 · 011 重要保持 · 101 重要发展 · 001 重要挽留 · 110 一般价值 · 010 一般保持 · 100 一般发展 · 000 一般挽留.
 */
export function eightSegmentOf(recent: boolean, frequent: boolean, large: boolean): Segment {
  if (recent) return frequent ? (large ? '111' : '110') : large ? '101' : '100';
  return frequent ? (large ? '011' : '010') : large ? '001' : '000';
}

/** What "high" means differs from vendor to vendor and moves hundreds of customers; so it is always named. Means and medians are those of all buyers. */
export type HighRule =
  | { readonly by: 'scoreAboveMean' }
  | { readonly by: 'valueAboveMean' }
  | { readonly by: 'valueAboveMedian' }
  | { readonly by: 'scoreAtLeast'; readonly score: number }
  | { readonly by: 'limits'; readonly recencyDays: number; readonly frequency: number; readonly monetaryFen: number };

/** One of the eight segments per buyer. At a mean or median itself: near for R's median, not high otherwise; at a limit: high. */
export function eightSegmentsOf(rfm: Pick<Rfm, 'recency' | 'frequency' | 'monetaryFen'>, scores: RfmScores, rule: HighRule): Segment[] {
  const [recent, frequent, large] = highTestsOf(rfm, scores, rule);
  return Array.from(rfm.recency, (_, at) => eightSegmentOf(recent(at), frequent(at), large(at)));
}

type Test = (at: number) => boolean;

function highTestsOf({ recency, frequency, monetaryFen }: Pick<Rfm, 'recency' | 'frequency' | 'monetaryFen'>, { r, f, m }: RfmScores, rule: HighRule): readonly [Test, Test, Test] {
  switch (rule.by) {
    case 'scoreAboveMean':
      return [aboveMean(r), aboveMean(f), aboveMean(m)];
    case 'valueAboveMean':
      return [belowMean(recency), aboveMean(frequency), aboveMean(monetaryFen)];
    case 'valueAboveMedian': {
      const [days, orders, fen] = [medianOf(recency), medianOf(frequency), medianOf(monetaryFen)];
      return [(at) => recency[at]! <= days, (at) => frequency[at]! > orders, (at) => monetaryFen[at]! > fen];
    }
    case 'scoreAtLeast':
      return [(at) => r[at]! >= rule.score, (at) => f[at]! >= rule.score, (at) => m[at]! >= rule.score];
    case 'limits':
      return [(at) => recency[at]! <= rule.recencyDays, (at) => frequency[at]! >= rule.frequency, (at) => monetaryFen[at]! >= rule.monetaryFen];
  }
}

const sumOf = (numbers: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < numbers.length; at += 1) sum += numbers[at]!;
  return sum;
};

// number × count against the sum: whole numbers stay whole, a value equal to the mean is neither above nor below
const aboveMean = (numbers: ArrayLike<number>): Test => {
  const sum = sumOf(numbers);
  return (at) => numbers[at]! * numbers.length > sum;
};
const belowMean = (numbers: ArrayLike<number>): Test => {
  const sum = sumOf(numbers);
  return (at) => numbers[at]! * numbers.length < sum;
};

/** The 125 codes R F M of the table in common use (squeezely and many others): every code once. */
const elevenCodes = {
  champions: '555 554 544 545 454 455 445',
  loyal: '543 444 435 355 354 345 344 335',
  potentialLoyalist: '553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323',
  newCustomer: '512 511 422 421 412 411 311',
  promising: '525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313',
  needAttention: '535 534 443 434 343 334 325 324',
  aboutToSleep: '331 321 312 221 213 231 241 251',
  atRisk: '255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124',
  cannotLose: '155 154 144 214 215 115 114 113',
  hibernating: '332 322 233 232 223 222 132 123 122 212 211',
  lost: '111 112 121 131 141 151',
} as const;
export type ElevenSegment = keyof typeof elevenCodes;
export const elevenSegments = Object.keys(elevenCodes) as ElevenSegment[];

const elevenByCode: ReadonlyMap<number, ElevenSegment> = new Map(
  elevenSegments.flatMap((name) => elevenCodes[name].split(' ').map((code) => [Number(code), name] as const)),
);

/** Scores 1–5. */
export const elevenSegmentOf = (r: number, f: number, m: number): ElevenSegment => elevenByCode.get(r * 100 + f * 10 + m)!;

/**
 * Putler's own table of R × (F + M) / 2 on a scale 0–5 overlaps: 76 of the 125 combinations lie in more than one row.
 * The order of the rows here decides; with it nobody reaches the last one.
 */
const putlerRanges = [
  ['cannotLose', 0, 1, 4, 5],
  ['champions', 4, 5, 4, 5],
  ['recent', 4, 5, 0, 1],
  ['promising', 3, 4, 0, 1],
  ['loyal', 2, 5, 3, 5],
  ['potentialLoyalist', 3, 5, 1, 3],
  ['needAttention', 2, 3, 2, 3],
  ['aboutToSleep', 2, 3, 0, 2],
  ['atRisk', 0, 2, 2, 5],
  ['hibernating', 1, 2, 1, 2],
  ['lost', 0, 2, 0, 2],
] as const satisfies readonly (readonly [string, number, number, number, number])[];
export type PutlerSegment = (typeof putlerRanges)[number][0];

/** Scores 1–5. */
export function putlerSegmentOf(r: number, f: number, m: number): PutlerSegment {
  const both = (f + m) / 2;
  return putlerRanges.find(([, rFrom, rTo, from, to]) => r >= rFrom && r <= rTo && both >= from && both <= to)![0];
}

/** The ten classes of R × F in pandas tutorials, row by row from R = 1, F = 1 to 5 in each. */
const tenClasses = [
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cannotLose'],
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cannotLose'],
  ['aboutToSleep', 'aboutToSleep', 'needAttention', 'loyal', 'loyal'],
  ['promising', 'potentialLoyalist', 'potentialLoyalist', 'loyal', 'loyal'],
  ['newCustomer', 'potentialLoyalist', 'potentialLoyalist', 'champions', 'champions'],
] as const;
export type TenClass = (typeof tenClasses)[number][number];

/** Scores 1–5. */
export const tenClassOf = (r: number, f: number): TenClass => tenClasses[r - 1]![f - 1]!;
