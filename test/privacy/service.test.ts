import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { goneOn, longAwayBefore, mayContact, usualRules, withoutWords } from '../../core/privacy/rules.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { workbookOf } from '../support/export-files.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const create = async (facts: object): Promise<number> => (await shop.core.customers.create(CustomerFacts.parse(facts))).id;
const at = (village: string) => [{ province: null, city: null, district: null, village, detail: null }];

describe('whom the shop may contact', () => {
  test.each([
    ['somebody of whom nothing is known', { quiet: false, refused: false, contacts: 0 }, 'yes'],
    ['the fourth time in 30 days', { quiet: false, refused: false, contacts: 3 }, 'yes'],
    ['the fifth time', { quiet: false, refused: false, contacts: 4 }, 'often'],
    ['who does not want to be disturbed', { quiet: true, refused: false, contacts: 0 }, 'quiet'],
    ['who did not agree', { quiet: false, refused: true, contacts: 0 }, 'refused'],
  ])('%s', (_, reached, answer) => {
    expect(mayContact(reached, usualRules)).toBe(answer);
  });

  test('letters and the list for calling leave out whoever wants to be left alone and whoever heard from us often enough', async () => {
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([1, 2, 3, 4].map((n) => ({ id: orderId(n), buyer: `tb_${n}`, name: `客${n}号`, phone: `1990000100${n}`, address: '河南省 信阳市 光山县 石桥村3组' })))) });
    await shop.app.settled();
    const ids = (await shop.core.customers.list({ sort: 'created', descending: false })).rows.map(({ id }) => id);
    const [, quiet, refused, often] = ids as [number, number, number, number];
    const change = async (id: number, facts: object) => shop.core.customers.update({ id, facts: CustomerFacts.parse({ ...(await shop.core.customers.get({ id })), ...facts }) });
    await change(quiet, { doNotDisturb: true });
    await change(refused, { consent: 'refused' });
    for (const day of ['2026-04-08', '2026-04-09', '2026-04-20', '2026-05-01', '2026-05-07']) await shop.core.timeline.add({ customerId: often, kind: 'talk', channel: 'phone', text: '问了一声', at: `${day}T10:00:00+08:00` });
    await shop.core.timeline.add({ customerId: ids[0]!, kind: 'debt', amountFen: 100 });
    expect(await shop.core.privacy.mayContact({ customerIds: ids })).toEqual([
      { id: ids[0], answer: 'yes', contacts: 0 }, { id: quiet, answer: 'quiet', contacts: 0 }, { id: refused, answer: 'refused', contacts: 0 }, { id: often, answer: 'often', contacts: 4 }]);
    const labels = await shop.core.customers.labels({ selection: { ids } });
    expect({ ...labels, rows: labels.rows.map(({ id }) => id) }).toEqual({ total: 1, withoutAddress: 0, quiet: 2, often: 1, rows: [ids[0]] });
    await shop.app.settled();
    const { segment } = (await shop.core.customers.list({})).rows[0]!;
    const paper = await shop.core.reports.segment({ segment: segment! });
    expect([paper.customers, paper.quiet, paper.often, paper.rows.map(({ id }) => id)]).toEqual([4, 2, 1, [ids[0]]]);
    const { operationId } = await shop.core.privacy.setRules({ contactsAtMost: 5 });
    expect((await shop.core.customers.labels({ selection: { ids } })).total).toBe(2);
    await shop.core.history.undo({ operationId });
    expect((await shop.core.customers.labels({ selection: { ids } })).total).toBe(1);
  });
});

