import { csvText, rowFor, type CellsByHeader } from './csv-text.ts';
import { encodeGbk } from './gbk.ts';
import { sharedXlsx } from './xlsx-parts.ts';

const before = '订单号|商品ID|商品名称|订购数量|支付方式|下单时间|京东价|订单金额|结算金额|余额支付|应付金额|订单状态|订单类型|下单帐号|客户姓名|客户地址|联系电话|订单备注|发票类型|发票抬头|发票内容';
const after = '商家备注|商家备注等级（等级1-5为由高到低）|运费金额|付款确认时间';

const sets = {
  2016: `${before}|${after}|增值税发票|货号|订单完成时间|订单来源|订单渠道|`,
  2018: `${before}|${after}|增值税发票|货号|订单完成时间|订单来源|订单渠道|送装服务|服务费|仓库id|仓库名称|商家SKUID|邮政编码|邮箱地址|普通发票纳税编号|是否为品牌商订单|是否为toplife订单`,
  2019: `${before}|纳税人识别号|名称（个人）|单位地址|单位电话|开户银行|银行账号|${after}`,
} as const;

/**
 * The csv of the years before 2020: GBK, a blank last column in 2016, blank cells at a row's end left out, and a TAB
 * behind every cell from 2019 on.
 */
export const jingdongCsv = (year: keyof typeof sets, rows: readonly CellsByHeader[]): Uint8Array => {
  const headers = sets[year].split('|');
  const shortened = (cells: readonly string[]): readonly string[] => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  const body = rows.map((row) => shortened(rowFor(headers, row)).map((cell) => (year === 2019 ? `${cell}\t` : cell)));
  return encodeGbk(csvText([headers, ...body]));
};

/** What a shop ticks in 2026. */
export const jingdongXlsx = (rows: readonly CellsByHeader[]): Uint8Array => {
  const headers = '订单号|商品ID|商品名称|订购数量|商家应收|订单状态|商家SKUID|下单时间|付款确认时间'.split('|');
  return sharedXlsx([{ name: 'Sheet1', rows: [headers, ...rows.map((row) => rowFor(headers, row))] }]);
};
