import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alibabaXlsx } from '../../core/practice/builders/alibaba.ts';
import { erpCsv } from '../../core/practice/builders/erp.ts';
import { qunjielongXlsx } from '../../core/practice/builders/qunjielong.ts';
import { xiaohongshuXlsx } from '../../core/practice/builders/xiaohongshu.ts';
import { youzanCsv } from '../../core/practice/builders/youzan.ts';
import { goodsAndDay } from '../../core/imports/platforms/qunjielong.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { importedTwice, storedCustomers, storedOrders } from '../support/stored.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const run = (name: string, bytes: Uint8Array) => importedTwice(shop, name, bytes);

describe('有赞 orders', () => {
  const row = {
    订单号: 'E20260419100100065306101', 订单状态: '交易完成', 订单创建时间: '2026-04-19 10:01:00', 买家付款时间: '2026-04-19 10:01:20', 商品金额合计: '90.00', 运费: '8.00', 应收订单金额: '98.00', 订单实付金额: '98.00', 订单实收金额: '95.00',
    全部商品名称: '土鸡蛋（30枚，散养）(2件)，红薯粉(1件)', 商品种类数: '2', 订单配送方式: '快递发货', '同城送达时间/提货时间': '2026-04-20 11:00 - 2026-04-20 12:00', 收货人省份: '河南省', 收货人城市: '信阳市', 收货人地区: '光山县',
    '详细收货地址/提货地址': '文殊乡石桥村3组', '收货人/提货人': '王桂英', '收货人手机号/提货人手机号': '13900001234', 买家昵称: '石榴', 买家手机号: '13900001234', 分销员: '小陈', 分销员手机号: '13711112222', 订单已退款金额: '0.00', 买家备注: ' ', 商家订单备注: '老客',
  };
  test('a present for somebody else is the order of who paid; what is picked up is nobody’s address', async () => {
    const result = await run('有赞订单.csv', youzanCsv([
      row,
      { ...row, 订单号: 'E20260419100100065306102', 买家手机号: '13900005678', 买家昵称: '小满妈', 订单已退款金额: '18.00' },
      { ...row, 订单号: 'E20260419100100065306103', 订单状态: '待发货', 订单配送方式: '到店自提', '详细收货地址/提货地址': '光山县城关自提柜', 下单网点: '城关店', '收货人手机号/提货人手机号': '139****1234', 全部商品名称: '红薯粉(1件)' },
      { ...row, 订单号: 'E20260419100100065306104', 订单状态: '交易关闭', 买家付款时间: '', 订单实付金额: '0.00' },
      { ...row, 订单号: 'E20260419100100065306105', 订单状态: '交易关闭', 订单已退款金额: '98.00' },
    ]));
    expect(result).toMatchObject({ platform: '有赞', kind: 'orders', counts: { rowsRead: 5, ordersCreated: 5, ordersNotCounted: 2, customersCreated: 2, paidFen: 29_400, refundFen: 1800 }, refusals: [], warnings: [] });
    const home = '河南省 信阳市 光山县 文殊乡石桥村3组';
    const lines = [['土鸡蛋（30枚，散养）', null, 2, null], ['红薯粉', null, 1, null]];
    const common = { platform: '有赞', orderedAt: '2026-04-19T10:01:00+08:00', customer: '王桂英', receiver: ['王桂英', '13900001234', home], pickupPoint: null, notes: [null, '老客'], lines };
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: 'E20260419100100065306101', status: 'completed', money: [9800, 0, 9800, 800] },
      { ...common, order: 'E20260419100100065306102', status: 'completed', money: [9800, 1800, 8000, 800], customer: '小满妈' },
      { ...common, order: 'E20260419100100065306103', status: 'paid', money: [9800, 0, 9800, 800], receiver: ['王桂英', '13900001234', null], pickupPoint: '城关店', lines: [['红薯粉', null, 1, 9800]] },
      { ...common, order: 'E20260419100100065306104', status: 'cancelled', money: [0, 0, 0, 800] },
      { ...common, order: 'E20260419100100065306105', status: 'refunded', money: [9800, 9800, 0, 800] },
    ]);
    expect(await storedCustomers(shop)).toEqual([
      { name: '王桂英', phone: '13900001234', orderCount: 2, netFen: 19_600, village: '石桥村' }, { name: '小满妈', phone: '13900005678', orderCount: 1, netFen: 8000, village: null },
    ]);
  });
});

