import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SegmentRule } from '../../core/segments/rules.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
let folder: string;
const place = (village: string) => ({ kind: 'place', level: 'village', name: village }) as const;
const all = (...parts: SegmentRule['parts']): SegmentRule => ({ join: 'all', parts });
const bought = all(place('石桥村'), { kind: 'bought', within: null, ever: 'bought', what: 'product', name: '鸡苗' }, { kind: 'lastOrder', compare: 'atLeast', days: 60 }, { kind: 'spend', within: null, compare: 'atLeast', fen: 500_00 });
const at = (village: string) => `河南省 信阳市 光山县 ${village}3组8号`;

beforeEach(async () => {
  shop = startCore('2026-05-08');
  ({ folder } = shop);
  await shop.core.imports.run({ file: shop.file('一月.csv', taobaoCsv([
    { id: orderId(1), buyer: '买家一', name: '王桂英', address: at('石桥村'), title: '鸡苗 100 只', paid: '620.00', at: '2026-01-05 09:00:00' },
    { id: orderId(2), buyer: '买家二', name: '李大海', address: at('石桥村'), title: '鸡苗 50 只', paid: '310.00', at: '2026-01-06 09:00:00' },
    { id: orderId(3), buyer: '买家三', name: '赵小梅', address: at('石桥村'), title: '土鸡蛋', paid: '900.00', at: '2026-01-07 09:00:00' },
    { id: orderId(4), buyer: '买家四', name: '周福来', address: at('柳树屯'), title: '鸡苗 100 只', paid: '620.00', at: '2026-01-08 09:00:00' },
    { id: orderId(5), buyer: '买家五', name: '孙志强', address: at('石桥村'), title: '鸡苗 100 只', paid: '620.00', at: '2026-05-01 09:00:00' },
  ])) });
  await shop.app.settled();
});
afterEach(() => shop.stop());

const namesOf = async (people: Parameters<typeof shop.core.segments.people>[0]['people']) => (await shop.core.segments.people({ people })).rows.map(({ name }) => name).toSorted();
/** The same shop on a later day. */
const openOn = async (day: string): Promise<void> => {
  await shop.app.close();
  shop = startCore(day, folder);
  await shop.app.settled();
};

describe('石桥村 · 买过鸡苗 · 60 天没来 · 消费超过 500 元', () => {
  test('finds whom it says, and tells how many each part takes in', async () => {
    expect(await shop.core.segments.count({ rule: bought })).toEqual({ total: 1, unknown: 0, parts: [4, 4, 4, 4] });
    expect(await namesOf({ rule: bought })).toEqual(['王桂英']);
  });

  test('is saved, renamed, copied and deleted, and each step taken back', async () => {
    const { id, ...created } = await shop.core.segments.create({ name: '石桥村的', rule: bought });
    expect(await shop.core.segments.get({ id })).toEqual({ id, name: '石桥村的', rule: bought, customers: 1, madeOn: '2026-05-08' });
    const changed = await shop.core.segments.change({ id, name: '石桥的', rule: all(place('石桥村')) });
    expect(await shop.core.segments.get({ id })).toMatchObject({ name: '石桥的', customers: 4 });
    const copy = await shop.core.segments.copy({ id });
    expect(copy.name).toBe('石桥的 2');
    const removed = await shop.core.segments.remove({ id });
    const names = async () => (await shop.core.segments.list()).map(({ name }) => name);
    expect(await names()).toEqual(['石桥的 2']);
    await shop.core.history.undo(removed);
    await shop.core.history.undo(copy);
    await shop.core.history.undo(changed);
    expect(await names()).toEqual(['石桥村的']);
    await shop.core.history.undo(created);
    expect(await names()).toEqual([]);
  });

  test('two of one name, a rule that says nothing and one that is gone are refused', async () => {
    const { id } = await shop.core.segments.create({ name: '石桥村的', rule: bought });
    expect(await failureOf(shop.core.segments.create({ name: '石桥村的', rule: bought }))).toMatchObject({ code: 'segments.nameTaken', details: { name: '石桥村的' } });
    expect(await failureOf(shop.core.segments.create({ name: '谁都是', rule: all() }))).toMatchObject({ code: 'segments.empty' });
    expect(await failureOf(shop.core.segments.setPeople({ id, add: [1] }))).toMatchObject({ code: 'segments.isLiving' });
    expect(await failureOf(shop.core.segments.get({ id: 999 }))).toMatchObject({ code: 'segments.notFound' });
  });

  test('what is written later counts at once', async () => {
    const tagged = all({ kind: 'tag', tag: '春耕' });
    expect(await shop.core.segments.count({ rule: tagged })).toMatchObject({ total: 0 });
    await shop.core.customers.tagMany({ selection: { filter: {} }, add: ['春耕'] });
    expect(await shop.core.segments.count({ rule: tagged })).toMatchObject({ total: 5 });
  });

  test('prints without those to be left alone, and goes to Excel whole', async () => {
    const { id } = await shop.core.segments.create({ name: '石桥村的', rule: all(place('石桥村')) });
    const { rows: [first] } = await shop.core.segments.people({ people: { id } });
    const facts = await shop.core.customers.get({ id: first!.id });
    await shop.core.customers.update({ id: first!.id, facts: { ...facts, doNotDisturb: true } });
    expect(await shop.core.reports.people({ people: { id } })).toMatchObject({ customers: 4, quiet: 1, rows: { length: 3 } });
    expect(await shop.core.reports.exportTable({ kind: 'customers', file: shop.path('名单.xlsx').token, people: { id } })).toEqual({ rows: 4, fileName: '名单.xlsx' });
  });
});

