/** What a recorded disk may look like after a power cut: what was synced is there, of the rest anything may be. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Random } from '../../core/practice/random.rules.ts';

const kinds = ['', 'write', 'truncate', 'sync', 'unlink', 'rename', 'create', 'mark'] as const;
type Kind = (typeof kinds)[number];
export type DiskRecord = { readonly kind: Kind; readonly path: string; readonly offset: number; readonly bytes: Buffer };

const headBytes = 15;
const markKind = kinds.indexOf('mark');

/** A line of the test's own in the recording: everything before it was done when it was written. */
export const markOf = (text: string): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(markKind, 0);
  head.writeUInt32LE(Buffer.byteLength(text), 11);
  return Buffer.concat([head, Buffer.from(text)]);
};

export const readRecording = (log: Buffer): DiskRecord[] => {
  const records: DiskRecord[] = [];
  for (let at = 0; at + headBytes <= log.length; ) {
    const pathEnd = at + headBytes + log.readUInt16LE(at + 1);
    const end = pathEnd + log.readUInt32LE(at + 11);
    records.push({ kind: kinds[log.readUInt8(at)]!, path: log.toString('utf8', at + headBytes, pathEnd), offset: Number(log.readBigUInt64LE(at + 3)), bytes: log.subarray(pathEnd, end) });
    at = end;
  }
  return records;
};

/** How the disk treats what was not synced. */
export const lossModels = ['dropped', 'torn at 512 B', 'torn at 4 KiB', 'in order'] as const;
export type LossModel = (typeof lossModels)[number];

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number };
type Content = { durable: Buffer; pending: Change[] };
type Naming = { readonly path: string; readonly content: Content | null };

/** The content after the changes, as a copy: the same content may be part of another image. */
const changed = (content: Buffer, changes: readonly Change[]): Buffer => {
  if (changes.length === 0) return content;
  const most = changes.reduce((size, change) => Math.max(size, 'size' in change ? change.size : change.offset + change.bytes.length), content.length);
  const room = Buffer.alloc(most);
  let { length } = content;
  content.copy(room);
  for (const change of changes) {
    if ('size' in change) {
      if (change.size < length) room.fill(0, change.size, length);
      length = change.size;
    } else {
      change.bytes.copy(room, change.offset);
      length = Math.max(length, change.offset + change.bytes.length);
    }
  }
  return room.subarray(0, length);
};

const sectorsOf = ({ offset, bytes }: { readonly offset: number; readonly bytes: Buffer }, size: number): Change[] => {
  const sectors: Change[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + size - ((offset + from) % size));
    sectors.push({ offset: offset + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
};

const survivors = (pending: readonly Change[], model: LossModel, random: Random): Change[] => {
  if (model === 'dropped') return [];
  const size = model === 'torn at 512 B' ? 512 : 4096;
  const pieces = pending.flatMap((change) => ('size' in change ? [change] : sectorsOf(change, size)));
  if (model === 'in order') return pieces.slice(0, Math.floor(random() * (pieces.length + 1)));
  return pieces.filter(() => random() < 0.5);
};

export type Image = ReadonlyMap<string, Buffer>;

export const readImage = (folder: string): Image =>
  new Map(readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), readFileSync(path)];
  }));

export const writeImage = (image: Image, folder: string): void => {
  for (const [path, bytes] of image) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
};

/** The disk while the records happen to it, one after the other. */
export const createDisk = (folder: string, start: Image) => {
  const names = new Map<string, Content>([...start].map(([path, bytes]) => [path, { durable: bytes, pending: [] }]));
  const durableNames = new Map(names);
  let namings: Naming[] = [];
  const name = (target: Map<string, Content>, { path, content }: Naming): void => void (content === null ? target.delete(path) : target.set(path, content));
  const rename = (...changes: readonly Naming[]): void => {
    for (const change of changes) {
      name(names, change);
      namings.push(change);
    }
  };
  const settle = (is: (naming: Naming) => boolean): void => {
    for (const naming of namings.filter(is)) name(durableNames, naming);
    namings = namings.filter((naming) => !is(naming));
  };
  return {
    happen: ({ kind, path: full, offset, bytes }: DiskRecord): void => {
      const path = relative(folder, full);
      const file = names.get(path);
      if (kind === 'create') {
        if (file) file.pending.push({ size: 0 });
        else rename({ path, content: { durable: Buffer.alloc(0), pending: [] } });
      } else if (kind === 'write') file?.pending.push({ offset, bytes });
      else if (kind === 'truncate') file?.pending.push({ size: offset });
      else if (kind === 'unlink') rename({ path, content: null });
      else if (kind === 'rename' && file) rename({ path: relative(folder, bytes.toString()), content: file }, { path, content: null });
      else if (kind === 'sync' && file) {
        file.durable = changed(file.durable, file.pending);
        file.pending = [];
        // A file that is safe is also found again under the name it was made with; later names need their folder synced.
        settle((naming) => naming.content === file && !durableNames.has(naming.path) && ![...durableNames.values()].includes(file));
      } else if (kind === 'sync') settle((naming) => dirname(naming.path) === (path === '' ? '.' : path));
    },
    /** What is found after a cut at this moment. Names are changed in their order, as file systems with a journal do. */
    cut: (model: LossModel, random: Random): Image => {
      const found = new Map(durableNames);
      const kept = model === 'dropped' ? 0 : Math.floor(random() * (namings.length + 1));
      // Both halves of a renaming, or neither.
      const whole = namings[kept - 1]?.content && namings[kept]?.content === null ? kept + 1 : kept;
      for (const naming of namings.slice(0, whole)) name(found, naming);
      return new Map([...found].map(([path, { durable, pending }]) => [path, changed(durable, survivors(pending, model, random))]));
    },
  };
};
