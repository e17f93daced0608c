import type { Platform } from './platform.ts';

/** 1688, when the shop is the one who sold: the cells of an order are merged over the rows of its goods. */
export const alibaba: Platform = {
  name: '1688',
  signs: [{ all: ['订单编号', '买家公司名', '买家会员名', '货品标题'] }],
  columns: {
    orderId: ['订单编号'],
    status: ['订单状态'],
    orderedAt: ['订单创建时间'],
    paidAt: ['订单付款时间'],
    paid: ['实付款'],
    payable: ['货品总价(元)'],
    freight: ['运费'],
    item: ['货品标题'],
    spec: ['型号', '货号'],
    quantity: ['数量'],
    buyerId: ['买家会员名'],
    name: ['收货人姓名', '买家公司名'],
    phone: ['联系手机', '联系电话'],
    address: ['收货地址'],
    buyerNote: ['买家留言'],
  },
  grain: () => 'itemOfTotal',
  mergedDown: true,
  statuses: {
    待发货: 'paid',
    等待卖家发货: 'paid',
    待收货: 'shipped',
    等待买家确认收货: 'shipped',
    已收货: 'completed',
    交易成功: 'completed',
    已退换货: 'refunded',
    交易关闭: 'cancelled',
    待付款: 'pending',
    等待买家付款: 'pending',
  },
};
