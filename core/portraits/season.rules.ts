/** In which part of the farming year a person buys. */
import { daysBetween } from '../base/dates.ts';
import type { Quarter } from './contract.ts';
import type { Purchase } from './rules.ts';

/**
 * The day of the month on which 立春, 立夏, 立秋, 立冬 fall: ⌊0.2422 y + C⌋ − ⌊(y − 1) / 4⌋ with y the year of its century
 * and one C for each century (寿星通式); for 1901 to 2099, with the years in which the formula is a day off.
 */
const terms = [
  { quarter: 'spring', month: 2, c19: 4.6295, c20: 3.87, leapBefore: 1, off: { 1914: -1, 1947: -1 } },
  { quarter: 'summer', month: 5, c19: 6.318, c20: 5.52, leapBefore: 0, off: { 1911: 1 } },
  { quarter: 'autumn', month: 8, c19: 8.35, c20: 7.5, leapBefore: 0, off: { 2002: 1 } },
  { quarter: 'winter', month: 11, c19: 8.218, c20: 7.438, leapBefore: 0, off: { 2089: 1 } },
] as const satisfies readonly { readonly quarter: Quarter; readonly month: number; readonly c19: number; readonly c20: number; readonly leapBefore: number; readonly off: Readonly<Record<number, number>> }[];

/** First day of the quarter that begins in that year, YYYY-MM-DD. */
export function quarterStart(quarter: Quarter, year: number): string {
  const { month, c19, c20, leapBefore, off } = terms.find((term) => term.quarter === quarter)!;
  const y = year % 100;
  const offBy = (off as Readonly<Record<number, number>>)[year] ?? 0;
  const day = Math.floor(y * 0.2422 + (year < 2000 ? c19 : c20)) - Math.floor((y - leapBefore) / 4) + offBy;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The quarter of a day; what lies before 立春 belongs to the winter of the year before. */
export const quarterOf = (day: string): Quarter => terms.findLast(({ quarter }) => quarterStart(quarter, Number(day.slice(0, 4))) <= day)?.quarter ?? 'winter';

type Bought = { orders: number; netFen: number };
const nothing = (): Bought => ({ orders: 0, netFen: 0 });
const add = (to: Bought, { netFen }: Purchase): void => {
  to.orders += 1;
  to.netFen += netFen;
};

export function quartersOf(purchases: readonly Purchase[]): Record<Quarter, Bought> {
  const quarters: Record<Quarter, Bought> = { spring: nothing(), summer: nothing(), autumn: nothing(), winter: nothing() };
  for (const purchase of purchases) add(quarters[quarterOf(purchase.day)], purchase);
  return quarters;
}

/** January to December, all years together. */
export function calendarOf(purchases: readonly Purchase[]): Bought[] {
  const months = Array.from({ length: 12 }, nothing);
  for (const purchase of purchases) add(months[Number(purchase.day.slice(5, 7)) - 1]!, purchase);
  return months;
}

/** The twelve months up to the one of the day, oldest first, the empty ones too. */
export function lastMonthsOf(purchases: readonly Purchase[], asOf: string): (Bought & { month: string })[] {
  const last = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  const months = Array.from({ length: 12 }, (_, at) => {
    const number = last - 11 + at;
    return { month: `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`, ...nothing() };
  });
  for (const purchase of purchases) {
    const month = months.find((one) => one.month === purchase.day.slice(0, 7));
    if (month) add(month, purchase);
  }
  return months;
}

const MIN_SEASON_ORDERS = 6;
const aYear = 365;

/** The quarter that holds half of the purchases of somebody known for a year or longer; earlier every season would be the only one. */
export function usualQuarterOf(purchases: readonly Purchase[], days: readonly string[]): Quarter | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || purchases.length < MIN_SEASON_ORDERS || daysBetween(first, last) < aYear) return null;
  const [[quarter, most], [, next]] = Object.entries(quartersOf(purchases)).toSorted(([, a], [, b]) => b.orders - a.orders) as [[Quarter, Bought], [Quarter, Bought], ...[Quarter, Bought][]];
  return most.orders * 2 >= purchases.length && most.orders > next.orders ? quarter : null;
}
