import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { manyTaobaoRows, orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const address = (village: string) => ({ province: '河南省', city: '信阳市', district: '光山县', village, detail: '3 组' });
const create = async (facts: object): Promise<number> => (await shop.core.customers.create(CustomerFacts.parse(facts))).id;
const tagged = async (tag: string): Promise<string[]> => (await shop.core.customers.list({ limit: 200, sort: 'created', descending: false })).rows.filter(({ tags }) => tags.includes(tag)).map(({ name }) => name);
/** The scores come in the background, on the connection that is checked. */
const check = async () => {
  await shop.app.settled();
  return shop.check();
};
const total = async (): Promise<number> => (await shop.core.customers.list({})).total;

describe('many customers at once', () => {
  test('get a tag and lose one in one step that can be taken back', async () => {
    const wang = await create({ name: '王桂英', tags: ['新客'] });
    const li = await create({ name: '李大海', tags: ['老主顾'] });
    await create({ name: '孙小妹', tags: ['新客'] });
    const done = await shop.core.customers.tagMany({ selection: { ids: [wang, li, 999] }, add: ['老主顾'], remove: ['新客'] });
    expect(done).toMatchObject({ customers: 2, changed: 2 });
    expect([await tagged('老主顾'), await tagged('新客')]).toEqual([['王桂英', '李大海'], ['孙小妹']]);
    expect((await shop.core.history.list({ limit: 1 }))[0]).toMatchObject({ title: 'customers.tagMany', subject: '+老主顾 -新客 王桂英、李大海' });
    expect((await shop.core.customers.list({ search: '老主顾' })).total).toBe(2);
    expect(await shop.core.customers.tags()).toEqual([{ tag: '老主顾', customers: 2 }, { tag: '新客', customers: 1 }]);
    await shop.core.history.undo(done);
    expect([await tagged('老主顾'), await tagged('新客')]).toEqual([['李大海'], ['王桂英', '孙小妹']]);
  });

  test('can be all that a filter lets through, but some', async () => {
    const shiqiao = await Promise.all(['王桂英', '李大海', '孙小妹'].map((name) => create({ name, addresses: [address('石桥村')] })));
    await create({ name: '赵远', addresses: [address('河口村')] });
    const done = await shop.core.customers.tagMany({ selection: { filter: { village: '石桥村' }, except: [shiqiao[1]!] }, add: ['石桥'] });
    expect(done).toMatchObject({ customers: 2, changed: 2 });
    expect(await tagged('石桥')).toEqual(['王桂英', '孙小妹']);
    expect((await shop.core.customers.tagMany({ selection: { filter: {} }, add: ['大家'] })).customers).toBe(4);
  });

  test('nobody gets more tags than a file holds', async () => {
    const full = await create({ name: '王桂英', tags: Array.from({ length: 30 }, (_, n) => `标签${n}`) });
    expect(await shop.core.customers.tagMany({ selection: { ids: [full] }, add: ['老主顾'] })).toMatchObject({ customers: 1, changed: 0 });
    expect((await shop.core.customers.get({ id: full })).tags.length).toBe(30);
  });

  test('go to the trash in one step, and come back as they were', async () => {
    await shop.core.imports.run({ file: shop.file('春天.csv', taobaoCsv(manyTaobaoRows(90))) });
    await create({ name: '孙小妹' });
    const contents = (await check()).contentHash;
    const before = await total();
    const done = await shop.core.customers.deleteMany({ selection: { filter: { search: 'tb_' } } });
    expect(done.customers).toBe(30);
    expect(await total()).toBe(before - 30);
    expect((await shop.core.orders.list({ withBuyer: true })).total).toBe(0);
    expect((await shop.core.history.trash({ limit: 5 }))).toMatchObject({ total: 30, rows: { length: 5 } });
    expect(await check()).toMatchObject({ ok: true, invariants: { totalsMatchOrders: 0 } });

    const [first] = (await shop.core.history.trash({})).rows;
    const restored = await shop.core.history.restore({ customerIds: [first!.id] });
    expect((await shop.core.orders.list({ customerId: first!.id })).total).toBe(first!.orders);
    expect((await shop.core.history.trash({})).total).toBe(29);
    await shop.core.history.undo(restored);
    await shop.core.history.undo(done);
    expect(await check()).toMatchObject({ ok: true, contentHash: contents });
    expect((await shop.core.history.trash({})).total).toBe(0);
  });

  test('stay as they are when the work is stopped', async () => {
    await shop.core.imports.run({ file: shop.file('春天.csv', taobaoCsv(manyTaobaoRows(3000))) });
    const contents = (await check()).contentHash;
    const stop = new AbortController();
    const call = shop.core.customers.deleteMany({ selection: { filter: {} } }, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(await failureOf(call)).toMatchObject({ code: 'job.cancelled' });
    expect(await check()).toMatchObject({ ok: true, contentHash: contents });
  });

  test('a stretch of the list is known by its numbers', async () => {
    for (const name of ['甲', '乙', '丙', '丁']) await create({ name });
    const all = (await shop.core.customers.list({ sort: 'created', descending: false })).rows.map(({ id }) => id);
    expect(await shop.core.customers.ids({ sort: 'created', descending: false, offset: 1, limit: 2 })).toEqual(all.slice(1, 3));
  });
});

describe('address labels', () => {
  test('are for those who have an address and did not ask to be left alone', async () => {
    await create({ name: '王桂英', phones: [{ number: '13800001234', label: null }], addresses: [address('石桥村'), address('河口村')] });
    await create({ name: '李大海' });
    await create({ name: '孙小妹', addresses: [address('石桥村')], doNotDisturb: true });
    const labels = await shop.core.customers.labels({ selection: { filter: {} } });
    expect(labels).toMatchObject({ total: 1, withoutAddress: 1, quiet: 1, rows: [{ name: '王桂英', phone: '13800001234', address: { village: '石桥村' } }] });
  });
});

test('the chosen alone are exported', async () => {
  const wang = await create({ name: '王桂英' });
  await create({ name: '李大海' });
  const { token } = shop.path('选的.xlsx');
  expect((await shop.core.reports.exportTable({ kind: 'customers', file: token, selection: { ids: [wang] } })).rows).toBe(1);
  expect((await shop.core.reports.exportTable({ kind: 'customers', file: token, selection: { filter: {}, except: [wang] } })).rows).toBe(1);
  await shop.core.imports.run({ file: shop.file('一单.csv', taobaoCsv([{ id: orderId(1) }])) });
  expect((await shop.core.reports.exportTable({ kind: 'customers', file: token, selection: { filter: {} } })).rows).toBe(3);
});
