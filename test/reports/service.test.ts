import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.core.settings.update({ shopName: '桂英小店' });
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([
    { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '13900001234', address: '河南省 信阳市 光山县 石桥村3组12号', at: '2026-03-01 09:00:00', title: '土鸡蛋' },
    { id: orderId(2), buyer: 'guiying88', paid: '60.00', refund: '10.00', name: '王桂英', phone: '13900001234', at: '2026-05-02 18:30:00', title: '红薯粉' },
    { id: orderId(3), buyer: 'lx2020', paid: '900.00', name: '李想', at: '2025-06-01 08:00:00', title: '黑山羊' },
    { id: orderId(4), buyer: 'lx2020', paid: '9.00', status: '交易关闭', name: '李想', at: '2025-07-01 08:00:00', title: '黑山羊' },
  ])) });
  await shop.app.settled();
});
afterEach(() => shop.stop());

describe('the overview', () => {
  test('shows the shop in numbers that the books confirm', async () => {
    const overview = await shop.core.reports.overview();
    expect(overview).toMatchObject({ customers: 2, orders: 4, purchases: 3, netFen: 1078_50, ordersWithoutCustomer: 0, firstOn: '2025-06-01', lastOn: '2026-05-02' });
    expect(overview.months).toEqual([
      { month: '2025-06', orders: 1, netFen: 900_00, customers: 1 },
      { month: '2026-03', orders: 1, netFen: 128_50, customers: 1 },
      { month: '2026-05', orders: 1, netFen: 50_00, customers: 1 },
    ]);
    expect(overview.slippingCustomers.map(({ name }) => name)).toEqual(['李想']);
    expect(overview.clockBehind).toBeNull();
  });

  test.each([['2026-05-01', null], ['2026-04-30', '2026-05-02'], ['2015-01-01', '2026-05-02']])(
    'on a laptop that believes it is %s the last order day tells whether its clock is behind: %s', async (day, told) => {
      await shop.app.close();
      shop = startCore(day, shop.folder);
      expect((await shop.core.reports.overview()).clockBehind).toBe(told);
    });
});

describe('the reports', () => {
  test('of a customer hold every order, the goods and the score', async () => {
    const { rows } = await shop.core.customers.list({ search: '桂英' });
    expect(await shop.core.reports.customer({ id: rows[0]!.id })).toMatchObject({
      shopName: '桂英小店', printedOn: '2026-05-08',
      portrait: {
        customer: { name: '王桂英', orderCount: 2, netFen: 178_50 }, score: { recency: 6, frequency: 2 },
        goods: [{ name: '土鸡蛋', orders: 1 }, { name: '红薯粉', orders: 1 }],
      },
      orders: [{ platformOrderId: orderId(2), netFen: 50_00 }, { platformOrderId: orderId(1), netFen: 128_50 }],
    });
  });

  test('of a good customer hold up to 2,000 orders and say how many more there are', async () => {
    const rows = Array.from({ length: 2100 }, (_, n) => ({ id: orderId(100 + n), buyer: '食堂', name: '周食堂', paid: '10.00', at: `2026-04-${String((n % 28) + 1).padStart(2, '0')} 10:00:00` }));
    await shop.core.imports.run({ file: shop.file('食堂.csv', taobaoCsv(rows.slice(0, 250))) });
    const { id } = (await shop.core.customers.list({ search: '食堂' })).rows[0]!;
    const some = await shop.core.reports.customer({ id });
    expect([some.orders.length, some.ordersLeftOut]).toEqual([250, 0]);
    await shop.core.imports.run({ file: shop.file('食堂.csv', taobaoCsv(rows)) });
    const all = await shop.core.reports.customer({ id });
    expect([all.orders.length, all.ordersLeftOut, all.orders[0]!.orderedAt.slice(0, 10)]).toEqual([2000, 100, '2026-04-28']);
  });

  test('of a segment list its people with their share of the revenue', async () => {
    const report = await shop.core.reports.segment({ segment: '001' });
    expect(report).toMatchObject({ asOf: '2026-05-08', customers: 1, netFen: 900_00, rows: [{ name: '李想' }] });
    expect(report.shareOfRevenue).toBeCloseTo(900 / 1078.5, 10);
  });
});

