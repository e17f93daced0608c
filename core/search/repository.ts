import type { Database } from 'better-sqlite3';
import { dayNumber } from '../base/dates.ts';
import { touchedRepository } from '../customers/touched-repository.ts';
import type { OrderHit, PersonHit } from './contract.ts';
import type { Entry } from './tiers.rules.ts';

const rankedAtOnce = 5000;
/** A customer's own number in another customer's file; nobody types it. */
const ownPlatform = '乡客';
const mostOrders = 5;
/** 2 to this power are the classes of value within a day. */
const valueBits = 10;

/** Recency in days, and within a day the value in classes that double about every fifty. */
const rankOf = (lastOn: string | null, netFen: number | null): number =>
  (lastOn === null ? 0 : dayNumber(lastOn)) * 2 ** valueBits + Math.min(2 ** valueBits - 1, Math.floor(Math.log2(Math.max(1, netFen ?? 0)) * 25));

/** What people are found by besides name and phone, a row each. */
const textsSql = (person: string) => `
  SELECT value AS text FROM customer_contacts WHERE customer_id = ${person}
  UNION ALL SELECT value FROM customer_identities WHERE customer_id = ${person} AND platform <> '${ownPlatform}'
  UNION ALL SELECT tag FROM customer_tags WHERE customer_id = ${person}
  UNION ALL SELECT j.value FROM customer_addresses a, json_each(json_array(a.village, a.hamlet, a.town, a.district, a.detail)) j WHERE a.customer_id = ${person} AND j.value IS NOT NULL`;

type StoredEntry = { readonly id: number; readonly name: string; readonly lastOn: string | null; readonly netFen: number | null; readonly phones: string; readonly texts: string };

export const searchRepository = (db: Database) => {
  const ranked = db.prepare<[number, number], [id: number, lastOn: string | null, netFen: number | null]>(`
    SELECT c.id, t.last_on, t.net_fen FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id WHERE c.id > ? ORDER BY c.id LIMIT ?`).raw();
  const entries = db.prepare<[string], StoredEntry>(`
    SELECT c.id, c.name, t.last_on AS lastOn, t.net_fen AS netFen,
      (SELECT json_group_array(number) FROM customer_phones WHERE customer_id = c.id) AS phones,
      (SELECT json_group_array(text) FROM (${textsSql('c.id')})) AS texts
    FROM json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY wanted.key`);
  const lastOperation = db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM operations`).pluck();
  const { peopleSince } = touchedRepository(db);
  const hits = db.prepare<[string], Omit<PersonHit, 'found'>>(`
    SELECT c.id, c.name, t.last_on AS lastOrderOn,
      (SELECT number FROM customer_phones WHERE customer_id = c.id ORDER BY position LIMIT 1) AS phone,
      (SELECT village FROM customer_addresses WHERE customer_id = c.id AND village IS NOT NULL ORDER BY position LIMIT 1) AS village
    FROM json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY wanted.key`);
  const knownBy = db.prepare<{ id: number }, string>(`SELECT number FROM customer_phones WHERE customer_id = @id UNION ALL ${textsSql('@id')}`).pluck();
  const orders = db.prepare<{ number: string; most: number }, OrderHit>(`
    SELECT o.id, o.platform, o.platform_order_id AS platformOrderId, substr(o.ordered_at, 1, 10) AS orderedOn, c.name AS customerName, o.net_fen AS netFen
    FROM orders o LEFT JOIN customers c ON c.id = o.customer_id
    WHERE substr(o.platform_order_id, -4) = substr(@number, -4) AND o.order_id_derived = 0 AND substr(o.platform_order_id, -length(@number)) = @number
    ORDER BY length(o.platform_order_id) = length(@number) DESC, o.ordered_at DESC, o.id DESC LIMIT @most`);
  const products = db.prepare<[], { id: number; name: string; specs: string; categories: string }>(`
    SELECT min(id) AS id, name, json_group_array(spec) FILTER (WHERE spec <> '') AS specs, json_group_array(DISTINCT category) FILTER (WHERE category IS NOT NULL) AS categories
    FROM products GROUP BY name`);

  return {
    lastOperation: (): number => lastOperation.get() ?? 0,
    /** Everybody from the most recent and most valuable on, in steps. */
    *idsByRank(): Generator<void, Int32Array> {
      const ids: number[] = [];
      const keys: number[] = [];
      for (let page = ranked.all(0, rankedAtOnce); page.length > 0; page = ranked.all(ids.at(-1)!, rankedAtOnce)) {
        // Rank and place in one number: numbers alone sort ten times as fast. The later customer goes first among equals.
        for (const [id, lastOn, netFen] of page) keys.push(rankOf(lastOn, netFen) * 2 ** 24 + (ids.push(id) - 1));
        yield;
      }
      return Int32Array.from(Float64Array.from(keys).sort().reverse(), (key) => ids[key % 2 ** 24]!);
    },
    /** What people are searched by, in the order of the ids; the gone are left out. */
    people: (ids: readonly number[]): Entry[] =>
      entries.all(JSON.stringify(ids)).map(({ id, name, lastOn, netFen, phones, texts }) => ({
        id, name, rank: rankOf(lastOn, netFen), phones: JSON.parse(phones) as string[], texts: JSON.parse(texts) as string[],
      })),
    /** Whom the operations after that one touched; null when they changed more rows than `most`. */
    touchedSince: peopleSince,
    hits: (ids: readonly number[]): Omit<PersonHit, 'found'>[] => hits.all(JSON.stringify(ids)),
    /** Every phone and other text of a person, as it was written. */
    knownBy: (id: number): readonly string[] => knownBy.all({ id }),
    /** Orders of that number or with that end, a whole number first, then the newest. */
    orders: (number: string): OrderHit[] => orders.all({ number, most: mostOrders }),
    /** Goods by name, whatever their spec; the newest first. */
    products: () => products.all().map(({ specs, categories, ...row }) => ({ ...row, specs: JSON.parse(specs) as string[], categories: JSON.parse(categories) as string[] })).sort((a, b) => b.id - a.id),
  };
};
export type SearchRepository = ReturnType<typeof searchRepository>;
