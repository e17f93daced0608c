/**
 * Names as they are typed: characters, full readings, initials and any mixture (王gy, w桂英, wang桂, wgying). A candidate is
 * looked up by its initials and then compared letter by letter. Pure.
 */
import type { Readings } from './tiers.rules.ts';

const initial = /^(?:[zcs]h|[a-z])$/;
const syllable = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?$/;
const beginning = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{0,3}(?:ng|n|r)?$/;
const longestSyllable = 6;
/** A long word can be cut in very many ways; those into the fewest pieces are what was meant. */
const mostCuts = 64;
const mostKeys = 5;

/** What a spelling can stand for. `whole`: every piece is a whole syllable, which the name's own reading would answer. */
export type Initials = { readonly text: string; readonly whole: boolean };

const isLetter = (sign: string): boolean => sign >= 'a' && sign <= 'z';

/**
 * The initials that a spelling can stand for: wgying, 王gy and wangguiying → wgy. Letters that all are initials are looked
 * up as they are; one initial alone says too little.
 */
export const initialsOf = (word: string, readings: (character: string) => readonly string[]): readonly Initials[] => {
  const signs = [...word];
  const found = new Map<string, Initials>();
  const cut = (at: number, text: string, whole: boolean): void => {
    if (found.size >= mostCuts) return;
    const sign = signs[at];
    if (sign === undefined) {
      if (text.length > 1 && text !== word && !found.has(text)) found.set(text, { text, whole });
    } else if (!isLetter(sign)) {
      for (const first of new Set(readings(sign).map((reading) => reading[0] ?? sign))) cut(at + 1, text + first, false);
    } else {
      for (let end = Math.min(signs.length, at + longestSyllable); end > at; end -= 1) {
        const part = signs.slice(at, end).join('');
        const isSyllable = syllable.test(part);
        if (isSyllable || initial.test(part) || (end === signs.length && beginning.test(part))) cut(end, text + sign, whole && isSyllable);
      }
    }
  };
  cut(0, '', true);
  return [...found.values()].sort((a, b) => a.text.length - b.text.length).slice(0, mostKeys);
};

/** How many characters of the name, from `from` on, the word spells; null when it does not. */
const spelledFrom = (characters: readonly string[], readings: Readings, from: number, word: string): number | null => {
  const go = (at: number, typed: number): number | null => {
    if (typed === word.length) return at;
    const character = characters[at];
    if (character === undefined) return null;
    if (word.startsWith(character, typed)) return go(at + 1, typed + character.length);
    for (const reading of readings[at]!) {
      if (word.startsWith(reading, typed)) {
        const end = go(at + 1, typed + reading.length);
        if (end !== null) return end;
      }
      if (reading.startsWith(word.slice(typed))) return at + 1;
      for (const length of /^[zcs]h/.test(reading) ? [2, 1] : [1]) {
        if (word.startsWith(reading.slice(0, length), typed)) {
          const end = go(at + 1, typed + length);
          if (end !== null) return end;
        }
      }
    }
    return null;
  };
  return go(from, 0);
};

/** Which part of a name the word spells: from its first character, to its last, or null when none. */
export const spelledPart = (name: string, readings: Readings, word: string): { readonly starts: boolean; readonly ends: boolean } | null => {
  const characters = [...name];
  for (let from = 0; from < characters.length; from += 1) {
    const end = spelledFrom(characters, readings, from, word);
    if (end !== null) return { starts: from === 0, ends: end === characters.length };
  }
  return null;
};
