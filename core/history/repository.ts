import type { Database } from 'better-sqlite3';
import { imageOf, recordedTables } from '../base/recorder.ts';
import type { Row as RowImage } from './changes.rules.ts';
import type { Operation } from './contract.ts';

type Row = {
  readonly id: number; readonly uid: string; readonly title: string; readonly subject: string | null; readonly doneAt: string; readonly undoneBy: number | null; readonly forgotten: number;
};

export const historyRepository = (db: Database) => {
  const find = db.prepare<[number], Row>(
    `SELECT id, uid, title, subject, done_at AS doneAt, undone_by AS undoneBy, forgotten FROM operations WHERE id = ?`,
  );
  const list = db.prepare<unknown[], Omit<Operation, 'fields'>>(`
    SELECT o.id, o.uid, o.title, o.subject, o.done_at AS doneAt, s.name AS who, o.undone_by AS undoneBy,
      (SELECT count(*) FROM operation_changes c WHERE c.operation_id = o.id) AS changes
    FROM operations o LEFT JOIN staff s ON s.id = o.staff_id
    WHERE EXISTS (SELECT 1 FROM operation_changes c WHERE c.operation_id = o.id) AND (@standing = 0 OR (o.undone_by IS NULL AND o.title NOT LIKE '%.undo'))
      AND (@all OR o.staff_id IS @staffId)
    ORDER BY o.id DESC LIMIT @limit`);
  const latest = db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM operations`).pluck();
  /** What a step found, and what it left: the next image of the row, or the row as it is now. */
  const touched = db.prepare<[number], { table: string; id: number; before: string | null; left: string | null; isLast: number }>(`
    SELECT c.table_name AS "table", c.row_id AS id, c.before, n.before AS "left", n.operation_id IS NULL AS isLast FROM operation_changes c
    LEFT JOIN operation_changes n ON n.table_name = c.table_name AND n.row_id = c.row_id
      AND n.operation_id = (SELECT min(operation_id) FROM operation_changes l WHERE l.table_name = c.table_name AND l.row_id = c.row_id AND l.operation_id > c.operation_id)
    WHERE c.operation_id = ?`);
  const today = Object.fromEntries(recordedTables.map(({ name }) => [name, db.prepare<[number], string>(`SELECT ${imageOf(db, name, 't')} FROM ${name} t WHERE id = ?`).pluck()]));
  const rowIn = (image: string | null | undefined): RowImage | null => (image === null || image === undefined ? null : (JSON.parse(image) as RowImage));

  return {
    find: (id: number) => find.get(id),
    /** Without `staffId`: everybody's. */
    list: (limit: number, standing: boolean, staffId?: number | null) => list.all({ standing: Number(standing), all: Number(staffId === undefined), staffId: staffId ?? null, limit }),
    /** The rows that a step touched, before and after it. */
    touched: (id: number) => touched.all(id).map(({ table, id: row, before, left, isLast }) => (
      { table, before: rowIn(before), after: rowIn(isLast === 1 ? today[table]?.get(row) : left) })),
    latest: () => latest.get()!,
    /** Marks the operation undone; an undone undo makes its own target stand again. */
    markUndone: (operation: number, by: number): void => {
      db.prepare(`UPDATE operations SET undone_by = NULL WHERE undone_by = ?`).run(operation);
      db.prepare(`UPDATE operations SET undone_by = ? WHERE id = ?`).run(by, operation);
    },
  };
};
export type HistoryRepository = ReturnType<typeof historyRepository>;
