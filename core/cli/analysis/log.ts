/** Who bought what and when, from a file or from the books: what every analysis of purchases begins with. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { finished, readShop } from '../../analyses/repository.ts';
import { dayFromNumber, dayNumber } from '../../base/dates.ts';
import { Refused } from '../../base/errors.ts';
import type { ColumnRole, LogOptions } from './arguments.ts';
import { headerTest, logColumnsOf } from './columns.ts';
import { type LogLines, logTaker, numbering, type Refusal } from './lines.ts';
import { belowHeader, readRows, type TableSource } from './tables.ts';
import type { Opened } from '../import.ts';
import { customerRepository } from '../../customers/repository.ts';
import { type Lines, rowsBy } from '../../patterns/baskets.rules.ts';
import type { Transactions } from '../../scoring/transactions.rules.ts';

/** What was read and what became of it: every row is in `orders`, `refunds`, `tooSmall`, `later`, `refused` or `idleRows`. */
export type LogInput = {
  readonly source: TableSource | { readonly db: string };
  /** Header of the column taken for each role. */
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  readonly rows: number;
  readonly idleRows: number;
  readonly orders: number;
  readonly customers: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Orders of less than nothing: left out, or taken from earlier ones. */
  readonly refunds: { readonly rule: LogOptions['refunds']; readonly orders: number; readonly amount: number };
  /** Orders below --min-amount. */
  readonly tooSmall: number;
  /** Orders and refunds after the day everything is reckoned to. */
  readonly later: number;
  readonly dateOrder: LogLines['dateOrder'];
  readonly refused: readonly Refusal[];
};

export type Log = {
  readonly transactions: Transactions;
  readonly lines: Lines;
  readonly customerNames: readonly string[];
  readonly itemNames: readonly string[];
  /** The day everything is reckoned to: the last one of the log unless another was said. */
  readonly asOf: number;
  readonly input: LogInput;
};

/** Lends the core over a database and closes it afterwards. */
export type WithCore = <T>(path: string, work: (opened: Opened) => Promise<T>) => Promise<T>;

/** `needed` are the columns that the analysis cannot do without. */
export const readLog = (options: LogOptions, needed: readonly ColumnRole[], withCore: WithCore, today: string): Promise<Log> =>
  options.transactions === undefined ? readBooks(resolve(options.db ?? ''), options, withCore, today) : readFileLog(options.transactions, options, needed);

async function readFileLog(path: string, options: LogOptions, needed: readonly ColumnRole[]): Promise<Log> {
  const said = options.columns ?? {};
  const { result, source } = await readRows(path, (file) => belowHeader(file, headerTest(said), (table) => {
    const columns = logColumnsOf(table, said, needed);
    // an order number that is not there is told by the customer and the day
    const taker = logTaker(columns, columns.order === undefined && needed.includes('order') ? [...needed, 'customer', 'date'] : needed, options['date-order']);
    const headers = Object.fromEntries(Object.entries(columns).map(([role, at]) => [role, table.headers[at]!]));
    return { take: taker.take, done: () => ({ lines: taker.done(), headers }) };
  }));
  const { body: { lines, headers }, idleRows } = result;
  const orders = ordersOf(lines, options);
  const { day } = orders.transactions;
  const [from, to] = [day.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY), day.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)];
  const known = Number.isFinite(from);
  return {
    ...orders,
    customerNames: lines.customerNames,
    itemNames: lines.itemNames,
    asOf: options['as-of'] === undefined ? (known ? to : 0) : dayNumber(options['as-of']),
    input: {
      source, columns: headers, idleRows, refused: lines.refused, dateOrder: lines.dateOrder,
      rows: lines.row.length + lines.refused.reduce((sum, { rows }) => sum + rows, 0),
      orders: day.length, customers: new Set(orders.transactions.customer.filter((who) => who >= 0)).size,
      from: known ? dayFromNumber(from) : null, to: known ? dayFromNumber(to) : null,
      refunds: { rule: options.refunds, ...orders.refunds }, tooSmall: orders.tooSmall, later: orders.later,
    },
  };
}

/** More than the days since 1970 of any date that is read. */
const daysAtMost = 2 ** 16;

const numberingNumbers = () => {
  const numbers = new Map<number, number>();
  return { of: (key: number): number => numbers.get(key) ?? (numbers.set(key, numbers.size), numbers.size - 1), size: () => numbers.size };
};

/**
 * Lines of one order number of one customer are one order, of a short number those of one day; without an order number every
 * line is one. What came after the day said is left out before anything is taken from anything.
 */
