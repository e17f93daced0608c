import type { Platform } from './platform.ts';
import { taobao } from './taobao.ts';

/** 千牛 宝贝报表: what an order consists of. Until 2022 without money and times: then it only adds to orders that are known. */
export const taobaoDetail: Platform = {
  name: taobao.name,
  signs: [
    { all: ['主订单编号', '子订单编号', '标题'], any: ['买家实际支付金额', '购买数量'] },
    { all: ['订单编号', '标题', '价格', '购买数量'], none: ['买家实际支付金额', '退款编号'] },
  ],
  columns: {
    orderId: ['主订单编号', '订单编号'],
    subOrderId: ['子订单编号'],
    status: ['订单状态'],
    afterSale: ['退款状态'],
    orderedAt: ['订单创建时间'],
    paidAt: ['订单付款时间'],
    paid: ['买家实际支付金额'],
    payable: ['买家应付货款'],
    refund: ['退款金额'],
    item: ['标题'],
    spec: ['商品属性', '套餐信息'],
    quantity: ['购买数量'],
    sellerNote: ['备注'],
  },
  grain: () => 'item',
  statuses: taobao.statuses,
  fullyRefunded: ['退款成功'],
  detail: 'details',
};
