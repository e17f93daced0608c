/** Rows of customer tables (our own export, a platform's member list) become people, by the same certain keys as buyers. */
import type { CustomerRecord } from '../imports/records.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import { closesCircle } from '../referrals/rules.ts';
import type { Conflicts } from './conflicts.ts';
import type { CustomerFacts } from './contract.ts';
import type { CustomFields } from './custom-fields.ts';
import type { Completed, Match, Matcher } from './matching.ts';
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
    contacts: [...record.contacts],
    preferredChannel: record.preferredChannel,
    zodiac: record.zodiac,
    hobbies: record.hobbies,
    holdings: [...record.holdings],
    tags: [...record.tags],
    note: record.note,
    wish: record.wish,
    consent: record.consent ?? 'unknown',
    consentOn: record.consentOn,
    consentWay: record.consentWay,
    credit: record.credit,
    creditNote: record.creditNote,
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
    zodiac: first.zodiac ?? second.zodiac,
    hobbies: first.hobbies ?? second.hobbies,
    holdings: first.holdings.length > 0 ? first.holdings : second.holdings,
    preferredChannel: first.preferredChannel ?? second.preferredChannel,
    contacts: [...first.contacts, ...second.contacts.filter((one) => !first.contacts.some(({ kind, value }) => kind === one.kind && value === one.value))],
    credit: first.credit ?? second.credit,
    creditNote: first.creditNote ?? second.creditNote,
    note: first.note ?? second.note,
    wish: first.wish ?? second.wish,
    consent: first.consent === 'unknown' ? second.consent : first.consent,
    consentOn: first.consentOn ?? second.consentOn,
    consentWay: first.consentWay ?? second.consentWay,
    doNotDisturb: first.doNotDisturb || second.doNotDisturb,
    phones: [
      ...first.phones.map((phone) => ({ ...phone, label: phone.label ?? second.phones.find(({ number }) => number === phone.number)?.label ?? null })),
      ...second.phones.filter((phone) => !first.phones.some(({ number }) => number === phone.number)),
    ],
    addresses: first.addresses.length > 0 ? first.addresses : second.addresses,
    tags: [...first.tags, ...second.tags],
  });

/** What a person's file got, in the words of the list of rows. */
const completedOf = (before: CustomerFacts, after: CustomerFacts, identified: boolean): readonly Completed[] => {
  const named = { name: 'name', phones: 'phone', addresses: 'address', tags: 'tags' } as const satisfies Partial<Record<keyof CustomerFacts, Completed>>;
  const keys = (Object.keys(after) as (keyof CustomerFacts)[]).filter((key) => text(before[key]) !== text(after[key]));
  const fields = keys.map((key) => (Object.hasOwn(named, key) ? named[key as keyof typeof named] : 'rest'));
  return [...new Set<Completed>([...fields, ...(identified ? (['account'] as const) : [])])];
};

