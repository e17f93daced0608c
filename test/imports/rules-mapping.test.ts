import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../core/imports/contract.ts';
import { normaliseHeader } from '../../core/imports/headers.rules.ts';
import { guessMapping } from '../../core/imports/mapping.rules.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import { ordersOf, sheets, tablesOf } from '../support/export-files.ts';

const questionOf = (rows: readonly (readonly (string | number | null)[])[]) => {
  const recognised = recogniseTables(sheets({ 表: rows }), '手工.xlsx');
  if (recognised.type !== 'question') throw new Error(JSON.stringify(recognised));
  return recognised.question;
};
const guessesOf = (rows: readonly (readonly (string | number | null)[])[]) =>
  Object.fromEntries(questionOf(rows).columns.map(({ header, guess }) => [header, guess]));
/** The guess alone, for columns that a platform's description takes by now: a till may speak like that too. */
const guessesByName = ([header = [], ...rows]: readonly (readonly string[])[]) => {
  const { meanings } = guessMapping({ names: header.map(normaliseHeader), rows });
  return Object.fromEntries(header.map((name, index) => [name, meanings[index]]));
};

describe('a table that nobody has described', () => {
  test('is asked about, with examples and guesses', () => {
    const question = questionOf([['我的小店'], ['日期', '客户', '电话', '村', '买了什么', '数量', '金额', '欠款'], ['2026/5/1', '王桂英', '13900001234', '石桥村', '土鸡蛋', '2', '60', '是'], ['2026/5/2', '李想', '13900001235', '李楼村', '红薯粉', '1', '25', '否']]);
    expect(question).toMatchObject({ fileName: '手工.xlsx', sheet: '表', kind: 'orders' });
    expect(question.columns[0]).toEqual({ header: '日期', examples: ['2026/5/1', '2026/5/2'], guess: 'orderedAt' });
    expect(Object.fromEntries(question.columns.map(({ header, guess }) => [header, guess]))).toEqual({ 日期: 'orderedAt', 客户: 'name', 电话: 'phone', 村: 'village', 买了什么: 'item', 数量: 'quantity', 金额: 'paid', 欠款: null });
  });

  test('speaks 京东, 快手, 视频号 and 有赞 by its column names', () => {
    expect(guessesByName([['订单号', '商品名称', '订购数量', '下单时间', '订单状态', '下单帐号', '客户姓名', '客户地址', '联系电话', '应付金额'], ['11', '鸡蛋', '1', '2015-12-31 23:19:56', '完成', 'jd_1', '王', '河南', '1******6198', '58']])).toMatchObject({ 下单帐号: 'buyerId', 客户姓名: 'name', 应付金额: 'paid', 联系电话: 'phone' });
    expect(guessesByName([['订单号', '订单创建时间', '订单状态', '实付款', '快递费', '成交数量', '商品名称', '收货人姓名', '收货人电话', '收货地址-省'], ['2511', '2025-02-01 12:37:23', '已收货', '¥1,299.90', '￥0', '1', '鸡蛋', '王', '13900001234', '河南省']])).toMatchObject({ 实付款: 'paid', 快递费: 'freight', '收货地址-省': 'province' });
    expect(guessesByName([['订单号', '订单下单时间', '订单实际支付金额', '商品已退款金额', '收件人手机'], ['37', '2025-02-01 12:37:23', '20', '0', '13900001234']])).toMatchObject({ 订单实际支付金额: 'paid', 商品已退款金额: 'refund' });
    expect(guessesByName([['订单号', '订单实付金额', '订单已退款金额', '全部商品名称', '收货人/提货人', '收货人手机号/提货人手机号', '分销员', '分销员'], ['E20260525220543065306159', '100.00', '0', '蛋糕(1件)', '王', '186******05', '', '']])).toMatchObject({ 订单实付金额: 'paid', 全部商品名称: 'item', '收货人手机号/提货人手机号': 'phone' });
  });

  test('is guessed by its values too: a phone column without phones is none', () => {
    expect(guessesOf([['姓名', '电话'], ['王桂英', '有'], ['李想', '没有']])).toEqual({ 姓名: 'name', 电话: null });
  });

  test('a list of people is a list of customers', () => {
    expect(questionOf([['姓名', '电话', '村'], ['王桂英', '13900001234', '石桥村']]).kind).toBe('customers');
  });

  test('one column of words is no table', () => {
    expect(recogniseTables(sheets({ 表: [['说明'], ['请看附件']] }), 'a.xlsx')).toMatchObject({ type: 'refused', failure: { code: 'imports.notATable' } });
  });
});

