import type { Failure } from './protocol.ts';

/** Thrown inside the core; it crosses the process boundary as `{ code, details }`, never as an Error. */
export class Refused extends Error {
  readonly failure: Failure;
  constructor(code: string, details?: Failure['details']) {
    super(code);
    this.failure = details === undefined ? { code } : { code, details };
  }
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** Turns whatever was thrown into a failure. SQLite's own conditions get their own sentence (RELIABILITY R12). */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Refused) return error.failure;
  const code = codeOf(error);
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return { code: 'disk.full' };
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return { code: 'disk.readOnly' };
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return { code: 'disk.error' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EBUSY') return { code: 'disk.busy' };
  if (code.startsWith('SQLITE_CANTOPEN')) return { code: 'database.cannotOpen' };
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return { code: 'database.damaged' };
  return { code: 'core.unexpected', details: { reason: error instanceof Error ? error.message : String(error) } };
};
