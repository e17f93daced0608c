import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { NewId } from '../base/clock.ts';
import { imageOf } from '../base/recorder.ts';
import type { Address, CustomerDetail, CustomerFacts, CustomerFilter, CustomerRow, CustomerSort, Identity } from './contract.ts';
import type { Step } from './conflicts.rules.ts';
import { childRemover } from './children-repository.ts';
import { childrenIn, customerFileRepository, customerFileWriter } from './file-repository.ts';
import { pinyinOf } from './pinyin.ts';

type Filter = z.output<typeof CustomerFilter>;
type StoredFacts = {
  id: number; uid: string; name: string; gender: 'female' | 'male' | null; kind: CustomerFacts['kind']; source: CustomerFacts['source'];
  occupation: string | null; hobbies: string | null; preferred_channel: CustomerFacts['preferredChannel']; note: string | null; wish: string | null;
  zodiac: CustomerFacts['zodiac']; credit: CustomerFacts['credit']; credit_note: string | null; consent_way: CustomerFacts['consentWay']; birthday_calendar: 'solar' | 'lunar' | null; birthday_year: number | null;
  birthday_month: number | null; birthday_day: number | null; birthday_leap_month: number; consent: CustomerFacts['consent']; consent_on: string | null;
  do_not_disturb: number; referrer_id: number | null; created_at: string; order_count: number; net_fen: number; first_on: string | null; last_on: string | null;
  referrer_name: string | null; referrer_uid: string | null;
};

const sortColumns: Readonly<Record<CustomerSort, string>> = {
  lastOrder: 't.last_on', net: 't.net_fen', orders: 't.order_count', name: 'c.pinyin', created: 'c.id',
};

const rowSql = `
  SELECT c.id, c.uid, c.name,
    (SELECT number FROM customer_phones WHERE customer_id = c.id ORDER BY position LIMIT 1) AS phone,
    (SELECT village FROM customer_addresses WHERE customer_id = c.id AND village IS NOT NULL ORDER BY position LIMIT 1) AS village,
    (SELECT group_concat(tag, char(10)) FROM customer_tags WHERE customer_id = c.id) AS tags,
    coalesce(t.order_count, 0) AS orderCount, coalesce(t.net_fen, 0) AS netFen, t.first_on AS firstOrderOn, t.last_on AS lastOrderOn,
    s.recency, s.segment, s.lifecycle, s.value_tier AS valueTier
  FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customer_scores s ON s.customer_id = c.id`;

type StoredRow = Omit<CustomerRow, 'tags'> & { readonly tags: string | null };

/** A step that the shop took itself and that still stands. */
const byHand = `o.title LIKE 'customers.%' AND o.undone_by IS NULL`;

