import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '../../core/messages/sentence.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import type { TaobaoRow } from '../support/given.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(async () => {
  await shop.app.settled();
  expect(shop.check()).toMatchObject({ ok: true });
  await shop.stop();
});

const facts = (number: string, village: string, tag: string) => ({
  name: '王桂英', phones: [{ number, label: null }], tags: [tag],
  addresses: [{ province: null, city: null, district: null, village, detail: null }],
});
const importRows = (name: string, ...rows: TaobaoRow[]) => shop.core.imports.run({ file: shop.file(name, taobaoCsv(rows)) });
const undo = (operationId: number | null) => shop.core.history.undo({ operationId: operationId! });
const people = async () => (await shop.core.customers.list({})).rows.map(({ name, orderCount }) => `${name} ${orderCount}`);
const hash = async (): Promise<string> => {
  await shop.app.settled();
  return shop.check().contentHash;
};

describe('taking back an older step', () => {
  test('never doubles phones, addresses or tags that were changed again since', async () => {
    const { id } = await shop.core.customers.create(facts('13800138001', '王家村', '爱吃辣'));
    const first = await shop.core.customers.update({ id, facts: facts('13800138002', '李家村', '要送货') });
    const second = await shop.core.customers.update({ id, facts: facts('13800138003', '张家村', '老主顾') });
    const before = await hash();
    const refused = await failureOf(undo(first.operationId));
    expect(refused).toEqual({ code: 'history.nothingToUndo', details: { later: '2026-05-08 12:00 “王桂英”' } });
    expect(sentenceOf(refused)).toContain('数据没有变动');
    expect(await hash()).toBe(before);
    await undo(second.operationId);
    await undo(first.operationId);
    expect(await shop.core.customers.get({ id })).toMatchObject(facts('13800138001', '王家村', '爱吃辣'));
  });

  test('that nothing can be taken of is refused, and works once the later step is taken back', async () => {
    const march = await importRows('三月.csv', { id: orderId(1), buyer: 'tb_wang', status: '卖家已发货，等待买家确认' });
    const april = await importRows('四月.csv', { id: orderId(1), buyer: 'tb_wang' });
    expect(await failureOf(shop.core.imports.undo({ batchId: march.batchId! }))).toEqual({ code: 'history.nothingToUndo', details: { later: '2026-05-08 12:00 “四月.csv”' } });
    expect((await shop.core.imports.list()).map(({ undone }) => undone)).toEqual([false, false]);
    await shop.core.imports.undo({ batchId: april.batchId! });
    expect(await shop.core.imports.undo({ batchId: march.batchId! })).toMatchObject({ kept: 0 });
    expect((await shop.core.orders.list({})).total).toBe(0);
  });

  test('says nothing of settings by our own names for them', async () => {
    const first = await shop.core.settings.update({ shopName: '桂英小店' });
    await shop.core.settings.update({ shopName: '大店' });
    expect(await failureOf(undo(first.operationId))).toEqual({ code: 'history.nothingToUndo', details: { later: '2026-05-08 12:00' } });
  });
});

