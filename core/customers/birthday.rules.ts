/**
 * Birthdays as people say them: 六月十五, 闰六月初三, 腊月三十, 68年八月, 属马. Chinese numerals without 日 or 号 mean the lunar
 * calendar, digits the solar one, unless the person says which.
 */
import { isDay } from '../base/dates.ts';
import { dayOfLunar, leapMonthOf, lunarMonthDays, lunarOfDay } from '../base/lunar.ts';
import type { Birthday, Zodiac } from './contract.ts';

export type Spoken = { readonly birthday: Birthday | null; readonly zodiac: Zodiac | null };

const animals: readonly (readonly [zodiac: Zodiac, written: string])[] = [
  ['rat', '鼠'], ['ox', '牛'], ['tiger', '虎'], ['rabbit', '兔'], ['dragon', '龙'], ['snake', '蛇'], ['horse', '马'], ['goat', '羊'], ['monkey', '猴'],
  ['rooster', '鸡'], ['dog', '狗'], ['pig', '猪'],
];
const digits = '〇一二三四五六七八九';
const monthNames = ['正月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '冬月', '腊月'] as const;

/** Days that have a name of their own. */
const named: readonly (readonly [RegExp, string])[] = [
  [/除夕|大?年三十/, '腊月三十'], [/大?年初一|春节/, '正月初一'], [/元宵节?/, '正月十五'], [/端午节?/, '农历五月初五'], [/七夕节?/, '农历七月初七'], [/中元节?/, '农历七月十五'],
  [/中秋节?/, '农历八月十五'], [/重阳节?/, '农历九月初九'], [/腊八节?/, '腊月初八'], [/元旦/, '1月1日'], [/五一节?$/, '5月1日'], [/六一节?$/, '6月1日'], [/八一节?$/, '8月1日'], [/国庆节?/, '10月1日'],
];

/** 十五, 廿三, 初五, 31 → the number; NaN when it is none. */
const numberOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replace('初', '').replace('廿', '二十').replace('卅', '三十');
  const [, tens, ones] = /^([一二三]?十)?([一二三四五六七八九])?$/.exec(plain) ?? [];
  if (tens === undefined && ones === undefined) return Number.NaN;
  return (tens === undefined ? 0 : tens === '十' ? 10 : digits.indexOf(tens.charAt(0)) * 10) + (ones === undefined ? 0 : digits.indexOf(ones));
};

/** 1968, 68, 一九六八, 六八: of two digits 30 to 99 are the last century, as spreadsheets have it. */
const yearOf = (text: string): number => {
  const written = Number([...text.replace(/[零○]/g, '〇')].map((each) => (/\d/.test(each) ? each : digits.indexOf(each))).join(''));
  return text.length > 2 ? written : written < 30 ? 2000 + written : 1900 + written;
};

const monthOf = (text: string): number => ({ 正: 1, 冬: 11, 腊: 12 })[text] ?? numberOf(text);

const yearPart = String.raw`(?:(\d{4}|\d{2}|[〇零○一二三四五六七八九]{4}|[〇零○一二三四五六七八九]{2})年)?`;
const inWords = new RegExp(String.raw`^${yearPart}(?:(闰)?(\d{1,2}|十[一二]?|[一二三四五六七八九正冬腊])月份?(?:(\d{1,2}|初?[一二三四五六七八九十廿卅]{1,3})(日|号)?)?)?$`);
const inFigures = /^(?:(\d{4}|\d{2})[-/.年])?(闰)?(\d{1,2})[-/.月](\d{1,2})日?$/;
const yearAndMonth = /^(\d{4})[-/.](\d{1,2})$/;

type Parts = { readonly year?: string | undefined; readonly leap?: string | undefined; readonly month?: string | undefined; readonly day?: string | undefined; readonly ending?: string | undefined };

