import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

describe('the history', () => {
  test('names every step with what it was done to, newest first', async () => {
    const { id } = await shop.core.customers.create({ name: '王桂英' });
    await shop.core.customers.delete({ id });
    const steps = await shop.core.history.list({});
    expect(steps.map(({ title, subject, undoneBy }) => [title, subject, undoneBy])).toEqual([
      ['customers.delete', '王桂英', null],
      ['customers.create', '王桂英', null],
    ]);
    expect(steps[0]!.doneAt).toBe('2026-05-08T12:00:00+08:00');
  });

  test('marks an undone step and refuses to undo it twice', async () => {
    const { operationId } = await shop.core.customers.create({ name: '王桂英' });
    const undone = await shop.core.history.undo({ operationId });
    expect(undone).toMatchObject({ removed: 1, restored: 0, kept: 0 });
    expect((await shop.core.history.list({})).find(({ id }) => id === operationId)?.undoneBy).toBe(undone.operationId);
    expect(await failureOf(shop.core.history.undo({ operationId }))).toMatchObject({ code: 'history.alreadyUndone' });
    expect(await failureOf(shop.core.history.undo({ operationId: 999 }))).toMatchObject({ code: 'history.notFound' });
  });

  test('an undo leaves alone what was changed since, and says how much', async () => {
    const created = await shop.core.customers.create({ name: '王桂英' });
    const person = await shop.core.customers.get({ id: created.id });
    await shop.core.customers.update({ id: created.id, facts: { ...person, note: '爱吃辣' } });
    const imported = await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang' }, { id: orderId(2), buyer: 'tb_li' }])) });
    const wang = (await shop.core.customers.list({ search: 'tb_wang' })).rows[0]!;
    await shop.core.customers.update({ id: wang.id, facts: { name: '王婶' } });
    expect(await failureOf(shop.core.history.undo({ operationId: created.operationId }))).toMatchObject({ code: 'history.nothingToUndo' });
    expect((await shop.core.customers.get({ id: created.id })).note).toBe('爱吃辣');
    expect(await shop.core.imports.undo({ batchId: imported.batchId! })).toMatchObject({ kept: 1 });
    expect((await shop.core.customers.list({})).rows.map(({ name }) => name).toSorted()).toEqual(['王婶', '王桂英']);
    expect((await shop.core.orders.list({})).total).toBe(0);
  });

  test('a change that was itself undone does not stand in the way', async () => {
    const created = await shop.core.customers.create({ name: '王桂英' });
    const person = await shop.core.customers.get({ id: created.id });
    const changed = await shop.core.customers.update({ id: created.id, facts: { ...person, note: '爱吃辣' } });
    await shop.core.history.undo({ operationId: changed.operationId });
    expect(await shop.core.history.undo({ operationId: created.operationId })).toMatchObject({ removed: 1, kept: 0 });
    expect((await shop.core.customers.list({})).total).toBe(0);
  });

  test('settings come back too', async () => {
    await shop.core.settings.update({ shopName: '桂英小店' });
    const { operationId } = await shop.core.settings.update({ shopName: '大店', typeSize: 125 });
    await shop.core.history.undo({ operationId });
    expect(await shop.core.settings.get()).toEqual({ shopName: '桂英小店', typeSize: 100 });
  });
});
