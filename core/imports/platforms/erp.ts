import type { Platform } from './platform.ts';
import { statusByMeaning } from './status-words.ts';

/**
 * Programs that print parcel labels (eFAST and its like): a row for each kind of goods with its share of the payment.
 * 交易号 is the platform's number, 订单号 the program's own: a parcel that was split has several of those. What
 * 快递费 means differs between shops (paid by the buyer, or to the courier), so it is left out.
 */
export const erp: Platform = {
  name: '打单工具',
  signs: [{ all: ['交易号', '订单号', '均摊金额'] }],
  columns: {
    orderId: ['交易号', '订单号'],
    status: ['订单状态'],
    afterSale: ['有无退单'],
    orderedAt: ['下单时间'],
    paid: ['均摊金额'],
    item: ['商品名称'],
    spec: ['规格1', '规格2'],
    quantity: ['数量'],
    buyerId: ['买家昵称'],
    name: ['收货人'],
    phone: ['手机'],
    address: ['收货地址'],
    buyerNote: ['买家留言'],
    sellerNote: ['商家留言'],
  },
  grain: () => 'item',
  statuses: {},
  statusOf: statusByMeaning,
  fullyRefunded: ['有'],
  joinedSpecs: true,
  nicknames: true,
  remarks: ['imports.labelTool'],
};
