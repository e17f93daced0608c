/** A code that is printed once and opens what a forgotten password has shut. */
import { randomBytes } from 'node:crypto';

/** Without letters that look like numbers. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** In groups of four. */
export const newRecoveryCode = (length: number): string => Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('').replace(/(.{4})(?=.)/g, '$1-');

/** As typed: spaces, dashes, small letters, O for 0, I and L for 1. */
export const recoveryCodeTyped = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
