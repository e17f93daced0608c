import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { figuresOf, importVillage } from '../support/village-files.ts';
import { villageOf } from '../support/village.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const phone = '13900001234';
const at = (detail: string) => [{ province: '河南省', city: '信阳市', district: '禾塘县', village: '石桥村', detail }];
const saved = async (name: string, numbers: readonly string[] = [], detail?: string): Promise<number> => {
  const { id } = await shop.core.customers.create({ name, phones: numbers.map((number) => ({ number, label: null })), addresses: detail === undefined ? [] : at(detail) });
  return id;
};
const queue = async (kind: 'duplicate' | 'household' = 'duplicate') => {
  await shop.app.settled();
  const { pairs } = await shop.core.duplicates.list({ kind });
  return pairs.map(({ left, right, reasons }) => `${left.name} · ${right.name}：${reasons.map(({ code }) => code).toSorted().join(' ')}`);
};
/** People who make the shop big enough that a shared phone is no chance. */
const strangers = () =>
  shop.core.imports.run({ file: shop.file('别人.csv', taobaoCsv(Array.from({ length: 60 }, (_, n) => ({ id: orderId(n + 1), buyer: `tb_${n}_`, name: `${'赵钱孙李周吴郑冯陈卫'[n % 10]}${'建玉文海春秋'[Math.floor(n / 10)]}${'山水林田湖草沙石云雨'[(n * 7) % 10]}`, phone: `1580000${1000 + n}` })))) });

describe('the queue of likely duplicates', () => {
  test('fills itself after entry and import, with reasons', async () => {
    await strangers();
    await saved('王桂英', [phone], '3组12号');
    await saved('王桂瑛', [phone]);
    expect(await queue()).toEqual(['王桂英 · 王桂瑛：nameSamePinyin phoneSame']);
    await shop.core.imports.run({ file: shop.file('a.csv', taobaoCsv([{ id: orderId(900), buyer: 'guiying88', name: '王桂英', address: '河南省 信阳市 禾塘县 柳渡镇石桥村3组12号' }])) });
    // The second pair is just as likely, and one of the two has bought something.
    expect(await queue()).toEqual(['王桂英 · 王桂英：addressSameHouse nameSame', '王桂英 · 王桂瑛：nameSamePinyin phoneSame']);
  });

  test('a family on one phone is proposed as a household, not as one person', async () => {
    await strangers();
    await saved('王桂英', [phone], '3组12号');
    await saved('李志强', [phone], '3组12号');
    expect([await queue(), await queue('household')]).toEqual([[], ['王桂英 · 李志强：addressSameHouse nameDiffers phoneSame']]);
    expect((await shop.core.duplicates.list({})).totals).toEqual({ duplicate: 0, household: 1 });
  });

  test('a phone beside several names in a member list comes up as a question', async () => {
    await strangers();
    const members = ['客户姓名,客户昵称,客户手机号,客户生日,客户性别,标签,成长值', `王桂英,,${phone},,,,0`, `王贵英,,${phone},,,,0`].join('\n');
    const { warnings } = await shop.core.imports.run({ file: shop.file('会员.csv', members) });
    expect(warnings).toMatchObject([{ code: 'imports.sharedPhones', details: { count: 1 } }]);
    expect(await queue()).toEqual(['王桂英 · 王贵英：nameSamePinyin phoneSame']);
  });

  test('follows an edit, a deletion and an undo', async () => {
    await strangers();
    await saved('王桂英', [phone]);
    const twin = await saved('王桂瑛', [phone]);
    expect(await queue()).toHaveLength(1);
    const { operationId } = await shop.core.customers.update({ id: twin, facts: { name: '王桂瑛', phones: [{ number: '13700005678', label: null }] } });
    expect(await queue()).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await queue()).toHaveLength(1);
    await shop.core.customers.delete({ id: twin });
    expect((await shop.core.duplicates.list({})).total).toBe(0);
    expect(await queue()).toEqual([]);
  });

  test('the likeliest comes first, and of the equally likely the most valuable', async () => {
    await strangers();
    for (const [name, number] of [['王桂英', '13900000001'], ['张秀兰', '13900000002'], ['刘海霞', '13900000003']] as const) await saved(name, [number]);
    await shop.core.imports.run({ file: shop.file('b.csv', taobaoCsv([{ id: orderId(901), buyer: 'x1__', name: '张秀蓝', phone: '13900000002', paid: '900.00' }, { id: orderId(902), buyer: 'x2__', name: '王桂瑛', phone: '13900000001', paid: '30.00' }, { id: orderId(903), buyer: 'x3__', name: '刘海燕', phone: '13900000003', paid: '5000.00' }])) });
    expect((await queue()).map((pair) => pair.split('：')[0])).toEqual(['张秀兰 · 张秀蓝', '王桂英 · 王桂瑛', '刘海霞 · 刘海燕']);
  });
});

