import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OrderRecord } from '../../core/imports/records.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import { douyinCsv } from '../../core/practice/builders/douyin.ts';
import { kuaituantuanXlsx } from '../../core/practice/builders/kuaituantuan.ts';
import { pinduoduoCsv, pinduoduoCsvWithReceiver } from '../../core/practice/builders/pinduoduo.ts';
import { taobaoCsv, taobaoXlsx } from '../../core/practice/builders/taobao.ts';
import { generateShop } from '../../core/practice/rules.ts';
import type { ShopOrder, ShopPlatform } from '../../core/practice/shop.rules.ts';
import { booksBalance, ordersOf, sheets, tablesOf, workbookOf } from '../support/export-files.ts';

const shop = generateShop({ seed: 11, until: '2026-09-20', customers: 120 });
const on = (platform: ShopPlatform, contact?: ShopOrder['contact']) => shop.orders.filter((order) => order.platform === platform && (contact === undefined || order.contact === contact));

/** Everything that the platform's file can tell about an order, from the truth. */
const told = (order: ShopOrder) => ({
  status: order.status,
  orderedAt: order.platform === 'taobao' || order.platform === 'douyin' ? order.orderedAt : order.paidAt,
  paidFen: order.paidFen,
  refundFen: order.refundFen,
  pickupPoint: order.pickupPoint,
  name: order.contact === 'full' ? order.receiver.name : null,
  phone: order.contact === 'full' ? order.receiver.phone : null,
  place: order.contact === 'full' ? [order.receiver.province, order.receiver.city, order.receiver.district, order.receiver.address, order.receiver.village] : null,
  goods: order.lines.map((line) => line.name),
});
const found = (record: OrderRecord, order: ShopOrder) => ({
  status: record.status,
  orderedAt: told(order).orderedAt === null ? null : record.orderedAt,
  paidFen: record.paidFen,
  refundFen: record.refundFen,
  pickupPoint: record.pickupPoint,
  name: record.buyer.name,
  phone: record.buyer.phone,
  place: order.contact === 'full' ? [record.buyer.province, record.buyer.city, record.buyer.district, record.buyer.address, record.buyer.village] : null,
  goods: record.lines.map((line) => line.name),
});

const files: readonly (readonly [string, readonly ShopOrder[], (orders: readonly ShopOrder[]) => Uint8Array])[] = [
  ['淘宝 csv 2018', on('taobao'), taobaoCsv],
  ['淘宝 xlsx 2022', on('taobao'), taobaoXlsx],
  ['拼多多 with receivers', on('pinduoduo', 'full'), pinduoduoCsvWithReceiver],
  ['拼多多 today', on('pinduoduo', 'none'), pinduoduoCsv],
  ['抖店 sub-orders', on('douyin'), douyinCsv],
  ['快团团 workbook', on('kuaituantuan'), kuaituantuanXlsx],
];

describe('a platform export comes in as the shop really was', () => {
  test.each(files)('%s', async (_, orders, write) => {
    const workbook = await workbookOf(write(orders));
    const records = ordersOf(workbook);
    expect(orders.length).toBeGreaterThan(20);
    expect(records).toHaveLength(orders.length);
    records.forEach((record, index) => {
      const order = orders[index]!;
      if (order.platform !== 'kuaituantuan') expect(record.platformOrderId).toBe(order.platformOrderId);
      expect(found(record, order)).toEqual(told(order));
    });
    expect(booksBalance(workbook)).toBe(true);
  });

  test('the same orders make the same bytes', () => {
    const orders = on('kuaituantuan').slice(0, 20);
    expect(kuaituantuanXlsx(orders)).toEqual(kuaituantuanXlsx(orders));
  });
});

