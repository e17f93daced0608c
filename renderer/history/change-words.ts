import { birthdayWords } from '../../core/customers/birthday.rules.ts';
import { Birthday, Zodiac } from '../../core/customers/contract.ts';
import type { FieldChange, FieldValue } from '../../core/history/contract.ts';
import { isOurs } from '../duplicates/words.ts';
import type { CodedField } from '../i18n/texts.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { dayText, maskedPhone } from '../ui/format.ts';

const coded: Readonly<Record<string, CodedField>> = { gender: 'gender', kind: 'kind', source: 'source', consent: 'consent', credit: 'credit', preferred_channel: 'channel' };

export const fieldName = (field: string): string => wordsFor('undoing.fields', field) ?? t('history.file');

const birthdayOf = (parts: FieldValue): string => {
  const { calendar, year, month, day, leap_month: leap } = typeof parts === 'object' && !Array.isArray(parts) ? (parts as Readonly<Record<string, unknown>>) : {};
  const birthday = Birthday.safeParse({ calendar, year, month, day, leapMonth: leap === 1 });
  return birthday.success ? birthdayWords(birthday.data) : '';
};

/** A value as the customer's page would write it. `masked` while somebody looks on. */
export const valueText = (field: string, value: FieldValue | null, masked = false): string => {
  if (value === null) return t('timeline.nothing');
  if (field === 'birthday') return birthdayOf(value);
  if (field === 'zodiac') return birthdayWords(null, Zodiac.safeParse(value).data ?? null);
  if (field === 'customer_photos') return t('timeline.had');
  if (masked && (field === 'note' || field === 'credit_note')) return t('app.state.hidden');
  if (Array.isArray(value)) {
    // The number that our own files know a person by says nothing to the shop.
    const shown = field === 'customer_identities' ? value.filter((one) => !isOurs(one)) : value;
    return shown.length === 0 ? t('timeline.nothing') : shown.map((one) => (masked && field === 'customer_phones' ? maskedPhone(one.split(' ')[0] ?? '') : one)).join('、');
  }
  if (typeof value === 'object') return '';
  if (field === 'do_not_disturb') return t(value === 1 ? 'timeline.yes' : 'timeline.no');
  if (field === 'consent_on') return dayText(String(value));
  const codes = coded[field];
  return (codes && wordsFor(`customers.${codes}`, String(value))) ?? String(value);
};

/** 电话：138… → 139… */
export const changeText = ({ field, before, after }: FieldChange, masked = false): string =>
  t('history.change', { field: fieldName(field), before: valueText(field, before, masked), after: valueText(field, after, masked) });
