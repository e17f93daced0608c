import type { Cell } from '../cells.ts';
import type { Kind } from './cell-bytes.ts';
import { decimalNumber, isoDay, kindOf, kinds, wholeNumber } from './cell-bytes.ts';
import { numberCell } from './dates.ts';
import { OrdinaryCell } from './ordinary-cell.ts';
import { cellText } from './recent-texts.ts';
import { ReadRefused, Unusual } from './refused.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { XmlHandler } from './xml-scanner.ts';
import { tagName, XmlScanner } from './xml-scanner.ts';
import { decodeXmlText, TextBytes } from './xml-text.ts';

const names = { c: tagName('c'), v: tagName('v'), f: tagName('f'), t: tagName('t'), is: tagName('is'), row: tagName('row'), phonetic: tagName('rPh'), data: tagName('sheetData') };

export type SheetStyle = { readonly isDate: Uint8Array; readonly date1904: boolean; readonly maxColumns: number };

const textValue = (kind: Kind, text: string): Cell => {
  switch (kind) {
    case kinds.text:
    case kinds.inline:
      return cellText(text) || null;
    case kinds.yesNo:
      return text === '1' || text === 'true' ? '是' : '否';
    case kinds.day: {
      const day = isoDay.exec(text);
      if (!day) throw new Unusual();
      return `${day[1]} ${day[2] ?? '00:00'}:${day[3] ?? '00'}`;
    }
    default:
      return null; // #N/A and other errors say nothing
  }
};

/** The cells of one sheet as they come. Shared texts that are not read yet are only numbers: `texts` says which cell waits for which. */
export class SheetScanner implements XmlHandler {
  rows: { readonly index: number; readonly cells: Cell[] }[] = [];
  /** row in `rows`, column, number of the shared text: three entries each */
  texts: number[] = [];
  highestText = -1;
  private readonly scanner = new XmlScanner(this);
  private readonly style: SheetStyle;
  private readonly strings: SharedStrings;
  private readonly ordinary = new OrdinaryCell();
  private readonly gathered = new TextBytes();
  private inData = false;
  private inRow = false;
  private inCell = false;
  private inInline = false;
  private inPhonetic = false;
  private wanted = false;
  private hasText = false;
  private rowIndex = -1;
  private rowNamed = false;
  private column = -1;
  private kind: Kind = kinds.number;
  private dated = false;
  private cells: Cell[] = [];
  private attribute = 0;
  private valueFrom = 0;
  private valueTo = 0;
  /** the last row that had a cell */
  private lastIndex = -1;

  constructor(style: SheetStyle, strings: SharedStrings) {
    this.style = style;
    this.strings = strings;
  }

  feed(piece: Buffer): void {
    this.scanner.feed(piece);
  }

  end(): void {
    this.scanner.end();
    if (this.inData) throw new ReadRefused('imports.damagedFile');
  }

  take(bytes: Buffer, at: number, end: number): number {
    if (!this.inRow || this.inCell) return at;
    const cell = this.ordinary;
    let next = at;
    for (;;) {
      const from = next;
      next = cell.read(bytes, from, end);
      if (next === from || cell.row !== this.rowIndex + 1) return from;
      this.column = cell.column;
      if (cell.to > cell.from) this.putValue(cell.kind, this.style.isDate[cell.style] === 1, bytes, cell.from, cell.to, cell.textKind);
    }
  }

  open(bytes: Buffer, name: number, length: number, from: number, to: number, selfClosing: boolean): void {
    if (!this.inData) {
      this.inData = name === names.data && length === 9 && !selfClosing;
      return;
    }
    if (length === 1) {
      if (name === names.c) {
        this.openCell(bytes, from, to);
        if (selfClosing) this.inCell = false;
      } else if (name === names.v) this.wantText(!this.inInline && !selfClosing);
      else if (name === names.t) this.wantText(this.inInline && !this.inPhonetic && !selfClosing);
    } else if (name === names.row && length === 3) this.openRow(bytes, from, to, selfClosing);
    else if (name === names.is && length === 2) this.inInline = this.inCell && !selfClosing;
    else if (name === names.phonetic && length === 3) this.inPhonetic = !selfClosing;
    else if (name === names.data && length === 9) throw new Unusual();
  }

  close(name: number, length: number): void {
    if (!this.inData) return;
    if (length === 1) {
      if (name === names.c) this.closeCell();
      else if (name === names.v || name === names.t) this.wanted = false;
    } else if (name === names.row && length === 3) this.closeRow();
    else if (name === names.is && length === 2) this.inInline = false;
    else if (name === names.phonetic && length === 3) this.inPhonetic = false;
    else if (name === names.data && length === 9) {
      if (this.inRow) throw new Unusual();
      this.inData = false;
    }
  }

  text(bytes: Buffer, from: number, to: number): void {
    if (this.wanted) this.gathered.append(bytes, from, to);
  }

  cdata(bytes: Buffer, from: number, to: number): void {
    if (this.wanted) this.gathered.appendRaw(bytes, from, to);
  }

