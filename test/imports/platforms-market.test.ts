import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jingdongCsv, jingdongXlsx } from '../../core/practice/builders/jingdong.ts';
import { kuaishouXlsx } from '../../core/practice/builders/kuaishou.ts';
import { weixinShopXlsx } from '../../core/practice/builders/weixin-shop.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { importedTwice, storedCustomers, storedOrders } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const run = (name: string, bytes: Uint8Array) => importedTwice(shop, name, bytes);

describe('京东', () => {
  const order = {
    订单号: '3312045678901234', 支付方式: '在线支付', 下单时间: '2019-03-02 08:10:11', 订单金额: '1,305.00', 结算金额: '1,299.00', 余额支付: '0.00', 应付金额: '1,299.00',
    订单状态: '完成', 下单帐号: 'jd_guiying', 客户姓名: '王桂英', 客户地址: '河南信阳市光山县文殊乡石桥村3组', 联系电话: '1******6198', 订单备注: '要新鲜的', 运费金额: '6.00', 付款确认时间: '2019-03-02 08:11:00',
  };
  const rows = [
    { ...order, 商品ID: '10021', 商品名称: '土鸡蛋 30枚', 订购数量: '2', 京东价: '59.50' },
    { ...order, 商品ID: '10022', 商品名称: '信阳毛尖 500g', 订购数量: '1', 京东价: '1,180.00' },
    { ...order, 订单号: '3312045678901235', 商品ID: '10021', 商品名称: '土鸡蛋 30枚', 订购数量: '1', 京东价: '59.50', 应付金额: '499.00（系统计算中，该值仅供参考）', 订单状态: '(锁定)等待出库', 订单备注: '' },
    { ...order, 订单号: '3312045678901236', 商品ID: '10021', 商品名称: '土鸡蛋 30枚', 订购数量: '1', 京东价: '59.50', 应付金额: '59.50', 订单状态: '(删除)等待出库', 下单帐号: 'jd_lixiang', 客户姓名: '李想', 客户地址: '', 订单备注: '', 运费金额: '0.00' },
    { ...order, 订单号: '3312045678901237', 商品ID: '10023', 商品名称: '红薯粉', 订购数量: '3', 京东价: '12.00', 应付金额: '36.00', 订单状态: '等待付款', 下单帐号: 'jd_lixiang', 客户姓名: '李想', 客户地址: '', 订单备注: '', 付款确认时间: '', 运费金额: '0.00' },
  ];
  const address = '河南省 信阳市 光山县 文殊乡石桥村3组';
  const truth = [
    { order: '3312045678901234', platform: '京东', status: 'completed', orderedAt: '2019-03-02T08:10:11+08:00', money: [129_900, 0, 129_900, 600], customer: '王桂英', receiver: ['王桂英', null, address], pickupPoint: null, notes: ['要新鲜的', null], lines: [['土鸡蛋 30枚', null, 2, null], ['信阳毛尖 500g', null, 1, null]] },
    { order: '3312045678901235', platform: '京东', status: 'paid', orderedAt: '2019-03-02T08:10:11+08:00', money: [49_900, 0, 49_900, 600], customer: '王桂英', receiver: ['王桂英', null, address], pickupPoint: null, notes: [null, null], lines: [['土鸡蛋 30枚', null, 1, 49_900]] },
    { order: '3312045678901236', platform: '京东', status: 'cancelled', orderedAt: '2019-03-02T08:10:11+08:00', money: [0, 0, 0, 0], customer: '李想', receiver: ['李想', null, null], pickupPoint: null, notes: [null, null], lines: [['土鸡蛋 30枚', null, 1, 0]] },
    { order: '3312045678901237', platform: '京东', status: 'pending', orderedAt: '2019-03-02T08:10:11+08:00', money: [0, 0, 0, 0], customer: '李想', receiver: ['李想', null, null], pickupPoint: null, notes: [null, null], lines: [['红薯粉', null, 3, 0]] },
  ];

  test.each([2016, 2018, 2019] as const)('the csv of %s: the total counts once an order, short rows and TABs do not matter', async (year) => {
    const result = await run('京东.csv', jingdongCsv(year, rows));
    expect(result).toMatchObject({ platform: '京东', counts: { rowsRead: 5, rowsRefused: 0, ordersCreated: 4, ordersNotCounted: 2, customersCreated: 2, paidFen: 179_800 }, warnings: [] });
    expect(await storedOrders(shop)).toEqual(truth);
    expect(await storedCustomers(shop)).toEqual([
      { name: '李想', phone: null, orderCount: 0, netFen: 0, village: null }, { name: '王桂英', phone: null, orderCount: 2, netFen: 179_800, village: '石桥村' },
    ]);
  });

  test('the columns of 2026: the amount repeats or adds up, as the file shows; a number that Excel made a decimal is mended', async () => {
    const row = { 订单号: '10160070484512.0', 商品ID: '1', 商品名称: '土鸡蛋', 订购数量: '1', 商家应收: '30.50', 订单状态: '等待确认收货', 下单时间: '2026-04-02 08:10:11', 付款确认时间: '2026-04-02 08:12:00' };
    await run('京东.xlsx', jingdongXlsx([row, { ...row, 商品名称: '红薯粉', 商家应收: '20.00' }, { ...row, 订单号: '10160070484513', 商家应收: '9.90' }]));
    expect((await storedOrders(shop)).map(({ order: id, status, money, customer, lines }) => ({ id, status, money, customer, lines }))).toEqual([
      { id: '10160070484512', status: 'shipped', money: [5050, 0, 5050, null], customer: null, lines: [['土鸡蛋', null, 1, 3050], ['红薯粉', null, 1, 2000]] },
      { id: '10160070484513', status: 'shipped', money: [990, 0, 990, null], customer: null, lines: [['土鸡蛋', null, 1, 990]] },
    ]);
  });
});

