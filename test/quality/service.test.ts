import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultCode } from '../../core/quality/contract.ts';
import { fixed } from '../../core/quality/fixes.rules.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const phone = (number: string) => [{ number, label: null }];
const stone = [{ province: null, city: null, district: null, village: '石桥村', detail: null }];
const good = { name: '王桂英', phones: phone('19900001234'), addresses: stone, consent: 'agreed' as const };

const summary = async () => {
  await shop.app.settled();
  return shop.core.quality.summary();
};
const open = async (): Promise<Partial<Record<FaultCode, number>>> => Object.fromEntries((await summary()).kinds.filter((kind) => kind.open > 0).map((kind) => [kind.code, kind.open]));
const faults = async (code: FaultCode) => {
  await shop.app.settled();
  return (await shop.core.quality.list({ code })).faults;
};

describe('多少分', () => {
  test('an empty shop has no score; a file in order has 100; each fault takes its points', async () => {
    expect(await summary()).toMatchObject({ score: null, people: 0, since: '2024-05-08' });
    await shop.core.customers.create(good);
    expect(await summary()).toMatchObject({ score: 100, asOf: '2026-05-08', people: 1, faultless: 1 });
    await shop.core.customers.create({ name: '李大海' });
    // 30 for the phone, 10 for the village, 5 for the consent, of one file of two
    expect(await summary()).toMatchObject({ score: 77, people: 2, faultless: 1 });
    expect(await open()).toEqual({ noPhone: 1, noVillage: 1, noConsent: 1 });
  });

  test('possible duplicates count, and no longer once it is said that they are two', async () => {
    const { id: left } = await shop.core.customers.create(good);
    const { id: right } = await shop.core.customers.create(good);
    expect(await summary()).toMatchObject({ score: 70, faultless: 0, duplicates: { pairs: 1, people: 2, points: 30 } });
    await shop.core.duplicates.notSame({ leftId: left, rightId: right });
    expect(await summary()).toMatchObject({ score: 100, faultless: 2, duplicates: { pairs: 0, people: 0 } });
  });

  test('whoever has not bought for two years is not asked for what is missing', async () => {
    await shop.core.imports.run({ file: shop.file('旧单.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: '19900001234', at: '2022-04-01 09:00:00' }, { id: orderId(2), name: '李大海', at: '2026-04-01 09:00:00' }])) });
    expect(await summary()).toMatchObject({ people: 1 });
    expect(await open()).toEqual({ noConsent: 1, longAway: 1 });
  });
});

describe('一条一条改', () => {
  test('a wrong number is proposed from the orders; mended it is gone, undone it is back', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_1', name: '王桂英', phone: '13812345678' }])) });
    const { rows } = await shop.core.customers.list({});
    const before = await shop.core.customers.get({ id: rows[0]!.id });
    await shop.core.customers.update({ id: before.id, facts: { ...before, phones: phone('1381234567') } });
    const [fault] = await faults('phoneWrong');
    expect(fault).toMatchObject({ customerId: before.id, orderId: null, about: '1381234567', details: { digits: 10 }, name: '王桂英', proposal: { field: 'phone', from: '1381234567', number: '13812345678' } });

    const { operationId } = await shop.core.customers.update({ id: before.id, facts: fixed(await shop.core.customers.get({ id: before.id }), fault!.proposal!, '2026-05-08') });
    expect(await faults('phoneWrong')).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await faults('phoneWrong')).toHaveLength(1);
    expect(shop.check()).toMatchObject({ ok: true });
  });

  test('先放着 comes back after 30 days, 不算错 only with another value, both can be undone', async () => {
    const { id } = await shop.core.customers.create({ ...good, phones: phone('1381234567'), consent: 'unknown' });
    const [wrong] = await faults('phoneWrong');
    const [consent] = await faults('noConsent');
    const skipped = await shop.core.quality.decide({ ...wrong!, choice: 'skip' });
    await shop.core.quality.decide({ ...consent!, choice: 'later' });
    expect(await open()).toEqual({});
    expect(await summary()).toMatchObject({ score: 100, later: 1, skipped: 1 });

    const facts = await shop.core.customers.get({ id });
    await shop.core.customers.update({ id, facts: { ...facts, phones: phone('138123456') } });
    expect(await open()).toEqual({ phoneWrong: 1 });
    await shop.core.customers.update({ id, facts: { ...facts, phones: phone('1381234567') } });
    expect(await open()).toEqual({});
    await shop.core.history.undo({ operationId: skipped.operationId });
    expect(await open()).toEqual({ phoneWrong: 1 });

    await shop.app.close();
    const later = startCore('2026-06-08', shop.folder);
    shop = later;
    expect(await open()).toEqual({ phoneWrong: 1, noConsent: 1 });
  });

  test('a whole kind is put off in one step and taken back in one; what was decided before stays', async () => {
    const people = [['王桂英', '19900001234'], ['李大海', '19900005678'], ['张秀兰', '19900004321']] as const;
    for (const [name, number] of people) await shop.core.customers.create({ ...good, name, phones: phone(number), consent: 'unknown' });
    const [first] = await faults('noConsent');
    await shop.core.quality.decide({ ...first!, choice: 'skip' });
    expect(await open()).toEqual({ noConsent: 2 });
    const { operationId, faults: many } = await shop.core.quality.putOff({ code: 'noConsent' });
    expect(many).toBe(2);
    expect(await summary()).toMatchObject({ score: 100, later: 2, skipped: 1 });
    await shop.core.history.undo({ operationId });
    expect(await open()).toEqual({ noConsent: 2 });
    expect(await summary()).toMatchObject({ later: 0, skipped: 1 });
    expect(shop.check()).toMatchObject({ ok: true });
  });

  test('a number that was asked about is right for two years', async () => {
    await shop.core.customers.create(good);
    await shop.app.close();
    shop = startCore('2029-01-01', shop.folder);
    await shop.core.imports.run({ file: shop.file('单.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: '19900001234', at: '2026-05-09 09:00:00' }, { id: orderId(2), name: '王桂英', phone: '', buyer: `买家${orderId(1)}`, at: '2028-12-01 09:00:00' }])) });
    const [old] = await faults('phoneOld');
    expect(old).toMatchObject({ about: '19900001234', details: { day: '2026-05-09' } });
    await shop.core.quality.decide({ ...old!, choice: 'checked' });
    expect(await open()).toEqual({});
  });

  test('orders that cannot be, whoever bought them', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: '19900001234', at: '2027-03-01 09:00:00' }, { id: orderId(2), buyer: '', at: '2027-04-01 09:00:00' }])) });
    const [wang, nobody] = await faults('orderAhead');
    expect(wang).toMatchObject({ name: '王桂英', details: { day: '2027-03-01' }, proposal: null });
    expect(nobody).toMatchObject({ customerId: null, name: null, details: { day: '2027-04-01' } });
    await shop.core.quality.decide({ ...wang!, choice: 'skip' });
    await shop.core.quality.decide({ ...nobody!, choice: 'later' });
    expect(await open()).toEqual({ noConsent: 1 });
  });

  test('a person or an order that is gone cannot be decided about', async () => {
    const key = { code: 'noPhone' as const, customerId: 99, orderId: null, about: '', choice: 'skip' as const };
    expect((await failureOf(shop.core.quality.decide(key))).code).toBe('customers.notFound');
    expect((await failureOf(shop.core.quality.decide({ ...key, code: 'orderAhead', customerId: null, orderId: 99 }))).code).toBe('orders.notFound');
    const { id } = await shop.core.customers.create({ name: '李大海' });
    await shop.core.quality.decide({ ...key, customerId: id });
    await shop.core.customers.delete({ id });
    expect(await summary()).toMatchObject({ people: 0, skipped: 0 });
    expect(await open()).toEqual({});
  });
});