function ordersOf(lines: LogLines, { refunds: rule, 'min-amount': least, 'as-of': asOf }: LogOptions) {
  const [ofSomebody, orders] = [numberingNumbers(), numberingNumbers()];
  const people = lines.customerNames.length + 1;
  const numbered = lines.order.some((order) => order >= 0);
  const keyOf = (order: number, line: number): number =>
    ofSomebody.of(order * people + lines.customer[line]! + 1) * daysAtMost + (lines.isNumberOfDay[order]! ? lines.day[line]! : 0);
  const orderOf = lines.order.map((order, line) => (numbered ? orders.of(order < 0 ? -1 - line : keyOf(order, line)) : line));
  const count = numbered ? orders.size() : orderOf.length;
  const [customer, day, fen] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  for (let line = orderOf.length - 1; line >= 0; line -= 1) {
    const order = orderOf[line]!;
    customer[order] = lines.customer[line]!;
    day[order] = day[order] === 0 ? lines.day[line]! : Math.min(day[order]!, lines.day[line]!);
    fen[order]! += lines.amountFen[line]!;
  }
  const isRefund = (order: number): boolean => fen[order]! < 0;
  const until = asOf === undefined ? Number.POSITIVE_INFINITY : dayNumber(asOf);
  const all = fen.map((_, order) => order).filter((order) => day[order]! <= until);
  const refunds = all.filter(isRefund);
  const amount = refunds.reduce((sum, order) => sum + fen[order]!, 0) / 100;
  const purchases = Int32Array.from(all.filter((order) => !isRefund(order)));
  if (rule === 'subtract') subtract(refunds, purchases, { customers: lines.customerNames.length, customer, day, fen });
  const kept = purchases.filter((order) => fen[order]! >= least * 100);
  const place = new Int32Array(count).fill(-1);
  kept.forEach((order, at) => void (place[order] = at));
  const transactions: Transactions = { customers: lines.customerNames.length, customer: kept.map((order) => customer[order]!), day: kept.map((order) => day[order]!), amountFen: Float64Array.from(kept, (order) => fen[order]!) };
  return {
    transactions,
    lines: basketLines(lines, orderOf.map((order) => place[order]!), kept.length),
    refunds: { orders: refunds.length, amount },
    tooSmall: purchases.length - kept.length,
    later: count - all.length,
  };
}

/** Each refund from the customer's latest purchase up to its day, what is left from the one before, until nothing is left to take from. */
function subtract(refunds: ArrayLike<number>, purchases: Int32Array, { customers, customer, day, fen }: { readonly customers: number; readonly customer: Int32Array; readonly day: Int32Array; readonly fen: Float64Array }): void {
  const { offsets, rows } = rowsBy(customers, purchases.map((order) => customer[order]!));
  for (let at = 0; at < refunds.length; at += 1) {
    const refund = refunds[at]!;
    const own = Array.from(rows.subarray(offsets[customer[refund]!], offsets[customer[refund]! + 1]), (row) => purchases[row]!);
    let left = -fen[refund]!;
    for (const order of own.filter((each) => day[each]! <= day[refund]!).toSorted((a, b) => day[b]! - day[a]! || b - a)) {
      const taken = Math.min(left, fen[order]!);
      fen[order]! -= taken;
      left -= taken;
    }
  }
}

/** Lines with an item, of purchases. Without order numbers what one customer bought on one day is one basket. */
function basketLines(lines: LogLines, orderOf: Int32Array, orders: number): Lines {
  const withItem = lines.item.map((_, line) => line).filter((line) => lines.item[line]! >= 0 && orderOf[line]! >= 0);
  const pick = (column: Int32Array): Int32Array => withItem.map((line) => column[line]!);
  const numbered = lines.order.some((order) => order >= 0);
  const visits = numbering();
  const order = numbered ? pick(orderOf) : withItem.map((line) => visits.of(`${lines.customer[line]} ${lines.day[line]}`));
  return { orders: numbered ? orders : visits.names().length, customers: lines.customerNames.length, items: lines.itemNames.length, order, customer: pick(lines.customer), item: pick(lines.item), day: pick(lines.day) };
}

/** The orders of the books that count as purchases, net of refunds; customers by the id that stays unique across laptops. */
async function readBooks(path: string, options: LogOptions, withCore: WithCore, today: string): Promise<Log> {
  if (!existsSync(path)) throw new Refused('database.missing', { file: path });
  const asOf = options['as-of'] ?? today;
  return withCore(path, async ({ app }) => {
    const { transactions, goods, customerIds } = finished(readShop(app.store.reader, asOf));
    const people = customerRepository(app.store.reader);
    const days = transactions.day.toSorted();
    return {
      transactions, lines: goods, itemNames: goods.itemNames,
      customerNames: Array.from(customerIds, (id) => people.find(id)?.uid ?? String(id)),
      asOf: dayNumber(asOf),
      input: {
        source: { db: path }, columns: {}, idleRows: 0, refused: [], dateOrder: null, tooSmall: 0, later: 0,
        rows: days.length, orders: days.length, customers: new Set(transactions.customer).size,
        from: days.length > 0 ? dayFromNumber(days[0]!) : null, to: days.length > 0 ? dayFromNumber(days.at(-1)!) : null,
        refunds: { rule: options.refunds, orders: 0, amount: 0 },
      },
    };
  });
}
