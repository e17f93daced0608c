import type { Platform } from './platform.ts';

/** 视频号小店, now 微信小店: a row for each kind of goods; the order's amounts repeat, refunds are those of the row. */
export const weixinShop: Platform = {
  name: '视频号',
  signs: [{ all: ['订单号', '订单下单时间', '订单实际支付金额'] }],
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    orderedAt: ['订单下单时间'],
    paidAt: ['支付时间'],
    paid: ['订单实际支付金额'],
    refund: ['商品已退款金额'],
    freight: ['订单运费'],
    item: ['商品名称'],
    spec: ['商品属性'],
    quantity: ['商品数量'],
    itemAmount: ['商品实际价格(总共)'],
    name: ['收件人姓名'],
    phone: ['收件人手机'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    address: ['收件人地址'],
    buyerNote: ['买家备注'],
    sellerNote: ['商家备注'],
  },
  grain: () => 'itemOfTotal',
  refundPerItem: true,
  statuses: {
    待发货: 'paid',
    部分发货: 'shipped',
    已发货: 'shipped',
    已完成: 'completed',
    已取消: 'cancelled',
    待付款: 'pending',
  },
};
