import type { VariantId } from '../platform-headers.ts';
import type { FilledSheet, FormName } from './forms.ts';
import type { Goods, Sale } from './sales.ts';
import { digits, isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { everything, fitting, tableOf, told, toldPeople } from './variant.ts';

const words = { completed: '已签收', partly: '已签收', shipped: '已发货', paid: '已支付', pending: '未支付', cancelled: '已取消', refunded: '已退款' } as const;
const addressOf = ({ person }: Sale): string => `${person.area.join('')}${person.town}${person.house}`;
const pickupOf = ({ n }: Sale): string => (n % 4 === 3 ? '' : n % 2 === 0 ? '石桥村小卖部' : '镇上供销社');
/** The number in the group starts anew in every group of ten. */
const groupNumber = ({ n }: Sale): string => String((n % 10) + 1);

const cellsOf = (sale: Sale): Cells => ({
  订单号: digits(sale, 20),
  跟团号: groupNumber(sale),
  下单人: sale.person.nickname,
  团员备注: sale.buyerNote,
  支付时间: sale.paidAt ?? sale.orderedAt,
  团长备注: sale.sellerNote,
  商品: sale.goods.map(({ name, spec, quantity }) => `${name}(${spec})+${quantity}`).join(';\n'),
  商品种类数: String(sale.goods.length),
  订单金额: yuan(sale.totalFen),
  退款金额: yuan(sale.refundFen),
  订单状态: words[sale.fate],
  自提点: pickupOf(sale),
  收货人: sale.person.name,
  联系电话: sale.person.phone,
  详细地址: addressOf(sale),
  省: sale.person.area[0],
  市: sale.person.area[1],
  区: sale.person.area[2],
});

const lineCells = (sale: Sale, { name, spec, quantity }: Goods): Cells => ({ ...cellsOf(sale), 商品: name, 规格: spec, 数量: String(quantity), 商品成本价: '1.00', 分类: '农货', '房号（如606）': '606', '楼号（如10）': '10', '弄号（如168）': '168' });

const tells: Tells = { platform: '快团团', id: null, refund: 'amount', time: 'paid', spec: true, who: 'contact', receiver: everything, buyerNote: true, sellerNote: true };

/** 快团团 writes no order number in most files; unpaid orders carry the time of ordering. */
const orderOf = (sale: Sale, all: Tells) => {
  const order = told({ ...sale, paidAt: sale.paidAt ?? sale.orderedAt }, all);
  return { ...order, pickupPoint: pickupOf(sale) || null };
};

const orderRows = (id: VariantId, sales: readonly Sale[]) => tableOf(id, sales.map((sale) => fitting(id, cellsOf(sale))));
const itemRows = (id: VariantId, sales: readonly Sale[]) => tableOf(id, sales.flatMap((sale) => sale.goods.map((goods) => fitting(id, lineCells(sale, goods)))));

const variant = (id: VariantId, forms: readonly FormName[], sheets: readonly FilledSheet[], orders: Variant['orders'], people: Variant['people']): Variant => ({ id, platform: '快团团', forms, fileName: '跨团订单14_05_35', sheets, orders, people });

const notes: FilledSheet = { name: '说明', rows: [['说明'], ['订单列表：每一行为一个订单'], ['若订单或商品取消，则商品数量为0']] };
const sales = salesOf();
const people = toldPeople(sales, tells);

const wholeBook = variant('ktt-2023-orders', ['streamed', 'shared'], [{ name: '订单列表', rows: orderRows('ktt-2023-orders', sales) }, notes], sales.map((sale) => orderOf(sale, tells)), people);

/** The item sheet beside the order sheet: the same orders, which count once. It has no column for the spec. */
const items = variant('ktt-2023-items', ['streamed', 'excel'], [{ name: '订单列表', rows: orderRows('ktt-2023-orders', sales) }, { name: '商品列表', rows: itemRows('ktt-2023-items', sales) }, notes],
  sales.map((sale) => orderOf(sale, { ...tells, spec: false })), people);

/** Lists for whoever delivers: no money, no status, no day. One line a person and day, because nothing tells orders apart. */
const delivery: Tells = { ...tells, status: 'none', refund: 'none', time: 'import', money: false, buyerNote: false, sellerNote: false };
const listed = salesOf().filter(isPaid);
const listedOrder = (sale: Sale, all: Tells) => ({ ...told({ ...sale, fate: 'completed' }, all), pickupPoint: null });

const kinds = variant('ktt-2022-kinds', ['shared', 'streamed'], [{ name: 'Sheet1', rows: orderRows('ktt-2022-kinds', listed) }], listed.map((sale) => listedOrder(sale, delivery)), toldPeople(listed, delivery));
const supplier = variant('ktt-supplier13', ['shared', 'excel'], [{ name: 'Sheet1', rows: itemRows('ktt-supplier13', listed) }], listed.map((sale) => listedOrder(sale, delivery)), toldPeople(listed, delivery));

const custom: Tells = { ...delivery, receiver: ['name', 'phone'] };
const customSales = salesOf(1).filter(isPaid);
const customForm = variant('ktt-2022-custom8', ['shared'], [{ name: 'Sheet1', rows: itemRows('ktt-2022-custom8', customSales) }],
  customSales.map((sale) => {
    const order = listedOrder(sale, custom);
    return { ...order, receiver: [order.receiver[0], order.receiver[1], '168弄10号楼606室'] as const, lines: [] };
  }),
  toldPeople(customSales, custom).map((person) => ({ ...person, address: [null, null, null, null, '168弄10号楼606室'] as const })));

/** The item sheet of a workbook that the group leader locked. */
const numbered: Tells = { ...tells, id: (sale) => digits(sale, 20), status: 'none', refund: 'none', time: 'import', buyerNote: false, sellerNote: false };
const locked: Variant = { ...variant('ktt-2024-pwd', ['shared', 'streamed'], [{ name: '商品列表', rows: itemRows('ktt-2024-pwd', listed) }], listed.map((sale) => listedOrder(sale, numbered)), toldPeople(listed, numbered)), password: '7788' };

export const kuaituantuanVariants: readonly Variant[] = [
  wholeBook,
  variant('ktt-13', ['shared', 'excel'], [{ name: '订单列表', rows: orderRows('ktt-13', sales) }], sales.map((sale) => orderOf(sale, tells)), people),
  kinds, items, customForm, supplier, locked,
];
