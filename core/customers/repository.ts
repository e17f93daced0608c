import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { NewId } from '../base/clock.ts';
import type { Address, CustomerDetail, CustomerFacts, CustomerFilter, CustomerRow, CustomerSort, Identity } from './contract.ts';
import { pinyinOf } from './pinyin.ts';

type Filter = z.output<typeof CustomerFilter>;
type StoredFacts = {
  id: number; uid: string; name: string; gender: 'female' | 'male' | null; kind: CustomerFacts['kind']; source: CustomerFacts['source'];
  occupation: string | null; note: string | null; wish: string | null; birthday_calendar: 'solar' | 'lunar' | null; birthday_year: number | null;
  birthday_month: number | null; birthday_day: number | null; birthday_leap_month: number; consent: CustomerFacts['consent']; consent_on: string | null;
  do_not_disturb: number; referrer_id: number | null; created_at: string; order_count: number; net_fen: number; first_on: string | null; last_on: string | null;
  referrer_name: string | null;
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

/** The reading half. */
export const customerRepository = (db: Database) => {
  const facts = db.prepare<[number], StoredFacts>(`
    SELECT c.*, coalesce(t.order_count, 0) AS order_count, coalesce(t.net_fen, 0) AS net_fen, t.first_on, t.last_on, r.name AS referrer_name
    FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customers r ON r.id = c.referrer_id WHERE c.id = ?`);
  const phones = db.prepare<[number], { number: string; label: string | null }>(`SELECT number, label FROM customer_phones WHERE customer_id = ? ORDER BY position`);
  const addresses = db.prepare<[number], Address>(`SELECT province, city, district, village, detail FROM customer_addresses WHERE customer_id = ? ORDER BY position`);
  const identities = db.prepare<[number], Identity>(`SELECT platform, value FROM customer_identities WHERE customer_id = ? ORDER BY platform, value`);
  const tags = db.prepare<[number], string>(`SELECT tag FROM customer_tags WHERE customer_id = ? ORDER BY tag`).pluck();
  const idsByName = db.prepare<[string], number>(`SELECT id FROM customers WHERE name = ? ORDER BY id`).pluck();
  const idByUid = db.prepare<[string], number>(`SELECT id FROM customers WHERE uid = ?`).pluck();
  const formerNames = db.prepare<[number], string>(`SELECT before ->> '$.name' FROM operation_changes WHERE table_name = 'customers' AND row_id = ? AND before IS NOT NULL`).pluck();
  const touchedByHand = db.prepare<[number], number>(`
    SELECT 1 FROM operation_changes h JOIN operations o ON o.id = h.operation_id
    WHERE h.table_name = 'customers' AND h.row_id = ? AND o.title LIKE 'customers.%'`).pluck();
  const byIds = db.prepare<[string], StoredRow>(`${rowSql} JOIN json_each(?) wanted ON wanted.value = c.id ORDER BY wanted.key`);

  return {
    find: (id: number): CustomerDetail | undefined => {
      const row = facts.get(id);
      if (!row) return undefined;
      return {
        id: row.id, uid: row.uid, name: row.name, gender: row.gender, kind: row.kind, source: row.source, occupation: row.occupation,
        note: row.note, wish: row.wish, consent: row.consent, consentOn: row.consent_on, doNotDisturb: row.do_not_disturb === 1,
        referrerId: row.referrer_id, referrerName: row.referrer_name, createdOn: row.created_at.slice(0, 10),
        birthday: row.birthday_calendar && {
          calendar: row.birthday_calendar, year: row.birthday_year, month: row.birthday_month, day: row.birthday_day, leapMonth: row.birthday_leap_month === 1,
        },
        phones: phones.all(id), addresses: addresses.all(id), identities: identities.all(id), tags: tags.all(id),
        orderCount: row.order_count, netFen: row.net_fen, firstOrderOn: row.first_on, lastOrderOn: row.last_on,
      };
    },
    /** Rows in the order of the ids. */
    rows: (ids: readonly number[]): CustomerRow[] =>
      byIds.all(JSON.stringify(ids)).map(({ tags: joined, ...row }) => ({ ...row, tags: joined?.split('\n') ?? [] })),
    /** All ids that pass the filter (search apart), sorted; people without the value last. */
    sortedIds: ({ segment, lifecycle, valueTier, village }: Omit<Filter, 'search'>, sort: CustomerSort, descending: boolean): number[] => {
      const values = { segment, lifecycle, valueTier, village };
      const conditions = [
        segment && `s.segment = @segment`,
        lifecycle && `s.lifecycle = @lifecycle`,
        valueTier && `s.value_tier = @valueTier`,
        village && `c.id IN (SELECT customer_id FROM customer_addresses WHERE village = @village)`,
      ].filter((condition) => condition);
      const direction = descending ? 'DESC' : 'ASC';
      return db
        .prepare(`SELECT c.id FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customer_scores s ON s.customer_id = c.id
          ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
          ORDER BY ${sortColumns[sort]} ${direction} NULLS LAST, c.id ${direction}`)
        .pluck()
        .all(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))) as number[];
    },
    /** What people are searched by, one string each. */
    searchTexts: (): { id: number; text: string }[] =>
      db.prepare<[], { id: number; text: string }>(`
        SELECT c.id, c.name || ' ' || c.pinyin
          || coalesce((SELECT ' ' || group_concat(number, ' ') FROM customer_phones WHERE customer_id = c.id), '')
          || coalesce((SELECT ' ' || group_concat(coalesce(district, '') || coalesce(village, '') || ' ' || coalesce(detail, ''), ' ') FROM customer_addresses WHERE customer_id = c.id), '')
          || coalesce((SELECT ' ' || group_concat(value, ' ') FROM customer_identities WHERE customer_id = c.id), '')
          || coalesce((SELECT ' ' || group_concat(tag, ' ') FROM customer_tags WHERE customer_id = c.id), '') AS text
        FROM customers c`).all(),
    villages: () =>
      db.prepare<[], { village: string; customers: number }>(`SELECT village, count(DISTINCT customer_id) AS customers FROM customer_addresses
        WHERE village IS NOT NULL GROUP BY village ORDER BY customers DESC, village`).all(),
    count: (): number => Number(db.prepare(`SELECT count(*) FROM customers`).pluck().get()),
    identitiesAll: () => db.prepare<[], Identity & { customerId: number }>(`SELECT customer_id AS customerId, platform, value FROM customer_identities`).iterate(),
    /** Every phone under every name its owner has or had; a name made up from a key counts as none. */
    phonesAll: () => db.prepare<[], { customerId: number; number: string; name: string | null }>(`
      SELECT p.customer_id AS customerId, p.number,
        iif(c.name = p.number OR EXISTS (SELECT 1 FROM customer_identities i WHERE i.customer_id = c.id AND (i.value = c.name OR i.value LIKE c.name || '／%')), NULL, c.name) AS name
      FROM customer_phones p JOIN customers c ON c.id = p.customer_id
      UNION SELECT p.customer_id, p.number, h.before ->> '$.name'
      FROM operation_changes h JOIN customer_phones p ON p.customer_id = h.row_id WHERE h.table_name = 'customers' AND h.before IS NOT NULL`).iterate(),
    formerNames: (id: number) => formerNames.all(id),
    /** True when only imports ever wrote to the person's file. */
    isUntouched: (id: number): boolean => touchedByHand.get(id) === undefined,
    idsByName: (name: string) => idsByName.all(name),
    idByUid: (uid: string) => idByUid.get(uid),
  };
};

