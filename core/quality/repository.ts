import type { Database } from 'better-sqlite3';
import type { Birthday, CustomerFacts } from '../customers/contract.ts';
import type { FaultCode, FaultKey } from './contract.ts';
import type { Receiver } from './fixes.rules.ts';
import { duplicatePoints, ordersAheadFrom } from './rules.ts';
import type { FoundFault, Person, PersonOrder } from './rules.ts';

/** Raised when the stored faults no longer mean what the rules say now: everybody is then looked at anew. */
const lookVersion = 1;

type StoredPerson = {
  id: number; name: string; consent: CustomerFacts['consent']; createdAt: string; calendar: Birthday['calendar'] | null; year: number | null; month: number | null; day: number | null;
  leap: number; hasContact: number; hasPlace: number; phones: string; identities: string; tags: string;
};
type StoredOrder = Omit<PersonOrder, 'counts'> & { customerId: number; counts: number };
type Listed = { customerId: number; orderId: number; about: string; details: string };
export type Decision = 'later' | 'skip' | 'checked';

const list = <T>(json: string): T[] => JSON.parse(json) as T[];

/** When the number was last written down: by the shop, else by whatever brought it. */
const writtenOn = `coalesce(
  (SELECT max(o.done_at) FROM operation_changes h JOIN operations o ON o.id = h.operation_id WHERE h.table_name = 'customer_phones' AND h.row_id = p.id AND o.title LIKE 'customers.%'),
  iif(EXISTS (SELECT 1 FROM orders WHERE customer_id = p.customer_id AND receiver_phone = p.number), NULL, c.created_at))`;

const orderColumns = `o.id, coalesce(o.customer_id, 0) AS customerId, o.ordered_at AS orderedAt, o.counts, o.net_fen AS netFen, o.paid_fen AS paidFen, o.refund_fen AS refundFen, o.receiver_phone AS receiverPhone`;
const orderOf = (order: StoredOrder): PersonOrder => ({ ...order, counts: order.counts === 1 });

