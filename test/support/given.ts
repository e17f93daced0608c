/** Short platform exports written in the test itself, so that the truth stands beside the expectation. */

export type TaobaoRow = {
  readonly id: string;
  readonly buyer?: string;
  readonly paid?: string;
  readonly status?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly at?: string;
  readonly title?: string;
  readonly refund?: string;
};

const columns = ['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '收货人姓名', '收货地址 ', '联系手机', '订单创建时间', '订单付款时间 ', '宝贝标题 ', '退款金额'];

/** A Taobao order export with the columns that a shop would tick. */
export const taobaoCsv = (rows: readonly TaobaoRow[]): string =>
  [
    columns.join(','),
    ...rows.map(({ id, buyer = `买家${id}`, paid = '30.00', status = '交易成功', name = '', phone = '', address = '', at = '2026-04-01 09:00:00', title = '土鸡蛋', refund = '0.00' }) =>
      [id, buyer, paid, status, name, address, phone && `'${phone}`, at, at, title, refund].join(','),
    ),
  ].join('\r\n');

/** Ids of 19 digits, as the platform gives them. */
export const orderId = (n: number): string => `33012345678901${String(n).padStart(5, '0')}`;

export const manyTaobaoRows = (count: number): TaobaoRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: orderId(n + 1),
    buyer: `tb_${n % Math.ceil(count / 3)}`,
    paid: `${(n % 90) + 10}.50`,
    at: `2026-0${(n % 4) + 1}-${String((n % 28) + 1).padStart(2, '0')} 10:00:00`,
  }));
