import { rowFor, type CellsByHeader } from './csv-text.ts';
import { sharedXlsx } from './xlsx-parts.ts';

const headers = '订单号|订单状态|小红书编码|用户应付金额(元)|支付时间|承诺发货时间|用户备注|包裹备注标记|包裹备注信息'.split('|');

/** 小红书: the sheet 包裹详情. */
export const xiaohongshuXlsx = (rows: readonly CellsByHeader[]): Uint8Array => sharedXlsx([{ name: '包裹详情', rows: [headers, ...rows.map((row) => rowFor(headers, row))] }]);