describe('快团团', () => {
  const header = ['跟团号', '下单人', '支付时间', '商品', '订单金额', '退款金额', '订单状态', '自提点', '收货人', '联系电话', '详细地址'];
  const itemHeader = [...header.slice(0, 4), '数量', ...header.slice(4)];
  const cells = ['12', '石榴🍉', '2026-05-01 08:00:00'];
  const rest = [60.5, 0, '已支付', '村口小卖部', '王桂英', '13900001234', '河南省信阳市光山县石桥村3组'];

  test('the order sheet and the item sheet give the same order, counted once', () => {
    const both = sheets({
      订单列表: [header, [...cells, '土鸡蛋(30枚)+2;\n婴儿米粉（Fe2+）+1', ...rest]],
      商品列表: [itemHeader, [...cells, '婴儿米粉（Fe2+）', 1, ...rest], [...cells, '土鸡蛋(30枚)', 2, ...rest]],
      说明: [['说明'], ['订单列表：每一行为一个订单']],
    });
    const [fromItems, ...others] = ordersOf(both);
    const [fromOrders] = ordersOf({ ...both, sheets: both.sheets.slice(0, 1) });
    expect(others).toEqual([]);
    expect(fromItems).toMatchObject({ paidFen: 6050, pickupPoint: '村口小卖部', orderIdDerived: true, buyer: { buyerId: '石榴🍉', village: '石桥村' } });
    expect(fromOrders?.platformOrderId).toBe(fromItems?.platformOrderId);
    expect(fromOrders?.lines).toEqual([
      { name: '土鸡蛋', spec: '30枚', quantity: 2, amountFen: null }, { name: '婴儿米粉（Fe2+）', spec: null, quantity: 1, amountFen: null },
    ]);
    expect(new Set(fromItems?.lines.map(({ name }) => name))).toEqual(new Set(['土鸡蛋', '婴儿米粉（Fe2+）']));
  });

  test('a cancelled line has quantity 0; an order whose lines are all cancelled does not count', () => {
    const orders = ordersOf(sheets({
      商品列表: [
        itemHeader,
        [...cells, '土鸡蛋', 0, ...rest], [...cells, '红薯粉', 1, 60.5, 20.5, ...rest.slice(2)],
        ['13', '李想', '2026-05-01 09:00:00', '土鸡蛋', 0, ...rest],
        ['14', '赵云', '2026-05-01 09:00:00', '土鸡蛋', 0, 60.5, 60.5, '已支付', ...rest.slice(3)],
      ],
    }));
    expect(orders.map(({ status, paidFen, refundFen }) => ({ status, paidFen, refundFen }))).toEqual([
      { status: 'paid', paidFen: 6050, refundFen: 0 }, { status: 'cancelled', paidFen: 0, refundFen: 0 }, { status: 'refunded', paidFen: 6050, refundFen: 6050 },
    ]);
  });

  test('a delivery list without dates gets the day of the import and says so; without that day it is refused', () => {
    const list = sheets({ Sheet1: [['跟团号', '下单人', '数量', '收货人', '联系电话', '房号（如606）', '楼号（如10）', '弄号（如168）'], ['1', '小王', '2', '王芳', '13900001111', '606', '10', '168']] });
    const [table] = tablesOf(list, undefined, '2026-05-02');
    expect(table?.records[0]).toMatchObject({ orderedAt: '2026-05-02T00:00:00+08:00', orderedAtAssumed: true, paidFen: 0 });
    expect(table?.warnings.map(({ code }) => code)).toContain('imports.dateAssumed');
    expect(tablesOf(list)[0]?.refusals).toMatchObject([{ row: 2, code: 'imports.noDate' }]);
  });
});

