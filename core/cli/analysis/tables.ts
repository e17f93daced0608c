/**
 * Tables for an analysis. They are read inside this process, which opens no database beside them and ends afterwards; rows
 * go straight into columns, so that a million of them need the file's text and their numbers, never all cells at once.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refused } from '../../base/errors.ts';
import type { Cell, FileFormat, ReaderMessage } from '../../imports/cells.ts';
import { findTable, isIdleRow, normaliseHeader, type Table } from '../../imports/headers.rules.ts';
import { limitsFor } from '../../imports/reader/limits.ts';
import { readWorkbook } from '../../imports/reader/read-workbook.ts';
import { textOf, usesDecimalComma } from '../../imports/values.rules.ts';

const megabytes = 1024 * 1024;
/** As much as one text of the language can hold; the import's limits are for files that must fit beside a shop. */
const limits = { ...limitsFor(5_000_000), maxFileBytes: 400 * megabytes, maxWholeFileBytes: 400 * megabytes };

/** What becomes of the rows of one table, in their order; `row` as the spreadsheet program shows it. */
export type RowTaker<T> = { readonly take: (cells: readonly Cell[], row: number) => void; readonly done: () => T };

export type TableSource = { readonly file: string; readonly format: FileFormat; readonly encoding: string | null; readonly sheet: string | null; readonly otherSheets: readonly string[] };

/** The rows of the first sheet that is not hidden and has any. A reader that begins anew begins with a new taker. */
export async function readRows<T>(path: string, newTaker: (file: string) => RowTaker<T>): Promise<{ readonly result: T; readonly source: TableSource }> {
  const file = basename(path);
  let taker = newTaker(file);
  let opened: Extract<ReaderMessage, { type: 'opened' }> = { type: 'opened', format: 'csv', encoding: null };
  let sheets: string[] = [];
  let current = { name: '', hidden: false };
  let chosen: typeof current | null = null;
  let row = 0;
  const receive = (message: ReaderMessage): void => {
    if (message.type === 'opened') {
      opened = message;
      if ((message.keeps ?? 0) > 0) return;
      [taker, chosen, sheets, row] = [newTaker(file), null, [], 0];
    } else if (message.type === 'sheet') {
      current = { name: [message.file, message.name].filter(Boolean).join(' · '), hidden: message.hidden };
      sheets.push(current.name);
    } else if (message.type === 'rows') {
      if (current.hidden || message.rows.length === 0) return;
      chosen ??= current;
      if (chosen !== current) return;
      for (const cells of message.rows) taker.take(cells, (row += 1));
    } else if (message.type === 'failed') throw new Refused(message.code, { file, ...message.details });
  };
  let failure: unknown = null;
  await readWorkbook(await bytesOf(path, file), limits, (message) => {
    try {
      if (failure === null) receive(message);
    } catch (error) {
      failure = error;
    }
  });
  if (failure !== null) throw failure;
  const sheet = (chosen as typeof current | null)?.name ?? '';
  return { result: taker.done(), source: { file, format: opened.format, encoding: opened.encoding, sheet: sheet || null, otherSheets: sheets.filter((name) => name !== sheet) } };
}

const bytesOf = async (path: string, file: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw new Refused(code === 'ENOENT' ? 'imports.fileMissing' : code === 'EISDIR' ? 'imports.notATable' : 'imports.fileLocked', { file });
  }
};

/** So many rows are looked at before it is decided where the header is and what the columns mean. */
const looked = 50;

/** Finds the header, hands out what stands below it, and counts the blank rows and totals that it leaves out. */
export function belowHeader<T>(file: string, isKnown: (name: string) => boolean, takerFor: (table: Table) => RowTaker<T>): RowTaker<{ readonly body: T; readonly idleRows: number }> {
  const first: (readonly Cell[])[] = [];
  let below: { readonly table: Table; readonly taker: RowTaker<T> } | null = null;
  let idleRows = 0;
  const takeBelow = ({ table, taker }: NonNullable<typeof below>, cells: readonly Cell[], row: number): void => {
    if (isIdleRow(cells, table)) idleRows += 1;
    else taker.take(cells, row);
  };
  const begin = (): NonNullable<typeof below> => {
    const table = findTable({ name: '', hidden: false, rows: first }, isKnown);
    if (table === null) throw new Refused(first.some((cells) => cells.some((cell) => textOf(cell) !== null)) ? 'analysis.noHeader' : 'imports.noRows', { file });
    const started = { table, taker: takerFor(table) };
    table.rows.forEach((cells, at) => takeBelow(started, cells, table.firstRow + at));
    return started;
  };
  return {
    take: (cells, row) => {
      if (below !== null) takeBelow(below, cells, row);
      else if (first.push(cells) >= looked) below = begin();
    },
    done: () => {
      below ??= begin();
      return { body: below.taker.done(), idleRows };
    },
  };
}

/** The place of a column that was named; whatever case and brackets. */
export function placeOf(table: Pick<Table, 'headers' | 'names'>, name: string): number {
  const exact = table.headers.indexOf(name);
  const at = exact >= 0 ? exact : table.names.indexOf(normaliseHeader(name));
  if (at < 0) throw new Refused('analysis.noSuchColumn', { column: name, columns: table.headers.filter((header) => header !== '').join('、') });
  return at;
}

/** A table as texts, column by column; null where nothing stands. */
export type TextTable = { readonly headers: readonly string[]; readonly names: readonly string[]; readonly rows: number; readonly texts: readonly (readonly (string | null)[])[] };

export async function readTextTable(path: string): Promise<{ readonly table: TextTable; readonly source: TableSource }> {
  const { result, source } = await readRows(path, (file) =>
    belowHeader(file, () => false, ({ headers, names }) => {
      const texts: (string | null)[][] = headers.map(() => []);
      return { take: (cells) => texts.forEach((column, at) => void column.push(textOf(cells[at]))), done: () => ({ headers, names, rows: texts[0]?.length ?? 0, texts }) };
    }));
  return { table: result.body, source };
}

const numberOf = (text: string | null): number => (text === null || usesDecimalComma(text) ? Number.NaN : Number(text.replace(/[,，]/g, '').replace(/^(-?[\d.]+)%$/, '$1')));

export type NumberColumns = {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  /** Per column, cells that say something that is no number: they count as missing. */
  readonly notNumbers: readonly { readonly column: string; readonly cells: number }[];
};

/** The columns named, or all that hold numbers only. */
export function numberColumns(table: TextTable, wanted: readonly string[] | null, without: readonly string[] = []): NumberColumns {
  const numeric = (at: number): boolean => table.texts[at]!.some((text) => text !== null) && table.texts[at]!.every((text) => text === null || !Number.isNaN(numberOf(text)));
  const places = wanted?.map((name) => placeOf(table, name)) ?? [...table.headers.keys()].filter((at) => table.headers[at] !== '' && numeric(at));
  const left = without.map((name) => placeOf(table, name));
  const kept = places.filter((at) => !left.includes(at));
  if (kept.length === 0 && left.length === 0) throw new Refused('analysis.noNumbers', { columns: table.headers.filter((header) => header !== '').join('、') });
  const columns = kept.map((at) => Float64Array.from(table.texts[at]!, numberOf));
  const notNumbers = kept.map((at, i) => ({ column: table.headers[at]!, cells: table.texts[at]!.filter((text, row) => text !== null && Number.isNaN(columns[i]![row])).length }));
  return { names: kept.map((at) => table.headers[at]!), columns, notNumbers: notNumbers.filter(({ cells }) => cells > 0) };
}