describe('快手', () => {
  const row = {
    订单号: '2503200012345601', 订单创建时间: '2026-04-01 12:37:23', 订单支付时间: '2026-04-01 12:38:00', 订单状态: '交易成功', 实付款: '¥1,299.90', 快递费: '￥0', 成交数量: '2', 买家留言: '--', 订单备注: '—',
    售后状态: '/', 商品名称: '腊肉礼盒', 商品规格: '5斤装', 收货人姓名: '王桂英', 收货人电话: '13900001234', '收货地址-省': '河南省', '收货地址-市': '信阳市', '收货地址-区': '光山县', '收货地址-街道': '文殊乡', 收货地址: '石桥村3组', 预估推广者分佣比例: '30.0%',
  };
  test('many equal sheets come in as one file; signs, commas and every kind of nothing are read', async () => {
    const result = await run('快手.xlsx', kuaishouXlsx([
      [row],
      [{ ...row, 订单号: '2503200012345602', 订单状态: '交易关闭', 实付款: '￥59.90', 售后状态: '退款成功', 成交数量: '1' }],
      [{ ...row, 订单号: '2503200012345603', 订单状态: '交易关闭', 实付款: '￥59.90', 订单支付时间: '-', 售后状态: '', 成交数量: '1', 收货人姓名: '李*', 收货人电话: '1**********' }],
      // The same number on a later sheet is the same order, newer.
      [{ ...row, 订单号: '2503200012345604', 订单状态: '待发货', 实付款: '¥30.00', 成交数量: '1' }, { ...row, 订单号: '2503200012345604', 订单状态: '已发货', 实付款: '¥30.00', 成交数量: '1', 买家留言: '放门口' }],
    ]));
    expect(result).toMatchObject({ platform: '快手', counts: { rowsRead: 5, ordersCreated: 4, ordersNotCounted: 2, customersCreated: 1, ordersWithoutCustomer: 1, paidFen: 132_990 }, refusals: [], warnings: [] });
    const receiver = ['王桂英', '13900001234', '河南省 信阳市 光山县 文殊乡石桥村3组'];
    const common = { platform: '快手', orderedAt: '2026-04-01T12:37:23+08:00', customer: '王桂英', receiver, pickupPoint: null, notes: [null, null] };
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: '2503200012345601', status: 'completed', money: [129_990, 0, 129_990, 0], lines: [['腊肉礼盒', '5斤装', 2, 129_990]] },
      { ...common, order: '2503200012345602', status: 'refunded', money: [5990, 5990, 0, 0], lines: [['腊肉礼盒', '5斤装', 1, 5990]] },
      { ...common, order: '2503200012345603', status: 'cancelled', money: [0, 0, 0, 0], customer: null, receiver: [null, null, receiver[2]], lines: [['腊肉礼盒', '5斤装', 1, 0]] },
      { ...common, order: '2503200012345604', status: 'shipped', money: [3000, 0, 3000, 0], notes: ['放门口', null], lines: [['腊肉礼盒', '5斤装', 1, 3000]] },
    ]);
    expect(await storedCustomers(shop)).toEqual([{ name: '王桂英', phone: '13900001234', orderCount: 2, netFen: 132_990, village: '石桥村' }]);
  });
});

