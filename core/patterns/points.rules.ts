/** Customers as points: near each other when they resemble each other. */
import type { Random } from '../practice/random.rules.ts';

/** Points in row order: coordinates of point i are `values[i * dimensions …]`, all finite. */
export type Points = { readonly count: number; readonly dimensions: number; readonly values: Float64Array };

/** From one array per coordinate. */
export function pointsOf(columns: readonly Float64Array[]): Points {
  const count = columns[0]?.length ?? 0;
  const values = new Float64Array(count * columns.length);
  columns.forEach((column, at) => column.forEach((value, row) => (values[row * columns.length + at] = value)));
  return { count, dimensions: columns.length, values };
}

/** Between point `from` of the one and point `to` of the other. */
export function squaredDistance(left: Float64Array, from: number, right: Float64Array, to: number, dimensions: number): number {
  const leftAt = from * dimensions;
  const rightAt = to * dimensions;
  let sum = 0;
  for (let at = 0; at < dimensions; at += 1) {
    const apart = left[leftAt + at]! - right[rightAt + at]!;
    sum += apart * apart;
  }
  return sum;
}

/** All indexes below `count`, or `size` of them drawn without putting back (Knuth, TAOCP 3.4.2, algorithm S); ascending. */
export function sampleOf(count: number, size: number, random: Random): Int32Array {
  if (count <= size) return Int32Array.from({ length: count }, (_, index) => index);
  const sample = new Int32Array(size);
  let taken = 0;
  for (let index = 0; taken < size; index += 1) if (random() * (count - index) < size - taken) sample[taken++] = index;
  return sample;
}

export function pointsAt({ dimensions, values }: Points, rows: Int32Array): Points {
  const chosen = new Float64Array(rows.length * dimensions);
  rows.forEach((row, at) => chosen.set(values.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions));
  return { count: rows.length, dimensions, values: chosen };
}
