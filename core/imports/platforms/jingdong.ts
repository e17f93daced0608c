import type { OrderStatus } from '../../orders/contract.ts';
import type { Platform } from './platform.ts';

const statuses: Readonly<Record<string, OrderStatus>> = {
  等待出库: 'paid',
  锁定: 'paid',
  等待确认收货: 'shipped',
  完成: 'completed',
  已完成: 'completed',
  已取消: 'cancelled',
  等待付款: 'pending',
  等待付款确认: 'pending',
  延迟付款确认: 'pending',
  调度中: 'pending',
};

/** `(删除)等待出库` was cancelled; `(锁定)等待出库` waits for a decision about a cancellation and is still paid. */
const prefixed = (word: string): OrderStatus | null => {
  const [, prefix, rest = ''] = /^\((删除|锁定)\)(.*)$/.exec(word.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (prefix === '删除') return 'cancelled';
  return prefix === '锁定' ? (statuses[rest] ?? 'paid') : null;
};

/** 京东 POP: a row for each kind of goods, the order's amounts on every one of them. Refunds are in another file. */
export const jingdong: Platform = {
  name: '京东',
  signs: [{ all: ['订单号', '商品ID', '订购数量'], any: ['京东价', '结算金额', '下单帐号', '商家应收', '商家SKUID'] }],
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    orderedAt: ['下单时间'],
    paidAt: ['付款确认时间'],
    paid: ['应付金额', '商家应收', '结算金额', '订单金额'],
    freight: ['运费金额'],
    item: ['商品名称'],
    quantity: ['订购数量'],
    buyerId: ['下单帐号', '下单账号'],
    name: ['客户姓名'],
    phone: ['联系电话'],
    address: ['客户地址'],
    buyerNote: ['订单备注'],
    sellerNote: ['商家备注'],
  },
  // Column sets of 2026 only have 商家应收, of which nobody knows whether it repeats: the amounts themselves tell.
  grain: (has) => (has('应付金额') || has('订单金额') ? 'itemOfTotal' : 'unknown'),
  statuses,
  statusOf: prefixed,
};
