import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { storedOrders } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore();
});
afterEach(() => shop.stop());

const head = '#接龙\n【周六草莓团】\n1号 草莓 39.9元/箱\n2号 鸡蛋 30枚 25元\n例 张三 2箱\n';
const text = `${head}1. 王婶 草莓2箱\n2. 李四家 草莓1 鸡蛋2板\n3. 小芳妈妈 鸡蛋+1 东门自提`;
const request = { group: '槐树村团购群', on: '2026-05-08' };
const everybodyNew = async (pasted: string) => {
  const { rows } = await shop.core.solitaire.read({ ...request, text: pasted });
  return rows.filter(({ who }) => who === null).map(({ nickname }) => ({ nickname, who: 'new' as const }));
};
const paste = async (pasted: string, more: object = {}) => shop.core.solitaire.run({ ...request, text: pasted, people: await everybodyNew(pasted), ...more });
const goodsOf = async () => Object.fromEntries((await storedOrders(shop)).map(({ customer, status, lines, money }) => [customer ?? '', [status, lines.map(([name, , quantity]) => `${name}${quantity}`).join(' '), money[0]]]));

test('the pasted list becomes orders of people, with goods, amounts and pick-up point', async () => {
  const result = await paste(text);
  expect(result.counts).toMatchObject({ ordersCreated: 3, customersCreated: 3, rowsRead: 3, rowsRefused: 0, paidFen: 7980 + 3990 + 5000 + 2500 });
  expect(result.totals).toMatchObject([{ goods: '草莓', unit: '箱', quantity: 3, people: 2 }, { goods: '鸡蛋', spec: '30枚', unit: '板', quantity: 3, people: 2, amountFen: 7500 }]);
  const [first, second, third] = (await storedOrders(shop)).toSorted((a, b) => b.money[0]! - a.money[0]!);
  expect([first!.customer, second!.customer, third!.customer]).toEqual(['李四家', '王婶', '小芳妈妈']);
  expect(first).toMatchObject({ platform: '微信接龙', status: 'paid', orderedAt: '2026-05-08T00:00:00+08:00', lines: [['草莓', null, 1, 3990], ['鸡蛋', '30枚', 2, 5000]] });
  expect(third!.pickupPoint).toBe('东门');
  await shop.app.settled();
  expect(shop.check().ok).toBe(true);
});

test('a preview counts the same and leaves nothing', async () => {
  const people = await everybodyNew(text);
  const { counts } = await shop.core.solitaire.preview({ ...request, text, people });
  expect(await storedOrders(shop)).toEqual([]);
  expect(await shop.core.solitaire.groups()).toEqual([]);
  expect((await paste(text)).counts).toEqual(counts);
});

test('the same text again changes nothing; a newer one changes what it says and cancels who gave up', async () => {
  await paste(text);
  const before = await storedOrders(shop);
  const again = await paste(text);
  expect(again).toMatchObject({ batchId: null, counts: { ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 3, customersCreated: 0 } });
  expect(await storedOrders(shop)).toEqual(before);

  await paste(`${head}1. 王婶 草莓2箱 改3箱\n2. 李四家 不要了\n3. 小芳妈妈 鸡蛋+1 东门自提\n4. 老陈 草莓1`);
  expect(await goodsOf()).toEqual({ 王婶: ['paid', '草莓3', 11970], 李四家: ['cancelled', '草莓1 鸡蛋2', 0], 小芳妈妈: ['paid', '鸡蛋1', 2500], 老陈: ['paid', '草莓1', 3990] });
  // 反悔了
  await paste(`${head}1. 王婶 草莓1箱\n2. 李四家 草莓1\n`);
  expect(await goodsOf()).toMatchObject({ 王婶: ['paid', '草莓1', 3990], 李四家: ['paid', '草莓1', 3990], 老陈: ['paid', '草莓1', 3990] });
  expect((await shop.core.solitaire.read({ ...request, text: `${head}1. 王婶 草莓1箱` })).absent.toSorted()).toEqual(['小芳妈妈', '李四家', '老陈'].toSorted());
});

