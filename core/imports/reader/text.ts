import { ReadRefused } from './refused.ts';

export type DecodedText = { readonly text: string; readonly encoding: string };

/** GB18030 holds GBK and GB2312, so one decoder serves what Excel, WPS and the platforms write on Chinese Windows. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decoded(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decoded(bytes, 'utf-16be');
  // No spreadsheet program writes NUL into text: these are the bytes of some other kind of file.
  if (bytes.includes(0)) throw new ReadRefused('imports.notATable');
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes, 'utf-8');
  try {
    return decoded(bytes, 'utf-8');
  } catch {
    return decoded(bytes, 'gb18030');
  }
};

const decoded = (bytes: Uint8Array, encoding: string): DecodedText => {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new ReadRefused('imports.notATable');
    return { text, encoding };
  } catch (error) {
    if (error instanceof ReadRefused || encoding === 'utf-8') throw error;
    throw new ReadRefused('imports.notATable');
  }
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
