import type { Database } from 'better-sqlite3';
import type { NewId } from '../base/clock.ts';
import { dayOf } from '../base/dates.ts';
import type { Statement } from './conditions-repository.ts';
import type { SavedSegment, SuggestionSource } from './contract.ts';
import type { SegmentRule } from './rules.ts';

export type StoredSegment = Omit<SavedSegment, 'customers'>;
type Row = { readonly id: number; readonly name: string; readonly rule: string | null; readonly made_at: string };
/** Who was in it on a day: one bit a customer's number. */
export type Look = { readonly on: string; readonly people: Uint8Array };
type StoredLook = { readonly looked_on: string; readonly people: Buffer; readonly before_on: string | null; readonly before_people: Buffer | null };

const segmentOf = ({ id, name, rule, made_at }: Row): StoredSegment => ({ id, name, rule: rule === null ? null : (JSON.parse(rule) as SegmentRule), madeOn: dayOf(made_at) });
const lookOf = (on: string | null, people: Buffer | null): Look | null => (on === null || people === null ? null : { on, people });

const ofAddresses = (level: string): string => `SELECT ${level} FROM customer_addresses WHERE ${level} IS NOT NULL GROUP BY ${level} ORDER BY count(*) DESC, ${level}`;
const ofCustomers = (column: string): string => `SELECT ${column} FROM customers WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY count(*) DESC, ${column}`;
const ofHoldings = (kind: string): string => `SELECT name FROM customer_holdings WHERE kind = '${kind}' GROUP BY name ORDER BY count(*) DESC, name`;
const suggestionSql: Readonly<Record<SuggestionSource, string>> = {
  province: ofAddresses('province'), city: ofAddresses('city'), district: ofAddresses('district'), town: ofAddresses('town'), village: ofAddresses('village'), hamlet: ofAddresses('hamlet'),
  product: `SELECT p.name FROM products p LEFT JOIN order_lines l ON l.product_id = p.id GROUP BY p.name ORDER BY count(l.id) DESC, p.name`,
  category: `SELECT category FROM products WHERE category IS NOT NULL GROUP BY category ORDER BY count(*) DESC, category`,
  platform: `SELECT platform FROM orders GROUP BY platform ORDER BY count(*) DESC, platform`,
  pickup: `SELECT name FROM pickup_points ORDER BY name`,
  tag: `SELECT tag FROM customer_tags GROUP BY tag ORDER BY count(*) DESC, tag`,
  occupation: ofCustomers('occupation'), hobbies: ofCustomers('hobbies'), wish: ofCustomers('wish'), livestock: ofHoldings('livestock'), crop: ofHoldings('crop'),
  fieldText: `SELECT name FROM customer_fields WHERE kind IN ('text', 'choice') ORDER BY name`,
  fieldNumber: `SELECT name FROM customer_fields WHERE kind = 'number' ORDER BY name`,
  fieldDate: `SELECT name FROM customer_fields WHERE kind = 'date' ORDER BY name`,
};

export const segmentRepository = (db: Database) => {
  const all = db.prepare<[], Row>(`SELECT id, name, rule, made_at FROM segments ORDER BY id`);
  const find = db.prepare<[number], Row>(`SELECT id, name, rule, made_at FROM segments WHERE id = ?`);
  const members = db.prepare<[number], number>(`SELECT customer_id FROM segment_people WHERE segment_id = ? ORDER BY customer_id`).pluck();
  const look = db.prepare<[number], StoredLook>(`SELECT looked_on, people, before_on, before_people FROM segment_looks WHERE segment_id = ?`);
  const customerIds = db.prepare<[], number>(`SELECT id FROM customers ORDER BY id`).pluck();

  return {
    /** Changes when anybody else than this connection has written. */
    version: (): number => Number(db.pragma('data_version', { simple: true })),
    customerIds: () => customerIds.all(),
    ids: ({ sql, values }: Statement): number[] => db.prepare(sql).pluck().all(...values) as number[],
    figures: ({ sql, values }: Statement): [id: number, figure: number | null][] => db.prepare(sql).raw().all(...values) as [number, number | null][],
    suggestions: (source: SuggestionSource): string[] => db.prepare<[], string>(suggestionSql[source]).pluck().all(),
    list: () => all.all().map(segmentOf),
    find: (id: number): StoredSegment | undefined => {
      const row = find.get(id);
      return row && segmentOf(row);
    },
    members: (id: number) => members.all(id),
    looks: (id: number): { readonly last: Look | null; readonly before: Look | null } => {
      const row = look.get(id);
      return { last: row ? lookOf(row.looked_on, row.people) : null, before: row ? lookOf(row.before_on, row.before_people) : null };
    },
  };
};
export type SegmentRepository = ReturnType<typeof segmentRepository>;

/** The writing half, on the one writing connection. */
export const segmentWriter = (db: Database, newId: NewId) => {
  const insert = db.prepare(`INSERT INTO segments (uid, name, rule, made_at) VALUES (?, ?, ?, ?)`);
  const update = db.prepare(`UPDATE segments SET name = ?, rule = ? WHERE id = ?`);
  const remove = db.prepare(`DELETE FROM segments WHERE id = ?`);
  const putPerson = db.prepare(`INSERT INTO segment_people (segment_id, customer_id) SELECT ?, id FROM customers WHERE id = ? ON CONFLICT DO NOTHING`);
  const takePerson = db.prepare(`DELETE FROM segment_people WHERE segment_id = ? AND customer_id = ?`);
  const putLook = db.prepare(`INSERT OR REPLACE INTO segment_looks (segment_id, looked_on, people, before_on, before_people) VALUES (?, ?, ?, ?, ?)`);
  const forgetLooks = db.prepare(`DELETE FROM segment_looks WHERE segment_id NOT IN (SELECT id FROM segments)`);
  const text = (rule: SegmentRule | null) => (rule === null ? null : JSON.stringify(rule));

  return {
    ...segmentRepository(db),
    insert: (name: string, rule: SegmentRule | null, at: string): number => Number(insert.run(newId(), name, text(rule), at).lastInsertRowid),
    update: (id: number, name: string, rule: SegmentRule | null): void => void update.run(name, text(rule), id),
    remove: (id: number): void => void remove.run(id),
    putPeople: (id: number, customers: readonly number[]): void => customers.forEach((customer) => void putPerson.run(id, customer)),
    takePeople: (id: number, customers: readonly number[]): void => customers.forEach((customer) => void takePerson.run(id, customer)),
    putLook: (id: number, last: Look, before: Look | null): void => {
      forgetLooks.run();
      putLook.run(id, last.on, last.people, before?.on ?? null, before?.people ?? null);
    },
  };
};
export type SegmentWriter = ReturnType<typeof segmentWriter>;
