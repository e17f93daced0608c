/** Files with passwords, made by other programs than the one that opens them. */
import { createHash } from 'node:crypto';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { encrypt } from 'officecrypto-tool';
import * as Xlsx from 'xlsx';

export type Lock = 'aes-256' | 'aes-128' | 'zipcrypto';

/** A zip whose files are locked by one password each; null leaves a file open. */
export const lockedZip = async (files: readonly (readonly [name: string, bytes: Uint8Array, password: string | null])[], lock: Lock = 'aes-256'): Promise<Uint8Array> => {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, bytes, password] of files) {
    const locked = lock === 'zipcrypto' ? { zipCrypto: true } : { encryptionStrength: lock === 'aes-128' ? 1 : 3 } as const;
    await writer.add(name, new Uint8ArrayReader(bytes), password === null ? {} : { password, ...locked });
  }
  return writer.close();
};

/** As Office saves it under a password: `agile` since 2010, `standard` in 2007. */
export const lockedOffice = (bytes: Uint8Array, password: string, kind: 'agile' | 'standard' = 'agile'): Uint8Array =>
  new Uint8Array(encrypt(Buffer.from(bytes), { password, ...(kind === 'standard' ? { type: 'standard' } : {}) }));

const rc4 = (key: Buffer, length: number): Buffer => {
  const state = Array.from({ length: 256 }, (_, index) => index);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) % 256;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  j = 0;
  return Buffer.from(Array.from({ length }, (_, at) => {
    const i = (at + 1) % 256;
    j = (j + state[i]!) % 256;
    [state[i], state[j]] = [state[j]!, state[i]!];
    return state[(state[i] + state[j]!) % 256]!;
  }));
};
const mixed = (data: Buffer, keys: Buffer): Buffer => Buffer.from(data.map((byte, index) => byte ^ keys[index]!));
const number = (value: number, bytes: 2 | 4): Buffer => {
  const written = Buffer.alloc(bytes);
  written.writeUIntLE(value, 0, bytes);
  return written;
};
const digest = (name: string, ...parts: readonly Buffer[]): Buffer => createHash(name).update(Buffer.concat(parts)).digest();
const salt = Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex');
const proof = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

/** The record that says how an .xls is locked, and the key of each block of its stream. */
const xlsLocks = {
  'Excel 97': (password: Buffer) => {
    const root = digest('md5', ...Array.from({ length: 16 }, () => Buffer.concat([digest('md5', password).subarray(0, 5), salt]))).subarray(0, 5);
    const keyOf = (block: number) => digest('md5', root, number(block, 4));
    const sealed = mixed(Buffer.concat([proof, digest('md5', proof)]), rc4(keyOf(0), 32));
    return { keyOf, filePass: Buffer.concat([number(1, 2), number(1, 2), number(1, 2), salt, sealed]) };
  },
  'Excel 2003': (password: Buffer) => {
    const root = digest('sha1', salt, password);
    const keyOf = (block: number) => digest('sha1', root, number(block, 4)).subarray(0, 16);
    const sealed = mixed(Buffer.concat([proof, digest('sha1', proof)]), rc4(keyOf(0), 36));
    const name = Buffer.from('Microsoft Enhanced Cryptographic Provider v1.0\0', 'utf16le');
    const header = Buffer.concat([number(4, 4), number(0, 4), number(0x6801, 4), number(0x8004, 4), number(128, 4), number(1, 4), number(0, 4), number(0, 4), name]);
    const verifier = Buffer.concat([number(16, 4), salt, sealed.subarray(0, 16), number(20, 4), sealed.subarray(16)]);
    return { keyOf, filePass: Buffer.concat([number(1, 2), number(2, 2), number(2, 2), number(4, 4), number(header.length, 4), header, verifier]) };
  },
} as const;

const records = (stream: Buffer): { readonly type: number; readonly body: Buffer }[] => {
  const found: { type: number; body: Buffer }[] = [];
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) found.push({ type: stream.readUInt16LE(at), body: Buffer.from(stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2))) });
  return found;
};

const boundSheet = 0x85;
const neverLocked: readonly number[] = [0x809, 0x2f, 0xe1];

/** An .xls as Excel saves it under a password. */
export const lockedXls = (bytes: Uint8Array, password: string, kind: keyof typeof xlsLocks): Uint8Array => {
  const container = Xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const workbook = Xlsx.CFB.find(container, '/Workbook');
  const { keyOf, filePass } = xlsLocks[kind](Buffer.from(password, 'utf16le'));
  const [first, ...rest] = records(Buffer.from(workbook.content));
  const all = [first!, { type: 0x2f, body: filePass }, ...rest];
  for (const { type, body } of all) if (type === boundSheet) body.writeUInt32LE(body.readUInt32LE(0) + filePass.length + 4, 0);
  const plain = Buffer.concat(all.flatMap(({ type, body }) => [number(type, 2), number(body.length, 2), body]));
  const locked = mixed(plain, Buffer.concat(Array.from({ length: Math.ceil(plain.length / 1024) }, (_, block) => rc4(keyOf(block), 1024))));
  let at = 0;
  for (const { type, body } of all) {
    const open = 4 + (neverLocked.includes(type) ? body.length : type === boundSheet ? 4 : 0);
    plain.copy(locked, at, at, at + open);
    at += 4 + body.length;
  }
  workbook.content = locked;
  workbook.size = locked.length;
  return new Uint8Array(Xlsx.CFB.write(container, { type: 'buffer' }));
};
