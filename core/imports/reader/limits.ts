/** What one spreadsheet may cost. A file over a limit is refused before it is parsed, never cut silently. */
export type Limits = {
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxFileBytes: number;
  /** files that have to be parsed as a whole */
  readonly maxWholeFileBytes: number;
  readonly maxParts: number;
  /** parts that are inflated whole, and the shared strings, which stay in memory */
  readonly maxPartBytes: number;
  readonly maxInflatedBytes: number;
  /** parts that only flow through */
  readonly maxStreamedPartBytes: number;
  readonly maxStreamedBytes: number;
  readonly maxSmallPartBytes: number;
  /** parts above `ratioFromBytes` may not inflate by more than this */
  readonly maxRatio: number;
  readonly ratioFromBytes: number;
};

const megabytes = 1024 * 1024;

export const limitsFor = (maxRows: number): Limits => ({
  maxRows,
  maxColumns: 256,
  maxFileBytes: 100 * megabytes,
  maxWholeFileBytes: 50 * megabytes,
  maxParts: 600,
  maxPartBytes: 200 * 1000 * 1000,
  maxInflatedBytes: 300 * 1000 * 1000,
  // 100,000 orders of 71 columns, every text inline, are 450 MB of XML.
  maxStreamedPartBytes: 1000 * 1000 * 1000,
  maxStreamedBytes: 1200 * 1000 * 1000,
  maxSmallPartBytes: 20 * 1000 * 1000,
  // Real order exports inflate 5 to 30 times; the formatted-to-the-last-row kind 25 times.
  maxRatio: 150,
  ratioFromBytes: 4 * megabytes,
});

/**
 * Excel itself stops at 32,767 characters a cell. Longer text is cut here to one character more, so that the rules
 * can see that it was too long and refuse the row instead of storing half a cell.
 */
export const maxCellCharacters = 32_767;
