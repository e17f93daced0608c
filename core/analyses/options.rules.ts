import { z } from 'zod';
import type { ValueIndicator } from '../scoring/composite.rules.ts';

const Weight = z.number().min(0).max(100);

/** What the shop may choose about the methods. */
export const AnalysisOptions = z.object({
  /** whose weights the composite score takes: the shop's own, those by entropy, or those by principal components */
  weighting: z.enum(['own', 'entropy', 'components']),
  weights: z.object({ frequency: Weight, monetary: Weight, orderValue: Weight, cycle: Weight, satisfaction: Weight } satisfies Record<ValueIndicator, z.ZodNumber>),
  normalization: z.enum(['minMax', 'z', 'fifths']),
  /** how many groups; null takes the number that parts people best */
  clusters: z.union([z.literal(3), z.literal(4), z.literal(5), z.literal(6)]).nullable(),
  cycle: z.enum(['median', 'mean']),
  /** how far ahead "comes back" looks, and how far back changes of class do */
  horizonDays: z.int().min(30).max(365),
  transitionDays: z.int().min(7).max(365),
  minSupport: z.number().min(0.001).max(0.5),
  minConfidence: z.number().min(0.05).max(1),
  /** of the coming months, and what waiting a month costs */
  months: z.int().min(1).max(36),
  monthlyDiscount: z.number().min(0).max(0.1),
});
export type AnalysisOptions = z.infer<typeof AnalysisOptions>;

export const defaultOptions: AnalysisOptions = {
  weighting: 'own',
  weights: { frequency: 25, monetary: 30, orderValue: 15, cycle: 15, satisfaction: 15 },
  normalization: 'fifths',
  clusters: null,
  cycle: 'median',
  horizonDays: 90,
  transitionDays: 30,
  minSupport: 0.01,
  minConfidence: 0.3,
  months: 12,
  monthlyDiscount: 0.01,
};
