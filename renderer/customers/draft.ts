/** What stands in the form: everything as typed. Turned into facts only when saved. */
import type { Birthday, CustomerDetail, CustomerFacts } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { dayFrom } from '../ui/format.ts';

export type Draft = {
  readonly name: string;
  readonly phones: readonly { readonly number: string; readonly label: string }[];
  readonly addresses: readonly { readonly province: string; readonly city: string; readonly district: string; readonly village: string; readonly detail: string }[];
  readonly calendar: 'solar' | 'lunar';
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly leapMonth: boolean;
  readonly gender: CustomerFacts['gender'];
  readonly kind: CustomerFacts['kind'];
  readonly source: CustomerFacts['source'];
  readonly occupation: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly wish: string;
  readonly consent: CustomerFacts['consent'];
  readonly consentOn: string;
  readonly doNotDisturb: boolean;
  readonly referrer: { readonly id: number; readonly name: string } | null;
};

export const noPhone = { number: '', label: '' };
export const noAddress = { province: '', city: '', district: '', village: '', detail: '' };

export const emptyDraft: Draft = {
  name: '', phones: [noPhone], addresses: [noAddress], calendar: 'solar', year: '', month: '', day: '', leapMonth: false, gender: null, kind: 'consumer',
  source: null, occupation: '', tags: [], note: '', wish: '', consent: 'unknown', consentOn: '', doNotDisturb: false, referrer: null,
};

export const draftOf = (customer: CustomerDetail): Draft => ({
  name: customer.name,
  phones: customer.phones.length === 0 ? [noPhone] : customer.phones.map(({ number, label }) => ({ number, label: label ?? '' })),
  addresses: customer.addresses.length === 0 ? [noAddress] : customer.addresses.map((one) => ({
    province: one.province ?? '', city: one.city ?? '', district: one.district ?? '', village: one.village ?? '', detail: one.detail ?? '',
  })),
  calendar: customer.birthday?.calendar ?? 'solar',
  year: String(customer.birthday?.year ?? ''),
  month: String(customer.birthday?.month ?? ''),
  day: String(customer.birthday?.day ?? ''),
  leapMonth: customer.birthday?.leapMonth ?? false,
  gender: customer.gender,
  kind: customer.kind,
  source: customer.source,
  occupation: customer.occupation ?? '',
  tags: customer.tags,
  note: customer.note ?? '',
  wish: customer.wish ?? '',
  consent: customer.consent,
  consentOn: customer.consentOn ?? '',
  doNotDisturb: customer.doNotDisturb,
  referrer: customer.referrerId === null ? null : { id: customer.referrerId, name: customer.referrerName ?? '' },
});

export type DraftErrors = Partial<Record<'name' | 'phone' | 'year' | 'month' | 'day' | 'consentOn' | 'referrer' | 'note', string>>;

/** The field that a refusal of the core speaks of. */
export const refusedField: Readonly<Record<string, keyof DraftErrors>> = {
  'customers.phone': 'phone',
  'customers.birthday': 'day',
  'customers.consentDay': 'consentOn',
  'customers.referrer': 'referrer',
};

const partWrong = (text: string, from: number, to: number): boolean => text.trim() !== '' && !(/^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to);

export const errorsOf = (draft: Draft): DraftErrors => ({
  ...(draft.name.trim() === '' && { name: t('customers.errors.nameNeeded') }),
  ...(draft.name.trim().length > 60 && { name: t('customers.errors.nameLong') }),
  ...(partWrong(draft.year, 1900, 2100) && { year: t('customers.errors.yearWrong') }),
  ...(partWrong(draft.month, 1, 12) && { month: t('customers.errors.monthWrong') }),
  ...(partWrong(draft.day, 1, draft.calendar === 'lunar' ? 30 : 31) && { day: t('customers.errors.dayWrong') }),
  ...(draft.consentOn.trim() !== '' && dayFrom(draft.consentOn) === null && { consentOn: t('customers.errors.dateForm') }),
  ...(draft.note.length > 2000 && { note: t('customers.errors.noteLong') }),
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const part = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const birthdayOf = ({ calendar, year, month, day, leapMonth }: Draft): Birthday | null =>
  [year, month, day].every((text) => text.trim() === '') ? null : { calendar, year: part(year), month: part(month), day: part(day), leapMonth: calendar === 'lunar' && leapMonth };

export const factsOf = (draft: Draft): CustomerFacts => ({
  name: draft.name.trim(),
  gender: draft.gender,
  kind: draft.kind,
  source: draft.source,
  phones: draft.phones.filter(({ number }) => number.trim() !== '').map(({ number, label }) => ({ number: number.trim(), label: filled(label) })),
  addresses: draft.addresses.map((one) => ({
    province: filled(one.province), city: filled(one.city), district: filled(one.district), village: filled(one.village), detail: filled(one.detail),
  })).filter((one) => Object.values(one).some((value) => value !== null)),
  birthday: birthdayOf(draft),
  occupation: filled(draft.occupation),
  tags: [...draft.tags],
  note: filled(draft.note),
  wish: filled(draft.wish),
  consent: draft.consent,
  consentOn: dayFrom(draft.consentOn),
  doNotDisturb: draft.doNotDisturb,
  referrerId: draft.referrer?.id ?? null,
});
