import { ReadRefused, Unusual } from './refused.ts';

/** Names are told apart by their last four bytes and their length: no string is made for a tag. */
export const tagName = (name: string): number => {
  let packed = 0;
  for (let at = 0; at < name.length; at += 1) packed = ((packed << 8) | name.charCodeAt(at)) | 0;
  return packed;
};

export type XmlHandler = {
  /** Elements that the handler knows by heart it may take whole: where they end, or `at` if this is none. */
  take(bytes: Buffer, at: number, end: number): number;
  /** attributes lie between `from` and `to` */
  open(bytes: Buffer, name: number, length: number, from: number, to: number, selfClosing: boolean): void;
  close(name: number, length: number): void;
  /** may come in several pieces, cut anywhere */
  text(bytes: Buffer, from: number, to: number): void;
  cdata(bytes: Buffer, from: number, to: number): void;
};

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const colon = 58;
const isBlank = (byte: number): boolean => byte <= 32;

/** No tag, comment or CDATA of an honest sheet is longer than this. */
const longestMarkup = 1_000_000;

/** Does this word stand there? Beyond the end of the bytes there is none. */
export const stands = (bytes: Buffer, at: number, word: Uint8Array): boolean => {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
};
const declaration = Buffer.from('<?xml ');
const comment = Buffer.from('<!--');
const literal = Buffer.from('<![CDATA[');

/** Cells lie five elements deep. */
const deepest = 200;

/** XML from pieces of bytes. Only a tag that is cut by the end of a piece is kept for the next one. */
export class XmlScanner {
  private readonly handler: XmlHandler;
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  /** the names of the elements that are open */
  private readonly opened = new Int32Array(deepest);
  private depth = 0;

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  feed(piece: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    if (!this.started) {
      if (bytes.length < 4) {
        this.rest = Buffer.from(bytes);
        return;
      }
      this.started = true;
      // UTF-16, or the wrong kind of part.
      if (bytes.includes(0) || bytes[0] === 0xfe || bytes[0] === 0xff) throw new Unusual();
    }
    const done = this.scan(bytes);
    if (bytes.length - done > longestMarkup) throw new Unusual();
    // A copy: the piece itself may be reused by whoever made it, and must not stay alive for a few bytes.
    this.rest = done < bytes.length ? Buffer.from(bytes.subarray(done)) : Buffer.alloc(0);
  }

  end(): void {
    if (this.rest.length > 0 || this.depth > 0) throw new ReadRefused('imports.damagedFile');
  }

  /** Returns where the first markup begins that is not whole. */
  private scan(bytes: Buffer): number {
    const { handler } = this;
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      if (bytes[at] !== lessThan) {
        const from = at;
        const near = Math.min(end, at + 16);
        do at += 1;
        while (at < near && bytes[at] !== lessThan);
        if (at === near && at < end) {
          // Not Buffer's own, which looks at its arguments for longer than a cell is long.
          at = Uint8Array.prototype.indexOf.call(bytes, lessThan, at);
          if (at < 0) at = end;
        }
        handler.text(bytes, from, at);
        if (at === end) return end;
      }
      const start = at;
      at = handler.take(bytes, start, end);
      if (at > start) continue;
      at += 1;
      if (at === end) return start;
      let byte = bytes[at]!;
      if (byte === 33 || byte === 63) {
        at = this.special(bytes, start, end);
        if (at < 0) return start;
        continue;
      }
      const closing = byte === slash;
      if (closing) {
        at += 1;
        if (at === end) return start;
        byte = bytes[at]!;
      }
      if (byte <= 64 || byte === lessThan) throw new Unusual(); // no name begins like this
      let name = 0;
      let nameFrom = at;
      while (byte !== greaterThan && byte !== slash && !isBlank(byte)) {
        if (byte === colon) {
          name = 0;
          nameFrom = at + 1;
        } else name = (name << 8) | byte;
        at += 1;
        if (at === end) return start;
        byte = bytes[at]!;
      }
      const length = at - nameFrom;
      const attributes = at;
      while (at < end) {
        byte = bytes[at]!;
        if (byte === greaterThan) break;
        if (byte === 34 || byte === 39) {
          const quote = byte;
          do at += 1;
          while (at < end && bytes[at] !== quote);
        } else if (byte === lessThan) throw new Unusual();
        at += 1;
      }
      if (at >= end) return start;
      if (closing) {
        // Elements that do not end where they should: whatever follows might be the wrong cell's.
        if (this.depth === 0 || this.opened[(this.depth -= 1)] !== name) throw new Unusual();
        handler.close(name, length);
      } else {
        const selfClosing = bytes[at - 1] === slash;
        if (!selfClosing) {
          if (this.depth === deepest) throw new Unusual();
          this.opened[this.depth] = name;
          this.depth += 1;
        }
        handler.open(bytes, name, length, attributes, selfClosing ? at - 1 : at, selfClosing);
      }
      at += 1;
    }
    return end;
  }

  /** Comments, processing instructions and CDATA. The place after them, or -1 if they are not whole yet. */
  private special(bytes: Buffer, start: number, end: number): number {
    const after = (mark: string, from: number): number => {
      const found = bytes.indexOf(mark, from, 'latin1');
      return found < 0 ? -1 : found + mark.length;
    };
    if (bytes[start + 1] === 63) {
      const to = after('?>', start + 2);
      if (to > 0 && stands(bytes, start, declaration)) {
        const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(bytes.toString('latin1', start, Math.min(to, start + 200)))?.[1];
        if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) throw new Unusual();
      }
      return to;
    }
    if (stands(bytes, start, comment)) return after('-->', start + 4);
    if (stands(bytes, start, literal)) {
      const to = after(']]>', start + 9);
      if (to > 0) this.handler.cdata(bytes, start + 9, to - 3);
      return to;
    }
    // Perhaps one of the two, cut; anything longer that is neither declares a document type.
    if (end - start < 9 && ('<!--'.startsWith(bytes.toString('latin1', start, end)) || '<![CDATA['.startsWith(bytes.toString('latin1', start, end)))) return -1;
    throw new ReadRefused('imports.suspiciousFile');
  }
}
