/** Tables of numbers as the methods of this folder read them: one array per column, all of the same length. */

export type Columns = readonly ArrayLike<number>[];

/** Beyond this the square of a number no longer fits into a double with room to add up; no shop has such amounts. */
const largest = 1e100;

/** Indexes of the rows in which every column has a usable number, ascending. The others are left out of the method, never guessed. */
export function completeRowsOf(columns: Columns): Int32Array {
  const rows = columns[0]?.length ?? 0;
  const complete: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    if (columns.every((column) => Math.abs(column[row] ?? Number.NaN) < largest)) complete.push(row);
  }
  return Int32Array.from(complete);
}

/** The rows named, column by column. */
export const columnsOf = (columns: Columns, rows: Int32Array): Float64Array[] => columns.map((column) => Float64Array.from(rows, (row) => column[row]!));

/** Mean and standard deviation with the given divisor (n for a population, n − 1 for a sample); a constant column deviates by exactly 0. */
export function spreadOf(column: Float64Array, divisor: number): { readonly mean: number; readonly deviation: number } {
  if (column.length === 0) return { mean: 0, deviation: 0 };
  const first = column[0]!;
  // rounding of the mean must not make a constant column vary
  if (column.every((value) => value === first)) return { mean: first, deviation: 0 };
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / divisor) };
}

/** (value − mean) / deviation; 0 all along for a column that does not vary. */
export const standardizedOf = (column: Float64Array, { mean, deviation }: { readonly mean: number; readonly deviation: number }): Float64Array =>
  column.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
