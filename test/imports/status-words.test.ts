import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '../../core/messages/sentence.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
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

const groupBuy = (count: number, status = '已团 成功') =>
  shop.file(`${status}${count}.csv`, taobaoCsv(Array.from({ length: count }, (_, n) => ({ id: orderId(n + 1), buyer: 'tb_wang', paid: '30.00', status }))));
const completed = { platform: '淘宝', word: '已团成功', status: 'completed' as const };
const preview = async (file: string) => {
  const answer = await shop.core.imports.preview({ file });
  if (answer.type !== 'ready') throw new Error('a question was not expected');
  return answer.summary;
};
const orders = async () => {
  const { rows, netFen } = await shop.core.orders.list({});
  return { netFen, states: rows.map(({ status, paidFen, refundFen }) => [status, paidFen, refundFen]) };
};
const taobao = async () => (await shop.core.imports.statusWords()).find(({ platform }) => platform === '淘宝')!;

describe('a status word nobody knows', () => {
  test('is told with its orders, does not count, and what was paid is not lost', async () => {
    const file = groupBuy(12);
    const { warnings, counts } = await preview(file);
    expect(warnings.map(sentenceOf)).toEqual(['“已团成功”没见过，先当没付款：12 单。']);
    expect(counts).toMatchObject({ ordersCreated: 12, ordersNotCounted: 12, paidFen: 0 });
    await shop.core.imports.run({ file });
    expect(await orders()).toEqual({ netFen: 0, states: Array.from({ length: 12 }, () => ['pending', 30_00, 0]) });
  });

  test('explained in the preview counts at once and from then on, however its blanks and commas are written', async () => {
    const file = groupBuy(3);
    await preview(file);
    expect(await shop.core.imports.setStatusWords({ words: [{ ...completed, word: ' 已团　成功 ' }] })).toMatchObject({ restated: 0 });
    expect(await preview(file)).toMatchObject({ warnings: [], counts: { ordersNotCounted: 0, paidFen: 90_00 } });
    await shop.core.imports.run({ file });
    expect(await orders()).toMatchObject({ netFen: 90_00 });
  });

  test('is one step, which is taken back like any other', async () => {
    const { operationId } = await shop.core.imports.setStatusWords({ words: [completed, { ...completed, word: '等拼团', status: 'pending' }] });
    expect((await shop.core.history.list({})).map(({ title, subject }) => [title, subject])).toEqual([['imports.setStatusWords', '已团成功、等拼团']]);
    await shop.core.history.undo({ operationId });
    expect((await taobao()).own).toEqual([]);
    expect((await preview(groupBuy(2))).warnings).toHaveLength(1);
  });

  test('in a column that is no status is asked about a dozen times, not a thousand', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => ({ id: orderId(n + 1), status: `话${n}` }));
    const { warnings } = await preview(shop.file('备注当状态.csv', taobaoCsv(rows)));
    expect(warnings.map(({ code }) => code)).toEqual([...Array.from({ length: 12 }, () => 'imports.unknownStatus'), 'imports.unknownStatuses']);
    expect(sentenceOf(warnings[12]!)).toBe('还有 18 种没见过的订单状态，先当没付款：18 单。');
  });
});

describe('the dictionary', () => {
  test('lists what the program knows per platform and, without a platform, what parts of words mean', async () => {
    const lists = await shop.core.imports.statusWords();
    expect(lists.map(({ platform }) => platform).slice(0, 3)).toEqual(['淘宝', '拼多多', '京东']);
    expect(lists[0]!.builtIn).toContainEqual({ word: '交易成功', status: 'completed' });
    expect(lists.at(-1)).toMatchObject({ platform: null, own: [] });
    expect(lists.at(-1)!.builtIn).toContainEqual({ word: '等待…付款', status: 'pending' });
  });

  test('puts the user above the program, and the program back when the word is taken out', async () => {
    await shop.core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '交易关闭', status: 'completed' }] });
    expect(await preview(groupBuy(1, '交易关闭'))).toMatchObject({ counts: { ordersNotCounted: 0, paidFen: 30_00 } });
    await shop.core.imports.removeStatusWord({ platform: '淘宝', word: '交易关闭' });
    expect(await preview(groupBuy(1, '交易关闭'))).toMatchObject({ counts: { ordersNotCounted: 1 } });
    expect(await failureOf(shop.core.imports.removeStatusWord({ platform: '淘宝', word: '交易关闭' }))).toEqual({ code: 'imports.statusWordGone', details: { word: '交易关闭' } });
  });

  test('holds words of one platform apart from those of another, and serves a table that the user explained', async () => {
    await shop.core.imports.setStatusWords({ words: [{ platform: '微店', word: '妥了', status: 'completed' }] });
    expect((await preview(groupBuy(1, '妥了'))).warnings).toHaveLength(1);
    const mapping = { kind: 'orders' as const, platform: '微店', columns: [
      { header: '单子', meaning: 'orderId' as const }, { header: '哪天', meaning: 'orderedAt' as const }, { header: '收了', meaning: 'paid' as const }, { header: '咋样', meaning: 'status' as const }] };
    await shop.core.imports.run({ file: shop.file('手工.csv', '单子,哪天,收了,咋样\nA-1,2026-05-01,20,妥了'), mapping });
    expect(await orders()).toMatchObject({ netFen: 20_00 });
    expect((await shop.core.imports.statusWords()).find(({ platform }) => platform === '微店')).toMatchObject({ builtIn: [], own: [{ word: '妥了', status: 'completed', orders: 1 }] });
  });
});

