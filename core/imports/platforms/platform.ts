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

/** Everything the importer knows about one platform's order exports. Adding a platform is adding one of these. */
export type Platform = {
  /** stored with every order and shown to the user */
  readonly name: string;
  readonly signs: readonly Sign[];
  /** what its order numbers look like; recognises column sets that carry no telling header */
  readonly idPattern?: RegExp;
  /** header names per meaning, the best first: the first that has a value in the row is used */
  readonly columns: Readonly<Partial<Record<ColumnMeaning, readonly string[]>>>;
  readonly grain: (has: (header: string) => boolean) => Grain;
  /** status word → meaning. A word that is not here does not count as paid and is reported. */
  readonly statuses: Readonly<Record<string, OrderStatus>>;
  /** for tables nobody described: what a word means by what it contains */
  readonly statusOf?: (word: string) => OrderStatus | null;
  /** a paid order always has its time of payment in this platform's exports */
  readonly needsPaidAt?: boolean;
  /** after-sale words that mean: all money of this row went back */
  readonly fullyRefunded?: readonly string[];
  /** one cell may hold several goods; without it a cell is one */
  readonly items?: (cell: string, kinds: number | null) => readonly Item[];
  /** the buyer's key is a nickname that two people may have */
  readonly nicknames?: boolean;
  /** header of the number of different goods in the order, if there is one */
  readonly kinds?: string;
  /** without an order number: the cells that tell one order from another */
  readonly keyColumns?: readonly string[];
  /** the same orders lie on several sheets: use the first of these that is there */
  readonly sheets?: readonly string[];
  /** a filled cell under this header marks the phone as a virtual one that lapses */
  readonly virtualUntil?: string;
  /** day in the order number, when no time column has it */
  readonly orderedAtOf?: (orderId: string) => string | null;
  /** delivery lists of this platform come without any date: take the day of the import and say so */
  readonly dateless?: boolean;
};
