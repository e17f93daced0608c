/** The container of old and of locked Office files (MS-CFB): a file system in a file. Reads and replaces one stream of it. */
import { ReadRefused } from './refused.ts';

const damaged = () => new ReadRefused('imports.damagedFile');

/** Sector numbers above this are marks: the end of a chain, a free sector. */
const lastSector = 0xfffffffa;
const entryBytes = 128;
const isStream = 2;

/** The sectors of a chain, in place. A chain that is longer than the file runs in a circle. */
const chained = (first: number, next: (sector: number) => number, sectorAt: (sector: number) => Buffer, most: number): readonly Buffer[] => {
  const sectors: Buffer[] = [];
  for (let sector = first; sector <= lastSector; sector = next(sector)) {
    if (sectors.length > most) throw damaged();
    sectors.push(sectorAt(sector));
  }
  return sectors;
};

const numberIn = (table: Buffer) => (sector: number): number => {
  if (sector * 4 + 4 > table.length) throw damaged();
  return table.readUInt32LE(sector * 4);
};

/** What lies in a folder, a tree: what was put on a sheet, another workbook even, lies in folders of its own. */
const childrenOf = (folder: Buffer, entries: readonly Buffer[]): readonly Buffer[] => {
  const found = new Set<Buffer>();
  const waiting = [folder.readUInt32LE(76)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id];
    if (!entry || found.has(entry)) continue;
    found.add(entry);
    waiting.push(entry.readUInt32LE(68), entry.readUInt32LE(72));
  }
  return [...found];
};

/** Where the stream of this name (in small letters) lies in the root folder, piece by piece; null if there is none. */
const locate = (file: Buffer, name: string): { readonly pieces: readonly Buffer[]; readonly size: number } | null => {
  if (file.length < 512) throw damaged();
  const sectorShift = file.readUInt16LE(30);
  if (sectorShift !== 9 && sectorShift !== 12) throw damaged();
  const sectorBytes = 1 << sectorShift;
  const most = Math.ceil(file.length / sectorBytes);
  const sectorAt = (sector: number): Buffer => {
    const from = (sector + 1) * sectorBytes;
    // The last sector may be cut off.
    if (from >= file.length) throw damaged();
    return file.subarray(from, from + sectorBytes);
  };

  /** Where the table of sectors lies: 109 places in the header, more in a chain of sectors. */
  const places = [file.subarray(76, 512)];
  for (let sector = file.readUInt32LE(68); sector <= lastSector; ) {
    if (places.length > most) throw damaged();
    const more = sectorAt(sector);
    if (more.length < sectorBytes) throw damaged();
    places.push(more.subarray(0, -4));
    sector = more.readUInt32LE(sectorBytes - 4);
  }
  const listed = Buffer.concat(places);
  const tables: Buffer[] = [];
  for (let at = 0; at < listed.length && tables.length < file.readUInt32LE(44); at += 4) {
    const sector = listed.readUInt32LE(at);
    if (sector <= lastSector) tables.push(sectorAt(sector));
  }
  const next = numberIn(Buffer.concat(tables));
  const chain = (first: number): readonly Buffer[] => chained(first, next, sectorAt, most);

  const directory = Buffer.concat(chain(file.readUInt32LE(48)));
  const entries = Array.from({ length: Math.floor(directory.length / entryBytes) }, (_, index) => directory.subarray(index * entryBytes, (index + 1) * entryBytes));
  const nameOf = (entry: Buffer) => entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2)).toLowerCase();
  const [root] = entries;
  if (!root) throw damaged();
  const found = childrenOf(root, entries).find((entry) => entry[66] === isStream && nameOf(entry) === name);
  if (!found) return null;
  const size = found.readUInt32LE(120);
  const first = found.readUInt32LE(116);
  if (size >= file.readUInt32LE(56)) return { pieces: chain(first), size };
  const shelf = chain(root.readUInt32LE(116));
  const smallBytes = 1 << file.readUInt16LE(32);
  const smallAt = (small: number): Buffer => {
    const at = small * smallBytes;
    const sector = shelf[Math.floor(at / sectorBytes)];
    if (!sector) throw damaged();
    return sector.subarray(at % sectorBytes, (at % sectorBytes) + smallBytes);
  };
  const pieces = chained(first, numberIn(Buffer.concat(chain(file.readUInt32LE(60)))), smallAt, Math.ceil((shelf.length * sectorBytes) / smallBytes));
  return { pieces, size };
};

/** The stream of this name (in small letters) in the root folder; null if there is none. */
export const oleStream = (file: Buffer, name: string): Buffer | null => {
  const found = locate(file, name);
  return found && Buffer.concat(found.pieces).subarray(0, found.size);
};

/** The same container with another content, of the same length, in one stream. */
export const withOleStream = (file: Buffer, name: string, content: Buffer): Buffer => {
  const copy = Buffer.from(file);
  let at = 0;
  for (const piece of locate(copy, name)?.pieces ?? []) at += content.copy(piece, 0, at);
  return copy;
};
