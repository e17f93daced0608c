/** What would mend a fault, and the file once it is mended. */
import { birthdayHolds } from '../customers/birthday.rules.ts';
import type { Birthday, CustomerFacts, Identity } from '../customers/contract.ts';
import { Address } from '../customers/contract.ts';
import { comparableName, isPlaceholder, normalisePhone } from '../customers/rules.ts';
import { addressOf, villageOf } from '../imports/address.rules.ts';
import type { FaultCode, Fix } from './contract.ts';
import { awayTag, isMadeUpPhone, isWrongPhone } from './rules.ts';

type Known = Pick<CustomerFacts, 'name' | 'phones' | 'addresses' | 'birthday'> & { readonly identities: readonly Identity[] };
/** What the person's orders say, the latest first. */
export type Receiver = { readonly name: string | null; readonly phone: string | null; readonly address: string | null };

/** True when one text is the other with one sign left out, added or exchanged. */
export const isOneOff = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return long.slice(at + 1) === short.slice(short.length === long.length ? at + 1 : at);
};

const isGood = (number: string): boolean => /^\d+$/.test(number) && !isWrongPhone(number) && !isMadeUpPhone(number);

/** A number with the country or a zero in front is right without it; else one that the person's orders write almost so. */
const rightPhone = (wrong: string, receivers: readonly Receiver[]): string | null => {
  const bare = wrong.replace(/^(?:\+?0{0,2}86|0)(?=1[3-9]\d{9}$)/, '');
  if (isGood(bare)) return bare;
  return receivers.map(({ phone }) => normalisePhone(phone ?? '')).find((number) => isGood(number) && isOneOff(wrong, number)) ?? null;
};

/** 2月30日 was meant as the lunar day; else what can be true of it stays. */
const possibleBirthday = (birthday: Birthday): Birthday | null =>
  [
    { ...birthday, calendar: 'lunar' as const },
    { ...birthday, leapMonth: false },
    { ...birthday, leapMonth: false, day: null },
    { ...birthday, leapMonth: false, month: null, day: null },
  ].find(birthdayHolds) ?? null;

const villageIn = (known: Known, receivers: readonly Receiver[]): string | null =>
  [...known.addresses.map(({ detail }) => villageOf(detail)), ...receivers.map(({ address }) => addressOf(address).village)].find((village) => village !== null) ?? null;

const receiverName = (known: Known, receivers: readonly Receiver[]): string | null =>
  receivers.map(({ name }) => name?.trim() ?? '').find((name) => comparableName(name) !== null && !/\d/.test(name) && !isPlaceholder({ ...known, name })) ?? null;

/** Null when only the person can say. */
export const proposalOf = ({ code, about }: { readonly code: FaultCode; readonly about: string }, known: Known, receivers: readonly Receiver[]): Fix | null => {
  if (code === 'phoneWrong') {
    const number = rightPhone(about, receivers);
    return number === null ? null : { field: 'phone', from: about, number };
  }
  if (code === 'nameMadeUp') {
    const name = receiverName(known, receivers);
    return name === null ? null : { field: 'name', name };
  }
  if (code === 'noVillage') {
    const village = villageIn(known, receivers);
    return village === null ? null : { field: 'village', village };
  }
  // Only the year is out of the question.
  if ((code === 'birthdayOld' || code === 'birthdayAhead') && known.birthday) {
    const { month } = known.birthday;
    return { field: 'birthday', birthday: month === null ? null : { ...known.birthday, year: null } };
  }
  if (code === 'birthdayNever' && known.birthday) return { field: 'birthday', birthday: possibleBirthday(known.birthday) };
  if (code === 'noConsent') return { field: 'consent' };
  return code === 'longAway' ? { field: 'tag', tag: awayTag } : null;
};

const withPhone = (phones: CustomerFacts['phones'], from: string | null, number: string): CustomerFacts['phones'] => {
  const clean = normalisePhone(number);
  if (from === null) return [...phones, { number: clean, label: null }];
  const others = phones.filter((phone) => phone.number !== clean || phone.number === from);
  return others.map((phone) => (phone.number === from ? { ...phone, number: clean } : phone));
};

/** The facts of the file with the fault mended. */
export const fixed = (facts: CustomerFacts, fix: Fix, today: string): CustomerFacts => {
  switch (fix.field) {
    case 'name':
      return { ...facts, name: fix.name.trim() };
    case 'phone':
      return { ...facts, phones: withPhone(facts.phones, fix.from, fix.number) };
    case 'village': {
      const [first, ...others] = facts.addresses;
      const nowhere = { province: null, city: null, district: null, village: null, detail: null };
      return { ...facts, addresses: [Address.parse({ ...nowhere, ...first, village: fix.village.trim() }), ...others] };
    }
    case 'birthday':
      return { ...facts, birthday: fix.birthday };
    case 'consent':
      return { ...facts, consent: 'agreed', consentOn: today };
    case 'tag':
      return { ...facts, tags: [...new Set([...facts.tags, fix.tag])] };
  }
};
