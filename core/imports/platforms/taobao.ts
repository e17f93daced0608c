import type { Item, Platform } from './platform.ts';

/** Titles of one order joined with a full-width comma. A single kind keeps its commas: titles may contain them. */
const titles = (cell: string, kinds: number | null): readonly Item[] => {
  const parts = cell.split('，').map((part) => part.trim()).filter((part) => part !== '');
  if (kinds === 1 || parts.length <= 1) return [{ name: cell, spec: null, quantity: null }];
  return parts.map((name) => ({ name, spec: null, quantity: null }));
};

/** 千牛: orders from 2018 to 2026, chosen columns, whose goods the 宝贝报表 knows better. */
export const taobao: Platform = {
  name: '淘宝',
  signs: [
    { all: ['买家会员名'], any: ['宝贝标题', '买家实际支付金额', '收货人姓名'], none: ['买家公司名'] }, // 1688 has both, and is mostly what the shop bought
    { all: ['买家会员昵称'], any: ['宝贝标题', '买家实际支付金额'] },
    { all: ['订单编号'], any: ['宝贝标题', '买家应付货款', '买家实际支付金额', '买家实付金额'], none: ['退款编号', '买家公司名'] },
    { all: ['订单编号', '支付单号', '商品标题'] },
  ],
  columns: {
    orderId: ['订单编号'],
    status: ['订单状态'],
    orderedAt: ['订单创建时间'],
    paidAt: ['订单付款时间'],
    paid: ['买家实际支付金额', '买家实付金额'],
    payable: ['总金额', '买家应付货款'],
    refund: ['退款金额'],
    freight: ['买家应付邮费'],
    item: ['宝贝标题', '商品标题'],
    spec: ['商品属性SKU', '修改后的sku'],
    quantity: ['宝贝总数量'],
    buyerId: ['买家会员名', '买家会员昵称'],
    name: ['收货人姓名'],
    phone: ['联系手机', '联系电话'],
    address: ['修改后的收货地址', '收货地址'],
    buyerNote: ['买家留言'],
    sellerNote: ['商家备忘', '订单备注'],
    closeReason: ['订单关闭原因'],
  },
  grain: () => 'order',
  statuses: {
    交易成功: 'completed',
    '卖家已发货，等待买家确认': 'shipped',
    '买家已付款，等待卖家发货': 'paid',
    卖家部分发货: 'shipped',
    交易关闭: 'cancelled',
    退款成功: 'refunded',
    等待买家付款: 'pending',
  },
  items: titles,
  detail: 'summary',
  kinds: '宝贝种类',
  keyColumns: ['买家会员名', '买家会员昵称', '订单创建时间', '订单付款时间', '宝贝标题'],
  virtualUntil: '虚拟号过期时间',
};
