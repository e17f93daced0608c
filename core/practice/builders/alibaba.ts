import { rowFor, type CellsByHeader } from './csv-text.ts';
import { streamedXlsx } from './xlsx-parts.ts';

const headers =
  '订单编号|买家公司名|买家会员名|卖家公司名|卖家会员名|货品总价(元)|运费|涨价或折扣(元)|实付款|订单状态|订单创建时间|订单付款时间|发货方|收货人姓名|收货地址|邮编|联系电话|联系手机|货品标题|单价(元)|数量|单位|货号|型号|Offer ID|SKU ID|物料编号|单品货号|货品种类|买家留言|物流公司|运单号'.split('|');

/** 1688: every order is a list of rows, one for each of its goods; the cells of the order stand in the first alone. */
export const alibabaXlsx = (orders: readonly (readonly CellsByHeader[])[]): Uint8Array => streamedXlsx([{ name: 'sheet0', rows: [headers, ...orders.flat().map((row) => rowFor(headers, row))] }]);