describe('小红书', () => {
  test('P and 18 digits, no goods but their number, closed rows without amount or time', async () => {
    const row = { 订单号: 'P802335189951019482', 订单状态: '已完成', 小红书编码: '66f1a2b3', '用户应付金额(元)': '324.99', 支付时间: '2026-04-15 16:39:54', 承诺发货时间: '2026-04-17 16:39:54', 用户备注: '不要塑料袋' };
    const bytes = xiaohongshuXlsx([
      row, { ...row, 订单号: 'P802335189951019483', 订单状态: '配货中', '用户应付金额(元)': '20', 用户备注: '' },
      { ...row, 订单号: 'P802335189951019484', 订单状态: '已取消', '用户应付金额(元)': '', 支付时间: '', 承诺发货时间: '', 用户备注: '' },
    ]);
    const result = await run('小红书.xlsx', bytes);
    expect(result).toMatchObject({ platform: '小红书', sheet: '包裹详情', counts: { ordersCreated: 3, ordersNotCounted: 1, ordersWithoutCustomer: 3, paidFen: 34_499 }, refusals: [], warnings: [{ code: 'imports.unpaidUndated', details: { count: 1, day: '2026-05-08' } }] });
    const common = { platform: '小红书', customer: null, receiver: [null, null, null], pickupPoint: null };
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: 'P802335189951019482', status: 'completed', orderedAt: '2026-04-15T16:39:54+08:00', money: [32_499, 0, 32_499, null], notes: ['不要塑料袋', null], lines: [['66f1a2b3', null, null, 32_499]] },
      { ...common, order: 'P802335189951019483', status: 'paid', orderedAt: '2026-04-15T16:39:54+08:00', money: [2000, 0, 2000, null], notes: [null, null], lines: [['66f1a2b3', null, null, 2000]] },
      { ...common, order: 'P802335189951019484', status: 'cancelled', orderedAt: '2026-05-08T00:00:00+08:00', money: [0, 0, 0, null], notes: [null, null], lines: [['66f1a2b3', null, null, 0]] },
    ]);
    // Closed after it was paid: the day that is known stays, the money goes.
    await run('小红书 后来.xlsx', xiaohongshuXlsx([{ ...row, 订单状态: '已取消', '用户应付金额(元)': '', 支付时间: '' }]));
    expect((await storedOrders(shop))[0]).toMatchObject({ status: 'cancelled', orderedAt: '2026-04-15T16:39:54+08:00', money: [0, 0, 0, null] });
  });
});

