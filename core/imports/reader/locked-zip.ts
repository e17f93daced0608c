/** Opens the locked entries of a zip: the old ZipCrypto that Windows and most platforms use, and AES. */
import type { FileEntry } from '@zip.js/zip.js';
import { firstFitting } from './passwords.ts';
import { ReadRefused } from './refused.ts';
import type { Part, Zip } from './zip.ts';

export const isLocked = ({ entry }: Part): boolean => (entry.flags & 1) === 1;

/** Inflates at most what the directory promised: the library would go on. */
const opened = async (locked: FileEntry, size: number, password: string): Promise<Buffer> => {
  const bytes = Buffer.alloc(size);
  let at = 0;
  await locked.getData(
    new WritableStream<Uint8Array>({
      write: (piece) => {
        if (at + piece.length > size) throw new ReadRefused('imports.suspiciousFile');
        bytes.set(piece, at);
        at += piece.length;
      },
    }),
    { password, checkSignature: true },
  );
  if (at !== size) throw new ReadRefused('imports.suspiciousFile');
  return bytes;
};

/** Answers one locked entry after another; the passwords are tried in turn. */
export const zipUnlocker = async (zip: Zip, passwords: readonly string[]): Promise<(part: Part) => Promise<Buffer>> => {
  const { configure, ERR_INVALID_PASSWORD, ERR_UNSUPPORTED_ENCRYPTION, Uint8ArrayReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  configure({ useWebWorkers: false });
  const entries = await new ZipReader(new Uint8ArrayReader(zip.bytes)).getEntries().catch(() => {
    throw new ReadRefused('imports.damagedFile');
  });
  const byOffset = new Map(entries.flatMap((entry) => (entry.directory ? [] : [[entry.offset, entry] as const])));
  const fitted = new Set<string>();
  return (part) => {
    const locked = byOffset.get(part.span.from);
    if (!locked) throw new ReadRefused('imports.damagedFile');
    return firstFitting(passwords, async (password) => {
      try {
        const bytes = await opened(locked, part.entry.size, password);
        fitted.add(password);
        return bytes;
      } catch (error) {
        const message = error instanceof Error ? error.message : '';
        if (message === ERR_UNSUPPORTED_ENCRYPTION) throw new ReadRefused('imports.passwordProtected');
        // ZipCrypto lets one wrong password in 256 through: only the garbage behind it tells.
        if (message === ERR_INVALID_PASSWORD || (locked.zipCrypto && !fitted.has(password))) return null;
        throw error instanceof ReadRefused ? error : new ReadRefused('imports.damagedFile');
      }
    });
  };
};
