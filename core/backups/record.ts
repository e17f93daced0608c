/**
 * What must outlive a lost database: where copies go, how they are locked, what happened last. A small file beside the
 * backups; one that cannot be read means the defaults.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Instant } from '../base/contract.ts';
import { BackupState } from './contract.ts';
import { Wraps } from './sealing.ts';

const RecordShape = z.object({
  /** the first day of the watch */
  since: Instant.nullable().catch(null).default(null),
  place: z.string().nullable().catch(null).default(null),
  copiedAt: Instant.nullable().catch(null).default(null),
  /** the last step that a copy elsewhere holds */
  copiedOperation: z.int().catch(0).default(0),
  lock: z.object({ secret: z.string(), wraps: Wraps }).nullable().catch(null).default(null),
  trouble: BackupState.shape.trouble.catch(null).default(null),
  rehearsal: BackupState.shape.rehearsal.catch(null).default(null),
});
export type BackupRecord = z.infer<typeof RecordShape>;

export const createRecord = (folder: string) => {
  const path = join(folder, '记录.json');
  const read = (): BackupRecord => {
    try {
      return RecordShape.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return RecordShape.parse({});
    }
  };
  return {
    read,
    update: (changes: Partial<BackupRecord>): void => {
      mkdirSync(folder, { recursive: true });
      const file = openSync(`${path}.partial`, 'w', 0o600);
      writeFileSync(file, JSON.stringify({ ...read(), ...changes }, null, 1));
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.partial`, path);
    },
  };
};
