import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../core/base/database.ts';
import { openStore } from '../../core/base/database.ts';
import { recordedTables } from '../../core/base/recorder.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiangke-schema-'));
  store = openStore(join(folder, 'shop.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const schema = (): string =>
  `${(store.reader.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all() as string[]).join(';\n\n')};\n`;

test('the migrations build the reviewed schema', () => {
  expect(schema()).toBe(readFileSync(fileURLToPath(new URL('./schema.sql', import.meta.url)), 'utf8'));
});

test('the file is opened the safe way', () => {
  const pragma = (name: string) => store.writer.pragma(name, { simple: true });
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('secure_delete'), pragma('trusted_schema')]).toEqual(['wal', 2, 1, 1, 0]);
});

test('only one connection can write', () => {
  expect(() => store.reader.exec(`DELETE FROM customers`)).toThrow(/readonly/);
});

test('no write can slip past the operation log', () => {
  expect(() => store.writer.exec(`INSERT INTO products (uid, name) VALUES ('x', '土鸡蛋')`)).toThrow(/outside an operation/);
});

test('every table with the shop\'s own rows is in the operation log', () => {
  const tables = store.reader.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all() as string[];
  const derivedOrLog = ['operations', 'operation_changes', 'import_batches', 'import_outcomes', 'customer_totals', 'customer_scores', 'scoring_runs', 'duplicate_pairs', 'duplicate_runs', 'quality_faults', 'quality_people', 'quality_runs', 'staff_attempts', 'disclosures', 'privacy_erasures', 'analyses', 'customer_analyses', 'analysis_runs', 'segment_looks'];
  expect(tables.filter((name) => !derivedOrLog.includes(name)).sort()).toEqual(recordedTables.map(({ name }) => name).sort());
});

test.each([
  ['an order by its platform number', `SELECT id FROM orders WHERE platform = ? AND platform_order_id = ?`],
  ['the orders of a customer', `SELECT id FROM orders WHERE customer_id = ?`],
  ['people by phone', `SELECT customer_id FROM customer_phones WHERE number = ?`],
  ['the pairs of a person', `DELETE FROM duplicate_pairs WHERE left_id = ? OR right_id = ?`],
  ['the likeliest duplicates in their order', `SELECT left_id FROM duplicate_pairs WHERE kind = ? ORDER BY band DESC, value_fen DESC, left_id, right_id LIMIT 100`],
  ['faults of one kind in their order', `SELECT customer_id FROM quality_faults WHERE code = ? ORDER BY value_fen DESC, customer_id, order_id LIMIT 50`],
  ['the lines of an order', `SELECT id FROM order_lines WHERE order_id = ? ORDER BY position`],
  ['the steps that touched a row', `SELECT operation_id FROM operation_changes WHERE table_name = ? AND row_id = ?`],
])('%s are found by an index', (_, sql) => {
  const plan = store.reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: sql.split('?').length - 1 }, () => 1)) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/USING (COVERING )?(INDEX|PRIMARY KEY)/);
});
