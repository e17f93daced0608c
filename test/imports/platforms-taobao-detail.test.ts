import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { taobaoDetailCsv, taobaoDetailCsv2022 } from '../../core/practice/builders/taobao-detail.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId } from '../support/given.ts';
import { storedCustomers, storedOrders } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const run = (name: string, bytes: Uint8Array | string) => shop.core.imports.run({ file: shop.file(name, bytes) });

const at = '2026-04-01 09:00:00';
const header = '订单编号,买家会员名,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,宝贝总数量,退款金额';
const orders = [
  header,
  `${orderId(1)},guiying88,6.00,121.00,121.00,交易成功,王桂英,河南省 信阳市 光山县 文殊乡石桥村3组,'13900001234,${at},${at},土鸡蛋，红薯粉，腊肉,3,4,25.00`,
  `${orderId(2)},lx2020,0.00,30.00,30.00,卖家已发货，等待买家确认,李想,河南省 信阳市 光山县 李楼村,'13900005678,${at},${at},土鸡蛋,1,1,无退款申请`,
  `${orderId(3)},lx2020,0.00,30.00,0.00,交易关闭,李想,河南省 信阳市 光山县 李楼村,'13900005678,${at},,土鸡蛋,1,1,无退款申请`,
].join('\r\n');

const goods = (n: number, sub: string, title: string, spec: string, count: string, price: string, status: string) => ({ 订单编号: orderId(n), 主订单编号: orderId(n), 子订单编号: `${orderId(n).slice(0, -1)}${sub}`, 标题: title, 商品属性: spec, 购买数量: count, 价格: price, 订单状态: status });
const money = (paid: string, refundState: string, refund: string) => ({ 买家应付货款: paid, 买家实际支付金额: paid, 退款状态: refundState, 退款金额: refund, 订单创建时间: at, 订单付款时间: at });
const details = [
  { ...goods(1, '1', '土鸡蛋', '规格：30枚', '2', '30.00', '交易成功'), ...money('60.00', '没有申请退款', '无退款申请') },
  { ...goods(1, '2', '红薯粉', '规格：5斤', '1', '25.00', '交易关闭'), ...money('25.00', '退款成功', '25.00') },
  { ...goods(1, '3', '腊肉', '', '1', '30.00', '交易成功'), ...money('30.00', '没有申请退款', '无退款申请') },
  { ...goods(2, '1', '土鸡蛋', '规格：30枚', '1', '30.00', '卖家已发货，等待买家确认'), ...money('30.00', '没有申请退款', '无退款申请') },
  { ...goods(3, '1', '土鸡蛋', '规格：30枚', '1', '30.00', '交易关闭'), ...money('0.00', '没有申请退款', '无退款申请'), 订单付款时间: '' },
];

const common = { platform: '淘宝', orderedAt: '2026-04-01T09:00:00+08:00', pickupPoint: null, notes: [null, null] };
const lixiang = { customer: '李想', receiver: ['李想', '13900005678', '河南省 信阳市 光山县 李楼村'] };
const truth = (amounts: readonly (number | null)[]) => [
  { ...common, order: orderId(1), status: 'completed', money: [12_100, 2500, 9600, 600], customer: '王桂英', receiver: ['王桂英', '13900001234', '河南省 信阳市 光山县 文殊乡石桥村3组'], lines: [['土鸡蛋', '规格：30枚', 2, amounts[0]], ['红薯粉', '规格：5斤', 1, amounts[1]], ['腊肉', null, 1, amounts[2]]] },
  { ...common, ...lixiang, order: orderId(2), status: 'shipped', money: [3000, 0, 3000, 0], lines: [['土鸡蛋', '规格：30枚', 1, 3000]] },
  { ...common, ...lixiang, order: orderId(3), status: 'cancelled', money: [0, 0, 0, 0], lines: [['土鸡蛋', '规格：30枚', 1, 0]] },
];
const people = [{ name: '李想', phone: '13900005678', orderCount: 1, netFen: 3000, village: '李楼村' }, { name: '王桂英', phone: '13900001234', orderCount: 1, netFen: 9600, village: '石桥村' }];

describe('the 宝贝报表 of 2022 and the order table', () => {
  const files = { order: () => run('订单.csv', orders), detail: () => run('宝贝.csv', taobaoDetailCsv2022(details)) };
  test.each([
    ['order, detail', ['order', 'detail']],
    ['detail, order', ['detail', 'order']],
    ['detail, order, detail', ['detail', 'order', 'detail']],
    ['order, detail, order', ['order', 'detail', 'order']],
    ['detail, order, order', ['detail', 'order', 'order']],
    ['detail, detail, order', ['detail', 'detail', 'order']],
  ] as const)('%s: goods from the one, money and buyer from the other', async (_, sequence) => {
    for (const each of sequence) expect((await files[each]()).refusals).toEqual([]);
    expect(await storedOrders(shop)).toEqual(truth([6000, 2500, 3000]));
    expect(await storedCustomers(shop)).toEqual(people);
    expect(shop.check()).toMatchObject({ ok: true });
    for (const each of sequence) expect(await files[each]()).toMatchObject({ batchId: null, counts: { ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 3 } });
  });

  test('alone it makes the orders, and says by the status where they come from', async () => {
    expect((await files.detail()).counts).toMatchObject({ rowsRead: 5, ordersCreated: 3, ordersNotCounted: 1, ordersWithoutCustomer: 3, paidFen: 14_500, refundFen: 2500 });
    const { rows } = await shop.core.orders.list({ search: orderId(2) });
    expect(await shop.core.orders.get({ id: rows[0]!.id })).toMatchObject({ statusText: '卖家已发货，等待买家确认（宝贝报表）', netFen: 3000, customerName: null });
  });

  test('a later order table still brings its refund', async () => {
    await files.detail();
    await files.order();
    await run('后来.csv', orders.replace('卖家已发货，等待买家确认,李想', '交易关闭,李想').replace('土鸡蛋,1,1,无退款申请', '土鸡蛋,1,1,30.00'));
    expect((await storedOrders(shop))[1]).toMatchObject({ status: 'refunded', money: [3000, 3000, 0, 0], lines: [['土鸡蛋', '规格：30枚', 1, 3000]] });
  });
});

describe('the 宝贝报表 of before, without money and times', () => {
  const detail = () => run('宝贝.csv', taobaoDetailCsv(details));

  test('before the order table it is given back row by row with what to do; after it, it fills in the goods', async () => {
    const early = await detail();
    expect(early).toMatchObject({ platform: '淘宝', batchId: null, counts: { rowsRead: 5, rowsRefused: 5, ordersCreated: 0, ordersUpdated: 0 } });
    expect(early.refusals[0]).toMatchObject({ row: 2, code: 'imports.orderNotKnown', details: { value: orderId(1) } });
    await run('订单.csv', orders);
    expect(await detail()).toMatchObject({ refusals: [], warnings: [], counts: { ordersUpdated: 3 } });
    expect(await storedOrders(shop)).toEqual(truth([null, null, null]));
    expect(await storedCustomers(shop)).toEqual(people);
    expect(await detail()).toMatchObject({ batchId: null, counts: { ordersUnchanged: 3 } });
    expect(await run('订单.csv', orders)).toMatchObject({ batchId: null, counts: { ordersUnchanged: 3 } });
  });
});
