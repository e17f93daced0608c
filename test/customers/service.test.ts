import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const address = (village: string) => ({ province: '河南省', city: '信阳市', district: null, village, detail: '3 组' });
const names = async (search: string): Promise<string[]> => (await shop.core.customers.list({ search })).rows.map(({ name }) => name);

describe('a customer written by hand', () => {
  test('is there again with everything that was written', async () => {
    const facts = CustomerFacts.parse({
      name: '王桂英', gender: 'female', kind: 'retailer', source: 'counter', phones: [{ number: '139 0000 1234', label: '家里' }],
      addresses: [address('石桥村')], birthday: { calendar: 'lunar', year: null, month: 6, day: 15 }, occupation: '养鸡',
      tags: ['爱买鸡苗', '老主顾'], note: '下午在家', wish: '黑山羊', consent: 'agreed', consentOn: '2026-05-01', doNotDisturb: true,
    });
    const { id } = await shop.core.customers.create(facts);
    expect(await shop.core.customers.get({ id })).toMatchObject({
      ...facts, phones: [{ number: '13900001234', label: '家里' }], tags: ['爱买鸡苗', '老主顾'], createdOn: '2026-05-08', orderCount: 0,
    });
  });

  test('needs nothing but a name', async () => {
    const { id } = await shop.core.customers.create({ name: '张三' });
    expect((await shop.core.customers.get({ id })).name).toBe('张三');
    expect(await failureOf(shop.core.customers.create({ name: '   ' }))).toMatchObject({ code: 'request.invalid' });
  });

  test('is not saved with a phone that is none or a day that does not exist', async () => {
    expect(await failureOf(shop.core.customers.create({ name: '张三', phones: [{ number: '138abc', label: null }] }))).toMatchObject({ code: 'customers.phone' });
    const birthday = { calendar: 'solar' as const, year: 2025, month: 2, day: 30 };
    expect(await failureOf(shop.core.customers.create({ name: '张三', birthday }))).toMatchObject({ code: 'customers.birthday' });
    expect((await shop.core.customers.list({})).total).toBe(0);
  });

  test('who has a wish but no order is potential, without a wish only registered', async () => {
    await shop.core.customers.create({ name: '李想', wish: '想要鸡苗' });
    await shop.core.customers.create({ name: '赵来' });
    const { rows } = await shop.core.customers.list({ sort: 'created', descending: false });
    expect(rows.map(({ name, lifecycle }) => [name, lifecycle])).toEqual([['李想', 'potential'], ['赵来', 'registered']]);
  });
});

describe('finding people', () => {
  beforeEach(async () => {
    await shop.core.customers.create({ name: '曾国强', phones: [{ number: '13900005678', label: null }], addresses: [address('石桥村')] });
    await shop.core.customers.create({ name: '单秀兰', tags: ['广场舞'], addresses: [address('柳树屯')] });
    await shop.core.customers.create({ name: '尉迟明' });
  });

  test('works by name, part of a name and phone tail', async () => {
    expect(await names('国强')).toEqual(['曾国强']);
    expect(await names('5678')).toEqual(['曾国强']);
  });

  test('works by initials and full pinyin, in the surname reading and the everyday one', async () => {
    expect(await names('zgq')).toEqual(['曾国强']);
    expect(await names('cgq')).toEqual(['曾国强']);
    expect(await names('sxl')).toEqual(['单秀兰']);
    expect(await names('DXL')).toEqual(['单秀兰']);
    expect(await names('yuchiming')).toEqual(['尉迟明']);
  });

  test('works by village and tag, and several words must all fit', async () => {
    expect(await names('石桥')).toEqual(['曾国强']);
    expect(await names('广场舞')).toEqual(['单秀兰']);
    expect(await names('柳树 sxl')).toEqual(['单秀兰']);
    expect(await names('石桥 sxl')).toEqual([]);
  });

  test('sees a change at once', async () => {
    const { rows } = await shop.core.customers.list({ search: '尉迟' });
    const person = await shop.core.customers.get({ id: rows[0]!.id });
    await shop.core.customers.update({ id: person.id, facts: { ...person, name: '尉迟亮' } });
    expect(await names('尉迟明')).toEqual([]);
    expect(await names('ycl')).toEqual(['尉迟亮']);
  });

  test('lists villages with their people', async () => {
    expect(await shop.core.customers.villages()).toEqual([{ village: '石桥村', customers: 1 }, { village: '柳树屯', customers: 1 }].sort((a, b) => (a.village < b.village ? -1 : 1)));
    expect((await shop.core.customers.list({ village: '柳树屯' })).rows.map(({ name }) => name)).toEqual(['单秀兰']);
  });
});

describe('deleting and changing', () => {
  test('can be taken back, down to the last row', async () => {
    const { id } = await shop.core.customers.create({ name: '王桂英', phones: [{ number: '13900001234', label: null }], tags: ['老主顾'], addresses: [address('石桥村')] });
    const { id: friend } = await shop.core.customers.create({ name: '李想', referrerId: id });
    const before = shop.check().contentHash;

    const { operationId } = await shop.core.customers.delete({ id });
    expect(await failureOf(shop.core.customers.get({ id }))).toMatchObject({ code: 'customers.notFound' });
    expect((await shop.core.customers.get({ id: friend })).referrerId).toBeNull();

    await shop.core.history.undo({ operationId });
    expect(shop.check()).toMatchObject({ ok: true, contentHash: before });
    expect((await shop.core.customers.get({ id: friend })).referrerName).toBe('王桂英');
  });

  test('a change puts the old values back, and the undo can itself be undone', async () => {
    const { id } = await shop.core.customers.create({ name: '王桂英', phones: [{ number: '13900001234', label: null }] });
    const person = await shop.core.customers.get({ id });
    const before = shop.check().contentHash;
    const { operationId } = await shop.core.customers.update({ id, facts: { ...person, name: '王桂芳', phones: [{ number: '13900009999', label: '新' }] } });
    const after = shop.check().contentHash;
    const undone = await shop.core.history.undo({ operationId });
    expect(shop.check().contentHash).toBe(before);
    await shop.core.history.undo({ operationId: undone.operationId });
    expect(shop.check().contentHash).toBe(after);
  });
});
