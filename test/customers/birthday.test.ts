import fc from 'fast-check';
import { LunarYear, Solar } from 'lunar-typescript';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayNumber } from '../../core/base/dates.ts';
import { dayOfLunar, leapMonthOf, lunarMonthDays, lunarOfDay } from '../../core/base/lunar.ts';
import { birthdayOf } from '../../core/imports/customers.rules.ts';
import { agesOf, birthdayHolds, birthdayWords, nextBirthday, spokenBirthday } from '../../core/customers/birthday.rules.ts';
import type { Birthday } from '../../core/customers/contract.ts';
import { Zodiac } from '../../core/customers/contract.ts';

const lunar = (month: number | null, day: number | null, year: number | null = null, leapMonth = false): Birthday => ({ calendar: 'lunar', year, month, day, leapMonth });
const solar = (month: number | null, day: number | null, year: number | null = null): Birthday => ({ calendar: 'solar', year, month, day, leapMonth: false });

describe('a birthday as people say it', () => {
  test.each<[string, Birthday]>([
    ['六月十五', lunar(6, 15)],
    ['农历六月十五', lunar(6, 15)],
    ['阴历六月十五日', lunar(6, 15)],
    ['旧历 6月15', lunar(6, 15)],
    ['农历6-15', lunar(6, 15)],
    ['农历闰六月初三', lunar(6, 3, null, true)],
    ['闰六月初三', lunar(6, 3, null, true)],
    ['农历闰06-15', lunar(6, 15, null, true)],
    ['腊月三十', lunar(12, 30)],
    ['大年三十', lunar(12, 30)],
    ['除夕', lunar(12, 30)],
    ['年三十', lunar(12, 30)],
    ['正月初一', lunar(1, 1)],
    ['大年初一', lunar(1, 1)],
    ['冬月廿三', lunar(11, 23)],
    ['十一月二十三', lunar(11, 23)],
    ['腊月二十三', lunar(12, 23)],
    ['腊八', lunar(12, 8)],
    ['八月初十', lunar(8, 10)],
    ['八月十五', lunar(8, 15)],
    ['中秋节', lunar(8, 15)],
    ['端午', lunar(5, 5)],
    ['九月初九', lunar(9, 9)],
    ['二月二', lunar(2, 2)],
    ['三月三', lunar(3, 3)],
    ['四月廿', lunar(4, 20)],
    ['十月卅', lunar(10, 30)],
    ['6月十五', lunar(6, 15)],
    ['1968年八月', lunar(8, null, 1968)],
    ['1968年八月十五', lunar(8, 15, 1968)],
    ['一九六八年八月十五', lunar(8, 15, 1968)],
    ['六八年腊月初八', lunar(12, 8, 1968)],
    ['68年六月十五生', lunar(6, 15, 1968)],
    ['农历1968年', lunar(null, null, 1968)],
    ['腊月里', lunar(12, null)],
    ['6月15日', solar(6, 15)],
    ['6月15号', solar(6, 15)],
    ['六月十五号', solar(6, 15)],
    ['阳历六月十五', solar(6, 15)],
    ['公历6月15', solar(6, 15)],
    ['6.15', solar(6, 15)],
    ['06-15', solar(6, 15)],
    ['6/15', solar(6, 15)],
    ['0615', solar(6, 15)],
    ['1968-06-15', solar(6, 15, 1968)],
    ['1968.6.15', solar(6, 15, 1968)],
    ['19680615', solar(6, 15, 1968)],
    ['1968年6月15日', solar(6, 15, 1968)],
    ['68年6月15', solar(6, 15, 1968)],
    ['二〇〇三年5月4日', solar(5, 4, 2003)],
    ['1968年6月', solar(6, null, 1968)],
    ['1968-06', solar(6, null, 1968)],
    ['1968', solar(null, null, 1968)],
    ['1968年生', solar(null, null, 1968)],
    ['6月', solar(6, null)],
    ['国庆节', solar(10, 1)],
    ['１９６８年６月１５日', solar(6, 15, 1968)],
    ['生日：六月十五'.replace('：', ''), lunar(6, 15)],
  ])('%s', (said, meant) => expect(spokenBirthday(said)).toEqual({ birthday: meant, zodiac: null }));

  test.each([['属马', null, 'horse'], ['属小龙', null, 'snake'], ['属马，六月十五', lunar(6, 15), 'horse'], ['六月十五 属马', lunar(6, 15), 'horse'], ['属马的', null, 'horse']] as const)(
    '%s keeps the animal', (said, birthday, zodiac) => expect(spokenBirthday(said)).toEqual({ birthday, zodiac }));

  test('the animal that the year says already is not kept twice; another one is', () => {
    expect(spokenBirthday('1968年八月十五 属猴')).toEqual({ birthday: lunar(8, 15, 1968), zodiac: null });
    expect(spokenBirthday('1968年 属羊')).toEqual({ birthday: solar(null, null, 1968), zodiac: null });
    expect(spokenBirthday('1968年八月十五 属马')).toEqual({ birthday: lunar(8, 15, 1968), zodiac: 'horse' });
  });

  test.each(['', '不知道', '十五', '十三月初一', '13月1日', '六月三十一', '农历6月31', '阳历闰六月初三', '公历腊月三十', '农历公历六月', '1868年', '六月初', '农历', '二月'.concat('三十五')])(
    '“%s” is not guessed at', (said) => expect(spokenBirthday(said)).toBeNull());

  test('is read from a table of customers too', () => {
    expect(['六月十五', '农历闰06-15', '1968-06-15', '6月15日', '不知道'].map(birthdayOf)).toEqual([lunar(6, 15), lunar(6, 15, null, true), solar(6, 15, 1968), solar(6, 15), null]);
  });

  test('what is written back means the same when it is read again', () => {
    const any = fc.record({ calendar: fc.constantFrom('solar' as const, 'lunar' as const), year: fc.option(fc.integer({ min: 1900, max: 2100 }), { nil: null }), month: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }), day: fc.option(fc.integer({ min: 1, max: 31 }), { nil: null }), leapMonth: fc.boolean() })
      .map((one) => ({ ...one, leapMonth: one.leapMonth && one.calendar === 'lunar' && one.month !== null })).filter(birthdayHolds);
    fc.assert(fc.property(any, fc.option(fc.constantFrom(...Zodiac.options), { nil: null }), (birthday, zodiac) => {
      const read = spokenBirthday(birthdayWords(birthday, zodiac));
      expect(read?.birthday).toEqual(birthday);
      if (birthday.year === null) expect(read?.zodiac).toBe(zodiac);
    }), { numRuns: 2000 });
  });
});

