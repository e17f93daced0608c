/** Every writing of a date that exports were seen to use → `YYYY-MM-DDTHH:mm:ss+08:00`, shop time. */
import { dayFromNumber } from '../base/dates.ts';
import type { Cell } from './cells.ts';
import { textOf } from './values.rules.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const instant = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0): string | null => {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
};

/** A date serial that lost its format on the way (csv saved by Excel with 常规): days since 1899-12-30. */
const ofSerial = (serial: number): string | null => {
  // 32874 is 1990-01-01; below it a plain number is a quantity or an amount, not a day.
  if (serial < 32_874 || serial > 73_415) return null;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const [year = 0, month = 0, day = 0] = dayFromNumber(days - 25_569).split('-').map(Number);
  return instant(year, month, day, Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60);
};

const written = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(上午|下午|am|pm)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[秒分]?\s*(am|pm)?)?/i;
const compact = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?$/;

/** null: the cell says nothing. 'bad': it says something that is no date. */
export const instantOf = (cell: Cell | undefined): string | 'bad' | null => {
  if (typeof cell === 'number' && cell < 10_000_000) return ofSerial(cell) ?? 'bad';
  const raw = textOf(cell);
  if (raw === null || /^0000-00-00/.test(raw)) return null;
  const text = raw.normalize('NFKC');
  const match = written.exec(text);
  if (match) {
    const [, year, month, day, before, hour, minute, second, after] = match;
    const half = (before ?? after)?.toLowerCase();
    let hours = Number(hour ?? 0);
    if ((half === '下午' || half === 'pm') && hours < 12) hours += 12;
    if ((half === '上午' || half === 'am') && hours === 12) hours = 0;
    return instant(Number(year), Number(month), Number(day), hours, Number(minute ?? 0), Number(second ?? 0)) ?? 'bad';
  }
  const digits = compact.exec(text);
  if (digits) {
    const [, year, month, day, hour, minute, second] = digits.map(Number);
    return instant(year ?? 0, month ?? 0, day ?? 0, hour || 0, minute || 0, second || 0) ?? 'bad';
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return ofSerial(Number(text)) ?? 'bad';
  return 'bad';
};

/** 拼多多 writes the day into the order number: 260517-607198974342268 is 2026-05-17. */
export const instantInOrderId = (id: string): string | null => {
  const match = /^(\d{2})(\d{2})(\d{2})-\d{10,}$/.exec(id);
  return match ? instant(2000 + Number(match[1]), Number(match[2]), Number(match[3])) : null;
};
