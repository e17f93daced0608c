import type { Cell, FileFormat, ReaderMessage, Sheet, Workbook } from './cells.ts';
import type { ImportWarning } from './records.ts';

export type ReadOutcome =
  | { readonly type: 'workbook'; readonly workbook: Workbook }
  | { readonly type: 'failed'; readonly code: string; readonly details?: Readonly<Record<string, string | number>> };

const sameWarning = (a: ImportWarning, b: ImportWarning): boolean => a.code === b.code && JSON.stringify(a.details) === JSON.stringify(b.details);

/** Puts the reader's messages together again. `take` answers the outcome once it is there, `rows` how many came so far. */
export const workbookCollector = () => {
  const sheets: (Omit<Sheet, 'rows'> & { readonly rows: (readonly Cell[])[] })[] = [];
  const warnings: ImportWarning[] = [];
  /** Shops repeat themselves downwards: what stands in the cell above already is not held twice. */
  const keep = (row: readonly Cell[]): void => {
    const rows = sheets.at(-1)?.rows;
    const above = rows?.at(-1) ?? [];
    rows?.push(row.map((cell, column) => (cell === above[column] ? above[column]! : cell)));
  };
  let opened: { readonly format: FileFormat; readonly encoding: string | null } | null = null;
  return {
    rows: (): number => sheets.reduce((sum, { rows }) => sum + rows.length, 0),
    take: (message: ReaderMessage): ReadOutcome | null => {
      switch (message.type) {
        case 'opened':
          opened = message;
          sheets.length = message.keeps ?? 0;
          if (sheets.length === 0) warnings.length = 0;
          return null;
        case 'sheet': {
          const { type: _, ...sheet } = message;
          sheets.push({ ...sheet, rows: [] });
          return null;
        }
        case 'rows':
          for (const row of message.rows) keep(row);
          return null;
        case 'warning': {
          const { type: _, ...warning } = message;
          if (!warnings.some((other) => sameWarning(other, warning))) warnings.push(warning);
          return null;
        }
        case 'failed':
          return { type: 'failed', code: message.code, ...(message.details ? { details: message.details } : {}) };
        case 'done':
          return opened && { type: 'workbook', workbook: { format: opened.format, encoding: opened.encoding, sheets, warnings } };
      }
    },
  };
};
