/**
 * Ages, animals and birthdays as the database can compare them. A birthday becomes one number that grows with the days of
 * its own calendar; what is not known of it makes it a stretch from the first to the last day it can have been.
 */
import { addDays, isDay } from '../base/dates.ts';
import { dayOfLunar, lunarOfDay } from '../base/lunar.ts';
import { nextBirthday } from '../customers/birthday.rules.ts';
import type { Birthday } from '../customers/contract.ts';

type Known = { readonly year: number; readonly month: number; readonly day: number; readonly leapMonth?: boolean };
/** Below it lie the months, a leap month behind its plain one, and in them the days. */
export const yearWeight = 10_000;
export const monthWeight = 200;
export const leapWeight = 100;
const keyOf = ({ year, month, day, leapMonth = false }: Known): number => year * yearWeight + month * monthWeight + (leapMonth ? leapWeight : 0) + day;

const solarKey = (day: string): number => keyOf({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) });
const keysOf = (day: string): { readonly solar: number; readonly lunar: number } => {
  const lunar = lunarOfDay(day);
  return { solar: solarKey(day), lunar: lunar === null ? 0 : keyOf(lunar) };
};

/** Whoever was born before these is at least so many years old (周岁) today, and nobody else. */
export const bornBefore = (today: string, years: number): { readonly solar: number; readonly lunar: number } => {
  const day = `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
  return keysOf(isDay(day) ? addDays(day, 1) : `${day.slice(0, 5)}03-01`);
};
/** Nobody is born from these on. */
export const tomorrow = (today: string) => keysOf(addDays(today, 1));

const twelve = Array.from({ length: 12 }, (_, month) => month + 1);
const daysOf = (days: number) => Array.from({ length: days }, (_, day) => day + 1);
const everyBirthday: readonly Birthday[] = [
  ...twelve.flatMap((month) => daysOf(31).map((day): Birthday => ({ calendar: 'solar', year: null, month, day, leapMonth: false }))),
  ...[false, true].flatMap((leapMonth) => twelve.flatMap((month) => daysOf(30).map((day): Birthday => ({ calendar: 'lunar', year: null, month, day, leapMonth })))),
];

/** `lunar 6 15 0`: how the database writes a birthday without its year. */
const birthdayKey = ({ calendar, month, day, leapMonth }: Birthday): string => `${calendar} ${month} ${day} ${leapMonth ? 1 : 0}`;
/** The birthdays of both calendars that come within so many days, today included. */
export const birthdaysWithin = (today: string, days: number): readonly string[] => {
  const last = addDays(today, days);
  return everyBirthday.filter((birthday) => (nextBirthday(birthday, today) ?? '9999') <= last).map(birthdayKey);
};

export const firstNewYear = 1900;
/** The first day of the lunar year in each solar one from 1900 on, as month × 100 + day. */
export const newYears = (): readonly number[] =>
  Array.from({ length: 201 }, (_, index) => Number(dayOfLunar({ year: firstNewYear + index, month: 1, day: 1, leapMonth: false })!.slice(5).replace('-', '')));
