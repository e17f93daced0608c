import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.core.customers.create({ name: '赵来' });
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([
    { id: orderId(1), buyer: '常客', paid: '300.00', at: '2026-03-01 09:00:00' },
    { id: orderId(2), buyer: '常客', paid: '300.00', at: '2026-04-01 09:00:00' },
    { id: orderId(3), buyer: '常客', paid: '300.00', at: '2026-05-01 09:00:00' },
    { id: orderId(4), buyer: '新人', paid: '20.00', at: '2026-05-06 09:00:00' },
    { id: orderId(5), buyer: '走了', paid: '900.00', at: '2025-05-01 09:00:00' },
  ])) });
  await shop.app.settled();
});
afterEach(() => shop.stop());

const person = async (name: string) => (await shop.core.customers.list({ search: name })).rows[0]!;

describe('after an import', () => {
  test('everybody is scored without being asked', async () => {
    expect(await person('常客')).toMatchObject({ recency: 7, segment: '111', lifecycle: 'active' });
    expect(await person('新人')).toMatchObject({ recency: 2, segment: '100', lifecycle: 'new' });
    expect(await person('走了')).toMatchObject({ recency: 372, segment: '001', lifecycle: 'dormant' });
    expect(await person('赵来')).toMatchObject({ recency: null, segment: null, lifecycle: 'registered' });
  });

  test('the groups add up to everybody', async () => {
    const summary = (await shop.core.scoring.summary())!;
    expect(summary).toMatchObject({ asOf: '2026-05-08', customers: 4, buyers: 3 });
    const sum = (groups: Record<string, { customers: number }>) => Object.values(groups).reduce((total, { customers }) => total + customers, 0);
    expect([sum(summary.segments), sum(summary.lifecycle), sum(summary.valueTiers)]).toEqual([3, 4, 3]);
    expect(summary.segments['111']).toEqual({ customers: 1, orders: 3, netFen: 900_00 });
  });

  test('people can be listed by what they are', async () => {
    const names = async (filter: object) => (await shop.core.customers.list(filter)).rows.map(({ name }) => name);
    expect(await names({ segment: '001' })).toEqual(['走了']);
    expect(await names({ lifecycle: 'registered' })).toEqual(['赵来']);
    expect(await names({ valueTier: 'high', sort: 'net' })).toEqual(['走了', '常客']);
  });
});

describe('scoring as of a day', () => {
  test('knows only the orders up to that day', async () => {
    const summary = await shop.core.scoring.score({ asOf: '2026-03-10' });
    expect(summary).toMatchObject({ asOf: '2026-03-10', customers: 4, buyers: 2 });
    const { id } = await person('常客');
    expect(await shop.core.scoring.explain({ customerId: id })).toMatchObject({
      score: { asOf: '2026-03-10', recency: 9, frequency: 1, monetaryFen: 300_00, lifecycle: 'new' },
      thresholds: { recencyDays: [15, 45, 90, 180] },
    });
  });

  test('holds until orders or the rule change: a larger type or a new customer does not touch it', async () => {
    await shop.core.scoring.score({ asOf: '2026-03-10' });
    const before = shop.changes.length;
    await shop.core.settings.update({ typeSize: 150, shopName: '桂英小店' });
    await shop.core.customers.create({ name: '孙新' });
    await shop.app.settled();
    expect((await shop.core.scoring.summary())?.asOf).toBe('2026-03-10');
    expect(shop.changes.slice(before).flat()).not.toContain('scoring');
    await shop.core.scoring.setRule({ ...(await shop.core.scoring.rule()), newDays: 60 });
    await shop.app.settled();
    expect(await shop.core.scoring.summary()).toMatchObject({ asOf: '2026-05-08', thresholds: { newDays: 60 } });
  });

  test('is made anew at the next start only when something that counts changed', async () => {
    await shop.core.settings.update({ typeSize: 150 });
    await shop.app.close();
    const again = startCore('2026-05-08', shop.folder);
    await again.app.settled();
    expect(again.changes).toEqual([]);
    await again.app.close();
    shop = startCore('2026-05-09', shop.folder);
    await shop.app.settled();
    expect((await shop.core.scoring.summary())?.asOf).toBe('2026-05-09');
  });
});

describe('the rule', () => {
  test('can be changed, moves people at once and can be taken back', async () => {
    const rule = await shop.core.scoring.rule();
    const { operationId } = await shop.core.scoring.setRule({ ...rule, recencyDays: [1, 2, 3, 4] });
    await shop.app.settled();
    expect((await person('常客')).segment).toBe('011');
    await shop.core.history.undo({ operationId });
    await shop.app.settled();
    expect(await shop.core.scoring.rule()).toEqual(rule);
    expect((await person('常客')).segment).toBe('111');
  });

  test('whose cut points do not ascend is refused', async () => {
    const rule = await shop.core.scoring.rule();
    expect(await failureOf(shop.core.scoring.setRule({ ...rule, frequency: [4, 3, 2, 1] }))).toMatchObject({ code: 'request.invalid' });
  });
});
