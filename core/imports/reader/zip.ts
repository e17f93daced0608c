import { isUtf8 } from 'node:buffer';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Limits } from './limits.ts';
import { ReadRefused } from './refused.ts';

/**
 * Looks through a zip before anything in it is read: a changed digit must not import as another phone number, a lying
 * size not as an empty sheet, and nothing inflates without an end.
 */
type Entry = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

export type Part = { readonly entry: Entry; readonly span: Span };

type Span = { readonly from: number; readonly data: number; readonly to: number };

const damaged = () => new ReadRefused('imports.damagedFile');
const suspicious = () => new ReadRefused('imports.suspiciousFile');

/** What Windows and WPS pack carries names in the machine's code page, with nothing that says so. */
const nameIn = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes));

const directoryOf = (zip: Buffer, limits: Limits): readonly Entry[] => {
  const lowest = Math.max(0, zip.length - 65_557);
  let end = zip.length - 22;
  while (end >= lowest && zip.readUInt32LE(end) !== 0x06054b50) end -= 1;
  if (end < lowest) throw damaged();
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff || zip.readUInt16LE(end + 4) !== 0) throw suspicious();
  if (count > limits.maxParts) throw new ReadRefused('imports.tooManyParts', { max: limits.maxParts });
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
      name: nameIn(zip.subarray(at + 46, at + 46 + nameLength)),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (at > end) throw damaged();
  return entries;
};

/** Where the packed bytes of an entry lie, from its own header, which must agree with the directory. */
const spanOf = (zip: Buffer, entry: Entry): Span => {
  const from = entry.offset;
  if (from + 30 > zip.length || zip.readUInt32LE(from) !== 0x04034b50) throw damaged();
  const nameLength = zip.readUInt16LE(from + 26);
  const data = from + 30 + nameLength + zip.readUInt16LE(from + 28);
  const to = data + entry.packed;
  if (to > zip.length) throw damaged();
  if (nameIn(zip.subarray(from + 30, from + 30 + nameLength)) !== entry.name) throw suspicious();
  return { from, data, to };
};

const inflated = (zip: Buffer, entry: Entry, span: { readonly data: number; readonly to: number }): Buffer => {
  const packed = zip.subarray(span.data, span.to);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw suspicious();
  try {
    // One byte over the declared size is enough to catch a liar without inflating all of it.
    return inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
  } catch (error) {
    throw error instanceof RangeError ? suspicious() : damaged();
  }
};

/** The row number of the last cell that holds a value: the sheet's own dimension may lie in both directions. */
const lastValueRow = (xml: Buffer): number => {
  const value = Math.max(xml.lastIndexOf('<v>'), xml.lastIndexOf('<is>'), xml.lastIndexOf('<v '));
  if (value < 0) return 0;
  const cell = xml.lastIndexOf('<c ', value);
  const reference = /\br="[A-Z]{1,3}(\d+)"/.exec(xml.toString('latin1', cell, Math.min(value, cell + 200)));
  return reference ? Number(reference[1]) : 0;
};

/** A workbook, or a mere archive of files. */
const kindOf = (names: ReadonlySet<string>): 'xlsx' | 'archive' => {
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('mimetype') || names.has('xl/workbook.bin')) throw new ReadRefused('imports.wrongFormat', { format: names.has('mimetype') ? 'ODS 表格' : 'xlsb 表格' });
  if (names.has('word/document.xml')) throw new ReadRefused('imports.wrongFormat', { format: 'Word 文档' });
  if (names.has('ppt/presentation.xml')) throw new ReadRefused('imports.wrongFormat', { format: 'PPT' });
  if (names.has('[Content_Types].xml')) throw damaged();
  if (names.has('Index/Document.iwa') || names.has('Index.zip')) throw new ReadRefused('imports.wrongFormat', { format: 'Numbers 表格' });
  return 'archive';
};

/** A zip whose directory is honest. Its parts are checked while they are read, or all at once by `checkParts`. */
export type Zip = { readonly kind: 'xlsx' | 'archive'; readonly bytes: Buffer; readonly parts: ReadonlyMap<string, Part> };

