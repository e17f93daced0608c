/** The rows of a recognised order table → order records. Every row is used, refused or idle: the books balance. */
import { yuanText } from '../base/money.ts';
import type { Cell } from './cells.ts';
import { fromDetail } from '../orders/rules.ts';
import type { ColumnMeaning } from './contract.ts';
import type { Table } from './headers.rules.ts';
import { digestOf, eachRow } from './headers.rules.ts';
import { columnsOf, orderRowReader } from './order-rows.rules.ts';
import type { Columns, OrderRow } from './order-rows.rules.ts';
import type { FromFileName, Grain, Item, Platform } from './platforms/platform.ts';
import { normalised } from './platforms/registry.ts';
import type { BuyerRecord, ImportWarning, OrderLineRecord, OrderRecord, Refusal } from './records.ts';
import { combinedStatus, settle } from './settle.rules.ts';
import type { Settlement, SettleRules } from './settle.rules.ts';
import { comparable, statusWords } from './status-words.rules.ts';
import type { OwnWords } from './status-words.rules.ts';
import { numberOfDay, textOf } from './values.rules.ts';

export type Records<R> = {
  readonly records: readonly R[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly ImportWarning[];
  /** rows below the header, to the last one that says anything */
  readonly rowsRead: number;
  /** of those: blank ones, totals and repeated headers */
  readonly rowsBlank: number;
};

type Settled = { readonly row: OrderRow; readonly settlement: Settlement };

/** Yields the number of rows done, so that a job can breathe and show progress. */
export function* orderRecords(platform: Platform, table: Table, today: string | null, fileName = '', ownWords: OwnWords = new Map()): Generator<number, Records<OrderRecord>> {
  const columns = columnsOf(platform, table);
  const read = orderRowReader(platform, table);
  const names = new Set(table.names);
  const has = (header: string) => names.has(normalised(header));
  const filled = (meaning: ColumnMeaning) => (columns[meaning]?.length ?? 0) > 0;
  const rules: SettleRules = {
    statusOf: statusWords(platform, ownWords),
    fullyRefunded: platform.fullyRefunded ?? [],
    hasStatus: filled('status'),
    hasPaidAt: filled('paidAt'),
    needsPaidAt: platform.needsPaidAt === true,
  };
  const linesOnly = platform.detail === 'details' && !filled('paid');
  const detail = platform.detail === 'details' ? (linesOnly ? 'lines' : 'order') : platform.detail;
  const told = platform.fromFileName?.(fileName) ?? { item: null, on: null };
  const assumeDay = platform.dateless === true && !filled('orderedAt') && !filled('paidAt') ? (told.on ?? today) : null;
  const unpaidDay = platform.undatedUnlessPaid ? today : null;
  const complete = platform.mergedDown ? filledDown(columns) : null;
  const grain = platform.grain(has);
  const saysRefund = filled('refund') || filled('afterSale');
  const groups = new Map<string, Settled[]>();
  const seen = new Map<string, number>();
  const refusals: Refusal[] = [];
  const unknownWords = new Map<string, Set<string>>();
  const blank = yield* eachRow(table, (cells, rowNumber) => {
    const found = read(complete?.(cells) ?? cells, rowNumber);
    if ('code' in found) {
      refusals.push(found);
      return;
    }
    const row = platform.fromFileName ? withFileName(found, told) : found;
    if (row.orderId === null && filled('orderId')) {
      refusals.push({ row: row.row, column: table.headers[columns.orderId?.[0] ?? 0] ?? null, code: 'imports.noOrderId' });
      return;
    }
    const settlement = settle(row, rules);
    const unpaid = settlement.status === 'cancelled' || settlement.status === 'pending';
    if (row.orderedAt === null && assumeDay === null && !linesOnly && (unpaidDay === null || !unpaid)) {
      const column = columns.orderedAt?.[0] ?? columns.paidAt?.[0];
      refusals.push({ row: row.row, column: column === undefined ? null : (table.headers[column] ?? null), code: 'imports.noDate' });
      return;
    }
    const key = row.orderId === null ? derivedKey(platform, grain, row, seen) : platform.numbersStartAnew ? numberOfDay(row.orderId, row.orderedAt) : row.orderId;
    if (settlement.unknownWord !== null) noteWord(unknownWords, comparable(settlement.unknownWord), key);
    const group = groups.get(key);
    if (group) group.push({ row, settlement });
    else groups.set(key, [{ row, settlement }]);
  });

  const decided = grain === 'unknown' ? grainOf(groups) : grain;
  const records: OrderRecord[] = [];
  for (const [key, group] of groups) {
    if (takesBackOnly(group)) {
      refusals.push(...group.map(({ row: { row, paidFen } }) => ({ row, column: table.headers[columns.paid?.[0] ?? columns.payable?.[0] ?? 0] ?? null, code: 'imports.negativeAmount', details: { value: yuanText(paidFen ?? 0) } })));
      continue;
    }
    records.push(orderOf({ platform, grain: decided, rules, assumedDay: assumeDay ?? unpaidDay, saysRefund, detail }, key, group));
    if (records.length % 1000 === 0) yield table.rows.length;
  }
  const warnings: ImportWarning[] = [];
  warnings.push(...unknownWordWarnings(platform.name, unknownWords));
  if (assumeDay !== null && records.length > 0) warnings.push({ code: told.on === null ? 'imports.dateAssumed' : 'imports.dateFromFileName', details: { day: assumeDay } });
  const undated = assumeDay === null && !linesOnly ? records.filter((record) => record.orderedAtAssumed).length : 0;
  if (undated > 0) warnings.push({ code: 'imports.unpaidUndated', details: { count: undated, day: unpaidDay ?? '' } });
  if (platform.fromFileName && records.length > 0) warnings.push(told.item === null ? { code: 'imports.noGoodsName' } : { code: 'imports.goodsFromFileName', details: { goods: told.item } });
  if (records.length > 0) warnings.push(...(platform.remarks ?? []).map((code) => ({ code })));
  if (!linesOnly && !rules.hasStatus && !rules.hasPaidAt && records.length > 0) warnings.push({ code: 'imports.noStatusColumn' });
  if (!linesOnly && !filled('paid') && !filled('payable') && records.length > 0) warnings.push({ code: 'imports.noAmountColumn' });
  if (records.some((record) => record.orderIdDerived)) warnings.push({ code: 'imports.noOrderNumbers' });
  return { records, refusals, warnings, rowsRead: table.rows.length, rowsBlank: blank };
}

/** What a till takes back of an order is a row with a negative amount. */
const takenBack = ({ row: { paidFen } }: Settled): number => Math.max(0, -(paidFen ?? 0));
/** Alone it does not say which order it was. */
const takesBackOnly = (group: readonly Settled[]): boolean => group.some((part) => takenBack(part) > 0) && group.every(({ row }) => (row.paidFen ?? 0) <= 0);

/** A column that is no status has a word in every row: the user is asked about the most frequent. */
const askedAtMost = 12;

const noteWord = (words: Map<string, Set<string>>, word: string, order: string): void => {
  const orders = words.get(word);
  if (orders) orders.add(order);
  else words.set(word, new Set([order]));
};

const unknownWordWarnings = (platform: string, words: ReadonlyMap<string, ReadonlySet<string>>): readonly ImportWarning[] => {
  const sorted = [...words].map(([word, { size }]) => ({ word, orders: size })).toSorted((a, b) => b.orders - a.orders);
  const rest = sorted.slice(askedAtMost);
  return [
    ...sorted.slice(0, askedAtMost).map(({ word, orders }) => ({ code: 'imports.unknownStatus', details: { platform, word, orders } })),
    ...(rest.length > 0 ? [{ code: 'imports.unknownStatuses', details: { words: rest.length, orders: sum(rest.map(({ orders }) => orders)) } }] : []),
  ];
};

const withFileName = (row: OrderRow, { item, on }: FromFileName): OrderRow => ({
  ...row,
  items: row.items.length > 0 || item === null ? row.items : [{ name: item, spec: null, quantity: null }],
  keyParts: on === null ? row.keyParts : [...row.keyParts, on],
});

/** Goods have a row each, and only the first row of an order has its merged cells: the others take them from there. */
const filledDown = (columns: Columns): ((cells: readonly Cell[]) => readonly Cell[]) => {
  const ofGoods = new Set([...(columns.item ?? []), ...(columns.spec ?? []), ...(columns.quantity ?? []), ...(columns.itemAmount ?? [])]);
  const ofOrder = Object.values(columns).flat().filter((index) => !ofGoods.has(index));
  const id = columns.orderId?.[0] ?? 0;
  const says = (cell: Cell | undefined): boolean => textOf(cell) !== null;
  let above: readonly Cell[] = [];
  return (cells) => {
    if (says(cells[id]) || above.length === 0) return (above = cells);
    const whole = [...cells];
    for (const index of ofOrder) if (!says(whole[index])) whole[index] = above[index] ?? null;
    return whole;
  };
};

/** A table saved again by Excel has lost its seconds. */
const toTheMinute = (part: string): string => (/^\d{4}-\d{2}-\d{2}T/.test(part) ? part.slice(0, 16) : part);

/**
 * A key for an order without a number, the same whenever the same file comes again and the same from either sheet of
 * a 快团团 workbook. Rows of an item table with equal key cells are one order; in an order table they are twins, counted.
 */
const derivedKey = (platform: Platform, grain: Grain, row: OrderRow, seen: Map<string, number>): string => {
  const parts = row.keyParts.some((part) => part !== '') ? row.keyParts.map(toTheMinute) : [toTheMinute(row.orderedAt ?? ''), ...row.items.map((item) => item.name)];
  if (row.orderedAt === null || row.buyer.buyerId === null) parts.push(row.buyer.name ?? '', row.buyer.phone ?? '');
  if (row.orderedAt === null && grain === 'order') parts.push(String(row.paidFen ?? ''), ...row.items.map((item) => item.name));
  const key = `自编-${digestOf([platform.name, ...parts].join('\u0001'))}`;
  if (grain !== 'order') return key;
  const twin = seen.get(key) ?? 0;
  seen.set(key, twin + 1);
  return twin === 0 ? key : `${key}-${twin + 1}`;
};

/** Nobody said whether amounts add up: equal amounts on all rows of every order are the repeated order total. */
const grainOf = (groups: ReadonlyMap<string, readonly Settled[]>): Grain => {
  const several = [...groups.values()].filter((group) => group.length > 1);
  return several.every((group) => group.every(({ row }) => row.paidFen === group[0]?.row.paidFen)) ? 'itemOfTotal' : 'item';
};

type TableFacts = { readonly platform: Platform; readonly grain: Grain; readonly rules: SettleRules; readonly assumedDay: string | null; readonly saysRefund: boolean; readonly detail: OrderRecord['detail'] };

const orderOf = ({ platform, grain, rules, assumedDay, saysRefund, detail }: TableFacts, key: string, group: readonly Settled[]): OrderRecord => {
  const newest = group[group.length - 1] as Settled;
  // A number that comes twice in a table of whole orders is the same order, exported twice: the later row is newer.
  const parts = grain === 'order' ? [newest] : group;
  const rows = parts.map((part) => part.row);
  const total = grain === 'itemOfTotal' ? totalOf(parts, platform, rules) : null;
  const status = total?.status ?? combinedStatus(parts.map((part) => part.settlement.status));
  const paidFen = total?.paidFen ?? sum(parts.map((part) => part.settlement.paidFen));
  const lines = parts.flatMap((part) => linesOf(part, grain));
  const only = lines.length === 1 ? lines[0] : undefined;
  const dated = rows.map((row) => row.orderedAt).find((at) => at !== null);
  const receiver = rows.map((row) => row.receiver).find((person) => person !== null);
  const freights = rows.map((row) => row.freightFen).filter((fen) => fen !== null);
  const first = <T>(read: (row: OrderRow) => T | null): T | null => {
    for (const row of rows) {
      const value = read(row);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    kind: 'order',
    rows: group.map((part) => part.row.row),
    platform: platform.name,
    ...(platform.alsoCalled ? { otherPlatforms: platform.alsoCalled } : {}),
    platformOrderId: key,
    orderIdDerived: newest.row.orderId === null,
    status,
    statusText: detail === 'order' ? `${first((row) => row.statusText) ?? ''}${fromDetail}` : first((row) => row.statusText),
    orderedAt: dated ?? `${assumedDay}T00:00:00+08:00`,
    paidFen,
    refundFen: total?.refundFen ?? sum(parts.map((part) => part.settlement.refundFen + takenBack(part))),
    freightFen: freights.length === 0 ? null : grain === 'item' ? sum(freights) : (freights[0] ?? null),
    pickupPoint: first((row) => row.pickupPoint),
    buyerNote: first((row) => row.buyerNote),
    sellerNote: first((row) => row.sellerNote),
    buyer: buyerOf(rows),
    ...(receiver ? { receiver } : {}),
    lines: detail === 'lines' ? lines.map((line) => ({ ...line, amountFen: null })) : only && only.amountFen === null ? [{ ...only, amountFen: paidFen }] : lines,
    ...(detail ? { detail } : {}),
    ...(dated === undefined ? { orderedAtAssumed: true } : {}),
    ...(parts.every((part) => part.settlement.statusAssumed) ? { statusAssumed: true } : {}),
    ...(saysRefund || status === 'refunded' || status === 'cancelled' ? {} : { refundUnsaid: true }),
  };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Rows that repeat their order's total: it is counted once. All goods taken out of the order is the order cancelled. */
const totalOf = (parts: readonly Settled[], platform: Platform, rules: SettleRules): Settlement => {
  const { row, settlement: settled } = parts.find((part) => part.row.paidFen !== null) ?? parts[0]!;
  const settlement = platform.refundPerItem && parts.length > 1 ? settle({ ...row, refundFen: sum(parts.map((part) => Math.abs(part.row.refundFen ?? 0))) }, rules) : settled;
  const allCancelled = parts.every((part) => part.row.quantity === 0);
  if (!allCancelled || settlement.status === 'refunded' || settlement.status === 'pending') return settlement;
  if (settlement.refundFen > 0) return { ...settlement, status: 'refunded' };
  return { ...settlement, status: 'cancelled', paidFen: 0 };
};

const linesOf = ({ row, settlement }: Settled, grain: Grain): readonly OrderLineRecord[] => {
  const { items } = row;
  // With as many pieces as kinds of goods there is one of each; otherwise the total cannot be split back.
  const each = items.length > 1 && row.quantity === items.length ? 1 : null;
  return items.map((item: Item) => ({
    name: item.name,
    spec: item.spec,
    quantity: items.length === 1 ? (row.quantity ?? item.quantity) : (item.quantity ?? each),
    amountFen: items.length > 1 ? null : (row.itemAmountFen ?? (grain === 'item' ? settlement.paidFen : null)),
  }));
};

/** The rows of one order name one buyer; what a row leaves blank another may have. */
const buyerOf = (rows: readonly OrderRow[]): BuyerRecord =>
  rows.map((row) => row.buyer).reduce((known, buyer) => ({
    ...known,
    buyerId: known.buyerId ?? buyer.buyerId,
    name: known.name ?? buyer.name,
    phone: known.phone ?? buyer.phone,
    province: known.province ?? buyer.province,
    city: known.city ?? buyer.city,
    district: known.district ?? buyer.district,
    address: known.address ?? buyer.address,
    village: known.village ?? buyer.village,
  }));
