/** The pasted text → its lines, each with what it is, and the copies of the list that people sent one after another. Pure. */
import { exampleLine, offersIn } from './head.rules.ts';
import type { SolitaireGoods } from './contract.ts';
import { halfWidth } from './words.rules.ts';

/** `at` counts lines of the text from 1. `number` is the one the list gave; `speaker` who said it in the chat. */
export type ListLine = { readonly at: number; readonly number: number | null; readonly text: string; readonly speaker: string | null };

/** One sending of the list: what stands above it and its lines. */
export type Copy = { readonly head: readonly string[]; readonly goods: readonly SolitaireGoods[]; readonly lines: readonly ListLine[] };

const numbered = /^[(【[]?(\d{1,3})(?:[)】\]][.、:]?|[.、:](?!\d{2}(?!\d)[^\d]*$)|\ufe0f?\u20e3| )\s*(\S.*)$/;
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** `12. 王婶 2箱`, `3、…`, `(4) …`, `⑤…`; without a sign between only when it goes on counting: `13王婶`. */
const numberedIn = (line: string, previous: number): { readonly number: number; readonly text: string } | null => {
  const circle = circled.indexOf(line[0] ?? '');
  if (circle >= 0) return { number: circle + 1, text: line.slice(1).trim() };
  const match = numbered.exec(line) ?? (line.startsWith(String(previous + 1)) ? /^(\d{1,3})(?!号|\d)(\p{L}.*)$/u.exec(line) : null);
  return match ? { number: Number(match[1]), text: match[2]!.trim() } : null;
};

const starts = /^#?\s*(?:群?接龙)(?:\s|$|[:：])|^#接龙/;
const speaking = /^@?([^:]{1,24}?)(?: \d{4}[-/年].*| \d{1,2}:\d{2}.*)?:$/;

/** Nobody orders in a line longer than this; it is asked about instead of being read. */
export const longestLine = 300;

type Building = { head: string[]; goods: SolitaireGoods[]; lines: ListLine[] };
export type Sorted = {
  readonly copies: readonly Copy[];
  /** line numbers that are goods, headings or examples: understood, nobody's order */
  readonly told: readonly number[];
};

const nameOf = (text: string): string => text.replace(/^@/, '').split(/[\s:,，]/)[0]!;
const samePlace = (a: ListLine | undefined, b: ListLine): boolean => a !== undefined && a.number === b.number && nameOf(a.text) === nameOf(b.text);

/**
 * A list that begins again with the same first line, and goes on, is a newer copy of the whole. A first line that is
 * repeated alone is only its person speaking again.
 */
const cutRepeats = (copy: Building): Building[] => {
  const withNumber = copy.lines.filter(({ number }) => number !== null);
  const [first] = withNumber;
  if (!first || withNumber.length < 3) return [copy];
  const cuts = withNumber.filter((line, index) => index > 0 && samePlace(first, line)
    && (withNumber[index + 1]?.number ?? 0) > first.number! && withNumber[index - 1]!.number! > first.number!);
  if (cuts.length === 0) return [copy];
  const bounds = [0, ...cuts.map((line) => copy.lines.indexOf(line)), copy.lines.length];
  return bounds.slice(1).map((end, index) => ({ head: copy.head, goods: copy.goods, lines: copy.lines.slice(bounds[index], end) }));
};

/** Sorts the lines. Nothing is judged here but the place: above a list or in it. */
export const sortLines = (text: string): Sorted => {
  const copies: Building[] = [];
  const told: number[] = [];
  let copy: Building = { head: [], goods: [], lines: [] };
  let speaker: string | null = null;
  let previous = 0;
  const all = text.split('\n').map((line) => halfWidth(line).trim().slice(0, longestLine));
  const hasNumbers = all.some((line) => numberedIn(line, 0) !== null && offersIn(line).length === 0);
  const close = (): void => {
    if (copy.lines.length > 0) copies.push(...cutRepeats(copy));
    copy = copies.length > 0 || copy.lines.length > 0 ? { head: [], goods: [], lines: [] } : copy;
    previous = 0;
  };
  all.forEach((line, index) => {
    const at = index + 1;
    if (line === '') return;
    const says = speaking.exec(line);
    if (starts.test(line)) {
      close();
      copy.head.push(line);
      told.push(at);
      speaker = null;
    } else if (exampleLine.test(line)) told.push(at);
    else if (says && !numberedIn(line, previous) && !starts.test(line) && (copy.lines.length > 0 || copies.length > 0)) {
      speaker = says[1]!.trim();
      told.push(at);
    } else {
      const offers = copy.lines.length === 0 ? offersIn(line) : [];
      const entry = offers.length > 0 ? null : numberedIn(line, previous);
      if (offers.length > 0) {
        copy.goods.push(...offers);
        copy.head.push(line);
        told.push(at);
      } else if (entry) {
        copy.lines.push({ at, number: entry.number, text: entry.text, speaker: null });
        previous = entry.number;
        speaker = null;
      } else if (copy.lines.length === 0 && hasNumbers) {
        copy.head.push(line);
        told.push(at);
      } else copy.lines.push({ at, number: null, text: line, speaker });
    }
  });
  close();
  return { copies, told };
};
