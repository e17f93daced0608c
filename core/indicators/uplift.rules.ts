/** What a campaign brought beyond what would have come anyway (R98, R127, N5): those addressed against a hold-out. */
import type { TooFew } from '../scoring/enough.rules.ts';
import { normalQuantile } from './distributions.rules.ts';
import { MIN_GROUP, type MeanDifference, meanDifferenceOf, type ShareDifference, shareDifferenceOf } from './comparison.rules.ts';
import { type Interval, isNumber, Z } from './rules.ts';

/** R127: sales growth brought by the campaign, per yuan of cost. */
export const RETURN_GOAL = 4;
export const POWER = 0.8;

export type Uplift = {
  readonly type: 'known';
  /** share that bought, addressed against held out */
  readonly buyers: ShareDifference;
  /** fen per customer, those who bought nothing included as 0 */
  readonly spend: MeanDifference;
  /** what the whole addressed group spent beyond what the hold-out lets expect, in fen */
  readonly extraFen: number;
  readonly extraInterval: Interval | null;
  /** extra sales ÷ cost (N5), never gross sales ÷ cost; null without a cost */
  readonly returnOnCost: number | null;
  readonly returnInterval: Interval | null;
};

/**
 * Spend in fen of each customer addressed and of each held out, in the period of the campaign; who bought nothing is a 0.
 * The two groups must have been drawn by lot, else the difference is that of the groups and not of the campaign.
 */
export function upliftOf(addressedFen: ArrayLike<number>, heldFen: ArrayLike<number>, costFen: number): Uplift | TooFew {
  const counted = (fen: ArrayLike<number>) => {
    const known = Array.from(fen).filter(isNumber);
    return { part: known.filter((each) => each > 0).length, whole: known.length };
  };
  const buyers = shareDifferenceOf(counted(addressedFen), counted(heldFen));
  const spend = meanDifferenceOf(addressedFen, heldFen);
  if (spend.type === 'tooFew') return spend;
  if (buyers.type === 'tooFew') return buyers;
  const times = (factor: number): Interval | null => spend.interval && { low: spend.interval.low * factor, high: spend.interval.high * factor };
  const people = spend.first.n;
  const costed = costFen > 0;
  return {
    type: 'known',
    buyers,
    spend,
    extraFen: spend.difference * people,
    extraInterval: times(people),
    returnOnCost: costed ? (spend.difference * people) / costFen : null,
    returnInterval: costed ? times(people / costFen) : null,
  };
}

export type GroupSizes = { readonly addressed: number; readonly held: number };

/**
 * How many to address and to hold out so that a change of the share that buys from `usual` to `hoped` is seen with the
 * given power (Fleiss 1981, eq. 3.14 without correction, groups of unequal size). `heldShare` of everybody is held out, between
 * 0 and 1. Null when the shares are equal or lie outside 0 … 1: no number of customers shows
 * a difference that is none.
 */
export function groupSizesForShares(usual: number, hoped: number, heldShare = 0.5, power = POWER): GroupSizes | null {
  if (!(usual >= 0 && usual <= 1 && hoped >= 0 && hoped <= 1 && usual !== hoped && heldShare > 0 && heldShare < 1)) return null;
  const perHeld = (1 - heldShare) / heldShare;
  const pooled = (usual + perHeld * hoped) / (1 + perHeld);
  const underNull = Z * Math.sqrt((1 + perHeld) * pooled * (1 - pooled));
  const underHope = normalQuantile(power) * Math.sqrt(hoped * (1 - hoped) + perHeld * usual * (1 - usual));
  return sizesOf((underNull + underHope) ** 2 / (perHeld * (hoped - usual) ** 2), perHeld);
}

/**
 * The same for the mean spend: `deviation` is the standard deviation per customer, `change` the difference worth seeing, both
 * in fen. Normal approximation with Guenther's (1981) z²/4 for the estimated deviation. Null without a change or deviation.
 */
export function groupSizesForMeans(deviation: number, change: number, heldShare = 0.5, power = POWER): GroupSizes | null {
  if (!(deviation > 0 && Math.abs(change) > 0 && heldShare > 0 && heldShare < 1)) return null;
  const perHeld = (1 - heldShare) / heldShare;
  return sizesOf((1 + 1 / perHeld) * ((Z + normalQuantile(power)) * (deviation / change)) ** 2 + Z ** 2 / 4, perHeld);
}

function sizesOf(held: number, perHeld: number): GroupSizes | null {
  const sizes = { addressed: Math.max(MIN_GROUP, Math.ceil(held * perHeld)), held: Math.max(MIN_GROUP, Math.ceil(held)) };
  // a change too small for a double asks for more customers than there are numbers
  return Number.isFinite(sizes.addressed) && Number.isFinite(sizes.held) ? sizes : null;
}

/**
 * The smallest share above `usual` that groups of these sizes would show with the given power, for the sentence “with so
 * few customers only a rise from 10 % to 24 % would be seen”. Null when even 1 would not, or the groups are too small.
 */
export function detectableShare(usual: number, sizes: GroupSizes, power = POWER): number | null {
  if (!(sizes.held >= MIN_GROUP && sizes.addressed >= MIN_GROUP && usual >= 0 && usual < 1)) return null;
  const heldShare = sizes.held / (sizes.held + sizes.addressed);
  const seen = (hoped: number): boolean => (groupSizesForShares(usual, hoped, heldShare, power)?.held ?? Number.POSITIVE_INFINITY) <= sizes.held;
  if (!seen(1)) return null;
  let [low, high] = [usual, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (seen(middle)) high = middle;
    else low = middle;
  }
  return high;
}
