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

const joined = (syllables: readonly string[]): string => `${syllables.join('')} ${syllables.map((syllable) => syllable[0]).join('')}`;

/**
 * What a name is searched by: full pinyin and initials, in the surname reading and, where it differs, the everyday one
 * (曾 is found by z and by c). Empty for names without Chinese characters.
 */
export const pinyinOf = (name: string): string => {
  const characters = [...name].filter((character) => /\p{Script=Han}/u.test(character));
  if (characters.length === 0) return '';
  const everyday = characters.map(readingOf);
  const head = surnameReading(characters.slice(0, 2).join(''));
  const asName = head.length === Math.min(2, characters.length) ? [...head, ...everyday.slice(2)] : everyday;
  return [...new Set([joined(asName), joined(everyday)])].join(' ');
};
