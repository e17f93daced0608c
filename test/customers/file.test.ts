/** All that a customer's file holds beside name, phone and address. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const full = (relative: number, fields: Readonly<Record<'licence' | 'heads' | 'vaccine' | 'feed', number>>) =>
  CustomerFacts.parse({
    name: '王桂英', gender: 'female', kind: 'retailer', source: 'counter',
    phones: [{ number: '13900001234', label: '家里' }, { number: '13900005678', label: '儿子' }],
    contacts: [{ kind: 'wechat', value: 'wgy_1968', label: null }, { kind: 'qq', value: '10001', label: '儿子' }, { kind: 'email', value: 'wgy@example.com', label: null }],
    preferredChannel: 'visit',
    addresses: [{ province: '河南省', city: '信阳市', district: '光山县', town: '槐店乡', village: '石桥村', hamlet: '三组', detail: '12号' }, { province: null, city: null, district: null, town: null, village: '柳树屯', hamlet: null, detail: '老房子' }],
    birthday: { calendar: 'lunar', year: null, month: 6, day: 15, leapMonth: true }, zodiac: 'horse',
    occupation: '养鸡', hobbies: '打牌、广场舞', holdings: [{ kind: 'livestock', name: '鸡', amount: 300, unit: '只' }, { kind: 'crop', name: '水稻', amount: 3.5, unit: '亩' }],
    tags: ['老主顾'], note: '下午在家', wish: '黑山羊', consent: 'agreed', consentOn: '2026-05-01', consentWay: 'paper', doNotDisturb: true, credit: 'good', creditNote: '年底结账',
    relations: [{ otherId: relative, kind: 'household', note: '母女' }],
    custom: [{ fieldId: fields.licence, value: 'A-12' }, { fieldId: fields.heads, value: '300' }, { fieldId: fields.vaccine, value: '2026-04-01' }, { fieldId: fields.feed, value: '豆粕' }],
  });

const addFields = async () => {
  const add = async (name: string, kind: 'text' | 'number' | 'date' | 'choice', choices: string[] = []) => (await shop.core.customers.saveCustomField({ id: null, field: { name, kind, choices } })).id;
  return { licence: await add('养殖证号', 'text'), heads: await add('存栏', 'number'), vaccine: await add('打疫苗', 'date'), feed: await add('用哪种料', 'choice', ['豆粕', '玉米']) };
};

describe('a whole file', () => {
  test('is there again with everything that was written, and after a change only the change is new', async () => {
    const daughter = await shop.core.customers.create({ name: '李小燕' });
    const facts = full(daughter.id, await addFields());
    const { id } = await shop.core.customers.create(facts);
    expect(CustomerFacts.parse(await shop.core.customers.get({ id }))).toEqual(facts);

    const { operationId } = await shop.core.customers.update({ id, facts: { ...facts, hobbies: '钓鱼' } });
    expect((await shop.core.customers.get({ id })).hobbies).toBe('钓鱼');
    const touched = shop.app.store.reader.prepare(`SELECT DISTINCT table_name FROM operation_changes WHERE operation_id = ?`).pluck().all(operationId);
    expect(touched).toEqual(['customers']);
  });

  test('goes and comes back whole with 删除 and 撤销', async () => {
    const daughter = await shop.core.customers.create({ name: '李小燕' });
    const { id } = await shop.core.customers.create(full(daughter.id, await addFields()));
    await shop.core.customers.setPhoto({ id, jpeg: '/9j/4AAQ' });
    const before = await shop.core.customers.get({ id });
    const { operationId } = await shop.core.customers.delete({ id });
    expect(await failureOf(shop.core.customers.get({ id }))).toMatchObject({ code: 'customers.notFound' });
    expect((await shop.core.customers.get({ id: daughter.id })).relations).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await shop.core.customers.get({ id })).toEqual(before);
    expect(await shop.core.customers.photo({ id })).toEqual({ jpeg: '/9j/4AAQ' });
    expect(shop.check().ok).toBe(true);
  });

  test('is refused with an e-mail that is none, a relation to nobody or to oneself, a value that its column does not take', async () => {
    const fields = await addFields();
    const { id } = await shop.core.customers.create({ name: '王桂英' });
    const update = (change: Partial<CustomerFacts>) => failureOf(shop.core.customers.update({ id, facts: { name: '王桂英', ...change } }));
    expect(await update({ contacts: [{ kind: 'email', value: 'wgy', label: null }] })).toMatchObject({ code: 'customers.email' });
    expect(await update({ relations: [{ otherId: 999, kind: 'kin', note: null }] })).toMatchObject({ code: 'customers.relation' });
    expect(await update({ relations: [{ otherId: id, kind: 'kin', note: null }] })).toMatchObject({ code: 'customers.relation' });
    expect(await update({ custom: [{ fieldId: fields.heads, value: '三百' }] })).toMatchObject({ code: 'customers.customValue', details: { name: '存栏', value: '三百' } });
    expect(await update({ custom: [{ fieldId: fields.vaccine, value: '2026-02-30' }] })).toMatchObject({ code: 'customers.customValue' });
    expect(await update({ custom: [{ fieldId: fields.feed, value: '麦麸' }] })).toMatchObject({ code: 'customers.customValue' });
    expect(await update({ custom: [{ fieldId: 999, value: '1' }] })).toMatchObject({ code: 'customers.customFieldGone' });
    expect(await update({ birthday: { calendar: 'lunar', year: 2026, month: 6, day: 3, leapMonth: true } })).toMatchObject({ code: 'customers.birthday' });
  });
});

describe('relations', () => {
  test('are shown on both sides and written once', async () => {
    const daughter = await shop.core.customers.create({ name: '李小燕' });
    const mother = await shop.core.customers.create({ name: '王桂英', relations: [{ otherId: daughter.id, kind: 'household', note: '母女' }] });
    expect((await shop.core.customers.get({ id: daughter.id })).relations).toMatchObject([{ otherId: mother.id, name: '王桂英', kind: 'household', note: '母女' }]);
    await shop.core.customers.update({ id: daughter.id, facts: { name: '李小燕', relations: [] } });
    expect((await shop.core.customers.get({ id: mother.id })).relations).toEqual([]);
  });

  test('say whom somebody brought', async () => {
    const helper = await shop.core.customers.create({ name: '王桂英' });
    const brought = await shop.core.customers.create({ name: '赵来', referrerId: helper.id });
    expect(await shop.core.customers.brought({ id: helper.id })).toEqual({ total: 1, people: [{ id: brought.id, name: '赵来' }] });
  });
});

describe('a photo', () => {
  test('is put, changed, taken away, and comes back with 撤销', async () => {
    const { id } = await shop.core.customers.create({ name: '王桂英' });
    expect(await shop.core.customers.photo({ id })).toEqual({ jpeg: null });
    await shop.core.customers.setPhoto({ id, jpeg: '/9j/AAAA' });
    const { operationId } = await shop.core.customers.setPhoto({ id, jpeg: null });
    expect(await shop.core.customers.photo({ id })).toEqual({ jpeg: null });
    await shop.core.history.undo({ operationId });
    expect(await shop.core.customers.photo({ id })).toEqual({ jpeg: '/9j/AAAA' });
    expect(await failureOf(shop.core.customers.setPhoto({ id, jpeg: 'A'.repeat(280_000) }))).toMatchObject({ code: 'request.invalid' });
  });
});

describe('columns of the shop\'s own', () => {
  test('have each their own name, and a choice has choices', async () => {
    await addFields();
    expect((await shop.core.customers.customFields()).map(({ name, kind, choices, customers }) => [name, kind, choices, customers])).toEqual([
      ['养殖证号', 'text', [], 0], ['存栏', 'number', [], 0], ['打疫苗', 'date', [], 0], ['用哪种料', 'choice', ['豆粕', '玉米'], 0],
    ]);
    expect(await failureOf(shop.core.customers.saveCustomField({ id: null, field: { name: '存栏', kind: 'text' } }))).toMatchObject({ code: 'customers.customFieldTwice' });
    expect(await failureOf(shop.core.customers.saveCustomField({ id: null, field: { name: '颜色', kind: 'choice' } }))).toMatchObject({ code: 'customers.customFieldChoices' });
  });

  test('keep what stands in them when they change, and give it back when they were taken away by mistake', async () => {
    const fields = await addFields();
    const { id } = await shop.core.customers.create({ name: '王桂英', custom: [{ fieldId: fields.feed, value: '玉米' }] });
    await shop.core.customers.saveCustomField({ id: fields.feed, field: { name: '饲料', kind: 'choice', choices: ['豆粕'] } });
    await shop.core.customers.update({ id, facts: { name: '王桂英', note: '好', custom: [{ fieldId: fields.feed, value: '玉米' }] } });
    const removed = await shop.core.customers.removeCustomField({ id: fields.feed });
    expect(removed.customers).toBe(1);
    expect((await shop.core.customers.get({ id })).custom).toEqual([]);
    await shop.core.history.undo({ operationId: removed.operationId });
    expect((await shop.core.customers.get({ id })).custom).toEqual([{ fieldId: fields.feed, value: '玉米' }]);
  });
});

test('places that the shop delivers to are offered, the most common first', async () => {
  const at = (village: string) => ({ province: '河南省', city: '信阳市', district: '光山县', town: '槐店乡', village, hamlet: null, detail: null });
  for (const village of ['石桥村', '柳树屯', '石桥村']) await shop.core.customers.create({ name: '某人', addresses: [at(village)] });
  expect((await shop.core.customers.places()).map(({ village, town, customers }) => [village, town, customers])).toEqual([['石桥村', '槐店乡', 2], ['柳树屯', '槐店乡', 1]]);
});
