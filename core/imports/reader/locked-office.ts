/**
 * Workbooks that ask for a password when they are opened (ECMA-376 document encryption, MS-OFFCRYPTO 2.3.4): an OLE
 * container whose stream EncryptedPackage is the real file. `agile` is what Office has written since 2010 and WPS and
 * 快团团 write, `standard` what Office 2007 wrote.
 */
import { createDecipheriv, hash } from 'node:crypto';
import { oleStream } from './ole.ts';
import { firstFitting, unaskedPassword } from './passwords.ts';
import { ReadRefused } from './refused.ts';

/** Office spins 100,000 times. The standard allows ten million, which is a minute of work for each wrong password. */
const maxSpins = 1_000_000;

const unknownLock = () => new ReadRefused('imports.passwordProtected');
const damaged = () => new ReadRefused('imports.damagedFile');

const littleEndian = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};
const digest = (algorithm: string, ...parts: readonly Uint8Array[]): Buffer => hash(algorithm, Buffer.concat(parts), 'buffer');
const fitted = (bytes: Buffer, length: number): Buffer => (bytes.length >= length ? bytes.subarray(0, length) : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)]));

const decrypted = (cipher: string, key: Buffer, iv: Buffer | null, data: Uint8Array): Buffer => {
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
};

const spun = (algorithm: string, salt: Buffer, password: string, spins: number): Buffer => {
  const first = digest(algorithm, salt, Buffer.from(password, 'utf16le'));
  const input = Buffer.concat([littleEndian(0), first]);
  for (let spin = 0; spin < spins; spin += 1) {
    input.writeUInt32LE(spin);
    hash(algorithm, input, 'buffer').copy(input, 4);
  }
  // Without any spin too, the first hash stands behind the number.
  return input.subarray(4);
};

/** The stream begins with the length of the file, which the last cipher block rounds up. */
const packageLength = (stream: Buffer): number => {
  const length = stream.length < 8 ? Number.POSITIVE_INFINITY : Number(stream.readBigUInt64LE());
  if (length > stream.length - 8) throw damaged();
  return length;
};

type Attributes = { readonly text: (name: string) => string; readonly number: (name: string) => number; readonly bytes: (name: string) => Buffer };

const attributesOf = (xml: string, tag: string): Attributes => {
  const attributes = new RegExp(`<(?:\\w+:)?${tag}\\s([^<>]*)>`).exec(xml)?.[1];
  if (attributes === undefined) throw unknownLock();
  const text = (name: string): string => new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1] ?? '';
  return { text, number: (name) => Number(text(name)), bytes: (name) => Buffer.from(text(name), 'base64') };
};

const agileCipher = (attributes: Attributes): { readonly cipher: string; readonly algorithm: string; readonly keyBytes: number; readonly blockSize: number; readonly salt: Buffer } => {
  const algorithm = attributes.text('hashAlgorithm').replace('-', '').toLowerCase();
  const keyBits = attributes.number('keyBits');
  const known = attributes.text('cipherAlgorithm') === 'AES' && attributes.text('cipherChaining') === 'ChainingModeCBC' && [128, 192, 256].includes(keyBits);
  if (!known || !['sha1', 'sha256', 'sha384', 'sha512'].includes(algorithm)) throw unknownLock();
  return { cipher: `aes-${keyBits}-cbc`, algorithm, keyBytes: keyBits / 8, blockSize: 16, salt: attributes.bytes('saltValue') };
};

const segment = 4096;

/** What each derived key is for (MS-OFFCRYPTO 2.3.4.11 to 2.3.4.13). */
const purpose = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'), verifierValue: Buffer.from('d7aa0f6d3061344e', 'hex'), packageKey: Buffer.from('146e0be7abacd0d6', 'hex'),
} as const;

