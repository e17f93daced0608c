/**
 * Days and instants of the shop. The shop's clock is China's, whatever zone the laptop believes in:
 * platform exports are written in it, and a day must not move when the machine is set up wrongly.
 */

const offsetMinutes = 8 * 60;
const dayMilliseconds = 86_400_000;

/** Milliseconds since the epoch → `YYYY-MM-DDTHH:mm:ss+08:00`. */
export const instantOf = (epochMilliseconds: number): string =>
  `${new Date(epochMilliseconds + offsetMinutes * 60_000).toISOString().slice(0, 19)}+08:00`;

/** The shop-local day of an instant written by `instantOf`. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** Days since 1970-01-01 of a `YYYY-MM-DD` day. */
export const dayNumber = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMilliseconds;

/** The inverse of `dayNumber`. */
export const dayFromNumber = (number: number): string => new Date(number * dayMilliseconds).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

export const addDays = (day: string, days: number): string => dayFromNumber(dayNumber(day) + days);

/** True for a day that the calendar has: 2026-02-30 is not one. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayFromNumber(dayNumber(text)) === text;
