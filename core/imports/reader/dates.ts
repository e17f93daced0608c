const dateFormats = new Map<string, boolean>();

/** Hours that run on past midnight: how long something took, not when it was. */
const elapsed = /\[(h+|m+|s+)\]/i;

/** One section of a number format, its texts and blanks taken out. */
const isDateSection = (section: string): boolean => {
  const bare = section.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/general|E[+-]/gi, '').replaceAll(/(s)\.0+/gi, '$1');
  // A figure beside the letters means a unit that nobody quoted: 0.00 USD.
  return !/[0#?]/.test(bare) && /[ymdhs]|aaa|e/i.test(bare);
};

/** Does this number format show a day or a time of day? */
export const isDateFormat = (format: string): boolean => {
  let known = dateFormats.get(format);
  if (known === undefined) {
    const bare = format.replaceAll(/"[^"]*"?/g, '').replaceAll(/[\\_*]./g, '');
    known = !elapsed.test(bare) && bare.split(';').some(isDateSection);
    dateFormats.set(format, known);
  }
  return known;
};

/** Formats that every program knows by number. 27 to 36 and 50 to 58 are the Chinese and Japanese ones: 2024年5月1日. */
export const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

const texts = new Map<number, string>();

/** Days since 1899-12-31, with the 29 February 1900 that Excel believes in and a day 0. */
const dayText = (day: number): string => {
  let text = texts.get(day);
  if (text === undefined) {
    const date = new Date(Date.UTC(1899, 11, 31 + (day > 60 ? day - 1 : day)));
    text = day === 60 ? '1900-02-29' : `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
    if (texts.size > 50_000) texts.clear();
    texts.set(day, text);
  }
  return text;
};

/** A date serial as text. Rounded to the second: 43236.401388888888 is 09:38:00, not 09:37:59. */
export const dateText = (serial: number, date1904: boolean): string | null => {
  // Above 9999-12-31 the format is a slip and the number is not a day.
  if (serial < 0 || serial + (date1904 ? 1462 : 0) >= 2_958_466) return null;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  const rest = seconds - day * 86_400;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (day === 0 && !date1904) return time;
  return `${dayText(date1904 ? day + 1462 : day)} ${time}`;
};

/** What a cell with a number says, given whether its format shows a date. */
export const numberCell = (number: number, dated: boolean, date1904: boolean): string | number | null => {
  if (!Number.isFinite(number)) return null;
  return dated ? (dateText(number, date1904) ?? number) : number;
};