describe('a table that the user has explained', () => {
  const header = ['单号', '日期', '客户', '电话', '货', '数量', '总价', '状态'];
  const mapping: Mapping = {
    kind: 'orders', platform: '微店',
    columns: [['单号', 'orderId'], ['日期', 'orderedAt'], ['客户', 'name'], ['电话', 'phone'], ['货', 'item'], ['数量', 'quantity'], ['总价', 'paid'], ['状态', 'status']].map(([name = '', meaning = '']) => ({ header: name, meaning: meaning as 'name' })),
  };
  const row = (id: string, goods: string, total: string, status = '已完成') => [id, '2026-05-01 10:00', '王桂英', '13900001234', goods, '1', total, status];

  test('order totals that repeat on every row are counted once', () => {
    const workbook = sheets({ 表: [header, row('A1', '土鸡蛋', '60'), row('A1', '红薯粉', '60'), row('A2', '腊肉', '90', '待付款'), row('A3', '腊肉', '90', '已退款')] });
    expect(ordersOf(workbook, mapping).map(({ platform, status, paidFen, refundFen, lines }) => [platform, status, paidFen, refundFen, lines.length])).toEqual([
      ['微店', 'completed', 6000, 0, 2], ['微店', 'pending', 0, 0, 1], ['微店', 'refunded', 9000, 9000, 1],
    ]);
  });

  test('amounts that differ within an order add up', () => {
    expect(ordersOf(sheets({ 表: [header, row('A1', '土鸡蛋', '60'), row('A1', '红薯粉', '25')] }), mapping)).toMatchObject([{ paidFen: 8500, lines: [{ amountFen: 6000 }, { amountFen: 2500 }] }]);
  });

  test('customers come with phones, village, birthday and tags; a row that is nobody is given back', () => {
    const people: Mapping = { kind: 'customers', platform: '手工表', columns: [['姓名', 'name'], ['电话', 'phone'], ['地址', 'address'], ['生日', 'birthday'], ['标签', 'tags'], ['性别', 'gender'], ['微信', 'buyerId']].map(([name = '', meaning = '']) => ({ header: name, meaning: meaning as 'name' })) };
    const workbook = sheets({ 表: [['姓名', '电话', '地址', '生日', '标签', '性别', '微信'], ['王桂英', '13900001234、0838-2345678', '四川省德阳市中江县石桥村', '农历六月十五', '老客，爱吃辣', '女', 'wgy'], ['李想', '', '', '8月15日', '', '男', ''], ['张**', '138****1234', '', '', '', '', ''], ['赵云', '', '', '农历6-15', '', '', '']] });
    const [table] = tablesOf(workbook, people);
    expect(table?.records).toMatchObject([
      { name: '王桂英', phones: [{ number: '13900001234' }, { number: '08382345678' }], addresses: [{ city: '德阳市', village: '石桥村' }], tags: ['老客', '爱吃辣'], gender: 'female', identities: [{ platform: '手工表', value: 'wgy' }] },
      { name: '李想', birthday: { calendar: 'solar', year: null, month: 8, day: 15 }, gender: 'male' },
      { name: '赵云', birthday: { calendar: 'lunar', month: 6, day: 15 } },
    ]);
    expect(table?.refusals).toMatchObject([{ row: 4, code: 'imports.noCustomer' }]);
  });
});
