import { yuanText } from '../../base/money.ts';
import type { ShopOrder } from '../shop.rules.ts';
import { csvText, rowFor, timeText, utf8WithBom, type CellsByHeader } from './csv-text.ts';

const headersWithReceiver =
  '商品|订单号|订单状态|商品总价(元)|店铺优惠折扣(元)|平台优惠折扣(元)|邮费(元)|上门安装费(元)|送货入户费(元)|送货入户并安装费(元)|用户实付金额(元)|商品数量(件)|身份证姓名|身份证号码|收货人|手机|是否异常|省|市|区|街道|支付时间|拼单成功时间|订单确认时间|承诺发货时间|发货时间|确认收货时间|商品id|商品规格|用户购买手机号|样式ID|商家编码-SKU维度|商家编码-商品维度|快递单号|快递公司|海淘清关订单号|支付ID|支付方式|是否抽奖或0元试用|是否顺丰加价|商家备注|售后状态|买家留言|关联货品编码|货品名称|货品类型|子货品|仓库名称|仓库所在地址|是否门店自提|门店名称|门店自定义编码|旅行类信息'.split('|');
const headers2026 =
  '订单成交时间|商品|订单号|订单状态|商品总价(元)|邮费(元)|店铺优惠折扣(元)|平台优惠折扣(元)|多多支付立减金额(元)|用户实付金额(元)|商家实收金额(元)|商品数量(件)|发货时间|确认收货时间|商品id|商品规格|样式ID|商家编码-规格维度|商家编码-商品维度|商家备注|售后状态|快递单号|快递公司'.split('|');

const statusText = {
  pending: '待支付', paid: '待发货', shipped: '已发货，待签收', completed: '已收货', cancelled: '已取消', refunded: '已发货，退款成功',
} as const;

/** Above 999 the export writes a thousands comma. */
const money = (fen: number): string => yuanText(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

/** Blank times are one TAB, ids end with one. */
const tabbed = (text: string): string => `${text}\t`;

const cellsOf = (order: ShopOrder): CellsByHeader => {
  const [line] = order.lines;
  const { receiver } = order;
  const hidden = order.contact !== 'full';
  const refunded = order.status === 'refunded';
  return {
    商品: line?.name ?? '',
    订单号: order.platformOrderId,
    订单状态: refunded && order.shippedAt === null ? '未发货，退款成功' : statusText[order.status],
    '商品总价(元)': money(order.goodsFen),
    '店铺优惠折扣(元)': money(order.discountFen),
    '平台优惠折扣(元)': '0',
    '多多支付立减金额(元)': '0',
    '邮费(元)': money(order.freightFen),
    '用户实付金额(元)': money(order.payableFen),
    '商家实收金额(元)': money(order.payableFen),
    '商品数量(件)': String(line?.quantity ?? 1),
    收货人: hidden ? '' : receiver.name,
    手机: hidden ? '' : tabbed(receiver.phone),
    省: receiver.province,
    市: receiver.city,
    区: receiver.district,
    街道: hidden ? '' : receiver.address,
    支付时间: tabbed(timeText(order.paidAt)),
    拼单成功时间: tabbed(timeText(order.paidAt)),
    订单成交时间: tabbed(timeText(order.paidAt)),
    订单确认时间: tabbed(timeText(order.paidAt)),
    发货时间: tabbed(timeText(order.shippedAt)),
    确认收货时间: tabbed(timeText(order.completedAt)),
    商品id: tabbed('608112233445'),
    商品规格: line?.spec ?? '',
    商家备注: order.sellerNote ?? '',
    售后状态: refunded ? '退款成功' : '无售后或售后取消',
    买家留言: order.buyerNote ?? '',
  };
};

const fileOf = (headers: readonly string[], orders: readonly ShopOrder[]): Uint8Array =>
  utf8WithBom(csvText([headers, ...orders.map((order) => rowFor(headers, cellsOf(order)))]));

/** orders_export….csv up to 2021: with receiver and phone. */
export const pinduoduoCsvWithReceiver = (orders: readonly ShopOrder[]): Uint8Array => fileOf(headersWithReceiver, orders);

/** orders_export….csv of today: nothing that tells who bought. */
export const pinduoduoCsv = (orders: readonly ShopOrder[]): Uint8Array => fileOf(headers2026, orders);
