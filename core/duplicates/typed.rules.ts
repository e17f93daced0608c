/** What was typed for a new customer who turned out to be known already. */
import type { CustomerFacts } from '../customers/contract.ts';

const added = <T>(known: readonly T[], typed: readonly T[], same: (a: T, b: T) => boolean): T[] => [...known, ...typed.filter((one) => !known.some((other) => same(one, other)))];

/** The known file with what the typed one has more: lists grow, empty fields are filled, nothing is overwritten. */
export const withTyped = (known: CustomerFacts, typed: CustomerFacts): CustomerFacts => ({
  ...known,
  phones: added(known.phones, typed.phones, (a, b) => a.number === b.number).slice(0, 10),
  addresses: added(known.addresses, typed.addresses, (a, b) => a.village === b.village && (a.detail === null || a.detail === b.detail)).slice(0, 10),
  contacts: added(known.contacts, typed.contacts, (a, b) => a.kind === b.kind && a.value === b.value).slice(0, 10),
  holdings: added(known.holdings, typed.holdings, (a, b) => a.name === b.name).slice(0, 20),
  tags: [...new Set([...known.tags, ...typed.tags])].slice(0, 30),
  gender: known.gender ?? typed.gender,
  birthday: known.birthday ?? typed.birthday,
  occupation: known.occupation ?? typed.occupation,
  hobbies: known.hobbies ?? typed.hobbies,
  note: known.note ?? typed.note,
  wish: known.wish ?? typed.wish,
  ...(known.consent === 'unknown' && { consent: typed.consent, consentOn: typed.consentOn, consentWay: typed.consentWay }),
  doNotDisturb: known.doNotDisturb || typed.doNotDisturb,
});
