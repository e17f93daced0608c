import { isDay } from '../base/dates.ts';
import type { Failure } from '../base/protocol.ts';
import { birthdayHolds } from './birthday.rules.ts';
import type { Address, CustomerFacts as Facts, Identity } from './contract.ts';
import { CustomerFacts } from './contract.ts';

/** Digits of a phone as people write it: blanks, hyphens and a leading +86 are dropped. */
export const normalisePhone = (text: string): string => {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^(\+?86)1\d{10}$/.test(digits) ? digits.slice(-11) : digits;
};

/** Five to twenty digits; what people put between them does not count. */
export const isPhone = (text: string): boolean => /^\+?\d{5,20}$/.test(normalisePhone(text));

/** The first thing that cannot be saved, or null. The same check runs in the form and in the core. */
export const factsProblem = (facts: Facts): Failure | null => {
  const badPhone = facts.phones.find(({ number }) => !isPhone(number));
  if (badPhone) return { code: 'customers.phone', details: { phone: badPhone.number } };
  if (facts.birthday && !birthdayHolds(facts.birthday)) return { code: 'customers.birthday' };
  const badEmail = facts.contacts.find(({ kind, value }) => kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value));
  if (badEmail) return { code: 'customers.email', details: { email: badEmail.value } };
  if (facts.consentOn !== null && !isDay(facts.consentOn)) return { code: 'customers.consentDay' };
  return null;
};

/** Names that compare equal: full-width and blanks do not matter. Null for what is no name (masked). */
export const comparableName = (name: string | null): string | null => {
  const text = name?.normalize('NFKC').replace(/\s/g, '') ?? '';
  return text === '' || text.includes('*') ? null : text.toLowerCase();
};

/** A name that the importer made up from a nickname or phone because the file had none. */
export const isPlaceholder = ({ name, phones, identities }: Pick<Facts, 'name' | 'phones'> & { readonly identities: readonly Identity[] }): boolean =>
  /^买家\S{6}$/.test(name) || phones.some(({ number }) => number === name) || identities.some(({ value }) => value === name || value.startsWith(`${name}／`));

const cut = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null;

const fittedAddress = ({ province, city, district, town, village, hamlet, detail }: Address): Address => ({
  province: cut(province, 40), city: cut(city, 40), district: cut(district, 40), town: cut(town, 40), village: cut(village, 60), hamlet: cut(hamlet, 40), detail: cut(detail, 200),
});

/**
 * Facts from a file cut to what a customer's file holds, so that one odd cell never stops an import. The order keeps
 * the receiver's words in full.
 */
export const fitted = (facts: Partial<Facts> & Pick<Facts, 'name'>): Facts =>
  CustomerFacts.parse({
    ...facts,
    name: facts.name.trim().slice(0, 60),
    occupation: cut(facts.occupation ?? null, 40),
    note: cut(facts.note ?? null, 2000),
    wish: cut(facts.wish ?? null, 200),
    hobbies: cut(facts.hobbies ?? null, 200),
    creditNote: cut(facts.creditNote ?? null, 200),
    phones: (facts.phones ?? []).slice(0, 10).map(({ number, label }) => ({ number: number.slice(0, 40), label: cut(label, 20) })),
    addresses: (facts.addresses ?? []).slice(0, 10).map(fittedAddress),
    contacts: (facts.contacts ?? []).slice(0, 10).map(({ kind, value, label }) => ({ kind, value: value.slice(0, 100), label: cut(label, 20) })),
    holdings: (facts.holdings ?? []).slice(0, 20).map(({ kind, name, amount, unit }) => ({ kind, name: name.slice(0, 20), amount, unit: cut(unit, 20) })),
    tags: [...new Set((facts.tags ?? []).map((tag) => tag.trim().slice(0, 20)).filter((tag) => tag !== ''))].slice(0, 30),
  });

const unsaid: Facts = CustomerFacts.parse({ name: '买家' });

/** The same of a buyer in an order. By the hundred thousand the whole check would cost more than it could find here. */
export const fittedBuyer = (name: string, phone: string | null, address: Address | null): Facts => ({
  ...unsaid,
  name: name.trim().slice(0, 60).trim(),
  source: 'platform',
  phones: phone ? [{ number: phone.slice(0, 40), label: null }] : [],
  addresses: address ? [fittedAddress(address)] : [],
});