describe('抖店', () => {
  const header = ['主订单编号', '子订单编号', '选购商品', '商品数量', '订单应付金额', '收件人', '收件人手机号', '详细地址', '订单提交时间', '支付完成时间', '订单状态', '售后状态'];
  const row = (id: string, sub: string, goods: string, amount: string, paidAt: string, status: string, afterSale: string) =>
    [id, sub, goods, '1', amount, '##kAbC==', '$$fG9x==', '##zzz==', '2026-05-01 08:00:00', paidAt, status, afterSale];
  const paid = '2026-05-01 08:01:00';

  test('sub-orders add up to their order, a refunded one comes off, an unpaid one never was', () => {
    const orders = ordersOf(sheets({
      Sheet1: [
        header,
        row('\t6917926768823643751', '\t6917926768823643752', '腊肉', '1,299.00', paid, '已完成', '-'),
        row('\t6917926768823643751', '\t6917926768823643753', '香肠', '28.90', paid, '已关闭', '退款成功'),
        row('\t6917926768823643760', '\t6917926768823643760', '香肠', '28.90', '', '已关闭', '-'),
        row('\t6917926768823643770', '\t6917926768823643770', '香肠', '28.90', paid, '已发货', '换货成功'),
      ],
    }));
    expect(orders.map(({ platformOrderId, status, paidFen, refundFen, lines }) => ({ platformOrderId, status, paidFen, refundFen, lines: lines.length }))).toEqual([
      { platformOrderId: '6917926768823643751', status: 'completed', paidFen: 132_790, refundFen: 2890, lines: 2 },
      { platformOrderId: '6917926768823643760', status: 'cancelled', paidFen: 0, refundFen: 0, lines: 1 },
      { platformOrderId: '6917926768823643770', status: 'shipped', paidFen: 2890, refundFen: 0, lines: 1 },
    ]);
    expect(orders[0]?.buyer).toMatchObject({ name: null, phone: null, address: null });
  });

  test('the main-order export joins goods whose quantities cannot be split back', () => {
    const [order] = ordersOf(sheets({
      Sheet1: [['主订单编号', '子订单编号', '选购商品', '商品ID', '商家编码', '商品数量', '商品金额', '订单应付金额', '商家收入金额', '订单提交时间', '订单状态', '支付方式'],
        ['6917926768823643751', '1;2', '腊肉-(A01);香肠-(B02)', '2001;2002', 'a;b', '5', '100', '90', '88', '2026-05-01 08:00:00', '已完成', '微信']],
    }));
    expect(order).toMatchObject({ paidFen: 9000, status: 'completed', lines: [{ name: '腊肉-(A01)', quantity: null, amountFen: null }, { name: '香肠-(B02)', quantity: null, amountFen: null }] });
  });
});

describe('拼多多', () => {
  test('a title line above, no times at all: the day is in the order number', () => {
    const workbook = sheets({
      Sheet1: [['名称：订单'], ['订单成交时间', '商品', '订单号', '订单状态', '用户实付金额(元)', '商家实收金额(元)', '商品数量(件)', '售后状态', '我的备注'],
        ['\t', '土鸡蛋', '260517-607198974342268\t', '已发货，待签收', '1,017.80', '1,018.80', '2', '无售后或售后取消', ''],
        ['\t', '土鸡蛋', '260518-607198974342269', '已发货,待签收', '20', '20', '1', '退款成功', ''], ['合计', null, null, null, '1,037.80', null, null, null, null]],
    });
    expect(ordersOf(workbook)).toMatchObject([
      { rows: [3], platformOrderId: '260517-607198974342268', orderedAt: '2026-05-17T00:00:00+08:00', status: 'shipped', paidFen: 101_780, refundFen: 0 },
      { rows: [4], status: 'refunded', paidFen: 2000, refundFen: 2000 },
    ]);
    expect(tablesOf(workbook)[0]).toMatchObject({ rowsRead: 3, rowsBlank: 1, refusals: [] });
  });
});

