/** Orders as the purchase models read them: the sufficient statistics of each customer's history. */
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';

/**
 * One row per customer who has bought by the end of the period, in the notation of the papers. The first purchase
 * counts neither in x nor in the mean spend, several orders of a day are one, and weeks are real numbers.
 */
export type PurchaseHistories = {
  /** Which customer the row is. */
  readonly customer: Int32Array;
  /** Repeat purchase days: 0 … . */
  readonly x: Float64Array;
  /** Weeks from the first purchase to the last: 0 … T. */
  readonly tx: Float64Array;
  /** Weeks from the first purchase to the end of the period. */
  readonly T: Float64Array;
  /** Mean of the repeat purchase days' totals in yuan; 0 without one. */
  readonly meanSpend: Float64Array;
};

export const DAYS_A_WEEK = 7;

/** `end` is the last day of the period; later purchases are not looked at. */
export function purchaseHistoriesOf({ customers, start, day, amountFen }: DailyTotals, end: number): PurchaseHistories {
  const rows = Array.from({ length: customers }, (_, c) => c).filter((c) => start[c]! < start[c + 1]! && day[start[c]!]! <= end);
  const column = () => new Float64Array(rows.length);
  const histories = { customer: Int32Array.from(rows), x: column(), tx: column(), T: column(), meanSpend: column() };
  rows.forEach((c, row) => {
    const first = start[c]!;
    let spentFen = 0;
    let at = first;
    while (at + 1 < start[c + 1]! && day[at + 1]! <= end) {
      at += 1;
      spentFen += amountFen[at]!;
    }
    histories.x[row] = at - first;
    histories.tx[row] = (day[at]! - day[first]!) / DAYS_A_WEEK;
    histories.T[row] = (end - day[first]!) / DAYS_A_WEEK;
    histories.meanSpend[row] = at > first ? spentFen / (at - first) / 100 : 0;
  });
  return histories;
}

/** Purchase days and fen after `from` up to and with `end`, one row per given customer. */
export function purchasesWithin({ start, day, amountFen }: DailyTotals, customer: Int32Array, from: number, end: number) {
  const days = new Float64Array(customer.length);
  const fen = new Float64Array(customer.length);
  customer.forEach((c, row) => {
    for (let at = start[c]!; at < start[c + 1]!; at += 1) {
      if (day[at]! <= from || day[at]! > end) continue;
      days[row]! += 1;
      fen[row]! += amountFen[at]!;
    }
  });
  return { days, fen };
}

/**
 * Equal (x, tx, T) once, with how often; and the few distinct counts and times, so that the logarithms and ln Γ of a
 * likelihood are taken once for each of them instead of once for each row: days are whole, however many customers.
 */
export type GroupedHistories = Pick<PurchaseHistories, 'x' | 'tx' | 'T'> & {
  readonly weight: Float64Array;
  readonly counts: Float64Array;
  /** Per row the place of its x in `counts`. */
  readonly countAt: Int32Array;
  readonly times: Float64Array;
  /** Per row the places of its tx and its T in `times`. */
  readonly lastAt: Int32Array;
  readonly endAt: Int32Array;
};

/** Distinct values ascending, and the place of each given value among them. */
function distinctOf(...columns: readonly Float64Array[]) {
  const values = Float64Array.from(new Set(columns.flatMap((column) => [...column]))).sort();
  const place = new Map([...values].map((value, at) => [value, at]));
  return { values, places: columns.map((column) => Int32Array.from(column, (value) => place.get(value)!)) };
}

/** Times are multiplied by `scale`. */
export function groupedHistoriesOf({ x, tx, T }: Pick<PurchaseHistories, 'x' | 'tx' | 'T'>, scale = 1): GroupedHistories {
  const counts = distinctOf(x);
  const times = distinctOf(tx, T);
  const [countAt, lastAt, endAt] = [counts.places[0]!, times.places[0]!, times.places[1]!];
  const groups = new Map<number, { readonly row: number; weight: number }>();
  for (let row = 0; row < x.length; row += 1) {
    const key = (countAt[row]! * times.values.length + lastAt[row]!) * times.values.length + endAt[row]!;
    const group = groups.get(key);
    if (group) group.weight += 1;
    else groups.set(key, { row, weight: 1 });
  }
  const kept = [...groups.values()];
  const of = (column: Float64Array, factor: number): Float64Array => Float64Array.from(kept, ({ row }) => column[row]! * factor);
  const placesOf = (places: Int32Array): Int32Array => Int32Array.from(kept, ({ row }) => places[row]!);
  return {
    x: of(x, 1),
    tx: of(tx, scale),
    T: of(T, scale),
    weight: Float64Array.from(kept, ({ weight }) => weight),
    counts: counts.values,
    countAt: placesOf(countAt),
    times: times.values.map((time) => time * scale),
    lastAt: placesOf(lastAt),
    endAt: placesOf(endAt),
  };
}
