/** Rules put together from conditions, and what yes, no and unknown make together (Kleene 1938). */
import { z } from 'zod';
import { Condition } from './conditions.rules.ts';

/** `all` of the parts hold (都要) · `any` of them does (有一个就行) · `none` does (不要). */
export const Join = z.enum(['all', 'any', 'none']);
export type Join = z.infer<typeof Join>;

const partsAtMost = 20;
const groupOf = <P extends z.ZodType>(part: P, least: number) => z.strictObject({ join: Join, parts: z.array(part).min(least).max(partsAtMost) });
const Innermost = groupOf(Condition, 1);
const Inner = groupOf(z.union([Condition, Innermost]), 1);

/** Three groups deep at most: more cannot be read aloud. */
export const SegmentRule = groupOf(z.union([Condition, Inner]), 0);
export type SegmentRule = z.infer<typeof SegmentRule>;

export type Part = Condition | Group;
export type Group = { readonly join: Join; readonly parts: readonly Part[] };
export const isGroup = (part: Part): part is Group => 'join' in part;

/** No, unknown and yes in this order: `and` is the least of them, `or` the greatest, `not` the mirror. */
export const no = 0;
export const unknown = 1;
export const yes = 2;

/** One answer for every customer, at the customer's number. */
export type Answers = Uint8Array;

export const notOf = (answers: Answers): Answers => answers.map((answer) => yes - answer);

// Two plain loops: a function for each answer would take most of a keystroke.
const leastOf = (all: readonly Answers[], size: number): Answers => {
  const result = new Uint8Array(size).fill(yes);
  for (const answers of all) for (let at = 0; at < size; at += 1) if (answers[at]! < result[at]!) result[at] = answers[at]!;
  return result;
};
const greatestOf = (all: readonly Answers[], size: number): Answers => {
  const result = new Uint8Array(size).fill(no);
  for (const answers of all) for (let at = 0; at < size; at += 1) if (answers[at]! > result[at]!) result[at] = answers[at]!;
  return result;
};

/** What the parts of a group say together of customers with numbers below `size`. */
export const joinOf = (join: Join, parts: readonly Answers[], size: number): Answers => {
  if (join === 'all') return leastOf(parts, size);
  const any = greatestOf(parts, size);
  return join === 'any' ? any : notOf(any);
};

/** Every part below a group in reading order, each before its own parts. */
export const partsOf = ({ parts }: Group): readonly Part[] => parts.flatMap((part) => (isGroup(part) ? [part, ...partsOf(part)] : [part]));

/** The file that one shop gives to another: only the rule, no people. */
export const SegmentFile = z.object({ program: z.literal('xiangke'), kind: z.literal('segment'), version: z.literal(1), name: z.string().trim().min(1).max(30), rule: SegmentRule });
export type SegmentFile = z.infer<typeof SegmentFile>;

export const segmentFileText = (name: string, rule: SegmentRule): string => `${JSON.stringify({ program: 'xiangke', kind: 'segment', version: 1, name, rule } satisfies SegmentFile, null, 2)}\n`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
};

/** `foreign`: no file of ours · `newer`: a later program wrote it · `broken`: ours, but changed or cut off. */
export const readSegmentFile = (text: string): SegmentFile | 'foreign' | 'newer' | 'broken' => {
  const said = z.object({ program: z.literal('xiangke'), kind: z.literal('segment'), version: z.number() }).safeParse(parsed(text));
  if (!said.success) return 'foreign';
  const file = SegmentFile.safeParse(parsed(text));
  return file.success ? file.data : said.data.version > 1 ? 'newer' : 'broken';
};

/** A free name for a copy: 春耕名单 2. */
export const copyName = (name: string, taken: readonly string[]): string => {
  for (let number = 2; ; number += 1) {
    const end = ` ${number}`;
    const copy = `${name.slice(0, 30 - end.length)}${end}`;
    if (!taken.includes(copy)) return copy;
  }
};
