import type { Database } from 'better-sqlite3';
import type { Operation } from './contract.ts';

type Row = {
  readonly id: number; readonly uid: string; readonly title: string; readonly subject: string | null; readonly doneAt: string; readonly undoneBy: number | null;
};

export const historyRepository = (db: Database) => {
  const find = db.prepare<[number], Row>(
    `SELECT id, uid, title, subject, done_at AS doneAt, undone_by AS undoneBy FROM operations WHERE id = ?`,
  );
  const list = db.prepare<[number], Operation>(`
    SELECT o.id, o.uid, o.title, o.subject, o.done_at AS doneAt, o.undone_by AS undoneBy,
      (SELECT count(*) FROM operation_changes c WHERE c.operation_id = o.id) AS changes
    FROM operations o
    WHERE EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id)
    ORDER BY o.id DESC LIMIT ?`);
  const latest = db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM operations`).pluck();
  /** Steps before this one whose undo came after it, and had to leave what this step stood on; the latest first. */
  const leftBehind = db.prepare<[number, number], { id: number; undoneBy: number }>(
    `SELECT id, undone_by AS undoneBy FROM operations WHERE id < ? AND undone_by > ? ORDER BY id DESC`);

  return {
    find: (id: number) => find.get(id),
    list: (limit: number) => list.all(limit),
    latest: () => latest.get()!,
    leftBehind: (id: number) => leftBehind.all(id, id),
    /** Marks the operation undone; an undone undo makes its own target stand again. */
    markUndone: (operation: number, by: number): void => {
      db.prepare(`UPDATE operations SET undone_by = NULL WHERE undone_by = ?`).run(operation);
      db.prepare(`UPDATE operations SET undone_by = ? WHERE id = ?`).run(by, operation);
    },
  };
};
export type HistoryRepository = ReturnType<typeof historyRepository>;