const partsOf = (text: string): Parts | null => {
  if (/^(?:19|20)\d{6}$/.test(text)) return { year: text.slice(0, 4), month: text.slice(4, 6), day: text.slice(6) };
  if (/^(?:19|20)\d{2}$/.test(text)) return { year: text };
  if (/^\d{4}$/.test(text)) return { month: text.slice(0, 2), day: text.slice(2) };
  const [figures, ...inFigure] = inFigures.exec(text) ?? [];
  if (figures !== undefined) return { year: inFigure[0], leap: inFigure[1], month: inFigure[2], day: inFigure[3] };
  const [both, ...first] = yearAndMonth.exec(text) ?? [];
  if (both !== undefined) return { year: first[0], month: first[1] };
  const [words, ...inWord] = inWords.exec(text) ?? [];
  return words === undefined ? null : { year: inWord[0], leap: inWord[1], month: inWord[2], day: inWord[3], ending: inWord[4] };
};

/** Whether the words themselves belong to the lunar calendar. */
const onlyLunar = ({ leap, month = '', day = '' }: Parts): boolean => leap !== undefined || /[正冬腊]/.test(month) || /[初廿卅]/.test(day);
const spokenLunar = ({ month = '', day = '', ending }: Parts): boolean =>
  ending === undefined && (day === '' ? /[一二三四五六七八九十]/.test(month) : /[一二三四五六七八九十]/.test(day));

const inRange = (value: number | null, from: number, to: number): boolean => value === null || (value >= from && value <= to);

const birthdayOf = (text: string, calendar: Birthday['calendar'] | null): Birthday | null => {
  const parts = partsOf(text);
  if (!parts || (parts.year === undefined && parts.month === undefined)) return null;
  if (calendar === 'solar' && onlyLunar(parts)) return null;
  const year = parts.year === undefined ? null : yearOf(parts.year);
  const month = parts.month === undefined ? null : monthOf(parts.month);
  const day = parts.day === undefined ? null : numberOf(parts.day);
  const kind = calendar ?? (onlyLunar(parts) || spokenLunar(parts) ? 'lunar' : 'solar');
  if (!inRange(year, 1900, 2100) || !inRange(month, 1, 12) || !inRange(day, 1, kind === 'lunar' ? 30 : 31)) return null;
  return { calendar: kind, year, month, day, leapMonth: parts.leap !== undefined };
};

/** What was meant, or null when it cannot be read. */
export const spokenBirthday = (text: string): Spoken | null => {
  let rest = text.normalize('NFKC').replace(/[\s,。、;()]|生日|出生|生人|左右/g, '').replace(/[生的里]+$/, '');
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest)?.[0] ?? null;
    if (found !== null) rest = rest.replace(found, '');
    return found;
  };
  const animal = take(/属?小龙|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]的?/)?.replace(/属|的/g, '').replace('小龙', '蛇');
  const zodiac = animals.find(([, written]) => written === animal)?.[0] ?? null;
  for (const [pattern, meant] of named) rest = rest.replace(pattern, meant);
  const lunar = take(/农历|阴历|旧历|老历|古历|夏历/) !== null;
  const solar = take(/公历|阳历|新历|西历|国历/) !== null;
  if (lunar && solar) return null;
  if (rest === '') return zodiac === null || lunar || solar ? null : { birthday: null, zodiac };
  const birthday = birthdayOf(rest, lunar ? 'lunar' : solar ? 'solar' : null);
  if (!birthday) return null;
  // What the year says already is not kept twice.
  return { birthday, zodiac: zodiac !== null && zodiacsOf(birthday).includes(zodiac) ? null : zodiac };
};

const dayName = (day: number): string => {
  const ones = digits.charAt(day % 10);
  if (day <= 10) return `初${day === 10 ? '十' : ones}`;
  if (day < 20) return `十${ones}`;
  return day === 20 ? '二十' : day < 30 ? `廿${ones}` : '三十';
};

/** 1968年5月8日, 农历四月十一, 属马: as much of it as is known, and said again it means the same. */
export const birthdayWords = (birthday: Birthday | null, zodiac: Zodiac | null = null): string => {
  const animal = zodiac === null ? '' : `属${animals.find(([one]) => one === zodiac)?.[1] ?? ''}`;
  if (!birthday) return animal;
  const { calendar, year, month, day, leapMonth } = birthday;
  const inYear = year === null ? '' : `${year}年`;
  const words = calendar === 'solar'
    ? [inYear, month === null ? '' : `${month}月`, day === null ? '' : `${day}日`]
    : ['农历', inYear, leapMonth && month !== null ? '闰' : '', monthNames[(month ?? 0) - 1] ?? '', day === null ? '' : dayName(day)];
  return [words.join(''), animal].filter((part) => part !== '').join(' ');
};

