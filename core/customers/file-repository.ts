/** The lists of a customer's file beside phones, addresses and tags: contacts, livestock and crops, the shop's own columns, relations, a photo. */
import type { Database } from 'better-sqlite3';
import type { Contact, CustomerDetail, CustomerFacts, CustomField, CustomFieldFacts, CustomValue, Holding, Relation } from './contract.ts';

/** Rows that belong to a person: of one, or of a page of people at once, because an export would spend its time between the statements. */
export const childrenIn = (db: Database) => <Row extends object>(table: string, columns: string, order: string, owner = 'customer_id') => {
  const one = db.prepare<[number], Row>(`SELECT ${columns} FROM ${table} WHERE ${owner} = ? ORDER BY ${order}`);
  const many = db.prepare<[string], Row & { owner: number }>(`
    SELECT ${owner} AS owner, ${columns} FROM (SELECT key AS place, value AS person FROM json_each(?)) wanted CROSS JOIN ${table} ON ${owner} = wanted.person ORDER BY wanted.place, ${order}`);
  const ofPage = (ids: string) => {
    const rows = new Map<number, Row[]>();
    for (const { owner: person, ...row } of many.all(ids)) {
      const known = rows.get(person);
      if (known) known.push(row as unknown as Row);
      else rows.set(person, [row as unknown as Row]);
    }
    return (id: number): Row[] => rows.get(id) ?? [];
  };
  return { of: (id: number): Row[] => one.all(id), ofPage };
};

type RelatedPerson = CustomerDetail['relations'][number];
type FileLists = Pick<CustomerDetail, 'contacts' | 'holdings' | 'custom' | 'relations'>;
type StoredField = Omit<CustomField, 'choices'> & { readonly choices: string };

export const customerFileRepository = (db: Database) => {
  const children = childrenIn(db);
  const contacts = children<Contact>('customer_contacts', 'kind, value, label', 'position');
  const holdings = children<Holding>('customer_holdings', 'kind, name, amount, unit', 'position');
  const custom = children<CustomValue>('customer_values', 'field_id AS fieldId, value', 'field_id');
  const personIn = (column: string) => `(SELECT name FROM customers p WHERE p.id = ${column}) AS name, (SELECT uid FROM customers p WHERE p.id = ${column}) AS uid`;
  const relations = children<RelatedPerson>('customer_relations', `other_id AS otherId, kind, note, ${personIn('other_id')}`, 'id');
  const relationsBack = children<RelatedPerson>('customer_relations', `customer_id AS otherId, kind, note, ${personIn('customer_id')}`, 'id', 'other_id');
  // Most files have none of these, and an import looks at every person it meets.
  const hasLists = db.prepare<[{ id: number }], number>(`SELECT ${[
    'customer_contacts WHERE customer_id', 'customer_holdings WHERE customer_id', 'customer_values WHERE customer_id', 'customer_relations WHERE customer_id', 'customer_relations WHERE other_id',
  ].map((rows) => `EXISTS (SELECT 1 FROM ${rows} = @id)`).join(' OR ')}`).pluck();
  const photo = db.prepare<[number], string>(`SELECT jpeg FROM customer_photos WHERE customer_id = ?`).pluck();
  const brought = db.prepare<[number], { id: number; name: string }>(`SELECT id, name FROM customers WHERE referrer_id = ? ORDER BY id LIMIT 20`);
  const broughtCount = db.prepare<[number], number>(`SELECT count(*) FROM customers WHERE referrer_id = ?`).pluck();
  const fields = (where: string) => `SELECT f.id, f.name, f.kind, f.choices, (SELECT count(*) FROM customer_values v WHERE v.field_id = f.id) AS customers FROM customer_fields f ${where} ORDER BY f.id`;
  const allFields = db.prepare<[], StoredField>(fields(''));
  const fieldByName = db.prepare<[string], StoredField>(fields('WHERE f.name = ?'));
  const fieldOf = ({ choices, ...field }: StoredField): CustomField => ({ ...field, choices: JSON.parse(choices) as string[] });

  return {
    lists: (id: number): FileLists =>
      hasLists.get({ id }) === 0
        ? { contacts: [], holdings: [], custom: [], relations: [] }
        : { contacts: contacts.of(id), holdings: holdings.of(id), custom: custom.of(id), relations: [...relations.of(id), ...relationsBack.of(id)] },
    listsOfPage: (ids: string): ((id: number) => FileLists) => {
      const page = { contacts: contacts.ofPage(ids), holdings: holdings.ofPage(ids), custom: custom.ofPage(ids), forth: relations.ofPage(ids), back: relationsBack.ofPage(ids) };
      return (id) => ({ contacts: page.contacts(id), holdings: page.holdings(id), custom: page.custom(id), relations: [...page.forth(id), ...page.back(id)] });
    },
    photo: (id: number): string | null => photo.get(id) ?? null,
    brought: (id: number) => ({ total: broughtCount.get(id) ?? 0, people: brought.all(id) }),
    customFields: (): CustomField[] => allFields.all().map(fieldOf),
    customFieldNamed: (name: string): CustomField | undefined => {
      const found = fieldByName.get(name);
      return found && fieldOf(found);
    },
    /** Enough to choose from; a shop that delivers to more places types the rest. */
    places: () =>
      db.prepare<[], { province: string | null; city: string | null; district: string | null; town: string | null; village: string | null; hamlet: string | null; customers: number }>(`
        SELECT province, city, district, town, village, hamlet, count(*) AS customers FROM customer_addresses
        WHERE village IS NOT NULL OR town IS NOT NULL GROUP BY province, city, district, town, village, hamlet ORDER BY customers DESC LIMIT 2000`).all(),
  };
};
export type CustomerFileRepository = ReturnType<typeof customerFileRepository>;