describe('a fixed list', () => {
  test('keeps whom it was given, whatever they do later; people are put on and taken off, each step taken back', async () => {
    const { id } = await shop.core.segments.create({ name: '春天打电话', rule: all(place('石桥村')), fixed: true });
    expect(await shop.core.segments.get({ id })).toMatchObject({ rule: null, customers: 4 });
    const { id: newcomer } = await shop.core.customers.create({ name: '新来的', addresses: [{ province: null, city: null, district: null, village: '石桥村', detail: null }] });
    expect(await shop.core.segments.get({ id })).toMatchObject({ customers: 4 });
    const [first] = (await shop.core.segments.people({ people: { id } })).rows;
    const changed = await shop.core.segments.setPeople({ id, add: [newcomer, 999], remove: [first!.id] });
    expect(await namesOf({ id })).toContain('新来的');
    expect(await namesOf({ id })).not.toContain(first!.name);
    await shop.core.history.undo(changed);
    expect(await namesOf({ id })).toEqual(['孙志强', '李大海', '王桂英', '赵小梅']);
    expect(await failureOf(shop.core.segments.change({ id, rule: bought }))).toMatchObject({ code: 'segments.isFixed' });
  });

  test('loses a deleted customer, and has them back when the deleting is taken back; so does a deleted list', async () => {
    const { id } = await shop.core.segments.create({ name: '春天打电话', rule: all(place('石桥村')), fixed: true });
    const [first] = (await shop.core.segments.people({ people: { id } })).rows;
    const deleted = await shop.core.customers.delete({ id: first!.id });
    expect(await shop.core.segments.get({ id })).toMatchObject({ customers: 3 });
    await shop.core.history.undo(deleted);
    expect(await shop.core.segments.get({ id })).toMatchObject({ customers: 4 });
    const removed = await shop.core.segments.remove({ id });
    await shop.core.history.undo(removed);
    expect(await shop.core.segments.get({ id })).toMatchObject({ customers: 4 });
    expect(shop.check()).toMatchObject({ ok: true });
  });

  test('when two of it are merged the one who stays is on it, once', async () => {
    const { id } = await shop.core.segments.create({ name: '春天打电话', rule: all(place('石桥村')), fixed: true });
    const [keep, drop] = (await shop.core.segments.people({ people: { id } })).rows;
    await shop.core.duplicates.merge({ keepId: keep!.id, dropId: drop!.id });
    expect(await shop.core.segments.get({ id })).toMatchObject({ customers: 3 });
  });
});

describe('who came and who went', () => {
  test('is told against the last look on an earlier day, however often one looks on one day', async () => {
    const { id } = await shop.core.segments.create({ name: '60 天没来', rule: all({ kind: 'lastOrder', compare: 'atLeast', days: 60 }) });
    expect(await shop.core.segments.look({ id })).toMatchObject({ since: null, added: 0, lost: 0 });
    const steps = (await shop.core.history.list({ limit: 50 })).length;
    await shop.core.imports.run({ file: shop.file('五月.csv', taobaoCsv([{ id: orderId(6), buyer: '买家二', name: '李大海', address: at('石桥村'), title: '鸡苗 50 只', at: '2026-05-07 09:00:00' }])) });
    await openOn('2026-07-10');
    const wang = (await shop.core.search.find({ text: '王桂英' })).people[0]!;
    await shop.core.customers.delete({ id: wang.id });
    for (let look = 0; look < 2; look += 1) {
      expect(await shop.core.segments.look({ id })).toMatchObject({ since: '2026-05-08', added: 1, addedRows: [{ name: '孙志强' }], lost: 1, gone: 1, lostRows: [] });
    }
    await openOn('2026-07-11');
    expect(await shop.core.segments.look({ id })).toMatchObject({ since: '2026-07-10', added: 0, lost: 0 });
    expect((await shop.core.history.list({ limit: 50 })).length).toBe(steps + 2);
  });
});

describe('as a file', () => {
  test('the rule goes from one shop to another, without any customer', async () => {
    const { token, path } = shop.path('石桥村的.json');
    expect(await shop.core.segments.saveFile({ name: '石桥村的', rule: bought, file: token })).toEqual({ fileName: '石桥村的.json' });
    expect(readFileSync(path, 'utf8')).not.toContain('王桂英');
    expect(await shop.core.segments.readFile({ file: token })).toEqual({ name: '石桥村的', rule: bought });
  });

  test.each([
    ['账.json', '{"hello": 1}', 'segments.foreignFile'],
    ['照片.json', '\u0000\u0001', 'segments.foreignFile'],
    ['长.json', ' '.repeat(300_000), 'segments.foreignFile'],
    ['新.json', '{"program":"xiangke","kind":"segment","version":2,"name":"新","sentence":"…"}', 'segments.newerFile'],
    ['坏.json', '{"program":"xiangke","kind":"segment","version":1,"name":"坏","rule":{"join":"all","parts":[{"kind":"lastOrder","days":"许多"}]}}', 'segments.brokenFile'],
  ])('%s is refused with a sentence that names it', async (name, text, code) => {
    expect(await failureOf(shop.core.segments.readFile({ file: shop.file(name, text) }))).toMatchObject({ code, details: { file: name } });
  });
});

test('the gaps know the words of the shop, the most used first', async () => {
  expect(await shop.core.segments.suggestions({ source: 'village' })).toEqual(['石桥村', '柳树屯']);
  expect(await shop.core.segments.suggestions({ source: 'product', text: '鸡苗' })).toEqual(['鸡苗 100 只', '鸡苗 50 只']);
  expect(await shop.core.segments.suggestions({ source: 'platform' })).toEqual(['淘宝']);
});
