/**
 * What an import did to each row, gathered while it runs. Numbers stand side by side, because a hundred thousand small
 * objects would have to be kept with every import; words only where something changed.
 */
import type { ConflictField, ConflictValue } from '../customers/contract.ts';
import { countsAsPurchase } from '../orders/rules.ts';
import type { Cause, ImportRow, ImportSummary, OrderChange, RefusedRow } from './contract.ts';
import { refusalsTold } from './contract.ts';
import { emptyCounts } from './counts.rules.ts';
import type { ImportRecord, OrderRecord, ProductRecord } from './records.ts';

type OrderOutcome = 'created' | 'updated' | 'unchanged';
type PersonOutcome = 'created' | 'updated' | 'matched';
type Completed = Extract<ImportRow, { type: 'customer' }>['completed'][number];
type Person = { readonly id: number; readonly outcome: PersonOutcome; readonly completed?: readonly Completed[] };

type Place = { readonly sheet: number; readonly row: number };
export type PersonRow = Place & { readonly id: number; readonly outcome: PersonOutcome; readonly completed: readonly Completed[] };
export type ProductRow = Place & { readonly name: string; readonly spec: string | null; readonly outcome: OrderOutcome };
export type ConflictRow = { readonly sheet: string | null; readonly row: number; readonly customerId: number; readonly field: ConflictField; readonly theirs: ConflictValue };
type MetConflict = Omit<ConflictRow, 'sheet' | 'row'>;

/** Five numbers an order: the sheet, the row, the order, the customer or 0, and what happened. */
const width = 5;
const codes: readonly OrderOutcome[] = ['created', 'updated', 'unchanged'];
const notCounted = 4;

export type Outcomes = {
  readonly sheets: readonly (string | null)[];
  readonly orders: readonly number[];
  /** by the order's number */
  readonly changes: Readonly<Record<number, readonly OrderChange[]>>;
  readonly people: readonly PersonRow[];
  readonly products: readonly ProductRow[];
  readonly refusals: readonly RefusedRow[];
};

export const ordersIn = ({ orders }: Outcomes): number => orders.length / width;

export type OrderPlace = Place & { readonly index: number; readonly orderId: number; readonly customerId: number | null; readonly outcome: OrderOutcome; readonly counted: boolean };

export const orderAt = ({ orders }: Outcomes, index: number): OrderPlace => {
  const [sheet = 0, row = 0, orderId = 0, customer = 0, code = 0] = orders.slice(index * width, index * width + width);
  return { index, sheet, row, orderId, customerId: customer || null, outcome: codes[code % notCounted] ?? 'unchanged', counted: code < notCounted };
};

const orderTests: Partial<Record<Cause, (code: number, customer: number) => boolean>> = {
  ordersCreated: (code) => code % notCounted === 0,
  ordersUpdated: (code) => code % notCounted === 1,
  ordersUnchanged: (code) => code % notCounted === 2,
  ordersNotCounted: (code) => code >= notCounted,
  ordersWithoutCustomer: (_, customer) => customer === 0,
};

export type RowsOfCause =
  | { readonly of: 'orders'; readonly at: readonly number[] }
  | { readonly of: 'people'; readonly rows: readonly PersonRow[] }
  | { readonly of: 'products'; readonly rows: readonly ProductRow[] }
  | { readonly of: 'refusals'; readonly rows: readonly RefusedRow[] };

/** The rows that make a count. */
export const rowsOf = (outcomes: Outcomes, cause: Cause): RowsOfCause => {
  const test = orderTests[cause];
  if (test) {
    const { orders } = outcomes;
    const at: number[] = [];
    for (let offset = 0; offset < orders.length; offset += width) if (test(orders[offset + 4]!, orders[offset + 3]!)) at.push(offset / width);
    return { of: 'orders', at };
  }
  if (cause === 'rowsRefused') return { of: 'refusals', rows: outcomes.refusals };
  const wanted = cause.replace(/^(customers|products)/, '').toLowerCase();
  if (cause.startsWith('products')) return { of: 'products', rows: outcomes.products.filter(({ outcome }) => outcome === wanted) };
  return { of: 'people', rows: outcomes.people.filter(({ outcome }) => outcome === wanted) };
};

const rank = { matched: 0, updated: 1, created: 2 } as const;
const orderCounter = { created: 'ordersCreated', updated: 'ordersUpdated', unchanged: 'ordersUnchanged' } as const;
const productCounter = { created: 'productsCreated', updated: 'productsUpdated', unchanged: 'productsUnchanged' } as const;
const personCounter = { matched: 'customersMatched', updated: 'customersUpdated', created: 'customersCreated' } as const;

