/** Rows of customer tables (our own export, a platform's member list) become people, by the same certain keys as buyers. */
import type { CustomerRecord } from '../imports/records.ts';
import type { CustomerDetail, CustomerFacts } from './contract.ts';
import { CustomerFacts as CustomerFactsSchema } from './contract.ts';
import type { Match, Matcher } from './matching.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import { comparableName } from './rules.ts';

const text = (value: unknown): string => JSON.stringify(value);

/** What is known plus what the row adds. A filled fact is never replaced: what the shop wrote wins. */
const completed = (person: CustomerDetail, record: CustomerRecord): CustomerFacts => ({
  ...CustomerFactsSchema.parse(person),
  gender: person.gender ?? record.gender,
  source: person.source ?? record.source,
  occupation: person.occupation ?? record.occupation,
  birthday: person.birthday ?? record.birthday,
  note: person.note ?? record.note,
  wish: person.wish ?? record.wish,
  consent: person.consent === 'unknown' ? (record.consent ?? 'unknown') : person.consent,
  consentOn: person.consentOn ?? record.consentOn,
  phones: [...person.phones, ...record.phones.filter((phone) => !person.phones.some(({ number }) => number === phone.number))],
  addresses: person.addresses.length > 0 ? person.addresses : [...record.addresses],
  tags: [...new Set([...person.tags, ...record.tags])],
});

const newFacts = (record: CustomerRecord): CustomerFacts =>
  CustomerFactsSchema.parse({
    name: record.name ?? record.identities[0]?.value ?? record.phones[0]?.number,
    gender: record.gender,
    kind: record.customerKind ?? 'consumer',
    source: record.source,
    phones: record.phones,
    addresses: record.addresses,
    birthday: record.birthday,
    occupation: record.occupation,
    tags: record.tags,
    note: record.note,
    wish: record.wish,
    consent: record.consent ?? 'unknown',
    consentOn: record.consentOn,
    doNotDisturb: record.doNotDisturb ?? false,
  });

export const createCustomerImport = (inside: CustomerRepository, write: CustomerWriter, createdAt: string) => {
  /** Without any key a row is a known person only if name and address are both the same to the letter. */
  const twin = (record: CustomerRecord): number | undefined =>
    inside.idsByName(record.name ?? '').find((id) => {
      const person = inside.find(id)!;
      return person.phones.length === 0 && text(person.addresses) === text(record.addresses);
    });

  const known = (record: CustomerRecord, matcher: Matcher): number | undefined => {
    const byUid = record.uid === null ? undefined : inside.idByUid(record.uid);
    if (byUid !== undefined || record.uid !== null) return byUid;
    const byIdentity = record.identities.map((identity) => matcher.ownerOfIdentity(identity)).find((id) => id !== undefined);
    if (byIdentity !== undefined) return byIdentity;
    const byPhone = record.phones.map(({ number }) => matcher.ownerOfPhone(number, comparableName(record.name))).find((id) => id !== undefined);
    if (byPhone !== undefined || record.phones.length > 0 || record.identities.length > 0) return byPhone;
    return twin(record);
  };

  const addIdentities = (id: number, record: CustomerRecord, matcher: Matcher): boolean => {
    const free = record.identities.filter((identity) => matcher.ownerOfIdentity(identity) === undefined);
    for (const identity of free) {
      write.addIdentity(id, identity);
      matcher.rememberIdentity(identity, id);
    }
    return free.length > 0;
  };

  const referrers: { readonly id: number; readonly referrerUid: string }[] = [];

  return {
    record: (record: CustomerRecord, matcher: Matcher): Match => {
      const id = known(record, matcher);
      if (id === undefined) {
        const facts = newFacts(record);
        const created = write.insert(facts, record.createdOn === null ? createdAt : `${record.createdOn}T00:00:00+08:00`, record.uid ?? undefined);
        for (const { number } of facts.phones) matcher.rememberPhone(number, created, facts.name);
        addIdentities(created, record, matcher);
        if (record.referrerUid !== null) referrers.push({ id: created, referrerUid: record.referrerUid });
        return { id: created, outcome: 'created' };
      }
      const person = inside.find(id)!;
      const before = CustomerFactsSchema.parse(person);
      const after = completed(person, record);
      if (text(before) !== text(after)) write.put(id, before, after);
      const identified = addIdentities(id, record, matcher);
      return { id, outcome: identified || text(before) !== text(after) ? 'updated' : 'matched' };
    },
    /** Who brought whom, once everybody in the table exists. */
    linkReferrers: (): void => {
      for (const { id, referrerUid } of referrers) {
        const referrerId = inside.idByUid(referrerUid);
        if (referrerId !== undefined && referrerId !== id) write.setReferrer(id, referrerId);
      }
    },
  };
};
export type CustomerImport = ReturnType<typeof createCustomerImport>;