describe('淘宝', () => {
  const header = ['订单编号', '买家会员名', '总金额', '买家实际支付金额', '订单状态', '收货人姓名', '收货地址 ', '联系手机', '虚拟号过期时间', '订单创建时间', '订单付款时间 ', '宝贝标题 ', '宝贝种类 ', '宝贝总数量', '退款金额', '订单关闭原因'];
  const row = (id: string, changes: Readonly<Record<string, string>>) => {
    const usual: Record<string, string> = { 订单编号: id, 买家会员名: '桂英', 买家实际支付金额: '50.00', 订单状态: '交易成功', 订单创建时间: '2026-04-01 09:00:00', 宝贝标题: '土鸡蛋', 宝贝种类: '1', 宝贝总数量: '1', 退款金额: '无退款申请', 联系手机: "'13900001234", ...changes };
    return header.map((name) => usual[name.trim()] ?? '');
  };
  const ids = ['3301234567890100001', '3301234567890100002', '3301234567890100003', '3301234567890100004', '3301234567890100005'] as const;

  test('closed with a refund was paid once; closed without never was; more back than paid means net', () => {
    const orders = ordersOf(sheets({ Sheet1: [header,
      row(ids[0], { 订单状态: '交易关闭', 退款金额: '50.00' }), row(ids[1], { 订单状态: '交易关闭' }), row(ids[2], { 退款金额: '20.00' }),
      row(ids[3], { 买家实际支付金额: '10.00', 退款金额: '40.00' }), row(ids[4], { 订单状态: '等待买家付款', 买家实际支付金额: '0.00' })] }));
    expect(orders.map(({ status, paidFen, refundFen }) => [status, paidFen, refundFen])).toEqual([
      ['refunded', 5000, 5000], ['cancelled', 0, 0], ['completed', 5000, 2000], ['completed', 5000, 4000], ['pending', 0, 0],
    ]);
  });

  test('several titles in one cell are several lines, a comma in the only title is not', () => {
    const orders = ordersOf(sheets({ Sheet1: [header,
      row(ids[0], { 宝贝标题: '土鸡蛋，红薯粉', 宝贝种类: '2', 宝贝总数量: '5' }), row(ids[1], { 宝贝标题: '土鸡蛋，农家散养', 宝贝总数量: '2' }), row(ids[2], { 宝贝标题: '土鸡蛋，红薯粉', 宝贝种类: '2', 宝贝总数量: '2' })] }));
    expect(orders.map(({ lines }) => lines)).toEqual([
      [{ name: '土鸡蛋', spec: null, quantity: null, amountFen: null }, { name: '红薯粉', spec: null, quantity: null, amountFen: null }],
      [{ name: '土鸡蛋，农家散养', spec: null, quantity: 2, amountFen: 5000 }],
      [{ name: '土鸡蛋', spec: null, quantity: 1, amountFen: null }, { name: '红薯粉', spec: null, quantity: 1, amountFen: null }],
    ]);
  });

  test('a virtual number is nobody, a composite address cell is three facts', () => {
    const [virtual] = ordersOf(sheets({ Sheet1: [header, row(ids[0], { 虚拟号过期时间: '2026-05-01 00:00:00' })] }));
    expect(virtual?.buyer.phone).toBeNull();
    const [composite] = ordersOf(sheets({ Sheet1: [['订单编号', '支付单号', '买家应付货款', '总金额', '订单状态', '收货地址', '订单创建时间', '商品标题'],
      [ids[1], '2026', '50', '55', '交易成功', '周强，86-13900000004，江苏省 扬州市 广陵区 湾头镇 田庄村 ', '2026-04-01 09:00:00', '土鸡蛋']] }));
    expect(composite).toMatchObject({ paidFen: 5500, buyer: { name: '周强', phone: '13900000004', province: '江苏省', city: '扬州市', district: '广陵区', village: '田庄村' } });
  });

  test('the 2026 columns have no status: paid at some time is a purchase', () => {
    const orders = ordersOf(sheets({ Sheet1: [['订单编号', '支付单号', '总金额', '买家实付金额', '订单创建时间', '订单付款时间', '商品标题', '退款金额'],
      [ids[0], '1', '50', '50', '2026-04-01 09:00:00', '2026-04-01 09:01:00', '土鸡蛋', ''], [ids[1], '', '50', '0', '2026-04-01 09:00:00', '', '土鸡蛋', ''], [ids[2], '1', '50', '50', '2026-04-01 09:00:00', '2026-04-01 09:01:00', '土鸡蛋', '50']] }));
    expect(orders.map(({ status, paidFen, refundFen }) => [status, paidFen, refundFen])).toEqual([['completed', 5000, 0], ['pending', 0, 0], ['refunded', 5000, 5000]]);
  });

  test('damaged and missing order numbers, unreadable times and amounts give the row back with its reason', () => {
    const [table] = tablesOf(sheets({ Sheet1: [header, row('2.13046E+18', {}), row('', {}), row(ids[0], { 订单创建时间: '昨天' }), row(ids[1], { 买家实际支付金额: '五十' }), [], row(ids[2], { 订单状态: '奇怪的词' })] }));
    expect(table?.refusals.map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [2, '订单编号', 'imports.damagedOrderId'], [3, '订单编号', 'imports.noOrderId'], [4, '订单创建时间', 'imports.badDate'], [5, '买家实际支付金额', 'imports.badMoney'],
    ]);
    expect(table).toMatchObject({ rowsRead: 6, rowsBlank: 1, records: [{ rows: [7], status: 'pending', statusAssumed: true }], warnings: [{ code: 'imports.unknownStatus', details: { platform: '淘宝', word: '奇怪的词', orders: 1 } }] });
  });

  test('a file without order numbers gives the same keys every time, twins included', () => {
    const sample = sheets({ Sheet1: [['买家会员名', '买家实际支付金额', '收货人姓名', '宝贝标题', '订单付款时间 '], ...['桂英', '桂英', '李想'].map((buyer) => [buyer, '41.86', '周某某', '土鸡蛋', '2018/5/16 9:41'])] });
    const keys = ordersOf(sample).map(({ platformOrderId }) => platformOrderId);
    expect(new Set(keys).size).toBe(3);
    expect(ordersOf(sample).map(({ platformOrderId }) => platformOrderId)).toEqual(keys);
  });
});

