/** The cells of one row by header; headers without an entry stay blank. */
export type CellsByHeader = Readonly<Record<string, string>>;

const field = (text: string): string => (/["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const rowFor = (headers: readonly string[], cells: CellsByHeader): readonly string[] => headers.map((header) => cells[header.trim()] ?? '');

export const csvText = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** Texts in quotes with a TAB inside, as 抖店 writes them so that Excel does not touch long numbers. */
export const tabbedCsvText = (headers: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${headers.join(',')}\r\n${rows.map((row) => `${row.map((cell) => `"\t${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')}`;

const encoder = new TextEncoder();

export const utf8WithBom = (text: string): Uint8Array => encoder.encode(`\ufeff${text}`);

/** `2026-09-22T00:54:10+08:00` → `2026-09-22 00:54:10`; what has not happened is blank. */
export const timeText = (instant: string | null): string => (instant === null ? '' : instant.slice(0, 19).replace('T', ' '));
