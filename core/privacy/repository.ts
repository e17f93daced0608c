import type { Database } from 'better-sqlite3';
import type { Erasure, Holdings, LongAway } from './contract.ts';

type Reach = { readonly id: number; readonly quiet: number; readonly refused: number; readonly contacts: number };
type NewErasure = Omit<Erasure, 'id' | 'who'> & { readonly staffId: number | null };

/** The last word or order of a person; of somebody without either, the day the file was made. */
const seenAt = `coalesce(nullif(max(coalesce((SELECT max(ordered_at) FROM orders WHERE customer_id = c.id), ''), coalesce((SELECT max(at) FROM timeline_entries WHERE customer_id = c.id), '')), ''), c.created_at)`;
const owed = `coalesce((SELECT sum(iif(kind = 'debt', amount_fen, -amount_fen)) FROM timeline_entries WHERE customer_id = c.id AND kind IN ('debt', 'repayment')), 0)`;
const longAway = `FROM (SELECT c.id, ${seenAt} AS seen_at FROM customers c WHERE ${owed} <= 0) a WHERE a.seen_at < @before`;

export const privacyRepository = (db: Database) => {
  const reach = db.prepare<{ ids: string; from: string }, Reach>(`
    SELECT c.id, c.do_not_disturb AS quiet, c.consent = 'refused' AS refused,
      (SELECT count(*) FROM timeline_entries e WHERE e.customer_id = c.id AND e.kind = 'talk' AND e.at >= @from) AS contacts
    FROM json_each(@ids) wanted CROSS JOIN customers c ON c.id = wanted.value ORDER BY wanted.key`);
  const count = (sql: string): number => Number(db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get());
  const people = (table: string): number => Number(db.prepare(`SELECT count(DISTINCT customer_id) FROM ${table}`).pluck().get());
  const disclosures = db.prepare<[string], { at: string; kind: string }>(`SELECT at, kind FROM disclosures WHERE subject = ? ORDER BY id`);

  return {
    /** How people may be reached, in the order of the ids; talks from that day on are counted. */
    reach: (ids: readonly number[], from: string) => reach.all({ ids: JSON.stringify(ids), from }),
    longAwayIds: (before: string): number[] => db.prepare<{ before: string }, number>(`SELECT a.id ${longAway} ORDER BY a.seen_at, a.id`).pluck().all({ before }),
    countLongAway: (before: string): number => Number(db.prepare(`SELECT count(*) ${longAway}`).pluck().get({ before })),
    longAway: (before: string, offset: number, limit: number): LongAway[] => db.prepare<object, LongAway>(`
      SELECT c.id, c.name, (SELECT number FROM customer_phones WHERE customer_id = c.id ORDER BY position LIMIT 1) AS phone, substr(l.seen_at, 1, 10) AS seenOn,
        coalesce(t.order_count, 0) AS orders, coalesce(t.net_fen, 0) AS netFen
      FROM (SELECT a.id, a.seen_at ${longAway} ORDER BY a.seen_at, a.id LIMIT @limit OFFSET @offset) l
      JOIN customers c ON c.id = l.id LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY l.seen_at, l.id`).all({ before, offset, limit }),
    holdings: (): Omit<Holdings, 'shopName' | 'day' | 'deleted'> => ({
      people: count('customers'),
      orders: count('orders'),
      kinds: {
        phones: people('customer_phones'),
        addresses: people('customer_addresses'),
        accounts: Number(db.prepare(`SELECT count(*) FROM (SELECT customer_id FROM customer_contacts UNION SELECT customer_id FROM customer_identities)`).pluck().get()),
        birthdays: count('customers WHERE birthday_calendar IS NOT NULL OR zodiac IS NOT NULL'),
        notes: count('customers WHERE note IS NOT NULL OR wish IS NOT NULL'),
        credit: count(`customers WHERE credit IS NOT NULL OR credit_note IS NOT NULL`),
        photos: people('customer_photos'),
        dealings: people('timeline_entries'),
      },
    }),
    /** When a person's data were looked at in full, printed or taken out, oldest first. */
    disclosuresOf: (uid: string) => disclosures.all(uid),
    noteErasure: ({ erasedAt, staffId, reason, people: forgotten, orders, goneOn }: NewErasure): void =>
      void db.prepare(`INSERT INTO privacy_erasures (erased_at, staff_id, reason, people, orders, gone_on) VALUES (?, ?, ?, ?, ?, ?)`).run(erasedAt, staffId, reason, forgotten, orders, goneOn),
    erasures: (offset: number, limit: number): { total: number; rows: Erasure[] } => ({
      total: count('privacy_erasures'),
      rows: db.prepare<[number, number], Erasure>(`SELECT e.id, e.erased_at AS erasedAt, s.name AS who, e.reason, e.people, e.orders, e.gone_on AS goneOn
        FROM privacy_erasures e LEFT JOIN staff s ON s.id = e.staff_id ORDER BY e.id DESC LIMIT ? OFFSET ?`).all(limit, offset),
    }),
  };
};
export type PrivacyRepository = ReturnType<typeof privacyRepository>;
