import type { Item, Platform } from './platform.ts';

/** `名(规格)`: the last balanced half-width bracket. Titles use full-width ones, specs may nest their own. */
const nameAndSpec = (text: string): { readonly name: string; readonly spec: string | null } => {
  if (!text.endsWith(')')) return { name: text, spec: null };
  let depth = 0;
  for (let at = text.length - 1; at > 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(') depth -= 1;
    if (depth === 0) return { name: text.slice(0, at).trim(), spec: text.slice(at + 1, -1).trim() || null };
  }
  return { name: text, spec: null };
};

/** `名(规格)+1;\n名+2`. Names contain + and ; of their own, so a piece ends only at a number before the line break. */
const goods = (cell: string): readonly Item[] =>
  cell
    .split(/(?<=\+\d{1,6})\s*[;；]\s*(?:\n|$)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const counted = /^([\s\S]*)\+(\d{1,6})$/.exec(part);
      return { ...nameAndSpec((counted?.[1] ?? part).trim()), quantity: counted ? Number(counted[2]) : null };
    });

/** 快团团: full names, phones, addresses and pick-up points; an order sheet and an item sheet of the same orders. */
export const kuaituantuan: Platform = {
  name: '快团团',
  signs: [
    { all: ['跟团号'], any: ['下单人', '商品', '收货人', '联系电话', '自提点'] },
    { all: ['订单号', '商品', '收货人', '联系电话', '详细地址', '订单金额'], none: ['主订单编号', '样式id', '商品总价', '买家会员名'] },
  ],
  columns: {
    orderId: ['订单号'],
    status: ['订单状态'],
    orderedAt: ['支付时间', '下单时间'],
    paidAt: ['支付时间'],
    paid: ['订单金额'],
    refund: ['退款金额', '订单退款'],
    freight: ['运费'],
    item: ['商品', '商品名称'],
    spec: ['规格', '商品规格'],
    quantity: ['数量'],
    buyerId: ['下单人'],
    name: ['收货人'],
    phone: ['联系电话'],
    address: ['详细地址'],
    province: ['省'],
    city: ['市'],
    district: ['区'],
    pickupPoint: ['自提点'],
    buyerNote: ['团员备注'],
    sellerNote: ['团长备注'],
  },
  grain: (has) => (has('数量') ? 'itemOfTotal' : 'order'),
  statuses: {
    已支付: 'paid',
    待发货: 'paid',
    已发货: 'shipped',
    已签收: 'completed',
    已完成: 'completed',
    已取消: 'cancelled',
    已退款: 'refunded',
    待支付: 'pending',
    未支付: 'pending',
  },
  items: goods,
  // The number in the group starts anew in every group: with the second of payment and the buyer it tells orders apart.
  keyColumns: ['支付时间', '跟团号', '下单人'],
  nicknames: true,
  // Group leaders of a quarter ask for these instead of an address; their examples stand in brackets behind.
  house: [['弄号', '弄'], ['楼号', '号楼'], ['单元号', '单元'], ['房号', '室']],
  sheets: ['商品列表', '订单列表'],
  dateless: true,
};
