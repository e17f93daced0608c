import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';
import type { Image, Logged, Row } from './changes.rules.ts';
import { plainText } from './changes.rules.ts';
import type { PersonChange } from './contract.ts';

/** The person's own table and all that belongs to a person. */
const tables = recordedTables.filter(({ name, owner }) => name === 'customers' || owner?.table === 'customers').map(({ name }) => name);
const personOf = (table: string) => (table === 'customers' ? 'id' : 'customer_id');

/** Of a picture only how big it is: enough to see that it was changed. */
const readAs = (column: string) => (column === 'jpeg' ? 'length(jpeg) AS jpeg' : column);

/** What the log knows of one person's file. */
export const personRepository = (db: Database) => {
  const belonging = JSON.stringify(tables.filter((table) => table !== 'customers'));
  const now = tables.map((table) => {
    return [table, db.prepare<[number], Row & { readonly id: number }>(`SELECT ${columnsOf(db, table).map(readAs).join(', ')} FROM ${table} WHERE ${personOf(table)} = ?`)] as const;
  });
  const everOf = db.prepare<[number, string], { table: string; id: number }>(`
    SELECT DISTINCT table_name AS "table", row_id AS id FROM operation_changes
    WHERE json_extract(before, '$.customer_id') = ? AND table_name IN (SELECT value FROM json_each(?))`);
  const logOf = db.prepare<[string], { operationId: number; table: string; id: number; before: string | null }>(`
    SELECT c.operation_id AS operationId, c.table_name AS "table", c.row_id AS id,
      iif(c.table_name = 'customer_photos', json_set(c.before, '$.jpeg', length(c.before ->> '$.jpeg')), c.before) AS before
    FROM json_each(?) wanted CROSS JOIN operation_changes c ON c.table_name = wanted.value ->> 0 AND c.row_id = wanted.value ->> 1`);
  const steps = db.prepare<[string], Omit<PersonChange, 'did' | 'fields'>>(`
    SELECT o.id, o.title, o.subject, o.done_at AS doneAt, o.undone_by AS undoneBy FROM json_each(?) wanted CROSS JOIN operations o ON o.id = wanted.value ORDER BY wanted.key`);
  const nameOf = db.prepare<[number, number], string>(`
    SELECT coalesce((SELECT name FROM customers WHERE id = ?),
      (SELECT before ->> '$.name' FROM operation_changes WHERE table_name = 'customers' AND row_id = ? AND before IS NOT NULL ORDER BY operation_id DESC LIMIT 1))`).pluck();
  const ownField = (id: unknown) => db.prepare<[number], string>(`SELECT name FROM customer_fields WHERE id = ?`).pluck().get(Number(id)) ?? '';

  const nameOfPerson = (id: string | number | null | undefined): string => (typeof id === 'number' ? (nameOf.get(id, id) ?? '') : '');
  const texts: Readonly<Record<string, (row: Row) => string>> = {
    customer_relations: ({ other_id: other }) => nameOfPerson(other),
    customer_values: ({ field_id: field, value }) => `${ownField(field)} ${value}`,
  };

  return {
    /** The rows of today, and every image of a row that is or ever was the person's. */
    fileOf: (personId: number): { readonly today: readonly Image[]; readonly log: readonly Logged[] } => {
      const today = now.flatMap(([table, rows]) => rows.all(personId).map((row) => ({ table, id: row.id, row })));
      const places = new Map([{ table: 'customers', id: personId }, ...today, ...everOf.all(personId, belonging)].map(({ table, id }) => [`${table} ${id}`, [table, id]]));
      const log = logOf.all(JSON.stringify([...places.values()])).map(({ before, ...image }) => ({ ...image, row: before === null ? null : (JSON.parse(before) as Row) }));
      return { today, log };
    },
    textOf: (table: string, row: Row): string => texts[table]?.(row) ?? plainText(row),
    nameOfPerson,
    stepsOf: (operations: readonly number[]) => steps.all(JSON.stringify(operations)),
  };
};
export type PersonRepository = ReturnType<typeof personRepository>;
