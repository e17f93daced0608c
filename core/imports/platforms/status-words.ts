import type { OrderStatus } from '../../orders/contract.ts';

/** What a status word of any shop system means by what it contains. The order matters: 未付款 contains 付款. */
const words: readonly (readonly [RegExp, OrderStatus])[] = [
  [/退款成功|已退款|全额退款|退款完成|已退货|已退换/, 'refunded'],
  [/取消|关闭|作废|失效|删除|拒单/, 'cancelled'],
  [/未支付|未付款|待付款|待支付|等待.*付款|未付|待确认付款|没付|没给|赊|欠/, 'pending'],
  [/支付成功|付款成功/, 'paid'],
  [/完成|成功|已收货|已签收|确认收货|已送达|已核销|已自提|已提货|已评价/, 'completed'],
  [/已发货|待收货|待签收|配送中|运输|已出库|确认收货|派送|待自提|待提货|部分发货/, 'shipped'],
  [/待发货|已付款|已支付|已付|待配货|配货中|备货|出库|已接单|待接单|待配送|待处理|锁定|付了|付清|给了|已收款|已到账|已结/, 'paid'],
];

export const statusByMeaning = (word: string): OrderStatus | null => words.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** The same for people to read: parts of words, in the order in which they are looked for. */
export const meaningParts: readonly { readonly word: string; readonly status: OrderStatus }[] = words.flatMap(([pattern, status]) =>
  pattern.source.split('|').map((part) => ({ word: part.replace('.*', '…'), status })));
