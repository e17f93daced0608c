/** Tables that no platform description recognises: what each column probably means, and orders read by the user's answer. */
import type { OrderStatus } from '../orders/contract.ts';
import type { Cell } from './cells.ts';
import { phoneOf } from './contacts.rules.ts';
import type { ColumnMeaning, Mapping, TableKind } from './contract.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import type { Platform } from './platforms/platform.ts';
import { platforms } from './platforms/registry.ts';
import { synonyms } from './platforms/synonyms.ts';
import { fenOf, quantityOf, textOf } from './values.rules.ts';

/** What a status word of any shop system means by what it contains. The order matters: 未付款 contains 付款. */
const words: readonly (readonly [RegExp, OrderStatus])[] = [
  [/退款成功|已退款|全额退款|退款完成|已退货|已退换/, 'refunded'],
  [/取消|关闭|作废|失效|删除|拒单/, 'cancelled'],
  [/未支付|未付款|待付款|待支付|等待.*付款|未付|待确认付款/, 'pending'],
  [/完成|成功|已收货|已签收|确认收货|已送达|已核销|已自提|已提货|已评价/, 'completed'],
  [/已发货|待收货|待签收|配送中|运输|已出库|确认收货|派送|待自提|待提货|部分发货/, 'shipped'],
  [/待发货|已付款|已支付|已付|待配货|配货中|备货|出库|已接单|待接单|待配送|待处理|锁定|支付成功/, 'paid'],
];

const statusOf = (word: string): OrderStatus | null => words.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** Value checks: a column called 电话 that holds no phone is not guessed as one. */
const fits: Partial<Record<ColumnMeaning, (cell: Cell) => boolean>> = {
  orderId: (cell) => /\d{2,}/.test(textOf(cell) ?? ''),
  orderedAt: (cell) => ![null, 'bad'].includes(instantOf(cell)),
  paidAt: (cell) => ![null, 'bad'].includes(instantOf(cell)),
  paid: (cell) => fenOf(cell) !== 'bad',
  payable: (cell) => fenOf(cell) !== 'bad',
  refund: (cell) => fenOf(cell) !== 'bad',
  freight: (cell) => fenOf(cell) !== 'bad',
  itemAmount: (cell) => fenOf(cell) !== 'bad',
  quantity: (cell) => quantityOf(cell) !== null,
  // Masked numbers are phones too, they just identify nobody.
  phone: (cell) => phoneOf(cell) !== null || /[\d*]{7,}/.test(textOf(cell) ?? ''),
};

/** At least half of the cells that say something must look like it. */
const plausible = (meaning: ColumnMeaning, cells: readonly Cell[]): boolean => {
  const check = fits[meaning];
  const saying = cells.filter((cell) => textOf(cell) !== null);
  return check === undefined || saying.length === 0 || saying.filter(check).length * 2 >= saying.length;
};

export type Guess = { readonly kind: TableKind; readonly meanings: readonly (ColumnMeaning | null)[] };

const sampleRows = 50;

/** One meaning is guessed at one column: the best-known name wins, and of equal names the first. */
export const guessMapping = (table: Pick<Table, 'names' | 'rows'>): Guess => {
  const meanings: (ColumnMeaning | null)[] = table.names.map(() => null);
  const sample = table.rows.slice(0, sampleRows);
  for (const [meaning, names] of Object.entries(synonyms) as [ColumnMeaning, readonly string[]][]) {
    for (const name of names) {
      const index = table.names.findIndex((each, at) => each === name && meanings[at] === null);
      if (index < 0 || !plausible(meaning, sample.map((row) => row[index] ?? null))) continue;
      meanings[index] = meaning;
      break;
    }
  }
  const has = (...wanted: readonly ColumnMeaning[]) => wanted.some((meaning) => meanings.includes(meaning));
  const orders = has('orderId', 'orderedAt', 'paidAt') || (has('item') && has('paid', 'payable', 'quantity'));
  return { kind: orders ? 'orders' : 'customers', meanings };
};

const allRefundWords = [...new Set(platforms.flatMap((platform) => platform.fullyRefunded ?? []))];

/** The user's answer as a platform description, so that a mapped table takes the same way as a recognised one. */
export const platformOfMapping = (mapping: Mapping): Platform => {
  const columns: Partial<Record<ColumnMeaning, string[]>> = {};
  for (const { header, meaning } of mapping.columns) (columns[meaning] ??= []).push(header);
  // Without a number the identifying cells are whatever was mapped of buyer, time and goods.
  const keyColumns = (['buyerId', 'name', 'phone', 'orderedAt', 'paidAt', 'item', 'spec'] as const).flatMap((meaning) => columns[meaning] ?? []);
  return {
    name: mapping.platform,
    signs: [],
    columns,
    grain: () => (columns.orderId ? 'unknown' : 'order'),
    statuses: {},
    statusOf,
    fullyRefunded: allRefundWords,
    keyColumns,
    // A column that people mapped by hand may hold anything that they call the buyer.
    nicknames: true,
  };
};
