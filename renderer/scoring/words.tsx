/** The eight segments, life stages and value tiers in words, with a shape or word beside every colour. */
import { Lifecycle, Segment, ValueTier } from '../../core/scoring/contract.ts';
import type { Thresholds } from '../../core/scoring/contract.ts';
import { t } from '../i18n/texts.ts';

/** The best first. (The schema's own order is not kept: keys that look like numbers come first in an object.) */
export const segments = ['111', '011', '101', '001', '110', '010', '100', '000'] as const satisfies readonly Segment[];
export const lifecycles = Lifecycle.options;
export const valueTiers = ValueTier.options;

export const segmentName = (segment: Segment): string => t(`scoring.segments.${segment}.name`);
export const segmentTerm = (segment: Segment): string => t(`scoring.segments.${segment}.term`);
export const lifecycleName = (lifecycle: Lifecycle): string => t(`scoring.lifecycle.${lifecycle}.name`);
export const lifecycleMeaning = (lifecycle: Lifecycle, { newDays, dormantDays }: Pick<Thresholds, 'newDays' | 'dormantDays'>): string =>
  t(`scoring.lifecycle.${lifecycle}.meaning`, { days: lifecycle === 'new' ? newDays : dormantDays });
export const valueTierName = (tier: ValueTier): string => t(`scoring.valueTier.${tier}.name`);

/** Good: bought a lot and comes. Look: bought a lot and stays away. */
const tone = (segment: Segment): string => (segment === '111' || segment === '110' ? 'mark good' : segment === '011' || segment === '001' ? 'mark look' : 'mark');

export const SegmentMark = ({ segment }: { readonly segment: Segment | null }) =>
  segment === null ? null : <span className={tone(segment)}>{segmentName(segment)}</span>;

export const isSegment = (code: string): code is Segment => Segment.safeParse(code).success;
