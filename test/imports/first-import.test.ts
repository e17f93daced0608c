import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaOf } from '../../core/migrations/index.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

/** More than a shop's indexes are held back for. */
const many = 6000;
const schema = () => schemaOf(shop.app.store.writer);

test('after a first import of many orders the book is built as before, and finds by every index', async () => {
  const built = schema();
  const file = shop.file('订单.csv', taobaoCsv(manyTaobaoRows(many)));
  const { summary } = (await shop.core.imports.preview({ file })) as { summary: { counts: { ordersCreated: number } } };
  expect(schema()).toBe(built);

  const { counts, operationId } = await shop.core.imports.run({ file });
  expect(counts).toEqual(summary.counts);
  expect(counts.ordersCreated).toBe(many);
  expect(schema()).toBe(built);
  expect(shop.check().ok).toBe(true);

  await shop.core.history.undo({ operationId: operationId! });
  expect((await shop.core.orders.list({ limit: 1, offset: 0 })).total).toBe(0);
  expect(shop.check().ok).toBe(true);
});

test('a first import that is stopped half-way leaves the book as it was built', async () => {
  const built = schema();
  const file = shop.file('订单.csv', taobaoCsv(manyTaobaoRows(many)));
  const stopping = new AbortController();
  const failure = await failureOf(shop.core.imports.run({ file }, {
    signal: stopping.signal,
    onProgress: ({ phase, done }) => {
      if (phase === 'imports.writing' && done > 0) stopping.abort();
    },
  }));
  expect(failure.code).toBe('job.cancelled');
  expect(schema()).toBe(built);
  expect((await shop.core.orders.list({ limit: 1, offset: 0 })).total).toBe(0);
});
