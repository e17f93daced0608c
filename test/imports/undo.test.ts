import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import type { TaobaoRow } from '../support/given.ts';
import { manyTaobaoRows, orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(async () => {
  await shop.app.settled();
  expect(shop.check()).toMatchObject({ ok: true });
  await shop.stop();
});

const importRows = async (name: string, ...rows: TaobaoRow[]): Promise<number> => (await shop.core.imports.run({ file: shop.file(name, taobaoCsv(rows)) })).batchId!;
const orders = async () => (await shop.core.orders.list({})).rows.map(({ platformOrderId, status }) => `${Number(platformOrderId.slice(-5))} ${status}`).toSorted();
const people = async () => (await shop.core.customers.list({})).rows.map(({ name }) => name).toSorted();
const personId = async (name: string) => (await shop.core.customers.list({ search: name })).rows[0]!.id;
const hash = async (): Promise<string> => {
  await shop.app.settled();
  return shop.check().contentHash;
};
const wang: TaobaoRow = { id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' };
const li: TaobaoRow = { id: orderId(2), buyer: 'tb_li', name: '李秀兰', phone: '19900004321' };
const shipped = '卖家已发货，等待买家确认';

describe('an import is taken back days later', () => {
  test('and the plan says before what goes and what gets its old values back', async () => {
    await importRows('三月.csv', { ...wang, status: shipped });
    const before = await hash();
    const batchId = await importRows('四月.csv', wang, li);
    expect(await shop.core.imports.undoPlan({ batchId })).toEqual({
      ifKept: { removed: { orders: 1, customers: 1 }, restored: { orders: 1 }, needed: 0 },
      ifTakenBack: { removed: { orders: 1, customers: 1 }, restored: { orders: 1 }, needed: 0 },
      asked: 0, needed: 0, rows: [],
    });
    expect(await orders()).toEqual(['1 completed', '2 completed']);
    await shop.core.imports.undo({ batchId });
    expect(await hash()).toBe(before);
  });

  test('and the same file creates everything again', async () => {
    const batchId = await importRows('四月.csv', wang, li);
    await shop.core.imports.undo({ batchId });
    expect((await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([wang, li])) })).counts).toMatchObject({ ordersCreated: 2, customersCreated: 2, ordersUnchanged: 0, customersMatched: 0 });
  });

  test('only once, and only when there is such an import', async () => {
    const batchId = await importRows('四月.csv', wang);
    await shop.core.imports.undo({ batchId });
    expect(await failureOf(shop.core.imports.undo({ batchId }))).toMatchObject({ code: 'history.alreadyUndone' });
    expect(await failureOf(shop.core.imports.undoPlan({ batchId }))).toMatchObject({ code: 'history.alreadyUndone' });
    expect(await failureOf(shop.core.imports.undoPlan({ batchId: 99 }))).toMatchObject({ code: 'imports.batchNotFound' });
  });
});

