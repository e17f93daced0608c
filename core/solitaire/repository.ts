import type { Database } from 'better-sqlite3';
import type { SolitaireCandidate, SolitaireGoods } from './contract.ts';
import { solitairePlatform } from './contract.ts';

type Member = { readonly id: number; readonly nickname: string; readonly customerId: number | null; readonly customerName: string | null };
type Price = { readonly name: string; readonly spec: string; readonly unit: string | null; readonly priceFen: number };

export const solitaireRepository = (db: Database) => {
  const members = db.prepare<[string], Member>(`
    SELECT m.id, m.nickname, m.customer_id AS customerId, c.name AS customerName
    FROM import_group_members m LEFT JOIN customers c ON c.id = m.customer_id WHERE m.group_name = ? ORDER BY m.id`);
  const candidates = db.prepare<{ nickname: string; names: string }, SolitaireCandidate>(`
    SELECT c.id, c.name,
      (SELECT village FROM customer_addresses WHERE customer_id = c.id AND village IS NOT NULL ORDER BY position LIMIT 1) AS village,
      (SELECT number FROM customer_phones WHERE customer_id = c.id ORDER BY position LIMIT 1) AS phone
    FROM customers c
    WHERE c.id IN (SELECT customer_id FROM import_group_members WHERE nickname = @nickname AND customer_id IS NOT NULL)
      OR c.name IN (SELECT value FROM json_each(@names))
    ORDER BY length(c.name) DESC, c.id LIMIT 3`);
  const lastPoint = db.prepare<[number], string>(`
    SELECT p.name FROM orders o JOIN pickup_points p ON p.id = o.pickup_point_id
    WHERE o.customer_id = ? ORDER BY o.ordered_at DESC, o.id DESC LIMIT 1`).pluck();
  const goodsUnder = db.prepare<{ prefix: string }, string>(`
    SELECT DISTINCT g.name FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN products g ON g.id = l.product_id
    WHERE o.platform = '${solitairePlatform}' AND o.platform_order_id > @prefix AND o.platform_order_id < @prefix || char(1114111) ORDER BY g.name`).pluck();
  const stored = db.prepare<{ prefix: string }, string>(`
    SELECT substr(platform_order_id, length(@prefix) + 1) FROM orders
    WHERE platform = '${solitairePlatform}' AND platform_order_id > @prefix AND platform_order_id < @prefix || char(1114111) AND status <> 'cancelled'`).pluck();
  return {
    members: (group: string): Member[] => members.all(group),
    prices: (group: string): Price[] => db.prepare<[string], Price>(`SELECT name, spec, unit, price_fen AS priceFen FROM import_group_goods WHERE group_name = ?`).all(group),
    groups: (): string[] =>
      db.prepare<[], string>(`SELECT group_name FROM (SELECT group_name, id FROM import_group_members UNION ALL SELECT group_name, id FROM import_group_goods)
        GROUP BY group_name ORDER BY max(id) DESC LIMIT 30`).pluck().all(),
    /** Who the nickname may be: known by it in another group, or by a name that stands in it. */
    candidates: (nickname: string, names: readonly string[]): SolitaireCandidate[] => candidates.all({ nickname, names: JSON.stringify(names) }),
    customerName: (id: number): string | undefined => db.prepare<[number], string>(`SELECT name FROM customers WHERE id = ?`).pluck().get(id),
    lastPoint: (customerId: number): string | null => lastPoint.get(customerId) ?? null,
    points: (): string[] => db.prepare<[], string>(`SELECT name FROM pickup_points ORDER BY length(name) DESC`).pluck().all(),
    /** Names of goods in stored orders whose numbers begin so. */
    goodsUnder: (prefix: string): string[] => goodsUnder.all({ prefix }),
    /** What follows the prefix in the numbers of stored orders that stand. */
    storedUnder: (prefix: string): string[] => stored.all({ prefix }),
    rememberMember: (group: string, nickname: string, customerId: number | null): void =>
      void db.prepare(`INSERT INTO import_group_members (group_name, nickname, customer_id) VALUES (?, ?, ?)
        ON CONFLICT (group_name, nickname) DO UPDATE SET customer_id = excluded.customer_id WHERE customer_id IS NOT excluded.customer_id`).run(group, nickname, customerId),
    rememberPrice: (group: string, { name, spec, unit, priceFen }: SolitaireGoods): void =>
      void db.prepare(`INSERT INTO import_group_goods (group_name, name, spec, unit, price_fen) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (group_name, name, spec) DO UPDATE SET unit = excluded.unit, price_fen = excluded.price_fen
        WHERE unit IS NOT excluded.unit OR price_fen <> excluded.price_fen`).run(group, name, spec ?? '', unit, priceFen),
  };
};
export type SolitaireRepository = ReturnType<typeof solitaireRepository>;
