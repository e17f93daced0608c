import { Unusual } from './refused.ts';
import { stands } from './xml-scanner.ts';

/** How a cell says that its value is to be understood. */
export const kinds = { number: 0, shared: 1, text: 2, inline: 3, yesNo: 4, error: 5, day: 6 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

const inlineWord = Buffer.from('inlineStr');
const textWord = Buffer.from('str');

export const kindOf = (bytes: Buffer, from: number, to: number): Kind => {
  if (to - from === 1) {
    switch (bytes[from]) {
      case 110: return kinds.number;
      case 115: return kinds.shared;
      case 98: return kinds.yesNo;
      case 101: return kinds.error;
      case 100: return kinds.day;
      default: throw new Unusual();
    }
  }
  if (to - from === inlineWord.length && stands(bytes, from, inlineWord)) return kinds.inline;
  if (to - from === textWord.length && stands(bytes, from, textWord)) return kinds.text;
  throw new Unusual();
};

export const wholeNumber = (bytes: Buffer, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9 || value > 100_000_000) throw new Unusual();
    value = value * 10 + digit;
  }
  if (from === to) throw new Unusual();
  return value;
};

const powers = Array.from({ length: 23 }, (_, index) => 10 ** index);

/** Exact as long as digits and power of ten fit into a double; anything longer is left to the language. */
export const decimalNumber = (bytes: Buffer, from: number, to: number): number => {
  const negative = bytes[from] === 45;
  let at = negative ? from + 1 : from;
  let value = 0;
  let point = -1;
  const first = at;
  for (; at < to; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point < 0) point = at;
    else break;
  }
  const digits = to - first - (point < 0 ? 0 : 1);
  if (at < to || digits > 15 || digits < 1) return Number.parseFloat(bytes.toString('latin1', from, to));
  if (point >= 0) value /= powers[to - 1 - point]!;
  return negative ? -value : value;
};

export const isoDay = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?Z?)?$/;
