import type { ShopLine, ShopOrder } from '../shop.rules.ts';
import { timeText } from './csv-text.ts';
import { streamedXlsx } from './xlsx-parts.ts';

const orderHeaders = '跟团号|下单人|团员备注|支付时间|团长备注|商品|订单金额|退款金额|订单状态|自提点|收货人|联系电话|详细地址|充值号码'.split('|');
const itemHeaders = '跟团号|下单人|团员备注|支付时间|团长备注|商品|分类|数量|订单金额|退款金额|订单状态|自提点|收货人|联系电话|详细地址|充值号码'.split('|');

const statusText = { pending: '未支付', paid: '已支付', shipped: '已发货', completed: '已签收', cancelled: '已取消', refunded: '已退款' } as const;

const titleOf = (line: ShopLine): string => (line.spec === '' ? line.name : `${line.name}(${line.spec})`);

/** 若订单或商品取消，则商品数量为0 — so says the workbook's third sheet. */
const quantityOf = (order: ShopOrder, line: ShopLine): number => (line.refunded || order.status === 'refunded' || order.status === 'cancelled' ? 0 : line.quantity);

type Values = readonly (string | number)[];

const before = (order: ShopOrder): Values => [order.groupNumber ?? '', order.buyerId, order.buyerNote ?? '', timeText(order.paidAt), order.sellerNote ?? ''];
const after = (order: ShopOrder): Values => {
  const { receiver } = order;
  return [
    order.payableFen / 100, order.refundFen / 100, statusText[order.status], order.pickupPoint ?? '', receiver.name, receiver.phone,
    `${receiver.province}${receiver.city}${receiver.district}${receiver.address}`, '',
  ];
};

/** 跟团订单….xlsx: the same orders on an order sheet and on an item sheet, and a sheet of explanations. */
export const kuaituantuanXlsx = (orders: readonly ShopOrder[]): Uint8Array => {
  const orderRows = orders.map((order) => [...before(order), order.lines.map((line) => `${titleOf(line)}+${quantityOf(order, line)}`).join(';\n'), ...after(order)]);
  const itemRows = orders.flatMap((order) => order.lines.map((line) => [...before(order), titleOf(line), '默认', quantityOf(order, line), ...after(order)]));
  const times = orders.flatMap((order) => order.paidAt ?? []).toSorted();
  return streamedXlsx([
    { name: '订单列表', rows: [orderHeaders, ...orderRows] },
    { name: '商品列表', rows: [itemHeaders, ...itemRows] },
    {
      name: '说明',
      rows: [
        ['说明'],
        ['订单列表：每一行为一个订单，商品和数量放在一个单元格展示'],
        ['商品列表：每一行为一个订单的一个商品。若订单或商品取消，则商品数量为0'],
        [''],
        ['筛选条件：全部团购'],
        [`下单时间：${timeText(times[0] ?? null)}至${timeText(times.at(-1) ?? null)}`],
      ],
    },
  ]);
};
