/** What the bytes of a text hold: 1 = beyond ASCII, 2 = something that decoding must undo. */
export const beyondAscii = 1;
export const escaped = 2;

/** For every byte what it makes of its text; a text is of all the kinds of its bytes. */
export const textKinds = new Uint8Array(256).fill(beyondAscii, 128);
for (const character of '&_\r') textKinds[character.charCodeAt(0)] = escaped;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities, and Excel's own `_x000D_` for characters that XML cannot hold. */
export const unescapeXml = (text: string): string => {
  let plain = text;
  if (plain.includes('&')) {
    plain = plain.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,9})|#[xX]([\da-fA-F]{1,8}));/g, (whole, name: string, decimal: string, hexadecimal: string) => {
      if (name) return named[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  }
  if (plain.includes('_x')) plain = plain.replaceAll(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain.includes('\r\n') ? plain.replaceAll('\r\n', '\n') : plain;
};

/** What `toString` calls in the end; spared here because it is asked for every cell. */
const slices = Buffer.prototype as unknown as { readonly latin1Slice: (from: number, to: number) => string; readonly utf8Slice: (from: number, to: number) => string };
const { latin1Slice, utf8Slice } = slices;

export const decodeXmlText = (bytes: Buffer, from: number, to: number, kind: number): string => {
  const text = (kind & beyondAscii) === 0 ? latin1Slice.call(bytes, from, to) : utf8Slice.call(bytes, from, to);
  return (kind & escaped) === 0 ? text : unescapeXml(text);
};

/** Longer than any cell may be, however each character is written; what comes after it is not kept. */
const mostBytes = 400_000;

const kindOfBytes = (bytes: Buffer, from: number, to: number): number => {
  let kind = 0;
  for (let at = from; at < to; at += 1) kind |= textKinds[bytes[at]!]!;
  return kind;
};

/**
 * The bytes of one text over all its pieces, so that no character is ever decoded in halves. Nearly every text comes in
 * one piece, which is then only pointed at.
 */
export class TextBytes {
  bytes: Buffer = Buffer.alloc(0);
  from = 0;
  to = 0;
  private joined: Buffer = Buffer.allocUnsafe(4096);

  clear(): void {
    this.from = 0;
    this.to = 0;
  }

  append(source: Buffer, from: number, to: number): void {
    const length = this.to - this.from;
    const end = Math.min(to, from + mostBytes - length);
    if (end <= from) return;
    if (length === 0) {
      this.bytes = source;
      this.from = from;
      this.to = end;
      return;
    }
    const needed = length + end - from;
    const target = needed > this.joined.length ? Buffer.allocUnsafe(needed * 2) : this.joined;
    if (this.bytes !== target) this.bytes.copy(target, 0, this.from, this.to);
    source.copy(target, length, from, end);
    this.joined = target;
    this.bytes = target;
    this.from = 0;
    this.to = needed;
  }

  /** CDATA: nothing in it is an entity. */
  appendRaw(source: Buffer, from: number, to: number): void {
    const text = Buffer.from(source.toString('latin1', from, to).replaceAll('&', '&amp;'), 'latin1');
    this.append(text, 0, text.length);
  }

  /** What the text holds, as `decodeXmlText` wants to know. */
  kind(): number {
    return kindOfBytes(this.bytes, this.from, this.to);
  }
}

/** Puts a text behind a four-byte head, its length and kind, and returns where it ends. */
export const storeText = (target: Buffer, at: number, bytes: Buffer, from: number, to: number, kind: number): number => {
  const length = to - from;
  target[at] = length & 0xff;
  target[at + 1] = (length >>> 8) & 0xff;
  target[at + 2] = length >>> 16;
  target[at + 3] = kind;
  if (length < 64) for (let index = 0; index < length; index += 1) target[at + 4 + index] = bytes[from + index]!;
  else bytes.copy(target, at + 4, from, to);
  return at + 4 + length;
};

/** The text that `storeText` put there. */
export const storedText = (bytes: Buffer, at: number): string => {
  const length = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
  return decodeXmlText(bytes, at + 4, at + 4 + length, bytes[at + 3]!);
};
