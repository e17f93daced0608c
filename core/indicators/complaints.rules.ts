/** Complaints per order, and answered in time (R103, R128, N8). */
import { type Share, shareOf } from './rules.ts';

/** R128: ten per cent fewer than in the same months last year (N6). */
export const COMPLAINT_GOAL = -0.1;
/** Clock hours (N8): S3 says 24小时内. */
export const RESPONSE_HOURS = 24;

/** Orders complained about, of all orders of the period: two complaints about one order are one. */
export const complaintRateOf = (complainedOrders: Iterable<number | string>, orders: number): Share => shareOf(new Set(complainedOrders).size, orders);

export type Case = {
  /** epoch milliseconds */
  readonly openedAt: number;
  readonly answeredAt: number | null;
};

export type Answered = {
  /** answered within the hours, of those answered or already late */
  readonly inTime: Share;
  /** not answered and still within the hours: neither good nor bad yet */
  readonly waiting: number;
};

/** First answers within so many clock hours, as of the instant `now` (epoch milliseconds). */
export function answeredInTimeOf(cases: readonly Case[], now: number, hours = RESPONSE_HOURS): Answered {
  const limit = hours * 3_600_000;
  let [inTime, settled] = [0, 0];
  for (const { openedAt, answeredAt } of cases) {
    const answered = answeredAt !== null && answeredAt <= now;
    if (!answered && now - openedAt <= limit) continue;
    settled += 1;
    if (answered && answeredAt - openedAt <= limit) inTime += 1;
  }
  return { inTime: shareOf(inTime, settled), waiting: cases.length - settled };
}
