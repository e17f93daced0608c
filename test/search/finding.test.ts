import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const address = (village: string) => ({ province: '河南省', city: '信阳市', district: '禾塘县', village, detail: '3组' });
const person = (name: string, number: string, village: string, tags: string[] = []) => ({ name, phones: [{ number, label: null }], addresses: [address(village)], tags });
const names = async (text: string): Promise<string[]> => (await shop.core.search.find({ text })).people.map(({ name }) => name);
const imported = (csv: string) => shop.core.imports.run({ file: shop.file('订单.csv', csv) });

describe('people', () => {
  test('of one name are told apart by village and phone', async () => {
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    await shop.core.customers.create(person('王桂英', '19900005678', '柳树湾村'));
    expect((await shop.core.search.find({ text: 'wgy 柳树' })).people).toEqual([
      { id: 2, name: '王桂英', phone: '19900005678', village: '柳树湾村', lastOrderOn: null, found: null },
    ]);
    expect((await shop.core.search.find({ text: 'wgy' })).people).toHaveLength(2);
  });

  test('are found by WeChat id, platform nickname, hamlet and tag, and the hit says by what', async () => {
    await shop.core.customers.create({ ...person('李想', '19900001234', '石桥村', ['养鸡大户']), contacts: [{ kind: 'wechat', value: 'Lixiang_88', label: null }] });
    await imported(taobaoCsv([{ id: '330123456789012345', buyer: '山里人77', name: '张大海', phone: '19900002222' }]));
    const found = async (text: string) => (await shop.core.search.find({ text })).people.map((hit) => [hit.name, hit.found]);
    expect(await found('lixiang_88')).toEqual([['李想', 'Lixiang_88']]);
    expect(await found('养鸡')).toEqual([['李想', '养鸡大户']]);
    expect(await found('山里人')).toEqual([['张大海', '山里人77']]);
    expect(await found('lx 石桥')).toEqual([['李想', null]]);
  });

  test('follow every change at once: edited, deleted, brought back, bought again', async () => {
    const { id } = await shop.core.customers.create(person('尉迟明', '19900001234', '石桥村'));
    await shop.core.customers.create(person('尉迟明', '19900005678', '柳树湾村'));
    expect(await names('ycm')).toHaveLength(2);
    const before = await shop.core.customers.get({ id });
    await shop.core.customers.update({ id, facts: { ...before, name: '尉迟亮', tags: ['搬走了'] } });
    expect([await names('ycl'), await names('ycm'), await names('搬走')]).toEqual([['尉迟亮'], ['尉迟明'], ['尉迟亮']]);
    const { operationId } = await shop.core.customers.delete({ id });
    expect(await names('ycl')).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await names('ycl')).toEqual(['尉迟亮']);
    await imported(taobaoCsv([{ id: '330123456789012345', buyer: '老主顾', name: '尉迟亮', phone: '19900001234' }]));
    expect(await names('yc')).toEqual(['尉迟亮', '尉迟明']);
  });

  test('more than fit are counted by the list, which finds the same', async () => {
    for (let n = 0; n < 12; n += 1) await shop.core.customers.create(person(`王桂${'英兰芳香花莲梅凤珍玉云霞'[n]}`, `1990000${String(1000 + n)}`, '石桥村'));
    expect((await shop.core.search.find({ text: 'wg' }))).toMatchObject({ text: 'wg', morePeople: true });
    expect((await shop.core.search.find({ text: 'wg' })).people).toHaveLength(8);
    expect((await shop.core.customers.list({ search: 'wg' })).total).toBe(12);
  });

  test('nothing is found for nothing, and a long text is answered', async () => {
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    expect(await names('   ')).toEqual([]);
    expect(await names('王 桂 英 '.repeat(40).slice(0, 200))).toEqual(['王桂英']);
    expect(await names(`王桂英 ${'石桥村'.repeat(60)}`)).toEqual([]);
    expect(await names('wangguiying'.repeat(18))).toEqual([]);
  });
});

describe('orders and goods', () => {
  beforeEach(() => imported(taobaoCsv([
    { id: '330123456789012345', buyer: '甲', name: '张大海', phone: '19900002222', title: '土鸡蛋', at: '2026-04-01 09:00:00' },
    { id: '330123456789992345', buyer: '乙', name: '李想', phone: '19900003333', title: '红薯粉条', at: '2026-04-02 09:00:00' },
  ])));

  test('an order is found by its number, by its last four digits and more, the newest first', async () => {
    const ids = async (text: string) => (await shop.core.search.find({ text })).orders.map(({ platformOrderId }) => platformOrderId);
    expect(await ids('330123456789012345')).toEqual(['330123456789012345']);
    expect(await ids(' 3301 2345 6789 0123 45 ')).toEqual(['330123456789012345']);
    expect(await ids('012345')).toEqual(['330123456789012345']);
    expect(await ids('2345')).toEqual(['330123456789992345', '330123456789012345']);
    expect([await ids('345'), await ids('张大海'), await ids('9999')]).toEqual([[], [], []]);
    expect((await shop.core.search.find({ text: '012345' })).orders[0]).toMatchObject({ platform: '淘宝', customerName: '张大海', orderedOn: '2026-04-01', netFen: 3000 });
  });

  test('goods are found by name and initials, and lead to who bought them', async () => {
    const goods = async (text: string) => (await shop.core.search.find({ text })).products.map(({ name }) => name);
    expect([await goods('鸡蛋'), await goods('tjd'), await goods('hongshu'), await goods('王')]).toEqual([['土鸡蛋'], ['土鸡蛋'], ['红薯粉条'], []]);
    expect((await shop.core.customers.list({ product: '土鸡蛋' })).rows.map(({ name }) => name)).toEqual(['张大海']);
    await imported(taobaoCsv([{ id: '330123456789990001', title: '山核桃' }]));
    expect(await goods('核桃')).toEqual(['山核桃']);
  });

  test.each([
    ['an order by the end of its number', `SELECT id FROM orders o WHERE substr(o.platform_order_id, -4) = ? AND o.order_id_derived = 0`, 'orders_by_number_end'],
    ['who bought goods', `SELECT o.customer_id FROM products p JOIN order_lines l ON l.product_id = p.id JOIN orders o ON o.id = l.order_id WHERE p.name = ? AND o.counts = 1`, 'order_lines_by_product'],
    ['what changed since an operation', `WITH changed AS MATERIALIZED (SELECT table_name, row_id FROM operation_changes WHERE operation_id > ?) SELECT t.customer_id FROM changed c CROSS JOIN customer_phones t ON t.id = c.row_id WHERE c.table_name = 'customer_phones'`, 'USING PRIMARY KEY'],
  ])('%s is found by an index', (_, sql, index) => {
    const plan = (shop.app.store.reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('1') as { detail: string }[]).map(({ detail }) => detail).join(' · ');
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN (?!c\b)/);
  });
});