describe('orders that were imported under a word', () => {
  test('follow when it is said so, in the same step, and go back with it', async () => {
    await shop.core.imports.run({ file: groupBuy(38) });
    expect(await shop.core.imports.ordersUnderWord({ platform: '淘宝', word: '已团成功' })).toEqual({ orders: 38 });
    const changed = await shop.core.imports.setStatusWords({ words: [completed], restate: true });
    expect(changed).toMatchObject({ restated: 38, withoutAmount: 0 });
    expect(await orders()).toMatchObject({ netFen: 38 * 30_00 });
    expect((await shop.core.customers.list({})).rows[0]).toMatchObject({ orderCount: 38, netFen: 38 * 30_00 });
    await shop.core.history.undo({ operationId: changed.operationId });
    expect(await orders()).toMatchObject({ netFen: 0 });
    expect((await taobao()).own).toEqual([]);
  });

  test('stay as they are when it is not said so', async () => {
    await shop.core.imports.run({ file: groupBuy(2) });
    await shop.core.imports.setStatusWords({ words: [completed] });
    expect(await orders()).toMatchObject({ netFen: 0 });
  });

  test.each(['completed', 'shipped', 'refunded', 'cancelled', 'pending'] as const)('come to the same by %s and back, whatever was chosen in between', async (status) => {
    await shop.core.imports.setStatusWords({ words: [completed] });
    await shop.core.imports.run({ file: groupBuy(1) });
    await shop.core.imports.setStatusWords({ words: [{ ...completed, status }], restate: true });
    expect((await orders()).states[0]![0]).toBe(status);
    await shop.core.imports.setStatusWords({ words: [completed], restate: true });
    expect(await orders()).toEqual({ netFen: 30_00, states: [['completed', 30_00, 0]] });
  });

  test('that were paid back since are left alone', async () => {
    await shop.core.imports.setStatusWords({ words: [completed] });
    await shop.core.imports.run({ file: shop.file('退了.csv', taobaoCsv([{ id: orderId(1), status: '已团成功', refund: '30.00' }, { id: orderId(2), status: '已团成功' }])) });
    expect(await shop.core.imports.ordersUnderWord({ platform: '淘宝', word: '已团成功' })).toEqual({ orders: 1 });
    expect(await shop.core.imports.setStatusWords({ words: [{ ...completed, status: 'shipped' }], restate: true })).toMatchObject({ restated: 1 });
    expect((await orders()).states.map(([status]) => String(status)).toSorted()).toEqual(['refunded', 'shipped']);
  });

  test('whose amount was never kept are told, and their table brings it', async () => {
    const file = groupBuy(1, '等待买家付款');
    await shop.core.imports.run({ file });
    expect(await shop.core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '等待买家付款', status: 'paid' }], restate: true })).toMatchObject({ restated: 1, withoutAmount: 1 });
    await shop.core.imports.run({ file });
    expect(await orders()).toEqual({ netFen: 30_00, states: [['paid', 30_00, 0]] });
  });

  test('fall back to not paid when an own word is taken out again', async () => {
    await shop.core.imports.setStatusWords({ words: [completed] });
    await shop.core.imports.run({ file: groupBuy(2) });
    expect((await taobao()).own).toEqual([{ word: '已团成功', status: 'completed', orders: 2 }]);
    expect(await shop.core.imports.removeStatusWord({ platform: '淘宝', word: '已团成功', restate: true })).toMatchObject({ restated: 2 });
    expect(await orders()).toMatchObject({ netFen: 0, states: [['pending', 30_00, 0], ['pending', 30_00, 0]] });
  });
});