/** The writing half, on the one writing connection. */
export const customerWriter = (db: Database, newId: NewId) => {
  const columns = `name, pinyin, gender, kind, source, occupation, note, wish, birthday_calendar, birthday_year, birthday_month, birthday_day,
    birthday_leap_month, consent, consent_on, do_not_disturb, referrer_id`.split(',').map((column) => column.trim());
  const insert = db.prepare(`INSERT INTO customers (uid, created_at, ${columns.join(', ')}) VALUES (@uid, @created_at, ${columns.map((column) => `@${column}`).join(', ')})`);
  const update = db.prepare(`UPDATE customers SET ${columns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`);
  const insertPhone = db.prepare(`INSERT INTO customer_phones (customer_id, position, number, label) VALUES (?, ?, ?, ?)`);
  const insertAddress = db.prepare(`INSERT INTO customer_addresses (customer_id, position, province, city, district, village, detail) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const insertTag = db.prepare(`INSERT OR IGNORE INTO customer_tags (customer_id, tag) VALUES (?, ?)`);
  const insertIdentity = db.prepare(`INSERT INTO customer_identities (customer_id, platform, value) VALUES (?, ?, ?)`);
  const nextPosition = (table: 'customer_phones' | 'customer_addresses') => db.prepare<[number], number>(`SELECT coalesce(max(position), -1) + 1 FROM ${table} WHERE customer_id = ?`).pluck();
  const deleteOf = (table: string) => db.prepare<[number]>(`DELETE FROM ${table} WHERE customer_id = ?`);
  const deleteChildren = {
    customer_phones: deleteOf('customer_phones'),
    customer_addresses: deleteOf('customer_addresses'),
    customer_identities: deleteOf('customer_identities'),
    customer_tags: deleteOf('customer_tags'),
  };
  const fillPhones = (id: number, phones: CustomerFacts['phones']): void =>
    phones.forEach(({ number, label }, position) => insertPhone.run(id, position, number, label));
  const fillAddresses = (id: number, addresses: readonly Address[]): void =>
    addresses.forEach((address, position) => insertAddress.run(id, position, address.province, address.city, address.district, address.village, address.detail));
  const fillTags = (id: number, tags: readonly string[]): void => tags.forEach((tag) => insertTag.run(id, tag));
  const nextPhone = nextPosition('customer_phones');
  const nextAddress = nextPosition('customer_addresses');

  const valuesOf = (facts: CustomerFacts) => ({
    name: facts.name, pinyin: pinyinOf(facts.name), gender: facts.gender, kind: facts.kind, source: facts.source, occupation: facts.occupation,
    note: facts.note, wish: facts.wish, birthday_calendar: facts.birthday?.calendar ?? null, birthday_year: facts.birthday?.year ?? null,
    birthday_month: facts.birthday?.month ?? null, birthday_day: facts.birthday?.day ?? null, birthday_leap_month: Number(facts.birthday?.leapMonth ?? false),
    consent: facts.consent, consent_on: facts.consentOn, do_not_disturb: Number(facts.doNotDisturb), referrer_id: facts.referrerId,
  });

  const writer = {
    insert: (facts: CustomerFacts, createdAt: string, uid = newId()): number => {
      const id = Number(insert.run({ uid, created_at: createdAt, ...valuesOf(facts) }).lastInsertRowid);
      fillPhones(id, facts.phones);
      fillAddresses(id, facts.addresses);
      fillTags(id, facts.tags);
      return id;
    },
    /** Writes what differs, so that the history shows only what was changed. */
    put: (id: number, before: CustomerFacts, wanted: CustomerFacts): void => {
      const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
      if (differ(valuesOf(before), valuesOf(wanted))) update.run({ id, ...valuesOf(wanted) });
      if (differ(before.phones, wanted.phones)) writer.putPhones(id, wanted.phones);
      if (differ(before.addresses, wanted.addresses)) writer.putAddresses(id, wanted.addresses);
      if (differ([...before.tags].sort(), [...wanted.tags].sort())) writer.putTags(id, wanted.tags);
    },
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
    addAddress: (id: number, address: Address): void =>
      void insertAddress.run(id, nextAddress.get(id), address.province, address.city, address.district, address.village, address.detail),
    addIdentity: (id: number, { platform, value }: Identity): void => void insertIdentity.run(id, platform, value),
    /** Takes the person away; orders stay, without a name. */
    remove: (id: number): void => {
      db.prepare(`UPDATE orders SET customer_id = NULL WHERE customer_id = ?`).run(id);
      db.prepare(`UPDATE customers SET referrer_id = NULL WHERE referrer_id = ?`).run(id);
      db.prepare(`DELETE FROM customer_relations WHERE customer_id = @id OR other_id = @id`).run({ id });
      for (const children of Object.values(deleteChildren)) children.run(id);
      db.prepare(`DELETE FROM customers WHERE id = ?`).run(id);
    },
  };
  return writer;
};
export type CustomerRepository = ReturnType<typeof customerRepository>;
export type CustomerWriter = ReturnType<typeof customerWriter>;
