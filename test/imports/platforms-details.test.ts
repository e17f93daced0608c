import { describe, expect, test } from 'vitest';
import type { Cell } from '../../core/imports/cells.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import { booksBalance, ordersOf, sheets, tablesOf } from '../support/export-files.ts';

const id = '3301234567890100001';

describe('the 淘宝 detail file of 2022', () => {
  const header = ['子订单编号', '主订单编号', '标题', '价格', '购买数量', '商品属性', '订单状态', '买家应付货款', '买家实际支付金额', '退款状态', '退款金额', '订单创建时间', '订单付款时间'];
  const row = (sub: string, title: string, paid: string, status: string, refundStatus: string, refund: string): readonly Cell[] =>
    [`="${sub}"`, `="${id}"`, title, '30.00', '2', '30枚', status, paid, paid, refundStatus, refund, '2026-04-01 09:00:00', '2026-04-01 09:01:00'];

  test('becomes one order with its lines; a part of the money back leaves a purchase', () => {
    const workbook = sheets({ Sheet1: [header, row('1', '土鸡蛋', '60.00', '交易成功', '退款成功', '20.00'), row('2', '红薯粉', '25.00', '交易关闭', '退款成功', '25.00'), row('3', '腊肉', '90.00', '交易成功', '没有申请退款', '无退款申请')] });
    expect(ordersOf(workbook)).toMatchObject([
      { platformOrderId: id, status: 'completed', paidFen: 17_500, refundFen: 4500, rows: [2, 3, 4], lines: [{ name: '土鸡蛋', spec: '30枚', quantity: 2, amountFen: 6000 }, { amountFen: 2500 }, { amountFen: 9000 }] },
    ]);
    expect(booksBalance(workbook)).toBe(true);
  });
});

describe('what people do to an export before they drop it', () => {
  const header = ['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '订单创建时间', '宝贝标题 '];
  const row = ['3301234567890100001', '桂英', '50.00', '交易成功', '2026-04-01 09:00:00', '土鸡蛋'];

  test('title lines, blank rows, own columns, moved columns, totals and the header once more do not matter', () => {
    const workbook = sheets({ 四月: [['四月的订单'], [], ['我的记号', ...header.toReversed()], ['好评', ...row.toReversed()], [], ['我的记号', ...header.toReversed()], ['', ...row.with(0, '3301234567890100002').toReversed()], ['合计', null, '100.00']] });
    const [table] = tablesOf(workbook);
    expect(table).toMatchObject({ rowsRead: 5, rowsBlank: 3, refusals: [] });
    expect(table?.records.map(({ rows }) => rows)).toEqual([[4], [7]]);
    expect(booksBalance(workbook)).toBe(true);
  });

  test('the same order twice in a file is one order, the later row counts', () => {
    const [order, ...others] = ordersOf(sheets({ 四月: [header, row.with(3, '买家已付款，等待卖家发货'), row] }));
    expect(others).toEqual([]);
    expect(order).toMatchObject({ rows: [2, 3], status: 'completed', paidFen: 5000, lines: [{ name: '土鸡蛋', amountFen: 5000 }] });
  });

  test('order numbers that Excel rounded are refused, all of them, with the way out', () => {
    const [table] = tablesOf(sheets({ 四月: [header, row.with(0, '3301234567890100000'), row.with(0, '3301234567890200000')] }));
    expect(table?.refusals).toMatchObject([{ row: 2, column: '订单编号', code: 'imports.damagedOrderId', details: { value: '3301234567890100000' } }, { row: 3 }]);
  });

  test('a cell with a novel in it gives its row back', () => {
    expect(tablesOf(sheets({ 四月: [header, row.with(1, '字'.repeat(2001))] }))[0]?.refusals).toMatchObject([{ row: 2, column: '买家会员名', code: 'imports.cellTooLong' }]);
  });

  test('a stranger among the sheets is named, the known ones come in', () => {
    const [table] = tablesOf(sheets({ 四月: [header, row], 欠账: [['谁', '多少'], ['老张', '50']] }));
    expect(table?.records).toHaveLength(1);
    expect(table?.warnings).toEqual([{ code: 'imports.sheetSkipped', details: { sheets: '欠账' } }]);
  });

  test('header names like those of JavaScript objects are just names', () => {
    const recognised = recogniseTables(sheets({ 表: [['姓名', '__proto__', 'constructor', 'toString'], ['甲', 'x', 'y', 'z']] }), 'a.csv');
    expect(recognised).toMatchObject({ type: 'question', question: { columns: [{ guess: 'name' }, { header: '__proto__', guess: null }, { guess: null }, { guess: null }] } });
  });

  test('an export without a single order says so', () => {
    expect(recogniseTables(sheets({ 四月: [header] }), 'a.xlsx')).toMatchObject({ type: 'refused', failure: { code: 'imports.noRows' } });
  });
});
