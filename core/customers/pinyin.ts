import { pinyin } from 'pinyin-pro';

/** One character's reading costs the library 7 µs; names repeat characters, so each is asked for once. */
const readings = new Map<string, string>();
const readingOf = (character: string): string => {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const reading = pinyin(character, { toneType: 'none', v: true, nonZh: 'removed' }).replaceAll(' ', '');
  readings.set(character, reading);
  return reading;
};

const surnames = new Map<string, string>();
/** The reading of the first two characters in a name: 单 is shan, 尉迟 is yu chi. */
const surnameReading = (head: string): readonly string[] => {
  const known = surnames.get(head) ?? pinyin(head, { toneType: 'none', v: true, surname: 'head', nonZh: 'removed' });
  surnames.set(head, known);
  return known.split(' ').filter((syllable) => syllable !== '');
};

const others = new Map<string, readonly string[]>();
/** Everything that a character can be read as; lü is also typed lu. */
const otherReadings = (character: string): readonly string[] => {
  const known = others.get(character);
  if (known !== undefined) return known;
  const all = pinyin(character, { toneType: 'none', v: true, nonZh: 'removed', multiple: true, type: 'array' });
  const readings = [...new Set(all.flatMap((reading) => (reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading])))];
  others.set(character, readings);
  return readings;
};

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

/**
 * How each character of a name is read, the reading as a name first: 单 in 单雄信 is shan, then dan and chan. What is no
 * Chinese character is read as itself.
 */
export const readingsOf = (name: string): readonly (readonly string[])[] => {
  const characters = [...name];
  const start = characters.slice(0, 2).filter(isHan);
  const head = isHan(characters[0] ?? '') ? surnameReading(start.join('')) : [];
  return characters.map((character, at) => {
    const reading = isHan(character) ? (head.length === start.length && head[at]) || readingOf(character) : '';
    return reading === '' ? [character] : [reading, ...otherReadings(character).filter((other) => other !== reading)];
  });
};

const joined = (syllables: readonly string[]): string => `${syllables.join('')} ${syllables.map((syllable) => syllable[0]).join('')}`;

/**
 * What a name is searched by: full pinyin and initials, in the surname reading and, where it differs, the everyday one
 * (曾 is found by z and by c). Empty for names without Chinese characters.
 */
export const pinyinOf = (name: string): string => {
  const characters = [...name].filter(isHan);
  if (characters.length === 0) return '';
  const everyday = characters.map(readingOf);
  const head = surnameReading(characters.slice(0, 2).join(''));
  const asName = head.length === Math.min(2, characters.length) ? [...head, ...everyday.slice(2)] : everyday;
  return [...new Set([joined(asName), joined(everyday)])].join(' ');
};
