/**
 * The orders of a shop as the scoring methods read them: one row per order, in any order of rows, cancelled ones left
 * out before. All arrays have the same length.
 */
export type Transactions = {
  /** How many customers there are; those without a row have not bought. */
  readonly customers: number;
  /** 0 … customers − 1, per row. */
  readonly customer: Int32Array;
  /** Days since 1970-01-01 of the calendar day in the shop, per row. */
  readonly day: Int32Array;
  /** What stayed after refunds, in fen, per row. */
  readonly amountFen: Float64Array;
};

/** False for what cannot be a sum of money in fen: no number, no end, or beyond what whole numbers reach. */
export const isAmount = (fen: number): boolean => Math.abs(fen) <= Number.MAX_SAFE_INTEGER;
