import type { ImportWarning } from './records.ts';

/**
 * What the reader process hands to the core: plain cells, nothing of the file format left.
 * Text stays text to the last blank; real numbers stay numbers (so that a damaged 18-digit id can be told from a
 * text one); real date cells arrive as `YYYY-MM-DD HH:mm:ss`.
 */
export type Cell = string | number | null;

/**
 * One sheet. `hidden` sheets are read and named to the user; `rows` are as in the file, no header taken off. `file` is the
 * table's place inside an archive.
 */
export type Sheet = { readonly name: string; readonly hidden: boolean; readonly rows: readonly (readonly Cell[])[]; readonly file?: string };

/** What the content (never the file name) says the file is. */
export type FileFormat = 'xlsx' | 'xls' | 'html' | 'csv' | 'vcard' | 'zip';

export type Workbook = {
  readonly format: FileFormat;
  /** `utf-8`, `gb18030`, `utf-16le`, `utf-16be` for text files, null for binary ones */
  readonly encoding: string | null;
  readonly sheets: readonly Sheet[];
  /** what the user should hear though the file was read */
  readonly warnings: readonly ImportWarning[];
};

/** Messages of the reader process. Rows come in chunks so that neither side holds the file twice. */
export type ReaderRequest = { readonly path: string; readonly maxRows: number; /** tried in turn on whatever is locked */ readonly passwords?: readonly string[] };
export type ReaderMessage =
  /** Of the sheets that came before only the first `keeps` count, none without it: a table may be read anew, the other way. */
  | { readonly type: 'opened'; readonly format: FileFormat; readonly encoding: string | null; readonly keeps?: number }
  | ({ readonly type: 'sheet' } & Omit<Sheet, 'rows'>)
  | { readonly type: 'rows'; readonly rows: readonly (readonly Cell[])[] }
  | ({ readonly type: 'warning' } & ImportWarning)
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: string; readonly details?: Readonly<Record<string, string | number>> };
