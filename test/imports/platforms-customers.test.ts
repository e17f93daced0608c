import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wecomXlsx } from '../../core/practice/builders/wecom.ts';
import { youzanCustomersCsv } from '../../core/practice/builders/youzan.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

const run = (name: string, bytes: Uint8Array) => shop.core.imports.run({ file: shop.file(name, bytes) });

const people = async () => {
  const { rows } = await shop.core.customers.list({ limit: 100 });
  const all = await Promise.all(rows.map(({ id }) => shop.core.customers.get({ id })));
  return all
    .map(({ name, phones, gender, birthday, tags, note, addresses }) => ({ name, phones: phones.map(({ number }) => number), gender, birthday, tags: tags.toSorted(), note, places: addresses.map(({ village }) => village) }))
    .toSorted((a, b) => `${a.name}${a.phones[0]}`.localeCompare(`${b.name}${b.phones[0]}`, 'zh-CN'));
};

describe('有赞 customers', () => {
  const row = { 客户姓名: '王桂英', 客户昵称: '石榴', 客户手机号: '13900001234', 客户生日: '1968-03-02', 客户性别: '女', 标签: '老客,爱吃辣', 是否会员: '是', 消费次数: '3', 消费金额: '120.00' };
  const nobody = { phones: [], gender: null, birthday: null, tags: [], note: null, places: [] };

  test('short rows, masked phones and two people with one phone come in as they are', async () => {
    const bytes = youzanCustomersCsv([
      row, { ...row, 客户姓名: '李建国', 客户昵称: '老李', 客户性别: '男', 客户生日: '——', 标签: '' },
      { ...row, 客户姓名: ' ', 客户昵称: '小满妈', 客户手机号: '186******05', 客户性别: '未知', 客户生日: '', 标签: '' }, { ...row, 客户姓名: '', 客户昵称: '', 客户手机号: ' ' },
    ]);
    const result = await run('有赞客户.csv', bytes);
    expect(result).toMatchObject({ platform: '有赞', kind: 'customers', counts: { rowsRead: 4, rowsRefused: 1, customersCreated: 3 }, refusals: [{ row: 5, code: 'imports.noCustomer' }], warnings: [{ code: 'imports.sharedPhones', details: { count: 1 } }] });
    const truth = [
      { ...nobody, name: '李建国', phones: ['13900001234'], gender: 'male' },
      { ...nobody, name: '王桂英', phones: ['13900001234'], gender: 'female', birthday: { calendar: 'solar', year: 1968, month: 3, day: 2, leapMonth: false }, tags: ['爱吃辣', '老客'] },
      { ...nobody, name: '小满妈' },
    ];
    expect(await people()).toEqual(truth);
    expect((await run('再来.csv', bytes)).counts).toMatchObject({ customersCreated: 0, customersUpdated: 0 });
    expect(await people()).toEqual(truth);
  });
});

describe('企业微信 customers', () => {
  test('a person whom two colleagues added is one person with the tags of both; a namesake is another', async () => {
    const row = { 客户名称: '王桂英', 描述: '石桥村的', 添加人: '小陈', 添加时间: '2026-03-01 09:00:00', 来源: '扫描二维码', 手机: '13900001234', 地址: '河南省信阳市光山县石桥村', '标签组1(学员等级)': '老客', '标签组2(来源)': '' };
    const bytes = wecomXlsx([
      row, { ...row, 添加人: '小刘', 手机: '', 描述: '', 地址: '', '标签组1(学员等级)': '', '标签组2(来源)': '集市、朋友' },
      { ...row, 客户名称: '李想', 手机: '', 电话: '0376-8855123', 描述: '', 地址: '' }, { ...row, 客户名称: '李想', 手机: '13700001111', 描述: '', 地址: '', '标签组1(学员等级)': '' },
    ]);
    const result = await run('客户.xlsx', bytes);
    expect(result).toMatchObject({ platform: '企业微信', kind: 'customers', counts: { rowsRead: 4, rowsRefused: 0, customersCreated: 3 }, warnings: [] });
    const nobody = { gender: null, birthday: null, note: null, places: [] };
    expect(await people()).toEqual([
      { ...nobody, name: '李想', phones: ['03768855123'], tags: ['老客'] }, { ...nobody, name: '李想', phones: ['13700001111'], tags: [] },
      { ...nobody, name: '王桂英', phones: ['13900001234'], tags: ['朋友', '老客', '集市'], note: '石桥村的', places: ['石桥村'] },
    ]);
  });
});
