import { z } from 'zod';
import { command, Instant, job, Page, phoneMark, query, RowId } from '../base/contract.ts';

/** Every command answers with the operation that it recorded, so that the window can offer 撤销. */
export const OperationRef = z.object({ operationId: RowId });
export type OperationRef = z.infer<typeof OperationRef>;

/** One user action. `title` names a sentence (`customers.update` …), `subject` is what it was done to. */
export const Operation = z.object({
  id: RowId,
  uid: z.string(),
  title: z.string(),
  subject: z.string().nullable(),
  doneAt: Instant,
  /** the name of who did it; null while nobody had to sign in */
  who: z.string().nullable(),
  changes: z.int(),
  /** which fields it changed, when it changed a few records: columns, and tables of what belongs to a record */
  fields: z.array(z.string()),
  /** the operation that took this one back, if any */
  undoneBy: RowId.nullable(),
});
export type Operation = z.infer<typeof Operation>;

/** What an undo did. `kept` counts records that stayed because they were changed later, or something later was built on them. */
export const UndoResult = z.object({ operationId: RowId, restored: z.int(), removed: z.int(), kept: z.int() });
export type UndoResult = z.infer<typeof UndoResult>;

/** A record by what it is (`customers`, `orders` …) and its number. */
export const RecordRef = z.object({ kind: z.string().max(40), id: RowId });
export type RecordRef = z.infer<typeof RecordRef>;

/** What becomes of the records that were changed since: all of them, and those for which the opposite was said. */
export const UndoAnswer = z.object({ changed: z.enum(['keep', 'takeBack']).default('keep'), except: z.array(RecordRef).max(1000).default([]) });
export type UndoAnswer = z.infer<typeof UndoAnswer>;

/** Records that go and records that get their former values back, by kind; and how many stay because something that stays needs them. */
export const UndoTally = z.object({ removed: z.record(z.string(), z.int()), restored: z.record(z.string(), z.int()), needed: z.int() });
export type UndoTally = z.infer<typeof UndoTally>;

/** A record that is not simply taken back. */
export const ChangedRecord = RecordRef.extend({
  name: z.string(),
  /** the step to be undone made the record; otherwise it only changed it */
  created: z.boolean(),
  /** changed since, and the user may choose; otherwise something needs it, and it stays */
  asked: z.boolean(),
  /** stays whatever the answer is, because something later needs it; otherwise only with what needs it */
  needed: z.boolean(),
  /** what was changed since: names of columns and of what belongs to a record */
  fields: z.array(z.string()),
  /** the latest step that changed or needed it */
  by: Operation.pick({ title: true, subject: true, doneAt: true }).nullable(),
});
export type ChangedRecord = z.infer<typeof ChangedRecord>;

/** What an undo would do, before anything happens. `asked` and `needed` count the records that `rows` lists by the page, the asked ones first. */
export const UndoPlan = z.object({
  ifKept: UndoTally,
  ifTakenBack: UndoTally,
  asked: z.int(),
  needed: z.int(),
  rows: z.array(ChangedRecord),
});
export type UndoPlan = z.infer<typeof UndoPlan>;

/** A value of a person's file: words, a number, several of them, or the parts of a birthday. Codes are as the file keeps them. */
export const FieldValue = z.union([z.string().meta(phoneMark), z.number(), z.array(z.string().meta(phoneMark)), z.record(z.string(), z.union([z.string(), z.number(), z.null()]))]);
export type FieldValue = z.infer<typeof FieldValue>;

export const FieldChange = z.object({ field: z.string(), before: FieldValue.nullable(), after: FieldValue.nullable() });
export type FieldChange = z.infer<typeof FieldChange>;

/** What one step did to a person's file. Without fields when it made the file or took it away. */
export const PersonChange = Operation.pick({ id: true, title: true, subject: true, doneAt: true, undoneBy: true }).extend({
  did: z.enum(['made', 'changed', 'removed']),
  fields: z.array(FieldChange),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** A deleted customer, who can come back. `orders` would be theirs again. */
export const Deleted = z.object({ id: RowId, name: z.string(), phone: z.string().meta(phoneMark).nullable(), orders: z.int(), operationId: RowId, deletedAt: Instant });
export type Deleted = z.infer<typeof Deleted>;

export const history = {
  /** Newest first. `standing`: only steps that can be taken back, and no undo. `staffId`: only this person's, null only those of before. */
  list: query(z.object({ limit: z.int().min(1).max(200).default(50), standing: z.boolean().default(false), staffId: RowId.nullable().optional() }), z.array(Operation)),
  /** Every step that touched the person's own file, newest first. */
  changesOf: query(z.object({ customerId: RowId, ...Page.shape }), z.object({ total: z.int(), rows: z.array(PersonChange) })),
  trash: query(z.object(Page.shape), z.object({ total: z.int(), rows: z.array(Deleted) })),
  /** Brings deleted customers back with all that was theirs, as far as nobody else has it by now. */
  restore: command(z.object({ customerIds: z.array(RowId).min(1).max(200) }), OperationRef.extend({ restored: z.int() })),
  undo: job(z.object({ operationId: RowId }), UndoResult),
};
