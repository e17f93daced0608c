/** Whom the shop may contact, how long it keeps whom, and when the last backup of a person is gone. */
import { addDays, dayOf } from '../base/dates.ts';
import type { ContactAnswer, PrivacyRules } from './contract.ts';

export const usualRules: PrivacyRules = { contactsAtMost: 4, yearsKept: 3 };

/** Days in which contacts are counted, today included. */
export const contactDays = 30;
export const countedFrom = (today: string): string => addDays(today, 1 - contactDays);

export type Reached = { readonly quiet: boolean; readonly refused: boolean; readonly contacts: number };

/** The one answer for every list that is made for contacting people. */
export const mayContact = ({ quiet, refused, contacts }: Reached, { contactsAtMost }: PrivacyRules): ContactAnswer =>
  quiet ? 'quiet' : refused ? 'refused' : contacts >= contactsAtMost ? 'often' : 'yes';

/** Who was last seen before this day is long away; 29 February becomes the 28th. */
export const longAwayBefore = (today: string, years: number): string => {
  const year = String(Number(today.slice(0, 4)) - years).padStart(4, '0');
  return `${year}-${today.slice(5) === '02-29' ? '02-28' : today.slice(5)}`;
};

export type Leaving = { readonly backups: readonly { readonly madeAt: string; readonly leavesOn: string | null }[]; readonly kept: readonly { readonly leavesOn: string }[] };

/** From that day on none of the copies on this laptop is left. The newest has no day yet: it gets one with the next. */
export const goneOn = ({ backups, kept }: Leaving, longest: number): string | null =>
  [...backups.map(({ madeAt, leavesOn }) => leavesOn ?? addDays(dayOf(madeAt), longest)), ...kept.map(({ leavesOn }) => leavesOn)].reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);

/** What stands where a person's words stood. */
export const blank = '＊';

/** The text without the words; the longest goes first, because one may hold another. */
export const withoutWords = (text: string, words: readonly string[]): string =>
  words.filter((word) => text.includes(word)).toSorted((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, blank), text);

/** The same for every text in a value, however deep. */
export const valueWithoutWords = <T>(value: T, words: readonly string[]): T => {
  const clean = (one: unknown): unknown => {
    if (typeof one === 'string') return withoutWords(one, words);
    if (Array.isArray(one)) return one.map(clean);
    return typeof one === 'object' && one !== null ? Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, clean(inner)])) : one;
  };
  return clean(value) as T;
};

const leastName = 2;
const leastNumber = 5;
/** Shorter remarks are words that everybody uses. */
const leastText = 6;
const wordColumns: Readonly<Record<string, number>> = {
  name: leastName, nickname: leastName, receiver_name: leastName,
  number: leastNumber, value: leastNumber, receiver_phone: leastNumber,
  note: leastText, wish: leastText, credit_note: leastText, text: leastText, detail: leastText, receiver_address: leastText, buyer_note: leastText, seller_note: leastText, theirs: leastText,
};

/** The words of a row that point at the person, wherever they stand. */
export const wordsIn = (row: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(row).flatMap(([column, value]) => (typeof value === 'string' && [...value].length >= (wordColumns[column] ?? Infinity) ? [value] : []));