export const createCustomerImport = (inside: CustomerRepository, write: CustomerWriter, createdAt: string, conflicts: Conflicts, fields: CustomFields) => {
  /** Without any key a row is a known person only if name and address are both the same to the letter. */
  const twin = (record: CustomerRecord): number | undefined =>
    inside.idsByName(record.name ?? '').find((id) => {
      const person = inside.find(id)!;
      return person.phones.length === 0 && text(person.addresses) === text(record.addresses);
    });

  const known = (record: CustomerRecord, matcher: Matcher): number | undefined => {
    const byUid = record.uid === null ? undefined : matcher.ownerOfUid(record.uid);
    if (byUid !== undefined) return byUid;
    const byIdentity = record.identities.map((identity) => matcher.unclaimed(matcher.ownerOfIdentity(identity), record.uid ?? undefined)).find((id) => id !== undefined);
    if (byIdentity !== undefined) return byIdentity;
    const byPhone = record.phones.map(({ number }) => matcher.unclaimed(matcher.ownerOfPhone(number, record.name), record.uid ?? undefined)).find((id) => id !== undefined);
    if (byPhone !== undefined || record.phones.length > 0 || record.identities.length > 0) return byPhone;
    return record.uid === null ? twin(record) : undefined;
  };

  /** The platform's keys, and the number that another laptop gave the person. */
  const addIdentities = (id: number, record: CustomerRecord, matcher: Matcher): boolean => {
    const foreign = record.uid !== null && inside.idByUid(record.uid) === undefined ? [{ platform: ownPlatform, value: record.uid }] : [];
    return [...record.identities, ...foreign].filter(({ platform, value }) => matcher.addIdentity({ platform, value: value.slice(0, 200) }, id)).length > 0;
  };

  /** What the shop's own columns hold afterwards: `first` is never replaced. */
  const customOf = (known: CustomerFacts['custom'], record: CustomerRecord, recordFirst: boolean): CustomerFacts['custom'] => {
    const said = record.custom.map(({ name, kind, value }) => ({ fieldId: fields.forImport(name.slice(0, 20), kind, value.slice(0, 200)), value: value.slice(0, 200) }));
    const [first, second] = recordFirst ? [said, known] : [known, said];
    return [...first, ...second.filter(({ fieldId }) => !first.some((one) => one.fieldId === fieldId))].toSorted((a, b) => a.fieldId - b.fieldId);
  };

  const referrers: { readonly uid: string | null; readonly id: number | undefined; readonly referrerUid: string }[] = [];
  const relations: { readonly uid: string; readonly relation: CustomerRecord['relations'][number] }[] = [];

  return {
    record: (record: CustomerRecord, matcher: Matcher): Match => {
      const id = known(record, matcher);
      const facts = factsOf(record);
      if (record.referrerUid !== null) referrers.push({ uid: record.uid, id, referrerUid: record.referrerUid });
      if (record.uid !== null) for (const relation of record.relations) relations.push({ uid: record.uid, relation });
      if (id === undefined) {
        const created = write.insert({ ...facts, custom: customOf([], record, true) }, record.createdOn === null ? createdAt : `${record.createdOn}T00:00:00+08:00`, record.uid ?? undefined);
        for (const { number } of facts.phones) matcher.rememberPhone(number, created, record.name);
        if (record.uid !== null) matcher.claim(created, record.uid);
        addIdentities(created, record, matcher);
        return { id: created, outcome: 'created' };
      }
      if (record.uid !== null) matcher.claim(id, record.uid);
      const person = inside.find(id)!;
      const before = fitted(person);
      // Our own row of somebody whom only orders made here knows more than the orders do.
      const ours = record.uid !== null && inside.isUntouched(id);
      const { name, gender, customerKind, source, birthday, occupation, note, wish, addresses } = record;
      conflicts.compare(person, { name, gender, kind: customerKind, source, birthday, occupation, note, wish, address: addresses[0] ?? null }, facts.phones.map(({ number }) => number));
      const said = { ...facts, phones: facts.phones.filter(({ number }) => !conflicts.tookOut(id, number)) };
      const named = !ours && isPlaceholder(person) && record.name !== null ? { ...before, name: facts.name } : before;
      const after = { ...(ours ? completed(facts, named) : completed(named, said)), referrerId: person.referrerId, relations: before.relations, custom: customOf(before.custom, record, ours) };
      if (text(before) !== text(after)) write.put(id, before, after);
      const identified = addIdentities(id, record, matcher);
      const completedFields = completedOf(before, after, identified);
      return completedFields.length > 0 ? { id, outcome: 'updated', completed: completedFields } : { id, outcome: 'matched' };
    },
    /** Who brought whom and who belongs to whom, once everybody in the table exists. */
    linkReferrers: (matcher: Matcher): void => {
      for (const { id: known, uid, referrerUid } of referrers) {
        const id = known ?? (uid === null ? undefined : matcher.ownerOfUid(uid));
        const referrerId = matcher.ownerOfUid(referrerUid);
        if (id !== undefined && referrerId !== undefined && inside.referrerOf(id) === null && !closesCircle(id, referrerId, inside.referrerOf)) write.setReferrer(id, referrerId);
      }
      for (const { uid, relation: { uid: otherUid, kind, note } } of relations) {
        const [id, otherId] = [matcher.ownerOfUid(uid), matcher.ownerOfUid(otherUid)];
        if (id !== undefined && otherId !== undefined && id !== otherId) write.addRelation(id, { otherId, kind, note: note?.slice(0, 20) ?? null });
      }
    },
  };
};
export type CustomerImport = ReturnType<typeof createCustomerImport>;
