import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';

/** Columns that name a person, in whichever table. */
const personColumns: readonly string[] = ['customer_id', 'other_id', 'referrer_id', 'left_id', 'right_id', 'kept_id', 'dropped_id'];

/** Changed rows above which nobody asks whose they are. */
const mostChanges = 10_000;

/** Whom the operations after a given one touched: everybody whom a changed row names, now or before. */
export const touchedRepository = (db: Database) => {
  const naming = recordedTables.flatMap(({ name }) =>
    columnsOf(db, name)
      .filter((column) => personColumns.includes(column) || (name === 'customers' && column === 'id'))
      .flatMap((column) => [
        `SELECT t.${column} AS id FROM changed c CROSS JOIN ${name} t ON t.id = c.row_id WHERE c.table_name = '${name}'`,
        `SELECT c.before ->> '$.${column}' FROM changed c WHERE c.table_name = '${name}' AND c.before IS NOT NULL`,
      ]),
  );
  const touched = db.prepare<{ since: number }, number>(`
    WITH changed AS MATERIALIZED (SELECT table_name, row_id, before FROM operation_changes WHERE operation_id > @since)
    SELECT DISTINCT id FROM (${naming.join(' UNION ALL ')}) WHERE id IS NOT NULL`).pluck();
  const changes = db.prepare<[number, number], number>(`SELECT count(*) FROM (SELECT 1 FROM operation_changes WHERE operation_id > ? LIMIT ?)`).pluck();
  return {
    /** Null when they changed more rows than `most`: naming everybody whom a big import touched would keep others waiting for seconds. */
    peopleSince: (operationId: number, most = mostChanges): readonly number[] | null => (changes.get(operationId, most + 1)! > most ? null : touched.all({ since: operationId })),
  };
};