describe('one person\'s own data', () => {
  test('is a workbook and a page with everything that the shop knows, what it knew before, and where it went', async () => {
    const li = await create({ name: '李大海' });
    const id = await create({ name: '王桂英', phones: [{ number: '19900001234', label: '家里' }], addresses: at('石桥村'), note: '怕辣', consent: 'agreed', consentOn: '2026-01-02', consentWay: 'paper', doNotDisturb: true, source: 'counter', referrerId: li, relations: [{ otherId: li, kind: 'neighbour', note: '隔壁' }] });
    await shop.core.customers.update({ id, facts: CustomerFacts.parse({ ...(await shop.core.customers.get({ id })), phones: [{ number: '19900009999', label: null }], gender: 'female' }) });
    await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv([{ id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900009999' }])) });
    await shop.core.timeline.add({ customerId: id, kind: 'debt', amountFen: 8050, text: '两袋饲料' });
    const copy = await shop.core.privacy.copyOf({ id });
    const sheet = (name: string) => copy.sheets.find((one) => one.name === name)!;
    expect(copy).toMatchObject({ name: '王桂英', madeOn: '2026-05-08' });
    expect(copy.sheets.map(({ name }) => name)).toEqual(['资料', '订单', '往来', '认识的人', '改动']);
    expect(sheet('资料').rows).toEqual(expect.arrayContaining([['姓名', '王桂英'], ['性别', '女'], ['来源', '店里'], ['电话', '19900009999'], ['备注', '怕辣'], ['是否同意', '同意'], ['同意日期', '2026-01-02'], ['同意方式', '纸上签字'], ['免打扰', '是'], ['买过几次', 1], ['一共花了', 30]]));
    expect(sheet('订单').headers).toEqual(expect.arrayContaining(['平台订单号', '下单时间', '实付', '收货人', '电话', '商品']));
    expect(sheet('往来').rows).toEqual([['2026-05-08 12:00', '赊账', '两袋饲料', 80.5]]);
    expect(sheet('认识的人').rows).toEqual([['李大海', '邻居', '隔壁'], ['李大海', '介绍人', null]]);
    expect(sheet('改动').rows).toEqual(expect.arrayContaining([['2026-05-08 12:00', '性别', '', '女'], ['2026-05-08 12:00', '电话', '19900001234 家里', '19900009999']]));

    const { token, path } = shop.path('王桂英的资料.xlsx');
    expect(await shop.core.privacy.exportCopy({ id, file: token })).toMatchObject({ fileName: '王桂英的资料.xlsx', uid: copy.uid });
    const { sheets } = await workbookOf(new Uint8Array(readFileSync(path)));
    expect(sheets.map(({ name, rows }) => [name, rows.length - 1])).toEqual(copy.sheets.map(({ name, rows }) => [name, rows.length]));
    expect((await shop.core.staff.disclosures({})).rows).toMatchObject([{ kind: 'export', subject: copy.uid, people: 1, customer: { name: '王桂英' } }]);
    expect((await shop.core.privacy.copyOf({ id })).sheets.at(-1)).toEqual({ name: '给出去过', headers: ['时间', '做了什么'], rows: [['2026-05-08 12:00', '存成表格']] });
    expect((await failureOf(shop.core.privacy.copyOf({ id: 999 }))).code).toBe('customers.notFound');
  });
});

test('a lost laptop: how many people, and what of them, was on it', async () => {
  const gone = await create({ name: '赵四' });
  await create({ name: '王桂英', phones: [{ number: '19900001234', label: null }], addresses: at('石桥村'), note: '怕辣', birthday: { calendar: 'lunar', year: null, month: 6, day: 15 } });
  await create({ name: '李大海', credit: 'watch' });
  await shop.core.customers.delete({ id: gone });
  expect(await shop.core.privacy.holdings()).toEqual({
    shopName: '', day: '2026-05-08', people: 2, deleted: 1, orders: 0, kinds: { phones: 1, addresses: 1, accounts: 0, birthdays: 1, notes: 1, credit: 1, photos: 0, dealings: 0 },
  });
});

test('the day from which on no backup holds a forgotten person', () => {
  expect(goneOn({ backups: [], kept: [] }, 92)).toBeNull();
  const backups = [{ madeAt: '2026-05-07T12:00:00+08:00', leavesOn: '2026-05-14' }, { madeAt: '2026-05-08T12:00:00+08:00', leavesOn: null }];
  expect(goneOn({ backups, kept: [] }, 92)).toBe('2026-08-08');
  expect(goneOn({ backups: backups.slice(0, 1), kept: [{ leavesOn: '2026-06-07' }] }, 92)).toBe('2026-06-07');
});

test('years back from today, also from the day that most years do not have', () => {
  expect([longAwayBefore('2026-05-08', 3), longAwayBefore('2028-02-29', 1)]).toEqual(['2023-05-08', '2027-02-28']);
});

test('a title keeps what is not the person\'s', () => {
  expect(withoutWords('王桂英、李大海、王桂英家.csv', ['王桂英', '王桂英家'])).toBe('＊、李大海、＊.csv');
});
