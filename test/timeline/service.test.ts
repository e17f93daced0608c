import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
let wang: number;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  ({ id: wang } = await shop.core.customers.create({ name: '王桂英', phones: [{ number: '19900001234', label: null }] }));
});
afterEach(() => shop.stop());

const written = (text: string, at: string) => shop.core.timeline.add({ customerId: wang, kind: 'note', text, at });
const texts = async (kinds?: Parameters<typeof shop.core.timeline.list>[0]['kinds']): Promise<string[]> => (await shop.core.timeline.list({ customerId: wang, kinds })).rows.map(({ text }) => text);

describe('what is written down', () => {
  test('stands on the timeline with its way, its time and its kind, the newest first', async () => {
    await shop.core.timeline.add({ customerId: wang, kind: 'talk', channel: 'phone', text: '问小鸡什么时候到', at: '2026-05-01T09:30:00+08:00' });
    await shop.core.timeline.add({ customerId: wang, kind: 'feedback', channel: 'counter', text: '鸡蛋比上回小' });
    const { total, rows } = await shop.core.timeline.list({ customerId: wang, kinds: ['talk', 'feedback'] });
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      { kind: 'feedback', channel: 'counter', text: '鸡蛋比上回小', at: '2026-05-08T12:00:00+08:00' },
      { kind: 'talk', channel: 'phone', text: '问小鸡什么时候到', at: '2026-05-01T09:30:00+08:00' },
    ]);
  });

  test('can be changed, deleted, and each step taken back', async () => {
    const { id } = await written('爱吃辣', '2026-05-01T09:00:00+08:00');
    const edited = await shop.core.timeline.edit({ id, kind: 'note', text: '不吃辣' });
    expect((await shop.core.timeline.list({ customerId: wang, kinds: ['note'] })).rows).toMatchObject([{ text: '不吃辣', at: '2026-05-01T09:00:00+08:00' }]);
    const removed = await shop.core.timeline.remove({ id });
    expect(await texts(['note'])).toEqual([]);
    await shop.core.history.undo(removed);
    expect(await texts(['note'])).toEqual(['不吃辣']);
    await shop.core.history.undo(edited);
    expect(await texts(['note'])).toEqual(['爱吃辣']);
  });

  test('an entry can be taken back although the person was changed since', async () => {
    const added = await written('爱吃辣', '2026-05-01T09:00:00+08:00');
    await written('搬到镇上了', '2026-05-02T09:00:00+08:00');
    await shop.core.customers.update({ id: wang, facts: { name: '王桂英', note: '新电话' } });
    expect(await shop.core.history.undo({ operationId: added.operationId })).toMatchObject({ removed: 1, kept: 0 });
    expect(await texts(['note'])).toEqual(['搬到镇上了']);
  });

  test('needs words, or for money an amount, and lies not ahead', async () => {
    expect(await failureOf(shop.core.timeline.add({ customerId: wang, kind: 'note' }))).toMatchObject({ code: 'timeline.text' });
    expect(await failureOf(shop.core.timeline.add({ customerId: wang, kind: 'debt', text: '两袋饲料' }))).toMatchObject({ code: 'timeline.amount' });
    expect(await failureOf(shop.core.timeline.add({ customerId: wang, kind: 'note', text: '明年', at: '2027-01-01T00:00:00+08:00' }))).toMatchObject({ code: 'timeline.future' });
    expect(await failureOf(shop.core.timeline.add({ customerId: 999, kind: 'note', text: '谁' }))).toMatchObject({ code: 'customers.notFound' });
    expect(await failureOf(shop.core.timeline.edit({ id: 999, kind: 'note', text: '谁' }))).toMatchObject({ code: 'timeline.notFound' });
    expect(await texts(['note'])).toEqual([]);
  });
});

