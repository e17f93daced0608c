import { yuanText } from '../../base/money.ts';
import { digestOf } from '../../imports/headers.rules.ts';
import type { ShopOrder } from '../shop.rules.ts';
import { rowFor, tabbedCsvText, timeText, utf8WithBom } from './csv-text.ts';

const headers =
  '主订单编号|子订单编号|选购商品|商品规格|商品数量|商品ID|商家编码|商品单价|订单应付金额|运费|优惠总金额|平台优惠|商家优惠|达人优惠|商家改价|支付优惠|红包抵扣|支付方式|手续费|收件人|收件人手机号|省|市|区|街道|详细地址|是否修改过地址|地址修改时段|买家留言|订单提交时间|旗帜颜色|商家备注|订单完成时间|支付完成时间|APP渠道|流量来源|订单状态|承诺发货时间|订单类型|鲁班落地页ID|达人ID|达人昵称|所属门店ID|售后状态|取消原因|预约发货时间|仓库ID|仓库名称|是否安心购|广告渠道|流量类型|流量体裁|流量渠道|发货主体|发货主体明细|发货时间|降价类优惠|平台实际承担优惠金额|商家实际承担优惠金额|达人实际承担优惠金额|预计送达时间|是否平台仓自流转|车型|商品69码|发货SN码|发货IMEI码1|发货IMEI码2|预约送达时间|建议发货时间（起）|建议发货时间（止）|物流SN码|物流IMEI码1|物流IMEI码2'.split('|');

const statusText = { pending: '待支付', paid: '待发货', shipped: '已发货', completed: '已完成', cancelled: '已关闭', refunded: '已关闭' } as const;

/** What 抖店 shows instead of a name, phone or address: unreadable, and different every time it is exported. */
const cipher = (mark: '##' | '$$', text: string, salt: string): string => `${mark}${digestOf(`${salt}${text}`)}${digestOf(`${text}${salt}`)}==${mark}`;

/** 19 digits plus the line's number: sub-orders count on from their main order. */
const subOrderId = (order: ShopOrder, index: number): string => `${order.platformOrderId.slice(0, -1)}${index}`;

const rowsOf = (order: ShopOrder): readonly (readonly string[])[] =>
  order.lines.map((line, index) => {
    const { receiver } = order;
    const masked = order.contact !== 'full';
    const salt = `${order.platformOrderId}${index}`;
    const refunded = order.refundFen > 0 && (line.refunded || order.status === 'refunded');
    return rowFor(headers, {
      主订单编号: order.platformOrderId,
      子订单编号: subOrderId(order, index),
      选购商品: line.name,
      商品规格: line.spec,
      商品数量: String(line.quantity),
      商品单价: yuanText(line.unitFen),
      订单应付金额: yuanText(line.amountFen + (index === 0 ? order.freightFen : 0)),
      运费: yuanText(index === 0 ? order.freightFen : 0),
      优惠总金额: yuanText(line.unitFen * line.quantity - line.amountFen),
      支付方式: order.paidAt === null ? '-' : '抖音支付',
      收件人: masked ? cipher('##', receiver.name, salt) : receiver.name,
      收件人手机号: masked ? cipher('$$', receiver.phone, salt) : receiver.phone,
      省: receiver.province,
      市: receiver.city,
      区: receiver.district,
      街道: masked ? '-' : receiver.town,
      详细地址: masked ? cipher('##', receiver.address, salt) : receiver.address,
      买家留言: order.buyerNote ?? '-',
      订单提交时间: timeText(order.orderedAt),
      商家备注: order.sellerNote ?? '-',
      订单完成时间: timeText(order.completedAt) || '-',
      支付完成时间: timeText(order.paidAt),
      订单状态: refunded ? '已关闭' : statusText[order.status],
      达人ID: '0',
      售后状态: refunded ? '退款成功' : '-',
      取消原因: order.status === 'cancelled' ? '超时未支付' : '-',
      发货时间: timeText(order.shippedAt) || '-',
    });
  });

/** The sub-order export of 2026: 73 columns, UTF-8 with BOM, a TAB inside every quoted cell. */
export const douyinCsv = (orders: readonly ShopOrder[]): Uint8Array => utf8WithBom(tabbedCsvText(headers, orders.flatMap(rowsOf)));
