/**
 * Who is in a rule. Every condition is asked of the book once and its answers are kept until somebody writes: while a rule
 * is being typed only the line under the hand is asked anew, and of a line with a number not even that one.
 */
import type { Condition } from './conditions.rules.ts';
import type { Source, Statement } from './conditions-repository.ts';
import { sourceOf } from './conditions-repository.ts';
import type { SegmentRepository } from './repository.ts';
import type { Answers, Group, Part } from './rules.ts';
import { isGroup, joinOf, no, notOf, partsOf, unknown, yes } from './rules.ts';

/** A hundred thousand customers are 100 kB an answer and 800 kB a column of figures. */
const answersKept = 60;
const figuresKept = 12;

const remembering = <T>(most: number) => {
  const kept = new Map<string, T>();
  return {
    get: (key: string, make: () => T): T => {
      const known = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, known);
      if (kept.size > most) kept.delete(kept.keys().next().value!);
      return known;
    },
    clear: (): void => kept.clear(),
  };
};

type Book = { readonly version: number; readonly ids: Int32Array; readonly size: number };

export const createEvaluator = (read: Pick<SegmentRepository, 'version' | 'customerIds' | 'ids' | 'figures'>) => {
  const answers = remembering<Answers>(answersKept);
  const columns = remembering<Float64Array>(figuresKept);
  let book: Book | null = null;

  /** The book as it is now; what was kept of an older one is forgotten. */
  const opened = (): Book => {
    const version = read.version();
    if (book?.version === version) return book;
    answers.clear();
    columns.clear();
    const ids = Int32Array.from(read.customerIds());
    book = { version, ids, size: (ids.at(-1) ?? 0) + 1 };
    return book;
  };

  const keyOf = ({ sql, values }: Statement): string => JSON.stringify([sql, ...values]);

  /** Everybody's figure at their number; NaN where it is not known. */
  const columnOf = (figures: Statement, absent: number | null, size: number): Float64Array =>
    columns.get(keyOf(figures), () => {
      const column = new Float64Array(size).fill(absent ?? Number.NaN);
      for (const [id, figure] of read.figures(figures)) column[id] = figure ?? Number.NaN;
      return column;
    });

  const marked = (statement: Statement, size: number): Answers =>
    answers.get(keyOf(statement), () => {
      const marks = new Uint8Array(size);
      for (const id of read.ids(statement)) marks[id] = yes;
      return marks;
    });

  const answersOf = (source: Source, size: number): Answers => {
    if (source.type === 'figures') {
      const { compare, than } = source;
      const column = columnOf(source.figures, source.absent, size);
      const result = new Uint8Array(size);
      const [above, below] = compare === 'atLeast' ? [yes, no] : [no, yes];
      for (let id = 0; id < size; id += 1) {
        const figure = column[id]!;
        result[id] = figure === than ? yes : figure > than ? above : figure < than ? below : unknown;
      }
      return result;
    }
    const said = marked(source.yes, size);
    const open = source.unknown && marked(source.unknown, size);
    const result = said.slice();
    if (open) for (let id = 0; id < size; id += 1) if (open[id] === yes && said[id] === no) result[id] = unknown;
    return source.opposite ? notOf(result) : result;
  };

  const evaluated = (part: Part, today: string, size: number, note: (part: Part, answers: Answers) => void): Answers => {
    const result = isGroup(part)
      ? joinOf(part.join, part.parts.map((one) => evaluated(one, today, size, note)), size)
      : conditionAnswers(part, today, size);
    note(part, result);
    return result;
  };
  const conditionAnswers = (condition: Condition, today: string, size: number): Answers =>
    answers.get(JSON.stringify([today, condition]), () => answersOf(sourceOf(condition, today), size));

  const countOf = (ids: Int32Array, all: Answers, wanted: number): number => {
    let count = 0;
    for (let at = 0; at < ids.length; at += 1) if (all[ids[at]!] === wanted) count += 1;
    return count;
  };

  return {
    /** How many are in, of how many it is not known, and how many each part takes in. */
    count: (rule: Group, today: string) => {
      const { ids, size } = opened();
      const found = new Map<Part, number>();
      const all = evaluated(rule, today, size, (part, of) => found.set(part, countOf(ids, of, yes)));
      return { total: found.get(rule)!, unknown: countOf(ids, all, unknown), parts: partsOf(rule).map((part) => found.get(part)!) };
    },
    /** Whether the customer of a number is in. */
    members: (rule: Group, today: string): ((id: number) => boolean) => {
      const all = evaluated(rule, today, opened().size, () => undefined);
      return (id) => all[id] === yes;
    },
    /** The numbers of those who are in, ascending. */
    ids: (rule: Group, today: string): number[] => {
      const { ids, size } = opened();
      const all = evaluated(rule, today, size, () => undefined);
      return [...ids].filter((id) => all[id] === yes);
    },
  };
};
export type Evaluator = ReturnType<typeof createEvaluator>;