describe('what was changed since', () => {
  const changedPeople = async (): Promise<number> => {
    const batchId = await importRows('四月.csv', wang, li);
    const id = await personId('王桂英');
    const { phones, ...facts } = await shop.core.customers.get({ id });
    await shop.core.customers.update({ id, facts: { ...facts, note: '爱吃辣', phones: [...phones, { number: '13800138000', label: null }] } });
    return batchId;
  };

  test('is listed with what was changed, when and by which step', async () => {
    const plan = await shop.core.imports.undoPlan({ batchId: await changedPeople() });
    expect(plan).toMatchObject({ asked: 1, needed: 0, ifKept: { removed: { orders: 2, customers: 1 } }, ifTakenBack: { removed: { orders: 2, customers: 2 } } });
    expect(plan.rows).toMatchObject([{ kind: 'customers', id: await personId('王桂英'), name: '王桂英', created: true, asked: true, by: { title: 'customers.update', subject: '王桂英', doneAt: '2026-05-08T12:00:00+08:00' } }]);
    expect(plan.rows[0]!.fields).toEqual(expect.arrayContaining(['note', 'customer_phones']));
  });

  test('stays as it is when nothing else is said', async () => {
    const batchId = await changedPeople();
    expect(await shop.core.imports.undo({ batchId })).toMatchObject({ kept: 1 });
    expect(await people()).toEqual(['王桂英']);
    expect(await shop.core.customers.get({ id: await personId('王桂英') })).toMatchObject({ note: '爱吃辣', phones: [{ number: '19900001234' }, { number: '13800138000' }] });
  });

  test('goes too, with all that was added to it, when the answer says so; and comes back with it', async () => {
    const before = await hash();
    const batchId = await changedPeople();
    const after = await hash();
    const undone = await shop.core.imports.undo({ batchId, changed: 'takeBack' });
    expect(undone).toMatchObject({ kept: 0 });
    expect(await hash()).toBe(before);
    await shop.core.history.undo({ operationId: undone.operationId });
    expect(await hash()).toBe(after);
  });

  test('gets the values from before the import back, not those in between', async () => {
    await importRows('三月.csv', { ...wang, status: shipped });
    const before = await hash();
    const april = await importRows('四月.csv', wang);
    await importRows('五月.csv', { ...wang, refund: '30.00', status: '交易关闭' });
    expect(await orders()).toEqual(['1 refunded']);
    await shop.core.imports.undo({ batchId: april, changed: 'takeBack' });
    expect(await orders()).toEqual(['1 shipped']);
    expect(await hash()).toBe(before);
  });

  test('can be answered one by one', async () => {
    const batchId = await importRows('四月.csv', wang, li);
    for (const name of ['王桂英', '李秀兰']) {
      const id = await personId(name);
      await shop.core.customers.update({ id, facts: { ...(await shop.core.customers.get({ id })), note: '老主顾' } });
    }
    await shop.core.imports.undo({ batchId, changed: 'keep', except: [{ kind: 'customers', id: await personId('李秀兰') }] });
    expect(await people()).toEqual(['王桂英']);
  });

  test('stays in any case when a later order needs it, and the plan says by which step', async () => {
    const batchId = await importRows('四月.csv', wang, li);
    await importRows('五月.csv', { id: orderId(3), buyer: 'tb_wang', title: '红薯粉' });
    const plan = await shop.core.imports.undoPlan({ batchId });
    expect(plan).toMatchObject({ asked: 0, needed: 1, rows: [{ kind: 'customers', name: '王桂英', asked: false, by: { title: 'imports.run', subject: '五月.csv' } }] });
    await shop.core.imports.undo({ batchId, changed: 'takeBack' });
    expect(await people()).toEqual(['王桂英']);
    expect(await orders()).toEqual(['3 completed']);
  });

  test('is listed by the page', async () => {
    const batchId = await importRows('三月.csv', ...manyTaobaoRows(120).map((row) => ({ ...row, status: shipped })), li);
    await importRows('四月.csv', ...manyTaobaoRows(120));
    const pages = await Promise.all([0, 50, 100].map((offset) => shop.core.imports.undoPlan({ batchId, offset, limit: 50 })));
    expect(pages.map(({ asked, rows }) => [asked, rows.filter((row) => row.asked).length])).toEqual([[120, 50], [120, 50], [120, 20]]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ kind, id }) => `${kind} ${id}`))).size).toBe(pages.reduce((sum, { rows }) => sum + rows.length, 0));
    expect(pages[0]!.rows[0]).toMatchObject({ kind: 'orders', name: `淘宝 ${orderId(1)}`, fields: expect.arrayContaining(['status']) });
  });
});

describe('two imports of the same order', () => {
  const march = () => importRows('三月.csv', { ...wang, status: shipped }, li);
  const april = () => importRows('四月.csv', wang);

  test.each([['the older first', [0, 1]], ['the later first', [1, 0]]] as const)('taken back %s leave nothing of it', async (_, order) => {
    const before = await hash();
    const batches = [await march(), await april()];
    for (const at of order) await shop.core.imports.undo({ batchId: batches[at]! });
    expect(await hash()).toBe(before);
  });

  test('the older taken back leaves the order to the later, with its buyer', async () => {
    const older = await march();
    await april();
    await shop.core.imports.undo({ batchId: older });
    expect([await orders(), await people()]).toEqual([['1 completed'], ['王桂英']]);
  });

  test('the older taken back with all that came after leaves the later with nothing to take back, and says done', async () => {
    const before = await hash();
    const [older, later] = [await march(), await april()];
    await shop.core.imports.undo({ batchId: older, changed: 'takeBack' });
    expect(await shop.core.imports.undo({ batchId: later, changed: 'takeBack' })).toMatchObject({ restored: 0, removed: 0, kept: 0 });
    expect(await hash()).toBe(before);
    expect((await shop.core.imports.list()).map(({ undone }) => undone)).toEqual([true, true]);
  });
});

describe('while a large import is taken back', () => {
  test('queries are answered, a cancel leaves everything as it was, and the second try does it', async () => {
    const file = shop.file('大表.csv', taobaoCsv(manyTaobaoRows(6000)));
    const { batchId } = await shop.core.imports.run({ file });
    const before = await hash();
    const stop = new AbortController();
    const cancelled = shop.core.imports.undo({ batchId: batchId! }, {
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === 'history.undoing') stop.abort();
      },
    });
    expect(await failureOf(cancelled)).toMatchObject({ code: 'job.cancelled' });
    expect(await hash()).toBe(before);
    expect((await shop.core.imports.list())[0]).toMatchObject({ undone: false });

    const totals: number[] = [];
    await shop.core.imports.undo({ batchId: batchId! }, { onProgress: () => void shop.core.customers.list({}).then(({ total }) => totals.push(total)) });
    expect(totals[0]).toBe(2000);
    expect(await orders()).toEqual([]);
  });
});
