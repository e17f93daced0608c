import { instantInOrderId } from '../dates.rules.ts';
import type { Platform } from './platform.ts';

/** One order is one kind of goods. Recipients disappeared from the export after 2021, the rest is what the owner ticks. */
export const pinduoduo: Platform = {
  name: '拼多多',
  signs: [
    {
      all: ['订单号'],
      any: [
        '拼单成功时间', '订单成交时间', '多多支付立减金额', '样式id', '商家编码-规格维度', '商家编码-sku维度', '用户实付金额', '商家实收金额',
        '是否抽奖或0元试用',
      ],
    },
  ],
  idPattern: /^\d{6}-\d{12,16}$/,
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    afterSale: ['售后状态'],
    orderedAt: ['订单成交时间', '拼单成功时间', '支付时间', '订单确认时间'],
    paidAt: ['支付时间'],
    paid: ['用户实付金额', '商家实收金额'],
    payable: ['商品总价'],
    freight: ['邮费'],
    item: ['商品', '商品名称'],
    spec: ['商品规格'],
    quantity: ['商品数量'],
    name: ['收货人', '收货人姓名'],
    phone: ['手机', '收货人手机', '用户购买手机号'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    town: ['街道/镇', '街道'],
    address: ['收货地址', '详细地址'],
    pickupPoint: ['门店名称'],
    buyerNote: ['买家留言'],
    sellerNote: ['商家备注'],
  },
  grain: () => 'order',
  statuses: {
    待发货: 'paid',
    '已发货，待签收': 'shipped',
    '已发货，待收货': 'shipped',
    已发货: 'shipped',
    已签收: 'completed',
    已收货: 'completed',
    已取消: 'cancelled',
    '已取消，退款成功': 'refunded',
    '未发货，退款成功': 'refunded',
    '已发货，退款成功': 'refunded',
    '已收货，退款成功': 'refunded',
    '已签收，退款成功': 'refunded',
    待支付: 'pending',
    待付款: 'pending',
  },
  fullyRefunded: ['退款成功'],
  orderedAtOf: instantInOrderId,
};
