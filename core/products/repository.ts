import type { Database } from 'better-sqlite3';
import type { NewId } from '../base/clock.ts';

/** Goods by name and spec; an order line that names a new one makes it. */
export const productRepository = (db: Database, newId: NewId) => {
  const find = db.prepare<[string, string]>(`SELECT id FROM products WHERE name = ? AND spec = ?`).pluck();
  const insert = db.prepare<[string, string, string]>(`INSERT INTO products (uid, name, spec) VALUES (?, ?, ?)`);
  return {
    ensure: (name: string, spec: string | null): number => {
      const known = find.get(name, spec ?? '') as number | undefined;
      return known ?? Number(insert.run(newId(), name, spec ?? '').lastInsertRowid);
    },
  };
};
export type ProductRepository = ReturnType<typeof productRepository>;
