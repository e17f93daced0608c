/** Tables that no platform description recognises: what each column probably means, and orders read by the user's answer. */
import type { Cell } from './cells.ts';
import { phoneOf } from './contacts.rules.ts';
import type { ColumnMeaning, Mapping, TableKind } from './contract.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import type { Platform } from './platforms/platform.ts';
import { platforms } from './platforms/registry.ts';
import { statusByMeaning } from './platforms/status-words.ts';
import { synonyms } from './platforms/synonyms.ts';
import { fenOf, quantityOf, textOf } from './values.rules.ts';

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
    statusOf: statusByMeaning,
    fullyRefunded: allRefundWords,
    keyColumns,
    // A column that people mapped by hand may hold anything that they call the buyer.
    nicknames: true,
  };
};
