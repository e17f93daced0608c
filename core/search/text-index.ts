/**
 * Searchable texts in the core's memory, in blocks of some hundreds of entries from the most recent on. Any part of any text
 * is found with `indexOf`, which no SQLite index gives for two Chinese characters; a hit's neighbours say whether the word is
 * the whole text, its start or its end. One changed entry costs one block.
 */
import type { Initials } from './spelling.rules.ts';
import { initialsOf, spelledPart } from './spelling.rules.ts';
import type { Entry, Field, Pattern, Readings, Worth } from './tiers.rules.ts';
import { closing, fields, isHanWord, linesOf, mayBeMixed, mixedWorth, opening, patternsOf, questionsOf, soundsLikeWorth } from './tiers.rules.ts';

type Lines = Readonly<Record<Field, string>>;
/** The lines of `ids`, one after the other; `starts` says where each begins, and last where the text ends. */
type Block = {
  readonly ids: readonly number[];
  readonly ranks: readonly number[];
  readonly texts: Lines;
  readonly starts: Readonly<Record<Field, Int32Array>>;
};
type Row = { readonly id: number; readonly rank: number; readonly lines: Lines };

const blockSize = 512;
/** After so many hits the rest is no longer asked for what is no better than what was found. */
const enoughLookedAt = 4000;
const none = 255;
/** Any hit is as good as another: who only counts need not look twice into one line. */
const any = 256;
const opens = opening.charCodeAt(0);
const closes = closing.charCodeAt(0);

const record = <T>(of: (field: Field) => T): Readonly<Record<Field, T>> => Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<Field, T>;

const blockOf = (rows: readonly Row[]): Block => {
  const starts = record(() => new Int32Array(rows.length + 1));
  const texts = record((field) => {
    let end = 0;
    rows.forEach(({ lines }, at) => {
      starts[field][at] = end;
      end += lines[field].length + 1;
    });
    starts[field][rows.length] = end;
    return rows.map(({ lines }) => `${lines[field]}\n`).join('');
  });
  return { ids: rows.map(({ id }) => id), ranks: rows.map(({ rank }) => rank), texts, starts };
};

const rowsOf = ({ ids, ranks, texts, starts }: Block): Row[] =>
  ids.map((id, at) => ({ id, rank: ranks[at]!, lines: record((field) => texts[field].slice(starts[field][at], starts[field][at + 1]! - 1)) }));

const isBefore = (a: Pick<Row, 'id' | 'rank'>, b: Pick<Row, 'id' | 'rank'>): boolean => a.rank > b.rank || (a.rank === b.rank && a.id > b.id);

const worthOf = (worth: Worth, starts: boolean, ends: boolean): number => (starts ? (ends ? worth.whole : worth.start) : ends ? worth.end : worth.inside);

/** Where in a text a word may stand. */
type Place = 'anywhere' | 'start' | 'end' | 'whole';

/** What each entry of a block is worth; null until something is found. */
type Board = { best: Uint8Array | null };

/** Notes what every entry of the block is worth, if it is better than `below`; answers how many hits it looked at. */
const scan = (block: Block, { field, text: word, worth }: Pattern, place: Place, below: number, board: Board): number => {
  const text = block.texts[field];
  const starts = block.starts[field];
  const ahead = place === 'start' || place === 'whole' ? 1 : 0;
  const pattern = (ahead === 1 ? opening : '') + word + (place === 'end' || place === 'whole' ? closing : '');
  let entry = 0;
  let looked = 0;
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, below === any ? starts[entry + 1] : at + 1)) {
    looked += 1;
    while (starts[entry + 1]! <= at) entry += 1;
    const value = worthOf(worth, text.charCodeAt(at + ahead - 1) === opens, text.charCodeAt(at + ahead + word.length) === closes);
    if (value >= below) continue;
    board.best ??= new Uint8Array(block.ids.length).fill(none);
    if (value < board.best[entry]!) board.best[entry] = value;
  }
  return looked;
};

