/**
 * What the reader process hands to the core: plain cells, nothing of the file format left.
 * Text stays text to the last blank; real numbers stay numbers (so that a damaged 18-digit id can be told from a
 * text one); real date cells arrive as `YYYY-MM-DD HH:mm:ss`.
 */
export type Cell = string | number | null;

/** One sheet. `hidden` sheets are read and named to the user; `rows` are as in the file, no header taken off. */
export type Sheet = { readonly name: string; readonly hidden: boolean; readonly rows: readonly (readonly Cell[])[] };

/** What the content (never the file name) says the file is. */
export type FileFormat = 'xlsx' | 'xls' | 'html' | 'csv' | 'vcard';

export type Workbook = {
  readonly format: FileFormat;
  /** `utf-8`, `gb18030`, `utf-16le`, `utf-16be` for text files, null for binary ones */
  readonly encoding: string | null;
  readonly sheets: readonly Sheet[];
  /** codes of `core/messages` that the user should hear though the file was read */
  readonly warnings: readonly string[];
};

/** Messages of the reader process. Rows come in chunks so that neither side holds the file twice. */
export type ReaderRequest = { readonly path: string; readonly maxRows: number };
export type ReaderMessage =
  | { readonly type: 'opened'; readonly format: FileFormat; readonly encoding: string | null }
  | { readonly type: 'sheet'; readonly name: string; readonly hidden: boolean }
  | { readonly type: 'rows'; readonly rows: readonly (readonly Cell[])[] }
  | { readonly type: 'warning'; readonly code: string }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: string; readonly details?: Readonly<Record<string, string | number>> };