/** Refused only until the order has come with another file. */
export const waitsForOrder = ({ code }: { readonly code: string }): boolean => code === 'imports.orderNotKnown';

/** Gathers the outcomes of one import and their counts: what is counted is what opens. */
export const gatherOutcomes = () => {
  const counts = emptyCounts();
  const sheets: (string | null)[] = [];
  const orders: number[] = [];
  const records: OrderRecord[] = [];
  /** where an order stands among them */
  const places = new Map<number, number>();
  const changes: Record<number, readonly OrderChange[]> = {};
  const people = new Map<number, PersonRow>();
  const products: ProductRow[] = [];
  const refusals: RefusedRow[] = [];
  const conflicts: ConflictRow[] = [];
  let met = 0;

  /** A person counts once per import, as the strongest thing that happened to them. */
  const addPerson = (row: number, { id, outcome, completed = [] }: Person): void => {
    const before = people.get(id);
    if (before && completed.length === 0 && rank[outcome] <= rank[before.outcome]) return;
    const stronger = !before || rank[outcome] > rank[before.outcome];
    const all = before ? [...new Set([...before.completed, ...completed])] : completed;
    people.set(id, stronger ? { sheet: sheets.length - 1, row, id, outcome, completed: all } : { ...before, completed: all });
    if (!stronger) return;
    if (before) counts[personCounter[before.outcome]] -= 1;
    counts[personCounter[outcome]] += 1;
  };

  const countOrder = (at: number, sign: 1 | -1): void => {
    const [customer = 0, code = 0] = orders.slice(at * width + 3, at * width + width);
    const { paidFen, refundFen } = records[at]!;
    counts[orderCounter[codes[code % notCounted]!]] += sign;
    if (customer === 0) counts.ordersWithoutCustomer += sign;
    if (code >= notCounted) counts.ordersNotCounted += sign;
    else {
      counts.paidFen += sign * paidFen;
      counts.refundFen += sign * refundFen;
    }
  };

  return {
    counts,
    /** the orders' records, one an order, in the order in which they were first added */
    records,
    conflicts,
    startSheet: (sheet: string | null): void => void sheets.push(sheet),
    /**
     * Money counts as the table says it, only for orders that are purchases. An order of which several tables of the file
     * tell counts once: as the strongest thing that happened to it, with what the last telling changed.
     */
    addOrder: (record: OrderRecord, order: { readonly id: number; readonly outcome: OrderOutcome; readonly changes: readonly OrderChange[] }, person: Person | null): void => {
      const row = record.rows[0] ?? 0;
      const before = places.get(order.id);
      const at = before ?? records.length;
      const code = codes.indexOf(order.outcome);
      if (before === undefined) {
        places.set(order.id, at);
        records.push(record);
        orders.push(sheets.length - 1, row, order.id, person?.id ?? 0, code + (countsAsPurchase(record) ? 0 : notCounted));
      } else {
        countOrder(at, -1);
        if (order.outcome !== 'unchanged' && record.detail !== 'lines') records[at] = record;
        orders[at * width + 3] ||= person?.id ?? 0;
        orders[at * width + 4] = Math.min(orders[at * width + 4]! % notCounted, code) + (countsAsPurchase(records[at]!) ? 0 : notCounted);
      }
      countOrder(at, 1);
      if (order.changes.length > 0) changes[order.id] = [...(changes[order.id] ?? []), ...order.changes];
      if (person) addPerson(row, person);
    },
    addPerson: (record: ImportRecord, person: Person): void => addPerson(record.rows[0] ?? 0, person),
    addProduct: ({ rows, name, spec }: ProductRecord, outcome: OrderOutcome): void => {
      products.push({ sheet: sheets.length - 1, row: rows[0] ?? 0, name, spec, outcome });
      counts[productCounter[outcome]] += 1;
    },
    /** What the record brought up since the last call. `found` only grows. */
    addConflicts: (record: ImportRecord, found: readonly MetConflict[]): void => {
      for (; met < found.length; met += 1) conflicts.push({ sheet: sheets.at(-1) ?? null, row: record.rows[0] ?? 0, ...found[met]! });
    },
    refuse: (refused: readonly RefusedRow[]): void => {
      for (const row of refused) refusals.push(row);
      counts.rowsRefused += new Set(refused.map(({ row }) => row)).size;
    },
    told: (): Pick<ImportSummary, 'refusals' | 'waitsForOrders'> => ({ refusals: refusals.slice(0, refusalsTold), waitsForOrders: refusals.some(waitsForOrder) }),
    outcomes: (): Outcomes => ({ sheets, orders, changes, people: [...people.values()], products, refusals }),
  };
};
export type Gathered = ReturnType<typeof gatherOutcomes>;
