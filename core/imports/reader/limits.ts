/** What one spreadsheet may cost. A file over a limit is refused before it is parsed, never cut silently. */
export type Limits = {
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxFileBytes: number;
  readonly maxParts: number;
  readonly maxPartBytes: number;
  readonly maxInflatedBytes: number;
  /** parts above `ratioFromBytes` may not inflate by more than this */
  readonly maxRatio: number;
  readonly ratioFromBytes: number;
};

const megabytes = 1024 * 1024;

export const limitsFor = (maxRows: number): Limits => ({
  maxRows,
  maxColumns: 256,
  maxFileBytes: 50 * megabytes,
  maxParts: 600,
  maxPartBytes: 200 * 1000 * 1000,
  maxInflatedBytes: 300 * 1000 * 1000,
  // Real order exports inflate 5 to 30 times; the formatted-to-the-last-row kind 25 times.
  maxRatio: 150,
  ratioFromBytes: 4 * megabytes,
});

/**
 * Excel itself stops at 32,767 characters a cell. Longer text is cut here to one character more, so that the rules
 * can see that it was too long and refuse the row instead of storing half a cell.
 */
export const maxCellCharacters = 32_767;
