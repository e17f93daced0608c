import type { Platform } from './platform.ts';
import { statusByMeaning } from './status-words.ts';

/** 小红书: what is not paid has neither a time nor an amount. Some column sets name the goods only by their number. */
export const xiaohongshu: Platform = {
  name: '小红书',
  signs: [{ all: ['订单号', '订单状态'], any: ['小红书编码', '包裹备注标记', '包裹备注信息'] }],
  idPattern: /^P\d{18}$/,
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    orderedAt: ['订单创建时间', '下单时间', '支付时间'],
    paidAt: ['支付时间'],
    paid: ['用户应付金额(元)', '商家应收金额(元)（支付金额）'],
    item: ['商品名称', '商品标题', '小红书编码'],
    spec: ['规格', '商品规格'],
    quantity: ['商品数量', '数量'],
    name: ['收件人姓名', '收货人姓名', '收件人', '收货人'],
    phone: ['收件人手机', '收件人电话', '收货人电话', '手机号'],
    address: ['收件人地址', '收货地址', '详细地址'],
    buyerNote: ['用户备注'],
    sellerNote: ['包裹备注信息'],
  },
  grain: () => 'unknown',
  statuses: {
    待配货: 'paid',
    配货中: 'paid',
    已发货: 'shipped',
    已完成: 'completed',
    已取消: 'cancelled',
    待支付: 'pending',
  },
  statusOf: statusByMeaning,
  undatedUnlessPaid: true,
};
