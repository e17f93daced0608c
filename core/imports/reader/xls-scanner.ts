import type { Cell } from '../cells.ts';
import { numberCell } from './dates.ts';
import type { Limits } from './limits.ts';
import { oleStream } from './ole.ts';
import { cellText } from './recent-texts.ts';
import { ReadRefused, Unusual } from './refused.ts';
import type { Emit } from './sheet-rows.ts';
import { SheetRows } from './sheet-rows.ts';
import type { XlsGlobals } from './xls-globals.ts';
import { xlsGlobalsOf } from './xls-globals.ts';
import { bodyOf, ContinuedRecord, headBytes, long, recordEnd, records, word } from './xls-records.ts';

/** The shortest body that each kind of cell has: row, column, style and value. Blank cells are not among them. */
const cellBytes = new Uint8Array(0x300);
for (const [type, least] of [[records.formula, 14], [records.mulRk, 12], [records.rString, 9], [records.labelSst, 10], [records.number, 14], [records.label, 9], [records.boolErr, 8], [records.rk, 10]] as const) cellBytes[type] = least;

/** Cells of Excel 2 to 4, which no program writes between those of Excel 97; SheetJS knows them. */
const isOlder = (type: number): boolean => (type >= 1 && type <= 5) || type === 0x206 || type === 0x406;

/** Where the cells of a sheet lie, row by row; and where the sheet ends. */
const cellsOf = (stream: Buffer, start: number): { readonly cells: Uint32Array; readonly end: number } => {
  if (start + headBytes > stream.length || word(stream, start) !== records.bof) throw new Unusual();
  let cells = new Uint32Array(4096);
  let count = 0;
  let depth = 1;
  let lastRow = 0;
  let inOrder = true;
  let at = recordEnd(stream, start);
  while (depth > 0) {
    const end = recordEnd(stream, at);
    const type = word(stream, at);
    if (type === records.bof) depth += 1;
    else if (type === records.eof) depth -= 1;
    // Deeper lies the chart that somebody has put on the sheet.
    else if (depth === 1 && isOlder(type)) throw new Unusual();
    else if (depth === 1 && (cellBytes[type] ?? 0) > 0) {
      const row = word(stream, bodyOf(stream, at, cellBytes[type]!));
      inOrder &&= row >= lastRow;
      lastRow = row;
      if (count === cells.length) {
        const larger = new Uint32Array(count * 2);
        larger.set(cells);
        cells = larger;
      }
      cells[count] = at;
      count += 1;
    }
    at = end;
  }
  const found = cells.subarray(0, count);
  const rowOf = (cell: number) => word(stream, cell + headBytes);
  return { cells: inOrder ? found : Uint32Array.from([...found].sort((a, b) => rowOf(a) - rowOf(b) || a - b)), end: at };
};

const bits = new DataView(new ArrayBuffer(8));

/** A number in four bytes: the upper half of a double or thirty bits of an integer, either perhaps in hundredths. */
const rkNumber = (rk: number): number => {
  bits.setUint32(0, rk & ~3);
  const number = (rk & 2) === 0 ? bits.getFloat64(0) : rk >> 2;
  return (rk & 1) === 0 ? number : number / 100;
};

/** The text that follows a formula. */
const formulaText = (stream: Buffer, formula: number): string | null => {
  let at = recordEnd(stream, formula);
  const between: readonly number[] = [records.array, records.sharedFormula, records.table, records.continue];
  while (between.includes(word(stream, at))) at = recordEnd(stream, at);
  return word(stream, at) === records.string ? plainText(stream, at, 0) : null;
};

const plainText = (stream: Buffer, record: number, before: number): string => {
  const text = new ContinuedRecord(stream, record);
  text.skip(before);
  const length = text.word();
  return length === 0 ? '' : cellText(text.text(length, text.byte() & 1));
};

const yesNo = (value: number | undefined): Cell => (value === 0 ? '否' : '是');

