import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { TaobaoRow } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

let n = 0;
const order = (row: Partial<TaobaoRow>): string => taobaoCsv([{ id: orderId((n += 1)), buyer: 'guiying88', name: '王桂英', phone: '13900001234', address: '河南省 信阳市 光山县 石桥村3组12号', ...row }]);
const take = (name: string, text: string) => shop.core.imports.run({ file: shop.file(name, text) });
const conflictsOf = async (batchId: number | null) => (await shop.core.imports.conflicts({ source: { batchId: batchId! } })).rows;

const edit = async (change: Partial<CustomerFacts>): Promise<number> => {
  const { rows } = await shop.core.customers.list({ limit: 1 });
  const { id: _, ...facts } = await shop.core.customers.get({ id: rows[0]!.id });
  await shop.core.customers.update({ id: rows[0]!.id, facts: { ...facts, ...change } });
  return rows[0]!.id;
};
const address = (village: string, detail: string) => ({ province: null, city: null, district: null, town: null, village, hamlet: null, detail });

test('a name, a phone and an address that the shop changed stay, and what the file says is listed beside them', async () => {
  await take('四月.csv', order({}));
  const id = await edit({ name: '王桂瑛', phones: [{ number: '13711112222', label: null }], addresses: [address('柳林村', '9号')] });
  const result = await take('五月.csv', order({}));
  expect(result.counts).toMatchObject({ ordersCreated: 1, customersUpdated: 0, conflicts: 3 });
  expect(await shop.core.customers.get({ id })).toMatchObject({ name: '王桂瑛', phones: [{ number: '13711112222' }], addresses: [{ village: '柳林村' }] });
  expect(await conflictsOf(result.batchId)).toMatchObject([
    { row: 2, customerId: id, customer: '王桂瑛', field: 'name', theirs: '王桂英', ours: '王桂瑛', taken: false },
    { field: 'address', theirs: { province: '河南省', village: '石桥村' }, ours: { village: '柳林村' } },
    { field: 'phone', theirs: '13900001234', ours: '13711112222' },
  ]);
});

test('the preview lists the same, and the same is told once', async () => {
  await take('四月.csv', order({}));
  await edit({ name: '王桂瑛' });
  const file = shop.file('五月.csv', order({}));
  const preview = await shop.core.imports.preview({ file });
  expect(preview.type === 'ready' && preview.summary.counts.conflicts).toBe(1);
  expect(await shop.core.imports.conflicts({ source: { file } })).toMatchObject({ total: 1, people: 1, rows: [{ field: 'name', theirs: '王桂英', ours: '王桂瑛' }] });
  expect((await shop.core.imports.run({ file })).counts.conflicts).toBe(1);
  expect((await take('六月.csv', order({}))).counts.conflicts).toBe(0);
});

test('the file has its way when the user says so, in one field, for one person or for all, and that can be undone', async () => {
  await take('四月.csv', order({}));
  const id = await edit({ name: '王桂瑛', phones: [{ number: '13711112222', label: null }] });
  const { batchId } = await take('五月.csv', order({}));
  const source = { batchId: batchId! };
  const one = await shop.core.imports.takeTheirs({ source, customerId: id, field: 'name' });
  expect(await shop.core.customers.get({ id })).toMatchObject({ name: '王桂英', phones: [{ number: '13711112222' }] });
  await shop.core.history.undo({ operationId: one.operationId });
  const { operationId, people } = await shop.core.imports.takeTheirs({ source, customerId: id });
  expect(people).toBe(1);
  expect(await shop.core.customers.get({ id })).toMatchObject({ name: '王桂英', phones: [{ number: '13900001234' }, { number: '13711112222' }] });
  expect((await conflictsOf(batchId)).every(({ taken }) => taken)).toBe(true);
  await shop.core.history.undo({ operationId });
  expect(await shop.core.customers.get({ id })).toMatchObject({ name: '王桂瑛', phones: [{ number: '13711112222' }] });
  expect(await shop.core.imports.takeTheirs({ source })).toMatchObject({ people: 1 });
  expect((await failureOf(shop.core.imports.takeTheirs({ source, customerId: 999 }))).code).toBe('imports.noConflict');
});

test('of people whom only files told of nothing is listed: two addresses are two parcels', async () => {
  await take('四月.csv', order({}));
  expect((await take('五月.csv', order({ address: '河南省 信阳市 光山县 柳林村9号' }))).counts.conflicts).toBe(0);
});

test.each([
  ['a present to somebody else', { name: '李大海', phone: '13700009999', address: '河北省 保定市 易县 北河村1号' }],
  ['a masked receiver', { name: '王**', phone: '139****1234', address: '河南省 信阳市 光山县 ****' }],
  ['a longer form of the same address', { address: '河南省 信阳市 光山县 石桥镇 石桥村3组12号东户' }],
])('%s is no disagreement', async (_, row) => {
  await shop.core.customers.create({ name: '王桂英', phones: [{ number: '13900001234', label: null }], addresses: [address('石桥村', '3组12号')] });
  await take('四月.csv', order({ address: '' }));
  expect((await take('五月.csv', order(row))).counts.conflicts).toBe(0);
});

test('a list of customers disagrees about birthday, gender and note; what it merely leaves out does not count', async () => {
  await shop.core.customers.create({ name: '王桂英', phones: [{ number: '13900001234', label: null }], gender: 'female', note: '爱吃辣', birthday: { calendar: 'solar', year: 1968, month: 5, day: 8, leapMonth: false } });
  const mapping = { kind: 'customers' as const, platform: '手工', columns: (['name', 'phone', 'gender', 'birthday', 'note'] as const).map((meaning, at) => ({ header: ['姓名', '电话', '性别', '生日', '备注'][at]!, meaning })) };
  const list = (rows: string) => shop.file(`名单${(n += 1)}.csv`, `姓名,电话,性别,生日,备注\n${rows}\n赵大山,13700000001,,,\n`);
  const agreeing = await shop.core.imports.run({ file: list('王桂英,13900001234,女,5月8日,'), mapping });
  expect(agreeing.counts.conflicts).toBe(0);
  const file = list('王桂英,13900001234,男,1968-05-18,不吃辣').replace('赵大山', '');
  const preview = await shop.core.imports.preview({ file, mapping });
  expect(preview.type === 'ready' && preview.summary.counts.conflicts).toBe(3);
  const { rows } = await shop.core.imports.conflicts({ source: { file } });
  expect(rows.map(({ field, theirs, ours }) => [field, theirs, ours])).toEqual([
    ['gender', 'male', 'female'],
    ['birthday', { calendar: 'solar', year: 1968, month: 5, day: 18, leapMonth: false }, { calendar: 'solar', year: 1968, month: 5, day: 8, leapMonth: false }],
    ['note', '不吃辣', '爱吃辣'],
  ]);
});

test('an import that was taken back forgets what it told: the next one tells it again', async () => {
  await take('四月.csv', order({}));
  await edit({ name: '王桂瑛' });
  const may = order({});
  const { batchId } = await take('五月.csv', may);
  await shop.core.imports.undo({ batchId: batchId! });
  expect((await take('五月.csv', may)).counts.conflicts).toBe(1);
});
