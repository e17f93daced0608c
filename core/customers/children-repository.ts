import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../base/recorder.ts';
import type { ChildTable } from './children.rules.ts';

type Reference = { readonly table: string; readonly column: string; readonly nullable: boolean; readonly foreign: boolean; readonly cascades: boolean };
type StoredReference = { readonly column: string; readonly nullable: number; readonly onDelete: string | null };

/** Every column of the shop's own tables that holds a customer's number: by foreign key, or by its name alone. */
export const referencesOf = (db: Database): readonly Reference[] =>
  recordedTables.flatMap(({ name }) =>
    db.prepare<[string, string], StoredReference>(`
      SELECT c.name AS "column", c."notnull" = 0 AS nullable, f.on_delete AS onDelete
      FROM pragma_table_info(?) c LEFT JOIN pragma_foreign_key_list(?) f ON f."from" = c.name AND f."table" = 'customers'
      WHERE f."table" IS NOT NULL OR c.name = 'customer_id' ORDER BY c.cid`).all(name, name)
      .map(({ column, nullable, onDelete }) => ({ table: name, column, nullable: nullable === 1, foreign: onDelete !== null, cascades: onDelete === 'CASCADE' })));

const uniqueKeys = (db: Database, table: string): readonly (readonly string[])[] =>
  (db.prepare(`SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND origin = 'u'`).pluck().all(table) as string[])
    .map((index) => db.prepare(`SELECT name FROM pragma_index_info(?)`).pluck().all(index) as string[]);

/** How a list is written, not what it says. */
const incidental = ['id', 'position', 'label'];

/** The tables that hang on customers, as the schema has them by now. */
export const childTablesOf = (db: Database): readonly ChildTable[] => {
  const references = referencesOf(db);
  return [...new Set(references.map(({ table }) => table))].map((name) => {
    const columns = references.filter(({ table }) => table === name).map(({ column }) => column);
    const all = columnsOf(db, name);
    const key = uniqueKeys(db, name).find((unique) => unique.some((column) => columns.includes(column)));
    const ofFile = recordedTables.some((table) => table.name === name && table.owner?.table === 'customers');
    const placed = all.includes('position');
    return {
      name, columns, ofFile, placed,
      ordered: (db.prepare(`SELECT sql FROM sqlite_schema WHERE name = ?`).pluck().get(name) as string).includes(`CHECK (${columns.join(' < ')})`),
      same: (key ?? (ofFile && placed ? all.filter((column) => !incidental.includes(column)) : null))?.filter((column) => !columns.includes(column)) ?? null,
    };
  });
};

/** Takes a person out of every other table: what stands for itself stays without a name, the rest goes. */
export const childRemover = (db: Database): ((customerId: number) => void) => {
  const statements = referencesOf(db).filter(({ foreign, cascades }) => foreign && !cascades).map(({ table, column, nullable }) =>
    db.prepare<[number]>(nullable ? `UPDATE ${table} SET ${column} = NULL WHERE ${column} = ?` : `DELETE FROM ${table} WHERE ${column} = ?`));
  return (customerId) => statements.forEach((statement) => statement.run(customerId));
};