type Variant = { readonly id: string; readonly headers: readonly string[] };
const described = new URL('../../../shared/data/platforms.json', import.meta.url);
describe.runIf(existsSync(described))('every known column set', () => {
  const entries = existsSync(described) ? (JSON.parse(readFileSync(described, 'utf8')) as { readonly platform: string; readonly variants: readonly Variant[] }[]) : [];
  const named: readonly (readonly [RegExp, string])[] = [
    [/^yz-/, '有赞'], [/^jd-/, '京东'], [/^ks-/, '快手'], [/^wx-/, '视频号'], [/^xhs-/, '小红书'], [/^ktt-/, '快团团'], [/^qjl-/, '群接龙'], [/^erp-/, '打单工具'], [/^wecom-/, '企业微信'], [/^tb-/, '淘宝'], [/^pdd-/, '拼多多'], [/^dy-/, '抖店'],
  ];
  const ours = entries.flatMap(({ variants }) => variants.flatMap(({ id, headers }) => named.filter(([pattern]) => pattern.test(id)).map(([, name]) => [id, name, headers] as const)));
  test.each(ours)('%s is recognised as %s and nothing else', (id, name, headers) => {
    const recognised = recogniseTables(sheets({ Sheet1: [['标题'], headers, headers.map(() => '1')] }), '订单.xlsx');
    const kind = /customers$/.test(id) ? 'customers' : 'orders';
    expect(recognised).toMatchObject({ type: 'tables', tables: [{ platform: name, kind }] });
    const shuffled = headers.toReversed();
    expect(recogniseTables(sheets({ Sheet1: [['我的', ...shuffled], ['', ...shuffled.map(() => '1')]] }), '订单.xlsx').type).toBe(recognised.type);
  });
  test('every set is tried: what the shop bought at 1688 is refused, answers to a survey and cards of contacts are not tables of ours', () => {
    const tried = new Set(ours.map(([id]) => id));
    const left = entries.flatMap(({ variants }) => variants).filter(({ id }) => !tried.has(id));
    expect(left.map(({ id }) => id)).toEqual(['1688-32', 'wjx-classic', 'vcard21-android']);
    expect(recogniseTables(sheets({ Sheet1: [left[0]!.headers, left[0]!.headers.map(() => '1')] }), '进货.xlsx')).toMatchObject({ type: 'refused', failure: { code: 'imports.purchases' } });
    expect(recogniseTables(sheets({ Sheet1: [left[1]!.headers, left[1]!.headers.map(() => '1')] }), '问卷.xlsx').type).toBe('question');
  });

  const others = new URL('../../../shared/data/platform_nonorder_files.json', import.meta.url);
  const foreign = existsSync(others) ? (JSON.parse(readFileSync(others, 'utf8')) as { readonly platform: string; readonly file: string; readonly headers: readonly string[]; readonly preamble: readonly string[] }[]) : [];
  test.each(foreign.map((each) => [`${each.platform} ${each.file}`, each] as const))('%s is refused by name', (_, { headers, preamble }) => {
    const recognised = recogniseTables(sheets({ Sheet1: [...preamble.map((line) => [line]), headers, headers.map(() => '1')] }), '账.xlsx');
    expect(recognised).toMatchObject({ type: 'refused', failure: { code: 'imports.notOrders' } });
  });
});
