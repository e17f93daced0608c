import { rename, rm, writeFile } from 'node:fs/promises';
import * as Xlsx from 'xlsx';
import { Refused } from '../base/errors.ts';

/** One sheet: text stays text (ids, phones), numbers are numbers; `widths` in characters, one a column. */
export type SheetTable = {
  readonly sheetName: string;
  readonly headers: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

type Pace = { readonly progress: (phase: string, done: number, total: number | null) => void };

/** Writes beside the target and renames: whoever opens the file sees it whole or the old one. */
export const writeWorkbook = async (path: string, name: string, table: SheetTable, { progress }: Pace): Promise<void> => {
  const { sheetName, headers, widths, rows } = table;
  progress('reports.writing', 0, rows.length);
  const sheet = Xlsx.utils.aoa_to_sheet([[...headers], ...rows.map((row) => [...row])], { dense: true });
  sheet['!cols'] = widths.map((wch) => ({ wch }));
  sheet['!autofilter'] = { ref: Xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length, c: headers.length - 1 } }) };
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, sheet, sheetName);
  const bytes = Xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, bytes, { flush: true });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? error : new Refused('file.write', { file: name });
  }
  progress('reports.writing', rows.length, rows.length);
};
