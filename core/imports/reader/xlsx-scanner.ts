import type { Limits } from './limits.ts';
import { ReadRefused } from './refused.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetScanner } from './sheet-scanner.ts';
import type { Emit } from './sheet-rows.ts';
import { firstRows, SheetRows } from './sheet-rows.ts';
import type { XlsxParts } from './xlsx-parts.ts';
import { xlsxPartsOf } from './xlsx-parts.ts';
import type { Zip } from './zip.ts';
import { partPieces } from './zip.ts';

/** The rows that are whole, with their shared texts in them. A row that goes on in the next piece keeps waiting. */
const takeRows = async (sheet: SheetScanner, strings: SharedStrings): Promise<SheetScanner['rows']> => {
  if (sheet.highestText >= 0) await strings.readTo(sheet.highestText);
  const { rows, texts } = sheet;
  let at = 0;
  for (; at < texts.length; at += 3) {
    const row = rows[texts[at] ?? 0];
    if (!row) break;
    row.cells[texts[at + 1] ?? 0] = strings.get(texts[at + 2] ?? 0) || null;
  }
  sheet.rows = [];
  sheet.texts = texts.slice(at).map((value, index) => (index % 3 === 0 ? 0 : value));
  return rows;
};

const scanSheet = async (pieces: AsyncIterable<Buffer>, strings: SharedStrings, parts: XlsxParts, limits: Limits, emit: Emit): Promise<boolean> => {
  const sheet = new SheetScanner({ isDate: parts.isDate, date1904: parts.date1904, maxColumns: limits.maxColumns }, strings);
  const rows = new SheetRows(limits, emit);
  const flush = async () => {
    for (const { index, cells } of await takeRows(sheet, strings)) rows.add(index, cells);
    await rows.taken();
  };
  for await (const piece of pieces) {
    // The first rows wait for no more texts than they hold; once they are out, the others need not wait one by one.
    if (rows.count >= firstRows) await strings.finish();
    sheet.feed(piece);
    await flush();
  }
  sheet.end();
  await flush();
  await rows.end();
  return rows.count > 0;
};

/**
 * Reads an xlsx while it is being inflated: neither its XML nor its rows are ever in memory as a whole. Throws
 * `Unusual` where it does not know its way; what was emitted until then is void.
 */
export const scanXlsx = async (zip: Zip, limits: Limits, emit: Emit, pieces: (part: string) => AsyncGenerator<Buffer, void> = (part) => partPieces(zip, part)): Promise<void> => {
  const parts = xlsxPartsOf(zip, limits);
  if (parts.sharedStrings !== null && (zip.parts.get(parts.sharedStrings)?.entry.size ?? 0) > limits.maxPartBytes) throw new ReadRefused('imports.suspiciousFile');
  const strings = new SharedStrings(parts.sharedStrings === null ? null : pieces(parts.sharedStrings));
  let anyRow = false;
  for (const { name, hidden, part } of parts.sheets) {
    await emit({ type: 'sheet', name, hidden });
    const filled = await scanSheet(pieces(part), strings, parts, limits, emit);
    if (filled && hidden) await emit({ type: 'warning', code: 'imports.hiddenSheet' });
    anyRow ||= filled;
  }
  await strings.finish();
  if (!anyRow) throw new ReadRefused('imports.noRows');
};
