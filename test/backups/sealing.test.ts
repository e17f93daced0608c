import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { chunkCipher, newSalt } from '../../core/backups/sealing.ts';

test('a chunk that was changed, exchanged, left out or cut off is seen', () => {
  const cipher = chunkCipher(randomBytes(32).toString('hex'), newSalt());
  const plain = [randomBytes(5000), randomBytes(5000), randomBytes(70)];
  const sealed = plain.map((piece, number) => cipher.seal(piece, number, number === 2));
  expect(sealed.map((piece, number) => cipher.open(piece, number, number === 2))).toEqual(plain);
  const changed = Buffer.from(sealed[0]!);
  changed[17] = changed[17]! ^ 1;
  expect(cipher.open(changed, 0, false)).toBeNull();
  expect(cipher.open(sealed[1]!, 0, false)).toBeNull();
  expect(cipher.open(sealed[1]!, 1, true)).toBeNull();
  expect(cipher.open(sealed[2]!.subarray(0, 10), 2, true)).toBeNull();
  expect(chunkCipher(randomBytes(32).toString('hex'), newSalt()).open(sealed[0]!, 0, false)).toBeNull();
});

test('the same shop is never locked twice the same way', () => {
  const secret = randomBytes(32).toString('hex');
  const [one, two] = [chunkCipher(secret, newSalt()), chunkCipher(secret, newSalt())];
  expect(one.seal(Buffer.from('王桂英'), 0, true).equals(two.seal(Buffer.from('王桂英'), 0, true))).toBe(false);
});
