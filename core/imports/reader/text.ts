import { isUtf8 } from 'node:buffer';
import { ReadRefused } from './refused.ts';

export type DecodedText = { readonly text: string; readonly encoding: string; /** a few characters could not be read */ readonly broken: boolean };

/** What the characters of a text say about how it was read. One pass by code, for texts of thirty megabytes. */
const census = (text: string): { readonly broken: number; readonly beyondAscii: number; readonly control: number } => {
  let broken = 0;
  let beyondAscii = 0;
  let control = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) {
      beyondAscii += 1;
      if (code === 0xfffd) broken += 1;
    } else if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) control += 1;
  }
  return { broken, beyondAscii, control };
};

/**
 * Exports cut remarks in the middle of a character, and a handful of those is no reason to refuse a year of orders;
 * text read in the wrong character set is broken everywhere. Measured among the characters beyond ASCII.
 */
const mostBroken = 0.05;

/** Nearly no text holds one of these, which is found out in half the time of counting them. */
// oxlint-disable-next-line no-control-regex
const odd = /[\0-\b\v\f\u000e-\u001f\ufffd]/;

const decodedAs = (bytes: Uint8Array, encoding: string): DecodedText => {
  const text = new TextDecoder(encoding).decode(bytes);
  if (!odd.test(text)) return { text, encoding, broken: false };
  const { broken, beyondAscii, control } = census(text);
  // No spreadsheet program writes control characters into text: these are the bytes of some other kind of file.
  if (text.includes('\0') || control > text.length / 100 || broken > beyondAscii * mostBroken) throw new ReadRefused('imports.notATable');
  return { text, encoding, broken: broken > 0 };
};

/** Not valid UTF-8 as a whole, but is it UTF-8 with a few wounds? The beginning tells: it holds the Chinese headers. */
const isMostlyUtf8 = (bytes: Uint8Array): boolean => {
  const { broken, beyondAscii } = census(new TextDecoder('utf-8').decode(bytes.subarray(0, 65_536)));
  return beyondAscii > 0 && broken <= beyondAscii * mostBroken;
};

/** GB18030 holds GBK and GB2312, so one decoder serves what Excel, WPS and the platforms write on Chinese Windows. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decodedAs(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decodedAs(bytes, 'utf-16be');
  if (bytes.includes(0)) throw new ReadRefused('imports.notATable');
  const marked = a === 0xef && b === 0xbb && c === 0xbf;
  return decodedAs(bytes, marked || isUtf8(bytes) || isMostlyUtf8(bytes) ? 'utf-8' : 'gb18030');
};

const delimiters = [',', '\t', ';', '|'] as const;

/** The delimiter on whose columns most of the first lines agree; comma when the table has only one. */
export const delimiterOf = (text: string): string => {
  const lines: string[] = [];
  let quoted = false;
  let line = '';
  for (let at = 0; at < text.length && at < 64_000 && lines.length < 20; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '\n') {
      lines.push(line);
      line = '';
    } else if (!quoted) line += character;
  }
  lines.push(line);
  /** How many lines agree on a number of columns, and on which. A text with many bars in it convinces only its own line. */
  const agreement = (delimiter: string): number => {
    const lengths = lines.map((each) => each.split(delimiter).length).filter((length) => length > 1);
    const best = Math.max(0, ...lengths.map((length) => lengths.filter((other) => other === length).length * 1000 + length));
    return best;
  };
  return [...delimiters].sort((a, b) => agreement(b) - agreement(a))[0] ?? ',';
};
