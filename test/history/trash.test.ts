import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const create = async (facts: object): Promise<number> => (await shop.core.customers.create(CustomerFacts.parse(facts))).id;
const check = async () => {
  await shop.app.settled();
  return shop.check();
};
const nameOfOrder = async () => (await shop.core.orders.list({})).rows[0]!.customerName;

describe('the trash', () => {
  test('gives a person back with everything, days later and after other steps', async () => {
    const li = await create({ name: '李大海' });
    const wang = await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }], tags: ['老主顾'], referrerId: li });
    const sun = await create({ name: '孙小妹', referrerId: wang });
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' }])) });
    await shop.core.timeline.add({ customerId: wang, kind: 'debt', amountFen: 8000 });
    const before = await shop.core.customers.get({ id: wang });
    const contents = (await check()).contentHash;

    await shop.core.customers.delete({ id: wang });
    await shop.core.customers.update({ id: li, facts: { name: '李大海', note: '搬走了' } });
    expect(await shop.core.history.trash({})).toEqual({ total: 1, rows: [expect.objectContaining({ id: wang, name: '王桂英', phone: '19900001234', orders: 1, deletedAt: '2026-05-08T12:00:00+08:00' })] });
    expect(await nameOfOrder()).toBeNull();

    const { restored, operationId } = await shop.core.history.restore({ customerIds: [wang] });
    expect(restored).toBe(1);
    expect(await shop.core.customers.get({ id: wang })).toEqual(before);
    expect((await shop.core.customers.get({ id: sun })).referrerName).toBe('王桂英');
    expect(await nameOfOrder()).toBe('王桂英');
    expect((await shop.core.timeline.summary({ customerId: wang })).owedFen).toBe(8000);
    expect(await shop.core.history.trash({})).toEqual({ total: 0, rows: [] });
    await shop.core.customers.update({ id: li, facts: { name: '李大海' } });
    expect(await check()).toMatchObject({ ok: true, contentHash: contents });

    await shop.core.history.undo({ operationId });
    expect(await shop.core.history.trash({})).toMatchObject({ total: 1 });
  });

  test('leaves to others what is theirs by now', async () => {
    const wang = await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });
    const file = shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' }]));
    await shop.core.imports.run({ file });
    const sun = await create({ name: '孙小妹', referrerId: wang });
    await shop.core.customers.delete({ id: wang });
    await shop.core.customers.delete({ id: sun });
    await shop.core.imports.run({ file });
    const again = (await shop.core.customers.list({ search: 'tb_wang' })).rows[0]!;
    await shop.core.history.restore({ customerIds: [wang] });
    expect((await shop.core.customers.get({ id: wang })).identities).toEqual([]);
    expect((await shop.core.orders.list({ customerId: again.id })).total).toBe(1);
    await shop.core.history.restore({ customerIds: [sun] });
    expect((await shop.core.customers.get({ id: sun })).referrerName).toBeNull();
    expect((await check()).ok).toBe(true);
  });

  test('does not hold who was taken away by an undo, and refuses who is not there', async () => {
    const { operationId, id } = await shop.core.customers.create({ name: '王桂英' });
    await shop.core.history.undo({ operationId });
    expect(await shop.core.history.trash({})).toEqual({ total: 0, rows: [] });
    expect(await failureOf(shop.core.history.restore({ customerIds: [id] }))).toMatchObject({ code: 'history.notInTrash' });
  });
});
