/** Finding the header row of a sheet and comparing header names whatever a platform or Excel did to them. */
import type { Cell, Sheet } from './cells.ts';

/** `商品总价（元）` `商品总价(元)` ` 商品总价 ` → `商品总价`; `商品ID` → `商品id`; `*收货人(必填)` → `收货人`. */
export const normaliseHeader = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  return String(cell)
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060-\u206f\ufeff]/g, '')
    .toLowerCase()
    .replace(/^[*']+|[*:']+$/g, '')
    .replace(/\((?:必填|选填|单位:)?(?:元|件|必填|选填|rmb|¥)?\)$/, '');
};

export type Table = {
  readonly sheet: string;
  /** its place inside an archive */
  readonly file?: string;
  /** header cells as in the file, blanks at the ends cut */
  readonly headers: readonly string[];
  /** the same, made comparable */
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** 1-based number of the first row below the header, as the spreadsheet program shows it */
  readonly firstRow: number;
};

/** The column that we put beside rows that go back to the user. */
export const reasonHeader = '原因';

/** What the table is called when it is spoken of; empty for a file that is one table. */
export const tableName = ({ file, sheet }: Table): string => [file, sheet].filter(Boolean).join(' · ');

const isHeaderLike = (row: readonly Cell[]): boolean => {
  const texts = row.filter((cell) => typeof cell === 'string' && cell.trim() !== '' && !/^[\d\s.,:/-]+$/.test(cell));
  return texts.length >= 2 || (texts.length === 1 && row.length === 1);
};

export const tableAt = (sheet: Sheet, index: number): Table => {
  const row = sheet.rows[index] ?? [];
  return {
    sheet: sheet.name,
    ...(sheet.file === undefined ? {} : { file: sheet.file }),
    headers: row.map((cell) => (cell === null ? '' : String(cell).trim())),
    names: row.map(normaliseHeader),
    rows: sheet.rows.slice(index + 1),
    firstRow: index + 2,
  };
};

/**
 * The header row among the first thirty: the one with the most names that somebody knows. Without any, the first row
 * that looks like a header. Title lines, notes and blank rows above it are thus skipped.
 */
export const findTable = (sheet: Sheet, isKnown: (name: string) => boolean): Table | null => {
  let best = -1;
  let bestScore = 0;
  const top = Math.min(sheet.rows.length, 30);
  for (let index = 0; index < top; index += 1) {
    const names = new Set((sheet.rows[index] ?? []).map(normaliseHeader).filter((name) => name !== ''));
    let score = 0;
    for (const name of names) if (isKnown(name)) score += 1;
    if (score > bestScore) [best, bestScore] = [index, score];
  }
  if (best < 0) best = sheet.rows.findIndex((row, index) => index < 30 && isHeaderLike(row));
  return best < 0 ? null : tableAt(sheet, best);
};

/** Tells tables with the same columns apart from others, in whatever order the columns come. */
export const headerFingerprint = (headers: readonly string[]): string => {
  const text = headers.map(normaliseHeader).filter((name) => name !== '').sort().join('\u0001');
  return digestOf(text);
};

/** 106 bits of a text as letters and digits, the same on every machine. For keys, not for secrets. */
export const digestOf = (text: string): string => halfDigest(text, 0x9e37).padStart(11, '0') + halfDigest(text, 0x79b9).padStart(11, '0');

const halfDigest = (text: string, seed: number): string => {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
};

/** 合计, 总计：12 单 — but not a nickname that begins like one. */
const footers = /^(?:合计|总计|小计|汇总|总额|共计)(?:$|[\s:：(（\d¥￥])/;

/** A row that is there but carries no order or customer: blank, a total, or the header once more in a joined file. */
export const isIdleRow = (row: readonly Cell[], table: Table): boolean => {
  let first: Cell | undefined;
  let same = 0;
  let filled = 0;
  for (let index = 0; index < row.length; index += 1) {
    const cell = row[index];
    if (cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')) continue;
    first ??= cell;
    filled += 1;
    if (typeof cell === 'string' && cell.trim() === table.headers[index]) same += 1;
  }
  if (first === undefined) return true;
  if (typeof first === 'string' && footers.test(first.trim()) && first.trim().length <= 12) return true;
  return filled >= 3 && same === filled;
};

/**
 * Visits the rows that say something, with their number as the spreadsheet program shows it. Yields the rows done about
 * every two hundred and answers how many were blank or totals.
 */
export function* eachRow(table: Table, visit: (cells: readonly Cell[], row: number) => void): Generator<number, number> {
  let blank = 0;
  for (const [index, cells] of table.rows.entries()) {
    if (index % 200 === 199) yield index;
    if (isIdleRow(cells, table)) blank += 1;
    else visit(cells, table.firstRow + index);
  }
  return blank;
}
