/** A rule while it is being put together: each line as it was typed, finished or not. */
import { create } from 'zustand';
import type { Condition, ConditionKind } from '../../core/segments/conditions.rules.ts';
import { Condition as Conditions } from '../../core/segments/conditions.rules.ts';
import type { Group, Join, Part, SegmentRule } from '../../core/segments/rules.ts';
import { isGroup } from '../../core/segments/rules.ts';
import { openSentence, t } from '../i18n/texts.ts';
import type { Filled, GapName } from './gaps.ts';
import { gapOf, said, textOf, valueOf } from './gaps.ts';

export type DraftLine = { readonly key: number; readonly kind: ConditionKind; readonly filled: Filled };
export type DraftGroup = { readonly key: number; readonly join: Join; readonly parts: readonly DraftPart[] };
export type DraftPart = DraftLine | DraftGroup;
export const isDraftGroup = (part: DraftPart): part is DraftGroup => 'join' in part;

/** `saved` is how it stands in the book, to know whether anything is unsaved. */
export type Draft = { readonly name: string; readonly root: DraftGroup; readonly saved: string };

let lastKey = 0;
const newKey = (): number => (lastKey += 1);

/** 住在{level}{name} → 住在, level, name. */
export const piecesOf = (kind: ConditionKind): readonly ({ readonly text: string } | { readonly gap: GapName })[] =>
  openSentence(`segments.phrases.${kind}`).split(/(\{\w+\})/).filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { gap: piece.slice(1, -1) as GapName } : { text: piece }));
const gapNames = (kind: ConditionKind): readonly GapName[] => piecesOf(kind).flatMap((piece) => ('gap' in piece ? [piece.gap] : []));

export const newLine = (kind: ConditionKind, filled: Filled): DraftLine => ({ key: newKey(), kind, filled });
export const newGroup = (join: Join, parts: readonly DraftPart[] = []): DraftGroup => ({ key: newKey(), join, parts });

/** Null while a gap is empty or holds what cannot be. */
export const conditionOf = ({ kind, filled }: DraftLine): Condition | null => {
  const values = gapNames(kind).map((name) => [name, valueOf(gapOf(kind, name, filled), filled[name] ?? '')]);
  return Conditions.safeParse({ kind, ...Object.fromEntries(values) }).data ?? null;
};

const lineOf = (condition: Condition): DraftLine => {
  const values: Readonly<Record<string, unknown>> = condition;
  // What decides about the other gaps comes first.
  const filled = gapNames(condition.kind).reduce<Filled>((known, name) => ({ ...known, [name]: textOf(gapOf(condition.kind, name, known), values[name]) }), {});
  return newLine(condition.kind, filled);
};

const partOf = (part: Part): DraftPart => (isGroup(part) ? groupFrom(part) : lineOf(part));
export const groupFrom = ({ join, parts }: Group): DraftGroup => newGroup(join, parts.map(partOf));

/** The rule of what is finished, and the lines' keys in the order in which the core counts them. */
export const ruleFrom = (root: DraftGroup): { readonly rule: SegmentRule; readonly keys: readonly number[] } => {
  const keys: number[] = [];
  const ruleOfGroup = ({ join, parts }: DraftGroup): Group => ({
    join,
    parts: parts.flatMap((part): readonly Part[] => {
      if (!isDraftGroup(part)) {
        const condition = conditionOf(part);
        if (condition) keys.push(part.key);
        return condition ? [condition] : [];
      }
      const at = keys.push(part.key) - 1;
      const group = ruleOfGroup(part);
      if (group.parts.length === 0) keys.splice(at, 1);
      return group.parts.length === 0 ? [] : [group];
    }),
  });
  return { rule: ruleOfGroup(root) as SegmentRule, keys };
};

/** The part with that key made anew; null takes it away. */
export const changed = (group: DraftGroup, key: number, make: (part: DraftPart) => DraftPart | null): DraftGroup => ({
  ...group,
  parts: group.parts.flatMap((part) => {
    if (part.key === key) return make(part) ?? [];
    return isDraftGroup(part) ? [changed(part, key, make)] : [part];
  }),
});
/** Puts a part at the end of a group. */
export const added = (group: DraftGroup, into: number, part: DraftPart): DraftGroup =>
  group.key === into ? { ...group, parts: [...group.parts, part] } : { ...group, parts: group.parts.map((one) => (isDraftGroup(one) ? added(one, into, part) : one)) };

export const sayLine = ({ kind, filled }: DraftLine): string =>
  piecesOf(kind).map((piece) => ('text' in piece ? piece.text : said(gapOf(kind, piece.gap, filled), filled[piece.gap] ?? ''))).join('').replace(/ +/g, ' ').trim();

/** 石桥村 · 买过鸡苗 · 60 天没来, as it would be told to a neighbour. */
export const sayGroup = ({ join, parts }: DraftGroup, isWhole = true): string => {
  if (parts.length === 0) return t('segments.everybody');
  const joined = parts.map((part) => (isDraftGroup(part) ? sayGroup(part, false) : sayLine(part))).join(t(`segments.joined.${join}`));
  if (join === 'none') return t('segments.notAny', { parts: joined });
  return isWhole || parts.length === 1 ? joined : t('segments.group', { parts: joined });
};
export const sayRule = (rule: SegmentRule): string => sayGroup(groupFrom(rule));

const textIn = (name: string, root: DraftGroup): string => JSON.stringify([name, ruleFrom(root).rule]);
export const draftOf = (name: string, rule: SegmentRule): Draft => {
  const root = groupFrom(rule);
  return { name, root, saved: textIn(name, root) };
};
export const emptyDraft = (): Draft => draftOf('', { join: 'all', parts: [] });
export const isUnsaved = ({ name, root, saved }: Draft): boolean => textIn(name, root) !== saved;

/** Under the segment's number, or `new`. Kept while other pages are looked at: nothing typed is lost on the way to a customer and back, and the paper prints what is in hand. */
export const useDrafts = create<Readonly<Record<string, Draft>>>(() => ({}));
export const keepDraft = (key: string, draft: Draft): void => useDrafts.setState({ [key]: draft });
export const dropDraft = (key: string): void => useDrafts.setState((drafts) => Object.fromEntries(Object.entries(drafts).filter(([one]) => one !== key)), true);
