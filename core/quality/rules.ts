/** What counts as a fault in a customer's file. "Data is true, complete, valid" (S1 §3.2.2, R16). */
import { addDays, dayOf, daysBetween } from '../base/dates.ts';
import { agesOf, birthdayHolds } from '../customers/birthday.rules.ts';
import type { Birthday, CustomerFacts } from '../customers/contract.ts';
import { isPlaceholder } from '../customers/rules.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import type { FaultCode, FaultGroup, FaultKey } from './contract.ts';

export type PersonOrder = {
  readonly id: number; readonly orderedAt: string; readonly counts: boolean; readonly netFen: number; readonly paidFen: number; readonly refundFen: number; readonly receiverPhone: string | null;
};
export type Person = Pick<CustomerFacts, 'name' | 'birthday' | 'consent' | 'tags'> & {
  readonly id: number;
  /** `writtenOn`: the day on which the shop or a file wrote the number down */
  readonly phones: readonly { readonly number: string; readonly label: null; readonly writtenOn: string | null }[];
  readonly identities: readonly { readonly platform: string; readonly value: string }[];
  readonly hasContact: boolean;
  readonly hasPlace: boolean;
  readonly createdOn: string;
  readonly orders: readonly PersonOrder[];
};
export type FoundFault = Pick<FaultKey, 'code' | 'orderId' | 'about'> & { readonly details: Readonly<Record<string, string | number>> };

/** How much each fault takes from a file's 100 points: what keeps the shop from reaching or knowing the person weighs most. */
export const kinds: readonly { readonly code: FaultCode; readonly group: FaultGroup; readonly points: number }[] = [
  { code: 'phoneWrong', group: 'implausible', points: 25 },
  { code: 'phoneMadeUp', group: 'implausible', points: 25 },
  { code: 'birthdayOld', group: 'implausible', points: 10 },
  { code: 'birthdayAhead', group: 'implausible', points: 10 },
  { code: 'birthdayNever', group: 'implausible', points: 10 },
  { code: 'orderAhead', group: 'implausible', points: 20 },
  { code: 'orderNegative', group: 'implausible', points: 20 },
  { code: 'orderFarAbove', group: 'implausible', points: 5 },
  { code: 'noPhone', group: 'missing', points: 30 },
  { code: 'nameMadeUp', group: 'missing', points: 20 },
  { code: 'noVillage', group: 'missing', points: 10 },
  { code: 'noConsent', group: 'missing', points: 5 },
  { code: 'phoneOld', group: 'stale', points: 10 },
  { code: 'longAway', group: 'stale', points: 0 },
];
export const duplicatePoints = 30;
const pointsOf: ReadonlyMap<FaultCode, number> = new Map(kinds.map(({ code, points }) => [code, points]));

export const recentDays = 730;
const awayDays = 1095;
export const awayTag = '久未往来';
const oldestAge = 110;
export const laterDays = 30;

/** Since when somebody must have bought, or been written down, to count. */
export const sinceOf = (today: string): string => addDays(today, -recentDays);

/** A Chinese mobile has 11 digits and begins with 13 to 19; a number that begins with 1 and is none of the short service numbers is meant as one. */
export const isWrongPhone = (number: string): boolean => {
  if (number.startsWith('+')) return false;
  if (number.startsWith('1')) return number.length > 5 && !/^1[3-9]\d{9}$/.test(number);
  if (number.startsWith('0')) return !/^0\d{9,11}$/.test(number);
  return number.length > 8 && !/^[48]00\d{7}$/.test(number);
};

/** 13800138000 is the platform's own service number that people type to get past a form. */
export const isMadeUpPhone = (number: string): boolean => /^1[3-9](\d)\1{8}$/.test(number) || number === '13800138000';

const fault = (code: FaultCode, about = '', details: FoundFault['details'] = {}, orderId: number | null = null): FoundFault => ({ code, orderId, about, details });

const phoneFaults = (person: Person, today: string): FoundFault[] =>
  person.phones.flatMap(({ number, writtenOn }, position) => {
    if (isWrongPhone(number)) return [fault('phoneWrong', number, { phone: number, digits: number.length })];
    if (isMadeUpPhone(number)) return [fault('phoneMadeUp', number, { phone: number })];
    const used = person.orders.filter(({ receiverPhone }) => receiverPhone === number).map(({ orderedAt }) => dayOf(orderedAt));
    const seen = [...used, ...(writtenOn === null ? [] : [writtenOn])].toSorted().at(-1);
    return position === 0 && seen !== undefined && seen < sinceOf(today) ? [fault('phoneOld', number, { phone: number, day: seen })] : [];
  });

