/** S1 §5.3.1: 忠诚, 潜在 or 流失, by what somebody buys, looks at and asks for. Lost is what N4 calls lost. */
import { lostAfterDays } from '../indicators/retention.rules.ts';

export type Relation = 'loyal' | 'potential' | 'churned';

export type RelationReason =
  | { readonly code: 'comesAgainAndAgain'; readonly purchaseDays: number }
  | { readonly code: 'boughtLittleYet'; readonly purchaseDays: number }
  | { readonly code: 'askedButNotBought' }
  | { readonly code: 'awayButAskedAgain'; readonly elapsed: number; readonly askedDaysAgo: number }
  | { readonly code: 'awayTooLong'; readonly elapsed: number; readonly allowed: number };

/** A customer with fewer purchase days has not yet shown that they are loyal. */
export const MIN_LOYAL_DAYS = 3;
/** Who asked within a month is talking to the shop. */
const askedLately = 30;

/**
 * `days` are the distinct purchase days up to `asOf`, ascending · `askedDaysAgo` days since they last asked, looked or noted
 * a wish, null when never. Null for who neither bought nor asked.
 */
export function relationOf(days: ArrayLike<number>, asOf: number, askedDaysAgo: number | null): { readonly relation: Relation; readonly reason: RelationReason } | null {
  if (days.length === 0) return askedDaysAgo === null ? null : { relation: 'potential', reason: { code: 'askedButNotBought' } };
  const purchaseDays = days.length;
  const elapsed = asOf - days[purchaseDays - 1]!;
  const allowed = lostAfterDays(days);
  if (elapsed > allowed) {
    return askedDaysAgo !== null && askedDaysAgo <= askedLately
      ? { relation: 'potential', reason: { code: 'awayButAskedAgain', elapsed, askedDaysAgo } }
      : { relation: 'churned', reason: { code: 'awayTooLong', elapsed, allowed } };
  }
  return purchaseDays >= MIN_LOYAL_DAYS
    ? { relation: 'loyal', reason: { code: 'comesAgainAndAgain', purchaseDays } }
    : { relation: 'potential', reason: { code: 'boughtLittleYet', purchaseDays } };
}
