/** The lines of a transaction log in columns that grow: 32 bytes a line and every name once. */
import { dayNumber, dayOf } from '../../base/dates.ts';
import { Refused } from '../../base/errors.ts';
import type { Cell } from '../../imports/cells.ts';
import { instantOf } from '../../imports/dates.rules.ts';
import { fenOf, isNumberOfDay, textOf } from '../../imports/values.rules.ts';
import type { ColumnRole } from './arguments.ts';
import type { LogColumns } from './columns.ts';
import type { RowTaker } from './tables.ts';

/** Doubles when full. */
const growing = <A extends Int32Array | Float64Array>(make: (length: number) => A) => {
  let values = make(1024);
  let length = 0;
  return {
    push: (value: number): void => {
      if (length === values.length) {
        const wider = make(length * 2);
        wider.set(values);
        values = wider;
      }
      values[length++] = value;
    },
    done: (): A => values.subarray(0, length) as A,
  };
};

/** Numbers for texts, in the order in which they come. */
export const numbering = () => {
  const numbers = new Map<string, number>();
  return {
    of: (text: string): number => {
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = numbers.size));
      return number;
    },
    names: (): readonly string[] => [...numbers.keys()],
    /** The names in the order of their signs, and the place of each number among them: the same whatever the order of the rows. */
    sorted: () => {
      const names = [...numbers.keys()].sort();
      const rank = new Int32Array(names.length);
      names.forEach((name, at) => void (rank[numbers.get(name)!] = at));
      return { names, rank };
    },
  };
};

export const refusalReasons = ['noCustomer', 'noDate', 'badDate', 'noAmount', 'badAmount'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Rows that could not be used, by reason: how many, the numbers of the first hundred, and what stood there in the first. */
export type Refusal = { readonly reason: RefusalReason; readonly rows: number; readonly firstRows: readonly number[]; readonly example: string | null };

export const refusals = () => {
  const found = new Map<RefusalReason, { rows: number; readonly firstRows: number[]; readonly example: string | null }>();
  return {
    add: (reason: RefusalReason, row: number, example: string | null): void => {
      const known = found.get(reason) ?? { rows: 0, firstRows: [], example };
      if (known.rows === 0) found.set(reason, known);
      known.rows += 1;
      if (known.firstRows.length < 100) known.firstRows.push(row);
    },
    all: (): Refusal[] => refusalReasons.flatMap((reason) => (found.has(reason) ? [{ reason, ...found.get(reason)! }] : [])),
  };
};

/** One entry per line; `order` and `item` are −1 where nothing stands. Days since 1970-01-01, money in fen. */
export type LogLines = {
  readonly row: Int32Array;
  readonly customer: Int32Array;
  readonly day: Int32Array;
  readonly amountFen: Float64Array;
  readonly order: Int32Array;
  readonly item: Int32Array;
  /** Per number in `order`: whether the next day may use it again. */
  readonly isNumberOfDay: readonly boolean[];
  readonly customerNames: readonly string[];
  readonly itemNames: readonly string[];
  readonly refused: readonly Refusal[];
  /** How 3/4/2026 was read: as said or as the days above 12 tell; null when no date was written so. */
  readonly dateOrder: DateOrder | null;
};

export type DateOrder = 'mdy' | 'dmy';

/** 12/1/2010 8:26 and 01.12.2010: which number is the day is seen in the whole column only. */
const slashed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/;

/** A day number, the three parts of a date whose order is open, or null for what is no date. */
function dayIn(text: string): number | readonly [first: number, second: number, year: number] | null {
  const open = slashed.exec(text);
  if (open) return [Number(open[1]), Number(open[2]), Number(open[3])];
  const instant = instantOf(text);
  return instant === null || instant === 'bad' ? null : dayNumber(dayOf(instant));
}

const dayOfParts = (order: DateOrder, [first, second, year]: readonly [number, number, number]): number | null => {
  const [month, day] = order === 'mdy' ? [first, second] : [second, first];
  const instant = instantOf(`${year}-${month}-${day}`);
  return instant === null || instant === 'bad' ? null : dayNumber(dayOf(instant));
};

/** Unknown as long as no number above 12 stands on either side, or on both. */
function orderToldBy(parts: readonly (readonly [number, number, number])[]): DateOrder | null {
  const [first, second] = [parts.some((each) => each[0] > 12), parts.some((each) => each[1] > 12)];
  return first === second ? null : first ? 'dmy' : 'mdy';
}

/** Only the day is kept, so that a year of instants is a few hundred texts. */
const dayText = (text: string): string => /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?=[T\s])/.exec(text)?.[0] ?? text;

