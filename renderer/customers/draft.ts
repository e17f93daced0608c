/** What stands in the form: everything as typed. Turned into facts only when saved. */
import { birthdayHolds, birthdayWords, spokenBirthday } from '../../core/customers/birthday.rules.ts';
import type { Contact, CustomerDetail, CustomerFacts, CustomField, Holding, Relation } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { dayFrom } from '../ui/format.ts';

type Person = { readonly id: number; readonly name: string };
export type AddressDraft = Readonly<Record<'province' | 'city' | 'district' | 'town' | 'village' | 'hamlet' | 'detail', string>>;
export type ContactDraft = { readonly kind: Contact['kind']; readonly value: string; readonly label: string };
export type HoldingDraft = { readonly kind: Holding['kind']; readonly name: string; readonly amount: string; readonly unit: string };
export type RelationDraft = { readonly other: Person; readonly kind: Relation['kind']; readonly note: string };

export type Draft = Pick<CustomerFacts, 'gender' | 'kind' | 'source' | 'preferredChannel' | 'consent' | 'consentWay' | 'doNotDisturb' | 'credit'> &
  Readonly<Record<'name' | 'birthday' | 'occupation' | 'hobbies' | 'note' | 'wish' | 'consentOn' | 'creditNote', string>> & {
    readonly phones: readonly { readonly number: string; readonly label: string }[];
    readonly contacts: readonly ContactDraft[];
    readonly addresses: readonly AddressDraft[];
    readonly holdings: readonly HoldingDraft[];
    readonly tags: readonly string[];
    readonly referrer: Person | null;
    readonly relations: readonly RelationDraft[];
    /** by the number of the shop's own column */
    readonly custom: Readonly<Record<number, string>>;
  };

export const noPhone = { number: '', label: '' };
export const noAddress: AddressDraft = { province: '', city: '', district: '', town: '', village: '', hamlet: '', detail: '' };
export const noContact: ContactDraft = { kind: 'wechat', value: '', label: '' };
export const noHolding: HoldingDraft = { kind: 'livestock', name: '', amount: '', unit: '' };

export const emptyDraft: Draft = {
  name: '', phones: [noPhone], contacts: [], addresses: [noAddress], birthday: '', gender: null, kind: 'consumer', source: null, preferredChannel: null, occupation: '', hobbies: '', holdings: [],
  tags: [], note: '', wish: '', consent: 'unknown', consentOn: '', consentWay: null, doNotDisturb: false, credit: null, creditNote: '', referrer: null, relations: [], custom: {},
};

const atLeastOne = <T,>(all: readonly T[], none: T): readonly T[] => (all.length === 0 ? [none] : all);

export const draftOf = (customer: CustomerDetail): Draft => ({
  name: customer.name,
  phones: atLeastOne(customer.phones.map(({ number, label }) => ({ number, label: label ?? '' })), noPhone),
  contacts: customer.contacts.map(({ kind, value, label }) => ({ kind, value, label: label ?? '' })),
  addresses: atLeastOne(customer.addresses.map((one) => ({
    province: one.province ?? '', city: one.city ?? '', district: one.district ?? '', town: one.town ?? '', village: one.village ?? '', hamlet: one.hamlet ?? '', detail: one.detail ?? '',
  })), noAddress),
  birthday: birthdayWords(customer.birthday, customer.zodiac),
  gender: customer.gender,
  kind: customer.kind,
  source: customer.source,
  preferredChannel: customer.preferredChannel,
  occupation: customer.occupation ?? '',
  hobbies: customer.hobbies ?? '',
  holdings: customer.holdings.map(({ kind, name, amount, unit }) => ({ kind, name, amount: String(amount ?? ''), unit: unit ?? '' })),
  tags: customer.tags,
  note: customer.note ?? '',
  wish: customer.wish ?? '',
  consent: customer.consent,
  consentOn: customer.consentOn ?? '',
  consentWay: customer.consentWay,
  doNotDisturb: customer.doNotDisturb,
  credit: customer.credit,
  creditNote: customer.creditNote ?? '',
  referrer: customer.referrerId === null ? null : { id: customer.referrerId, name: customer.referrerName ?? '' },
  relations: customer.relations.map(({ otherId, name, kind, note }) => ({ other: { id: otherId, name }, kind, note: note ?? '' })),
  custom: Object.fromEntries(customer.custom.map(({ fieldId, value }) => [fieldId, value])),
});

/** `custom 3`: the shop's own column number 3. */
export type DraftErrors = Partial<Record<'name' | 'phone' | 'birthday' | 'email' | 'holdings' | 'consentOn' | 'referrer' | 'relations' | 'note' | `custom ${number}`, string>>;

