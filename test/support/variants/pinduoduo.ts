import type { FormName } from './forms.ts';
import type { Sale } from './sales.ts';
import { isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { everything, fitting, tableOf, told, toldPeople } from './variant.ts';
import type { VariantId } from '../platform-headers.ts';

/** One order is one kind of goods; how much of a refund went back no column says, so half a refund looks like none. */
const words = { completed: '已收货', partly: '已签收', shipped: '已发货，待签收', paid: '待发货', pending: '待支付', cancelled: '已取消', refunded: '已收货，退款成功' } as const;

const orderNumber = ({ orderedAt, n }: Sale): string => `${orderedAt.slice(2, 10).replaceAll('-', '')}-60719897${String(4000000 + n * 7).padStart(7, '0')}`;

const cellsOf = (sale: Sale): Cells => {
  const { person, goods: [only] } = sale;
  const paid = isPaid(sale);
  const thousands = yuan(sale.totalFen).replace(/\B(?=(?:\d{3})+\.)/g, ',');
  return {
    商品: only!.name,
    订单号: orderNumber(sale),
    // Either column may say that the money went back.
    订单状态: sale.fate === 'refunded' && sale.n % 2 === 1 ? '已收货' : words[sale.fate],
    '商品总价(元)': yuan(sale.totalFen - sale.freightFen),
    '邮费(元)': yuan(sale.freightFen),
    '店铺优惠折扣(元)': '0.00',
    '平台优惠折扣(元)': '0.00',
    '用户实付金额(元)': paid ? yuan(sale.totalFen) : '0.00',
    '商家实收金额(元)': paid ? thousands : '0.00',
    '商品数量(件)': String(only!.quantity),
    收货人: person.name,
    手机: person.phone,
    省: person.area[0],
    市: person.area[1],
    区: person.area[2],
    街道: person.town,
    '街道/镇': person.town,
    支付时间: sale.paidAt ?? '\t',
    拼单成功时间: sale.orderedAt,
    订单成交时间: sale.orderedAt,
    发货时间: paid ? `${sale.orderedAt.slice(0, 8)}28 09:00:00` : '\t',
    确认收货时间: '\t',
    商品id: `77${sale.n}0012345\t`,
    商品规格: only!.spec,
    用户购买手机号: '',
    售后状态: sale.fate === 'refunded' ? '退款成功' : '无售后或售后取消',
    商家备注: sale.sellerNote,
    买家留言: sale.buyerNote,
    快递单号: paid ? `YT${sale.n}00112233\t` : '',
    快递公司: paid ? '圆通快递' : '',
    是否抽奖或0元试用: '否',
    是否审核中: '否',
    是否分期: '否',
  };
};

const tells: Tells = { platform: '拼多多', id: orderNumber, refund: 'full', freight: true, spec: true, who: 'none', receiver: [], sellerNote: true };
const sales = salesOf(1);

const variant = (id: VariantId, forms: readonly FormName[], own: Partial<Tells>, cells = (made: Cells): Cells => made, title: readonly string[] = []): Variant => {
  const all = { ...tells, ...own };
  const rows = tableOf(id, sales.map((sale) => fitting(id, cells(cellsOf(sale)))));
  return {
    id, platform: '拼多多', forms, fileName: 'orders_export2026-06-08-10-00-00',
    sheets: [{ name: 'Sheet1', rows: title.length > 0 ? [title, ...rows] : rows }],
    orders: sales.map((sale) => told(sale, all)), people: toldPeople(sales, all),
  };
};

export const pinduoduoVariants: readonly Variant[] = [
  // 街道 is all that this era tells of the address.
  variant('pdd-2020-recipient', ['utf8', 'excel', 'gbk'], { who: 'contact', receiver: everything.filter((part) => part !== 'house'), buyerNote: true }),
  variant('pdd-2023-10', ['shared', 'bom', 'utf8'], { receiver: ['area'], buyerNote: true }),
  variant('pdd-2026-23', ['shared', 'gbk'], { time: 'day' }, (made) => ({ ...made, 订单成交时间: '' }), ['石桥乡货铺：六月订单']),
  variant('pdd-2026-installment', ['shared', 'tsv'], { time: 'day' }, (made) => ({ ...made, 订单成交时间: '\t' })),
];
