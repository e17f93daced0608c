import type { FormName } from './forms.ts';
import type { Sale } from './sales.ts';
import { digits, isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { areaOf, everything, fitting, paidSales, tableOf, told, toldPeople } from './variant.ts';
import type { VariantId } from '../platform-headers.ts';
import { platformHeaders } from '../platform-headers.ts';

const words = {
  completed: '交易成功', partly: '交易成功', shipped: '卖家已发货，等待买家确认', paid: '买家已付款，等待卖家发货', pending: '等待买家付款', cancelled: '交易关闭', refunded: '交易关闭',
} as const;
const orderNumber = (sale: Sale): string => digits(sale, 19);

/** Every cell that some 千牛 order table has. */
const cellsOf = (sale: Sale, empty: string): Cells => {
  const { person, goods } = sale;
  const paid = isPaid(sale);
  return {
    订单编号: orderNumber(sale),
    买家会员名: person.account,
    买家会员昵称: person.account,
    买家支付宝账号: '********',
    支付单号: paid ? `2026${digits(sale, 24)}` : empty,
    支付详情: paid ? `支付宝：${yuan(sale.totalFen)}` : empty,
    买家应付货款: yuan(sale.totalFen - sale.freightFen),
    买家应付邮费: yuan(sale.freightFen),
    买家支付积分: '0',
    总金额: yuan(sale.totalFen),
    返点积分: '0',
    买家实际支付金额: paid ? yuan(sale.totalFen) : '0.00',
    买家实付金额: paid ? yuan(sale.totalFen) : '0.00',
    买家实际支付积分: '0',
    订单状态: words[sale.fate],
    买家留言: sale.buyerNote || empty,
    收货人姓名: person.masked ? '许**' : person.name,
    收货地址: person.masked ? `${areaOf(person)} ****` : `${areaOf(person)} ${person.town}${person.house}`,
    运送方式: '快递',
    联系电话: empty === '' ? '' : `'${empty}`,
    联系手机: `'${person.masked ? '199********' : person.phone}`,
    订单创建时间: sale.orderedAt,
    订单付款时间: sale.paidAt ?? '',
    宝贝标题: goods.map(({ name }) => name).join('，'),
    商品标题: goods.map(({ name }) => name).join('，'),
    宝贝种类: String(goods.length),
    物流单号: paid ? `No:7${digits(sale, 13)}` : '',
    物流公司: paid ? '中通快递' : '',
    订单备注: sale.sellerNote && `'${sale.sellerNote}`,
    宝贝总数量: String(goods.reduce((sum, { quantity }) => sum + quantity, 0)),
    店铺Id: '0',
    店铺名称: '石桥乡货铺',
    订单关闭原因: sale.fate === 'cancelled' ? '买家未付款' : sale.fate === 'refunded' ? '退款' : '订单未关闭',
    卖家服务费: '0',
    买家服务费: '0',
    是否手机订单: '手机订单',
    是否代付: '否',
    定金排名: empty,
    退款金额: sale.refundFen > 0 ? yuan(sale.refundFen) : sale.n % 2 === 0 ? '0.00' : '无退款申请',
    确认收货时间: sale.fate === 'completed' ? `${sale.orderedAt.slice(0, 8)}28 12:00:00` : '',
    打款商家金额: sale.fate === 'completed' ? `${yuan(sale.totalFen)}元` : '0.00元',
    类别: '食品',
    图书编号: `B${sale.n}`,
    分销商店铺名称: empty,
    发货时间: paid ? `${sale.orderedAt.slice(0, 8)}27 10:00:00` : '',
    主订单编号: orderNumber(sale),
    '总金额(旧版)': yuan(sale.totalFen),
    确认收货打款金额: yuan(sale.totalFen),
    商品属性SKU: goods.length === 1 ? goods[0]!.spec : '',
    主动赔付金额: '0.00',
  };
};

const full: Tells = { platform: '淘宝', id: orderNumber, refund: 'amount', freight: true, quantity: 'single', who: 'account', receiver: everything, buyerNote: true, sellerNote: true, masks: true };

const variant = (id: VariantId, forms: readonly FormName[], tells: Tells, { sales = salesOf(), empty = '', cells = (made: Cells, _sale: Sale): Cells => made } = {}): Variant => ({
  id,
  platform: '淘宝/天猫',
  forms,
  fileName: 'ExportOrderList202606081818',
  sheets: [{ name: 'sheet1', rows: tableOf(id, sales.map((sale) => fitting(id, cells(cellsOf(sale, empty), sale))), empty) }],
  orders: sales.map((sale) => {
    const order = told(sale, tells);
    // Several pieces of one kind are counted; of several kinds there is one each when the total says so.
    const names = new Set<string>(platformHeaders[id].map((header) => header.trim()));
    const total = sale.goods.reduce((sum, { quantity }) => sum + quantity, 0);
    if (!names.has('宝贝总数量')) return { ...order, lines: order.lines.map(([name, spec, , amount]) => [name, spec, null, amount] as const) };
    return sale.goods.length > 1 && total === sale.goods.length ? { ...order, lines: order.lines.map(([name, spec, , amount]) => [name, spec, 1, amount] as const) } : order;
  }),
  people: toldPeople(sales, tells),
});

const tb2018 = variant('tb-2018', ['gbk', 'utf8', 'excel'], full, { empty: 'null' });

/** A 宝贝报表 has a row for each kind of goods. */
const detailOf = (sale: Sale): readonly Cells[] =>
  sale.goods.map(({ name, spec, quantity, amountFen, back }, at) => ({
    子订单编号: `="${orderNumber(sale).slice(0, -1)}${at}"`,
    主订单编号: `="${orderNumber(sale)}"`,
    订单编号: `="${orderNumber(sale)}"`,
    标题: name,
    价格: yuan(Math.round(amountFen / quantity)),
    购买数量: String(quantity),
    外部系统编号: 'null',
    商品属性: spec,
    套餐信息: 'null',
    备注: sale.sellerNote || 'null',
    订单状态: words[back ? 'refunded' : sale.fate],
    商家编码: `XH-${at}`,
    支付单号: isPaid(sale) ? `2026${digits(sale, 24)}` : '',
    买家应付货款: yuan(amountFen),
    买家实际支付金额: isPaid(sale) ? yuan(amountFen) : '0.00',
    退款状态: back ? '退款成功' : sale.fate === 'partly' && sale.goods.length === 1 ? '退款成功' : '没有申请退款',
    退款金额: back ? yuan(amountFen) : sale.fate === 'partly' && sale.goods.length === 1 ? yuan(sale.refundFen) : '无退款申请',
    订单创建时间: sale.orderedAt,
    订单付款时间: sale.paidAt ?? '',
  }));

/** The money of the goods alone: a 宝贝报表 knows no freight. */
const withoutFreight = (sale: Sale): Sale => ({ ...sale, totalFen: sale.totalFen - sale.freightFen, refundFen: sale.fate === 'refunded' ? sale.totalFen - sale.freightFen : sale.refundFen });

const detail10 = ((): Variant => {
  const sales = salesOf();
  return {
    id: 'tb-detail-10',
    platform: '淘宝/天猫',
    forms: ['gbk', 'shared'],
    fileName: 'ExportOrderDetailList202606081819',
    sheets: [{ name: 'sheet1', rows: tableOf('tb-detail-10', sales.flatMap((sale) => detailOf(sale).map((cells) => fitting('tb-detail-10', cells))), 'null') }],
    before: tb2018,
    orders: sales.map((sale, at) => ({ ...tb2018.orders[at]!, lines: sale.goods.map(({ name, spec, quantity }) => [name, spec, quantity, sale.goods.length === 1 ? tb2018.orders[at]!.money[0] : null] as const) })),
    people: tb2018.people,
  };
})();

const detail18 = ((): Variant => {
  const sales = salesOf().map(withoutFreight);
  const tells: Tells = { platform: '淘宝', id: orderNumber, refund: 'amount', spec: true, who: 'none', receiver: [], sellerNote: true };
  return {
    id: 'tb-detail-18',
    platform: '淘宝/天猫',
    forms: ['gbk', 'shared'],
    fileName: 'ExportOrderDetailList202606081820',
    sheets: [{ name: 'sheet1', rows: tableOf('tb-detail-18', sales.flatMap((sale) => detailOf(sale).map((cells) => fitting('tb-detail-18', cells))), 'null') }],
    orders: sales.map((sale) => ({ ...told(sale, tells), lines: sale.goods.map(({ name, spec, quantity, amountFen }) => [name, spec, quantity, isPaid(sale) ? amountFen : 0] as const) })),
    people: [],
  };
})();

const single: Tells = { ...full, freight: false };

export const taobaoVariants: readonly Variant[] = [
  tb2018,
  variant('tb-2018-09', ['gbk', 'biff', 'html'], full, { empty: 'null' }),
  variant('tb-2020', ['shared', 'excel', 'gbk'], full),
  variant('tb-2022', ['gbk', 'shared', 'utf16'], full),
  variant('tb-2026-qianniu19', ['shared', 'bom'], { ...full, status: 'none', spec: true, who: 'none', receiver: [], buyerNote: false, sellerNote: false }, { sales: salesOf(1) }),
  variant('tb-2026-composite-address', ['shared', 'streamed'], { ...full, refund: 'none', freight: false, who: 'contact', buyerNote: false, sellerNote: false, masks: false }, {
    cells: (made, { person }) => ({ ...made, 收货地址: `${person.name}，86-${person.phone}，${areaOf(person)} ${person.town}${person.house} ${person.masked ? '，' : ''}` }),
  }),
  variant('tb-imitation-38', ['gbk', 'utf8'], { ...full, refund: 'full' }),
  variant('tb-sample-17', ['shared', 'excel'], { ...single, id: null, refund: 'none', buyerNote: false }),
  variant('tb-sample-5gbk', ['gbk', 'tsv'], { ...single, id: null, time: 'paid', status: 'none', refund: 'none', receiver: ['name'], buyerNote: false, sellerNote: false }, { sales: paidSales(salesOf()) }),
  variant('tb-sample-8', ['biff', 'excel'], { ...single, id: null, status: 'none', refund: 'none', receiver: ['name', 'phone'], buyerNote: false, sellerNote: false }),
  detail10,
  detail18,
];
