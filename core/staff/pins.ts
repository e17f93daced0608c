import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';

/** A tenth of a second on a cheap laptop. Ten thousand PINs are soon tried all the same: they are a curtain, no safe. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;

/** salt:hash in hex. */
export const sealed = (words: string): string => {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(words, salt, keyBytes, cost).toString('hex')}`;
};

const partsOf = (seal: string): { readonly salt: Buffer; readonly hash: Buffer } => {
  const [salt = '', hash = ''] = seal.split(':');
  return { salt: Buffer.from(salt, 'hex'), hash: Buffer.from(hash, 'hex') };
};

const fits = (key: Buffer, hash: Buffer): boolean => key.length === hash.length && timingSafeEqual(key, hash);

export const opensNow = (words: string, seal: string): boolean => {
  const { salt, hash } = partsOf(seal);
  return fits(scryptSync(words, salt, keyBytes, cost), hash);
};

/** Beside other work. */
export const opens = (words: string, seal: string): Promise<boolean> => {
  const { salt, hash } = partsOf(seal);
  return new Promise((resolve, reject) => {
    scrypt(words, salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(fits(key, hash))));
  });
};