const agileOpener = (info: Buffer, stream: Buffer) => {
  const xml = info.toString('utf8', 8);
  const content = agileCipher(attributesOf(xml, 'keyData'));
  const attributes = attributesOf(xml, 'encryptedKey');
  const lock = agileCipher(attributes);
  const spins = attributes.number('spinCount');
  if (!(spins >= 0 && spins <= maxSpins)) throw new ReadRefused('imports.suspiciousFile');
  const length = packageLength(stream);
  return (password: string): Buffer | null => {
    const root = spun(lock.algorithm, lock.salt, password, spins);
    const value = (use: keyof typeof purpose, name: string) =>
      decrypted(lock.cipher, fitted(digest(lock.algorithm, root, purpose[use]), lock.keyBytes), fitted(lock.salt, lock.blockSize), attributes.bytes(name));
    const expected = digest(lock.algorithm, value('verifierInput', 'encryptedVerifierHashInput').subarray(0, lock.salt.length));
    if (!value('verifierValue', 'encryptedVerifierHashValue').subarray(0, expected.length).equals(expected)) return null;
    const key = value('packageKey', 'encryptedKeyValue').subarray(0, content.keyBytes);
    // No check of dataIntegrity: the zip inside has a checksum for each of its parts.
    const file = Buffer.alloc(length);
    for (let at = 0; at < length; at += segment) {
      const iv = fitted(digest(content.algorithm, content.salt, littleEndian(at / segment)), content.blockSize);
      decrypted(content.cipher, key, iv, stream.subarray(8 + at, 8 + at + segment)).copy(file, at);
    }
    return file;
  };
};

const standardSpins = 50_000;
const standardSalt = 16;

const standardOpener = (info: Buffer, stream: Buffer) => {
  const header = 12;
  const headerLength = info.readUInt32LE(8);
  const verifier = header + headerLength;
  const keyBits = info.readUInt32LE(header + 16);
  // 0x20: AES. RC4 in this container was only ever a default of beta versions.
  if ((info.readUInt32LE(header) & 0x20) === 0 || ![128, 192, 256].includes(keyBits)) throw unknownLock();
  if (info.length < verifier + 4 + standardSalt + 16 + 4 + 32) throw damaged();
  const part = (from: number, length: number): Buffer => info.subarray(verifier + from, verifier + from + length);
  const cipher = `aes-${keyBits}-ecb`;
  const length = packageLength(stream);
  return (password: string): Buffer | null => {
    const root = digest('sha1', spun('sha1', part(4, standardSalt), password, standardSpins), littleEndian(0));
    const padded = (fill: number): Buffer => digest('sha1', Buffer.alloc(64, fill).map((byte, index) => byte ^ (root[index] ?? 0)));
    const key = Buffer.concat([padded(0x36), padded(0x5c)]).subarray(0, keyBits / 8);
    const expected = digest('sha1', decrypted(cipher, key, null, part(20, 16)));
    if (!decrypted(cipher, key, null, part(40, 32)).subarray(0, 20).equals(expected)) return null;
    const whole = stream.subarray(8, 8 + Math.ceil(length / 16) * 16);
    return decrypted(cipher, key, null, whole).subarray(0, length);
  };
};

const openerOf = (info: Buffer, stream: Buffer): ((password: string) => Buffer | null) => {
  if (info.length < 12) throw damaged();
  const major = info.readUInt16LE(0);
  const minor = info.readUInt16LE(2);
  if (major === 4 && minor === 4) return agileOpener(info, stream);
  if (minor === 2 && major >= 2 && major <= 4) return standardOpener(info, stream);
  throw unknownLock();
};

/** The file behind the password; null if the container is not locked in this way. Throws what to tell the user. */
export const unlockedOffice = async (bytes: Buffer, passwords: readonly string[]): Promise<Uint8Array | null> => {
  try {
    const info = oleStream(bytes, 'encryptioninfo');
    const stream = oleStream(bytes, 'encryptedpackage');
    if (!info || !stream) return null;
    const open = openerOf(info, stream);
    return await firstFitting(passwords, open, [unaskedPassword]);
  } catch (error) {
    // Whatever a broken container does to the parser and to the ciphers.
    throw error instanceof ReadRefused ? error : damaged();
  }
};