describe('taking back the taking back', () => {
  test('of a deleted customer takes the customer away again, and the orders stay without a name', async () => {
    await importRows('四月.csv', { id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' });
    const { id } = (await shop.core.customers.list({})).rows[0]!;
    const deleted = await shop.core.customers.delete({ id });
    const gone = await hash();
    const back = await undo(deleted.operationId);
    expect(await people()).toEqual(['王桂英 1']);
    expect(await undo(back.operationId)).toMatchObject({ kept: 0 });
    expect(await hash()).toBe(gone);
  });

  test('of an import that was imported again since changes nothing and says why', async () => {
    const first = await importRows('四月.csv', { id: orderId(1), buyer: 'tb_wang' });
    const undone = await shop.core.imports.undo({ batchId: first.batchId! });
    await importRows('四月 再来.csv', { id: orderId(1), buyer: 'tb_wang' });
    const before = await hash();
    expect(await failureOf(undo(undone.operationId))).toEqual({ code: 'history.nothingToUndo', details: { later: '2026-05-08 12:00 “四月 再来.csv”' } });
    expect(await hash()).toBe(before);
  });

  test('of an import whose goods came with another import since brings back what still fits', async () => {
    const first = await importRows('三月.csv', { id: orderId(1), buyer: 'tb_wang', title: '腊肉' }, { id: orderId(2), buyer: 'tb_li', title: '土鸡蛋' });
    const undone = await shop.core.imports.undo({ batchId: first.batchId! });
    await importRows('四月.csv', { id: orderId(3), buyer: 'tb_zhang', title: '腊肉' });
    expect(await undo(undone.operationId)).toMatchObject({ kept: 2 });
    expect((await shop.core.orders.list({})).rows.map(({ goods }) => goods).toSorted()).toEqual(['土鸡蛋', '腊肉']);
  });

  test('of a change to a person whose entry was taken back too leaves no shell behind', async () => {
    const created = await shop.core.customers.create(facts('13800138001', '王家村', '爱吃辣'));
    const changed = await shop.core.customers.update({ id: created.id, facts: { ...facts('13800138001', '王家村', '爱吃辣'), name: '王婶' } });
    const unchanged = await undo(changed.operationId);
    await undo(created.operationId);
    expect(await failureOf(undo(unchanged.operationId))).toMatchObject({ code: 'history.nothingToUndo' });
    expect(await people()).toEqual([]);
  });

  test('of a customer list whose people brought each other brings all of them back', async () => {
    const list = await shop.core.imports.run({ file: shop.file('客户.csv', '客户编号,姓名,平台账号,免打扰,介绍人编号\r\nu-a,王桂英,,,u-b\r\nu-b,李秀兰,,,') });
    const after = await hash();
    const undone = await shop.core.imports.undo({ batchId: list.batchId! });
    expect(await undo(undone.operationId)).toMatchObject({ kept: 0 });
    expect(await hash()).toBe(after);
  });
});

describe('a step that leans on what is gone', () => {
  test('of an import that gave a known order its buyer leaves the order as it was', async () => {
    await shop.core.imports.run({ file: shop.file('少列.csv', `订单编号,总金额,买家实付金额,订单创建时间,商品标题,支付单号\n${orderId(1)},30,30,2026-04-01 09:00:00,土鸡蛋,1`) });
    const before = await hash();
    const full = await importRows('全.csv', { id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' });
    expect(await people()).toEqual(['王桂英 1']);
    expect(await shop.core.imports.undo({ batchId: full.batchId! })).toMatchObject({ kept: 0 });
    expect(await hash()).toBe(before);
  });

  test('keeps a deleted customer deleted when a later import made the buyer anew', async () => {
    await importRows('四月.csv', { id: orderId(1), buyer: 'tb_wang' });
    const deleted = await shop.core.customers.delete({ id: (await shop.core.customers.list({})).rows[0]!.id });
    await importRows('四月 再来.csv', { id: orderId(1), buyer: 'tb_wang' });
    expect(await failureOf(undo(deleted.operationId))).toMatchObject({ code: 'history.nothingToUndo' });
    expect(await people()).toEqual(['tb_wang 1']);
  });

  test('does not bring back a referrer who is gone', async () => {
    const referrer = await shop.core.customers.create({ name: '李秀兰' });
    const { id } = await shop.core.customers.create({ name: '王桂英', referrerId: referrer.id });
    const changed = await shop.core.customers.update({ id, facts: { name: '王桂英' } });
    await undo(referrer.operationId);
    expect(await failureOf(undo(changed.operationId))).toEqual({ code: 'history.nothingToUndo', details: { later: '2026-05-08 12:00 “李秀兰”' } });
    expect(await shop.core.customers.get({ id })).toMatchObject({ referrerId: null });
  });
});