const birthdayFaults = (birthday: Birthday | null, today: string): FoundFault[] => {
  if (birthday === null) return [];
  const about = JSON.stringify(birthday);
  if (!birthdayHolds(birthday)) return [fault('birthdayNever', about)];
  if (birthday.year === null) return [];
  const age = agesOf(birthday, today)?.full.least;
  if (age === undefined) return [fault('birthdayAhead', about)];
  return age > oldestAge ? [fault('birthdayOld', about, { age })] : [];
};

const median = (sorted: readonly number[]): number => (sorted.length % 2 === 1 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2);

/** Ten times what the person usually spends, and at least ¥300: a slipped point makes ¥39.90 into ¥3990. Fewer than five orders say nothing. */
const farAbove = (orders: readonly PersonOrder[]): FoundFault[] => {
  const counted = orders.filter(({ counts }) => counts);
  if (counted.length < 5) return [];
  const usual = Math.round(median(counted.map(({ netFen }) => netFen).toSorted((a, b) => a - b)));
  return counted.filter(({ netFen }) => netFen >= 30_000 && netFen > usual * 10).map(({ id, netFen }) => fault('orderFarAbove', String(netFen), { fen: netFen, usual }, id));
};

export const isNegative = ({ paidFen, refundFen }: Pick<PersonOrder, 'paidFen' | 'refundFen'>): boolean => paidFen < 0 || refundFen < 0 || refundFen > paidFen;

/** A day of grace: a laptop whose clock lags must not make today's orders wrong. */
export const ordersAheadFrom = (today: string): string => addDays(today, 2);

export const orderFaults = (orders: readonly PersonOrder[], today: string): FoundFault[] =>
  orders.flatMap(({ id, orderedAt, paidFen, refundFen }) => {
    if (orderedAt >= ordersAheadFrom(today)) return [fault('orderAhead', dayOf(orderedAt), { day: dayOf(orderedAt) }, id)];
    return isNegative({ paidFen, refundFen }) ? [fault('orderNegative', `${paidFen}/${refundFen}`, { fen: paidFen - refundFen }, id)] : [];
  });

const lastOrderOf = ({ orders }: Person): string | null => orders.filter(({ counts }) => counts).map(({ orderedAt }) => dayOf(orderedAt)).toSorted().at(-1) ?? null;

/** Bought in the last two years, or was written down in them and has not bought yet: a file that should be in order. */
export const isRecent = (person: Person, today: string): boolean => (lastOrderOf(person) ?? person.createdOn) >= sinceOf(today);

/**
 * What a file lacks. Not asked of who has not come for two years, and phone and place not of a buyer whom the platform
 * knows and hides: nobody could fill them in.
 */
const missing = (person: Person): FoundFault[] => {
  const hidden = person.identities.some(({ platform }) => platform !== ownPlatform);
  return [
    ...(person.phones.length === 0 && !person.hasContact && !hidden ? [fault('noPhone')] : []),
    ...(isPlaceholder({ name: person.name, phones: [...person.phones], identities: person.identities }) ? [fault('nameMadeUp', person.name)] : []),
    ...(!person.hasPlace && !hidden ? [fault('noVillage')] : []),
    ...(person.consent === 'unknown' ? [fault('noConsent')] : []),
  ];
};

const longAway = (person: Person, today: string): FoundFault[] => {
  const last = lastOrderOf(person);
  return last !== null && daysBetween(last, today) > awayDays && !person.tags.includes(awayTag) ? [fault('longAway', last, { day: last })] : [];
};

/** Everything that is wrong with a file. */
export const faultsOf = (person: Person, today: string): readonly FoundFault[] => {
  const recent = isRecent(person, today);
  return [
    ...phoneFaults(person, today).filter(({ code }) => recent || code !== 'phoneOld'),
    ...birthdayFaults(person.birthday, today),
    ...orderFaults(person.orders, today),
    ...farAbove(person.orders),
    ...(recent ? missing(person) : longAway(person, today)),
  ];
};

/** How many of its 100 points a file loses; each kind once. */
export const lostPoints = (faults: readonly Pick<FoundFault, 'code'>[]): number =>
  Math.min(100, [...new Set(faults.map(({ code }) => code))].reduce((sum, code) => sum + (pointsOf.get(code) ?? 0), 0));

/** The meter: rounded down, so that 100 is only said when nothing is wrong. */
export const scoreOf = (people: number, lost: number): number | null => (people === 0 ? null : Math.floor(100 - lost / people));
