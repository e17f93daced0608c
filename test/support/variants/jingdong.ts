import type { FormName } from './forms.ts';
import type { Sale } from './sales.ts';
import { digits, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { fitting, tableOf, told, toldPeople } from './variant.ts';
import type { VariantId } from '../platform-headers.ts';

/** Refunds are in another file; locked orders are still paid, deleted ones never count. */
const wordOf = ({ fate, n }: Sale): string => {
  switch (fate) {
    case 'shipped':
      return '等待确认收货';
    case 'paid':
      return n % 2 === 0 ? '(锁定)等待出库' : '等待出库';
    case 'pending':
      return '等待付款';
    case 'cancelled':
      return n % 2 === 0 ? '已取消' : '(删除)等待付款';
    default:
      return '完成';
  }
};
const orderNumber = (sale: Sale): string => digits(sale, 16);

/** A row for each kind of goods; the amounts of the whole order stand on every one. */
const rowsOf = (sale: Sale): readonly Cells[] =>
  sale.goods.map(({ name, quantity, amountFen }, at) => ({
    订单号: `${orderNumber(sale)}\t`,
    商品ID: `10${at}${sale.n}0098765`,
    商品名称: name,
    订购数量: String(quantity),
    支付方式: '在线支付',
    下单时间: sale.orderedAt,
    京东价: yuan(Math.round(amountFen / quantity)),
    订单金额: yuan(sale.totalFen),
    结算金额: sale.n % 6 === 0 ? `${yuan(sale.totalFen)}（系统计算中，该值仅供参考）` : yuan(sale.totalFen),
    余额支付: '0.00',
    应付金额: yuan(sale.totalFen),
    商家应收: yuan(sale.totalFen),
    订单状态: wordOf(sale),
    订单类型: 'SOP',
    下单帐号: sale.person.account,
    客户姓名: sale.person.name,
    客户地址: `${sale.person.area.join('')}${sale.person.town}${sale.person.house}`,
    联系电话: `1******${sale.person.phone.slice(-4)}`,
    订单备注: sale.buyerNote,
    商家备注: sale.sellerNote,
    运费金额: yuan(sale.freightFen),
    付款确认时间: sale.paidAt ?? '',
    发票类型: '不需要发票',
    商家SKUID: `SKU${at}`,
  }));

const tells: Tells = { platform: '京东', id: orderNumber, refund: 'none', freight: true, who: 'account', receiver: ['name', 'area', 'house'], buyerNote: true, sellerNote: true };
const sales = salesOf();
/** Refunded in full, but nothing here says so. */
const seen = (sale: Sale): Sale => (sale.fate === 'refunded' ? { ...sale, fate: 'completed' } : sale);

const variant = (id: VariantId, forms: readonly FormName[], own: Partial<Tells> = {}): Variant => {
  const all = { ...tells, ...own };
  return {
    id, platform: '京东', forms, fileName: '2026-06-08订单导出',
    sheets: [{ name: '订单', rows: tableOf(id, sales.flatMap((sale) => rowsOf(sale).map((cells) => fitting(id, cells)))) }],
    orders: sales.map((sale) => told(seen(sale), all)), people: toldPeople(sales, all),
  };
};

export const jingdongVariants: readonly Variant[] = [
  variant('jd-2016-30', ['gbk', 'shared']),
  variant('jd-2019-48', ['gbk', 'excel']),
  variant('jd-2018-names', ['gbk', 'html']),
  variant('jd-2026-9', ['shared', 'excel'], { who: 'none', receiver: [], freight: false, buyerNote: false, sellerNote: false }),
];