type Mixed = { readonly word: string; readonly keys: readonly Initials[] };
type Step = { readonly pattern: Pattern; readonly place: Place };
/** How one word is looked for in a block: only what is worth less than `below`, which is better. */
type Plan = { readonly steps: readonly Step[]; readonly below: number; readonly mixed: Mixed | null };
type Question = readonly Plan[];

/**
 * What is still worth looking for when the last hit to show is worth `last`: nothing that is no better. `tired`: many hits
 * were looked at already, so phones and other texts are asked only for what is cheap to find.
 */
const narrowed = ({ steps }: Plan, last: number, tired: boolean): Plan => ({
  steps: steps.flatMap(({ pattern }): Step[] => {
    const { field, worth } = pattern;
    if (worth.whole >= last || (tired && (field === 'codes' || field === 'texts'))) return [];
    // A mark is in every line, the end of a long word in few.
    if (worth.start >= last) return [{ pattern, place: worth.end >= last && pattern.text.length < 3 ? 'whole' : 'end' }];
    return [{ pattern, place: field === 'phones' ? 'end' : tired && field !== 'name' ? 'start' : 'anywhere' }];
  }),
  below: last,
  mixed: null,
});

export type TextHits = { readonly ids: readonly number[]; readonly more: boolean };

export const createTextIndex = (readingsOf: (name: string) => Readings) => {
  let blocks: Block[] = [];

  const planOf = (word: string, below: number, alsoBySound: boolean): Plan => {
    const sound: readonly Pattern[] = alsoBySound && isHanWord(word) ? [{ field: 'spelled', text: readingsOf(word).map((all) => all[0]).join(''), worth: soundsLikeWorth }] : [];
    return {
      steps: [...patternsOf(word), ...sound].map((pattern) => ({ pattern, place: 'anywhere' })),
      below,
      mixed: mayBeMixed(word) ? { word, keys: initialsOf(word, (character) => readingsOf(character)[0]!) } : null,
    };
  };

  const scanMixed = (block: Block, { word, keys }: Mixed, board: Board): number => {
    const candidates: Board = { best: null };
    let looked = 0;
    for (const { text, whole } of keys) {
      const pattern = (field: 'initials' | 'others'): Pattern => ({ field, text, worth: mixedWorth });
      if (!whole) looked += scan(block, pattern('initials'), 'anywhere', none, candidates);
      looked += scan(block, pattern('others'), 'anywhere', none, candidates);
    }
    for (let entry = 0; candidates.best && entry < candidates.best.length; entry += 1) {
      if (candidates.best[entry] === none) continue;
      const name = block.texts.name.slice(block.starts.name[entry]! + 1, block.starts.name[entry + 1]! - 2);
      const part = spelledPart(name, readingsOf(name), word);
      if (!part) continue;
      board.best ??= new Uint8Array(block.ids.length).fill(none);
      board.best[entry] = Math.min(board.best[entry]!, worthOf(mixedWorth, part.starts, part.ends));
    }
    return looked;
  };

  /** What all words of the question are worth together to each entry, `none` where one does not fit; null when nobody fits. */
  const ask = (block: Block, question: Question): { worths: Uint8Array | null; looked: number } => {
    let worths: Uint8Array | null = null;
    let looked = 0;
    for (const { steps, below, mixed } of question) {
      const board: Board = { best: null };
      for (const { pattern, place } of steps) looked += scan(block, pattern, place, below, board);
      if (mixed) looked += scanMixed(block, mixed, board);
      const { best } = board;
      if (best === null) return { worths: null, looked };
      if (worths === null) worths = best;
      else for (let entry = 0; entry < best.length; entry += 1) worths[entry] = worths[entry] === none || best[entry] === none ? none : Math.min(none - 1, worths[entry]! + best[entry]!);
    }
    return { worths, looked };
  };

  const answer = (asked: readonly Question[], limit: number): TextHits => {
    const byWorth: number[][] = [];
    let questions = asked;
    let found = 0;
    let looked = 0;
    let narrow = '';
    const take = ({ ids }: Block, answers: readonly Uint8Array[]): void => {
      if (answers.length === 0) return;
      for (let entry = 0; entry < ids.length; entry += 1) {
        let worth = none;
        for (const worths of answers) worth = Math.min(worth, worths[entry]!);
        if (worth === none) continue;
        found += 1;
        const known = (byWorth[worth] ??= []);
        if (known.length < limit) known.push(ids[entry]!);
      }
    };
    const shown = (more: boolean): TextHits => ({ ids: byWorth.flat().slice(0, limit), more });
    /** What the last hit to show is worth. */
    const lastWorth = (): number => {
      let rest = limit;
      return byWorth.findIndex((ids) => (rest -= ids?.length ?? 0) <= 0);
    };

    for (const block of blocks) {
      const answers = questions.map((question) => ask(block, question));
      looked += answers.reduce((sum, one) => sum + one.looked, 0);
      take(block, answers.flatMap(({ worths }) => (worths === null ? [] : [worths])));
      if (found < limit) continue;
      const last = lastWorth();
      const tired = looked > enoughLookedAt;
      const several = asked.length > 1 || asked[0]!.length > 1;
      if (last === 0 || (several && tired)) return shown(true);
      if (several || narrow === `${last} ${tired}`) continue;
      narrow = `${last} ${tired}`;
      questions = asked.map((question) => question.map((plan) => narrowed(plan, last, tired)));
    }
    return shown(found > limit || narrow !== '');
  };

  const find = (query: string, limit: number): TextHits => {
    const below = limit === Infinity ? any : none;
    const questions = questionsOf(query);
    if (questions.length === 0) return { ids: [], more: false };
    const hits = answer(questions.map((words) => words.map((word) => planOf(word, below, false))), limit);
    // Written otherwise than it sounds is better than nobody, and worse than anybody.
    return hits.ids.length > 0 || !questions.flat().some(isHanWord) ? hits : answer(questions.map((words) => words.map((word) => planOf(word, below, true))), limit);
  };

  const rowOf = (entry: Entry): Row => ({ id: entry.id, rank: entry.rank, lines: linesOf(entry, readingsOf) });
  const without = (rows: readonly Row[], ids: ReadonlySet<number>): Row[] => rows.filter(({ id }) => !ids.has(id));

  return {
    /** The best hits, the best first. */
    find,
    /** Everybody who fits. */
    matching: (query: string): readonly number[] => find(query, Infinity).ids,
    /** Begins anew; `add` what there is, the highest rank first. */
    clear: (): void => {
      blocks = [];
    },
    add: (entries: readonly Entry[]): void => {
      const last = blocks.at(-1);
      const open = last && last.ids.length < blockSize ? blocks.pop() : undefined;
      const rows = [...(open ? rowsOf(open) : []), ...entries.map(rowOf)];
      for (let at = 0; at < rows.length; at += blockSize) blocks.push(blockOf(rows.slice(at, at + blockSize)));
    },
    /** Puts these entries in place of what is known under the ids. */
    replace: (ids: readonly number[], entries: readonly Entry[]): void => {
      const gone = new Set(ids);
      blocks = blocks.flatMap((block) => {
        if (!block.ids.some((id) => gone.has(id))) return [block];
        const rows = without(rowsOf(block), gone);
        return rows.length === 0 ? [] : [blockOf(rows)];
      });
      for (const row of entries.map(rowOf)) {
        const behind = blocks.findIndex(({ ids: [id], ranks: [rank] }) => isBefore(row, { id: id!, rank: rank! }));
        const at = Math.max(0, behind < 0 ? blocks.length - 1 : behind - 1);
        const rows = blocks[at] ? [...rowsOf(blocks[at]), row].sort((a, b) => (isBefore(a, b) ? -1 : 1)) : [row];
        const half = rows.length > blockSize * 2 ? blockSize : rows.length;
        blocks.splice(at, 1, ...[rows.slice(0, half), rows.slice(half)].filter((some) => some.length > 0).map(blockOf));
      }
    },
  };
};
export type TextIndex = ReturnType<typeof createTextIndex>;
