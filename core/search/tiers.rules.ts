/** What is searched, in which order hits are shown, and how a query is cut into words. Pure. */

/** How each character of a name may be read, the reading as a name first. */
export type Readings = readonly (readonly string[])[];

/** One searchable thing: a person, or goods. Lists of texts are what it is also known by. */
export type Entry = {
  readonly id: number;
  /** the higher, the earlier among equal hits: recency, then value */
  readonly rank: number;
  readonly name: string;
  readonly phones: readonly string[];
  /** nicknames, villages, tags … */
  readonly texts: readonly string[];
};

/**
 * The texts of an entry by what they are worth and by who looks into them. `initials` and `spelled` hold the reading as a
 * name, `others` the initials with any other reading, and the whole spelling with another reading of the surname. `codes` are nicknames and ids without Chinese characters, which
 * letters and digits are looked for in; `texts` are what holds some.
 */
export const fields = ['name', 'initials', 'spelled', 'others', 'phones', 'codes', 'texts'] as const;
export type Field = (typeof fields)[number];

/** Half-width, lower case, without what keeps texts apart inside the index. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/ü/g, 'v').replace(/\s+/g, ' ').trim();

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

const initials = (spelling: readonly string[]): string => spelling.map((reading) => reading[0]).join('');

/** More than this many other readings of one name nobody types. */
const mostOthers = 6;

/** What a text stands between inside a line, so that its start and its end can be told from its middle. */
export const opening = '\u0001';
export const closing = '\u0002';
const texted = (texts: readonly string[]): string => texts.map((text) => `${opening}${text}${closing}`).join('');

/** An entry's line of every field. */
export const linesOf = (entry: Entry, readingsOf: (name: string) => Readings): Readonly<Record<Field, string>> => {
  const name = normalise(entry.name).replaceAll(' ', '');
  const has = isHan(name);
  const readings = has ? readingsOf(name) : [];
  const first = readings.map((all) => all[0]!);
  const texts = entry.texts.map(normalise).filter((text) => text !== '');
  const others = readings.flatMap((all, at) =>
    all.slice(1).flatMap((reading) => {
      const spelling = first.with(at, reading);
      return at === 0 ? [initials(spelling), spelling.join('')] : [initials(spelling)];
    }),
  );
  return {
    name: texted([name]),
    initials: has ? texted([initials(first)]) : '',
    spelled: has ? texted([first.join('')]) : '',
    others: texted([...new Set(others)].slice(0, mostOthers)),
    phones: texted(entry.phones.map(normalise)),
    codes: texted(texts.flatMap((text) => (isHan(text) ? (text.match(/[a-z]{2,}/g) ?? []) : [text]))),
    texts: texted(texts.filter(isHan)),
  };
};

/** How good a hit is, 0 the best, by the part of the text that the word is. */
export type Worth = { readonly whole: number; readonly start: number; readonly end: number; readonly inside: number };

/** Exact name, start of the name, initials, phone tail, the rest. */
export const worths: Readonly<Record<Field, Worth>> = {
  name: { whole: 0, start: 1, end: 3, inside: 6 },
  initials: { whole: 2, start: 5, end: 6, inside: 9 },
  spelled: { whole: 2, start: 5, end: 6, inside: 9 },
  others: { whole: 3, start: 7, end: 8, inside: 10 },
  phones: { whole: 2, start: 7, end: 4, inside: 8 },
  codes: { whole: 5, start: 7, end: 8, inside: 9 },
  texts: { whole: 5, start: 7, end: 8, inside: 9 },
};
export const mixedWorth: Worth = { whole: 3, start: 6, end: 8, inside: 10 };
/** The name sounds like the word but is written otherwise. */
export const soundsLikeWorth: Worth = { whole: 8, start: 9, end: 10, inside: 11 };
/** Fewer digits than this are no phone tail, just digits. */
const shortestTail = 3;

export type Pattern = { readonly field: Field; readonly text: string; readonly worth: Worth };

/** Where a word is looked for. */
export const patternsOf = (word: string): readonly Pattern[] => {
  const inFields = (...wanted: readonly Field[]): Pattern[] => wanted.map((field) => ({ field, text: word, worth: worths[field] }));
  if (/^[+\d]+$/.test(word)) {
    const phones = word.length < shortestTail ? { ...worths.phones, end: worths.phones.inside } : worths.phones;
    return [{ field: 'phones', text: word, worth: phones }, ...inFields('name', 'codes')];
  }
  // One letter of a reading is in nearly everybody's; as its first letter it is among the initials.
  if (/^[a-z]$/.test(word)) return inFields('initials', 'name', 'codes');
  return /^[a-z]+$/.test(word) ? inFields('initials', 'spelled', 'others', 'name', 'codes') : inFields('name', isHan(word) ? 'texts' : 'codes');
};

/** Chinese characters enough to be known by their sound. */
export const isHanWord = (word: string): boolean => /^\p{Script=Han}{2,}$/u.test(word);

/** A word that may mix characters, readings and initials. */
export const mayBeMixed = (word: string): boolean => /[a-z]/.test(word) && /^(?:\p{Script=Han}|[a-z]){2,30}$/u.test(word);

/** 139-0000 1234 and +86 139… are one number. */
const phoneTyped = (text: string): string | null => {
  const digits = text.replace(/[\s-]/g, '');
  return /^\+?\d{3,}$/.test(digits) ? digits.replace(/^\+?86(?=1\d{10}$)/, '') : null;
};

/**
 * Ways to read a query, each a list of words that must all fit: word by word and, as blanks are optional in a name, in one.
 * Longest words first: they are the rarest.
 */
export const questionsOf = (query: string): readonly (readonly string[])[] => {
  const text = normalise(query);
  const phone = phoneTyped(text);
  if (phone !== null) return [[phone]];
  const words = [...new Set(text.split(' '))].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (words.length < 2) return words.length === 0 ? [] : [words];
  return /\d/.test(text) ? [words] : [words, [text.replaceAll(' ', '')]];
};

/** A platform's order number as it is typed or read aloud: whole, or its last four signs and more. */
export const orderNumberTyped = (query: string): string | null => {
  const text = query.normalize('NFKC').replace(/\s/g, '');
  return /^[\w-]{4,64}$/.test(text) && /(?:\d.*){4}/.test(text) ? text : null;
};