describe('群接龙', () => {
  const rows = [
    { 收货人: '王桂英', 联系电话: '13900001234', 订单总金额: '60.00', 支付状态: '已支付', 收货地址: '河南省信阳市光山县文殊乡石桥村3组', 订购数量: '2' },
    { 收货人: '李想', 联系电话: '13900005678', 订单总金额: '30.00', 支付状态: '未支付', 收货地址: '李楼村', 订购数量: '1' },
    { 收货人: '赵云', 联系电话: '', 订单总金额: '30.00', 支付状态: '已退款', 收货地址: '', 订购数量: '1' },
  ];
  test('the goods and the day are the file’s name, the sum below is nobody’s order', async () => {
    const result = await run('土鸡蛋30枚接龙 2026-04-10.xlsx', qunjielongXlsx(rows, '120.00'));
    expect(result).toMatchObject({ platform: '群接龙', counts: { rowsRead: 4, rowsBlank: 1, ordersCreated: 3, ordersNotCounted: 2, customersCreated: 2, ordersWithoutCustomer: 1, paidFen: 6000 }, refusals: [] });
    expect(result.warnings).toEqual([
      { code: 'imports.dateFromFileName', details: { day: '2026-04-10' } }, { code: 'imports.goodsFromFileName', details: { goods: '土鸡蛋30枚' } }, { code: 'imports.noOrderNumbers', details: {} },
    ]);
    const stored = await storedOrders(shop);
    const common = { order: null, platform: '群接龙', orderedAt: '2026-04-10T00:00:00+08:00', pickupPoint: null, notes: [null, null] };
    expect(stored.map((order) => ({ ...order, order: null })).toSorted((a, b) => (a.status < b.status ? -1 : 1))).toEqual([
      { ...common, status: 'paid', money: [6000, 0, 6000, null], customer: '王桂英', receiver: ['王桂英', '13900001234', '河南省 信阳市 光山县 文殊乡石桥村3组'], lines: [['土鸡蛋30枚', null, 2, 6000]] },
      { ...common, status: 'pending', money: [0, 0, 0, null], customer: '李想', receiver: ['李想', '13900005678', '李楼村'], lines: [['土鸡蛋30枚', null, 1, 0]] },
      { ...common, status: 'refunded', money: [3000, 3000, 0, null], customer: null, receiver: ['赵云', null, null], lines: [['土鸡蛋30枚', null, 1, 3000]] },
    ]);
    const again = await run('土鸡蛋30枚接龙 2026-04-10(1).xlsx', qunjielongXlsx(rows, '120.00'));
    expect(again.counts).toMatchObject({ ordersCreated: 0, ordersUnchanged: 3 });
    const nextWeek = await run('土鸡蛋30枚接龙 2026-04-17.xlsx', qunjielongXlsx(rows, '120.00'));
    expect(nextWeek.counts).toMatchObject({ ordersCreated: 3, customersCreated: 0 });
  });

  test.each([
    ['土鸡蛋.xlsx', '土鸡蛋', null],
    ['群接龙_红薯粉 5斤装_20260410.xlsx', '红薯粉 5斤装', '2026-04-10'],
    ['2026年4月3日 草莓 订单导出.xlsx', '草莓', '2026-04-03'],
    ['草莓 - 副本.xls', '草莓', null],
    ['草莓_1649580000123.xlsx', '草莓', null],
    ['订单 2026-04-10.xlsx', null, '2026-04-10'],
    ['1649580000123.xlsx', null, null],
  ])('%s tells %s and %s', (fileName, item, on) => {
    expect(goodsAndDay(fileName)).toEqual({ item, on });
  });

  test('a name that tells nothing is said, the orders come in without goods and with the day of the import', async () => {
    const result = await run('订单导出.xlsx', qunjielongXlsx(rows.slice(0, 1), '60.00'));
    expect(result.warnings.map(({ code }) => code)).toEqual(['imports.dateAssumed', 'imports.noGoodsName', 'imports.noOrderNumbers']);
    expect(await storedOrders(shop)).toMatchObject([{ orderedAt: '2026-05-08T00:00:00+08:00', lines: [] }]);
  });
});

