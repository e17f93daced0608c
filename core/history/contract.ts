import { z } from 'zod';
import { command, Instant, query, RowId } from '../base/contract.ts';

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
  changes: z.int(),
  /** the operation that took this one back, if any */
  undoneBy: RowId.nullable(),
});
export type Operation = z.infer<typeof Operation>;

/** What an undo did. `kept` counts records that stayed because something later was built on them. */
export const UndoResult = z.object({ operationId: RowId, restored: z.int(), removed: z.int(), kept: z.int() });
export type UndoResult = z.infer<typeof UndoResult>;

export const history = {
  list: query(z.object({ limit: z.int().min(1).max(200).default(50) }), z.array(Operation)),
  undo: command(z.object({ operationId: RowId }), UndoResult),
};