export const qualityRepository = (db: Database) => {
  const wanted = `json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value`;
  const people = db.prepare<[string], StoredPerson>(`
    SELECT c.id, c.name, c.consent, c.created_at AS createdAt, c.birthday_calendar AS calendar, c.birthday_year AS year, c.birthday_month AS month, c.birthday_day AS day, c.birthday_leap_month AS leap,
      EXISTS (SELECT 1 FROM customer_contacts WHERE customer_id = c.id) AS hasContact,
      EXISTS (SELECT 1 FROM customer_addresses WHERE customer_id = c.id AND (village IS NOT NULL OR detail IS NOT NULL)) AS hasPlace,
      (SELECT json_group_array(json_object('number', number, 'writtenAt', ${writtenOn}) ORDER BY position) FROM customer_phones p WHERE p.customer_id = c.id) AS phones,
      (SELECT json_group_array(json_object('platform', platform, 'value', value)) FROM customer_identities WHERE customer_id = c.id) AS identities,
      (SELECT json_group_array(tag) FROM customer_tags WHERE customer_id = c.id) AS tags
    FROM ${wanted}`);
  const ordersOf = db.prepare<[string], StoredOrder>(`SELECT ${orderColumns} FROM json_each(?) wanted CROSS JOIN orders o ON o.customer_id = wanted.value`);
  const suspectsOfNobody = db.prepare<[string], StoredOrder>(`
    SELECT ${orderColumns} FROM orders o WHERE o.customer_id IS NULL AND (o.ordered_at >= ? OR o.paid_fen < 0 OR o.refund_fen < 0 OR o.refund_fen > o.paid_fen)`);
  const receivers = db.prepare<[number], Receiver>(`
    SELECT receiver_name AS name, receiver_phone AS phone, receiver_address AS address FROM orders WHERE customer_id = ? ORDER BY ordered_at DESC LIMIT 10`);
  const ordersDecided = db.prepare<{ since: number }, number>(`SELECT DISTINCT coalesce(customer_id, 0) FROM orders WHERE id IN (
    SELECT d.order_id FROM operation_changes h JOIN quality_decisions d ON d.id = h.row_id WHERE h.operation_id > @since AND h.table_name = 'quality_decisions'
    UNION SELECT before ->> '$.order_id' FROM operation_changes WHERE operation_id > @since AND table_name = 'quality_decisions')`).pluck();
  const insertFault = db.prepare(`INSERT OR REPLACE INTO quality_faults (customer_id, order_id, code, about, details, value_fen)
    VALUES (@customerId, @orderId, @code, @about, @details, coalesce((SELECT net_fen FROM customer_totals WHERE customer_id = @customerId), 0))`);
  const insertPerson = db.prepare(`INSERT OR REPLACE INTO quality_people (customer_id, lost) VALUES (?, ?)`);
  const deleteRange = ['quality_faults', 'quality_people'].map((table) => db.prepare<[number, number]>(`DELETE FROM ${table} WHERE customer_id > ? AND customer_id <= ?`));
  const ofOrders = db.prepare<[FaultCode, number, number], Listed>(`
    SELECT customer_id AS customerId, order_id AS orderId, about, details FROM quality_faults WHERE code = ? ORDER BY value_fen DESC, customer_id, order_id LIMIT ? OFFSET ?`);
  const forgetDecision = db.prepare(`DELETE FROM quality_decisions WHERE code = @code AND (order_id = @orderId OR (customer_id = @customerId AND about = @about))`);
  const insertDecision = db.prepare(`INSERT INTO quality_decisions (customer_id, order_id, code, about, choice, until) VALUES (@customerId, @orderId, @code, @about, @choice, @until)`);
  const duplicatePeople = `SELECT DISTINCT person AS customer_id FROM (
    SELECT p.left_id AS person, p.left_id, p.right_id, p.kind FROM duplicate_pairs p UNION ALL SELECT p.right_id, p.left_id, p.right_id, p.kind FROM duplicate_pairs p) pair
    WHERE pair.kind = 'duplicate' AND NOT EXISTS (SELECT 1 FROM duplicate_decisions d WHERE d.left_id = pair.left_id AND d.right_id = pair.right_id)
      AND EXISTS (SELECT 1 FROM customers WHERE id = pair.left_id) AND EXISTS (SELECT 1 FROM customers WHERE id = pair.right_id)`;

  return {
    idsAfter: (after: number, limit: number): number[] => db.prepare<[number, number], number>(`SELECT id FROM customers WHERE id > ? ORDER BY id LIMIT ?`).pluck().all(after, limit),
    /** With all their orders; the gone are left out. */
    people: (ids: readonly number[]): Person[] => {
      const json = JSON.stringify(ids);
      const orders = new Map<number, PersonOrder[]>(ids.map((id) => [id, []]));
      for (const order of ordersOf.all(json)) orders.get(order.customerId)?.push(orderOf(order));
      return people.all(json).map(({ id, name, consent, createdAt, calendar, year, month, day, leap, hasContact, hasPlace, ...lists }) => ({
        id, name, consent, createdOn: createdAt.slice(0, 10),
        birthday: calendar && { calendar, year, month, day, leapMonth: leap === 1 },
        hasContact: hasContact === 1, hasPlace: hasPlace === 1,
        phones: list<{ number: string; writtenAt: string | null }>(lists.phones).map(({ number, writtenAt }) => ({ number, label: null, writtenOn: writtenAt?.slice(0, 10) ?? null })),
        identities: list<Person['identities'][number]>(lists.identities),
        tags: list<string>(lists.tags),
        orders: orders.get(id) ?? [],
      }));
    },
    /** Orders of nobody that may be wrong. */
    suspectsOfNobody: (today: string): PersonOrder[] => suspectsOfNobody.all(ordersAheadFrom(today)).map(orderOf),
    receiversOf: (customerId: number): Receiver[] => receivers.all(customerId),
    /** Whose orders were decided about; 0 for those of nobody. */
    ordersDecidedSince: (operationId: number): number[] => ordersDecided.all({ since: operationId }),
    ordersTouchedSince: (operationId: number): boolean => db.prepare<[number], number>(`SELECT 1 FROM operation_changes WHERE operation_id > ? AND table_name = 'orders' LIMIT 1`).pluck().get(operationId) === 1,

    run: (): { readonly asOf: string; readonly lastOperationId: number } | undefined =>
      db.prepare<[number], { asOf: string; lastOperationId: number }>(`SELECT as_of AS asOf, last_operation_id AS lastOperationId FROM quality_runs WHERE version = ?`).get(lookVersion),
    /** Forgets what was found of the people with numbers above the first and up to the second. */
    forget: (after: number, last: number): void => deleteRange.forEach((statement) => void statement.run(after, last)),
    putFault: (customerId: number, { code, orderId, about, details }: FoundFault): void =>
      void insertFault.run({ customerId, orderId: orderId ?? 0, code, about, details: JSON.stringify(details) }),
    putPerson: (customerId: number, lost: number): void => void insertPerson.run(customerId, lost),
    finish: (asOf: string, lastOperationId: number): void =>
      void db.prepare(`INSERT OR REPLACE INTO quality_runs (id, as_of, last_operation_id, version) VALUES (1, ?, ?, ?)`).run(asOf, lastOperationId, lookVersion),

    /** Those that stand on the day. */
    decisions: (today: string): FaultKey[] =>
      db.prepare<[string], FaultKey>(`SELECT code, customer_id AS customerId, order_id AS orderId, about FROM quality_decisions WHERE until IS NULL OR until > ?`).all(today),
    decide: (key: FaultKey, choice: Decision, until: string | null): void => {
      forgetDecision.run({ code: key.code, orderId: key.orderId, customerId: key.customerId, about: key.about });
      insertDecision.run({ code: key.code, orderId: key.orderId, customerId: key.orderId === null ? key.customerId : null, about: key.about, choice, until });
    },
    orderExists: (id: number): boolean => db.prepare<[number], number>(`SELECT 1 FROM orders WHERE id = ?`).pluck().get(id) === 1,
    orderOwner: (id: number): string | null => db.prepare<[number], string>(`SELECT c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = ?`).pluck().get(id) ?? null,
    countDecisions: (choice: Decision, today: string): number =>
      Number(db.prepare(`SELECT count(*) FROM quality_decisions WHERE choice = ? AND (until IS NULL OR until > ?)`).pluck().get(choice, today)),

    counts: (): ReadonlyMap<string, number> =>
      new Map(db.prepare<[], { code: string; open: number }>(`SELECT code, count(*) AS open FROM quality_faults GROUP BY code`).all().map(({ code, open }) => [code, open])),
    list: (code: FaultCode, offset: number, limit: number): Listed[] => ofOrders.all(code, limit, offset),
    /** Those whose person or order is still there. */
    keysOf: (code: FaultCode): FaultKey[] => db.prepare<[FaultCode], FaultKey>(`
      SELECT code, nullif(customer_id, 0) AS customerId, nullif(order_id, 0) AS orderId, about FROM quality_faults f
      WHERE code = ? AND iif(order_id = 0, EXISTS (SELECT 1 FROM customers WHERE id = f.customer_id), EXISTS (SELECT 1 FROM orders WHERE id = f.order_id))`).all(code),
    total: (code: FaultCode): number => Number(db.prepare(`SELECT count(*) FROM quality_faults WHERE code = ?`).pluck().get(code)),
    /** Of the people who count: how many, how many points they lost by faults, how many lost none. */
    tally: () => db.prepare<[], { people: number; lost: number; faultless: number }>(`SELECT count(*) AS people, coalesce(sum(lost), 0) AS lost, coalesce(sum(lost = 0), 0) AS faultless FROM quality_people`).get()!,
    /** What possible duplicates add to it: their queue changes without a step of the user. */
    duplicateTally: () => db.prepare<[], { people: number; lost: number; faultless: number }>(`
      SELECT count(*) AS people, coalesce(sum(min(${duplicatePoints}, 100 - q.lost)), 0) AS lost, coalesce(sum(q.lost = 0), 0) AS faultless
      FROM (${duplicatePeople}) d JOIN quality_people q ON q.customer_id = d.customer_id`).get()!,
  };
};
export type QualityRepository = ReturnType<typeof qualityRepository>;
