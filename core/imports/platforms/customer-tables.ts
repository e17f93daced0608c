import type { ColumnMeaning } from '../contract.ts';
import type { Sign } from './platform.ts';

/** A platform's list of customers. A nickname names a person there but identifies nobody: two may share it. */
export type CustomerTable = {
  readonly name: string;
  readonly sign: Sign;
  readonly columns: Readonly<Partial<Record<ColumnMeaning, readonly string[]>>>;
  /** every header that begins like this holds tags */
  readonly tagHeaders?: string;
  /** a person stands there once for each value of this column */
  readonly repeatedBy?: string;
};

const youzanCustomers: CustomerTable = {
  name: '有赞',
  sign: { all: ['客户姓名', '客户昵称', '客户手机号'], any: ['成长值', '客户储值余额', '消费次数', '权益卡'] },
  columns: {
    name: ['客户姓名', '客户昵称'],
    phone: ['客户手机号'],
    birthday: ['客户生日'],
    gender: ['客户性别'],
    tags: ['标签'],
  },
};

const wecomCustomers: CustomerTable = {
  name: '企业微信',
  sign: { all: ['客户名称', '添加人', '添加时间'] },
  columns: {
    name: ['客户名称'],
    phone: ['手机', '电话'],
    address: ['地址'],
    note: ['描述'],
  },
  tagHeaders: '标签组',
  repeatedBy: '添加人',
};

/** The phone's own contacts, a .vcf that the reader made a table of. */
const contacts: CustomerTable = {
  name: '通讯录',
  sign: { all: ['通讯录姓名', '通讯录电话'] },
  columns: {
    name: ['通讯录姓名'],
    phone: ['通讯录电话'],
    address: ['通讯录地址'],
    birthday: ['通讯录生日'],
    tags: ['通讯录分组'],
    note: ['通讯录备注'],
  },
};

export const customerTables: readonly CustomerTable[] = [youzanCustomers, wecomCustomers, contacts];