  private wantText(wanted: boolean): void {
    if (!this.inCell) throw new Unusual();
    // A value after a text, or two values: only the runs of a rich text follow each other.
    if (wanted && this.hasText && !this.inInline) throw new Unusual();
    this.wanted = wanted;
    this.hasText ||= wanted;
  }

  private openRow(bytes: Buffer, from: number, to: number, selfClosing: boolean): void {
    if (this.inRow) throw new Unusual();
    this.rowIndex += 1;
    this.rowNamed = false;
    for (let at = this.nextAttribute(bytes, from, to); at > 0; at = this.nextAttribute(bytes, at, to)) {
      if (this.attribute !== 114) continue;
      this.rowIndex = wholeNumber(bytes, this.valueFrom, this.valueTo) - 1;
      this.rowNamed = true;
    }
    if (this.rowIndex < 0) throw new Unusual();
    this.column = -1;
    this.cells = [];
    this.inRow = !selfClosing;
  }

  private closeRow(): void {
    if (!this.inRow || this.inCell) throw new Unusual();
    this.inRow = false;
    if (this.cells.length === 0) return;
    // Rows that go back are put in order by SheetJS, which holds them all.
    if (this.rowIndex <= this.lastIndex) throw new Unusual();
    this.lastIndex = this.rowIndex;
    this.rows.push({ index: this.rowIndex, cells: this.cells });
  }

  private openCell(bytes: Buffer, from: number, to: number): void {
    if (!this.inRow || this.inCell) throw new Unusual();
    this.inCell = true;
    this.inInline = false;
    this.inPhonetic = false;
    this.hasText = false;
    this.gathered.clear();
    this.kind = kinds.number;
    this.dated = false;
    this.column += 1;
    for (let at = this.nextAttribute(bytes, from, to); at > 0; at = this.nextAttribute(bytes, at, to)) {
      const name = this.attribute;
      if (name === 114) this.readReference(bytes, this.valueFrom, this.valueTo);
      else if (name === 116) this.kind = kindOf(bytes, this.valueFrom, this.valueTo);
      else if (name === 115) this.dated = this.style.isDate[wholeNumber(bytes, this.valueFrom, this.valueTo)] === 1;
    }
  }

  private readReference(bytes: Buffer, from: number, to: number): void {
    let column = 0;
    let at = from;
    for (; at < to; at += 1) {
      const letter = bytes[at]! & 0xdf;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    if (column === 0 || at - from > 3) throw new Unusual();
    this.column = column - 1;
    const row = wholeNumber(bytes, at, to) - 1;
    if (row === this.rowIndex) return;
    if (this.rowNamed || this.cells.length > 0) throw new Unusual();
    this.rowIndex = row;
    this.rowNamed = true;
  }

  /** The next attribute of one letter without a prefix: nothing else of a row or a cell matters here. 0 when there is none. */
  private nextAttribute(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to) {
      while (at < to && bytes[at]! <= 32) at += 1;
      const nameFrom = at;
      while (at < to && bytes[at]! !== 61 && bytes[at]! > 32) at += 1;
      const single = at - nameFrom === 1;
      while (at < to && bytes[at] !== 34 && bytes[at] !== 39) at += 1;
      if (at >= to) return 0;
      const quote = bytes[at];
      const valueFrom = at + 1;
      at = valueFrom;
      while (at < to && bytes[at] !== quote) at += 1;
      if (single && at < to) {
        this.attribute = bytes[nameFrom]!;
        this.valueFrom = valueFrom;
        this.valueTo = at;
        return at + 1;
      }
      at += 1;
    }
    return 0;
  }

  private closeCell(): void {
    if (!this.inCell) throw new Unusual();
    this.inCell = false;
    const { gathered } = this;
    if (gathered.to === gathered.from) return;
    this.putValue(this.kind, this.dated, gathered.bytes, gathered.from, gathered.to, gathered.kind());
  }

  private putValue(kind: Kind, dated: boolean, bytes: Buffer, from: number, to: number, textKind: number): void {
    if (kind === kinds.shared) this.putShared(wholeNumber(bytes, from, to));
    else this.put(kind === kinds.number ? numberCell(decimalNumber(bytes, from, to), dated, this.style.date1904) : textValue(kind, decodeXmlText(bytes, from, to, textKind)));
  }

  private putShared(index: number): void {
    if (index < this.strings.count) {
      return this.put(this.strings.get(index) || null);
    }
    // The text may turn out to be empty, which would be no reason to refuse.
    if (this.column >= this.style.maxColumns) throw new Unusual();
    this.texts.push(this.rows.length, this.column, index);
    if (index > this.highestText) this.highestText = index;
    this.put('');
  }

  private put(value: Cell): void {
    if (value === null) return;
    const { cells, column } = this;
    if (column >= this.style.maxColumns) throw new ReadRefused('imports.tooManyColumns', { max: this.style.maxColumns });
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  }
}
