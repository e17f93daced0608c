import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../core/base/database.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
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

let files = 0;
const importRows = (...rows: TaobaoRow[]) => shop.core.imports.run({ file: shop.file(`${(files += 1)}.csv`, taobaoCsv(rows)) });
const person = (name: string, facts: object = {}) => shop.core.customers.create({ name, ...facts }).then(({ id }) => id);
const get = (id: number) => shop.core.customers.get({ id });
const phones = (...numbers: string[]) => ({ phones: numbers.map((number) => ({ number, label: null })) });
const people = async () => (await shop.core.customers.list({ sort: 'created', descending: false })).rows.map(({ name, orderCount }) => `${name} ${orderCount}`);
const named = async (name: string): Promise<number> => (await shop.core.customers.list({ search: name })).rows[0]!.id;
const merge = async (keepId: number, dropId: number, choices: { field: string; take: 'keep' | 'drop' | 'both' }[] = []) => shop.core.duplicates.merge({ keepId, dropId, choices });
const unmerge = (mergeId: number) => shop.core.duplicates.unmerge({ mergeId });
const undo = (operationId: number) => shop.core.history.undo({ operationId });
const hash = async (): Promise<string> => {
  await shop.app.settled();
  return shop.check().contentHash;
};

describe('two files side by side', () => {
  test('show what differs, with the better value chosen and the fuller file to stay', async () => {
    await importRows({ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' });
    const left = await person('王婶', { ...phones('13800138002'), birthday: { calendar: 'lunar', year: null, month: 6, day: 15 }, note: '腿脚不便', tags: ['老主顾'] });
    const right = await named('王桂英');
    const pair = await shop.core.duplicates.pair({ leftId: left, rightId: right });
    expect(pair.keepId).toBe(right);
    expect(pair.left.name).toBe('王婶');
    expect(Object.fromEntries(pair.differences.map(({ field, better }) => [field, better]))).toEqual({
      name: 'left', birthday: 'left', source: 'right', note: 'left', phones: 'both', identities: 'both', tags: 'both',
    });
    expect(pair.children.filter((child) => child.left + child.right > 0)).toEqual([
      { table: 'customer_phones', left: 1, right: 1 }, { table: 'customer_identities', left: 0, right: 1 }, { table: 'customer_tags', left: 1, right: 0 }, { table: 'orders', left: 0, right: 1 },
    ]);
  });

  test('a name made up from an account gives way to the name of a person', async () => {
    await importRows({ id: orderId(1), buyer: 'tb_wang' });
    const pair = await shop.core.duplicates.pair({ leftId: await named('tb_wang'), rightId: await person('王英') });
    expect(pair.differences.find(({ field }) => field === 'name')).toEqual({ field: 'name', left: 'tb_wang', right: '王英', better: 'right' });
    expect(pair.keepId).toBe(pair.right.id);
  });

  test('nobody is a pair with themselves', async () => {
    const id = await person('王桂英');
    expect(await failureOf(merge(id, id))).toEqual({ code: 'duplicates.samePerson' });
    expect(await failureOf(merge(id, 999))).toEqual({ code: 'customers.notFound' });
  });
});

describe('a merge', () => {
  test('brings orders, phones, tags, people brought and relations to the one that stays', async () => {
    await importRows({ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' }, { id: orderId(2), buyer: 'tb_li', name: '王桂英', phone: '13800138002', paid: '45.00' });
    const [kept, dropped] = (await shop.core.customers.list({ sort: 'created', descending: false })).rows.map(({ id }) => id) as [number, number];
    const friend = await person('李秀兰', { referrerId: dropped });
    await shop.core.duplicates.household({ leftId: dropped, rightId: friend });
    for (const id of [kept, dropped]) await shop.core.customers.update({ id, facts: { ...(await get(id)), tags: id === kept ? ['老主顾'] : ['老主顾', '爱吃辣'] } });
    await merge(kept, dropped);
    expect(await get(kept)).toMatchObject({ orderCount: 2, netFen: 7500, tags: ['爱吃辣', '老主顾'], ...phones('13800138001', '13800138002') });
    expect((await get(kept)).identities).toEqual(expect.arrayContaining([{ platform: '淘宝', value: 'tb_wang' }, { platform: '淘宝', value: 'tb_li' }]));
    expect(await get(friend)).toMatchObject({ referrerId: kept, relations: [{ otherId: kept, kind: 'household' }] });
    expect(await people()).toEqual(['王桂英 2', '李秀兰 0']);
  });

  test('takes the values that were chosen, and can put texts one below the other', async () => {
    const [kept, dropped] = [await person('王婶', { note: '腿脚不便', occupation: '种菜' }), await person('王桂英', { note: '下午在家', occupation: '教师', doNotDisturb: true })];
    await merge(kept, dropped, [{ field: 'name', take: 'keep' }, { field: 'note', take: 'both' }, { field: 'occupation', take: 'drop' }]);
    expect(await get(kept)).toMatchObject({ name: '王婶', note: '腿脚不便\n下午在家', occupation: '教师', doNotDisturb: true });
  });

  test('of the person and who brought them leaves nobody brought by themselves, nor in a circle', async () => {
    const dropped = await person('李秀兰');
    const kept = await person('王桂英', { referrerId: dropped });
    const before = await hash();
    const { mergeId } = await merge(kept, dropped);
    expect((await get(kept)).referrerId).toBeNull();
    await unmerge(mergeId);
    expect(await hash()).toBe(before);

    const middle = await person('张建国', { referrerId: dropped });
    await shop.core.customers.update({ id: kept, facts: { ...(await get(kept)), referrerId: middle } });
    await merge(kept, dropped);
    expect([(await get(kept)).referrerId, (await get(middle)).referrerId]).toEqual([null, kept]);
  });

  test('that would overfill the file is refused and changes nothing', async () => {
    const number = (n: number) => `138001380${String(n).padStart(2, '0')}`;
    const [kept, dropped] = [await person('王桂英', phones(...Array.from({ length: 6 }, (_, n) => number(n)))), await person('王桂英', phones(...Array.from({ length: 6 }, (_, n) => number(n + 10))))];
    const before = await hash();
    expect(await failureOf(merge(kept, dropped))).toEqual({ code: 'duplicates.tooMany', details: { list: '电话', count: 12, limit: 10 } });
    expect(await hash()).toBe(before);
    await merge(kept, dropped, [{ field: 'phones', take: 'keep' }]);
    expect((await get(kept)).phones).toHaveLength(6);
  });

  test('is found by imports under the keys and names of both', async () => {
    await importRows({ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' }, { id: orderId(2), buyer: 'tb_li', name: '王婶', phone: '13800138002' });
    const [kept, dropped] = [await named('王桂英'), await named('王婶')];
    const { mergeId } = await merge(kept, dropped);
    await importRows({ id: orderId(3), buyer: 'tb_li', name: '王婶' }, { id: orderId(4), buyer: '', name: '王婶', phone: '13800138002' });
    expect(await people()).toEqual(['王桂英 4']);
    expect(await unmerge(mergeId)).toMatchObject({ id: dropped });
    expect(await people()).toEqual(['王桂英 1', '王婶 3']);
    await importRows({ id: orderId(5), buyer: 'tb_li', name: '王婶' }, { id: orderId(6), buyer: '', name: '王婶', phone: '13800138002' });
    expect(await people()).toEqual(['王桂英 1', '王婶 5']);
  });

  test('is found by the number that either had in our own table, and the table overwrites nothing that was chosen', async () => {
    const [kept, dropped] = [await person('王婶', { note: '腿脚不便' }), await person('王桂英')];
    const uids = [(await get(kept)).uid, (await get(dropped)).uid];
    await merge(kept, dropped, [{ field: 'name', take: 'drop' }]);
    await shop.core.imports.run({ file: shop.file('客户.csv', `客户编号,姓名,标签,平台账号,免打扰,介绍人编号\r\n${uids[0]},王婶,老主顾,,,\r\n${uids[1]},王桂英,爱吃辣,,,`) });
    expect(await people()).toEqual(['王桂英 0']);
    expect(await get(kept)).toMatchObject({ note: '腿脚不便', tags: ['爱吃辣', '老主顾'] });
  });

  test('of many above twenty first makes a copy of the data, and is one step back', async () => {
    for (let n = 0; n < 24; n += 1) {
      for (const calendar of ['一', '二']) await person(`王桂${String.fromCodePoint(0x4e00 + n * 50)}`, { ...phones(`138001380${String(n + 10)}`), addresses: [{ province: null, city: null, district: '光山县', village: '石桥村', detail: `石桥村${n + 1}号` }], note: calendar, birthday: { calendar: 'solar', year: 1960 + n, month: 6, day: 15 } });
    }
    await shop.core.duplicates.find({});
    const before = await hash();
    const { pairs } = await shop.core.duplicates.list({ limit: 200 });
    const many = pairs.map(({ leftId, rightId }) => ({ leftId, rightId }));
    expect(many).toHaveLength(24);
    expect(await failureOf(shop.core.duplicates.mergeMany({ pairs: many }))).toMatchObject({ code: 'duplicates.backupFirst' });
    const done = await shop.core.duplicates.mergeMany({ pairs: many, backedUp: true });
    expect(done).toMatchObject({ merged: 24, skipped: 0, backup: '乡客备份-2026-05-08-1200-合并前.xkb' });
    expect((await shop.core.customers.list({})).total).toBe(24);
    await undo(done.operationId!);
    expect(await hash()).toBe(before);
    const copy = openStore(join(shop.folder, done.backup!));
    expect(checkDatabase(copy.writer)).toMatchObject({ ok: true, contentHash: before });
    copy.close();
  });
});

describe('taking a merge apart', () => {
  const pairOfWangs = async () => {
    await importRows({ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '13800138001' }, { id: orderId(2), buyer: 'tb_hua', name: '王桂花', phone: '13800138002' });
    const [kept, dropped] = [await named('王桂英'), await named('王桂花')];
    return { kept, dropped, ...(await merge(kept, dropped, [{ field: 'name', take: 'keep' }])) };
  };

  test('sends back what came since by its source, and asks for the rest', async () => {
    const { kept, dropped, mergeId } = await pairOfWangs();
    await importRows({ id: orderId(3), buyer: 'tb_hua', name: '王桂花', phone: '13800138002' }, { id: orderId(4), buyer: 'tb_wang', name: '王桂英' }, { id: orderId(5), buyer: 'tb_hua', name: '' }, { id: orderId(6), buyer: 'tb_wang' });
    await shop.core.customers.update({ id: kept, facts: { ...(await get(kept)), tags: ['老主顾'] } });
    const plan = await shop.core.duplicates.unmergePlan({ mergeId });
    expect(plan.merge).toMatchObject({ keptName: '王桂英', droppedName: '王桂花', standing: true });
    expect(plan.questions.map(({ table, text, proposed }) => [table, text, proposed])).toEqual([
      ['orders', '2026-04-01 淘宝 ¥30.00', 'kept'],
      ['orders', '2026-04-01 淘宝 ¥30.00', 'kept'],
      ['customer_tags', '老主顾', 'kept'],
    ]);
    const answers = plan.questions.map(({ table, id }, index) => ({ table, id, to: index === 0 ? ('dropped' as const) : ('kept' as const) }));
    await shop.core.duplicates.unmerge({ mergeId, answers });
    expect([await get(kept), await get(dropped)]).toMatchObject([{ name: '王桂英', orderCount: 3, tags: ['老主顾'] }, { name: '王桂花', orderCount: 3, tags: [] }]);
    expect(await failureOf(unmerge(mergeId))).toEqual({ code: 'duplicates.mergeNotFound' });
    expect((await shop.core.duplicates.merges({ customerId: dropped })).merges).toMatchObject([{ id: mergeId, keptName: '王桂英', droppedName: '王桂花', standing: false }]);
  });

  test('leaves with the kept person what was written since, but not in the place of the other one\'s value', async () => {
    const [kept, dropped] = [await person('王婶', { occupation: '种菜', note: '腿脚不便' }), await person('王桂英', { occupation: '教师', ...phones('13800138002') })];
    const { mergeId } = await merge(kept, dropped, [{ field: 'occupation', take: 'drop' }, { field: 'name', take: 'drop' }]);
    await shop.core.customers.update({ id: kept, facts: { ...(await get(kept)), occupation: '退休教师', note: '下午在家', ...phones('13800138009', '13800138002') } });
    await unmerge(mergeId);
    expect(await get(kept)).toMatchObject({ name: '王婶', occupation: '种菜', note: '下午在家', ...phones('13800138009') });
    expect(await get(dropped)).toMatchObject({ name: '王桂英', occupation: '退休教师', note: null, ...phones('13800138002') });
  });

  test.each([['the first first', [0, 1]], ['the second first', [1, 0]]])('works for people merged of merged people, %s', async (_, order) => {
    await importRows(...['王桂英', '王桂花', '李秀兰'].map((name, n) => ({ id: orderId(n + 1), buyer: `tb_${n}`, name, phone: `1380013800${n}` })));
    const [a, b, c] = [await named('王桂英'), await named('王桂花'), await named('李秀兰')];
    await shop.core.duplicates.notSame({ leftId: b, rightId: await person('张建国') });
    const before = await hash();
    const merges = [(await merge(a, b)).mergeId, (await merge(c, a)).mergeId];
    expect(await people()).toEqual(['李秀兰 3', '张建国 0']);
    for (const which of order) {
      await unmerge(merges[which]!);
      expect((await people()).toSorted()).toContain(which === 0 ? '王桂花 1' : '李秀兰 1');
    }
    expect(await hash()).toBe(before);
  });

  test('works long after by 撤销, too, and 撤销 of that', async () => {
    const { kept, dropped, operationId } = await pairOfWangs();
    await importRows({ id: orderId(3), buyer: 'tb_hua', name: '王桂花', phone: '13800138002' });
    await shop.core.customers.update({ id: kept, facts: { ...(await get(kept)), note: '爱聊天' } });
    const back = await undo(operationId);
    expect([await get(kept), await get(dropped)]).toMatchObject([{ orderCount: 1, note: '爱聊天' }, { orderCount: 2, note: null }]);
    await shop.core.customers.update({ id: dropped, facts: { ...(await get(dropped)), note: '下午在家' } });
    await undo(back.operationId);
    expect(await get(kept)).toMatchObject({ orderCount: 3, note: '爱聊天' });
    expect(await people()).toEqual(['王桂英 3']);
  });

  test('is not possible while the person is deleted, and is again when they are back', async () => {
    const { kept, dropped, mergeId } = await pairOfWangs();
    const deleted = await shop.core.customers.delete({ id: kept });
    expect(await failureOf(unmerge(mergeId))).toEqual({ code: 'duplicates.mergeNotFound' });
    await undo(deleted.operationId);
    await unmerge(mergeId);
    expect([await get(kept), await get(dropped)]).toMatchObject([{ orderCount: 1 }, { orderCount: 1 }]);
  });
});

describe('what was decided about pairs', () => {
  test('follows into merges and comes back out of them', async () => {
    const [a, b, c] = [await person('王桂英'), await person('王桂英'), await person('王桂英')];
    await shop.core.duplicates.notSame({ leftId: b, rightId: c });
    const before = await hash();
    const { mergeId } = await merge(a, b);
    expect(shop.app.store.reader.prepare(`SELECT left_id, right_id, kind FROM duplicate_decisions`).raw().all()).toEqual([[a, c, 'notSame']]);
    await unmerge(mergeId);
    expect(await hash()).toBe(before);
  });

  test('does not forbid a merge of the two, and holds again once it is taken apart', async () => {
    const [a, b] = [await person('王桂英'), await person('王桂花')];
    await shop.core.duplicates.household({ leftId: a, rightId: b });
    const before = await hash();
    const { mergeId } = await merge(b, a);
    expect((await get(b)).relations).toEqual([]);
    await unmerge(mergeId);
    expect(await hash()).toBe(before);
  });
});
