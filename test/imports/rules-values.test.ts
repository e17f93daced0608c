import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuanText } from '../../core/base/money.ts';
import { addressOf } from '../../core/imports/address.rules.ts';
import type { Cell } from '../../core/imports/cells.ts';
import { compositeContact, nameOf, phoneOf } from '../../core/imports/contacts.rules.ts';
import { instantInOrderId, instantOf } from '../../core/imports/dates.rules.ts';
import { headerFingerprint, normaliseHeader } from '../../core/imports/headers.rules.ts';
import { fenOf, idsWereRounded, orderIdOf, quantityOf, textOf } from '../../core/imports/values.rules.ts';

describe('what a cell says', () => {
  test.each<[Cell, string | null]>([
    [null, null], ['', null], ['\t', null], [' ', null], ['-', null], ['--', null], ['—', null], ['——', null], ['/', null], ['null', null], ["'null", null], ["'", null], ['********', null],
    ['\t6917926768823643751', '6917926768823643751'], ['="1234567890123456789"', '1234567890123456789'], ["'13800138000", '13800138000'], [12345, '12345'], ['　王秀英 ', '王秀英'],
    ['轻！\u206b柔！\u2061软', '轻！柔！软'], ['张\u0000三', '张三'], ['\u202e村\u200b', '村'], ['一家👨‍👩‍👧', '一家👨‍👩‍👧'], ["'u05🍉", "'u05🍉"],
  ])('%j says %j', (cell, text) => expect(textOf(cell)).toBe(text));

  test.each<[Cell, number | 'bad' | null]>([
    ['28.90', 2890], ['1,299.00', 129_900], ['¥1,299.90', 129_990], ['￥0', 0], ['499.00（系统计算中，该值仅供参考）', 49_900], ['１２．５０', 1250], ['12元', 1200], ['12,5', 'bad'], ['1.299,00', 'bad'], ['-5.5', -550], ['¥-5.50', -550],
    ['.5', 50], [41.86, 4186], [1.005, 101], [0.1 + 0.2, 30], ['1268', 126_800], ['无退款申请', 0], ['', null], ['-', null], ['\t', null], ['三十块', 'bad'], ['1.2.3', 'bad'], [Number.NaN, 'bad'], [1e20, 'bad'],
  ])('the amount %j is %j fen', (cell, fen) => expect(fenOf(cell)).toBe(fen));

  test('every amount comes back exactly, as text and as a number', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_99 }), (fen) => fenOf(yuanText(fen)) === fen && fenOf(fen / 100) === fen));
  });

  test.each<[Cell, unknown]>([
    ['\t6917926768823643751', { id: '6917926768823643751' }], ['="330123456789012345"', { id: '330123456789012345' }], ['10160070484512.0', { id: '10160070484512' }], [10160070484512, { id: '10160070484512' }], ["'P802335189951019482", { id: 'P802335189951019482' }],
    ['260517-607198974342268', { id: '260517-607198974342268' }], ['E20260525220543065306159', { id: 'E20260525220543065306159' }], ['2.13046E+18', { damaged: '2.13046E+18' }],
    [2130456789012345600, { damaged: '2130456789012345600' }], ['', null],
  ])('the order number %j is %j', (cell, id) => expect(orderIdOf(cell)).toEqual(id));

  test('a column whose ids were all rounded by Excel is damaged; one id that ends in zeros is chance', () => {
    expect(idsWereRounded(['2130456789012340000', '2130456789098760000'])).toBe(true);
    expect(idsWereRounded(['2130456789012340000', '2130456789098765432', '2130456789098765433'])).toBe(false);
  });

  test.each<[Cell, number | null]>([['2', 2], [2, 2], ['2.0', 2], ['3件', 3], ['x2', 2], ['0', 0], ['', null], ['两件', null]])('the quantity %j is %j', (cell, quantity) =>
    expect(quantityOf(cell)).toBe(quantity));
});

describe('times', () => {
  test.each<[Cell, string | null]>([
    ['2026-09-22 00:54:10', '2026-09-22T00:54:10+08:00'], ['2018/5/16 9:41', '2018-05-16T09:41:00+08:00'], ['2026/09/03 12:00:00', '2026-09-03T12:00:00+08:00'], ['2026年9月3日', '2026-09-03T00:00:00+08:00'],
    ['2026.9.3', '2026-09-03T00:00:00+08:00'], ['20260903', '2026-09-03T00:00:00+08:00'], ['2026-09-22T00:54:10', '2026-09-22T00:54:10+08:00'], ['2026-06-20 11:00 - 2026-06-20 12:00', '2026-06-20T11:00:00+08:00'],
    ['2026/9/3 下午 3:05', '2026-09-03T15:05:00+08:00'], [43236.401388888888, '2018-05-16T09:38:00+08:00'], ['43236.4013888889', '2018-05-16T09:38:00+08:00'], ['\t', null], ['-', null], ['0000-00-00 00:00:00', null],
    ['2026-02-30 10:00:00', 'bad'], ['2026-13-01', 'bad'], ['昨天', 'bad'], [12.5, 'bad'],
  ])('%j is %j', (cell, instant) => expect(instantOf(cell)).toBe(instant));

  test('a 拼多多 order number tells the day', () => {
    expect(instantInOrderId('260517-607198974342268')).toBe('2026-05-17T00:00:00+08:00');
    expect(instantInOrderId('KTT2409210000011')).toBeNull();
  });
});

