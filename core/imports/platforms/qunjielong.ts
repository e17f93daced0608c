import type { FromFileName, Platform } from './platform.ts';

const written = /(20\d{2})[-_.年]?(\d{2}|\d(?=[-_.月]))[-_.月]?(\d{1,2})日?/;

/**
 * One file is one kind of goods, and only the file's name says which: what is left of it without the date, the marks
 * of copies and downloads, and the words that every such file carries. `土鸡蛋接龙 2022-04-10(1).xlsx` is 土鸡蛋.
 */
export const goodsAndDay = (fileName: string): FromFileName => {
  const name = fileName.normalize('NFKC').replace(/\.[a-z]{3,4}$/i, '');
  const [date = '', year, month, day] = written.exec(name) ?? [];
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  const rest = (valid ? name.replace(date, ' ') : name)
    .replace(/\s*\(\d{1,3}\)$/, '')
    .replace(/[-_\s]*(?:的?副本|copy)$/i, '')
    .replace(/[-_\s]*\d{6,}(?=$|[-_\s])/g, '')
    .replace(/^[-_\s]*群?接龙[-_\s:]*/, '')
    .replace(/[-_\s]*(?:群?接龙|订单|导出|统计|名单|明细|汇总|列表|表格)+[-_\s]*$/g, '')
    .replace(/^[-_\s]+|[-_\s]+$/g, '');
  return {
    item: /\p{L}/u.test(rest) ? rest : null,
    on: valid ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : null,
  };
};

/** 群接龙: who gets how many. No order number, no date, no goods. */
export const qunjielong: Platform = {
  name: '群接龙',
  signs: [{ all: ['收货人', '联系电话', '订单总金额', '支付状态', '订购数量'], none: ['订单号', '订单编号', '跟团号'] }],
  columns: {
    status: ['支付状态'],
    paid: ['订单总金额'],
    quantity: ['订购数量'],
    name: ['收货人'],
    phone: ['联系电话'],
    address: ['收货地址'],
    buyerNote: ['备注'],
  },
  grain: () => 'order',
  statuses: {
    已支付: 'paid',
    已取消: 'cancelled',
    已退款: 'refunded',
    未支付: 'pending',
  },
  keyColumns: ['收货人', '联系电话', '收货地址'],
  dateless: true,
  fromFileName: goodsAndDay,
};
