/** On which days a person orders. */
import { addDays, dayFromNumber, dayNumber } from '../base/dates.ts';
import { isShut, seasonOf, springFestivalOf, type Season } from './goods.rules.ts';
import { between, pick, type Random } from './random.rules.ts';
import type { Rhythm } from './shop.rules.ts';

/** Mean days between two orders of those who come regularly. */
const intervals = { weekly: 9, monthly: 30, slipping: 24 } as const;

/**
 * The days, ascending and at least one, from `from` to `until` (both included). `pace` 1 is a lively shop; a
 * smaller one stretches the intervals, for benches that need many people rather than many orders.
 */
export function visitsOf(random: Random, rhythm: Rhythm, from: string, until: string, pace: number): string[] {
  const first = dayNumber(from);
  const last = dayNumber(until);
  // a third were customers before the two years began
  const joined = random() < 0.35 ? first : first + Math.floor(random() ** 1.5 * (last - first) * 0.85);
  return visitNumbers(random, rhythm, joined, last, pace)
    .filter((day) => day >= first && day <= last)
    .toSorted((a, b) => a - b)
    .map((day) => openDayOf(dayFromNumber(day)))
    .filter((day, i, days) => day !== days[i - 1]);
}

/** Who would come while the shop is shut comes before. */
const openDayOf = (day: string): string => (isShut(day) ? openDayOf(addDays(day, -1)) : day);

function visitNumbers(random: Random, rhythm: Rhythm, joined: number, last: number, pace: number): number[] {
  switch (rhythm) {
    case 'weekly':
    case 'monthly':
      return regular(random, joined, last, intervals[rhythm] / pace);
    case 'slipping': {
      // came regularly and stopped between two and ten months ago
      const stopped = last - between(random, 60, 300);
      return regular(random, Math.min(joined, stopped - 60), stopped, intervals.slipping / pace);
    }
    case 'seasonal':
      return seasonal(random, joined, last, pace);
    case 'once':
      return [between(random, joined, last - 31)];
    case 'new': {
      const start = last - between(random, 0, 28);
      return Array.from({ length: between(random, 1, 3) }, (_, i) => start + i * between(random, 5, 12));
    }
  }
}

function regular(random: Random, from: number, to: number, interval: number): number[] {
  const days: number[] = [];
  for (let day = from; day <= to; day += Math.max(1, Math.round(interval * (0.5 + random())))) days.push(day);
  return days;
}

const starts: Readonly<Record<Exclude<Season, 'newYear'>, string>> = { spring: '02-22', summer: '06-10', autumn: '09-15' };
const habits: readonly (readonly Season[])[] = [['spring'], ['spring', 'autumn'], ['summer'], ['autumn', 'newYear'], ['newYear'], ['summer', 'newYear'], ['spring', 'summer', 'autumn', 'newYear']];

/** Comes back in the same seasons every year, once to three times in each. */
function seasonal(random: Random, joined: number, last: number, pace: number): number[] {
  const habit = pick(random, habits);
  const days: number[] = [];
  for (let year = Number(dayFromNumber(joined).slice(0, 4)); year <= Number(dayFromNumber(last).slice(0, 4)) + 1; year += 1) {
    for (const season of habit) {
      const start = dayNumber(season === 'newYear' ? addDays(springFestivalOf(String(year)), -42) : `${year}-${starts[season]}`);
      const visits = random() < pace ? between(random, 1, 3) : 0;
      for (let i = 0; i < visits; i += 1) {
        const day = start + between(random, 0, season === 'newYear' ? 40 : 70);
        if (day >= joined && day <= last && seasonOf(dayFromNumber(day)) === season) days.push(day);
      }
    }
  }
  return days.length > 0 ? days : [between(random, Math.min(joined, last - 31), last - 31)];
}
