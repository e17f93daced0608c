import { rowFor, type CellsByHeader } from './csv-text.ts';
import { sharedXlsx } from './xlsx-parts.ts';

const headers = '收货人|联系电话|订单总金额|支付状态|收货地址|订购数量'.split('|');

/** 群接龙: a sum in the last row, the goods in the file's name. */
export const qunjielongXlsx = (rows: readonly CellsByHeader[], total: string): Uint8Array =>
  sharedXlsx([{ name: 'Sheet1', rows: [headers, ...[...rows, { 收货人: '合计', 订单总金额: total }].map((row) => rowFor(headers, row))] }]);