describe('视频号', () => {
  const row = {
    订单号: '3719876543210987001', 订单下单时间: '2026-04-03 09:00:00', 支付时间: '2026-04-03 09:00:30', 订单状态: '已完成', 收件人姓名: '王桂英', 收件人地址: '文殊乡石桥村3组', 省: '河南省', 市: '信阳市', 区: '光山县', 收件人手机: '13900001234',
    商品总价: '100.00', 订单实际支付金额: '95.50', 订单实际收款金额: '93.00', 订单运费: '5.50', 商品售后: '',
  };
  const goods = (name: string, count: string, amount: string, back: string) => ({ 商品名称: name, 商品属性: '默认', 商品数量: count, '商品实际价格(总共)': amount, 商品已退款金额: back });
  test('the total of an order counts once, what went back for each of its goods adds up', async () => {
    const unpaid = { 订单状态: '待付款', 支付时间: '', 订单实际支付金额: '0.00' };
    const result = await run('视频号.xlsx', weixinShopXlsx([
      { ...row, ...goods('土鸡蛋', '2', '60.00', '10.00') }, { ...row, ...goods('红薯粉', '1', '30.00', '30.00') },
      { ...row, 订单号: '3719876543210987002', ...goods('土鸡蛋', '2', '60.00', '60.00') }, { ...row, 订单号: '3719876543210987002', ...goods('红薯粉', '1', '30.00', '35.50') },
      { ...row, 订单号: '3719876543210987003', ...unpaid, ...goods('红薯粉', '1', '30.00', '0') },
    ]));
    expect(result).toMatchObject({ platform: '视频号', counts: { ordersCreated: 3, ordersNotCounted: 2, paidFen: 9550, refundFen: 4000, customersCreated: 1 }, refusals: [], warnings: [] });
    const common = { platform: '视频号', orderedAt: '2026-04-03T09:00:00+08:00', customer: '王桂英', receiver: ['王桂英', '13900001234', '河南省 信阳市 光山县 文殊乡石桥村3组'], pickupPoint: null, notes: [null, null] };
    const lines = [['土鸡蛋', '默认', 2, 6000], ['红薯粉', '默认', 1, 3000]];
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: '3719876543210987001', status: 'completed', money: [9550, 4000, 5550, 550], lines },
      { ...common, order: '3719876543210987002', status: 'refunded', money: [9550, 9550, 0, 550], lines },
      { ...common, order: '3719876543210987003', status: 'pending', money: [0, 0, 0, 550], lines: [['红薯粉', '默认', 1, 3000]] },
    ]);
    expect(await storedCustomers(shop)).toEqual([{ name: '王桂英', phone: '13900001234', orderCount: 1, netFen: 5550, village: '石桥村' }]);
  });
});
