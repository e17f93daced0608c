/** What the shop sells and when. Prices in fen as of the first year; they rise by 3 % a year. */
import { addDays, dayNumber } from '../base/dates.ts';
import type { ShopPlatform } from './shop.rules.ts';

export type Season = 'spring' | 'summer' | 'autumn' | 'newYear';

export type Good = {
  readonly name: string;
  readonly spec: string;
  readonly unitFen: number;
  readonly most: number;
  readonly weight: number;
  /** null: sold all year */
  readonly season: Season | null;
  /** first and last day MM-DD inside the season, when it is shorter than the season */
  readonly window?: readonly [string, string];
  /** null: everywhere; live animals, sacks and fresh goods do not travel by parcel */
  readonly only?: readonly ShopPlatform[];
};

const local: readonly ShopPlatform[] = ['kuaituantuan'];

export const goods: readonly Good[] = [
  { name: '土鸡蛋', spec: '30枚', unitFen: 4580, most: 2, weight: 10, season: null },
  { name: '农家红薯粉条', spec: '5斤装', unitFen: 3990, most: 2, weight: 5, season: null },
  { name: '手工挂面', spec: '2斤装', unitFen: 1580, most: 3, weight: 5, season: null },
  { name: '压榨菜籽油', spec: '5L', unitFen: 8800, most: 1, weight: 5, season: null },
  { name: '石磨豆腐', spec: '2斤', unitFen: 600, most: 2, weight: 7, season: null, only: local },
  { name: '散养土鸡', spec: '约3斤', unitFen: 7800, most: 1, weight: 3, season: null, only: local },
  { name: '土蜂蜜', spec: '500g', unitFen: 6800, most: 1, weight: 2, season: null },
  { name: '手工辣椒酱', spec: '2瓶', unitFen: 2580, most: 2, weight: 4, season: null },
  { name: '玉米碎鸡饲料', spec: '50斤', unitFen: 7200, most: 2, weight: 3, season: null, only: local },
  { name: '香菇干货', spec: '250g', unitFen: 2980, most: 2, weight: 3, season: null },
  { name: '鸡苗', spec: '10只', unitFen: 4500, most: 3, weight: 14, season: 'spring', window: ['03-01', '04-25'], only: local },
  { name: '鸭苗', spec: '10只', unitFen: 5500, most: 2, weight: 6, season: 'spring', window: ['03-10', '04-25'], only: local },
  { name: '复合肥', spec: '80斤', unitFen: 16500, most: 3, weight: 14, season: 'spring', only: ['kuaituantuan', 'pinduoduo'] },
  { name: '尿素化肥', spec: '80斤', unitFen: 10800, most: 3, weight: 8, season: 'spring', only: local },
  { name: '水稻种子', spec: '2斤', unitFen: 5800, most: 2, weight: 6, season: 'spring' },
  { name: '蔬菜种子组合', spec: '8包', unitFen: 1280, most: 2, weight: 6, season: 'spring' },
  { name: '明前毛尖茶', spec: '250g', unitFen: 16800, most: 1, weight: 6, season: 'spring', window: ['04-01', '05-10'] },
  { name: '麒麟西瓜', spec: '1个约12斤', unitFen: 1880, most: 2, weight: 18, season: 'summer', window: ['06-10', '08-25'], only: local },
  { name: '黄桃', spec: '5斤装', unitFen: 3580, most: 2, weight: 9, season: 'summer', window: ['07-10', '08-31'] },
  { name: '嫩玉米', spec: '10根', unitFen: 1980, most: 2, weight: 9, season: 'summer' },
  { name: '新鲜毛豆', spec: '3斤', unitFen: 1200, most: 2, weight: 6, season: 'summer', only: local },
  { name: '红皮红薯', spec: '10斤装', unitFen: 2280, most: 2, weight: 14, season: 'autumn' },
  { name: '带壳花生', spec: '5斤装', unitFen: 3880, most: 2, weight: 12, season: 'autumn' },
  { name: '当年新米', spec: '20斤', unitFen: 6980, most: 2, weight: 14, season: 'autumn', window: ['09-25', '11-30'] },
  { name: '油板栗', spec: '3斤', unitFen: 2980, most: 2, weight: 8, season: 'autumn', window: ['09-10', '10-31'] },
  { name: '柴火腊肉', spec: '2斤', unitFen: 8600, most: 2, weight: 20, season: 'newYear' },
  { name: '手工腊肠', spec: '2斤', unitFen: 7600, most: 2, weight: 14, season: 'newYear' },
  { name: '糯米糍粑', spec: '3斤', unitFen: 2680, most: 3, weight: 12, season: 'newYear' },
  { name: '年货大礼包', spec: '10样', unitFen: 16800, most: 2, weight: 10, season: 'newYear' },
];

/** Chinese New Year's Day. Before 2020 and after 2035 the middle of its range serves: a season moves by two weeks at most. */
const newYearDays: Readonly<Record<string, string>> = {
  2020: '01-25', 2021: '02-12', 2022: '02-01', 2023: '01-22', 2024: '02-10', 2025: '01-29', 2026: '02-17', 2027: '02-06',
  2028: '01-26', 2029: '02-13', 2030: '02-03', 2031: '01-23', 2032: '02-11', 2033: '01-31', 2034: '02-19', 2035: '02-08',
};

export const springFestivalOf = (year: string): string => `${year}-${newYearDays[year] ?? '02-05'}`;

const months: Readonly<Record<Exclude<Season, 'newYear'>, readonly [string, string]>> = {
  spring: ['02-20', '05-10'],
  summer: ['06-01', '08-31'],
  autumn: ['09-10', '11-30'],
};

/** The season of a day, null between the seasons. The six weeks before the Spring Festival are 年货 time. */
export function seasonOf(day: string): Season | null {
  const festival = dayNumber(springFestivalOf(day.slice(0, 4)));
  const before = festival - dayNumber(day);
  if (before >= 2 && before <= 42) return 'newYear';
  // late January of the next year can begin the season in December
  const nextBefore = dayNumber(springFestivalOf(String(Number(day.slice(0, 4)) + 1))) - dayNumber(day);
  if (nextBefore >= 2 && nextBefore <= 42) return 'newYear';
  const date = day.slice(5);
  const found = (['spring', 'summer', 'autumn'] as const).find((season) => date >= months[season][0] && date <= months[season][1]);
  return found ?? null;
}

/** From the Eve to the sixth day of the New Year the shop is shut. */
export function isShut(day: string): boolean {
  const festival = springFestivalOf(day.slice(0, 4));
  return day >= addDays(festival, -1) && day <= addDays(festival, 5);
}

export function goodsOn(day: string, platform: ShopPlatform): readonly Good[] {
  const season = seasonOf(day);
  const date = day.slice(5);
  return goods.filter(
    (good) =>
      (good.season === null || good.season === season) &&
      (good.window === undefined || (date >= good.window[0] && date <= good.window[1])) &&
      (good.only === undefined || good.only.includes(platform)),
  );
}

/** Price in the n-th year of the shop, to the ten fen. */
export const priceOf = (good: Good, year: number): number => Math.round((good.unitFen * 1.03 ** year) / 10) * 10;
