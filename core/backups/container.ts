/**
 * One file is one backup: the database (or its locked chunks), then the manifest, its SHA-256, its length and a mark. SQLite does
 * not look behind its last page, so an unlocked backup opens in any SQLite program, and there is no side file to lose.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { Instant } from '../base/contract.ts';
import { Refused } from '../base/errors.ts';
import { BackupReason, ShopFacts } from './contract.ts';
import { chunkBytes, chunkCipher, Sealing, tagBytes } from './sealing.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Part = z.object({ bytes: z.int().nonnegative(), sha256: Sha256 });
export const Manifest = z.object({
  format: z.literal(1),
  /** the backups of a folder in the order of their making, whatever the clock says */
  number: z.int().positive(),
  reason: BackupReason,
  madeAt: Instant,
  /** tells one shop's backups from another's */
  lineage: z.string().nullable(),
  /** the version of the schema */
  version: z.int(),
  schemaHash: Sha256,
  lastOperation: z.int(),
  facts: ShopFacts,
  /** rows of each table */
  rows: z.record(z.string(), z.int()),
  database: Part,
  /** what stands in the file: the database, or it locked */
  body: Part,
  sealing: Sealing.nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

const mark = Buffer.from('XKBACK1\n');
const tailBytes = 32 + 4 + mark.length;
const manifestAtMost = 1 << 20;
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export type Report = (done: number, total: number) => void;
const silent: Report = () => undefined;

const trailerOf = (manifest: Manifest): Buffer => {
  const json = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([json, sha256(json), length, mark]);
};

/** `file` stands at its end. */
export const appendManifest = (file: number, manifest: Manifest): void => {
  writeFileSync(file, trailerOf(manifest));
};

const readAt = (file: number, bytes: number, at: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  let read = 0;
  while (read < bytes) {
    const some = readSync(file, buffer, read, bytes - read, at + read);
    if (some === 0) return buffer.subarray(0, read);
    read += some;
  }
  return buffer;
};

const manifestIn = (file: number): Manifest | null => {
  const { size } = fstatSync(file);
  if (size < tailBytes) return null;
  const tail = readAt(file, tailBytes, size - tailBytes);
  const length = tail.length < tailBytes || !tail.subarray(36).equals(mark) ? 0 : tail.readUInt32BE(32);
  if (length === 0 || length > manifestAtMost || length > size - tailBytes) return null;
  const json = readAt(file, length, size - tailBytes - length);
  if (!sha256(json).equals(tail.subarray(0, 32))) return null;
  const parsed = Manifest.safeParse(JSON.parse(json.toString('utf8')));
  return parsed.success && parsed.data.body.bytes + length + tailBytes === size ? parsed.data : null;
};

const withFile = <T>(path: string, flags: 'r' | 'w', work: (file: number) => T): T => {
  const file = openSync(path, flags);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
};

export const readManifest = (path: string): Manifest => {
  const manifest = withFile(path, 'r', manifestIn);
  // A photo is not a damaged backup.
  if (!manifest) throw new Refused(path.endsWith('.xkb') ? 'backups.damaged' : 'backups.notOurs', { file: basename(path) });
  return manifest;
};

/** Reads the body through; a changed bit anywhere is seen here. `take` gets the pieces. */
const readBody = (path: string, { body, sealing }: Manifest, take: (piece: Buffer, number: number, last: boolean) => void, report: Report): void =>
  withFile(path, 'r', (file) => {
    const hash = createHash('sha256');
    const step = chunkBytes + (sealing ? tagBytes : 0);
    for (let at = 0, number = 0; at < body.bytes; at += step, number += 1) {
      const piece = readAt(file, Math.min(step, body.bytes - at), at);
      hash.update(piece);
      take(piece, number, at + step >= body.bytes);
      report(Math.min(at + step, body.bytes), body.bytes);
    }
    if (hash.digest('hex') !== body.sha256) throw new Refused('backups.damaged', { file: basename(path) });
  });

export const checkBody = (path: string, manifest: Manifest, report: Report = silent): void => readBody(path, manifest, () => undefined, report);

/** Writes the database that the backup holds; it is the one that was backed up, bit by bit, or this throws. */
export const extract = (path: string, manifest: Manifest, secret: string | null, target: string, report: Report = silent): void =>
  withFile(target, 'w', (out) => {
    const damaged = new Refused('backups.damaged', { file: basename(path) });
    const { sealing, database } = manifest;
    if (sealing && secret === null) throw new Refused('backups.needsPassword', { file: basename(path) });
    const cipher = sealing && secret !== null ? chunkCipher(secret, sealing.salt) : null;
    const hash = createHash('sha256');
    let bytes = 0;
    readBody(path, manifest, (piece, number, last) => {
      const plain = cipher ? cipher.open(piece, number, last) : piece;
      if (!plain) throw damaged;
      hash.update(plain);
      writeFileSync(out, plain);
      bytes += plain.length;
    }, report);
    if (bytes !== database.bytes || hash.digest('hex') !== database.sha256) throw damaged;
  });

/** The SHA-256 of a whole file. */
export const hashFile = (path: string, report: Report = silent): { readonly bytes: number; readonly sha256: string } =>
  withFile(path, 'r', (file) => {
    const hash = createHash('sha256');
    const { size } = fstatSync(file);
    for (let at = 0; at < size; at += chunkBytes) {
      hash.update(readAt(file, Math.min(chunkBytes, size - at), at));
      report(Math.min(at + chunkBytes, size), size);
    }
    return { bytes: size, sha256: hash.digest('hex') };
  });

/** A copy of the backup, as it is or locked. */
export const writeCopy = (path: string, manifest: Manifest, lock: { readonly secret: string; readonly sealing: Sealing } | null, target: string, report: Report = silent): void => {
  const cipher = lock && chunkCipher(lock.secret, lock.sealing.salt);
  const hash = createHash('sha256');
  let bytes = 0;
  withFile(target, 'w', (out) => {
    readBody(path, manifest, (piece, number, last) => {
      const written = cipher ? cipher.seal(piece, number, last) : piece;
      hash.update(written);
      writeFileSync(out, written);
      bytes += written.length;
    }, report);
    appendManifest(out, { ...manifest, sealing: lock?.sealing ?? null, body: { bytes, sha256: hash.digest('hex') } });
  });
};