describe('the calendar', () => {
  test('agrees with the library on every day from 1930 to 2100', { timeout: 60_000 }, () => {
    const wrong: string[] = [];
    for (let number = dayNumber('1930-01-01'); number <= dayNumber('2100-12-31'); number += 1) {
      const day = dayFromNumber(number);
      const theirs = Solar.fromYmd(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))).getLunar();
      const ours = lunarOfDay(day);
      const same = ours !== null && ours.year === theirs.getYear() && ours.month === Math.abs(theirs.getMonth()) && ours.leapMonth === theirs.getMonth() < 0 && ours.day === theirs.getDay();
      if (!same || dayOfLunar(ours) !== day) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  test('has the leap months of 2000 to 2050', () => {
    const leaps = Object.fromEntries(Array.from({ length: 51 }, (_, index) => 2000 + index).flatMap((year) => {
      const month = leapMonthOf(year);
      return month === null ? [] : [[year, month]];
    }));
    expect(leaps).toEqual({
      2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5, 2042: 2, 2044: 7, 2047: 5, 2050: 3,
    });
    for (let year = 2000; year <= 2050; year += 1) expect(leapMonthOf(year) ?? 0).toBe(LunarYear.fromYear(year).getLeapMonth());
  });

  test('says nothing of years that it does not know', () => {
    expect(lunarOfDay('1899-01-01')).toBeNull();
    expect(dayOfLunar({ year: 2200, month: 1, day: 1, leapMonth: false })).toBeNull();
    expect(lunarMonthDays(2026, 6, true)).toBe(0);
  });
});

describe('the next birthday', () => {
  test.each<[string, Birthday, string, string | null]>([
    ['in its own year', lunar(6, 15), '2026-05-08', '2026-07-28'],
    ['today is the day itself', lunar(6, 15), '2026-07-28', '2026-07-28'],
    ['then the next year', lunar(6, 15), '2026-07-29', '2027-07-18'],
    ['a leap month that the year has', lunar(6, 3, null, true), '2025-01-01', '2025-07-27'],
    ['a leap month that the year has not is the plain one', lunar(6, 3, null, true), '2026-05-08', '2026-07-16'],
    ['腊月三十 of a year of 29 days is the last day', lunar(12, 30), '2025-01-01', '2025-01-28'],
    ['腊月三十 of a year of 30 days', lunar(12, 30), '2026-12-01', '2027-02-05'],
    ['in January the old lunar year still runs', lunar(12, 8), '2026-01-10', '2026-01-26'],
    ['a solar one', solar(6, 15, 1968), '2026-05-08', '2026-06-15'],
    ['29 February in a plain year', solar(2, 29, 1968), '2026-02-01', '2026-02-28'],
    ['29 February in a leap year', solar(2, 29), '2028-02-01', '2028-02-29'],
    ['without a day there is none', lunar(8, null, 1968), '2026-05-08', null],
    ['without a month there is none', solar(null, null, 1968), '2026-05-08', null],
  ])('%s', (_, birthday, today, next) => expect(nextBirthday(birthday, today)).toBe(next));
});

describe('ages', () => {
  const one = (full: number, nominal: number) => ({ full: { least: full, most: full }, nominal: { least: nominal, most: nominal } });
  test.each<[string, Birthday, string, ReturnType<typeof agesOf>]>([
    ['the day before the birthday', solar(6, 15, 1968), '2026-06-14', one(57, 59)],
    ['on the birthday', solar(6, 15, 1968), '2026-06-15', one(58, 59)],
    ['born at the end of a lunar year: two at the first spring festival', lunar(12, 29, 2024), '2025-01-29', one(0, 2)],
    ['born in January: the lunar year is the one before', solar(1, 10, 1968), '2026-05-08', one(58, 60)],
    ['a lunar day', lunar(8, 15, 1968), '2026-10-05', one(57, 59)],
    ['only the year', solar(null, null, 1968), '2026-05-08', { full: { least: 57, most: 58 }, nominal: { least: 59, most: 60 } }],
    ['only the lunar year', lunar(null, null, 1968), '2026-05-08', { full: { least: 57, most: 58 }, nominal: { least: 59, most: 59 } }],
    ['no year', lunar(6, 15), '2026-05-08', null],
    ['not born yet', solar(6, 15, 2030), '2026-05-08', null],
  ])('%s', (_, birthday, today, ages) => expect(agesOf(birthday, today)).toEqual(ages));

  test('a day that a year has not is no birthday', () => {
    expect(birthdayHolds(lunar(6, 3, 2026, true))).toBe(false);
    expect(birthdayHolds(lunar(6, 3, 2025, true))).toBe(true);
    expect(birthdayHolds(lunar(12, 30, 2024))).toBe(false);
    expect(birthdayHolds(solar(2, 29, 2025))).toBe(false);
    expect(birthdayHolds(solar(2, 29))).toBe(true);
    expect(birthdayHolds(lunar(null, null, 1968))).toBe(true);
  });
});
