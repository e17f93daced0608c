import { z } from 'zod';
import { Day, FileToken, Instant, job, none, query } from '../base/contract.ts';

/** Why a backup was made. */
export const BackupReason = z.enum(['byHand', 'daily', 'close', 'import', 'migration', 'restore', 'delete', 'merge', 'handover']);
export type BackupReason = z.infer<typeof BackupReason>;

/** What a person knows a shop by. */
export const ShopFacts = z.object({ shopName: z.string().nullable(), customers: z.int(), orders: z.int(), lastOrderOn: Day.nullable() });
export type ShopFacts = z.infer<typeof ShopFacts>;

/** A backup of the folder, as the list shows it. */
export const Backup = z.object({
  name: z.string(),
  reason: BackupReason,
  madeAt: Instant,
  facts: ShopFacts,
  bytes: z.int(),
  /** at the latest on this day it is gone, with everything in it; null while it is the only one left to go back to */
  leavesOn: Day.nullable(),
});
export type Backup = z.infer<typeof Backup>;

/** The data as they were before a restore, whole. */
export const Kept = z.object({ name: z.string(), keptAt: Instant, facts: ShopFacts.nullable(), leavesOn: Day });
export type Kept = z.infer<typeof Kept>;

/** A stick or disk that was plugged in. */
export const Drive = z.object({ id: z.string(), label: z.string(), freeBytes: z.int() });
export type Drive = z.infer<typeof Drive>;

const Trouble = z.object({ at: Instant, code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional() });

export const BackupState = z.object({
  /** false in the practice book, which is never backed up */
  on: z.boolean(),
  folder: z.string(),
  last: Backup.nullable(),
  /** something was changed since the last backup */
  changed: z.boolean(),
  /** where copies go that leave this laptop */
  place: z.object({ label: z.string(), there: z.boolean() }).nullable(),
  /** when a copy left this laptop for the last time */
  copiedAt: Instant.nullable(),
  /** no copy has left it for a week */
  overdue: z.boolean(),
  /** sticks that should be asked about */
  drives: z.array(Drive),
  trouble: Trouble.nullable(),
  /** copies that leave the laptop are locked with a password */
  locked: z.boolean(),
  rehearsal: z.object({ at: Instant, name: z.string(), failure: z.string().nullable(), facts: ShopFacts.nullable(), seconds: z.number() }).nullable(),
});
export type BackupState = z.infer<typeof BackupState>;

/** What to go back to: a backup of the folder, a kept state, or a file that the person chose. */
export const RestoreSource = z.union([
  z.object({ backup: z.string().max(200) }),
  z.object({ kept: z.string().max(200) }),
  z.object({ file: FileToken, password: z.string().max(200).optional() }),
]);
export type RestoreSource = z.infer<typeof RestoreSource>;

const Target = z.union([z.object({ drive: z.string().max(1000) }), z.object({ folder: FileToken }), z.object({ place: z.literal(true) })]);
export type CopyTarget = z.infer<typeof Target>;

const Side = z.object({ facts: ShopFacts, changedAt: Instant.nullable() });

export const backups = {
  state: query(none, BackupState),
  list: query(none, z.object({ backups: z.array(Backup), kept: z.array(Kept) })),
  make: job(none, Backup),
  /** Makes one when something changed, and puts it where it leaves the laptop. `remember`: there from now on. */
  copy: job(z.object({ to: Target, remember: z.boolean().default(true) }), z.object({ fileName: z.string(), label: z.string(), facts: ShopFacts, locked: z.boolean() })),
  /** One file with the whole shop, for another laptop. */
  handOver: job(z.object({ file: FileToken }), z.object({ fileName: z.string(), facts: ShopFacts, locked: z.boolean() })),
  forgetPlace: job(none, z.object({})),
  /** Not now: asked again when it is plugged in the next time. */
  leaveDrive: job(z.object({ drive: z.string().max(1000) }), z.object({})),
  /** Both sides, before anything is done; refuses what could not be restored. */
  compare: job(RestoreSource, z.object({ source: Side.extend({ madeAt: Instant, name: z.string() }), here: Side.nullable() })),
  restore: job(RestoreSource, z.object({ before: ShopFacts.nullable(), after: ShopFacts, keptUntil: Day, kept: z.string() })),
  /** Reads a backup through once more. */
  verify: job(z.object({ backup: z.string().max(200) }), z.object({ name: z.string(), facts: ShopFacts })),
  /** From now on copies that leave are locked; the code opens them too and is told only here. */
  lock: job(z.object({ password: z.string().max(200) }), z.object({ code: z.string() })),
  unlock: job(none, z.object({})),
  rehearse: job(none, BackupState),
};
