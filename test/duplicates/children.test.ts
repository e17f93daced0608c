import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginOperation, recordedTables } from '../../core/base/recorder.ts';
import { childTablesOf } from '../../core/customers/children-repository.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

type Column = { readonly name: string; readonly type: string; readonly notnull: number };
const db = () => shop.app.store.writer;
const pragma = <Row>(sql: string, table: string) => db().prepare<[string], Row>(sql).all(table);
const customerColumns = (table: string) => childTablesOf(db()).find(({ name }) => name === table)?.columns ?? [];

let numbers = 0;
/** Some row that the schema allows, with the people in its columns; other parents are made for it. */
const insertRow = (table: string, people: readonly number[]): number => {
  const sql = db().prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE name = ?`).pluck().get(table)!;
  const parents = new Map(pragma<{ column: string; parent: string }>(`SELECT "from" AS "column", "table" AS parent FROM pragma_foreign_key_list(?)`, table).map(({ column, parent }) => [column, parent]));
  const oneOf = (column: string) => new RegExp(`\\b${column}\\b[^,]*?IN \\(([^)]*)\\)`).exec(sql)?.[1]?.split(', ')[0];
  const ofPeople = customerColumns(table);
  numbers += 1;
  const values = Object.fromEntries(pragma<Column>(`SELECT name, type, "notnull" FROM pragma_table_info(?)`, table).filter(({ name }) => name !== 'id').map(({ name, type, notnull }) => {
    const allowed = oneOf(name);
    if (ofPeople.includes(name)) return [name, people[ofPeople.indexOf(name)] ?? people[0]!];
    // What need not be there stays away: tables demand one thing or the other.
    if (notnull === 0) return [name, null];
    const parent = parents.get(name);
    if (parent) return [name, insertRow(parent, people)];
    if (allowed) return [name, allowed.startsWith(`'`) ? allowed.slice(1, -1) : Number(allowed)];
    return [name, type === 'TEXT' ? `x${numbers}` : numbers];
  }));
  const names = Object.keys(values);
  return Number(db().prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(values).lastInsertRowid);
};

/** Rows as a later feature would write them, in one step. */
const writing = async (work: () => void): Promise<string> => {
  await shop.app.settled();
  const open = beginOperation(db(), { title: 'customers.update', uid: `u${(numbers += 1)}`, at: '2026-05-08T12:00:00+08:00' });
  work();
  open.commit();
  return shop.check().contentHash;
};

const threePeople = async (): Promise<readonly [number, number, number]> => {
  const made = async (name: string) => (await shop.core.customers.create({ name })).id;
  return [await made('王桂英'), await made('王桂花'), await made('李秀兰')];
};

test('every table that points at customers is known to merges and deletions, or derived anew', () => {
  const pointing = (db().prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[])
    .filter((table) => pragma<{ parent: string }>(`SELECT "table" AS parent FROM pragma_foreign_key_list(?)`, table).some(({ parent }) => parent === 'customers'));
  const known = childTablesOf(db()).map(({ name }) => name);
  expect(pointing.filter((table) => !known.includes(table))).toEqual([]);
  expect(known).toEqual(recordedTables.map(({ name }) => name).filter((name) => known.includes(name)));
  expect(known.length).toBeGreaterThan(10);
});

test('a row of every table follows into a merge, and back out of it', async () => {
  const [kept, dropped, third] = await threePeople();
  // A merge is made by merging, and the column that says who brought whom is in customers itself.
  const tables = childTablesOf(db()).filter(({ name }) => name !== 'customer_merges' && name !== 'customers');
  const rows = new Map<string, number>();
  const before = await writing(() => {
    for (const { name } of tables) rows.set(name, insertRow(name, [dropped, third]));
  });
  const { mergeId } = await shop.core.duplicates.merge({ keepId: kept, dropId: dropped });
  for (const { name, columns } of tables) {
    const holds = columns.map((column) => `${column} = @id`).join(' OR ');
    expect([name, db().prepare(`SELECT id FROM ${name} WHERE ${holds}`).pluck().all({ id: dropped })]).toEqual([name, []]);
    expect([name, db().prepare(`SELECT id FROM ${name} WHERE (${holds}) AND id = ${rows.get(name)}`).pluck().all({ id: kept })]).toEqual([name, [rows.get(name)]]);
  }
  await shop.core.duplicates.unmerge({ mergeId });
  await shop.app.settled();
  expect(shop.check().contentHash).toBe(before);
});

test('what both have is there once after a merge, and twice again after it', async () => {
  const [kept, dropped, third] = await threePeople();
  const tables = childTablesOf(db()).filter(({ same }) => same !== null);
  const before = await writing(() => {
    for (const { name, same } of tables) {
      const id = insertRow(name, [kept, third]);
      const twin = insertRow(name, [dropped, third]);
      for (const column of same!) db().prepare(`UPDATE ${name} SET ${column} = (SELECT ${column} FROM ${name} WHERE id = ?) WHERE id = ?`).run(id, twin);
    }
  });
  const { mergeId } = await shop.core.duplicates.merge({ keepId: kept, dropId: dropped });
  for (const { name, columns } of tables) {
    expect([name, db().prepare(`SELECT count(*) FROM ${name} WHERE ${columns.map((column) => `${column} = @id`).join(' OR ')}`).pluck().get({ id: kept })]).toEqual([name, 1]);
  }
  await shop.core.duplicates.unmerge({ mergeId });
  await shop.app.settled();
  expect(shop.check().contentHash).toBe(before);
});

test('a person with a row in every table can be deleted, and comes back whole', async () => {
  const [id, , third] = await threePeople();
  const before = await writing(() => {
    for (const { name } of childTablesOf(db())) if (name !== 'customers') insertRow(name, [id, third]);
  });
  const deleted = await shop.core.customers.delete({ id });
  expect(shop.check()).toMatchObject({ foreignKeyErrors: 0 });
  await shop.core.history.undo({ operationId: deleted.operationId });
  await shop.app.settled();
  expect(shop.check().contentHash).toBe(before);
});