describe('the Excel files', () => {
  test('come back into an empty shop without a loss', async () => {
    const { rows } = await shop.core.customers.list({ search: '桂英' });
    const person = await shop.core.customers.get({ id: rows[0]!.id });
    const friend = (await shop.core.customers.list({ search: '李想' })).rows[0]!;
    await shop.core.customers.update({ id: person.id, facts: {
      ...person, gender: 'female', kind: 'retailer', note: '两行\n备注，带"引号"', tags: ['老主顾', '爱|竖线'], wish: '鸡苗', referrerId: friend.id, consent: 'agreed', consentOn: '2026-05-01',
      birthday: { calendar: 'lunar', year: null, month: 6, day: 15, leapMonth: true }, phones: [{ number: '13900001234', label: '家里 座机旁' }, { number: '07561234567', label: null }],
      addresses: [...person.addresses, { province: '河南省', city: null, district: null, village: '柳树屯', detail: '2 组' }],
    } });
    const people = shop.path('客户.xlsx');
    const orders = shop.path('订单.xlsx');
    expect(await shop.core.reports.exportTable({ kind: 'customers', file: people.token })).toEqual({ rows: 2, fileName: '客户.xlsx' });
    expect((await shop.core.reports.exportTable({ kind: 'orders', file: orders.token })).rows).toBe(4);

    const other = startCore('2026-05-08');
    try {
      await other.core.imports.run({ file: other.grant(people.path) });
      await other.core.imports.run({ file: other.grant(orders.path) });
      const all = async ({ core }: TestCore) => {
        const list = (await core.customers.list({ sort: 'net' })).rows;
        const details = await Promise.all(list.map(({ id }) => core.customers.get({ id })));
        const bought = (await core.orders.list({})).rows;
        return JSON.stringify({
          details: details.map((facts) => ({ ...facts, id: null, referrerId: null })),
          orders: (await Promise.all(bought.map(({ id }) => core.orders.get({ id })))).map((facts) => ({ ...facts, id: null, customerId: null })),
        }, null, 1);
      };
      expect(await all(other)).toBe(await all(shop));
      const again = await other.core.imports.run({ file: other.grant(orders.path) });
      expect(again).toMatchObject({ batchId: null, counts: { ordersUnchanged: 4 } });
    } finally {
      await other.stop();
    }
  });

  test('keep ids and phones as text and amounts as numbers', async () => {
    const orders = shop.path('订单.xlsx');
    await shop.core.reports.exportTable({ kind: 'orders', file: orders.token });
    const sheet = Xlsx.read(readFileSync(orders.path), { dense: true }).Sheets['订单']!;
    const [headers, ...rows] = sheet['!data']!;
    const cell = (row: number, header: string) => rows[row]![headers!.findIndex((each) => each.v === header)]!;
    expect(cell(0, '平台订单号')).toMatchObject({ t: 's', v: orderId(3) });
    expect(cell(0, '实付')).toMatchObject({ t: 'n', v: 900 });
  });

  test('of orders hold what the page was narrowed to', async () => {
    const orders = shop.path('订单.xlsx');
    expect((await shop.core.reports.exportTable({ kind: 'orders', file: orders.token, orderFilter: { counted: false } })).rows).toBe(1);
    expect((await shop.core.reports.exportTable({ kind: 'orders', file: orders.token, orderFilter: { from: '2026-03-01', to: '2026-05-02' } })).rows).toBe(2);
  });

  test('of the segments name each person\'s segment and read back as customers', async () => {
    const segments = shop.path('分群.xlsx');
    expect((await shop.core.reports.exportTable({ kind: 'segments', file: segments.token, filter: { segment: '001' } })).rows).toBe(1);
    const before = shop.check().contentHash;
    const back = await shop.core.imports.run({ file: segments.token });
    expect(back).toMatchObject({ kind: 'customers', batchId: null, counts: { rowsRead: 1, customersMatched: 1 } });
    expect(shop.check().contentHash).toBe(before);
  });
});
