import { read, set_cptable } from 'xlsx';
import type { CellObject, DenseWorkSheet, ParsingOptions, WorkBook } from 'xlsx';
import type { Cell, ReaderMessage } from '../cells.ts';
import { isDateFormat, numberCell } from './dates.ts';
import type { Limits } from './limits.ts';
import { cellText } from './recent-texts.ts';
import { ReadRefused } from './refused.ts';

const options = (limits: Limits): ParsingOptions => ({
  dense: true,
  cellDates: false, // dates come as serials: SheetJS's Dates lose 43 seconds under Asia/Shanghai
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  cellNF: true, // the number format is what tells a date from a number
  cellStyles: false,
  bookVBA: false,
  sheetRows: limits.maxRows + 1,
});

const reasonOf = (error: unknown): ReadRefused => {
  const message = error instanceof Error ? error.message : String(error);
  if (/password/i.test(message)) return new ReadRefused('imports.passwordProtected');
  if (/Cannot find Workbook stream|Unsupported file|Unrecognized|not a spreadsheet/i.test(message)) return new ReadRefused('imports.notATable');
  return new ReadRefused('imports.damagedFile');
};

const cellOf = (cell: CellObject | null | undefined, date1904: boolean): Cell => {
  if (!cell || cell.v === undefined || cell.v === null) return null;
  switch (cell.t) {
    case 'n':
      return numberCell(Number(cell.v), typeof cell.z === 'string' && isDateFormat(cell.z), date1904);
    case 's':
      return cellText(String(cell.v)) || null;
    case 'b':
      return cell.v ? '是' : '否';
    default:
      return null; // #N/A and other errors say nothing
  }
};

const rowOf = (cells: readonly (CellObject | undefined)[] | undefined, date1904: boolean, limits: Limits): readonly Cell[] => {
  if (!cells) return [];
  const row: Cell[] = [];
  // Object.keys names the cells that exist: a single cell in column XFD must not cost 16,384 steps in every row.
  for (const key of Object.keys(cells)) {
    const column = Number(key);
    const value = cellOf(cells[column], date1904);
    if (value === null) continue;
    if (column >= limits.maxColumns) throw new ReadRefused('imports.tooManyColumns', { max: limits.maxColumns });
    while (row.length < column) row.push(null);
    row.push(value);
  }
  return row;
};

const chunkRows = 500;

const emitSheet = (sheet: DenseWorkSheet, date1904: boolean, limits: Limits, emit: (message: ReaderMessage) => void): boolean => {
  const data: readonly (CellObject[] | undefined)[] = sheet['!data'] ?? [];
  let chunk: (readonly Cell[])[] = [];
  let next = 0;
  const push = (row: readonly Cell[]) => {
    chunk.push(row);
    if (chunk.length === chunkRows) {
      emit({ type: 'rows', rows: chunk });
      chunk = [];
    }
  };
  // The rows that exist, not those that a dimension claims; blank rows between them keep the numbering.
  for (const key of Object.keys(data)) {
    const index = Number(key);
    const row = rowOf(data[index], date1904, limits);
    if (row.length === 0) continue;
    if (index >= limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: limits.maxRows });
    for (; next < index; next += 1) push([]);
    push(row);
    next = index + 1;
  }
  if (chunk.length > 0) emit({ type: 'rows', rows: chunk });
  return next > 0;
};

const emitWorkbook = (book: WorkBook, limits: Limits, emit: (message: ReaderMessage) => void): void => {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let anyRow = false;
  book.SheetNames.forEach((name, index) => {
    const sheet = Object.hasOwn(book.Sheets, name) ? (book.Sheets[name] as DenseWorkSheet | undefined) : undefined;
    if (!sheet) return;
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    emit({ type: 'sheet', name, hidden });
    const filled = emitSheet(sheet, date1904, limits, emit);
    if (filled && hidden) emit({ type: 'warning', code: 'imports.hiddenSheet' });
    anyRow ||= filled;
  });
  if (!anyRow) throw new ReadRefused('imports.noRows');
};

const parsed = (parse: () => WorkBook): WorkBook => {
  try {
    return parse();
  } catch (error) {
    throw reasonOf(error);
  }
};

export const emitXlsx = (bytes: Uint8Array, limits: Limits, emit: (message: ReaderMessage) => void): void =>
  emitWorkbook(parsed(() => read(bytes, { ...options(limits), type: 'array' })), limits, emit);

export const emitXls = async (bytes: Uint8Array, limits: Limits, emit: (message: ReaderMessage) => void): Promise<void> => {
  // Excel 5/95 files keep Chinese in the machine's code page; later ones do not need the tables.
  set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
  emitWorkbook(parsed(() => read(bytes, { ...options(limits), type: 'array' })), limits, emit);
};

/** HTML tables named .xls, and Excel 2003 XML. `raw` keeps 0138… and long ids as text. */
export const emitMarkup = (text: string, limits: Limits, emit: (message: ReaderMessage) => void): void =>
  emitWorkbook(parsed(() => read(text, { ...options(limits), type: 'string', raw: true })), limits, emit);
