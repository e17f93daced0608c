/**
 * Locks a backup: AES-256-GCM in chunks, whose number and whose being the last are part of each nonce, so that none can be
 * left out, exchanged or cut off unseen. The key is opened by the password or by the recovery code (scrypt).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';
import { newRecoveryCode, recoveryCodeTyped } from '../base/recovery-code.ts';

const Hex = z.string().regex(/^([0-9a-f]{2})+$/);
const Wrap = z.object({ salt: Hex, sealed: Hex });
/** What opens the key: one wrap for the password, one for the code. */
export const Wraps = z.array(Wrap).length(2);
export type Wraps = z.infer<typeof Wraps>;
export const Sealing = z.object({ wraps: Wraps, salt: Hex });
export type Sealing = z.infer<typeof Sealing>;

export const chunkBytes = 1 << 20;
export const tagBytes = 16;
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const codeLength = 24;

const gcmSeal = (key: Buffer, nonce: Buffer, plain: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
/** Null when the key is another one or anything was changed. */
const gcmOpen = (key: Buffer, nonce: Buffer, sealed: Buffer): Buffer | null => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
};

/** Each wrap has a salt and with it a key of its own, which is used once. */
const noNonce = Buffer.alloc(12);
const wrapKey = (words: string, salt: Buffer): Buffer => scryptSync(words.normalize('NFKC'), salt, 32, cost);
const wrapped = (secret: Buffer, words: string): z.infer<typeof Wrap> => {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), sealed: gcmSeal(wrapKey(words, salt), noNonce, secret).toString('hex') };
};

/** The secret stays on the laptop, beside the data it locks elsewhere; the code is told once. */
export const newSecret = (password: string): { readonly secret: string; readonly wraps: Wraps; readonly code: string } => {
  const secret = randomBytes(32);
  const code = newRecoveryCode(codeLength);
  return { secret: secret.toString('hex'), wraps: [wrapped(secret, password), wrapped(secret, recoveryCodeTyped(code))], code };
};

/** The secret, opened by the password or the code; null when neither fits. */
export const openedBy = (wraps: Wraps, typed: string): string | null => {
  const tries = [typed, recoveryCodeTyped(typed)];
  for (const [index, { salt, sealed }] of wraps.entries()) {
    const secret = gcmOpen(wrapKey(tries[index]!, Buffer.from(salt, 'hex')), noNonce, Buffer.from(sealed, 'hex'));
    if (secret) return secret.toString('hex');
  }
  return null;
};

export const newSalt = (): string => randomBytes(32).toString('hex');

/** The cipher of one backup: `chunk` by its number. */
export const chunkCipher = (secret: string, salt: string) => {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), Buffer.from(salt, 'hex'), 'xiangke backup', 32));
  const nonceOf = (number: number, last: boolean): Buffer => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt8(last ? 1 : 0, 0);
    nonce.writeUInt32BE(number, 8);
    return nonce;
  };
  return {
    seal: (plain: Buffer, number: number, last: boolean): Buffer => gcmSeal(key, nonceOf(number, last), plain),
    open: (sealed: Buffer, number: number, last: boolean): Buffer | null => (sealed.length < tagBytes ? null : gcmOpen(key, nonceOf(number, last), sealed)),
  };
};