export const customerFileWriter = (db: Database) => {
  const insertContact = db.prepare(`INSERT INTO customer_contacts (customer_id, position, kind, value, label) VALUES (?, ?, ?, ?, ?)`);
  const insertHolding = db.prepare(`INSERT INTO customer_holdings (customer_id, position, kind, name, amount, unit) VALUES (?, ?, ?, ?, ?, ?)`);
  const insertValue = db.prepare(`INSERT OR REPLACE INTO customer_values (customer_id, field_id, value) VALUES (?, ?, ?)`);
  const insertRelation = db.prepare(`INSERT OR IGNORE INTO customer_relations (customer_id, other_id, kind, note) VALUES (?, ?, ?, ?)`);
  const insertPhoto = db.prepare(`INSERT INTO customer_photos (customer_id, jpeg) VALUES (?, ?)`);
  const deleteRelations = db.prepare<[{ id: number }]>(`DELETE FROM customer_relations WHERE customer_id = @id OR other_id = @id`);
  const deleteOf = (table: string) => db.prepare<[number]>(`DELETE FROM ${table} WHERE customer_id = ?`);
  const remove = { contacts: deleteOf('customer_contacts'), holdings: deleteOf('customer_holdings'), custom: deleteOf('customer_values'), photo: deleteOf('customer_photos') };

  const fill = {
    contacts: (id: number, contacts: CustomerFacts['contacts']): void => contacts.forEach(({ kind, value, label }, position) => void insertContact.run(id, position, kind, value, label)),
    holdings: (id: number, holdings: CustomerFacts['holdings']): void =>
      holdings.forEach(({ kind, name, amount, unit }, position) => void insertHolding.run(id, position, kind, name, amount, unit)),
    custom: (id: number, values: CustomerFacts['custom']): void => values.forEach(({ fieldId, value }) => void insertValue.run(id, fieldId, value)),
    /** Stored once, the smaller number first. */
    relations: (id: number, relations: CustomerFacts['relations']): void =>
      relations.forEach(({ otherId, kind, note }) => void insertRelation.run(Math.min(id, otherId), Math.max(id, otherId), kind, note)),
  };
  const lists = ['contacts', 'holdings', 'custom', 'relations'] as const;
  type List = (typeof lists)[number];
  type Lists = Pick<CustomerFacts, List>;
  const text = (facts: Lists, list: List): string =>
    JSON.stringify(list === 'relations' ? facts.relations.map(({ otherId, kind, note }) => [otherId, kind, note]) : facts[list]);
  const fillList = (id: number, facts: Lists, list: List): void => {
    if (list === 'contacts') fill.contacts(id, facts.contacts);
    else if (list === 'holdings') fill.holdings(id, facts.holdings);
    else if (list === 'custom') fill.custom(id, facts.custom);
    else fill.relations(id, facts.relations);
  };

  const writer = {
    fill: (id: number, facts: Lists): void => lists.forEach((list) => fillList(id, facts, list)),
    /** Writes the lists that differ. */
    put: (id: number, before: Lists, wanted: Lists): void => {
      for (const list of lists.filter((each) => text(before, each) !== text(wanted, each))) {
        if (list === 'relations') deleteRelations.run({ id });
        else remove[list].run(id);
        fillList(id, wanted, list);
      }
    },
    addRelation: (id: number, relation: Relation): void => fill.relations(id, [relation]),
    putPhoto: (id: number, jpeg: string | null): void => {
      remove.photo.run(id);
      if (jpeg !== null) insertPhoto.run(id, jpeg);
    },
    addField: ({ name, kind, choices }: CustomFieldFacts): number =>
      Number(db.prepare(`INSERT INTO customer_fields (name, kind, choices) VALUES (?, ?, ?)`).run(name, kind, JSON.stringify(choices)).lastInsertRowid),
    putField: (id: number, { name, kind, choices }: CustomFieldFacts): void =>
      void db.prepare(`UPDATE customer_fields SET name = ?, kind = ?, choices = ? WHERE id = ?`).run(name, kind, JSON.stringify(choices), id),
    removeField: (id: number): number => {
      const values = db.prepare(`DELETE FROM customer_values WHERE field_id = ?`).run(id).changes;
      db.prepare(`DELETE FROM customer_fields WHERE id = ?`).run(id);
      return values;
    },
  };
  return writer;
};
export type CustomerFileWriter = ReturnType<typeof customerFileWriter>;