/** Throws the reason if the zip can hold no table, or if its directory promises more than the limits. Inflates nothing. */
export const openZip = (bytes: Uint8Array, limits: Limits): Zip => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length < 22) throw damaged();
  const entries = directoryOf(zip, limits);
  if (new Set(entries.map((entry) => entry.name.toLowerCase())).size !== entries.length) throw suspicious();
  const kind = kindOf(new Set(entries.map((entry) => entry.name)));
  if (kind === 'xlsx') {
    if (entries.some((entry) => /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\0/i.test(entry.name))) throw suspicious();
    if (entries.some((entry) => entry.flags & 1)) throw new ReadRefused('imports.passwordProtected');
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const tooLarge = (entry: Entry) =>
    entry.size > limits.maxStreamedPartBytes || (entry.size > limits.ratioFromBytes && entry.size > entry.packed * limits.maxRatio);
  if (total > limits.maxStreamedBytes || entries.some(tooLarge)) throw suspicious();
  const parts = new Map(entries.map((entry) => [entry.name, { entry, span: spanOf(zip, entry) }]));
  const inOrder = [...parts.values()].sort((a, b) => a.span.from - b.span.from);
  if (inOrder.some(({ span }, index) => index > 0 && span.from < (inOrder[index - 1]?.span.to ?? 0))) throw suspicious();
  return { kind, bytes: zip, parts };
};

/** One part inflated whole, checked. */
export const wholePart = (zip: Zip, name: string): Buffer | null => {
  const found = zip.parts.get(name);
  if (!found) return null;
  const part = inflated(zip.bytes, found.entry, found.span);
  if (part.length !== found.entry.size) throw suspicious();
  if (crc32(part) !== found.entry.crc) throw damaged();
  if (/\.(xml|rels)$/i.test(name) && (part.includes('<!DOCTYPE') || part.includes('<!ENTITY'))) throw suspicious();
  return part;
};

/** A small part as bytes; null when the zip has none of that name. */
export const smallPart = (zip: Zip, name: string, limits: Limits): Buffer | null => {
  if ((zip.parts.get(name)?.entry.size ?? 0) > limits.maxSmallPartBytes) throw suspicious();
  return wholePart(zip, name);
};

const pieceBytes = 256 * 1024;
/** How much is inflated while the scanner is still busy. */
const ahead = { readableHighWaterMark: 4 * pieceBytes };

/** A part in bounded pieces. Ends with a refusal if size or checksum were lies: what was taken before is then void. */
export const partPieces = async function* (zip: Zip, name: string): AsyncGenerator<Buffer, void> {
  const found = zip.parts.get(name);
  if (!found) throw damaged();
  const { entry, span } = found;
  const packed = zip.bytes.subarray(span.data, span.to);
  let crc = 0;
  let size = 0;
  const counted = (piece: Buffer): Buffer => {
    size += piece.length;
    if (size > entry.size) throw suspicious();
    crc = crc32(piece, crc);
    return piece;
  };
  if (entry.method === 0) for (let at = 0; at < packed.length; at += pieceBytes) yield counted(packed.subarray(at, at + pieceBytes));
  else if (entry.method !== 8) throw suspicious();
  else {
    const inflate = createInflateRaw({ chunkSize: pieceBytes, ...ahead });
    inflate.end(packed);
    try {
      for await (const piece of inflate) yield counted(piece as Buffer);
    } catch (error) {
      throw error instanceof ReadRefused ? error : damaged();
    } finally {
      inflate.destroy();
    }
  }
  if (size !== entry.size) throw suspicious();
  if (crc !== entry.crc) throw damaged();
};

/** For SheetJS, which checks neither checksums nor sizes and inflates whatever it is given: every part beforehand. */
export const checkParts = (zip: Zip, limits: Limits): void => {
  const sizes = [...zip.parts.values()].map(({ entry }) => entry.size);
  if (Math.max(...sizes) > limits.maxPartBytes || sizes.reduce((sum, size) => sum + size, 0) > limits.maxInflatedBytes) throw suspicious();
  for (const name of zip.parts.keys()) {
    const part = wholePart(zip, name);
    // SheetJS cuts the rows beyond its limit without a word.
    if (part && /^xl\/worksheets\//i.test(name) && lastValueRow(part) > limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: limits.maxRows });
  }
};
