import type { Database } from 'better-sqlite3';
import { touchedRepository } from '../customers/touched-repository.ts';
import type { Address, Birthday, CustomerFacts, Identity } from '../customers/contract.ts';
import type { Evidence, LikelyPair, PairKind } from './contract.ts';
import type { Pattern } from './evidence.rules.ts';

/** Raised when found pairs no longer mean what the rules say now: they are then found anew. */
const findingVersion = 1;

export type StoredPerson = Pick<CustomerFacts, 'name' | 'gender'> & {
  readonly id: number;
  readonly birthday: Birthday | null;
  readonly phones: readonly { readonly number: string }[];
  readonly addresses: readonly Address[];
  readonly identities: readonly Identity[];
  /** WeChat ids that stand in the file */
  readonly wechats: readonly string[];
  readonly household: readonly number[];
};
export type FoundPair = Pick<LikelyPair, 'kind' | 'leftId' | 'rightId' | 'likelihood'> & { readonly reasons: readonly Evidence[] };

type Row = {
  id: number; name: string; gender: CustomerFacts['gender']; calendar: Birthday['calendar'] | null; year: number | null; month: number | null; day: number | null; leap: number;
};
type Listed = Pick<LikelyPair, 'leftId' | 'rightId' | 'likelihood'> & { readonly reasons: string };

/** Likeliest first in four steps, so that within a step the most valuable comes first. */
const bandOf = (likelihood: number): number => (likelihood >= 0.95 ? 3 : likelihood >= 0.8 ? 2 : likelihood >= 0.5 ? 1 : 0);

/** People who are both still there and about whom nothing was decided. */
const open = `FROM duplicate_pairs p WHERE p.kind = ?
  AND EXISTS (SELECT 1 FROM customers WHERE id = p.left_id) AND EXISTS (SELECT 1 FROM customers WHERE id = p.right_id)
  AND NOT EXISTS (SELECT 1 FROM duplicate_decisions d WHERE d.left_id = p.left_id AND d.right_id = p.right_id)`;

