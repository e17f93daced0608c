/** Evidence, fields and values of two records, in words. */
import type { DifferenceValue, Evidence, PersonCard } from '../../core/duplicates/contract.ts';
import { ownPlatform } from '../../core/imports/own-columns.ts';
import { addressText, birthdayText } from '../customers/words.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { maskedPhone, numberText } from '../ui/format.ts';

const phoneCodes: ReadonlySet<string> = new Set(['phoneSame', 'phoneOneDigitDiffers']);

/** 电话同（13900001234）; with the numbers masked when the screen may be seen. */
export const reasonText = ({ code, details }: Evidence, masked: boolean): string => {
  const hidden = masked && phoneCodes.has(code);
  return wordsFor('duplicates.reasons', code, Object.fromEntries(Object.entries(details).map(([gap, value]) => [gap, hidden ? maskedPhone(String(value)) : String(value)]))) ?? code;
};

export const fieldName = (field: string): string => wordsFor('duplicates.fields', field) ?? t('duplicates.fields.other');

/** The words that the customer's page has for a choice, e.g. of `kind`. */
const chosen: Readonly<Record<string, (value: string) => string | null>> = {
  gender: (value) => wordsFor('customers.gender', value),
  kind: (value) => wordsFor('customers.kind', value),
  source: (value) => wordsFor('customers.source', value),
  consent: (value) => wordsFor('customers.consent', value),
};

/** Our own numbers of a person tell the user nothing. */
export const isOurs = (text: string): boolean => text.startsWith(`${ownPlatform} `);

/** One line a piece; none when the side has nothing. */
export const valueLines = (field: string, value: DifferenceValue, masked: boolean): readonly string[] => {
  if (value === null || value === '' || value === false) return [];
  if (field === 'photos') return Array.isArray(value) && value.length === 0 ? [] : [t('duplicates.photo')];
  if (field === 'phones' && masked && Array.isArray(value)) return value.map((text) => text.replace(/\d{5,}/g, maskedPhone));
  if (field === 'note' && masked) return [t('app.state.hidden')];
  if (Array.isArray(value)) return field === 'identities' ? value.filter((text) => !isOurs(text)) : value;
  if (value === true) return [fieldName(field)];
  if (typeof value === 'object') return ['calendar' in value ? birthdayText(value) : addressText(value)];
  return [chosen[field]?.(String(value)) ?? String(value)];
};

/** What a card shows of a field in which both sides agree. */
export const cardLines = (field: string, card: PersonCard, masked: boolean): readonly string[] => {
  switch (field) {
    case 'name':
      return [card.name];
    case 'phones':
      return card.phones.map(({ number }) => (masked ? maskedPhone(number) : number));
    case 'addresses':
      return card.addresses.map(addressText);
    case 'identities':
      return card.identities.map(({ platform, value }) => `${platform} ${value}`).filter((text) => !isOurs(text));
    case 'birthday':
      return card.birthday ? [birthdayText(card.birthday)] : [];
    case 'tags':
      return card.tags;
    case 'note':
      return card.note === null ? [] : valueLines('note', card.note, masked);
    default:
      return [];
  }
};

/** 3 单、1 个电话 */
export const returningText = (returning: readonly { readonly table: string; readonly rows: number }[]): string => {
  const words = returning.flatMap(({ table, rows }) => wordsFor('duplicates.tables', table, { n: numberText(rows) }) ?? []);
  const other = returning.filter(({ table }) => wordsFor('duplicates.tables', table) === null).reduce((sum, { rows }) => sum + rows, 0);
  return [...words, ...(other > 0 ? [t('duplicates.tables.other', { n: numberText(other) })] : [])].join('、');
};
