import type { Item, Platform } from './platform.ts';

/** `土鸡蛋(1件)，红薯粉(2件)`: a piece ends at its count, because titles carry commas and brackets of their own. */
const counted = (cell: string): readonly Item[] =>
  cell
    .split(/(?<=[（(]\d{1,6}件[)）])[\s,，;；、]*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const count = /[（(](\d{1,6})件[)）]$/.exec(part);
      return { name: count ? part.slice(0, count.index).trimEnd() : part, spec: null, quantity: count ? Number(count[1]) : null };
    });

/** 有赞: the buyer's phone and the receiver's are two columns, and 分销员 comes twice. */
export const youzan: Platform = {
  name: '有赞',
  signs: [{ all: ['订单号', '全部商品名称'], any: ['订单实付金额', '订单实收金额', '买家手机号', '归属店铺'] }],
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    orderedAt: ['订单创建时间'],
    paidAt: ['买家付款时间'],
    paid: ['订单实付金额', '订单实收金额'],
    payable: ['应收订单金额'],
    refund: ['订单已退款金额'],
    freight: ['运费'],
    item: ['全部商品名称'],
    buyerId: ['买家昵称'],
    name: ['收货人/提货人'],
    phone: ['收货人手机号/提货人手机号'],
    province: ['收货人省份'],
    city: ['收货人城市'],
    district: ['收货人地区'],
    address: ['详细收货地址/提货地址'],
    pickupPoint: ['下单网点'],
    buyerNote: ['买家备注'],
    sellerNote: ['商家订单备注'],
  },
  grain: () => 'order',
  statuses: {
    待发货: 'paid',
    已发货: 'shipped',
    交易完成: 'completed',
    交易关闭: 'cancelled',
    待付款: 'pending',
    等待买家付款: 'pending',
  },
  items: counted,
  nicknames: true,
  buyerPhone: '买家手机号',
  delivery: '订单配送方式',
};
