import { csvText, rowFor, type CellsByHeader } from './csv-text.ts';
import { encodeGbk } from './gbk.ts';

const headers =
  '店铺|交易号|订单号|订单状态|买家昵称|收货人|手机|收货地址|仓库|配送方式|快递单号|快递费|已付款|发票抬头|商家留言|买家留言|仓库留言|下单时间|计划发货时间|通知配货时间|发货时间|有无退单|订单标识|挂起原因及备注|问题原因及备注|商品名称|商品编码|商品条形码|规格1|规格2|数量|吊牌价|均摊金额|重量'.split('|');

/** eFAST and its like: GBK, a row for each kind of goods. */
export const erpCsv = (rows: readonly CellsByHeader[]): Uint8Array => encodeGbk(csvText([headers, ...rows.map((row) => rowFor(headers, row))]));
