import { z } from 'zod';
import { command, Day, Fen, job, query, RowId } from '../base/contract.ts';

/** The eight RFM segments of Chinese practice; the code is R F M, 1 = high (for R: came recently). */
export const Segment = z.enum(['111', '011', '101', '001', '110', '010', '100', '000']);
export type Segment = z.infer<typeof Segment>;

/**
 * N1 of the requirements. `potential` no order but a recorded need · `registered` no order, no need ·
 * `new` first order at most 30 days ago · `active` an old customer · `dormant` bought before, not lately.
 */
export const Lifecycle = z.enum(['potential', 'registered', 'new', 'active', 'dormant']);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** ABC by cumulative spend: high = the customers who make the first 80 % of revenue, middle to 95 %, low the rest. */
export const ValueTier = z.enum(['high', 'middle', 'low']);
export type ValueTier = z.infer<typeof ValueTier>;

/** `fixed` the cut points below · `quantile` type-7 quintiles · `equal` equal-sized fifths, ties kept together. */
export const ScoringMode = z.enum(['fixed', 'quantile', 'equal']);
export type ScoringMode = z.infer<typeof ScoringMode>;

const fourAscending = (item: z.ZodInt) => z.array(item).length(4).refine((cuts) => cuts.every((cut, i) => i === 0 || cut > cuts[i - 1]!));

/**
 * The rule that turns numbers into scores 1–5. Cut points ascend; a value equal to a cut belongs to the lower class,
 * so recencyDays [15, 45, 90, 180] reads: at most 15 days ago = 5 … more than 180 = 1.
 * `high` is the score from which R, F or M counts as high in the eight segments.
 */
export const ScoringRule = z.object({
  mode: ScoringMode,
  recencyDays: fourAscending(z.int().nonnegative()),
  frequency: fourAscending(z.int().positive()),
  monetaryFen: fourAscending(z.int().positive()),
  high: z.int().min(2).max(5),
  newDays: z.int().min(1).max(365),
  dormantDays: z.int().min(30).max(1000),
});
export type ScoringRule = z.infer<typeof ScoringRule>;

/** The cut points actually used, whatever the mode. */
export const Thresholds = z.object({
  mode: ScoringMode,
  recencyDays: z.array(z.number()),
  frequency: z.array(z.number()),
  monetaryFen: z.array(z.number()),
  high: z.int(),
  newDays: z.int(),
  dormantDays: z.int(),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** One person's numbers and classes as of a day. Recency in days, money in fen. Without an order R, F, M are null. */
export const CustomerScore = z.object({
  customerId: RowId,
  asOf: Day,
  recency: z.int().nullable(),
  frequency: z.int(),
  monetaryFen: Fen,
  r: z.int().nullable(),
  f: z.int().nullable(),
  m: z.int().nullable(),
  segment: Segment.nullable(),
  lifecycle: Lifecycle,
  valueTier: ValueTier.nullable(),
});
export type CustomerScore = z.infer<typeof CustomerScore>;

const Group = z.object({ customers: z.int(), orders: z.int(), netFen: Fen });
export const ScoreSummary = z.object({
  asOf: Day,
  customers: z.int(),
  /** customers with at least one counted order; the segments add up to it */
  buyers: z.int(),
  segments: z.record(Segment, Group),
  lifecycle: z.record(Lifecycle, Group),
  valueTiers: z.record(ValueTier, Group),
  thresholds: Thresholds,
});
export type ScoreSummary = z.infer<typeof ScoreSummary>;

export const scoring = {
  /** Scores everybody as of a day (today when left out) and stores the result. */
  score: job(z.object({ asOf: Day.optional() }), ScoreSummary),
  /** The last stored result, null before the first scoring. */
  summary: query(z.undefined(), ScoreSummary.nullable()),
  /** One person's score with the thresholds it was made with: the page says why in words. */
  explain: query(z.object({ customerId: RowId }), z.object({ score: CustomerScore, thresholds: Thresholds }).nullable()),
  rule: query(z.undefined(), ScoringRule),
  setRule: command(ScoringRule, z.object({ operationId: RowId })),
};
