import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beginOperation } from '../../core/base/recorder.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  // A new shop first works out what is derived, on the connection that these tests write through.
  await shop.app.settled();
});
afterEach(() => shop.stop());

const stray = () => shop.app.store.writer.exec(`INSERT INTO products (uid, name) VALUES ('x', '没人记下的货')`);
const begin = (uid: string, onlyNewRows: boolean) => beginOperation(shop.app.store.writer, { title: 'test', uid, at: '2026-05-08T12:00:00+08:00', onlyNewRows });
const noted = (operation: number) =>
  shop.app.store.writer.prepare(`SELECT table_name AS name, row_id AS row, before ->> '$.name' AS before FROM operation_changes WHERE operation_id = ? ORDER BY table_name, row_id`).all(operation);

describe.each([['watched row by row', false], ['noted together at its end', true]])('an operation whose new rows are %s', (_, onlyNewRows) => {
  test('remembers what it made and what was before what it changed', () => {
    const { writer } = shop.app.store;
    const first = begin('one', onlyNewRows);
    writer.exec(`INSERT INTO products (uid, name) VALUES ('a', '土鸡蛋'), ('b', '红薯'), ('c', '挂面')`);
    first.commit();
    expect(noted(first.operation.id)).toEqual([1, 2, 3].map((row) => ({ name: 'products', row, before: null })));

    const second = begin('two', onlyNewRows);
    writer.exec(`
      INSERT INTO products (uid, name) VALUES ('d', '腊肉'), ('e', '小米');
      UPDATE products SET name = '鸡蛋' WHERE uid = 'a';
      UPDATE products SET name = '老鸡蛋' WHERE uid = 'a';
      UPDATE products SET name = '熏肉' WHERE uid = 'd';
      DELETE FROM products WHERE uid IN ('c', 'e')`);
    second.commit();
    expect(noted(second.operation.id)).toEqual([
      { name: 'products', row: 1, before: '土鸡蛋' }, { name: 'products', row: 3, before: '挂面' }, { name: 'products', row: 4, before: null },
    ]);
  });
});

test('after an import and after a preview every write is watched again', async () => {
  const file = shop.file('订单.csv', taobaoCsv(manyTaobaoRows(20)));
  await shop.core.imports.preview({ file });
  expect(stray).toThrow(/outside an operation/);
  await shop.core.imports.run({ file });
  expect(stray).toThrow(/outside an operation/);
});

test('an import notes every row that it made', async () => {
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv(manyTaobaoRows(50))) });
  const { writer } = shop.app.store;
  for (const table of ['customers', 'customer_identities', 'products', 'orders', 'order_lines']) {
    const missing = writer.prepare(`SELECT count(*) FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM operation_changes c WHERE c.table_name = '${table}' AND c.row_id = t.id)`).pluck().get();
    expect([table, missing]).toEqual([table, 0]);
  }
});
