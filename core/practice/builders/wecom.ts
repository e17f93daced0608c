import { rowFor, type CellsByHeader } from './csv-text.ts';
import { sharedXlsx } from './xlsx-parts.ts';

const headers = '客户名称|描述|添加人|添加人账号|添加人所属部门|添加时间|来源|手机|企业|邮箱|地址|职务|电话|标签组1(学员等级)|标签组2(来源)'.split('|');

/** 企业微信 客户: a row for each colleague who added the person. */
export const wecomXlsx = (rows: readonly CellsByHeader[]): Uint8Array => sharedXlsx([{ name: '客户列表', rows: [headers, ...rows.map((row) => rowFor(headers, row))] }]);