test('a second list of the day with other goods stands beside the first; pasted again each finds its own', async () => {
  const { batchId } = await paste(text);
  const eggs = '#接龙\n黑山羊 60元/斤\n1. 王婶 2斤\n2. 李四家 1斤';
  const result = await paste(eggs);
  expect(result).toMatchObject({ counts: { ordersCreated: 2, ordersUpdated: 0, customersCreated: 0 }, warnings: [{ code: 'solitaire.anotherList', details: { goods: '草莓、鸡蛋' } }] });
  expect((await shop.core.customers.list({ search: '王婶' })).rows).toMatchObject([{ orderCount: 2, netFen: 7980 + 12000 }]);
  expect((await paste(text)).batchId).toBeNull();
  expect((await paste(`${eggs} 不要了`)).counts).toMatchObject({ ordersCreated: 0, ordersUpdated: 1, ordersUnchanged: 1 });
  expect((await shop.core.solitaire.read({ ...request, text: '#接龙\n黑山羊 60元/斤\n1. 老陈 2斤' })).absent).toEqual(['王婶']);
  expect(await goodsOf()).toMatchObject({ 小芳妈妈: ['paid', '鸡蛋1', 2500] });
  await shop.core.imports.undo({ batchId: batchId! });
  expect(await paste(eggs)).toMatchObject({ warnings: [], counts: { ordersCreated: 0, ordersUpdated: 1 } });
});

test('who gave up before anything was written leaves neither an order nor a person', async () => {
  expect((await paste(`${head}1. 王婶 草莓1\n2. 大山 草莓1 不要了`)).counts).toMatchObject({ ordersCreated: 1, customersCreated: 1 });
});

test('a nickname is asked about once and remembered for its group only', async () => {
  const { id } = await shop.core.customers.create({ name: '王桂英' });
  const first = await shop.core.solitaire.read({ ...request, text: `${head}1. 槐树村王桂英🌸 草莓1\n2. 路人 草莓1` });
  expect(first.rows.map(({ who, candidates }) => [who, candidates.map(({ name }) => name)])).toEqual([[null, ['王桂英']], [null, []]]);
  expect(await failureOf(shop.core.solitaire.run({ ...request, text: `${head}1. 槐树村王桂英🌸 草莓1\n2. 路人 草莓1` }))).toEqual({ code: 'solitaire.unknownPeople', details: { names: '槐树村王桂英🌸、路人', count: 2 } });
  await shop.core.solitaire.run({ ...request, text: `${head}1. 槐树村王桂英🌸 草莓1\n2. 路人 草莓1`, people: [{ nickname: '槐树村王桂英🌸', who: id }, { nickname: '路人', who: 'nobody' }] });
  expect((await shop.core.customers.list({})).total).toBe(1);
  const next = { group: request.group, on: '2026-05-15', text: `${head}7. 槐树村王桂英🌸 草莓2\n8. 路人 鸡蛋1` };
  expect((await shop.core.solitaire.read(next)).rows.map(({ who, customerName }) => [who, customerName])).toEqual([[id, '王桂英'], ['nobody', null]]);
  await shop.core.solitaire.run(next);
  expect((await shop.core.customers.get({ id })).orderCount).toBe(2);
  const other = await shop.core.solitaire.read({ ...next, group: '杏花村群' });
  expect(other.rows.map(({ who, candidates }) => [who, candidates.map(({ name }) => name)])).toEqual([[null, ['王桂英']], [null, []]]);
});

test('prices are remembered by group; one that is missing is told and not made up', async () => {
  await paste(text);
  const bare = '#接龙\n草莓、鸡蛋接龙\n1. 王婶 草莓2';
  expect((await shop.core.solitaire.read({ ...request, on: '2026-05-15', text: bare })).rows).toMatchObject([{ items: [{ goods: '草莓', quantity: 2, amountFen: 7980 }] }]);
  const result = await shop.core.solitaire.run({ group: '别的群', on: '2026-05-15', text: bare, people: [{ nickname: '王婶', who: 'nobody' }] });
  expect(result.warnings).toEqual([{ code: 'solitaire.withoutPrice', details: { count: 1 } }]);
  const told = await shop.core.solitaire.run({ group: '别的群', on: '2026-05-15', text: bare, goods: [{ key: null, name: '草莓', spec: null, unit: '箱', priceFen: 4500 }] });
  expect(told.counts).toMatchObject({ ordersUpdated: 1, paidFen: 9000 });
});

