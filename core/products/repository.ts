import type { Database } from 'better-sqlite3';
import type { NewId } from '../base/clock.ts';

export type ProductFacts = { readonly category: string | null; readonly unit: string | null; readonly costFen: number | null };
export type Product = ProductFacts & { readonly uid: string; readonly name: string; readonly spec: string | null };

const productSql = `SELECT id, uid, name, nullif(spec, '') AS spec, category, unit, cost_fen AS costFen FROM products`;

/** The reading half. */
export const productRepository = (db: Database) => ({
  /** All goods, for the export: at once, because an open cursor would hide from the window what is written meanwhile. */
  all: (): Product[] => db.prepare<[], Product>(`${productSql} ORDER BY name, spec`).all(),
});
export type ProductRepository = ReturnType<typeof productRepository>;

/** The writing half. Goods are known by name and spec; an order line that names new ones makes them. */
export const productWriter = (db: Database, newId: NewId) => {
  const idOf = db.prepare<[string, string]>(`SELECT id FROM products WHERE name = ? AND spec = ?`).pluck();
  const stored = db.prepare<[string, string], Product & { readonly id: number }>(`${productSql} WHERE name = ? AND spec = ?`);
  const isTaken = db.prepare<[string]>(`SELECT 1 FROM products WHERE uid = ?`).pluck();
  const insert = db.prepare(`INSERT INTO products (uid, name, spec, category, unit, cost_fen) VALUES (@uid, @name, @spec, @category, @unit, @costFen)`);
  const update = db.prepare(`UPDATE products SET category = @category, unit = @unit, cost_fen = @costFen WHERE id = @id`);
  const add = (uid: string, product: Omit<Product, 'uid'>): number => Number(insert.run({ ...product, uid, spec: product.spec ?? '' }).lastInsertRowid);
  return {
    ensure: (name: string, spec: string | null): number =>
      (idOf.get(name, spec ?? '') as number | undefined) ?? add(newId(), { name, spec, category: null, unit: null, costFen: null }),
    find: (name: string, spec: string | null) => stored.get(name, spec ?? ''),
    /** Under the number that it has on another laptop, unless other goods have that number here. */
    insert: (uid: string | null, product: Omit<Product, 'uid'>): void => void add(uid === null || isTaken.get(uid) !== undefined ? newId() : uid, product),
    update: (id: number, facts: ProductFacts): void => void update.run({ id, ...facts }),
  };
};
export type ProductWriter = ReturnType<typeof productWriter>;
