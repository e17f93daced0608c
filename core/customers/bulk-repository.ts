import type { Database } from 'better-sqlite3';

/** As many as a person's file may hold. */
const tagsAtMost = 30;

type Tagging = { readonly ids: string; readonly tag: string };

/** What is done to many people at once; ids come as JSON. */
export const bulkRepository = (db: Database) => {
  const people = db.prepare<[string], number>(`SELECT c.id FROM json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value ORDER BY wanted.key`).pluck();
  const names = db.prepare<[string], string>(`SELECT c.name FROM json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value ORDER BY wanted.key`).pluck();
  const tags = db.prepare<[], { tag: string; customers: number }>(`SELECT tag, count(*) AS customers FROM customer_tags GROUP BY tag ORDER BY customers DESC, tag`);
  const putOn = db.prepare<Tagging>(`INSERT OR IGNORE INTO customer_tags (customer_id, tag)
    SELECT value, @tag FROM json_each(@ids) WHERE (SELECT count(*) FROM customer_tags WHERE customer_id = value) < ${tagsAtMost}`);
  const takeOff = db.prepare<Tagging>(`DELETE FROM customer_tags WHERE customer_id IN (SELECT value FROM json_each(@ids)) AND tag = @tag`);
  const reachable = db.prepare<[string], number>(`
    SELECT c.id FROM json_each(?) wanted CROSS JOIN customers c ON c.id = wanted.value
    WHERE EXISTS (SELECT 1 FROM customer_addresses a WHERE a.customer_id = c.id) ORDER BY wanted.key`).pluck();

  return {
    /** Those of them that are there, in the same order. */
    existing: (ids: readonly number[]): number[] => people.all(JSON.stringify(ids)),
    names: (ids: readonly number[]): string[] => names.all(JSON.stringify(ids)),
    tags: () => tags.all(),
    /** Answers how many have it now who had not. */
    putOn: (ids: readonly number[], tag: string): number => putOn.run({ ids: JSON.stringify(ids), tag }).changes,
    takeOff: (ids: readonly number[], tag: string): number => takeOff.run({ ids: JSON.stringify(ids), tag }).changes,
    /** Who has an address. */
    reachable: (ids: readonly number[]) => reachable.all(JSON.stringify(ids)),
  };
};
export type BulkRepository = ReturnType<typeof bulkRepository>;
