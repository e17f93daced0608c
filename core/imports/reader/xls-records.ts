import { ReadRefused, Unusual } from './refused.ts';

/** The records of BIFF8 that matter here, by the names of the format's description. */
export const records = {
  formula: 0x06, eof: 0x0a, dateMode: 0x22, filePass: 0x2f, continue: 0x3c, boundSheet: 0x85, mulRk: 0xbd, rString: 0xd6, xf: 0xe0,
  sst: 0xfc, labelSst: 0xfd, number: 0x203, label: 0x204, boolErr: 0x205, string: 0x207, array: 0x221, table: 0x236, rk: 0x27e, format: 0x41e,
  sharedFormula: 0x4bc, bof: 0x809,
} as const;

export const headBytes = 4;

export const word = (bytes: Buffer, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
export const long = (bytes: Buffer, at: number): number => (word(bytes, at) | (word(bytes, at + 2) << 16)) >>> 0;

/** Where the record that begins at `at` ends. */
export const recordEnd = (stream: Buffer, at: number): number => {
  const end = at + headBytes <= stream.length ? at + headBytes + word(stream, at + 2) : Number.POSITIVE_INFINITY;
  if (end > stream.length) throw new ReadRefused('imports.damagedFile');
  return end;
};

/** Where the body of a record begins; one that is too short for what it should hold is refused. */
export const bodyOf = (stream: Buffer, at: number, least: number): number => {
  if (word(stream, at + 2) < least) throw new ReadRefused('imports.damagedFile');
  return at + headBytes;
};

const slices = Buffer.prototype as unknown as { readonly latin1Slice: (from: number, to: number) => string; readonly ucs2Slice: (from: number, to: number) => string };
const { latin1Slice, ucs2Slice } = slices;

/** Characters are stored as two bytes, or as one where the other would be zero. */
export const characters = (bytes: Buffer, from: number, to: number, wide: number): string => (wide === 0 ? latin1Slice.call(bytes, from, to) : ucs2Slice.call(bytes, from, to));

/** The body of a record and of those that continue it, as no record may be longer than 8,224 bytes. */
export class ContinuedRecord {
  at: number;
  end: number;
  private readonly stream: Buffer;

  constructor(stream: Buffer, record: number) {
    this.stream = stream;
    this.at = record + headBytes;
    this.end = recordEnd(stream, record);
  }

  byte(): number {
    while (this.at === this.end) this.goOn();
    this.at += 1;
    return this.stream[this.at - 1]!;
  }

  word(): number {
    return this.byte() | (this.byte() << 8);
  }

  long(): number {
    return (this.word() | (this.word() << 16)) >>> 0;
  }

  skip(count: number): void {
    let left = count;
    while (left > this.end - this.at) {
      left -= this.end - this.at;
      this.goOn();
    }
    this.at += left;
  }

  /** So many characters. Each record that continues a text begins with a byte that says anew how wide they are. */
  text(count: number, firstWide: number): string {
    let wide = firstWide;
    let left = count;
    let text = '';
    for (;;) {
      const here = Math.min(left, (this.end - this.at) >> wide);
      text += characters(this.stream, this.at, this.at + (here << wide), wide);
      this.at += here << wide;
      left -= here;
      if (left === 0) return text;
      // A character cut in two.
      if (this.at !== this.end) throw new Unusual();
      this.goOn();
      wide = this.byte() & 1;
    }
  }

  private goOn(): void {
    const next = this.end;
    const end = recordEnd(this.stream, next);
    if (word(this.stream, next) !== records.continue) throw new ReadRefused('imports.damagedFile');
    this.at = next + headBytes;
    this.end = end;
  }
}
