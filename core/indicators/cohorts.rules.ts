/** Customers by the month of their first purchase, and how many of them bought in each month after it (SCORING §11). */
import { dayFromNumber } from '../base/dates.ts';
import type { Transactions } from '../scoring/transactions.rules.ts';
import { shareOf, type Share } from './rules.ts';

export type Cohort = {
  /** `YYYY-MM` of the first purchase */
  readonly month: string;
  readonly size: number;
  /** distinct customers who bought in month 0, 1, 2 … after it; the first is `size` */
  readonly active: readonly number[];
};

export type Cohorts = {
  /** every month from the first purchase to the month of `asOf`, also those without a new customer */
  readonly cohorts: readonly Cohort[];
  /** the month that is not over, so that the last number of every cohort will still grow; null on the last day of one */
  readonly incomplete: string | null;
  /** of those who bought in a month, the share that bought in the next as well */
  readonly monthToMonth: readonly { readonly month: string; readonly again: Share }[];
};

/** Months since the year 0 of a day number. */
const monthOf = (day: number): number => {
  const text = dayFromNumber(day);
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
};
const spelled = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The triangle as of a day (a day number); rows later than that are left out. */
export function cohortsOf({ customers, customer, day }: Transactions, asOf: number): Cohorts {
  const last = monthOf(asOf);
  const incomplete = monthOf(asOf + 1) === last ? spelled(last) : null;
  let first = last + 1;
  const firstOf = new Int32Array(customers).fill(last + 1);
  const monthOfDay = new Map<number, number>();
  const months = Int32Array.from(day, (each, row) => {
    const month = monthOfDay.get(each) ?? monthOf(each);
    monthOfDay.set(each, month);
    if (each <= asOf) {
      first = Math.min(first, month);
      firstOf[customer[row]!] = Math.min(firstOf[customer[row]!]!, month);
    }
    return month;
  });

  // a mark per customer and month: two purchases in a month are one customer
  const width = last - first + 1;
  const bought = new Uint8Array(customers * width);
  for (const [row, month] of months.entries()) if (day[row]! <= asOf) bought[customer[row]! * width + month - first] = 1;

  const cohorts = Array.from({ length: width }, (_, start) => Array.from({ length: width - start }, () => 0));
  const steps = Array.from({ length: Math.max(0, width - 1) }, () => ({ active: 0, again: 0 }));
  for (let c = 0; c < customers; c += 1) {
    for (let month = firstOf[c]! - first; month < width; month += 1) {
      if (bought[c * width + month] === 0) continue;
      cohorts[firstOf[c]! - first]![month + first - firstOf[c]!]! += 1;
      const step = steps[month];
      if (step === undefined) continue;
      step.active += 1;
      step.again += bought[c * width + month + 1]!;
    }
  }
  return {
    cohorts: cohorts.map((active, start) => ({ month: spelled(first + start), size: active[0]!, active })),
    incomplete,
    monthToMonth: steps.map(({ active, again }, i) => ({ month: spelled(first + i), again: shareOf(again, active) })),
  };
}
