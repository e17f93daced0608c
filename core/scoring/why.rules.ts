/** Why a customer is in a class, as codes and numbers; the page makes sentences of them. */
import type { CustomerScore, Thresholds, ValueTier } from './contract.ts';
import { CLASSES } from './quantiles.rules.ts';

/**
 * One of R, F, M: the value, its score 1–5 and the bounds of the class it fell into: more than `above`, at most `upTo`
 * (null = no bound on that side). `highBound` is the value that separates high from not high: high is at most that many
 * days for recency, more than that many orders or fen for the others. Recency in days, money in fen.
 */
export type ClassReason = {
  readonly value: number;
  readonly score: number;
  readonly above: number | null;
  readonly upTo: number | null;
  readonly high: boolean;
  readonly highBound: number;
};

export type LifecycleReason =
  | { readonly code: 'needWithoutOrder' }
  | { readonly code: 'noOrder' }
  | { readonly code: 'firstOrderRecent'; readonly newDays: number }
  | { readonly code: 'lastOrderLongAgo'; readonly recency: number; readonly dormantDays: number }
  | { readonly code: 'stillBuying'; readonly recency: number; readonly dormantDays: number };

/** The shares of revenue in percent between which the tier lies. */
export type TierReason = { readonly code: ValueTier; readonly fromPercent: number; readonly toPercent: number };

export type ScoreReasons = {
  readonly recency: ClassReason | null;
  readonly frequency: ClassReason | null;
  readonly monetary: ClassReason | null;
  readonly lifecycle: LifecycleReason;
  readonly valueTier: TierReason | null;
};

const tierPercents = { high: [0, 80], middle: [80, 95], low: [95, 100] } as const satisfies Record<ValueTier, readonly [number, number]>;

export function whyOf(score: CustomerScore, thresholds: Thresholds): ScoreReasons {
  const { high } = thresholds;
  return {
    recency: classReasonOf(score.recency, score.r, thresholds.recencyDays, high, thresholds.recencyDays[CLASSES - high]),
    frequency: classReasonOf(score.frequency, score.f, thresholds.frequency, high, thresholds.frequency[high - 2]),
    monetary: classReasonOf(score.monetaryFen, score.m, thresholds.monetaryFen, high, thresholds.monetaryFen[high - 2]),
    lifecycle: lifecycleReasonOf(score, thresholds),
    valueTier: score.valueTier && { code: score.valueTier, fromPercent: tierPercents[score.valueTier][0], toPercent: tierPercents[score.valueTier][1] },
  };
}

function classReasonOf(value: number | null, score: number | null, cuts: readonly number[], high: number, highBound: number | undefined): ClassReason | null {
  if (value === null || score === null || highBound === undefined) return null;
  const above = cuts.findLast((cut) => cut < value) ?? null;
  const upTo = cuts.find((cut) => cut >= value) ?? null;
  return { value, score, above, upTo, high: score >= high, highBound };
}

function lifecycleReasonOf(score: CustomerScore, { newDays, dormantDays }: Thresholds): LifecycleReason {
  const recency = score.recency ?? 0;
  switch (score.lifecycle) {
    case 'potential':
      return { code: 'needWithoutOrder' };
    case 'registered':
      return { code: 'noOrder' };
    case 'new':
      return { code: 'firstOrderRecent', newDays };
    case 'dormant':
      return { code: 'lastOrderLongAgo', recency, dormantDays };
    case 'active':
      return { code: 'stillBuying', recency, dormantDays };
  }
}