/**
 * Refuses a row that does not say what is needed; what is not needed may be missing. Without a date everything is of day 0,
 * and who is not named has the number −1.
 */
export function logTaker(columns: LogColumns, needed: readonly ColumnRole[], said: DateOrder | undefined): RowTaker<LogLines> {
  const [row, customer, date, order, item] = [growing((n) => new Int32Array(n)), growing((n) => new Int32Array(n)), growing((n) => new Int32Array(n)), growing((n) => new Int32Array(n)), growing((n) => new Int32Array(n))];
  const amountFen = growing((n) => new Float64Array(n));
  const [customers, dates, orders, items] = [numbering(), numbering(), numbering(), numbering()];
  const refused = refusals();
  const needs = (role: ColumnRole): boolean => needed.includes(role);
  const cellAt = (cells: readonly Cell[], at: number | undefined): Cell => (at === undefined ? null : (cells[at] ?? null));

  /** Fen of the line; a reason when it cannot be told; 0 where the log has no money at all. */
  const amountIn = (cells: readonly Cell[]): number | 'noAmount' | 'badAmount' => {
    if (columns.amount !== undefined) {
      const fen = fenOf(cells[columns.amount]);
      return fen === null ? 'noAmount' : fen === 'bad' ? 'badAmount' : fen;
    }
    if (columns.quantity === undefined || columns.price === undefined) return 0;
    const [quantity, price] = [textOf(cells[columns.quantity]), textOf(cells[columns.price])];
    if (quantity === null || price === null) return 'noAmount';
    const fen = Math.round(Number(quantity) * Number(price) * 100);
    return Math.abs(fen) <= Number.MAX_SAFE_INTEGER ? fen : 'badAmount';
  };

  return {
    take: (cells, at) => {
      const who = textOf(cellAt(cells, columns.customer));
      const when = textOf(cellAt(cells, columns.date));
      if (who === null && needs('customer')) return refused.add('noCustomer', at, null);
      if (when === null && needs('date')) return refused.add('noDate', at, null);
      const fen = amountIn(cells);
      if (typeof fen === 'string' && needs('amount')) return refused.add(fen, at, textOf(cellAt(cells, columns.amount ?? columns.price)));
      const number = textOf(cellAt(cells, columns.order));
      const what = textOf(cellAt(cells, columns.item));
      row.push(at);
      customer.push(who === null ? -1 : customers.of(who));
      date.push(dates.of(dayText(when ?? '')));
      amountFen.push(typeof fen === 'string' ? 0 : fen);
      order.push(number === null ? -1 : orders.of(number));
      item.push(what === null ? -1 : items.of(what));
    },
    done: () => {
      const found = dates.names().map((text) => dayIn(text) ?? (needs('date') ? null : 0));
      const open = found.filter((each) => typeof each === 'object' && each !== null);
      const dateOrder = open.length === 0 ? null : (said ?? orderToldBy(open));
      if (dateOrder === null && open.length > 0) throw new Refused('analysis.dateOrder', { example: dates.names()[found.indexOf(open[0]!)]! });
      const days = found.map((each) => (dateOrder !== null && typeof each === 'object' && each !== null ? dayOfParts(dateOrder, each) : (each as number | null)));
      const columnsRead = { row: row.done(), customer: customer.done(), amountFen: amountFen.done(), order: order.done(), item: item.done() };
      const dateOf = date.done();
      const names = dates.names();
      const [people, goods] = [customers.sorted(), items.sorted()];
      const kept = columnsRead.row.map((_, at) => at).filter((at) => {
        if (days[dateOf[at]!] !== null) return true;
        refused.add('badDate', columnsRead.row[at]!, names[dateOf[at]!]!);
        return false;
      });
      const only = (column: Int32Array): Int32Array => (kept.length === column.length ? column : Int32Array.from(kept, (at) => column[at]!));
      return {
        row: only(columnsRead.row), customer: only(columnsRead.customer).map((each) => (each < 0 ? -1 : people.rank[each]!)), order: only(columnsRead.order), item: only(columnsRead.item).map((each) => (each < 0 ? -1 : goods.rank[each]!)),
        amountFen: Float64Array.from(kept, (at) => columnsRead.amountFen[at]!),
        day: Int32Array.from(kept, (at) => days[dateOf[at]!]!),
        isNumberOfDay: orders.names().map(isNumberOfDay),
        customerNames: people.names, itemNames: goods.names, refused: refused.all(),
        dateOrder,
      };
    },
  };
}
