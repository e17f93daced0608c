/** Rows → the bytes of a file, in every form in which a platform, Excel or WPS hands it over. */
import * as Xlsx from 'xlsx';
import { csvText, utf8WithBom } from '../../../core/practice/builders/csv-text.ts';
import { encodeGbk } from '../../../core/practice/builders/gbk.ts';
import { sharedXlsx, streamedXlsx } from '../../../core/practice/builders/xlsx-parts.ts';

export type Rows = readonly (readonly string[])[];
export type FilledSheet = { readonly name: string; readonly rows: Rows; /** cells of these columns are merged downwards over blanks */ readonly merged?: readonly Xlsx.Range[] };
export type Form = { readonly name: string; readonly extension: string; readonly write: (sheets: readonly FilledSheet[]) => Uint8Array };

const first = (sheets: readonly FilledSheet[]): Rows => sheets[0]?.rows ?? [];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = (rows: Rows, separator: string): string => rows.map((row) => row.map((cell) => (cell.includes('\n') || cell.includes('"') || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)).join('\r\n');

/** What Excel makes of a text when a file is opened and saved: days and short numbers become real ones. */
const asExcel = (cell: string): Xlsx.CellObject | null => {
  if (cell === '') return null;
  const time = /^(\d{4})[-/](\d\d)[-/](\d\d) (\d\d):(\d\d):(\d\d)$/.exec(cell);
  if (time) {
    const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = time.map(Number);
    return { t: 'n', v: Date.UTC(year, month - 1, day, hour, minute, second) / 86_400_000 + 25_569, z: 'yyyy/m/d h:mm' };
  }
  return /^\d{1,9}(?:\.\d+)?$/.test(cell) && !/^0\d/.test(cell) ? { t: 'n', v: Number(cell) } : { t: 's', v: cell };
};

const sheetJs = (sheets: readonly FilledSheet[], bookType: Xlsx.BookType, cellOf: (cell: string) => Xlsx.CellObject | null): Uint8Array => {
  const book = Xlsx.utils.book_new();
  for (const { name, rows, merged } of sheets) {
    const sheet: Xlsx.WorkSheet = { '!ref': Xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: Math.max(1, ...rows.map((row) => row.length)) - 1 } }) };
    rows.forEach((row, r) => row.forEach((cell, c) => {
      const made = cellOf(cell);
      if (made) sheet[Xlsx.utils.encode_cell({ r, c })] = made;
    }));
    if (merged) sheet['!merges'] = [...merged];
    Xlsx.utils.book_append_sheet(book, sheet, name);
  }
  return new Uint8Array(Xlsx.write(book, { type: 'array', bookType, bookSST: true }) as ArrayBuffer);
};
const asText = (cell: string): Xlsx.CellObject | null => (cell === '' ? null : { t: 's', v: cell });
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '<br/>');

export const forms = {
  gbk: { name: 'csv GBK', extension: 'csv', write: (sheets) => encodeGbk(csvText(first(sheets))) },
  utf8: { name: 'csv UTF-8', extension: 'csv', write: (sheets) => utf8(csvText(first(sheets))) },
  bom: { name: 'csv UTF-8 BOM', extension: 'csv', write: (sheets) => utf8WithBom(csvText(first(sheets))) },
  utf16: { name: 'txt UTF-16', extension: 'txt', write: (sheets) => new Uint8Array(Buffer.from(`\ufeff${lines(first(sheets), '\t')}`, 'utf16le')) },
  /** every cell in quotes with a TAB before it, so that Excel leaves long numbers alone */
  tabbed: { name: 'csv 带制表符', extension: 'csv', write: (sheets) => utf8WithBom(first(sheets).map((row, at) => row.map((cell) => (at === 0 ? cell : `"\t${cell.replaceAll('"', '""')}"`)).join(',')).join('\r\n')) },
  shared: { name: 'xlsx', extension: 'xlsx', write: (sheets) => sharedXlsx(sheets) },
  /** inline texts and a dimension that claims one cell */
  streamed: { name: 'xlsx 流式', extension: 'xlsx', write: (sheets) => streamedXlsx(sheets) },
  excel: { name: 'xlsx 另存过', extension: 'xlsx', write: (sheets) => sheetJs(sheets, 'xlsx', asExcel) },
  // SheetJS never ends writing texts that are longer than a record of this format.
  biff: { name: 'xls', extension: 'xls', write: (sheets) => sheetJs(sheets, 'biff8', (cell) => asText(cell.slice(0, 4000))) },
  xml2003: { name: 'xls（XML）', extension: 'xls', write: (sheets) => sheetJs(sheets, 'xlml', asText) },
  html: { name: 'xls（网页）', extension: 'xls', write: (sheets) => utf8(`<html><head><meta charset="utf-8"></head><body><table border="1">${first(sheets).map((row) => `<tr>${row.map((cell) => `<td style="mso-number-format:'\\@'">${xml(cell)}</td>`).join('')}</tr>`).join('')}</table></body></html>`) },
  tsv: { name: 'xls（文本）', extension: 'xls', write: (sheets) => encodeGbk(lines(first(sheets), '\t')) },
} as const satisfies Readonly<Record<string, Form>>;
export type FormName = keyof typeof forms;