test('the pick-up point of the last order is proposed and can be answered', async () => {
  await paste(text);
  const next = { group: request.group, on: '2026-05-15', text: `${head}1. 小芳妈妈 草莓1` };
  expect((await shop.core.solitaire.read(next)).rows).toMatchObject([{ pickupPoint: '东门', pickupFrom: 'lastOrder' }]);
  expect((await shop.core.solitaire.read({ ...next, pickupPoints: [{ nickname: '小芳妈妈', pickupPoint: '西门' }] })).rows).toMatchObject([{ pickupPoint: '西门', pickupFrom: 'answer' }]);
});

test('a pasted list stands in the history of imports, opens its rows and is taken back whole', async () => {
  const before = await shop.core.customers.create({ name: '老顾客' });
  const { batchId } = await paste(`${text}\n明天下午送货`);
  expect(await shop.core.imports.list()).toMatchObject([{ id: batchId, fileName: '微信接龙 槐树村团购群 2026-05-08', platform: '微信接龙', counts: { ordersCreated: 3, rowsRefused: 1 } }]);
  await shop.core.imports.undo({ batchId: batchId! });
  expect(await storedOrders(shop)).toEqual([]);
  expect((await shop.core.customers.list({})).rows.map(({ id }) => id)).toEqual([before.id]);
  expect(await shop.core.solitaire.groups()).toEqual([]);
  expect((await paste(text)).counts).toMatchObject({ ordersCreated: 3, customersCreated: 3 });
});

test('a customer who is deleted takes the nickname along, and both come back', async () => {
  await paste(text);
  const { rows } = await shop.core.customers.list({ search: '王婶' });
  const { operationId } = await shop.core.customers.delete({ id: rows[0]!.id });
  const who = async () => (await shop.core.solitaire.read({ ...request, text })).rows.find(({ nickname }) => nickname === '王婶')!.who;
  expect(await who()).toBeNull();
  await shop.core.history.undo({ operationId });
  expect(await who()).toBe(rows[0]!.id);
  await shop.app.settled();
  expect(shop.check().ok).toBe(true);
});

test('a text without any order is refused in words', async () => {
  expect(await failureOf(shop.core.solitaire.run({ ...request, text: '大家早上好' }))).toEqual({ code: 'solitaire.nothing' });
});

test('its counts open their rows, those of nobody too', async () => {
  const people = (await everybodyNew(text)).map(({ nickname, who }) => ({ nickname, who: nickname === '王婶' ? ('nobody' as const) : who }));
  const { batchId } = await shop.core.solitaire.run({ ...request, text: `${text}\n明天下午送货，大家记得拿`, people });
  const rows = (cause: 'ordersCreated' | 'ordersWithoutCustomer' | 'customersCreated' | 'rowsRefused') => shop.core.imports.rows({ source: { batchId: batchId! }, cause });
  expect(await rows('ordersCreated')).toMatchObject({ total: 3, rows: [{ row: 6, customer: null, goods: '草莓 ×2' }, { row: 7, customer: '李四家' }, { row: 8, customer: '小芳妈妈' }] });
  expect(await rows('ordersWithoutCustomer')).toMatchObject({ total: 1, rows: [{ row: 6, platform: '微信接龙' }] });
  expect(await rows('customersCreated')).toMatchObject({ total: 2, rows: [{ name: '李四家' }, { name: '小芳妈妈' }] });
  expect(await rows('rowsRefused')).toMatchObject({ total: 1, rows: [{ row: 9, code: 'solitaire.notUnderstood' }] });
});