describe('1688', () => {
  const order = (id: string, buyer: string, paid: string, status: string) => ({
    订单编号: id, 买家公司名: `${buyer}商行`, 买家会员名: buyer, 卖家公司名: '光山县石桥合作社', 卖家会员名: 'shiqiao88', '货品总价(元)': '300', 运费: '20', 实付款: paid, 订单状态: status, 订单创建时间: '2026-04-05 10:00:00', 订单付款时间: status === '等待买家付款' ? '' : '2026-04-05 10:05:00',
    收货人姓名: `${buyer}经理`, 收货地址: '湖北省 武汉市 洪山区 珞喻路1号', 联系手机: '13800001111',
  });
  const goods = (title: string, count: string) => ({ 货品标题: title, '单价(元)': '10', 数量: count, 单位: '斤' });
  const sold = [
    [{ ...order('2012345678901234501', '武汉丰收', '318.50', '交易成功'), ...goods('红薯粉 散装', '20') }, goods('土鸡蛋 整箱', '2'), { ...goods('干香菇', '5'), 货号: 'XG-1' }],
    [{ ...order('2012345678901234502', '郑州老李', '100', '等待买家付款'), ...goods('干香菇', '5'), 联系手机: '13800002222' }],
  ];

  test('what the shop sold: the cells of an order are those of all its rows, its money counts once', async () => {
    const result = await run('1688.xlsx', alibabaXlsx(sold));
    expect(result).toMatchObject({ platform: '1688', counts: { rowsRead: 4, ordersCreated: 2, ordersNotCounted: 1, customersCreated: 2, paidFen: 31_850 }, refusals: [], warnings: [] });
    const common = { platform: '1688', orderedAt: '2026-04-05T10:00:00+08:00', pickupPoint: null, notes: [null, null] };
    const place = '湖北省 武汉市 洪山区 珞喻路1号';
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: '2012345678901234501', status: 'completed', money: [31_850, 0, 31_850, 2000], customer: '武汉丰收经理', receiver: ['武汉丰收经理', '13800001111', place], lines: [['红薯粉 散装', null, 20, null], ['土鸡蛋 整箱', null, 2, null], ['干香菇', 'XG-1', 5, null]] },
      { ...common, order: '2012345678901234502', status: 'pending', money: [0, 0, 0, 2000], customer: '郑州老李经理', receiver: ['郑州老李经理', '13800002222', place], lines: [['干香菇', null, 5, 0]] },
    ]);
  });

  test('what the shop bought is refused with the way out, and the way out works', async () => {
    const bought = sold.map(([first, ...rest], index) => [{ ...first!, 买家会员名: 'shiqiao88', 卖家会员名: `工厂${index}` }, ...rest]);
    expect(await failureOf(run('进货.xlsx', alibabaXlsx(bought)))).toMatchObject({ code: 'imports.purchases', details: { file: '进货.xlsx', platform: '1688', kind: '进货单' } });
    expect(await storedOrders(shop)).toEqual([]);
    const csv = new TextEncoder().encode('订单编号,买家公司名,买家会员名,实付款,订单状态,订单创建时间,货品标题,数量\r\n2012345678901234501,丰收商行,丰收,318.50,交易成功,2026-04-05 10:00:00,红薯粉,20\r\n');
    expect(await run('卖出.csv', csv)).toMatchObject({ platform: '1688', counts: { ordersCreated: 1, paidFen: 31_850 } });
  });
});

describe('label tools', () => {
  test('parts of an order add up, two times of writing in one column, a returned part comes off', async () => {
    const row = { 店铺: '乡货铺', 交易号: '3301234567890100001', 订单号: 'DD001', 订单状态: '已发货', 买家昵称: '桂英88', 收货人: '王桂英', 手机: '13900001234', 收货地址: '河南省信阳市光山县文殊乡石桥村3组', 快递费: '6', 已付款: '75.8', 下单时间: '2026-04-03 10:00:00', 有无退单: '无', 商家留言: '', 买家留言: '快点' };
    const goods = (name: string, spec1: string, spec2: string, count: string, share: string) => ({ 商品名称: name, 规格1: spec1, 规格2: spec2, 数量: count, 吊牌价: '99', 均摊金额: share });
    const result = await run('打单.csv', erpCsv([
      { ...row, ...goods('土布围裙', '蓝色', 'XL', '2', '59.9') }, { ...row, 订单号: 'DD002', ...goods('土鸡蛋', '30枚', '', '1', '15.9'), 有无退单: '有' },
      { ...row, 交易号: '3301234567890100002', 订单号: 'DD003', 订单状态: '已取消', 下单时间: '2026/4/3 10:00', ...goods('土鸡蛋', '30枚', '', '1', '15.9') },
    ]));
    expect(result).toMatchObject({ platform: '打单工具', counts: { rowsRead: 3, ordersCreated: 2, ordersNotCounted: 1, customersCreated: 1, paidFen: 7580, refundFen: 1590 }, refusals: [], warnings: [{ code: 'imports.labelTool' }] });
    const common = { platform: '打单工具', orderedAt: '2026-04-03T10:00:00+08:00', customer: '王桂英', receiver: ['王桂英', '13900001234', '河南省 信阳市 光山县 文殊乡石桥村3组'], pickupPoint: null, notes: ['快点', null] };
    expect(await storedOrders(shop)).toEqual([
      { ...common, order: '3301234567890100001', status: 'shipped', money: [7580, 1590, 5990, null], lines: [['土布围裙', '蓝色 XL', 2, 5990], ['土鸡蛋', '30枚', 1, 1590]] },
      { ...common, order: '3301234567890100002', status: 'cancelled', money: [0, 0, 0, null], lines: [['土鸡蛋', '30枚', 1, 0]] },
    ]);
    expect(await storedCustomers(shop)).toEqual([{ name: '王桂英', phone: '13900001234', orderCount: 1, netFen: 5990, village: '石桥村' }]);
  });
});
