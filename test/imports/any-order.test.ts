import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import type { TaobaoRow } from '../support/given.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const drop = (text: string, name = '表.csv') => shop.core.imports.run({ file: shop.file(name, text) });
const rows = (...given: TaobaoRow[]) => drop(taobaoCsv(given));
const people = async () => (await shop.core.customers.list({ sort: 'created', descending: false })).rows;
const order = async (id: string) => (await shop.core.orders.list({ search: id })).rows[0]!;
const rename = async (id: number, name: string) => {
  const person = await shop.core.customers.get({ id });
  await shop.core.customers.update({ id, facts: { ...person, name } });
};
const group = (text: string) => drop(`跟团号,下单人,支付时间,商品,订单金额,退款金额,订单状态,自提点,收货人,联系电话,详细地址\r\n${text}`, '快团团.csv');

describe('an order in two exports', () => {
  const sold = { id: orderId(1), buyer: 'a', paid: '30.00', at: '2026-04-01 09:00:00' };
  const shipped = { ...sold, status: '卖家已发货，等待买家确认' };
  const refunded = { ...sold, status: '交易关闭', refund: '30.00' };
  const partly = { ...sold, refund: '10.00' };

  test.each([
    ['shipped, then refunded', [shipped, refunded], 'refunded', 0],
    ['refunded, then the older export', [refunded, shipped], 'refunded', 0],
    ['partly refunded, then the older export', [partly, sold], 'completed', 20_00],
    ['sold, then partly refunded', [sold, partly], 'completed', 20_00],
  ] as const)('%s ends the same', async (_, exports, status, netFen) => {
    for (const one of exports) await rows(one);
    expect(await order(orderId(1))).toMatchObject({ status, netFen });
  });

  test('keeps its refund and status when a later table has no column for them', async () => {
    await rows(refunded, { ...sold, id: orderId(2), status: '等待买家付款' }, { ...partly, id: orderId(3) });
    const bare = [1, 2, 3].map((n) => `${orderId(n)},a,30.00,2026-04-01 09:00:00,土鸡蛋`);
    const result = await drop(['订单编号,买家会员名,买家实际支付金额,订单创建时间,宝贝标题', ...bare].join('\r\n'));
    expect(result.warnings.map(({ code }) => code)).toContain('imports.noStatusColumn');
    expect([await order(orderId(1)), await order(orderId(2)), await order(orderId(3))].map(({ status, netFen }) => [status, netFen])).toEqual([['refunded', 0], ['pending', 0], ['completed', 20_00]]);
  });

  test('keeps a known status when a word comes that nobody knows', async () => {
    await rows(sold);
    await rows({ ...sold, status: '奇怪的状态' });
    expect(await order(orderId(1))).toMatchObject({ status: 'completed', netFen: 30_00 });
  });

  test('saved again by Excel without seconds is the same order', async () => {
    await rows({ ...sold, at: '2026-04-01 09:00:27' });
    expect((await rows({ ...sold, at: '2026/4/1 9:00' })).counts).toMatchObject({ ordersUnchanged: 1 });
    expect((await order(orderId(1))).orderedAt).toBe('2026-04-01T09:00:27+08:00');

    const noNumber = (at: string) => drop(`买家会员名,买家实际支付金额,收货人姓名,宝贝标题,订单付款时间\r\nb,12.00,李想,红薯,${at}`);
    await noNumber('2026-04-02 10:11:12');
    expect((await noNumber('2026/4/2 10:11')).counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 1 });
  });
});