const two = (number: number): string => String(number).padStart(2, '0');
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days that a month can have at most, in some year; a lunar month has 29 or 30. */
const longestMonth = ({ calendar, month }: Birthday): number =>
  calendar === 'lunar' ? 30 : month === null ? 31 : lastOf(2000, month);

/** Whether there is such a day: no 30 February, no 闰六月 in a year without. */
export const birthdayHolds = (birthday: Birthday): boolean => {
  const { calendar, year, month, day, leapMonth } = birthday;
  if (year === null && month === null && day === null) return false;
  if (month === null) return day === null;
  if (day !== null && day > longestMonth(birthday)) return false;
  if (year === null) return true;
  if (calendar === 'lunar') return lunarMonthDays(year, month, leapMonth) >= (day ?? 1);
  return day === null || isDay(`${year}-${two(month)}-${two(day)}`);
};

/** Its day in that year of its own calendar. Without a leap month it is kept in the plain one, the 30th on the last day. */
const dayInYear = ({ calendar, leapMonth }: Birthday, month: number, day: number, year: number): string | null => {
  if (calendar === 'solar') return `${year}-${two(month)}-${two(Math.min(day, lastOf(year, month)))}`;
  const leap = leapMonth && leapMonthOf(year) === month;
  return dayOfLunar({ year, month, leapMonth: leap, day: Math.min(day, lunarMonthDays(year, month, leap)) });
};

/** The next day it falls on, today included; null while month or day is not known. */
export const nextBirthday = (birthday: Birthday, today: string): string | null => {
  const { month, day, calendar } = birthday;
  if (month === null || day === null) return null;
  const year = calendar === 'solar' ? Number(today.slice(0, 4)) : (lunarOfDay(today)?.year ?? Number(today.slice(0, 4)));
  return [year, year + 1].map((one) => dayInYear(birthday, month, day, one)).find((one) => one !== null && one >= today) ?? null;
};

/** The first and the last day on which the person can have been born; null without a year. */
const bornBetween = ({ calendar, year, month, day, leapMonth }: Birthday): readonly [string, string] | null => {
  if (year === null) return null;
  if (calendar === 'solar') {
    const last = month ?? 12;
    return [`${year}-${two(month ?? 1)}-${two(day ?? 1)}`, `${year}-${two(last)}-${two(day ?? lastOf(year, last))}`];
  }
  const lastMonth = month ?? 12;
  const leap = leapMonth && month !== null;
  const first = dayOfLunar({ year, month: month ?? 1, leapMonth: leap, day: day ?? 1 });
  const last = dayOfLunar({ year, month: lastMonth, leapMonth: leap, day: day ?? lunarMonthDays(year, lastMonth, leap) });
  return first === null || last === null ? null : [first, last];
};

const lunarYearsOf = (birthday: Birthday): readonly number[] => {
  const between = bornBetween(birthday);
  return between === null ? [] : [...new Set(between.map((day) => lunarOfDay(day)?.year ?? Number(day.slice(0, 4))))];
};

const zodiacOfYear = (year: number): Zodiac => animals[(((year - 4) % 12) + 12) % 12]![0];
/** The animals that the birthday allows: one, or two for a solar year of which the month is not known; none without a year. */
export const zodiacsOf = (birthday: Birthday): readonly Zodiac[] => lunarYearsOf(birthday).map(zodiacOfYear);

const yearsBetween = (from: string, to: string): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

type Range = { readonly least: number; readonly most: number };
/** 周岁 by the solar day, 虚岁 by the lunar year; a range while the day is not known. Null without a year, and before birth. */
export const agesOf = (birthday: Birthday, today: string): { readonly full: Range; readonly nominal: Range } | null => {
  const between = bornBetween(birthday);
  const now = lunarOfDay(today)?.year;
  const years = lunarYearsOf(birthday);
  if (!between || now === undefined || between[0] > today) return null;
  const full = between.map((day) => Math.max(0, yearsBetween(day, today)));
  const nominal = years.map((year) => Math.max(1, now - year + 1));
  return { full: { least: Math.min(...full), most: Math.max(...full) }, nominal: { least: Math.min(...nominal), most: Math.max(...nominal) } };
};
