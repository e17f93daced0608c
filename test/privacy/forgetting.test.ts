import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';
import { plant, plantedPerson, tracesOf, wordsOf } from '../support/planted.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const create = async (facts: object): Promise<number> => (await shop.core.customers.create(CustomerFacts.parse(facts))).id;

/** The tables that were imported are the shop's own files, not the book's: they go out of the searched folder. */
const withoutSources = (): void => {
  for (const file of readdirSync(shop.folder)) if (file.endsWith('.csv')) rmSync(join(shop.folder, file));
};

describe('forgetting for good', () => {
  test('30 people who left traces everywhere are in no byte of the book any more, and the totals are the same', { timeout: 120_000 }, async () => {
    const people = Array.from({ length: 30 }, (_, n) => plantedPerson(n));
    const other = await create({ name: '孙小妹', phones: [{ number: '13700005555', label: null }], note: '每周五来一趟' });
    const ids: number[] = [];
    for (const [n, who] of people.entries()) ids.push(await plant(shop, who, n));
    await shop.core.customers.update({ id: other, facts: CustomerFacts.parse({ name: '孙小妹', referrerId: ids[0], relations: [{ otherId: ids[1], kind: 'kin', note: null }] }) });
    await shop.app.settled();
    withoutSources();
    const words = people.flatMap(wordsOf);
    expect(tracesOf(shop.folder, words).length).toBeGreaterThan(300);
    const before = await shop.core.reports.overview();

    for (const id of ids.slice(0, 5)) await shop.core.customers.delete({ id });
    await shop.core.customers.deleteMany({ selection: { ids: ids.slice(5) } });
    const plan = await shop.core.privacy.forgetPlan({ customerIds: ids });
    expect(plan).toMatchObject({ people: 30, orders: 60, backups: 0, goneOn: null });
    expect(plan.names[0]).toContain(people[0]!.name);
    expect(await shop.core.privacy.forget({ customerIds: ids })).toEqual({ people: 30, orders: 60, goneOn: null });

    await shop.app.settled();
    expect(tracesOf(shop.folder, words)).toEqual([]);
    expect(shop.check()).toMatchObject({ ok: true });
    const after = await shop.core.reports.overview();
    expect([after.orders, after.purchases, after.netFen]).toEqual([before.orders, before.purchases, before.netFen]);
    expect(await shop.core.history.trash({})).toEqual({ total: 0, rows: [] });
    expect(await shop.core.customers.get({ id: other })).toMatchObject({ name: '孙小妹', referrerId: null, relations: [] });
    expect((await shop.core.search.find({ text: people[3]!.phone })).people).toEqual([]);
    expect(await shop.core.privacy.erasures({})).toMatchObject({ total: 1, rows: [{ reason: 'request', people: 30, orders: 60, erasedAt: '2026-05-08T12:00:00+08:00' }] });
  });

  test('the search would see it: with secure_delete off, deleted words stay in the file', { timeout: 60_000 }, async () => {
    const who = plantedPerson(1);
    const id = await plant(shop, who, 1);
    await shop.app.settled();
    withoutSources();
    shop.app.store.writer.pragma('secure_delete = OFF');
    await shop.core.customers.delete({ id });
    await shop.core.privacy.forget({ customerIds: [id] });
    await shop.app.settled();
    expect(tracesOf(shop.folder, wordsOf(who)).length).toBeGreaterThan(0);
  });

  test('no step that touched the person can be taken back, and the refusal says why', async () => {
    const id = await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });
    const changed = await shop.core.customers.update({ id, facts: CustomerFacts.parse({ name: '王桂英', note: '搬到河对面去了' }) });
    const deleted = await shop.core.customers.delete({ id });
    await shop.core.privacy.forget({ customerIds: [id] });
    for (const { operationId } of [deleted, changed]) expect(await failureOf(shop.core.history.undo({ operationId }))).toEqual({ code: 'history.forgotten' });
    expect(await shop.core.history.list({})).toEqual([]);
    expect((await failureOf(shop.core.history.restore({ customerIds: [id] }))).code).toBe('history.notInTrash');
    expect((await failureOf(shop.core.privacy.forget({ customerIds: [id] }))).code).toBe('privacy.notInTrash');
  });

  test('others of the same step come back, and an import that brought the person is undone for everybody else', async () => {
    const file = shop.file('四月.csv', taobaoCsv([
      { id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' }, { id: orderId(2), buyer: 'tb_li', name: '李大海', phone: '19900005678' }]));
    const { operationId } = await shop.core.imports.run({ file });
    const { rows } = await shop.core.customers.list({});
    const [wang, li] = ['tb_wang', 'tb_li'].map((name) => rows.find((row) => row.name === name || row.name === (name === 'tb_wang' ? '王桂英' : '李大海'))!.id) as [number, number];
    const deleted = await shop.core.customers.deleteMany({ selection: { ids: [wang, li] } });
    await shop.core.privacy.forget({ customerIds: [wang] });
    await shop.core.history.undo({ operationId: deleted.operationId });
    expect((await shop.core.customers.list({})).rows.map(({ id }) => id)).toEqual([li]);
    expect(new Set((await shop.core.orders.list({})).rows.map(({ customerId }) => customerId))).toEqual(new Set([li, null]));
    await shop.app.settled();
    expect(shop.check()).toMatchObject({ ok: true });
    await shop.core.history.undo({ operationId: operationId! });
    expect((await shop.core.customers.list({})).total).toBe(0);
    expect((await shop.core.orders.list({})).total).toBe(0);
    await shop.app.settled();
    expect(shop.check()).toMatchObject({ ok: true });
  });

  test('somebody who is not in the trash is never forgotten', async () => {
    const id = await create({ name: '王桂英' });
    expect((await failureOf(shop.core.privacy.forgetPlan({ customerIds: [id] }))).code).toBe('privacy.notInTrash');
    expect((await failureOf(shop.core.privacy.forget({ customerIds: [id] }))).code).toBe('privacy.notInTrash');
    expect((await shop.core.customers.get({ id })).name).toBe('王桂英');
  });

  test('a person who was merged and taken apart again keeps what is theirs', async () => {
    const wang = await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });
    const li = await create({ name: '李大海', phones: [{ number: '19900005678', label: null }], note: '两家共用一个院子' });
    const { mergeId } = await shop.core.duplicates.merge({ keepId: wang, dropId: li });
    await shop.core.duplicates.unmerge({ mergeId });
    await shop.core.customers.delete({ id: wang });
    await shop.core.privacy.forget({ customerIds: [wang] });
    expect(await shop.core.customers.get({ id: li })).toMatchObject({ name: '李大海', phones: [{ number: '19900005678' }], note: '两家共用一个院子' });
    await shop.app.settled();
    expect(shop.check()).toMatchObject({ ok: true });
    expect(tracesOf(shop.folder, ['王桂英', '19900001234'])).toEqual([]);
  });

  test('who was last seen years ago and owes nothing is proposed and forgotten in one go; what they bought still counts', async () => {
    const old = (n: number, at: string) => ({ id: orderId(n), buyer: `tb_${n}`, name: `旧客${n}号`, phone: `1990000${1000 + n}`, at: `${at} 09:00:00` });
    await shop.core.imports.run({ file: shop.file('旧.csv', taobaoCsv([old(1, '2022-04-01'), old(2, '2022-06-01'), old(3, '2023-05-07'), old(4, '2023-05-08'), old(5, '2026-04-01')])) });
    rmSync(join(shop.folder, '旧.csv'));
    const { rows: all } = await shop.core.customers.list({ sort: 'lastOrder', descending: false });
    await shop.core.timeline.add({ customerId: all[1]!.id, kind: 'debt', amountFen: 5000, at: '2022-06-02T09:00:00+08:00' });
    const away = await shop.core.privacy.longAway({});
    expect(away).toMatchObject({ total: 2, before: '2023-05-08' });
    expect(away.rows.map(({ seenOn, netFen }) => [seenOn, netFen])).toEqual([['2022-04-01', 3000], ['2023-05-07', 3000]]);
    const before = await shop.core.reports.overview();
    expect(await shop.core.privacy.forgetLongAway({ except: [all[2]!.id] })).toEqual({ people: 1, orders: 1, goneOn: null });
    const after = await shop.core.reports.overview();
    expect([after.customers, after.orders, after.netFen, after.ordersWithoutCustomer]).toEqual([4, before.orders, before.netFen, 1]);
    await shop.app.settled();
    expect(tracesOf(shop.folder, ['旧客1号', '19900001001'])).toEqual([]);
    const { operationId } = await shop.core.privacy.setRules({ yearsKept: 10 });
    expect((await failureOf(shop.core.privacy.forgetLongAway({}))).code).toBe('privacy.nobodyAway');
    await shop.core.history.undo({ operationId });
    expect((await shop.core.privacy.rules()).yearsKept).toBe(3);
  });

  test('the plan says until when backups on this laptop still hold the person', async () => {
    const book = await openShopWithBackups();
    const { id } = await book.core.customers.create({ name: '王桂英' });
    await book.core.backups.make(undefined);
    book.goTo('2026-05-10');
    await book.core.customers.delete({ id });
    expect(await book.core.privacy.forgetPlan({ customerIds: [id] })).toMatchObject({ people: 1, names: ['王桂英'], backups: 1, goneOn: '2026-08-08' });
    expect(await book.core.privacy.forget({ customerIds: [id] })).toEqual({ people: 1, orders: 0, goneOn: '2026-08-08' });
    await book.stop();
  });

  test('no table is overlooked: whatever names no customer by number is known to hold no person, or is looked through word by word', () => {
    const { reader } = shop.app.store;
    const tables = reader.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all() as string[];
    const namesPeople = reader.prepare(`SELECT EXISTS (SELECT 1 FROM pragma_table_info(@table) WHERE name = 'customer_id') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(@table) WHERE "table" = 'customers')`).pluck();
    const byHand = ['customers', 'operations', 'operation_changes', 'import_batches', 'import_outcomes', 'duplicate_pairs'];
    const ofNobody = [
      'settings', 'staff', 'staff_attempts', 'disclosures', 'privacy_erasures', 'customer_fields', 'products', 'pickup_points', 'order_lines', 'import_mappings', 'import_status_words', 'import_group_goods',
      'scoring_runs', 'duplicate_runs', 'quality_runs', 'analyses', 'analysis_runs', 'segments', 'segment_looks',
    ];
    expect(tables.filter((table) => namesPeople.get({ table }) === 0 && !byHand.includes(table) && !ofNobody.includes(table))).toEqual([]);
  });
});
