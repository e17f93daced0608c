import type { OrderStatus } from '../../orders/contract.ts';
import type { ColumnMeaning } from '../contract.ts';

/** Headers (in any order, among any others) that prove where a table comes from. */
export type Sign = {
  readonly all: readonly string[];
  /** and at least one of these */
  readonly any?: readonly string[];
  /** and none of these */
  readonly none?: readonly string[];
};

/**
 * What one row is. `order`: a whole order; a number that comes again is the same order, newer. `item`: a part of an
 * order with its own amounts, which add up. `itemOfTotal`: a part that repeats the order's total, counted once.
 * `unknown`: decided by the amounts themselves.
 */
export type Grain = 'order' | 'item' | 'itemOfTotal' | 'unknown';

export type Item = { readonly name: string; readonly spec: string | null; readonly quantity: number | null };

export type FromFileName = { readonly item: string | null; readonly on: string | null };

/** Everything the importer knows about one platform's order exports. Adding a platform is adding one of these. */
export type Platform = {
  /** stored with every order and shown to the user */
  readonly name: string;
  /** other names that the same table may have had, where its name is a guess */
  readonly alsoCalled?: readonly string[];
  readonly signs: readonly Sign[];
  /** what its order numbers look like; recognises column sets that carry no telling header */
  readonly idPattern?: RegExp;
  /** header names per meaning, the best first: the first that has a value in the row is used */
  readonly columns: Readonly<Partial<Record<ColumnMeaning, readonly string[]>>>;
  readonly grain: (has: (header: string) => boolean) => Grain;
  /** status word → meaning. A word that is not here does not count as paid and is reported. */
  readonly statuses: Readonly<Record<string, OrderStatus>>;
  /** what a word that is not in the list means by what it contains: prefixes, or tables nobody described */
  readonly statusOf?: (word: string) => OrderStatus | null;
  /** a paid order always has its time of payment in this platform's exports */
  readonly needsPaidAt?: boolean;
  /** after-sale words that mean: all money of this row went back */
  readonly fullyRefunded?: readonly string[];
  /** where the order's total repeats: the refund is of the row's goods alone, so that refunds add up */
  readonly refundPerItem?: boolean;
  /** one cell may hold several goods; without it a cell is one */
  readonly items?: (cell: string, kinds: number | null) => readonly Item[];
  /** the buyer's key is a nickname that two people may have */
  readonly nicknames?: boolean;
  /** header of the number of different goods in the order, if there is one */
  readonly kinds?: string;
  /** without an order number: the cells that tell one order from another */
  readonly keyColumns?: readonly string[];
  /** any till may have written it: a short number comes again on another day, for another order */
  readonly numbersStartAnew?: boolean;
  /** the same orders lie on several sheets: use the first of these that is there */
  readonly sheets?: readonly string[];
  /** a filled cell under this header marks the phone as a virtual one that lapses */
  readonly virtualUntil?: string;
  /** day in the order number, when no time column has it */
  readonly orderedAtOf?: (orderId: string) => string | null;
  /** header of the buyer's own phone, where the phone column is the receiver's */
  readonly buyerPhone?: string;
  /** header that says how the goods are handed over; with 自提 in it the address is the pick-up point's, nobody's home */
  readonly delivery?: string;
  /** columns that begin like this make up the address where there is none, the outermost first, each with its unit */
  readonly house?: readonly (readonly [start: string, unit: string])[];
  /** cells that belong to the order are merged over its rows: only the first row has them */
  readonly mergedDown?: boolean;
  /** several columns together are the spec */
  readonly joinedSpecs?: boolean;
  /** orders that nobody paid carry no time: they get the day of the import */
  readonly undatedUnlessPaid?: boolean;
  /** what the user should hear about every file of this kind: codes of core/messages */
  readonly remarks?: readonly string[];
  /** `details`: lists the goods of orders that another file describes. `summary`: that other file. */
  readonly detail?: 'details' | 'summary';
  /** goods and day that only the file's name tells */
  readonly fromFileName?: (fileName: string) => FromFileName;
  /** delivery lists of this platform come without any date: take the day of the import and say so */
  readonly dateless?: boolean;
};