describe('people', () => {
  test.each<[Cell, string | null]>([
    ['13800138000', '13800138000'], ["'13800138000", '13800138000'], [13800138000, '13800138000'], ['+86 138 0013 8000', '13800138000'], ['86-13900000004', '13900000004'], ['138-0013-8000', '13800138000'],
    ['0838-2345678', '08382345678'], ['010 62345678', '01062345678'], ['138****1234', null], ['1**********', null], ['182********', null], ['18400000000转1234', null], ['18400000000-1234', null],
    ['$$fG9xYw==$$', null], ['##abc', null], ['12345', null], ['23800138000', null], ['138001380000', null], ['', null],
  ])('the phone %j is %j', (cell, phone) => expect(phoneOf(cell)).toBe(phone));

  test.each<[Cell, string | null]>([['王桂英', '王桂英'], ['张三[1234]', '张三'], ['***', null], ['张**', null], ['##cipher==', null], ['周某某', null], ['某先生', null], [' 李 建国 ', '李 建国'], ['欧阳娜娜', '欧阳娜娜'], ['', null]])(
    'the name %j is %j', (cell, name) => expect(nameOf(cell)).toBe(name));

  test('one cell may hold name, phone and address', () => {
    expect(compositeContact('周强，86-13900000004，江苏省 扬州市 广陵区 示例地址 ，')).toEqual({ name: '周强', phone: '86-13900000004', address: '江苏省 扬州市 广陵区 示例地址' });
    expect(compositeContact('江苏省 扬州市 广陵区 示例地址')).toBeNull();
  });

  test.each([
    ['山东省菏泽市单县李楼镇李楼村3组12号', '山东省', '菏泽市', '单县', '李楼镇李楼村3组12号', '李楼村'],
    ['湖北省 黄冈市 黄州区 路口镇 柳树湾村5组', '湖北省', '黄冈市', '黄州区', '路口镇 柳树湾村5组', '柳树湾村'],
    ['云南省 红河哈尼族彝族自治州 开远市 小龙潭镇 老寨村委会', '云南省', '红河哈尼族彝族自治州', '开远市', '小龙潭镇 老寨村委会', '老寨村'],
    ['内蒙古自治区锡林郭勒盟正蓝旗上都镇黄旗嘎查', '内蒙古自治区', '锡林郭勒盟', '正蓝旗', '上都镇黄旗嘎查', '黄旗嘎查'],
    ['北京 北京市 朝阳区 望京街道 花家地社区 12栋', '北京市', '北京市', '朝阳区', '望京街道 花家地社区 12栋', '花家地社区'],
    ['重庆市 城口县 高观镇 双竹村', '重庆市', '重庆市', '城口县', '高观镇 双竹村', '双竹村'],
    ['黑龙江省五常市民意乡新屯3组', '黑龙江省', '五常市', null, '民意乡新屯3组', '新屯'],
    ['广东省东莞市虎门镇龙眼社区', '广东省', '东莞市', null, '虎门镇龙眼社区', '龙眼社区'],
    ['湖北省荆州市沙市区立新乡', '湖北省', '荆州市', '沙市区', '立新乡', null],
    ['上海市长宁区中关村大街5号', '上海市', '上海市', '长宁区', '中关村大街5号', null],
    ['新疆维吾尔自治区 乌鲁木齐市 水磨沟区', '新疆维吾尔自治区', '乌鲁木齐市', '水磨沟区', null, null],
    ['四川省成都市双流区测试路1号 翠湖山庄2-2-202', '四川省', '成都市', '双流区', '测试路1号 翠湖山庄2-2-202', null],
    ['石桥村老张家', null, null, null, '石桥村老张家', '石桥村'],
    ['##cipher', null, null, null, null, null],
    ['河南省 信阳市 光山县 ****', '河南省', '信阳市', '光山县', null, null],
    ['浙江省杭州市西湖区蒋村街道**小区3栋', '浙江省', '杭州市', '西湖区', '蒋村街道', null],
    ['许**，199****0012，石桥村', null, null, null, null, null],
  ])('the address %s', (whole, province, city, district, address, village) =>
    expect(addressOf(whole)).toEqual({ province, city, district, address, village }));
});

describe('headers', () => {
  test.each([
    ['收货地址 ', '收货地址'], [' 用户购买手机号', '用户购买手机号'], ['商品总价（元）', '商品总价'], ['商品总价(元)', '商品总价'], ['商品数量(件)', '商品数量'], ['\ufeff订单号', '订单号'], ['商品ID', '商品id'], ['SKU ID', 'skuid'],
    ['*收货人(必填)', '收货人'], ['联系电话：', '联系电话'],
  ])('%j compares as %j', (header, name) => expect(normaliseHeader(header)).toBe(name));

  test('a table keeps its fingerprint when columns move or get padded', () => {
    expect(headerFingerprint(['姓名', '电话（元） '])).toBe(headerFingerprint(['电话(元)', ' 姓名', '']));
    expect(headerFingerprint(['姓名', '电话'])).not.toBe(headerFingerprint(['姓名', '手机']));
  });
});