/** The reading half. */
export const customerRepository = (db: Database) => {
  /** Of one person or, as `many`, of a page of people: an export would spend most of its time between the statements. */
  const factsSql = (people: string) => `
    SELECT c.*, coalesce(t.order_count, 0) AS order_count, coalesce(t.net_fen, 0) AS net_fen, t.first_on, t.last_on, r.name AS referrer_name, r.uid AS referrer_uid
    FROM ${people} LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customers r ON r.id = c.referrer_id`;
  const facts = {
    one: db.prepare<[number], StoredFacts>(`${factsSql('customers c')} WHERE c.id = ?`),
    many: db.prepare<[string], StoredFacts>(`${factsSql('json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value')} ORDER BY wanted.key`),
  };
  const children = childrenIn(db);
  const file = customerFileRepository(db);
  const phones = children<{ number: string; label: string | null }>('customer_phones', 'number, label', 'position');
  const addresses = children<Address>('customer_addresses', 'province, city, district, town, village, hamlet, detail', 'position');
  const identities = children<Identity>('customer_identities', 'platform, value', 'platform, value');
  const tags = children<{ tag: string }>('customer_tags', 'tag', 'tag');
  const referrerOf = db.prepare<[number], number | null>(`SELECT referrer_id FROM customers WHERE id = ?`).pluck();
  const idsByName = db.prepare<[string], number>(`SELECT id FROM customers WHERE name = ? ORDER BY id`).pluck();
  const idByUid = db.prepare<[string], number>(`SELECT id FROM customers WHERE uid = ?`).pluck();
  /** Those of whoever was merged into the person, too. */
  const formerNames = db.prepare<{ id: number }, string>(`SELECT before ->> '$.name' FROM operation_changes
    WHERE table_name = 'customers' AND row_id IN (SELECT @id UNION ALL SELECT dropped_id FROM customer_merges WHERE kept_id = @id) AND before IS NOT NULL`).pluck();
  const touchedByHand = db.prepare<[number], number>(`
    SELECT 1 FROM operation_changes h JOIN operations o ON o.id = h.operation_id
    WHERE h.table_name = 'customers' AND h.row_id = ? AND (o.title LIKE 'customers.%' OR o.title LIKE 'duplicates.%')`).pluck();
  const byIds = db.prepare<[string], StoredRow>(`${rowSql} JOIN json_each(?) wanted ON wanted.value = c.id ORDER BY wanted.key`);

  const detailOf = (row: StoredFacts, lists: Pick<CustomerDetail, 'phones' | 'addresses' | 'identities' | 'tags' | 'contacts' | 'holdings' | 'custom' | 'relations'>): CustomerDetail => ({
    id: row.id, uid: row.uid, name: row.name, gender: row.gender, kind: row.kind, source: row.source, occupation: row.occupation,
    hobbies: row.hobbies, preferredChannel: row.preferred_channel, note: row.note, wish: row.wish, zodiac: row.zodiac, credit: row.credit, creditNote: row.credit_note,
    consent: row.consent, consentOn: row.consent_on, consentWay: row.consent_way, doNotDisturb: row.do_not_disturb === 1,
    referrerId: row.referrer_id, referrerName: row.referrer_name, createdOn: row.created_at.slice(0, 10),
    birthday: row.birthday_calendar && {
      calendar: row.birthday_calendar, year: row.birthday_year, month: row.birthday_month, day: row.birthday_day, leapMonth: row.birthday_leap_month === 1,
    },
    ...lists,
    orderCount: row.order_count, netFen: row.net_fen, firstOrderOn: row.first_on, lastOrderOn: row.last_on,
  });

  return {
    find: (id: number): CustomerDetail | undefined => {
      const row = facts.one.get(id);
      return row && detailOf(row, { phones: phones.of(id), addresses: addresses.of(id), identities: identities.of(id), tags: tags.of(id).map(({ tag }) => tag), ...file.lists(id) });
    },
    /** The same for a page of people, in the order of the ids, with the number of who brought them; the gone are left out. */
    findAll: (ids: readonly number[]): (CustomerDetail & { readonly referrerUid: string | null })[] => {
      const page = JSON.stringify(ids);
      const fileOf = file.listsOfPage(page);
      const lists = { phones: phones.ofPage(page), addresses: addresses.ofPage(page), identities: identities.ofPage(page), tags: tags.ofPage(page) };
      return facts.many.all(page).map((row) => ({
        ...detailOf(row, { phones: lists.phones(row.id), addresses: lists.addresses(row.id), identities: lists.identities(row.id), tags: lists.tags(row.id).map(({ tag }) => tag), ...fileOf(row.id) }),
        referrerUid: row.referrer_uid,
      }));
    },
    /** Rows in the order of the ids. */
    rows: (ids: readonly number[]): CustomerRow[] =>
      byIds.all(JSON.stringify(ids)).map(({ tags: joined, ...row }) => ({ ...row, tags: joined?.split('\n') ?? [] })),
    /** All ids that pass the filter (search apart), sorted; people without the value last. */
    sortedIds: ({ segment, lifecycle, valueTier, village, product }: Omit<Filter, 'search'>, sort: CustomerSort, descending: boolean): number[] => {
      const values = { segment, lifecycle, valueTier, village, product };
      const conditions = [
        segment && `s.segment = @segment`,
        lifecycle && `s.lifecycle = @lifecycle`,
        valueTier && `s.value_tier = @valueTier`,
        village && `c.id IN (SELECT customer_id FROM customer_addresses WHERE village = @village)`,
        product && `c.id IN (SELECT o.customer_id FROM products p JOIN order_lines l ON l.product_id = p.id JOIN orders o ON o.id = l.order_id WHERE p.name = @product AND o.counts = 1)`,
      ].filter((condition) => condition);
      const direction = descending ? 'DESC' : 'ASC';
      return db
        .prepare(`SELECT c.id FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customer_scores s ON s.customer_id = c.id
          ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
          ORDER BY ${sortColumns[sort]} ${direction} NULLS LAST, c.id ${direction}`)
        .pluck()
        .all(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))) as number[];
    },
    villages: () =>
      db.prepare<[], { village: string; customers: number }>(`SELECT village, count(DISTINCT customer_id) AS customers FROM customer_addresses
        WHERE village IS NOT NULL GROUP BY village ORDER BY customers DESC, village`).all(),
    photo: file.photo,
    brought: file.brought,
    customFields: file.customFields,
    customFieldNamed: file.customFieldNamed,
    places: file.places,
    count: (): number => Number(db.prepare(`SELECT count(*) FROM customers`).pluck().get()),
    identitiesAll: () => db.prepare<[], Identity & { customerId: number }>(`SELECT customer_id AS customerId, platform, value FROM customer_identities`).iterate(),
    /** Every phone under every name its owner, or whoever was merged into them, has or had; a name made up from a key counts as none. */
    phonesAll: () => db.prepare<[], { customerId: number; number: string; name: string | null }>(`
      SELECT p.customer_id AS customerId, p.number,
        iif(c.name = p.number OR EXISTS (SELECT 1 FROM customer_identities i WHERE i.customer_id = c.id AND (i.value = c.name OR i.value LIKE c.name || '／%')), NULL, c.name) AS name
      FROM customer_phones p JOIN customers c ON c.id = p.customer_id
      UNION ALL SELECT p.customer_id, p.number, h.before ->> '$.name'
      FROM operation_changes h JOIN customer_phones p ON p.customer_id = h.row_id WHERE h.table_name = 'customers' AND h.before IS NOT NULL
      UNION ALL SELECT p.customer_id, p.number, h.before ->> '$.name'
      FROM customer_merges m JOIN operation_changes h ON h.table_name = 'customers' AND h.row_id = m.dropped_id AND h.before IS NOT NULL JOIN customer_phones p ON p.customer_id = m.kept_id`).iterate(),
    formerNames: (id: number) => formerNames.all({ id }),
    /** True when only imports ever wrote to the person's file. */
    isUntouched: (id: number): boolean => touchedByHand.get(id) === undefined,
    /** The history of a person's own row, oldest first, and how it is now. */
    steps: (id: number): { steps: readonly Step[]; now: Record<string, unknown> } => ({
      steps: db.prepare<[number], { hand: number; before: string | null }>(`
        SELECT ${byHand} AS hand, c.before FROM operation_changes c JOIN operations o ON o.id = c.operation_id
        WHERE c.table_name = 'customers' AND c.row_id = ? ORDER BY c.operation_id`).all(id)
        .map(({ hand, before }) => ({ byHand: hand === 1, before: before === null ? null : (JSON.parse(before) as Record<string, unknown>) })),
      now: JSON.parse(db.prepare<[number], string>(`SELECT ${imageOf(db, 'customers', 'customers')} FROM customers WHERE id = ?`).pluck().get(id) ?? '{}') as Record<string, unknown>,
    }),
    /** Whom the shop itself wrote about, whose address it wrote, and the numbers that it took out of a file. */
    writtenByHand: () => {
      const changed = (table: string) => `FROM operations o CROSS JOIN operation_changes c ON c.operation_id = o.id AND c.table_name = '${table}'`;
      const ids = (sql: string) => new Set(db.prepare<[], number>(sql).pluck().all());
      const addresses = ids(`SELECT DISTINCT a.customer_id ${changed('customer_addresses')} JOIN customer_addresses a ON a.id = c.row_id WHERE ${byHand} AND c.before IS NULL`);
      const phonesTaken = new Map<number, Set<string>>();
      const taken = db.prepare<[], { id: number; number: string }>(`
        SELECT DISTINCT c.before ->> '$.customer_id' AS id, c.before ->> '$.number' AS number ${changed('customer_phones')} WHERE ${byHand} AND c.before IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM customer_phones p WHERE p.customer_id = c.before ->> '$.customer_id' AND p.number = c.before ->> '$.number')`);
      for (const { id, number } of taken.iterate()) phonesTaken.set(id, (phonesTaken.get(id) ?? new Set()).add(number));
      const people = ids(`SELECT DISTINCT c.row_id ${changed('customers')} WHERE ${byHand}`);
      return { people: new Set([...people, ...addresses, ...phonesTaken.keys()]), addresses, phonesTaken };
    },
    referrerOf: (id: number): number | null => referrerOf.get(id) ?? null,
    idsByName: (name: string) => idsByName.all(name),
    idByUid: (uid: string) => idByUid.get(uid),
  };
};

