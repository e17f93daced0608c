/** 群接龙, 有赞, 1688 and label tools. */
import type { Sale } from './sales.ts';
import { digits, isPaid, salesOf, yuan } from './sales.ts';
import type { Cells, Tells, Variant } from './variant.ts';
import { areaOf, everything, tableOf, told, toldPeople } from './variant.ts';

const qunjielong = ((): Variant => {
  const id = 'qjl-2022-6';
  const sales = salesOf(1);
  const words = { completed: '已支付', partly: '已支付', shipped: '已支付', paid: '已支付', pending: '未支付', cancelled: '已取消', refunded: '已退款' } as const;
  const tells: Tells = { platform: '群接龙', id: null, refund: 'full', who: 'contact', receiver: everything };
  const rows = tableOf(id, sales.map((sale): Cells => ({
    收货人: sale.person.name, 联系电话: sale.person.phone, 订单总金额: yuan(sale.totalFen), 支付状态: words[sale.fate], 收货地址: `${sale.person.area.join('')}${sale.person.town}${sale.person.house}`, 订购数量: String(sale.goods[0]!.quantity),
  })));
  const total = sales.reduce((sum, { totalFen }) => sum + totalFen, 0);
  return {
    id, platform: '群接龙', forms: ['shared', 'excel'], fileName: '土鸡蛋接龙 2026-04-10',
    sheets: [{ name: 'Sheet1', rows: [...rows, ['合计', '', yuan(total), '', '', '99']] }],
    orders: sales.map((sale) => {
      const order = told(sale, tells);
      const status = ['completed', 'shipped', 'partly'].includes(sale.fate) ? 'paid' : order.status;
      return { ...order, status, orderedAt: '2026-04-10T00:00:00+08:00', lines: [['土鸡蛋', null, sale.goods[0]!.quantity, order.money[0]] as const] };
    }),
    people: toldPeople(sales, tells),
  };
})();

const youzan = ((): Variant => {
  const id = 'yz-2026-60';
  const sales = salesOf();
  const words = { completed: '交易完成', partly: '交易完成', shipped: '已发货', paid: '待发货', pending: '等待买家付款', cancelled: '交易关闭', refunded: '交易关闭' } as const;
  const orderNumber = (sale: Sale): string => `E2026${digits(sale, 16)}`;
  const tells: Tells = { platform: '有赞', id: orderNumber, refund: 'amount', freight: true, who: 'contact', receiver: everything, buyerNote: true, sellerNote: true };
  const rows = tableOf(id, sales.map((sale): Cells => ({
    订单号: orderNumber(sale), 销售渠道: '微商城', 归属店铺: '石桥乡货铺', 订单类型: '普通订单', 订单状态: words[sale.fate], 订单创建时间: sale.orderedAt, 买家付款时间: sale.paidAt ?? ' ', 商品金额合计: yuan(sale.totalFen - sale.freightFen), 运费: yuan(sale.freightFen),
    应收订单金额: yuan(sale.totalFen), 订单实付金额: isPaid(sale) ? yuan(sale.totalFen) : '0.00', 订单实收金额: isPaid(sale) ? yuan(sale.totalFen - 100) : '0.00', 全部商品名称: sale.goods.map(({ name, quantity }) => `${name}(${quantity}件)`).join('，'), 商品种类数: String(sale.goods.length),
    订单配送方式: '快递发货', '同城送达时间/提货时间': '2026-06-20 11:00 - 2026-06-20 12:00', 收货人省份: sale.person.area[0], 收货人城市: sale.person.area[1], 收货人地区: sale.person.area[2], '详细收货地址/提货地址': `${sale.person.town}${sale.person.house}`,
    '收货人/提货人': sale.person.name, '收货人手机号/提货人手机号': sale.n % 5 === 2 ? `${sale.person.phone.slice(0, 3)}******${sale.person.phone.slice(-2)}` : sale.person.phone, 买家备注: sale.buyerNote || ' ', 订单星级: ' ', 买家昵称: sale.person.nickname, 买家是否会员: '否', 买家手机号: sale.person.phone,
    分销员: '小陈', 分销员手机号: '19911112222', 订单退款状态: sale.refundFen > 0 ? '退款完成' : '——', 订单已退款金额: yuan(sale.refundFen), 商家订单备注: sale.sellerNote, 订单风险标签: '——',
  })));
  return { id, platform: '有赞', forms: ['utf8', 'gbk', 'excel'], fileName: '订单导出_20260608', sheets: [{ name: '订单', rows }], orders: sales.map((sale) => told(sale, tells)), people: toldPeople(sales, tells) };
})();