/** The field that a refusal of the core speaks of. */
export const refusedField: Readonly<Record<string, keyof DraftErrors>> = {
  'customers.phone': 'phone',
  'customers.birthday': 'birthday',
  'customers.email': 'email',
  'customers.consentDay': 'consentOn',
  'customers.referrer': 'referrer',
  'customers.relation': 'relations',
};

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const isNumber = (text: string): boolean => /^\d{1,8}(\.\d+)?$/.test(text.normalize('NFKC').trim());

const birthdayProblem = (text: string): string | null => {
  if (text.trim() === '') return null;
  const spoken = spokenBirthday(text);
  if (!spoken) return t('customers.errors.birthdayUnread');
  return spoken.birthday && !birthdayHolds(spoken.birthday) ? t('customers.errors.dayWrong') : null;
};

/** What cannot stand in a column of the shop's own, in words. */
export const customProblem = ({ kind }: CustomField, text: string): string | null => {
  if (text.trim() === '') return null;
  if (kind === 'number' && !/^-?\d+(\.\d+)?$/.test(text.normalize('NFKC').trim())) return t('customers.errors.numberForm');
  return kind === 'date' && dayFrom(text) === null ? t('customers.errors.dateForm') : null;
};

export const errorsOf = (draft: Draft, fields: readonly CustomField[]): DraftErrors => {
  const birthday = birthdayProblem(draft.birthday);
  const custom = fields.flatMap((field): readonly (readonly [`custom ${number}`, string])[] => {
    const problem = customProblem(field, draft.custom[field.id] ?? '');
    return problem === null ? [] : [[`custom ${field.id}`, problem]];
  });
  return {
    ...(draft.name.trim() === '' && { name: t('customers.errors.nameNeeded') }),
    ...(draft.name.trim().length > 60 && { name: t('customers.errors.nameLong') }),
    ...(birthday !== null && { birthday }),
    ...(draft.holdings.some(({ amount }) => amount.trim() !== '' && !isNumber(amount)) && { holdings: t('customers.errors.numberForm') }),
    ...(draft.consentOn.trim() !== '' && dayFrom(draft.consentOn) === null && { consentOn: t('customers.errors.dateForm') }),
    ...(draft.note.length > 2000 && { note: t('customers.errors.noteLong') }),
    ...Object.fromEntries(custom),
  };
};

const customOf = (custom: Draft['custom'], fields: readonly CustomField[]): CustomerFacts['custom'] =>
  fields.flatMap(({ id, kind }) => {
    const text = filled(custom[id] ?? '');
    return text === null ? [] : [{ fieldId: id, value: kind === 'date' ? (dayFrom(text) ?? text) : kind === 'number' ? text.normalize('NFKC') : text }];
  });

export const factsOf = (draft: Draft, fields: readonly CustomField[]): CustomerFacts => {
  const spoken = spokenBirthday(draft.birthday);
  const { gender, kind, source, preferredChannel, consent, consentWay, doNotDisturb, credit } = draft;
  return {
    gender, kind, source, preferredChannel, consent, consentWay, doNotDisturb, credit,
    name: draft.name.trim(),
    phones: draft.phones.filter(({ number }) => number.trim() !== '').map(({ number, label }) => ({ number: number.trim(), label: filled(label) })),
    contacts: draft.contacts.filter(({ value }) => value.trim() !== '').map((one) => ({ kind: one.kind, value: one.value.trim(), label: filled(one.label) })),
    addresses: draft.addresses.map((one) => ({
      province: filled(one.province), city: filled(one.city), district: filled(one.district), town: filled(one.town), village: filled(one.village), hamlet: filled(one.hamlet), detail: filled(one.detail),
    })).filter((one) => Object.values(one).some((value) => value !== null)),
    birthday: spoken?.birthday ?? null,
    zodiac: spoken?.zodiac ?? null,
    occupation: filled(draft.occupation),
    hobbies: filled(draft.hobbies),
    holdings: draft.holdings.filter(({ name }) => name.trim() !== '').map((one) => ({
      kind: one.kind, name: one.name.trim(), amount: one.amount.trim() === '' ? null : Number(one.amount.normalize('NFKC')), unit: filled(one.unit),
    })),
    tags: [...draft.tags],
    note: filled(draft.note),
    wish: filled(draft.wish),
    consentOn: dayFrom(draft.consentOn),
    creditNote: filled(draft.creditNote),
    referrerId: draft.referrer?.id ?? null,
    relations: draft.relations.map((one) => ({ otherId: one.other.id, kind: one.kind, note: filled(one.note) })),
    custom: customOf(draft.custom, fields),
  };
};
