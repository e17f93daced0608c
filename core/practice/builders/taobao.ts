import { yuanText } from '../../base/money.ts';
import type { ShopOrder } from '../shop.rules.ts';
import { csvText, rowFor, timeText, type CellsByHeader } from './csv-text.ts';
import { encodeGbk } from './gbk.ts';
import { sharedXlsx } from './xlsx-parts.ts';

/** 2018: six headers end with a blank. 2022: without, and with virtual phones, nickname and seller memo. */
const headers2018 =
  '订单编号|买家会员名|买家支付宝账号|买家应付货款|买家应付邮费|买家支付积分|总金额|返点积分|买家实际支付金额|买家实际支付积分|订单状态|买家留言|收货人姓名|收货地址 |运送方式|联系电话 |联系手机|订单创建时间|订单付款时间 |宝贝标题 |宝贝种类 |物流单号 |物流公司|订单备注|宝贝总数量|店铺Id|店铺名称|订单关闭原因|卖家服务费|买家服务费|发票抬头|是否手机订单|分阶段订单信息|特权订金订单id|是否上传合同照片|是否上传小票|是否代付|定金排名|修改后的sku|修改后的收货地址|异常信息|天猫卡券抵扣|集分宝抵扣|是否是O2O交易|新零售交易类型|新零售导购门店名称|新零售导购门店id|新零售发货门店名称|新零售发货门店id|退款金额|预约门店|确认收货时间|打款商家金额|含应开票给个人的个人红包'.split('|');
const headers2022 =
  '订单编号|买家会员名|买家会员昵称|支付单号|支付详情|买家应付货款|买家应付邮费|买家支付积分|总金额|返点积分|买家实际支付金额|买家实际支付积分|订单状态|买家留言|收货人姓名|收货地址|运送方式|联系电话|联系手机|虚拟号过期时间|订单创建时间|订单付款时间|宝贝标题|宝贝种类|物流单号|物流公司|订单备注|宝贝总数量|店铺Id|店铺名称|订单关闭原因|卖家服务费|买家服务费|发票抬头|是否手机订单|分阶段订单信息|特权订金订单id|是否上传合同照片|是否上传小票|是否代付|定金排名|修改后的sku|修改后的收货地址|异常信息|天猫卡券抵扣|集分宝抵扣|是否是O2O交易|新零售交易类型|新零售导购门店名称|新零售导购门店id|新零售发货门店名称|新零售发货门店id|退款金额|预约门店|确认收货时间|打款商家金额|含应开票给个人的个人红包|是否信用购|体验期结束时间|前N有礼|配送类型|直播返现状态|返现金额|延迟发货自动赔付金额|新零售成交门店昵称|新零售成交门店id|新零售成交经销商id|预售订单|发货时间|商家备忘|主订单编号'.split('|');

const statusText = {
  pending: '等待买家付款', paid: '买家已付款，等待卖家发货', shipped: '卖家已发货，等待买家确认', completed: '交易成功', cancelled: '交易关闭', refunded: '交易关闭',
} as const;

const cellsOf = (order: ShopOrder): CellsByHeader => {
  const { receiver, lines } = order;
  const hidden = order.contact !== 'full';
  return {
    订单编号: order.platformOrderId,
    买家会员名: order.buyerId,
    买家支付宝账号: '********',
    买家应付货款: yuanText(order.goodsFen - order.discountFen),
    买家应付邮费: yuanText(order.freightFen),
    买家支付积分: '0',
    总金额: yuanText(order.payableFen),
    返点积分: '0',
    买家实际支付金额: yuanText(order.paidFen),
    买家实际支付积分: '0',
    订单状态: statusText[order.status],
    买家留言: order.buyerNote ?? 'null',
    收货人姓名: hidden ? `${receiver.name.slice(0, 1)}**` : receiver.name,
    收货地址: `${receiver.province} ${receiver.city} ${receiver.district} ${receiver.address}`,
    运送方式: '快递',
    联系电话: "'null",
    联系手机: hidden ? "'1**********" : `'${receiver.phone}`,
    订单创建时间: timeText(order.orderedAt),
    订单付款时间: timeText(order.paidAt),
    宝贝标题: lines.map((line) => line.name).join('，'),
    宝贝种类: String(lines.length),
    物流单号: order.shippedAt === null ? 'null' : `No:${order.platformOrderId.slice(-12)}`,
    物流公司: order.shippedAt === null ? 'null' : '邮政快递包裹',
    订单备注: order.sellerNote === null ? "'null" : `'${order.sellerNote}`,
    宝贝总数量: String(lines.reduce((sum, line) => sum + line.quantity, 0)),
    店铺Id: '0',
    订单关闭原因: order.status === 'cancelled' ? '买家未付款' : order.status === 'refunded' ? '退款' : '订单未关闭',
    卖家服务费: '0',
    买家服务费: '0',
    是否手机订单: '手机订单',
    是否代付: '否',
    退款金额: order.refundFen > 0 ? yuanText(order.refundFen) : order.paidFen > 0 ? '无退款申请' : '0.00',
    确认收货时间: timeText(order.completedAt),
    打款商家金额: `${yuanText(order.completedAt === null ? 0 : order.paidFen - order.refundFen)}元`,
  };
};

/** ExportOrderList….csv of 2018: GBK, 54 columns. */
export const taobaoCsv = (orders: readonly ShopOrder[]): Uint8Array =>
  encodeGbk(csvText([headers2018, ...orders.map((order) => rowFor(headers2018, cellsOf(order)))]));

/** The 2022 workbook, 71 columns. */
export const taobaoXlsx = (orders: readonly ShopOrder[]): Uint8Array => {
  const rows = orders.map((order) => {
    const cells = cellsOf(order);
    const { 买家会员名: buyer = '', 订单备注: memo = '' } = cells;
    return rowFor(headers2022, { ...cells, 买家会员昵称: buyer, 商家备忘: memo, 主订单编号: order.platformOrderId, 发货时间: timeText(order.shippedAt) });
  });
  return sharedXlsx([{ name: 'Sheet1', rows: [headers2022, ...rows] }]);
};