const alibaba = ((): Variant => {
  const id = '1688-32';
  const sales = salesOf();
  const words = { completed: '交易成功', partly: '已收货', shipped: '等待买家确认收货', paid: '等待卖家发货', pending: '等待买家付款', cancelled: '交易关闭', refunded: '已退换货' } as const;
  const tells: Tells = { platform: '1688', id: (sale) => digits(sale, 19), refund: 'full', freight: true, spec: true, who: 'account', receiver: everything, buyerNote: true };
  const merged = ['物流公司', '运单号', '货品种类'];
  const ofOrder = (sale: Sale): Cells => ({
    订单编号: digits(sale, 19), 买家公司名: `${sale.person.name}商行`, 买家会员名: sale.person.account, 卖家公司名: '石桥乡货铺', 卖家会员名: 'shiqiao88', '货品总价(元)': yuan(sale.totalFen - sale.freightFen), 运费: yuan(sale.freightFen), '涨价或折扣(元)': '0.00', 实付款: yuan(sale.totalFen),
    订单状态: words[sale.fate], 订单创建时间: sale.orderedAt, 订单付款时间: sale.paidAt ?? '', 发货方: '卖家', 收货人姓名: sale.person.name, 收货地址: `${areaOf(sale.person)} ${sale.person.town}${sale.person.house}`, 邮编: '464000', 联系电话: '', 联系手机: sale.person.phone, 买家留言: sale.buyerNote, 货品种类: String(sale.goods.length),
  });
  const rows = tableOf(id, sales.flatMap((sale) => sale.goods.map(({ name, spec, quantity, amountFen }, at): Cells => ({
    ...(at === 0 ? ofOrder(sale) : {}), 货品标题: name, '单价(元)': yuan(Math.round(amountFen / quantity)), 数量: String(quantity), 单位: '件', 型号: spec,
  }))));
  let below = 1;
  const ranges = sales.flatMap(({ goods }) => {
    const top = below;
    below += goods.length;
    return goods.length === 1 ? [] : rows[0]!.flatMap((header, c) => (c < 18 || merged.includes(header) ? [{ s: { r: top, c }, e: { r: below - 1, c } }] : []));
  });
  return { id, platform: '1688', forms: ['streamed', 'excel', 'biff'], fileName: '订单20260608', sheets: [{ name: 'sheet0', rows, merged: ranges }], orders: sales.map((sale) => told(sale, tells)), people: toldPeople(sales, tells) };
})();

const labels = ((): Variant => {
  const id = 'erp-efast34';
  const sales = salesOf();
  const words = { completed: '已完成', partly: '已完成', shipped: '已发货', paid: '待发货', pending: '待付款', cancelled: '已取消', refunded: '已发货' } as const;
  const tells: Tells = { platform: '打单工具', id: (sale) => digits(sale, 19), refund: 'amount', spec: true, who: 'contact', receiver: everything, buyerNote: true, sellerNote: true };
  /** A returned part counts as paid back whole: a single kind that came back in part cannot be told. */
  const seen = (sale: Sale): Sale => {
    const totalFen = sale.totalFen - sale.freightFen;
    const whole = sale.fate === 'partly' && sale.goods.length === 1;
    return { ...sale, totalFen, fate: whole ? 'completed' : sale.fate, refundFen: whole ? 0 : sale.fate === 'refunded' ? totalFen : sale.refundFen };
  };
  const shown = sales.map(seen);
  const rows = tableOf(id, shown.flatMap((sale) => sale.goods.map(({ name, spec, quantity, amountFen, back }, at): Cells => ({
    店铺: '乡货铺', 交易号: digits(sale, 19), 订单号: `DD${sale.n}${at}`, 订单状态: words[sale.fate], 买家昵称: sale.person.nickname, 收货人: sale.person.name, 手机: sale.person.phone, 收货地址: `${sale.person.area.join('')}${sale.person.town}${sale.person.house}`, 仓库: '一号仓', 快递费: '6', 已付款: yuan(sale.totalFen),
    商家留言: sale.sellerNote, 买家留言: sale.buyerNote, 下单时间: at === 0 ? sale.orderedAt : sale.orderedAt.slice(0, 16).replaceAll('-', '/'), 发货时间: '', 有无退单: back ? '有' : '无', 商品名称: name, 商品编码: `XH${at}`, 规格1: spec, 规格2: '', 数量: String(quantity), 吊牌价: '99', 均摊金额: yuan(amountFen), 重量: '1.2',
  }))));
  return {
    id, platform: '打单工具', forms: ['gbk', 'utf8', 'shared'], fileName: '订单明细', sheets: [{ name: 'Sheet1', rows }],
    orders: shown.map((sale) => ({ ...told(sale, tells), lines: sale.goods.map(({ name, spec, quantity, amountFen }) => [name, spec, quantity, isPaid(sale) ? amountFen : 0] as const) })),
    people: toldPeople(shown, tells),
  };
})();

export const shopVariants: readonly Variant[] = [qunjielong, youzan, alibaba, labels];