describe('what is owed', () => {
  const account = (kind: 'debt' | 'repayment', yuan: number, at: string) => shop.core.timeline.add({ customerId: wang, kind, amountFen: yuan * 100, at: `${at}T10:00:00+08:00` });

  test('is what was bought on credit less what was paid back, since the day it began', async () => {
    await account('debt', 80, '2026-04-01');
    await account('repayment', 80, '2026-04-10');
    await account('debt', 120, '2026-04-20');
    await account('debt', 35, '2026-05-02');
    await account('repayment', 50, '2026-05-05');
    expect(await shop.core.timeline.summary({ customerId: wang })).toEqual({
      totals: expect.objectContaining({ debt: 3, repayment: 2 }), owedFen: 10_500, owedSince: '2026-04-20T10:00:00+08:00',
    });
    await account('repayment', 105, '2026-05-06');
    expect(await shop.core.timeline.summary({ customerId: wang })).toMatchObject({ owedFen: 0, owedSince: null });
  });
});

describe('one timeline', () => {
  test('holds orders, words, changes and the import, in the order of time', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234', at: '2026-04-01 09:00:00', title: '土鸡蛋' }])) });
    await written('爱吃辣', '2026-04-15T09:00:00+08:00');
    await shop.core.customers.update({ id: wang, facts: { ...(await shop.core.customers.get({ id: wang })), name: '王桂英', phones: [{ number: '19900009999', label: null }] } });
    const { total, rows } = await shop.core.timeline.list({ customerId: wang });
    expect(rows.map(({ kind, at, text, amountFen, state }) => [kind, at.slice(0, 10), text, amountFen, state])).toEqual([
      ['change', '2026-05-08', '', null, null],
      ['import', '2026-05-08', '', null, null],
      ['change', '2026-05-08', '', null, null],
      ['note', '2026-04-15', '爱吃辣', null, null],
      ['order', '2026-04-01', '土鸡蛋', 3000, 'completed'],
    ]);
    expect(total).toBe(5);
    expect(rows[0]!.change).toMatchObject({ title: 'customers.update', did: 'changed', fields: [{ field: 'customer_phones', before: ['19900001234'], after: ['19900009999'] }] });
    expect(rows[1]!.change).toMatchObject({ title: 'imports.run', subject: '四月.csv' });
    expect(rows[2]!.change).toMatchObject({ title: 'customers.create', did: 'made', fields: [] });
    expect((await shop.core.timeline.summary({ customerId: wang })).totals).toEqual({ order: 1, note: 1, change: 2, import: 1 });
  });

  test('comes in pages of one exact length, by kind and all together', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => ({ id: orderId(n + 1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234', at: `2026-0${(n % 4) + 1}-${String((n % 28) + 1).padStart(2, '0')} 10:00:00` }));
    await shop.core.imports.run({ file: shop.file('四个月.csv', taobaoCsv(rows)) });
    for (let day = 1; day <= 9; day += 1) await written(`第${day}天`, `2026-03-0${day}T10:00:00+08:00`);
    const all = (await shop.core.timeline.list({ customerId: wang, limit: 200 })).rows;
    expect(all.length).toBe(161);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted().reverse());
    const pages = await Promise.all([0, 50, 100, 150].map((offset) => shop.core.timeline.list({ customerId: wang, offset, limit: 50 })));
    expect(pages.flatMap((page) => page.rows)).toEqual(all);
    expect(pages.map(({ total }) => total)).toEqual([161, 161, 161, 161]);
    expect(await shop.core.timeline.list({ customerId: wang, kinds: ['order'], offset: 140, limit: 50 })).toMatchObject({ total: 150, rows: { length: 10 } });
    expect((await texts(['note']))[0]).toBe('第9天');
  });

  test('goes with a deleted person and returns with them', async () => {
    await written('爱吃辣', '2026-05-01T09:00:00+08:00');
    const { operationId } = await shop.core.customers.delete({ id: wang });
    expect(await texts(['note'])).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await texts(['note'])).toEqual(['爱吃辣']);
  });
});