describe('what was decided', () => {
  test('不是同一人 is never asked again, whatever is found anew, and can be taken back', async () => {
    await strangers();
    const pair = { leftId: await saved('王桂英', [phone]), rightId: await saved('王桂瑛', [phone]) };
    expect(await queue()).toHaveLength(1);
    const { operationId } = await shop.core.duplicates.notSame({ leftId: pair.rightId, rightId: pair.leftId });
    expect((await shop.core.duplicates.list({})).total).toBe(0);
    await shop.core.customers.update({ id: pair.leftId, facts: { name: '王桂英', phones: [{ number: phone, label: null }], note: '爱吃辣' } });
    expect(await shop.core.duplicates.find({})).toEqual({ pairs: 0, households: 0 });
    expect(await queue()).toEqual([]);
    await shop.core.history.undo({ operationId });
    expect(await queue()).toHaveLength(1);
  });

  test('同一家人 makes them relations and is remembered', async () => {
    await strangers();
    const pair = { leftId: await saved('王桂英', [phone]), rightId: await saved('王桂芳', [phone]) };
    expect(await queue()).toHaveLength(1);
    const { operationId } = await shop.core.duplicates.household(pair);
    expect([await queue(), await queue('household')]).toEqual([[], []]);
    const related = () => shop.app.store.reader.prepare(`SELECT customer_id, other_id, kind FROM customer_relations`).raw().all();
    expect(related()).toEqual([[pair.leftId, pair.rightId, 'household']]);
    expect(await shop.core.duplicates.find({})).toEqual({ pairs: 0, households: 0 });
    await shop.core.history.undo({ operationId });
    expect([related(), (await queue()).length]).toEqual([[], 1]);
  });

  test('nobody is decided about who is not there, or with himself', async () => {
    const id = await saved('王桂英', [phone]);
    expect(await failureOf(shop.core.duplicates.notSame({ leftId: id, rightId: 4711 }))).toMatchObject({ code: 'customers.notFound' });
    expect(await failureOf(shop.core.duplicates.household({ leftId: id, rightId: id }))).toMatchObject({ code: 'duplicates.samePerson' });
  });
});

describe('可能已经有了, while a customer is typed', () => {
  test('the phone, or the name, finds who may be meant; a stranger finds nobody', async () => {
    await strangers();
    await saved('王桂英', [phone], '3组12号');
    const found = async (typed: { name?: string; phones?: string[] }) => (await shop.core.duplicates.check(typed)).map(({ card, reasons }) => [card.name, reasons[0]?.code]);
    expect(await found({ phones: ['139-0000-1234'] })).toEqual([['王桂英', 'phoneSame']]);
    expect(await found({ name: '王桂英' })).toEqual([['王桂英', 'nameSame']]);
    expect(await found({ name: '王桂瑛', phones: [phone] })).toEqual([['王桂英', 'phoneSame']]);
    expect(await found({ name: '欧阳铁柱', phones: ['13700005678'] })).toEqual([]);
    expect(await found({})).toEqual([]);
  });
});

test('a generated village of 500 people with 1,400 appearances: exactly these figures, and the same whether found at once or bit by bit', async () => {
  const { villagers, appearances } = villageOf(7, 500, 1400);
  const records = await importVillage(shop, appearances);
  const figures = () => figuresOf(shop.core, appearances, records, (villager) => villagers[villager]!.household);
  await shop.core.duplicates.find({});
  const found = await figures();
  expect(found).toEqual({
    appearances: 1400,
    records: 761,
    certain: { pairs: 1152, right: 1152 },
    queue: { pairs: 283, right: 250 },
    households: { pairs: 502, right: 500 },
    pairsToFind: 1869,
    foundByCertain: 1152,
    foundWithQueue: 1785,
  });
  const stored = () => shop.app.store.reader.prepare(`SELECT left_id, right_id, kind, likelihood FROM duplicate_pairs ORDER BY left_id, right_id`).all();
  const before = stored();
  const [first] = (await shop.core.customers.list({ search: '王', limit: 1 })).rows;
  const { operationId } = await shop.core.customers.delete({ id: first!.id });
  await shop.app.settled();
  await shop.core.history.undo({ operationId });
  await shop.app.settled();
  expect(stored()).toEqual(before);
}, 60_000);
