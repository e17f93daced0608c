import type { Item, Platform } from './platform.ts';

/** The main-order export joins its goods with `;` and gives only their total quantity. */
const joined = (cell: string): readonly Item[] =>
  cell.split(';').map((part) => part.trim()).filter((part) => part !== '').map((name) => ({ name, spec: null, quantity: null }));

/** 抖店: one row per sub-order, or one per main order. Recipients are encrypted: orders without customers. */
export const douyin: Platform = {
  name: '抖店',
  signs: [{ all: ['主订单编号'], any: ['选购商品', '订单提交时间', '订单应付金额', '商家收入金额'] }],
  columns: {
    orderId: ['主订单编号'],
    subOrderId: ['子订单编号'],
    status: ['订单状态'],
    afterSale: ['售后状态'],
    orderedAt: ['订单提交时间', '支付完成时间'],
    paidAt: ['支付完成时间'],
    paid: ['订单应付金额'],
    payable: ['商品金额'],
    freight: ['运费'],
    item: ['选购商品'],
    spec: ['商品规格'],
    quantity: ['商品数量'],
    name: ['收件人'],
    phone: ['收件人手机号'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    town: ['街道'],
    address: ['详细地址'],
    buyerNote: ['买家留言'],
    sellerNote: ['商家备注'],
    closeReason: ['取消原因'],
  },
  grain: () => 'item',
  statuses: {
    待发货: 'paid',
    备货中: 'paid',
    部分发货: 'shipped',
    已发货: 'shipped',
    已完成: 'completed',
    已关闭: 'cancelled',
    待支付: 'pending',
    待确认: 'pending',
  },
  needsPaidAt: true,
  fullyRefunded: ['退款成功', '已全额退款', '同意退款，退款成功'],
  items: joined,
};
