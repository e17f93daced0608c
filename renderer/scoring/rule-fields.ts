/** The rule as it stands in the form: texts, money in yuan. */
import type { ScoringRule } from '../../core/scoring/contract.ts';
import { t } from '../i18n/texts.ts';

export type RuleFields = {
  readonly mode: ScoringRule['mode'];
  readonly recency: readonly string[];
  readonly frequency: readonly string[];
  readonly monetary: readonly string[];
  readonly high: string;
  readonly newDays: string;
  readonly dormantDays: string;
};
export type RuleErrors = Readonly<Record<string, string>>;

export const ruleFieldsOf = (rule: ScoringRule): RuleFields => ({
  mode: rule.mode,
  recency: rule.recencyDays.map(String),
  frequency: rule.frequency.map(String),
  monetary: rule.monetaryFen.map((fen) => String(fen / 100)),
  high: String(rule.high),
  newDays: String(rule.newDays),
  dormantDays: String(rule.dormantDays),
});

/** Four whole numbers, each larger than the one before. */
const cutErrors = (group: string, texts: readonly string[], least: number): readonly (readonly [string, string])[] =>
  texts.flatMap((text, index): readonly (readonly [string, string])[] => {
    const key = `${group}.${index}`;
    if (!/^\d{1,9}$/.test(text.trim()) || Number(text) < least) return [[key, t('scoring.rule.number')]];
    return index > 0 && Number(text) <= Number(texts[index - 1]) ? [[key, t('scoring.rule.ascending')]] : [];
  });

const rangeError = (key: string, text: string, from: number, to: number): readonly (readonly [string, string])[] =>
  /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to ? [] : [[key, t('scoring.rule.range', { from, to })]];

export const ruleFrom = (fields: RuleFields): { readonly rule: ScoringRule | null; readonly errors: RuleErrors } => {
  const errors = Object.fromEntries([
    ...cutErrors('recency', fields.recency, 0),
    ...cutErrors('frequency', fields.frequency, 1),
    ...cutErrors('monetary', fields.monetary, 1),
    ...rangeError('high', fields.high, 2, 5),
    ...rangeError('newDays', fields.newDays, 1, 365),
    ...rangeError('dormantDays', fields.dormantDays, 30, 1000),
  ]);
  if (Object.keys(errors).length > 0) return { rule: null, errors };
  return {
    errors,
    rule: {
      mode: fields.mode,
      recencyDays: fields.recency.map(Number),
      frequency: fields.frequency.map(Number),
      monetaryFen: fields.monetary.map((yuan) => Number(yuan) * 100),
      high: Number(fields.high),
      newDays: Number(fields.newDays),
      dormantDays: Number(fields.dormantDays),
    },
  };
};
