import { csvText, rowFor, type CellsByHeader } from './csv-text.ts';
import { encodeGbk } from './gbk.ts';

const columns2018 = '订单编号|标题|价格|购买数量|外部系统编号|商品属性|套餐信息|备注|订单状态|商家编码'.split('|');
const columns2022 = '子订单编号|主订单编号|标题|价格|购买数量|外部系统编号|商品属性|套餐信息|备注|订单状态|商家编码|支付单号|买家应付货款|买家实际支付金额|退款状态|退款金额|订单创建时间|订单付款时间'.split('|');

const nulls = (headers: readonly string[], row: CellsByHeader): readonly string[] => rowFor(headers, row).map((cell) => (cell === '' ? 'null' : cell));

/** ExportOrderDetailList….csv, 宝贝报表: GBK, `null` for nothing. */
export const taobaoDetailCsv = (rows: readonly CellsByHeader[]): Uint8Array => encodeGbk(csvText([columns2018, ...rows.map((row) => nulls(columns2018, row))]));

/** The same since 2022, with money and times; numbers of orders are written as formulas so that Excel leaves them alone. */
export const taobaoDetailCsv2022 = (rows: readonly CellsByHeader[]): Uint8Array => {
  const wrapped = ({ 主订单编号: id = '', 子订单编号: sub = '', ...row }: CellsByHeader): CellsByHeader => ({ ...row, 主订单编号: `="${id}"`, 子订单编号: `="${sub}"` });
  return encodeGbk(csvText([columns2022, ...rows.map((row) => nulls(columns2022, wrapped(row)))]));
};