const formulaValue = (stream: Buffer, record: number): Cell => {
  const value = record + headBytes + 6;
  if (word(stream, value + 6) !== 0xffff) return stream.readDoubleLE(value);
  if (stream[value] === 0) return formulaText(stream, record);
  return stream[value] === 1 ? yesNo(stream[value + 2]) : null; // #N/A and other errors say nothing
};

class XlsCells {
  cells: Cell[] = [];
  private readonly stream: Buffer;
  private readonly globals: XlsGlobals;
  private readonly maxColumns: number;

  constructor(stream: Buffer, globals: XlsGlobals, maxColumns: number) {
    this.stream = stream;
    this.globals = globals;
    this.maxColumns = maxColumns;
  }

  add(record: number): void {
    const { stream } = this;
    const body = record + headBytes;
    const column = word(stream, body + 2);
    const style = word(stream, body + 4);
    switch (word(stream, record)) {
      case records.labelSst:
        return this.put(column, style, this.globals.strings.get(long(stream, body + 6)));
      case records.number:
        return this.put(column, style, stream.readDoubleLE(body + 6));
      case records.rk:
        return this.put(column, style, rkNumber(long(stream, body + 6)));
      case records.mulRk: {
        const end = body + word(stream, record + 2) - 2;
        for (let at = body + 4, next = column; at + 6 <= end; at += 6, next += 1) this.put(next, word(stream, at), rkNumber(long(stream, at + 2)));
        return;
      }
      case records.formula:
        return this.put(column, style, formulaValue(stream, record));
      case records.boolErr:
        return this.put(column, style, stream[body + 7] === 0 ? yesNo(stream[body + 6]) : null);
      default:
        return this.put(column, style, plainText(stream, record, 6));
    }
  }

  private put(column: number, style: number, value: Cell): void {
    const cell = typeof value === 'number' ? numberCell(value, this.globals.isDate[style] === 1, this.globals.date1904) : value;
    if (cell === null || cell === '') return;
    if (column >= this.maxColumns) throw new ReadRefused('imports.tooManyColumns', { max: this.maxColumns });
    while (this.cells.length < column) this.cells.push(null);
    this.cells[column] = cell;
  }
}

const scanSheet = async (stream: Buffer, cells: Uint32Array, globals: XlsGlobals, limits: Limits, emit: Emit): Promise<boolean> => {
  const rows = new SheetRows(limits, emit);
  const row = new XlsCells(stream, globals, limits.maxColumns);
  let index = -1;
  for (const cell of cells) {
    const next = word(stream, cell + headBytes);
    if (next !== index) {
      rows.add(index, row.cells);
      row.cells = [];
      index = next;
      if (rows.sent) await rows.taken();
    }
    row.add(cell);
  }
  rows.add(index, row.cells);
  await rows.end();
  return rows.count > 0;
};

/**
 * Reads an .xls of Excel 97 and later, as all programs still write it. Throws `Unusual` where it does not know its way;
 * what was emitted until then is void.
 */
export const scanXls = async (bytes: Buffer, limits: Limits, emit: Emit): Promise<void> => {
  const stream = oleStream(bytes, 'workbook');
  if (!stream) throw new Unusual();
  const globals = xlsGlobalsOf(stream);
  let anyRow = false;
  let walked = 0;
  for (const { name, hidden, at } of globals.sheets) {
    await emit({ type: 'sheet', name, hidden });
    const { cells, end } = cellsOf(stream, at);
    // Sheets that lie in each other would be read again and again.
    if ((walked += end - at) > stream.length) throw new Unusual();
    const filled = await scanSheet(stream, cells, globals, limits, emit);
    if (filled && hidden) await emit({ type: 'warning', code: 'imports.hiddenSheet' });
    anyRow ||= filled;
  }
  if (!anyRow) throw new ReadRefused('imports.noRows');
};
