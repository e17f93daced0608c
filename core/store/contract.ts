import { z } from 'zod';
import { Day, FileToken, Instant, job, none, query } from '../base/contract.ts';

/** What was read of one table of a damaged file. `lost` is null where nobody can say how many rows there were. */
export const Salvaged = z.object({ table: z.string(), rows: z.int(), lost: z.int().nullable() });
export type Salvaged = z.infer<typeof Salvaged>;

export const Health = z.object({
  /** the database is open; everything else can be asked as well */
  open: z.boolean(),
  folder: z.string(),
  fileName: z.string(),
  /** null when there is no file */
  bytes: z.int().nullable(),
  freeBytes: z.int().nullable(),
  /** the last time every page was looked through and found sound */
  checkedOn: Day.nullable(),
  /** where the data would move to; null when that place is no better */
  moveTo: z.string().nullable(),
});
export type Health = z.infer<typeof Health>;

/** The file itself. These are answered also while the database is closed: that is when they are needed. */
export const store = {
  health: query(none, Health),
  /** Looks through every page and every index, beside all other work. A damaged file is closed. */
  check: job(none, z.object({ checkedOn: Day })),
  /** Tries to open a file that was refused. */
  openAgain: job(none, z.object({})),
  /** Copies the book to the computer's own disk; the old file stays. The program must be opened anew. */
  moveHome: job(none, z.object({ folder: z.string() })),
  /** Everything that can still be read, as tables that can be imported again; the file is only read. */
  exportReadable: job(z.object({ file: FileToken }), z.object({ tables: z.array(Salvaged), fileName: z.string() })),
  /** The damaged file is put aside and what can be read of it goes on as the book. */
  goOnWithReadable: job(none, z.object({ tables: z.array(Salvaged), keptAs: z.string() })),
  /** The file as it is, with everything beside it, for whoever is asked for help. */
  saveCopy: job(z.object({ file: FileToken }), z.object({ bytes: z.int(), fileName: z.string() })),
  /** Whatever lies there is put aside, and an empty book is begun. */
  startAnew: job(z.object({ confirmed: z.literal(true) }), z.object({ keptAs: z.string().nullable(), at: Instant })),
};
