/** Rows of customer tables (our own export, a platform's member list) become people, by the same certain keys as buyers. */
import type { CustomerRecord } from '../imports/records.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import type { CustomerFacts } from './contract.ts';
import type { Match, Matcher } from './matching.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import { fitted, isPlaceholder } from './rules.ts';

const text = (value: unknown): string => JSON.stringify(value);

const factsOf = (record: CustomerRecord): CustomerFacts =>
  fitted({
    name: record.name ?? record.identities[0]?.value ?? record.phones[0]?.number ?? '',
    gender: record.gender,
    kind: record.customerKind ?? 'consumer',
    source: record.source,
    phones: [...record.phones],
    addresses: [...record.addresses],
    birthday: record.birthday,
    occupation: record.occupation,
    tags: [...record.tags],
    note: record.note,
    wish: record.wish,
    consent: record.consent ?? 'unknown',
    consentOn: record.consentOn,
    doNotDisturb: record.doNotDisturb ?? false,
  });

/** `first` with its gaps filled from `second`: a filled fact is never replaced, and a wish to be left alone always stays. */
const completed = (first: CustomerFacts, second: CustomerFacts): CustomerFacts =>
  fitted({
    ...first,
    gender: first.gender ?? second.gender,
    kind: first.kind === 'consumer' ? second.kind : first.kind,
    source: first.source ?? second.source,
    occupation: first.occupation ?? second.occupation,
    birthday: first.birthday ?? second.birthday,
    note: first.note ?? second.note,
    wish: first.wish ?? second.wish,
    consent: first.consent === 'unknown' ? second.consent : first.consent,
    consentOn: first.consentOn ?? second.consentOn,
    doNotDisturb: first.doNotDisturb || second.doNotDisturb,
    phones: [
      ...first.phones.map((phone) => ({ ...phone, label: phone.label ?? second.phones.find(({ number }) => number === phone.number)?.label ?? null })),
      ...second.phones.filter((phone) => !first.phones.some(({ number }) => number === phone.number)),
    ],
    addresses: first.addresses.length > 0 ? first.addresses : second.addresses,
    tags: [...first.tags, ...second.tags],
  });

export const createCustomerImport = (inside: CustomerRepository, write: CustomerWriter, createdAt: string) => {
  /** Without any key a row is a known person only if name and address are both the same to the letter. */
  const twin = (record: CustomerRecord): number | undefined =>
    inside.idsByName(record.name ?? '').find((id) => {
      const person = inside.find(id)!;
      return person.phones.length === 0 && text(person.addresses) === text(record.addresses);
    });

  const known = (record: CustomerRecord, matcher: Matcher): number | undefined => {
    const byUid = record.uid === null ? undefined : matcher.ownerOfUid(record.uid);
    if (byUid !== undefined) return byUid;
    const byIdentity = record.identities.map((identity) => matcher.ownerOfIdentity(identity)).find((id) => id !== undefined);
    if (byIdentity !== undefined) return byIdentity;
    const byPhone = record.phones.map(({ number }) => matcher.ownerOfPhone(number, record.name)).find((id) => id !== undefined);
    if (byPhone !== undefined || record.phones.length > 0 || record.identities.length > 0) return byPhone;
    return record.uid === null ? twin(record) : undefined;
  };

  /** The platform's keys, and the number that another laptop gave the person. */
  const addIdentities = (id: number, record: CustomerRecord, matcher: Matcher): boolean => {
    const foreign = record.uid !== null && inside.idByUid(record.uid) === undefined ? [{ platform: ownPlatform, value: record.uid }] : [];
    return [...record.identities, ...foreign].filter(({ platform, value }) => matcher.addIdentity({ platform, value: value.slice(0, 200) }, id)).length > 0;
  };

  const referrers: { readonly uid: string | null; readonly id: number | undefined; readonly referrerUid: string }[] = [];

  return {
    record: (record: CustomerRecord, matcher: Matcher): Match => {
      const id = known(record, matcher);
      const facts = factsOf(record);
      if (record.referrerUid !== null) referrers.push({ uid: record.uid, id, referrerUid: record.referrerUid });
      if (id === undefined) {
        const created = write.insert(facts, record.createdOn === null ? createdAt : `${record.createdOn}T00:00:00+08:00`, record.uid ?? undefined);
        for (const { number } of facts.phones) matcher.rememberPhone(number, created, record.name);
        addIdentities(created, record, matcher);
        return { id: created, outcome: 'created' };
      }
      const person = inside.find(id)!;
      const before = fitted(person);
      // Our own row of somebody whom only orders made here knows more than the orders do.
      const ours = record.uid !== null && inside.isUntouched(id);
      const named = !ours && isPlaceholder(person) && record.name !== null ? { ...before, name: facts.name } : before;
      const after = { ...(ours ? completed(facts, named) : completed(named, facts)), referrerId: person.referrerId };
      if (text(before) !== text(after)) write.put(id, before, after);
      const identified = addIdentities(id, record, matcher);
      return { id, outcome: identified || text(before) !== text(after) ? 'updated' : 'matched' };
    },
    /** Who brought whom, once everybody in the table exists. */
    linkReferrers: (matcher: Matcher): void => {
      for (const { id: known, uid, referrerUid } of referrers) {
        const id = known ?? (uid === null ? undefined : matcher.ownerOfUid(uid));
        const referrerId = matcher.ownerOfUid(referrerUid);
        if (id !== undefined && referrerId !== undefined && referrerId !== id && inside.find(id)?.referrerId === null) write.setReferrer(id, referrerId);
      }
    },
  };
};
export type CustomerImport = ReturnType<typeof createCustomerImport>;
