/** 快手, 视频号 and 小红书. */
import type { Sale } from './sales.ts';
import { digits, isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { everything, importDay, tableOf, told, toldPeople } from './variant.ts';

const kuaishou = ((): Variant => {
  const id = 'ks-61';
  const sales = salesOf(1);
  const words = { completed: '交易成功', partly: '已收货', shipped: '已发货', paid: '待发货', pending: '待付款', cancelled: '交易关闭', refunded: '交易关闭' } as const;
  const tells: Tells = { platform: '快手', id: (sale) => digits(sale, 16), refund: 'full', freight: true, spec: true, who: 'contact', receiver: everything, buyerNote: true, sellerNote: true, masks: true };
  const cellsOf = (sale: Sale): Cells => {
    const { person, goods: [only] } = sale;
    return {
      订单号: digits(sale, 16),
      订单创建时间: sale.orderedAt,
      订单支付时间: sale.paidAt ?? '-',
      订单状态: words[sale.fate],
      实付款: `¥${yuan(sale.totalFen).replace(/\B(?=(?:\d{3})+\.)/g, ',')}`,
      快递费: sale.freightFen === 0 ? '￥0' : `￥${yuan(sale.freightFen)}`,
      店铺优惠: '￥0',
      成交数量: String(only!.quantity),
      买家留言: sale.buyerNote || '--',
      订单备注: sale.sellerNote || '/',
      售后状态: sale.fate === 'refunded' ? (sale.n % 2 === 0 ? '退款成功' : '售后成功') : '—',
      商品名称: only!.name,
      商品ID: `22${sale.n}33445566`,
      商品规格: only!.spec,
      商品单价: `¥${yuan(Math.round(only!.amountFen / only!.quantity))}`,
      预估推广者分佣比例: '30.0%',
      收货人姓名: person.masked ? '许*' : person.name,
      收货人电话: person.masked ? '1**********' : person.phone,
      '收货地址-省': person.area[0],
      '收货地址-市': person.area[1],
      '收货地址-区': person.area[2],
      '收货地址-街道': person.masked ? '' : person.town,
      收货地址: person.masked ? '****' : `${person.town}${person.house}`,
      发货时间: isPaid(sale) ? `${sale.orderedAt.slice(0, 8)}28 09:00:00` : '-',
      快递单号: isPaid(sale) ? `JT${sale.n}5566778899` : '-',
    };
  };
  const table = (some: readonly Sale[]) => tableOf(id, some.map(cellsOf), '-');
  return {
    id, platform: '快手', forms: ['shared', 'excel', 'streamed'], fileName: '订单导出_20260608',
    // The platform cuts one export into many equal sheets.
    sheets: [0, 1, 2, 3].map((part) => ({ name: `Sheet${part + 1}`, rows: table(sales.slice(part * 10, part * 10 + 10)) })),
    orders: sales.map((sale) => told(sale, tells)), people: toldPeople(sales, tells),
  };
})();

const weixin = ((): Variant => {
  const id = 'wx-57';
  const sales = salesOf();
  const words = { completed: '已完成', partly: '已完成', shipped: '已发货', paid: '待发货', pending: '待付款', cancelled: '已取消', refunded: '已取消' } as const;
  const tells: Tells = { platform: '视频号', id: (sale) => digits(sale, 19), refund: 'amount', freight: true, spec: true, amounts: 'each', who: 'contact', receiver: everything, buyerNote: true, sellerNote: true };
  const cellsOf = (sale: Sale): readonly Cells[] => {
    let left = sale.refundFen;
    return sale.goods.map(({ name, spec, quantity, amountFen, back }, at) => {
      const last = at === sale.goods.length - 1;
      const returned = sale.fate === 'refunded' ? (last ? left : amountFen) : back || (sale.fate === 'partly' && sale.goods.length === 1) ? left : 0;
      left -= returned;
      return {
        订单号: digits(sale, 19), 订单下单时间: sale.orderedAt, 订单状态: words[sale.fate], 收件人姓名: sale.person.name, 收件人手机: sale.person.phone,
        收件人地址: `${sale.person.town}${sale.person.house}`, 省: sale.person.area[0], 市: sale.person.area[1], 区: sale.person.area[2],
        买家备注: sale.buyerNote, 商家备注: sale.sellerNote, 商品总价: yuan(sale.totalFen - sale.freightFen), 订单实际支付金额: yuan(sale.totalFen), 订单实际收款金额: yuan(sale.totalFen), 订单运费: yuan(sale.freightFen),
        支付时间: sale.paidAt ?? '', 商品名称: name, 商品属性: spec, '商品价格(单件)': yuan(Math.round(amountFen / quantity)), '商品实际价格(单件)': yuan(Math.round(amountFen / quantity)), '商品实际价格(总共)': yuan(amountFen),
        商品数量: String(quantity), 是否预售: '否', 商品售后: back ? '退款完成' : '', 商品已退款金额: yuan(returned), 快递单号: isPaid(sale) ? `SF${sale.n}123456789` : '',
      };
    });
  };
  return {
    id, platform: '视频号', forms: ['shared', 'excel', 'bom'], fileName: '订单明细20260608',
    sheets: [{ name: '订单', rows: tableOf(id, sales.flatMap(cellsOf)) }],
    orders: sales.map((sale) => told(sale, tells)), people: toldPeople(sales, tells),
  };
})();

const xiaohongshu = ((): Variant => {
  const id = 'xhs-9';
  const sales = salesOf(1);
  const words = { completed: '已完成', partly: '已完成', shipped: '已发货', paid: '待配货', pending: '待支付', cancelled: '已取消', refunded: '已取消' } as const;
  const orderNumber = (sale: Sale): string => `P${digits(sale, 18)}`;
  // A cancelled order has neither amount nor time, so that nobody can tell that it was paid once.
  const tells: Tells = { platform: '小红书', id: orderNumber, refund: 'none', time: 'paid', quantity: 'none', who: 'none', receiver: [], buyerNote: true, sellerNote: true };
  const cellsOf = (sale: Sale): Cells => {
    const closed = !isPaid(sale) || sale.fate === 'refunded';
    return {
      订单号: orderNumber(sale), 订单状态: words[sale.fate], 小红书编码: `6${sale.n}9a8b7c6d`, '用户应付金额(元)': closed ? '' : yuan(sale.totalFen), 支付时间: closed ? '' : sale.paidAt!,
      承诺发货时间: closed ? '' : `${sale.orderedAt.slice(0, 8)}28 16:39:54`, 用户备注: sale.buyerNote, 包裹备注标记: '', 包裹备注信息: sale.sellerNote,
    };
  };
  return {
    id, platform: '小红书', forms: ['shared', 'excel'], fileName: '包裹详情20260608',
    sheets: [{ name: '说明', rows: [['本表由系统导出，请勿修改']] }, { name: '包裹详情', rows: tableOf(id, sales.map(cellsOf)) }],
    orders: sales.map((sale) => {
      const order = told(sale, tells);
      const undated = !isPaid(sale) || sale.fate === 'refunded';
      return { ...order, orderedAt: undated ? `${importDay}T00:00:00+08:00` : order.orderedAt, lines: [[`6${sale.n}9a8b7c6d`, null, null, order.money[0]] as const] };
    }),
    people: [],
  };
})();

export const liveVariants: readonly Variant[] = [kuaishou, weixin, xiaohongshu];
