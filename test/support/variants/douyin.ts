import type { FormName } from './forms.ts';
import type { Sale } from './sales.ts';
import { digits, isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { fitting, tableOf, told } from './variant.ts';
import type { VariantId } from '../platform-headers.ts';

const words = { completed: '已完成', partly: '已完成', shipped: '已发货', paid: '待发货', pending: '待支付', cancelled: '已关闭', refunded: '已关闭' } as const;
const orderNumber = (sale: Sale): string => digits(sale, 19).replace(/^3/, '6');

/** A row for each sub-order with its own amount, freight included in the first. Recipients are ciphers. */
const rowsOf = (sale: Sale): readonly Cells[] =>
  sale.goods.map(({ name, spec, quantity, amountFen, back }, at) => ({
    主订单编号: orderNumber(sale),
    子订单编号: `${orderNumber(sale).slice(0, -1)}${at}`,
    选购商品: name,
    商品规格: spec,
    商品数量: String(quantity),
    商品ID: `36${at}${sale.n}001122`,
    商家编码: `XH${at}`,
    商品单价: yuan(Math.round(amountFen / quantity)),
    订单应付金额: yuan(amountFen + (at === 0 ? sale.freightFen : 0)).replace(/\B(?=(?:\d{3})+\.)/g, ','),
    运费: yuan(at === 0 ? sale.freightFen : 0),
    收件人: `##k${at}AbC${sale.n}x9Qe==##`,
    收件人手机号: `$$fG${sale.n}9xZ0pW==$$`,
    省: sale.person.area[0],
    市: sale.person.area[1],
    区: sale.person.area[2],
    街道: sale.person.town,
    详细地址: `##zZ${sale.n}qT7==##`,
    买家留言: sale.buyerNote || '-',
    商家备注: sale.sellerNote || '-',
    订单提交时间: sale.orderedAt,
    支付完成时间: sale.paidAt ?? '-',
    订单完成时间: sale.fate === 'completed' ? `${sale.orderedAt.slice(0, 8)}28 20:00:00` : '-',
    订单状态: words[back ? 'refunded' : sale.fate],
    售后状态: back ? (at === 0 ? '退款成功' : '已全额退款') : sale.n % 7 === 0 ? '售后关闭' : '-',
    取消原因: sale.fate === 'cancelled' ? '超时未支付' : '-',
    达人ID: '0',
    支付方式: '微信',
  }));

const tells: Tells = { platform: '抖店', id: orderNumber, refund: 'amount', freight: true, spec: true, who: 'none', receiver: ['area'], buyerNote: true, sellerNote: true };

/** Of a single kind of goods nothing less than all is said to go back. */
const seen = (sale: Sale): Sale => (sale.fate === 'partly' && sale.goods.length === 1 ? { ...sale, fate: 'completed', refundFen: 0 } : sale);
const linesOf = (sale: Sale, spec: boolean) => sale.goods.map((each, at) => [each.name, spec ? each.spec : null, each.quantity, isPaid(sale) ? each.amountFen + (at === 0 ? sale.freightFen : 0) : 0] as const);

const refundOf = (sale: Sale): Sale => {
  const first = sale.goods[0]!;
  return sale.fate === 'partly' && first.back ? { ...sale, refundFen: sale.refundFen + sale.freightFen } : sale;
};

const variant = (id: VariantId, forms: readonly FormName[], own: Partial<Tells> = {}): Variant => {
  const all = { ...tells, ...own };
  const sales = salesOf().map((sale) => refundOf(seen(sale)));
  return {
    id, platform: '抖店', forms, fileName: '1791213782_order',
    sheets: [{ name: 'sheet1', rows: tableOf(id, sales.flatMap((sale) => rowsOf(sale).map((cells) => fitting(id, cells))), '-') }],
    orders: sales.map((sale) => ({ ...told(sale, all), lines: linesOf(sale, all.spec === true) })),
    people: [],
  };
};

/** One row for the whole order: goods joined with `;`, only their number altogether. After-sales are not in it. */
const mainOrders = ((): Variant => {
  const id = 'dy-2026-main12';
  const sales = salesOf();
  const all: Tells = { ...tells, refund: 'none', freight: false, spec: false, quantity: 'single', receiver: [], buyerNote: false, sellerNote: false };
  const rows = sales.map((sale): Cells => ({
    主订单编号: orderNumber(sale),
    子订单编号: sale.goods.map((_, at) => `${orderNumber(sale).slice(0, -1)}${at}`).join(';'),
    选购商品: sale.goods.map(({ name }, at) => `${name}-(A0${at})`).join(';'),
    商品ID: sale.goods.map((_, at) => `200${at}`).join(';'),
    商家编码: sale.goods.map((_, at) => `XH${at}`).join(';'),
    商品数量: String(sale.goods.reduce((sum, { quantity }) => sum + quantity, 0)),
    商品金额: yuan(sale.totalFen - sale.freightFen),
    订单应付金额: yuan(sale.totalFen),
    商家收入金额: yuan(sale.totalFen),
    订单提交时间: sale.orderedAt,
    订单状态: words[sale.fate],
    支付方式: '支付宝',
  }));
  return {
    id, platform: '抖店', forms: ['utf8', 'shared'], fileName: '1791213790_main',
    sheets: [{ name: 'sheet1', rows: tableOf(id, rows) }],
    orders: sales.map((sale) => {
      const order = told(sale, all);
      const oneEach = sale.goods.length > 1 && sale.goods.every(({ quantity }) => quantity === 1);
      return { ...order, lines: order.lines.map(([name, spec, quantity, amount], at) => [`${name}-(A0${at})`, spec, oneEach ? 1 : quantity, amount] as const) };
    }),
    people: [],
  };
})();

export const douyinVariants: readonly Variant[] = [
  variant('dy-2026-73', ['bom', 'tabbed', 'shared', 'excel']),
  variant('dy-2026-21', ['tabbed', 'bom'], { receiver: [], buyerNote: false }),
  variant('dy-2022-13', ['gbk', 'shared', 'utf8'], { receiver: [], spec: false, freight: false, buyerNote: false, sellerNote: false }),
  mainOrders,
];
