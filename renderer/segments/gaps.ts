/** The gaps of a condition: what can stand in each, how it is typed, and how it is read aloud. */
import { fenFrom, yuanText } from '../../core/base/money.ts';
import { Channel, Consent, Credit, CustomerKind, CustomerSource, Zodiac } from '../../core/customers/contract.ts';
import { birthdayWords } from '../../core/customers/birthday.rules.ts';
import type { ConditionKind } from '../../core/segments/conditions.rules.ts';
import { BoughtWhat, Compare, Figure, HeldKind, Level, ReachedBy, RelationName, Score, ToldKind, WrittenField } from '../../core/segments/conditions.rules.ts';
import type { SuggestionSource } from '../../core/segments/contract.ts';
import { SuggestionSource as Sources } from '../../core/segments/contract.ts';
import { pyramidLevels } from '../../core/scoring/concentration.rules.ts';
import { warningLevels } from '../../core/scoring/rhythm.rules.ts';
import { elevenSegments } from '../../core/scoring/segments.rules.ts';
import { t } from '../i18n/texts.ts';
import { lifecycleName, lifecycles, segmentName, segments, valueTierName, valueTiers } from '../scoring/words.tsx';
import { dayFrom } from '../ui/format.ts';

export type GapName = 'is' | 'compare' | 'years' | 'field' | 'contains' | 'holds' | 'name' | 'least' | 'by' | 'days' | 'tag' | 'value' | 'day' | 'people' | 'level' | 'times' | 'within' | 'fen' | 'ever' | 'what' | 'entry' | 'number' | 'score' | 'points' | 'figure';
/** What somebody typed or chose, as text. */
export type Filled = Readonly<Partial<Record<GapName, string>>>;

type Options = readonly (readonly [value: string, text: string])[];
export type Gap =
  | { readonly type: 'choice'; readonly options: Options; /** the sentence is clear without it */ readonly unsaid?: readonly string[] }
  | { readonly type: 'words'; readonly source: SuggestionSource }
  | { readonly type: 'number' | 'money' | 'percent' | 'day' | 'least' | 'within' };

const choice = <V extends string>(values: readonly V[], text: (value: V) => string, unsaid: readonly V[] = []): Gap => ({ type: 'choice', options: values.map((value) => [value, text(value)] as const), unsaid });
const number: Gap = { type: 'number' };

const isOf = (kind: ConditionKind): Gap => {
  switch (kind) {
    case 'gender': return choice(['female', 'male'] as const, (one) => t(`customers.gender.${one}`));
    case 'customerKind': return choice(CustomerKind.options, (one) => t(`customers.kind.${one}`));
    case 'zodiac': return choice(Zodiac.options, (one) => birthdayWords(null, one));
    case 'source': return choice(CustomerSource.options, (one) => t(`customers.source.${one}`));
    case 'channel': return choice(Channel.options, (one) => t(`customers.channel.${one}`));
    case 'credit': return choice(Credit.options, (one) => t(`customers.credit.${one}`));
    case 'consent': return choice(Consent.options, (one) => t(`customers.consent.${one}`));
    case 'segment': return choice(segments, segmentName);
    case 'lifecycle': return choice(lifecycles, lifecycleName);
    case 'valueTier': return choice(valueTiers, valueTierName);
    case 'elevenSegment': return choice(elevenSegments, (one) => t(`segments.words.elevenSegment.${one}`));
    case 'relation': return choice(RelationName.options, (one) => t(`segments.words.relation.${one}`));
    case 'pyramidLevel': return choice(pyramidLevels, (one) => t(`segments.words.pyramidLevel.${one}`));
    default: return choice(warningLevels, (one) => t(`segments.words.warningLevel.${one}`));
  }
};

const compareOf = (kind: ConditionKind): Gap =>
  choice(Compare.options, (one) => (kind === 'lastOrder' || kind === 'firstOrder' || kind === 'fieldDate' ? t(`segments.compareOf.${kind}.${one}`) : t(`segments.compare.${one}`)));

const money: readonly Figure[] = ['clvFen', 'predictedSpendFen', 'valueAtRiskFen'];
const percent: readonly Figure[] = ['returnChance', 'pAlive'];

/** Where the words of a gap are looked for. */
const sourceOf = (kind: ConditionKind, filled: Filled): SuggestionSource => {
  const wanted = kind === 'place' ? filled.level : kind === 'bought' ? filled.what : kind === 'written' ? filled.field : kind === 'holding' ? filled.holds : kind;
  return Sources.safeParse(wanted).data ?? 'village';
};

/** The gap of that name in a condition of that kind, as the other gaps make it. */
export const gapOf = (kind: ConditionKind, name: GapName, filled: Filled): Gap => {
  switch (name) {
    case 'is': return isOf(kind);
    case 'compare': return compareOf(kind);
    case 'field': return kind === 'written' ? choice(WrittenField.options, (one) => t(`segments.words.field.${one}`)) : { type: 'words', source: sourceOf(kind, filled) };
    case 'contains': return { type: 'words', source: sourceOf(kind, filled) };
    case 'name': case 'tag': return { type: 'words', source: sourceOf(kind, filled) };
    case 'holds': return choice(HeldKind.options, (one) => t(`segments.words.holds.${one}`));
    case 'by': return choice(ReachedBy.options, (one) => t(`segments.words.by.${one}`));
    case 'level': return choice(Level.options, (one) => t(`segments.words.level.${one}`), Level.options);
    case 'ever': return choice(['bought', 'never'] as const, (one) => t(`segments.words.ever.${one}`));
    case 'what': return choice(BoughtWhat.options, (one) => t(`segments.words.what.${one}`), ['product']);
    case 'entry': return choice(ToldKind.options, (one) => t(`segments.words.entry.${one}`));
    case 'score': return choice(Score.options, (one) => t(`segments.words.score.${one}`));
    case 'figure': return choice(Figure.options, (one) => t(`segments.words.figure.${one}`));
    case 'value': return { type: money.some((one) => one === filled.figure) ? 'money' : percent.some((one) => one === filled.figure) ? 'percent' : 'number' };
    case 'fen': return { type: 'money' };
    case 'day': case 'least': case 'within': return { type: name };
    default: return number;
  }
};

const numberFrom = (text: string): number | undefined => (/^\s*-?\d+(\.\d+)?\s*$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : undefined);

/** What the condition holds for what was typed; undefined when it cannot be read. */
export const valueOf = (gap: Gap, text: string): string | number | null | undefined => {
  switch (gap.type) {
    case 'choice': case 'words': return text.trim();
    case 'number': return numberFrom(text);
    case 'money': return fenFrom(text) ?? undefined;
    case 'percent': { const share = numberFrom(text); return share === undefined ? undefined : share / 100; }
    case 'day': return dayFrom(text) ?? undefined;
    case 'least': case 'within': return text.trim() === '' ? null : numberFrom(text);
  }
};

/** And back again. */
export const textOf = (gap: Gap, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  return gap.type === 'money' ? yuanText(value).replace(/\.00$/, '') : String(gap.type === 'percent' ? Math.round(value * 10_000) / 100 : value);
};

/** How the gap sounds in a sentence. */
export const said = (gap: Gap, text: string): string => {
  switch (gap.type) {
    case 'choice': return gap.unsaid?.includes(text) ? '' : (gap.options.find(([value]) => value === text)?.[1] ?? '');
    case 'least': return text === '' ? '' : t('segments.least', { n: text });
    case 'within': return text === '' ? '' : t('segments.within', { days: text });
    case 'number': case 'money': case 'percent': return ` ${text} `;
    default: return text;
  }
};
