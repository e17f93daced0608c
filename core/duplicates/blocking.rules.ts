/**
 * Which pairs are worth comparing. Nobody is compared with everybody: only who shares a phone, a name with a village, a
 * rare name, a house, a nickname or a birthday. Whatever could reach the queue shares one of these. Pure.
 */
import type { Person } from './population.rules.ts';
import { houseKey, villageKey } from './population.rules.ts';

/** A block of more people says nothing any more: a shop's phone, the nickname 平安, a name that half a county bears. */
const largest = { phone: 30, wechat: 30, village: 60, house: 20, nick: 20, birthday: 30, name: 12 } as const;
type Kind = keyof typeof largest;

const keysOf = ({ name, reading, aliasReadings, phones, wechats, places, birthday, nicks }: Person): readonly string[] => {
  const key = (kind: Kind, value: string) => `${kind}|${value}`;
  const known = places.filter(({ village }) => village !== null);
  const sounds = [...new Set([...(name.simple === null ? [] : [reading || name.simple]), ...aliasReadings])];
  const born = birthday?.month && birthday.day ? `${birthday.calendar}|${birthday.month}|${birthday.day}` : null;
  return [...new Set([
    ...phones.map((phone) => key('phone', phone)),
    ...wechats.map((wechat) => key('wechat', wechat)),
    ...nicks.map((nick) => key('nick', nick)),
    ...known.filter(({ house }) => house !== null).map((place) => key('house', houseKey(place))),
    ...sounds.flatMap((sound) => [key('name', sound), ...known.map((place) => key('village', `${sound}|${villageKey(place)}`)), ...(born === null ? [] : [key('birthday', `${born}|${sound}`)])]),
    ...(born !== null && birthday?.year ? [key('birthday', `${born}|${birthday.year}`)] : []),
  ])];
};

/** Left and right number in one: row numbers stay far below 2^26. */
const shift = 2 ** 26;

/** Collects blocks; `only` limits them to what these people share, and the pairs to those with one of them. */
export const collectingBlocks = (only: readonly Person[] | null) => {
  const blocks = new Map<string, number[]>();
  const keys = only && new Set(only.flatMap(keysOf));
  const wanted = only && new Set(only.map(({ id }) => id));
  return {
    /** Answers whether the person may be in a pair. */
    add: (person: Person): boolean => {
      const theirs = keys === null ? keysOf(person) : keysOf(person).filter((key) => keys.has(key));
      for (const key of theirs) {
        const block = blocks.get(key);
        if (block) block.push(person.id);
        else blocks.set(key, [person.id]);
      }
      return theirs.length > 0;
    },
    /** Each pair once, the smaller number first. */
    *pairs(): Generator<readonly [number, number]> {
      const told = new Set<number>();
      for (const [key, ids] of blocks) {
        if (ids.length < 2 || ids.length > largest[key.slice(0, key.indexOf('|')) as Kind]) continue;
        for (const [at, id] of ids.entries()) {
          for (const other of ids.slice(at + 1)) {
            if (wanted !== null && !wanted.has(id) && !wanted.has(other)) continue;
            const [left, right] = id < other ? [id, other] : [other, id];
            const pair = left * shift + right;
            if (told.has(pair)) continue;
            told.add(pair);
            yield [left, right];
          }
        }
      }
    },
  };
};