describe('a person in two exports', () => {
  test('renamed by the shop stays one person, for old orders and new ones', async () => {
    await group('1,桂英,2026-04-01 09:00:00,土鸡蛋+1,30.00,0,已支付,石桥村,王秀英,13900001234,石桥村3组');
    await rename((await people())[0]!.id, '王婶');
    const again = await group('1,桂英,2026-04-01 09:00:00,土鸡蛋+1,30.00,0,已发货,石桥村,王秀英,13900001234,石桥村3组\r\n2,桂英,2026-05-01 09:00:00,红薯+1,8.00,0,已支付,石桥村,王秀英,13900001234,石桥村3组');
    expect(again.counts).toMatchObject({ customersCreated: 0, ordersCreated: 1, ordersUpdated: 1 });
    expect((await people()).map(({ name, orderCount }) => [name, orderCount])).toEqual([['王婶', 2]]);
  });

  test('first with a masked name is the same person once the name is known, whichever comes first', async () => {
    const masked = { id: orderId(1), buyer: 'tb_a', name: '王**', phone: '13900001234' };
    const open = '1,秀英,2026-04-01 09:00:00,土鸡蛋+1,30.00,0,已支付,石桥村,王秀英,13900001234,石桥村3组';
    await rows(masked);
    await group(open);
    expect((await people()).map(({ name, orderCount }) => [name, orderCount])).toEqual([['王秀英', 2]]);
    const other = startCore('2026-05-08');
    try {
      await other.core.imports.run({ file: other.file('二.csv', `跟团号,下单人,支付时间,商品,订单金额,退款金额,订单状态,自提点,收货人,联系电话,详细地址\r\n${open}`) });
      await other.core.imports.run({ file: other.file('一.csv', taobaoCsv([masked])) });
      expect((await other.core.customers.list({})).rows.map(({ name, orderCount }) => [name, orderCount])).toEqual([['王秀英', 2]]);
    } finally {
      await other.stop();
    }
  });

  test('gets nothing back that the shop took out of the file', async () => {
    const row = { id: orderId(1), buyer: 'tb_a', name: '王秀英', phone: '13900001234', address: '河南省 信阳市 光山县 石桥村3组' };
    await rows(row);
    const person = await shop.core.customers.get({ id: (await people())[0]!.id });
    await shop.core.customers.update({ id: person.id, facts: { ...person, phones: [{ number: '13900005678', label: null }], addresses: [] } });
    expect((await rows(row)).batchId).toBeNull();
    expect(await shop.core.customers.get({ id: person.id })).toMatchObject({ phones: [{ number: '13900005678' }], addresses: [] });
  });
});

describe('our own export on another laptop that knows the same people', () => {
  test('doubles nobody, in whatever order the files come', async () => {
    const row = { id: orderId(1), buyer: 'tb_a', name: '张三', phone: '13900001234' };
    await rows(row);
    await rename((await people())[0]!.id, '张三');
    const customers = shop.path('客户.xlsx');
    const orders = shop.path('订单.xlsx');
    const person = await shop.core.customers.get({ id: (await people())[0]!.id });
    await shop.core.customers.update({ id: person.id, facts: { ...person, doNotDisturb: true, kind: 'wholesaler', phones: [{ number: '13900001234', label: '家里' }] } });
    await shop.core.reports.exportTable({ kind: 'customers', file: customers.token });
    await shop.core.reports.exportTable({ kind: 'orders', file: orders.token });
    for (const files of [['platform', customers, orders], [orders, customers, 'platform'], [customers, 'platform', orders]] as const) {
      const other = startCore('2026-05-08');
      try {
        for (const file of files) await other.core.imports.run({ file: file === 'platform' ? other.file('平台.csv', taobaoCsv([row])) : other.grant(file.path) });
        const list = (await other.core.customers.list({})).rows;
        expect(list.map(({ name, orderCount }) => [name, orderCount])).toEqual([['张三', 1]]);
        expect(await other.core.customers.get({ id: list[0]!.id })).toMatchObject({ doNotDisturb: true, kind: 'wholesaler', phones: [{ number: '13900001234', label: '家里' }] });
      } finally {
        await other.stop();
      }
    }
  });
});

describe('an odd cell', () => {
  test('is cut or handed back, and never stops the rest', async () => {
    const result = await rows(
      { id: orderId(1), buyer: 'a', name: '王秀英', phone: '13900001234', address: `河南省 信阳市 光山县 ${'很长的地址'.repeat(80)}` },
      { id: orderId(2), buyer: '长'.repeat(300), name: '' },
      { id: orderId(3), buyer: '小计较', name: '李想' },
    );
    expect(result.counts).toMatchObject({ ordersCreated: 3, rowsRefused: 0, customersCreated: 3 });
    for (const { id } of await people()) await shop.core.customers.get({ id });
  });

  test('in a list of customers costs that row at most', async () => {
    const text = `姓名,电话,标签,备注\r\n王秀英,${Array.from({ length: 14 }, (_, n) => `139000012${String(n).padStart(2, '0')}`).join('、')},${'一个长得不像话的标签'.repeat(4)},${'很长'.repeat(900)}\r\n李想,13900005678,,`;
    const file = shop.file('名单.csv', text);
    const preview = await shop.core.imports.preview({ file });
    const mapping = { kind: 'customers' as const, platform: '手工', columns: [{ header: '姓名', meaning: 'name' as const }, { header: '电话', meaning: 'phone' as const }, { header: '标签', meaning: 'tags' as const }, { header: '备注', meaning: 'note' as const }] };
    expect(preview.type).toBe('question');
    const result = await shop.core.imports.run({ file, mapping });
    expect(result.counts.customersCreated).toBe(2);
    expect((await shop.core.customers.get({ id: (await people())[0]!.id })).phones).toHaveLength(10);
  });
});
