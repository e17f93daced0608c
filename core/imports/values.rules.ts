/** Cells of platform exports → plain text, ids, money, numbers. Pure; every quirk here was seen in a real export. */
import { dayOf } from '../base/dates.ts';
import type { Cell } from './cells.ts';

/**
 * Control characters, the byte order mark, directional overrides (which make a text read as another) and the
 * invisible fillers that 快团团 goods names carry. Line breaks stay, and what holds emoji together.
 */
const anyInvisible = /[\p{Cc}\p{Cf}]/u;
const invisible = /(?!\u200d|[\t\n\r\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]/gu;

/** What the platforms write for "nothing". */
const empties = new Set(['', '-', '--', '—', '——', '/', '\\', 'null', '无', '#n/a', 'none', 'nan', 'undefined']);

/** The cell as text without wrapping: `="…"`, a leading apostrophe, TABs, invisible characters. Null when it says nothing. */
export const textOf = (cell: Cell | undefined): string | null => {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return plainNumber(cell);
  // trim takes blanks of every width, also the TABs that 抖店 puts before and 拼多多 after a value.
  let text = (anyInvisible.test(cell) ? cell.replace(invisible, '') : cell).trim();
  if (/^=(["'])[\s\S]*\1$/.test(text)) text = text.slice(2, -1).trim();
  // The apostrophe is Excel's mark for text; a nickname in quotes keeps its own.
  if (text.startsWith("'") && /^'(?:$|[\s\d+=@-]|null$)/.test(text) && !text.includes("'", 1)) text = text.slice(1).trim();
  if (empties.has(text.toLowerCase()) || /^\*+$/.test(text)) return null;
  return text;
};

/** 12345.0 → 12345, 1e21 stays as it is: damage is judged by `orderIdOf`. */
const plainNumber = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value));

export type ParsedId = { readonly id: string } | { readonly damaged: string } | null;

/**
 * An order number. A number of more than 15 digits has lost its tail to Excel, so that two orders may share it:
 * unusable as a key. The same goes for 1.23E+18.
 */
export const orderIdOf = (cell: Cell | undefined): ParsedId => {
  const text = textOf(cell);
  if (text === null) return null;
  const id = text.replace(/\s/g, '').replace(/^'/, '').replace(/^(\d+)\.0+$/, '$1');
  if (/^[+-]?\d+(?:\.\d+)?e\+?\d+$/i.test(id)) return { damaged: id };
  if (typeof cell === 'number' && id.replace(/\D/g, '').length > 15) return { damaged: id };
  return { id };
};

/** A text id of 16 or more digits that only has 15 that matter: what Excel leaves when it saves a csv. By itself it may be chance. */
export const looksRounded = (id: string): boolean => /^\d{16,}$/.test(id) && id.replace(/0+$/, '').length <= 15;

/** Whether the ids of a table were rounded: chance does not do that to half of them. */
export const idsWereRounded = (cells: readonly (Cell | undefined)[]): boolean => {
  const ids = cells.flatMap((cell) => textOf(cell) ?? []).filter((id) => /^\d{16,}$/.test(id));
  const rounded = ids.filter(looksRounded);
  const enough = ids.length >= 5 || rounded.some((id) => id.length >= 18);
  return enough && rounded.length * 2 >= ids.length && rounded.length > 0;
};

/**
 * 单号 1, 2, 3 or A0001 is another order next month: only with its day it is one. With nine signs it says more than that,
 * mostly the day itself. A table that was saved again has lost its leading zeros.
 */
export const isNumberOfDay = (number: string): boolean => number.replace(/[^\p{L}\d]/gu, '').length < 9;

/** The number that stays one order's own; a day is only known when it was written. */
export const numberOfDay = (number: string, orderedAt: string | null): string =>
  orderedAt === null || !isNumberOfDay(number) ? number : `${dayOf(orderedAt)} ${number.replace(/^0+(?=\d+$)/, '')}`;

const halfWidth = (text: string): string => text.normalize('NFKC');

/** The digits of an amount → fen, half up by decimal text, so that 1.005 does not become 100. */
const fenOfDigits = (whole: string, fraction: string): number => {
  const fen = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return fen + (Number(fraction[2] ?? '0') >= 5 ? 1 : 0);
};

/**
 * Money in every writing: `1,299.00`, `¥1,299.90`, `￥0`, `499.00（系统计算中…）`, `１２．５０元`.
 * null: the cell says nothing. 'bad': it says something that is no amount.
 */
export const fenOf = (cell: Cell | undefined): number | 'bad' | null => {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell) || Math.abs(cell) > 1e12) return 'bad';
    // 41.86 * 100 is 4185.999…; the shortest decimal text of the number is what the sheet showed.
    const text = /e/i.test(String(cell)) ? cell.toFixed(4) : String(cell);
    return fenOfText(text);
  }
  const text = textOf(cell);
  if (text === null) return null;
  // 无退款申请, 未付款: words where an amount would be say that there is none.
  if (/^(?:无|没有|未|暂无|免费|包邮)\D*$/.test(text)) return 0;
  return fenOfText(text);
};

/** `12,5` and `1.299,00` are twelve and a half and thirteen hundred where the comma is the point: no thousands, no amount. */
const decimalComma = /,(?!\d{3}(?!\d)|\d{4}(?!\d))|\.\d*,/;
export const usesDecimalComma = (text: string): boolean => decimalComma.test(text);

const fenOfText = (raw: string): number | 'bad' => {
  const written = halfWidth(raw).replace(/\(.*$/, '').replace(/\s/g, '');
  if (usesDecimalComma(written)) return 'bad';
  const text = written.replaceAll(',', '');
  const match = /^([+-]?)(?:¥|rmb|cny|人民币)?([+-]?)(\d+)(?:\.(\d+))?(?:元|块|圆)?$/i.exec(text) ?? /^([+-]?)(?:¥)?([+-]?)()\.(\d+)元?$/.exec(text);
  if (!match) return 'bad';
  const [, before = '', after = '', whole = '0', fraction = ''] = match;
  const fen = fenOfDigits(whole || '0', fraction);
  if (fen > 1e13) return 'bad';
  return before === '-' || after === '-' ? -fen || 0 : fen;
};

/** A count of goods: `2`, `2.0`, `2件`, `×2`. Null when the cell says nothing usable. */
export const quantityOf = (cell: Cell | undefined): number | null => {
  if (typeof cell === 'number') return Number.isFinite(cell) && cell >= 0 ? cell : null;
  const text = textOf(cell);
  if (text === null) return null;
  const match = /^[x×*+]?(\d+(?:\.\d+)?)[^\d.]{0,3}$/i.exec(halfWidth(text).replace(/[\s,]/g, ''));
  return match ? Number(match[1]) : null;
};
