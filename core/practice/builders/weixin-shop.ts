import { rowFor, type CellsByHeader } from './csv-text.ts';
import { sharedXlsx } from './xlsx-parts.ts';

const headers =
  '订单号|订单下单时间|订单发货时间|订单确认收货时间|订单完成结算时间|订单状态|发货方式|收件人姓名|收件人地址|省|市|区|收件人手机|买家备注|商家备注|打标颜色|商品总价|订单实际支付金额|订单实际收款金额|订单运费|商品优惠|跨店优惠|商品改价|积分抵扣|支付方式|支付时间|交易单号|物流公司|快递单号|技术服务费|技术服务费（将以人气卡形式返还）|运费险预计投保费用|带货方式|带货账号类型|带货账号昵称|带货费用渠道|带货费用类型|带货费用|带货佣金率|礼物单号|商品名称|商品编码(平台)|商品编码(自定义)|SKU编码(自定义)|商品属性|商品价格(单件)|商品实际价格(单件)|商品实际价格(总共)|是否预售|商品数量|商品平台券优惠|商品平均运费|定制信息|定制预览图|商品发货|商品售后|商品已退款金额'.split('|');

/** 视频号小店 / 微信小店: the 57 columns, a row for each kind of goods. */
export const weixinShopXlsx = (rows: readonly CellsByHeader[]): Uint8Array => sharedXlsx([{ name: 'Sheet1', rows: [headers, ...rows.map((row) => rowFor(headers, row))] }]);
