/**
 * The Chinese calendar from 1899 to 2101. A table, because the system's own calendar is wrong on hundreds of days and a
 * library would weigh more than the rest of a page; a test holds it against the library, day by day.
 */
import { dayFromNumber, dayNumber } from './dates.ts';

export type LunarDay = { readonly year: number; readonly month: number; readonly day: number; readonly leapMonth: boolean };

const firstYear = 1899;
/** The first day of the first month of that year. */
const firstDay = dayNumber('1899-02-10');

/** Five hexadecimal digits a year: 1 when the leap month has 30 days, the leap month's number, a bit for each month of 30 days. */
const years = [
  '00ad508bd20075200ea505b2a0064b00a9b14aa60056a00b5902baa0075206da500b2500a4b15a4b002ad0056b025b500da917e9200e9200d2505d2d00a56002b614ad5006d4',
  '00ea902f4a00e92066a60052b00a571595600b5a006d4137610074917b1300a930052b1651b00aad0056a14da500ba400b4902d4b00a9507aad0053600aad15aca005b200da5',
  '13ea200d4a0859500a97005560657500ad5006d20475500ea50064a0364f00a9b07ada0056a00b6905bb200b5200b2504b2b00a4b08aab002ad0056d165a900da900d9204e95',
  '00d250ae4d00a56002b6062f5006d500ea905f5200e9200d260352e00a5708ad60035a006d505b69007490069304a9b0052b00a5b02aae0056a07dd500ba400b4905d5300a95',
  '0052d0455d00ab509baa005d200da516e8a00d4a00c9504a9e0055600ab502ada006d206765007250064b0565700cab0055a0356e00b690bf5200b5200b2516d0b00a4b004ab',
  '052bb005ad00b6a02daa00d9207ea500d2500a5515a4d004b6005b5136d200ec908f9200e9200d261651600a57004d61436500755007490374b0069307aab0052b00a5b05aba',
  '0056a00b6504baa00b4a08d9500a950052d0656d00ab5005aa045d500da500d4a03e4d00c9607cce0055600ab515ad2006d200ea50472a0068b08697004ab0055b1655600b6a',
  '0075204b9500b4500a8b02a4f004ab074db',
].join('');
const yearCount = years.length / 5;

type Month = { readonly month: number; readonly leapMonth: boolean; readonly days: number };
type Year = { readonly starts: number; readonly months: readonly Month[] };

const monthsIn = (code: number): readonly Month[] =>
  Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) => {
    const plain: Month = { month, leapMonth: false, days: (code >> (month - 1)) & 1 ? 30 : 29 };
    return month === ((code >> 12) & 15) ? [plain, { month, leapMonth: true, days: code >> 16 ? 30 : 29 }] : [plain];
  });

const calendar: readonly Year[] = (() => {
  let starts = firstDay;
  return Array.from({ length: yearCount }, (_, index) => {
    const months = monthsIn(Number.parseInt(years.slice(index * 5, index * 5 + 5), 16));
    const year = { starts, months };
    starts += months.reduce((sum, { days }) => sum + days, 0);
    return year;
  });
})();

const yearOf = (year: number): Year | undefined => calendar[year - firstYear];

/** The month that a year has twice; null when it has none, or lies outside the table. */
export const leapMonthOf = (year: number): number | null => yearOf(year)?.months.find(({ leapMonth }) => leapMonth)?.month ?? null;

/** 29 or 30; 0 when the year has no such month. */
export const lunarMonthDays = (year: number, month: number, leapMonth: boolean): number =>
  yearOf(year)?.months.find((one) => one.month === month && one.leapMonth === leapMonth)?.days ?? 0;

/** The day YYYY-MM-DD of a lunar day; null when that year has no such day. */
export const dayOfLunar = ({ year, month, day, leapMonth }: LunarDay): string | null => {
  const found = yearOf(year);
  if (!found || day < 1 || day > lunarMonthDays(year, month, leapMonth)) return null;
  const before = found.months.slice(0, found.months.findIndex((one) => one.month === month && one.leapMonth === leapMonth));
  return dayFromNumber(found.starts + before.reduce((sum, { days }) => sum + days, 0) + day - 1);
};

/** The lunar day of YYYY-MM-DD; null outside the table. */
export const lunarOfDay = (day: string): LunarDay | null => {
  const number = dayNumber(day);
  const guess = Number(day.slice(0, 4));
  const year = [guess, guess - 1].find((one) => (yearOf(one)?.starts ?? Infinity) <= number);
  const found = year === undefined ? undefined : yearOf(year);
  if (year === undefined || !found) return null;
  let left = number - found.starts;
  for (const { month, leapMonth, days } of found.months) {
    if (left < days) return { year, month, day: left + 1, leapMonth };
    left -= days;
  }
  return null;
};
