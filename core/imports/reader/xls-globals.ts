import { isBuiltInDate, isDateFormat } from './dates.ts';
import { ReadRefused, Unusual } from './refused.ts';
import { bodyOf, ContinuedRecord, headBytes, long, recordEnd, records, word } from './xls-records.ts';
import { XlsStrings } from './xls-strings.ts';

export type XlsSheet = { readonly name: string; readonly hidden: boolean; /** of its first record */ readonly at: number };
export type XlsGlobals = {
  readonly sheets: readonly XlsSheet[];
  readonly strings: XlsStrings;
  readonly date1904: boolean;
  /** 1 for every cell style whose number format shows a date */
  readonly isDate: Uint8Array;
};

const biff8 = 0x600;
const wholeWorkbook = 0x05;
const chart = 2;
const program = 6;

const sheetOf = (stream: Buffer, record: number): XlsSheet | null => {
  const body = bodyOf(stream, record, 8);
  const kind = stream[body + 5];
  if (kind === chart || kind === program) return null;
  const name = new ContinuedRecord(stream, record);
  name.skip(6);
  const length = name.byte();
  return { name: name.text(length, name.byte() & 1), hidden: (stream[body + 4]! & 3) !== 0, at: long(stream, body) };
};

const formatOf = (stream: Buffer, record: number): string => {
  const text = new ContinuedRecord(stream, record);
  text.skip(2);
  const length = text.word();
  return text.text(length, text.byte() & 1);
};

/** What the workbook says about itself, up to its first sheet. Whatever is not as Excel 97 and later write it is `Unusual`. */
export const xlsGlobalsOf = (stream: Buffer): XlsGlobals => {
  if (stream.length < 8 || word(stream, 0) !== records.bof || word(stream, headBytes) !== biff8 || word(stream, headBytes + 2) !== wholeWorkbook) throw new Unusual();
  const sheets: XlsSheet[] = [];
  const formats = new Map<number, string>();
  const styles: number[] = [];
  let sst: number | null = null;
  let date1904 = false;
  for (let at = recordEnd(stream, 0); ;) {
    const end = recordEnd(stream, at);
    const type = word(stream, at);
    if (type === records.eof) break;
    if (type === records.bof) throw new Unusual();
    if (type === records.filePass) throw new ReadRefused('imports.passwordProtected');
    if (type === records.dateMode) date1904 = word(stream, bodyOf(stream, at, 2)) === 1;
    else if (type === records.format) formats.set(word(stream, bodyOf(stream, at, 5)), formatOf(stream, at));
    else if (type === records.xf) styles.push(word(stream, bodyOf(stream, at, 4) + 2));
    else if (type === records.sst) sst = at;
    else if (type === records.boundSheet) {
      const sheet = sheetOf(stream, at);
      if (sheet) sheets.push(sheet);
    }
    at = end;
  }
  // Sheets that share their cells would cost as often as they are named.
  if (sheets.length === 0 || new Set(sheets.map((sheet) => sheet.at)).size < sheets.length) throw new Unusual();
  return {
    sheets,
    strings: new XlsStrings(stream, sst),
    date1904,
    isDate: Uint8Array.from(styles, (id) => {
      const format = formats.get(id);
      return (format === undefined ? isBuiltInDate(id) : isDateFormat(format)) ? 1 : 0;
    }),
  };
};