/** The writing half, on the one writing connection. */
export const customerWriter = (db: Database, newId: NewId) => {
  const columns = `name, pinyin, gender, kind, source, occupation, hobbies, preferred_channel, note, wish, zodiac, credit, credit_note, birthday_calendar, birthday_year, birthday_month, birthday_day,
    birthday_leap_month, consent, consent_on, consent_way, do_not_disturb, referrer_id`.split(',').map((column) => column.trim());
  // Bound by place: names would cost an import a third more.
  const file = customerFileWriter(db);
  const insert = db.prepare(`INSERT INTO customers (uid, created_at, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`);
  const update = db.prepare(`UPDATE customers SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`);
  const insertPhone = db.prepare(`INSERT INTO customer_phones (customer_id, position, number, label) VALUES (?, ?, ?, ?)`);
  const insertAddress = db.prepare(`INSERT INTO customer_addresses (customer_id, position, province, city, district, town, village, hamlet, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertTag = db.prepare(`INSERT OR IGNORE INTO customer_tags (customer_id, tag) VALUES (?, ?)`);
  const insertIdentity = db.prepare(`INSERT INTO customer_identities (customer_id, platform, value) VALUES (?, ?, ?)`);
  const nextPosition = (table: 'customer_phones' | 'customer_addresses') => db.prepare<[number], number>(`SELECT coalesce(max(position), -1) + 1 FROM ${table} WHERE customer_id = ?`).pluck();
  const deleteOf = (table: string) => db.prepare<[number]>(`DELETE FROM ${table} WHERE customer_id = ?`);
  const removeChildren = childRemover(db);
  const deletePerson = db.prepare(`DELETE FROM customers WHERE id = ?`);
  const deleteChildren = {
    customer_phones: deleteOf('customer_phones'),
    customer_addresses: deleteOf('customer_addresses'),
    customer_tags: deleteOf('customer_tags'),
  };
  const insertOneAddress = (id: number, position: number | undefined, { province, city, district, town, village, hamlet, detail }: Address): void =>
    void insertAddress.run(id, position, province, city, district, town, village, hamlet, detail);
  const fillPhones = (id: number, phones: CustomerFacts['phones']): void =>
    phones.forEach(({ number, label }, position) => insertPhone.run(id, position, number, label));
  const fillAddresses = (id: number, addresses: readonly Address[]): void =>
    addresses.forEach((address, position) => insertOneAddress(id, position, address));
  const fillTags = (id: number, tags: readonly string[]): void => tags.forEach((tag) => insertTag.run(id, tag));
  const nextPhone = nextPosition('customer_phones');
  const nextAddress = nextPosition('customer_addresses');

  /** In the order of the columns. */
  const valuesOf = ({ birthday, ...facts }: CustomerFacts) => [
    facts.name, pinyinOf(facts.name), facts.gender, facts.kind, facts.source, facts.occupation, facts.hobbies, facts.preferredChannel, facts.note, facts.wish, facts.zodiac, facts.credit, facts.creditNote,
    birthday?.calendar ?? null, birthday?.year ?? null, birthday?.month ?? null, birthday?.day ?? null, Number(birthday?.leapMonth ?? false),
    facts.consent, facts.consentOn, facts.consentWay, Number(facts.doNotDisturb), facts.referrerId,
  ];

  const writer = {
    insert: (facts: CustomerFacts, createdAt: string, uid = newId()): number => {
      const id = Number(insert.run(uid, createdAt, ...valuesOf(facts)).lastInsertRowid);
      fillPhones(id, facts.phones);
      fillAddresses(id, facts.addresses);
      fillTags(id, facts.tags);
      file.fill(id, facts);
      return id;
    },
    /** Writes what differs, so that the history shows only what was changed. */
    put: (id: number, before: CustomerFacts, wanted: CustomerFacts): void => {
      const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
      if (differ(valuesOf(before), valuesOf(wanted))) update.run(...valuesOf(wanted), id);
      if (differ(before.phones, wanted.phones)) writer.putPhones(id, wanted.phones);
      if (differ(before.addresses, wanted.addresses)) writer.putAddresses(id, wanted.addresses);
      if (differ([...before.tags].sort(), [...wanted.tags].sort())) writer.putTags(id, wanted.tags);
      file.put(id, before, wanted);
    },
    addRelation: file.addRelation,
    putPhoto: file.putPhoto,
    addField: file.addField,
    putField: file.putField,
    removeField: file.removeField,
    rename: (id: number, name: string): void => void db.prepare(`UPDATE customers SET name = ?, pinyin = ? WHERE id = ?`).run(name, pinyinOf(name), id),
    setReferrer: (id: number, referrerId: number): void => void db.prepare(`UPDATE customers SET referrer_id = ? WHERE id = ?`).run(referrerId, id),
    putPhones: (id: number, phones: CustomerFacts['phones']): void => {
      deleteChildren.customer_phones.run(id);
      fillPhones(id, phones);
    },
    putAddresses: (id: number, addresses: readonly Address[]): void => {
      deleteChildren.customer_addresses.run(id);
      fillAddresses(id, addresses);
    },
    putTags: (id: number, tags: readonly string[]): void => {
      deleteChildren.customer_tags.run(id);
      fillTags(id, tags);
    },
    addPhone: (id: number, number: string): void => void insertPhone.run(id, nextPhone.get(id), number, null),
    addAddress: (id: number, address: Address): void => insertOneAddress(id, nextAddress.get(id), address),
    addIdentity: (id: number, { platform, value }: Identity): void => void insertIdentity.run(id, platform, value),
    /** Stored once, with the smaller number first. */
    relate: (id: number, other: number, kind: string): void =>
      void db.prepare(`INSERT OR IGNORE INTO customer_relations (customer_id, other_id, kind) VALUES (min(@id, @other), max(@id, @other), @kind)`).run({ id, other, kind }),
    /** Takes the person away; orders stay, without a name. */
    remove: (id: number): void => {
      removeChildren(id);
      deletePerson.run(id);
    },
  };
  return writer;
};
export type CustomerRepository = ReturnType<typeof customerRepository>;
export type CustomerWriter = ReturnType<typeof customerWriter>;
