/** What was bought together, whether in one order or over time by one customer. */

/** Order lines, one entry per line: numbers 0 … orders − 1 (on the same day in the sequence they were placed), 0 … customers − 1 (−1 = unknown), 0 … items − 1, and the day of the order since 1970-01-01. */
export type Lines = {
  readonly orders: number;
  readonly customers: number;
  readonly items: number;
  readonly order: Int32Array;
  readonly customer: Int32Array;
  readonly item: Int32Array;
  readonly day: Int32Array;
};

/**
 * Items of basket b, each once and ascending: `item[offsets[b] … offsets[b + 1])`. A basket may be empty: it still counts
 * among all baskets.
 */
export type Baskets = { readonly count: number; readonly items: number; readonly offsets: Int32Array; readonly item: Int32Array };

/** Lines gathered by order or by customer; lines without a basket (−1) are left out. */
export function basketsBy(lines: Lines, by: 'order' | 'customer'): Baskets {
  return basketsOf(by === 'order' ? lines.orders : lines.customers, lines.items, lines[by], lines.item);
}

/** Baskets from pairs of basket and item, in any order, repeated or not; a pair with a negative number is left out. */
export function basketsOf(count: number, items: number, basket: Int32Array, item: Int32Array): Baskets {
  const byItem = rowsBy(items, item);
  // walking the pairs item by item fills every basket in ascending order, so that a repetition is next to its like
  const ends = rowsBy(count, basket).offsets.slice(0, count);
  const starts = ends.slice();
  const filled = new Int32Array(basket.length);
  for (const pair of byItem.rows) {
    const at = basket[pair]!;
    if (at < 0) continue;
    const end = ends[at]!;
    if (end > starts[at]! && filled[end - 1] === item[pair]) continue;
    filled[end] = item[pair]!;
    ends[at] = end + 1;
  }
  const offsets = new Int32Array(count + 1);
  for (let at = 0; at < count; at += 1) offsets[at + 1] = offsets[at]! + ends[at]! - starts[at]!;
  const kept = new Int32Array(offsets[count]!);
  for (let at = 0; at < count; at += 1) kept.set(filled.subarray(starts[at], ends[at]), offsets[at]);
  return { count, items, offsets, item: kept };
}

/** The other way round: baskets that hold the item, ascending. */
export function basketsByItem({ count, items, offsets, item }: Baskets): Baskets {
  const basket = new Int32Array(item.length);
  for (let at = 0; at < count; at += 1) basket.fill(at, offsets[at], offsets[at + 1]);
  return basketsOf(items, count, item, basket);
}

/** Rows by their key: those of key k are `rows[offsets[k] … offsets[k + 1])`, in the order given; negative keys are left out. */
export function rowsBy(keys: number, key: Int32Array): { readonly offsets: Int32Array; readonly rows: Int32Array } {
  const offsets = new Int32Array(keys + 1);
  for (const each of key) if (each >= 0) offsets[each + 1]! += 1;
  for (let at = 0; at < keys; at += 1) offsets[at + 1]! += offsets[at]!;
  const next = offsets.slice(0, keys);
  const rows = new Int32Array(offsets[keys]!);
  for (let row = 0; row < key.length; row += 1) {
    const each = key[row]!;
    if (each >= 0) {
      rows[next[each]!] = row;
      next[each]! += 1;
    }
  }
  return { offsets, rows };
}
