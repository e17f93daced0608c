/**
 * Old .xls workbooks with a password (MS-OFFCRYPTO 2.3.6 and 2.3.5, MS-XLS 2.2.10): RC4 over the stream, by blocks of
 * 1,024 bytes, with the record headers left plain.
 */
import { createHash } from 'node:crypto';
import { oleStream, withOleStream } from './ole.ts';
import { firstFitting, unaskedPassword } from './passwords.ts';
import { ReadRefused } from './refused.ts';

const blockBytes = 1024;

/** OpenSSL keeps RC4 out of reach, so here it is. */
const rc4 = (key: Uint8Array): ((length: number) => Buffer) => {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return (length) => {
    const stream = Buffer.alloc(length);
    for (let at = 0; at < length; at += 1) {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      stream[at] = state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0;
    }
    return stream;
  };
};

const xored = (data: Buffer, stream: Buffer): Buffer => Buffer.from(data.map((byte, index) => byte ^ (stream[index] ?? 0)));
const digest = (algorithm: 'md5' | 'sha1', ...parts: readonly Uint8Array[]): Buffer => createHash(algorithm).update(Buffer.concat(parts)).digest();
const littleEndian = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** The keys of a password by block, and what proves the password. */
type Lock = { readonly algorithm: 'md5' | 'sha1'; readonly verifier: Buffer; readonly verifierHash: Buffer; readonly keysOf: (password: string) => (block: number) => Buffer };

const damaged = () => new ReadRefused('imports.damagedFile');

/** Excel 97: 40 bits. */
const plainRc4 = (info: Buffer): Lock => {
  const salt = info.subarray(4, 20);
  return {
    algorithm: 'md5',
    verifier: info.subarray(20, 36),
    verifierHash: info.subarray(36, 52),
    keysOf: (password) => {
      const short = digest('md5', Buffer.from(password, 'utf16le')).subarray(0, 5);
      const root = digest('md5', ...Array.from({ length: 16 }, () => Buffer.concat([short, salt]))).subarray(0, 5);
      return (block) => digest('md5', root, littleEndian(block));
    },
  };
};

/** Excel 2002 and later. */
const cryptoApiRc4 = (info: Buffer): Lock => {
  const header = 12;
  const verifier = header + info.readUInt32LE(8);
  const keyBits = info.readUInt32LE(header + 16) || 40;
  const keyBytes = keyBits / 8;
  if (info.length < verifier + 60 || keyBits > 128 || keyBits % 8 !== 0) throw damaged();
  const salt = info.subarray(verifier + 4, verifier + 20);
  return {
    algorithm: 'sha1',
    verifier: info.subarray(verifier + 20, verifier + 36),
    verifierHash: info.subarray(verifier + 40, verifier + 60),
    keysOf: (password) => {
      const root = digest('sha1', salt, Buffer.from(password, 'utf16le'));
      return (block) => {
        const key = digest('sha1', root, littleEndian(block)).subarray(0, keyBytes);
        // 40 bits are filled up with zeros, as Windows does.
        return keyBits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
      };
    },
  };
};

const lockOf = (filePass: Buffer): Lock => {
  const info = filePass.subarray(2);
  if (filePass.readUInt16LE(0) === 1 && info.readUInt16LE(0) === 1) return plainRc4(info);
  if (filePass.readUInt16LE(0) === 1 && info.readUInt16LE(2) === 2) return cryptoApiRc4(info);
  // The obfuscation of Excel 5.
  throw new ReadRefused('imports.passwordProtected');
};

const fits = ({ algorithm, verifier, verifierHash }: Lock, keyOf: (block: number) => Buffer): boolean => {
  const next = rc4(keyOf(0));
  const expected = digest(algorithm, xored(verifier, next(verifier.length)));
  return xored(verifierHash, next(verifierHash.length)).equals(expected);
};

const record = { boundSheet: 0x85, filePass: 0x2f, passedOver: 0x01c2 } as const;
/** BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead are never locked. */
const plainRecords: ReadonlySet<number> = new Set([0x809, record.filePass, 0x194, 0x195, 0xe1, 0x196, 0x138]);

/** The records of a workbook: where each begins, what it is, how long. */
const recordsOf = function* (stream: Buffer): Generator<{ readonly at: number; readonly type: number; readonly length: number }> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(at + 2);
    if (at + 4 + length > stream.length) return;
    yield { at, type: stream.readUInt16LE(at), length };
    at += 4 + length;
  }
};

const unlocked = (stream: Buffer, keyOf: (block: number) => Buffer): Buffer => {
  const plain = Buffer.from(stream);
  const blocks = Buffer.concat(Array.from({ length: Math.ceil(stream.length / blockBytes) }, (_, block) => rc4(keyOf(block))(blockBytes)));
  for (const { at, type, length } of recordsOf(stream)) {
    // What says "locked" becomes a record that every reader passes over.
    if (type === record.filePass) plain.writeUInt16LE(record.passedOver, at);
    if (plainRecords.has(type)) continue;
    // Where a sheet begins stands unlocked in front of its name.
    for (let each = at + 4 + (type === record.boundSheet ? 4 : 0); each < at + 4 + length; each += 1) plain[each] = (stream[each] ?? 0) ^ (blocks[each] ?? 0);
  }
  return plain;
};

/** The workbook without its lock; null if it has none. Throws what to tell the user. */
export const unlockedXls = async (bytes: Buffer, passwords: readonly string[]): Promise<Uint8Array | null> => {
  try {
    const stream = oleStream(bytes, 'workbook');
    const filePass = stream && [...recordsOf(stream.subarray(0, 4096))].find(({ type }) => type === record.filePass);
    if (!stream || !filePass) return null;
    const lock = lockOf(stream.subarray(filePass.at + 4, filePass.at + 4 + filePass.length));
    const keysOf = (password: string) => {
      const keys = lock.keysOf(password);
      return fits(lock, keys) ? keys : null;
    };
    const keyOf = await firstFitting(passwords, keysOf, [unaskedPassword]);
    return withOleStream(bytes, 'workbook', unlocked(stream, keyOf));
  } catch (error) {
    throw error instanceof ReadRefused ? error : damaged();
  }
};