export const duplicateRepository = (db: Database) => {
  const page = db.prepare<[number, number], Row>(`
    SELECT id, name, gender, birthday_calendar AS calendar, birthday_year AS year, birthday_month AS month, birthday_day AS day, birthday_leap_month AS leap
    FROM customers WHERE id > ? ORDER BY id LIMIT ?`);
  const childrenOf = <Child extends object>(sql: string) => {
    const statement = db.prepare<{ after: number; last: number }, Child & { owner: number }>(sql);
    return (after: number, last: number): ((id: number) => readonly Child[]) => {
      const children = new Map<number, Child[]>();
      for (const child of statement.all({ after, last })) {
        const known = children.get(child.owner);
        if (known) known.push(child);
        else children.set(child.owner, [child]);
      }
      return (id) => children.get(id) ?? [];
    };
  };
  const inPage = `customer_id > @after AND customer_id <= @last`;
  const phones = childrenOf<{ number: string }>(`SELECT customer_id AS owner, number FROM customer_phones WHERE ${inPage}`);
  const addresses = childrenOf<Address>(`SELECT customer_id AS owner, province, city, district, town, village, hamlet, detail FROM customer_addresses WHERE ${inPage}`);
  const contacts = childrenOf<{ value: string }>(`SELECT customer_id AS owner, value FROM customer_contacts WHERE kind = 'wechat' AND ${inPage}`);
  const identities = childrenOf<Identity>(`SELECT customer_id AS owner, platform, value FROM customer_identities WHERE ${inPage}`);
  const households = childrenOf<{ other: number }>(`
    SELECT customer_id AS owner, other_id AS other FROM customer_relations WHERE kind = 'household' AND ${inPage}
    UNION ALL SELECT other_id, customer_id FROM customer_relations WHERE kind = 'household' AND other_id > @after AND other_id <= @last`);

  const goods = db.prepare<[number], string>(`
    SELECT DISTINCT g.name FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN products g ON g.id = l.product_id WHERE o.customer_id = ? AND o.counts = 1 ORDER BY g.name`).pluck();
  const days = db.prepare<[number], string>(`SELECT DISTINCT substr(ordered_at, 1, 10) FROM orders WHERE customer_id = ? AND counts = 1 ORDER BY 1`).pluck();

  const insert = db.prepare(`INSERT OR REPLACE INTO duplicate_pairs (left_id, right_id, kind, likelihood, band, value_fen, reasons)
    VALUES (@leftId, @rightId, @kind, @likelihood, @band, (SELECT coalesce(sum(net_fen), 0) FROM customer_totals WHERE customer_id IN (@leftId, @rightId)), @reasons)`);
  const deleteOf = db.prepare(`DELETE FROM duplicate_pairs WHERE left_id = @id OR right_id = @id`);
  const count = db.prepare<[PairKind], number>(`SELECT count(*) ${open}`).pluck();
  const list = db.prepare<[PairKind, number, number], Listed>(`
    SELECT p.left_id AS leftId, p.right_id AS rightId, p.likelihood, p.reasons ${open} ORDER BY p.band DESC, p.value_fen DESC, p.left_id, p.right_id LIMIT ? OFFSET ?`);
  const decide = db.prepare(`INSERT INTO duplicate_decisions (left_id, right_id, kind) VALUES (?, ?, ?) ON CONFLICT (left_id, right_id) DO UPDATE SET kind = excluded.kind`);

  const peopleAfter = (after: number, limit: number): StoredPerson[] => {
    const rows = page.all(after, limit);
    const last = rows.at(-1)?.id ?? after;
    const [phonesOf, addressesOf, identitiesOf, contactsOf, householdOf] = [phones(after, last), addresses(after, last), identities(after, last), contacts(after, last), households(after, last)];
    return rows.map(({ id, name, gender, calendar, year, month, day, leap }) => ({
      id, name, gender,
      birthday: calendar && { calendar, year, month, day, leapMonth: leap === 1 },
      phones: phonesOf(id), addresses: addressesOf(id), identities: identitiesOf(id), wechats: contactsOf(id).map(({ value }) => value), household: householdOf(id).map(({ other }) => other),
    }));
  };

  return {
    /** The next people after a number, with what they are compared by. */
    peopleAfter,
    person: (id: number): StoredPerson | undefined => peopleAfter(id - 1, 1).find((person) => person.id === id),
    count: (): number => Number(db.prepare(`SELECT count(*) FROM customers`).pluck().get()),
    patternOf: (id: number): Pattern => ({ goods: new Set(goods.all(id)), days: days.all(id) }),
    /** Whose file or orders the steps after one touched; the gone among them. Null when they are too many to name. */
    touchedSince: touchedRepository(db).peopleSince,
    lastOperationId: (): number => Number(db.prepare(`SELECT coalesce(max(id), 0) FROM operations`).pluck().get()),
    /** The last step that the stored pairs know; undefined before the first finding. */
    foundUntil: (): number | undefined => db.prepare<[number], number>(`SELECT last_operation_id FROM duplicate_runs WHERE version = ?`).pluck().get(findingVersion),
    decided: (): { leftId: number; rightId: number }[] => db.prepare<[], { leftId: number; rightId: number }>(`SELECT left_id AS leftId, right_id AS rightId FROM duplicate_decisions`).all(),

    /** Forgets the pairs of these people, or all. */
    forget: (ids: readonly number[] | null): void => {
      if (ids === null) db.prepare(`DELETE FROM duplicate_pairs`).run();
      else for (const id of ids) deleteOf.run({ id });
    },
    put: ({ leftId, rightId, kind, likelihood, reasons }: FoundPair): void =>
      void insert.run({ leftId, rightId, kind, likelihood, band: bandOf(likelihood), reasons: JSON.stringify(reasons) }),
    finish: (lastOperationId: number): void =>
      void db.prepare(`INSERT OR REPLACE INTO duplicate_runs (id, last_operation_id, version) VALUES (1, ?, ?)`).run(lastOperationId, findingVersion),

    total: (kind: PairKind): number => count.get(kind) ?? 0,
    list: (kind: PairKind, offset: number, limit: number): (Omit<Listed, 'reasons'> & { readonly reasons: Evidence[] })[] =>
      list.all(kind, limit, offset).map((pair) => ({ ...pair, reasons: JSON.parse(pair.reasons) as Evidence[] })),
    decide: (leftId: number, rightId: number, kind: 'notSame' | 'household'): void => void decide.run(leftId, rightId, kind),

    /** Who shares a phone, or a name by its sound, with somebody who is being typed. */
    alike: (numbers: readonly string[], name: string, reading: string): number[] => [...new Set([
      ...db.prepare<[string, string], number>(`
        SELECT customer_id FROM customer_phones WHERE number IN (SELECT value FROM json_each(?)) UNION SELECT id FROM customers WHERE name = ?`).pluck().all(JSON.stringify(numbers), name),
      ...(reading === '' ? [] : db.prepare<[string], number>(`SELECT id FROM customers WHERE pinyin LIKE ? || ' %' LIMIT 50`).pluck().all(reading)),
    ])],
    /** How many live in a village, with or without the 村 behind its name. */
    livingIn: (village: string): number => Number(db.prepare(`SELECT count(DISTINCT customer_id) FROM customer_addresses WHERE village IN (@village, @village || '村', @village || '社区')`).pluck().get({ village })),
  };
};
export type DuplicateRepository = ReturnType<typeof duplicateRepository>;
