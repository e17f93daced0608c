/** Whoever a rule takes in is whom a patient clerk would take in, reading every file one by one. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Condition } from '../../core/segments/conditions.rules.ts';
import type { SegmentRule } from '../../core/segments/rules.ts';
import type { TestCore } from '../support/core.ts';
import { bookOf, naiveIn } from './naive.ts';
import { conditionsOf, openWorld, rulesOf, today } from './world.ts';

let shop: TestCore;
let naive: ReturnType<typeof naiveIn>;
let conditions: ReturnType<typeof conditionsOf>;
const namesIn = (sql: string): string[] => shop.app.store.reader.prepare(sql).pluck().all() as string[];

beforeAll(async () => {
  shop = await openWorld();
  naive = naiveIn(bookOf(shop), today);
  conditions = conditionsOf({
    products: namesIn(`SELECT name FROM products ORDER BY id`),
    villages: namesIn(`SELECT DISTINCT village FROM customer_addresses WHERE village IS NOT NULL ORDER BY village`),
    points: namesIn(`SELECT name FROM pickup_points ORDER BY id`),
  });
}, 120_000);
afterAll(() => shop.stop());

const sameAsByHand = async (rule: SegmentRule) => {
  const [byHand, { total, unknown }] = [naive(rule), await shop.core.segments.count({ rule })];
  const { rows } = await shop.core.segments.people({ people: { rule }, limit: 200 });
  expect({ total, unknown, ids: rows.map(({ id }) => id).toSorted((a, b) => a - b) }).toEqual({ total: byHand.ids.length, unknown: byHand.unknown, ids: byHand.ids });
  return total;
};

describe('every kind of condition', () => {
  const kinds = Condition.options.map((option) => option.shape.kind.value);
  test.each(kinds)('%s takes in whom the files say, and nobody else', async (kind) => {
    const somebody: number[] = [];
    await fc.assert(fc.asyncProperty(conditions[kind] as fc.Arbitrary<Condition>, fc.constantFrom<'all' | 'none'>('all', 'none'), async (condition, join) => {
      somebody.push(await sameAsByHand({ join, parts: [condition] }));
    }), { numRuns: 24 });
    // A condition that never takes anybody in would be right for the wrong reason.
    expect(Math.max(...somebody)).toBeGreaterThan(0);
  });
});

test('rules of groups in groups take in whom the files say', async () => {
  const any = fc.oneof(...(Object.values(conditions) as fc.Arbitrary<Condition>[]));
  await fc.assert(fc.asyncProperty(rulesOf(any), async (rule) => void (await sameAsByHand(rule))), { numRuns: 100 });
});

describe('against a statement written by hand', () => {
  const count = async (rule: SegmentRule) => (await shop.core.segments.count({ rule })).total;
  const byHand = (sql: string) => Number(shop.app.store.reader.prepare(sql).pluck().get());

  test('石桥村 or 柳树屯, 60 days away, more than 200 yuan', async () => {
    const [one, other] = namesIn(`SELECT village FROM customer_addresses WHERE village IS NOT NULL GROUP BY village ORDER BY count(*) DESC`);
    expect(await count({ join: 'all', parts: [
      { join: 'any', parts: [{ kind: 'place', level: 'village', name: one! }, { kind: 'place', level: 'village', name: other! }] },
      { kind: 'lastOrder', compare: 'atLeast', days: 60 }, { kind: 'spend', within: null, compare: 'atLeast', fen: 200_00 },
    ] })).toBe(byHand(`
      SELECT count(*) FROM customers c WHERE EXISTS (SELECT 1 FROM customer_addresses a WHERE a.customer_id = c.id AND a.village IN ('${one}', '${other}'))
        AND (SELECT max(ordered_at) FROM orders WHERE customer_id = c.id AND counts = 1) < '2026-03-10' AND (SELECT sum(net_fen) FROM orders WHERE customer_id = c.id AND counts = 1) >= 20000`));
  });

  test('spent in the last 90 days, on 淘宝, not left alone', async () => {
    expect(await count({ join: 'all', parts: [
      { kind: 'spend', within: 90, compare: 'atLeast', fen: 100_00 }, { kind: 'platform', within: null, name: '淘宝' }, { join: 'none', parts: [{ kind: 'doNotDisturb' }, { kind: 'consent', is: 'refused' }] },
    ] })).toBe(byHand(`
      WITH lately AS (SELECT customer_id, total(net_fen) AS fen FROM orders WHERE counts = 1 AND substr(ordered_at, 1, 10) >= date('2026-05-08', '-90 days') GROUP BY 1)
      SELECT count(*) FROM customers c JOIN lately l ON l.customer_id = c.id WHERE l.fen >= 10000 AND c.do_not_disturb = 0 AND c.consent <> 'refused'
        AND c.id IN (SELECT customer_id FROM orders WHERE platform = '淘宝' AND counts = 1)`));
  });
});

describe('what is not written down', () => {
  const count = (parts: SegmentRule['parts'], join: SegmentRule['join'] = 'all') => shop.core.segments.count({ rule: { join, parts } });

  test('is neither yes nor no: who never told their age is not under sixty, and not over it', async () => {
    const [young, old] = [await count([{ kind: 'age', compare: 'atMost', years: 59 }]), await count([{ kind: 'age', compare: 'atLeast', years: 60 }])];
    const { total } = await shop.core.customers.list({ limit: 1 });
    expect(young.unknown).toBe(old.unknown);
    expect(young.unknown).toBeGreaterThan(0);
    expect(young.total + old.total + young.unknown).toBe(total);
    expect(await count([{ kind: 'age', compare: 'atLeast', years: 60 }], 'none')).toMatchObject({ total: young.total, unknown: young.unknown });
  });

  test('who never bought has not been away for 60 days: there is no last time', async () => {
    const { rows } = await shop.core.segments.people({ people: { rule: { join: 'all', parts: [{ kind: 'lastOrder', compare: 'atLeast', days: 60 }] } }, limit: 200 });
    expect(rows.every(({ orderCount }) => orderCount > 0)).toBe(true);
    expect((await count([{ kind: 'lastOrder', compare: 'atLeast', days: 60 }])).unknown).toBeGreaterThanOrEqual(3);
  });
});

test('what is typed is a word and never a statement', async () => {
  const nasty = ["'; DROP TABLE customers; --", "' OR 1=1 --", '%', '_', '"', '$.name', '?'];
  const { total } = await shop.core.customers.list({ limit: 1 });
  for (const word of nasty) {
    const parts: Condition[] = [
      { kind: 'place', level: 'village', name: word }, { kind: 'bought', within: null, ever: 'bought', what: 'product', name: word }, { kind: 'bought', within: null, ever: 'bought', what: 'category', name: word },
      { kind: 'tag', tag: word }, { kind: 'written', field: 'hobbies', contains: word }, { kind: 'fieldText', field: word, contains: word }, { kind: 'fieldNumber', field: word, compare: 'atLeast', value: 0 },
      { kind: 'platform', within: null, name: word }, { kind: 'pickup', within: null, name: word }, { kind: 'holding', holds: 'crop', name: word, least: null },
    ];
    for (const part of parts) expect(await shop.core.segments.count({ rule: { join: 'all', parts: [part] } })).toMatchObject({ total: 0 });
  }
  expect((await shop.core.customers.list({ limit: 1 })).total).toBe(total);
  expect(shop.check()).toMatchObject({ ok: true });
});
