import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const create = async (facts: object): Promise<number> => (await shop.core.customers.create(CustomerFacts.parse(facts))).id;
const change = async (id: number, facts: Partial<CustomerFacts>) => shop.core.customers.update({ id, facts: { ...(await shop.core.customers.get({ id })), ...facts } });
const storyOf = async (customerId: number) => (await shop.core.history.changesOf({ customerId })).rows;

describe('the history of a person', () => {
  test('tells every field before and after each step, and which step it was', async () => {
    const id = await create({ name: '王桂英', phones: [{ number: '13800001234', label: '家里' }], birthday: { calendar: 'lunar', year: null, month: 6, day: 15 } });
    await change(id, { phones: [{ number: '13900001234', label: '家里' }], tags: ['老主顾'] });
    await change(id, { name: '王桂瑛', birthday: { calendar: 'solar', year: 1968, month: 6, day: 15, leapMonth: false }, doNotDisturb: true });
    const story = await storyOf(id);
    expect(story.map(({ title, did, doneAt }) => [title, did, doneAt])).toEqual([
      ['customers.update', 'changed', '2026-05-08T12:00:00+08:00'], ['customers.update', 'changed', '2026-05-08T12:00:00+08:00'], ['customers.create', 'made', '2026-05-08T12:00:00+08:00'],
    ]);
    expect(story[0]!.fields.toSorted((a, b) => a.field.localeCompare(b.field))).toEqual([
      { field: 'birthday', before: { calendar: 'lunar', year: null, month: 6, day: 15, leap_month: 0 }, after: { calendar: 'solar', year: 1968, month: 6, day: 15, leap_month: 0 } },
      { field: 'do_not_disturb', before: 0, after: 1 },
      { field: 'name', before: '王桂英', after: '王桂瑛' },
    ]);
    expect(story[1]!.fields).toEqual([
      { field: 'customer_phones', before: ['13800001234 家里'], after: ['13900001234 家里'] },
      { field: 'customer_tags', before: null, after: ['老主顾'] },
    ]);
    expect((await shop.core.history.changesOf({ customerId: id, offset: 1, limit: 1 })).rows).toEqual([story[1]]);
  });

  test('names the one who brought the person, although that one is gone', async () => {
    const li = await create({ name: '李大海' });
    const wang = await create({ name: '王桂英' });
    await change(wang, { referrerId: li });
    await shop.core.customers.delete({ id: li });
    expect((await storyOf(wang)).map(({ fields }) => fields)).toEqual([
      [{ field: 'referrer_id', before: '李大海', after: null }], [{ field: 'referrer_id', before: null, after: '李大海' }], [],
    ]);
  });

  test('goes on through deleting, taking back and imports', async () => {
    const id = await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' }])) });
    const { operationId } = await shop.core.customers.delete({ id });
    await shop.core.history.undo({ operationId });
    const story = await storyOf(id);
    expect(story.map(({ title, did, undoneBy }) => [title, did, undoneBy !== null])).toEqual([
      ['history.undo', 'made', false], ['customers.delete', 'removed', true], ['imports.run', 'changed', false], ['customers.create', 'made', false],
    ]);
    expect(story[2]!.fields).toEqual([{ field: 'customer_identities', before: null, after: ['淘宝 tb_wang'] }]);
  });

  test('knows nothing of other people', async () => {
    const li = await create({ name: '李大海', phones: [{ number: '13700001111', label: null }] });
    const wang = await create({ name: '王桂英', phones: [{ number: '13800001234', label: null }] });
    await change(wang, { phones: [] });
    expect((await storyOf(li)).length).toBe(1);
    expect(await shop.core.history.changesOf({ customerId: 999 })).toEqual({ total: 0, rows: [] });
  });

  test('is found by an index, however long the log is', () => {
    const plan = shop.app.store.reader.prepare(`EXPLAIN QUERY PLAN SELECT DISTINCT table_name, row_id FROM operation_changes
      WHERE json_extract(before, '$.customer_id') = 1 AND table_name IN (SELECT value FROM json_each('[]'))`).all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('operation_changes_by_customer');
  });
});

describe('the list of steps', () => {
  test('says which fields a step changed', async () => {
    const id = await create({ name: '王桂英' });
    await change(id, { name: '王桂瑛', birthday: { calendar: 'solar', year: 1968, month: 6, day: 15, leapMonth: false } });
    await change(id, { phones: [{ number: '13900001234', label: null }], note: '爱吃辣' });
    expect((await shop.core.history.list({})).map(({ fields }) => fields.toSorted())).toEqual([['customer_phones', 'note'], ['birthday', 'name'], []]);
  });

  test('the standing ones are those that can be taken back', async () => {
    const id = await create({ name: '王桂英' });
    const first = await change(id, { note: '爱吃辣' });
    const second = await change(id, { note: '不吃辣' });
    const undone = await shop.core.history.undo(second);
    const standing = async () => (await shop.core.history.list({ standing: true, limit: 30 })).map(({ title, id: step }) => [title, step]);
    expect(await standing()).toEqual([['customers.update', first.operationId], ['customers.create', first.operationId - 1]]);
    await shop.core.history.undo(undone);
    expect((await standing())[0]).toEqual(['customers.update', second.operationId]);
  });

  test('thirty steps go back one after the other', async () => {
    const id = await create({ name: '王桂英', note: '0' });
    for (let step = 1; step <= 30; step += 1) await change(id, { note: String(step) });
    for (let step = 29; step >= 0; step -= 1) {
      const [latest] = await shop.core.history.list({ standing: true, limit: 1 });
      await shop.core.history.undo({ operationId: latest!.id });
      expect((await shop.core.customers.get({ id })).note).toBe(String(step));
    }
  });
});
