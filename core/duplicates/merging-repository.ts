import type { Database } from 'better-sqlite3';
import { columnsOf, imageOf } from '../base/recorder.ts';
import { childTablesOf } from '../customers/children-repository.ts';
import type { ChildTable, Image, Rows } from '../customers/children.rules.ts';
import { idOf } from '../customers/children.rules.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import type { Merge } from './contract.ts';
import type { Took } from './uniting.rules.ts';

export type StoredMerge = {
  readonly id: number; readonly keptId: number; readonly droppedId: number; readonly mergedAt: string;
  readonly took: Took; readonly before: Image; readonly after: Image; readonly dropped: Image; readonly keptRows: Rows; readonly droppedRows: Rows;
};

const parsed = (text: unknown): unknown => JSON.parse(String(text));

const mergeOf = (row: Image): StoredMerge => ({
  id: idOf(row), keptId: Number(row['kept_id']), droppedId: Number(row['dropped_id']), mergedAt: String(row['merged_at']), took: parsed(row['took']) as Took,
  before: parsed(row['kept_before']) as Image, after: parsed(row['kept_after']) as Image, dropped: parsed(row['dropped']) as Image,
  keptRows: parsed(row['kept_rows']) as Rows, droppedRows: parsed(row['dropped_rows']) as Rows,
});

export const mergeRepository = (db: Database) => {
  const children: readonly ChildTable[] = childTablesOf(db);
  const columns = columnsOf(db, 'customers');
  const imagesOf = (table: string, condition: string) =>
    db.prepare<object, string>(`SELECT ${imageOf(db, table, 't')} FROM ${table} t WHERE ${condition} ORDER BY id`).pluck();
  const person = imagesOf('customers', 'id = @id');
  const rows = children.map((table) => ({ table, statement: imagesOf(table.name, table.columns.map((column) => `${column} = @id`).join(' OR ')) }));
  const merge = imagesOf('customer_merges', 'id = @id');
  const latest = imagesOf('customer_merges', 'id = (SELECT max(id) FROM customer_merges WHERE kept_id = @id)');
  const mergedInto = db.prepare<[number], number>(`SELECT kept_id FROM customer_merges WHERE dropped_id = ? ORDER BY id DESC LIMIT 1`).pluck();
  const exists = db.prepare<[number], number>(`SELECT 1 FROM customers WHERE id = ?`).pluck();
  const madeBy = db.prepare<[string, number], number>(`SELECT operation_id FROM operation_changes WHERE table_name = ? AND row_id = ? AND before IS NULL ORDER BY operation_id LIMIT 1`).pluck();
  const referrerOf = db.prepare<[number], number | null>(`SELECT referrer_id FROM customers WHERE id = ?`).pluck();
  /** Merges that stand, and those taken apart since, which only the log knows. */
  const all = `SELECT m.id, m.kept_id AS keptId, m.dropped_id AS droppedId, m.merged_at AS mergedAt, m.dropped ->> '$.name' AS droppedName, m.kept_before ->> '$.name' AS keptBefore, 1 AS standing FROM customer_merges m
    UNION ALL SELECT c.row_id, c.before ->> '$.kept_id', c.before ->> '$.dropped_id', c.before ->> '$.merged_at', c.before ->> '$.dropped' ->> '$.name', c.before ->> '$.kept_before' ->> '$.name', 0
    FROM operation_changes c WHERE c.table_name = 'customer_merges' AND c.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_merges WHERE id = c.row_id)
      AND c.operation_id = (SELECT max(operation_id) FROM operation_changes l WHERE l.table_name = 'customer_merges' AND l.row_id = c.row_id AND l.before IS NOT NULL)`;
  const ofPerson = `(@customerId IS NULL OR keptId = @customerId OR droppedId = @customerId)`;
  /** The dropped person went, or came back, in the same step: a merge that went with its kept person's file is none that ended. */
  const dropped = (id: string, went: boolean) => `EXISTS (SELECT 1 FROM operation_changes d
    WHERE d.operation_id = c.operation_id AND d.table_name = 'customers' AND d.row_id = ${id} AND d.before IS ${went ? 'NOT ' : ''}NULL)`;
  const ended = db.prepare<[number], string>(`
    SELECT before FROM operation_changes c WHERE operation_id = ? AND table_name = 'customer_merges' AND before IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM customer_merges WHERE id = c.row_id) AND ${dropped(`c.before ->> '$.dropped_id'`, false)} ORDER BY row_id`).pluck();
  const later = db.prepare<[number], number>(`
    SELECT EXISTS (SELECT 1 FROM operation_changes WHERE operation_id > ? AND operation_id < (SELECT max(id) FROM operations))`).pluck();
  const made = db.prepare<[number], number>(`
    SELECT c.row_id FROM operation_changes c JOIN customer_merges m ON m.id = c.row_id
    WHERE c.operation_id = ? AND c.table_name = 'customer_merges' AND c.before IS NULL AND ${dropped('m.dropped_id', true)} ORDER BY c.row_id DESC`).pluck();
  const likelihood = db.prepare<[number, number], number>(`
    SELECT likelihood FROM duplicate_pairs p WHERE left_id = ? AND right_id = ? AND kind = 'duplicate'
      AND NOT EXISTS (SELECT 1 FROM duplicate_decisions d WHERE d.left_id = p.left_id AND d.right_id = p.right_id)`).pluck();
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  const run = (sql: string, values: Image): void => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    known.run(values);
  };

  /** What a row leans on besides customers: a column of the shop's own that was removed since takes its values along. */
  const otherParents = new Map(children.map(({ name }) => [name, db.prepare<[string], { column: string; parent: string }>(
    `SELECT "from" AS "column", "table" AS parent FROM pragma_foreign_key_list(?) WHERE "table" <> 'customers'`).all(name)]));
  const leansOnNothing = (table: string, row: Image): boolean =>
    (otherParents.get(table) ?? []).some(({ column, parent }) => row[column] !== null && db.prepare(`SELECT 1 FROM ${parent} WHERE id = ?`).get(row[column]) === undefined);

  const insert = (table: string, { id, ...row }: Image): void => {
    if (leansOnNothing(table, row)) return;
    // A number that somebody else has by now is not taken from them.
    const free = id !== undefined && db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) === undefined;
    const values = free ? { id, ...row } : row;
    const names = Object.keys(values);
    run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`, values);
  };
  const update = (table: string, before: Image, after: Image): void => {
    const changed = Object.keys(after).filter((column) => before[column] !== after[column]);
    if (changed.length === 0) return;
    const values = Object.fromEntries([['id', after['id']!], ...changed.map((column) => [column, after[column]!] as const)]);
    run(`UPDATE ${table} SET ${changed.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`, values);
  };

  return {
    children,
    columns,
    person: (id: number): Image | undefined => {
      const image = person.get({ id });
      return image === undefined ? undefined : (JSON.parse(image) as Image);
    },
    /** Everything that hangs on a person. */
    rowsOf: (id: number): Rows => Object.fromEntries(rows.map(({ table, statement }) => [table.name, statement.all({ id }).map((image) => JSON.parse(image) as Image)])),
    find: (id: number): StoredMerge | undefined => {
      const image = merge.get({ id });
      return image === undefined ? undefined : mergeOf(JSON.parse(image) as Image);
    },
    /** The last merge into a person. */
    latestInto: (keptId: number): StoredMerge | undefined => {
      const image = latest.get({ id: keptId });
      return image === undefined ? undefined : mergeOf(JSON.parse(image) as Image);
    },
    /** Who stands for a number by now. */
    living: (id: number): number | null => (exists.get(id) === 1 ? id : (mergedInto.get(id) ?? null)),
    madeBy: (table: string, id: number): number | null => madeBy.get(table, id) ?? null,
    referrerOf: (id: number): number | null => referrerOf.get(id) ?? null,
    /** How likely the two are one person, as the queue has it; 0 when they are not in it or were decided about. */
    likelihoodOf: (a: number, b: number): number => likelihood.get(Math.min(a, b), Math.max(a, b)) ?? 0,
    /** Whether anything was written between a step and the one that is running. */
    hasLater: (operationId: number): boolean => later.get(operationId) === 1,
    /** Merges that a step made and that stand, the latest first. */
    madeIn: (operationId: number): number[] => made.all(operationId),
    /** Merges that a step took apart and that do not stand. */
    endedIn: (operationId: number): StoredMerge[] => ended.all(operationId).map((image) => mergeOf(JSON.parse(image) as Image)),
    list: (offset: number, limit: number, customerId: number | null): Merge[] =>
      db.prepare<object, Omit<Merge, 'standing'> & { readonly standing: number }>(`
        SELECT a.id, a.keptId, coalesce(c.name, a.keptBefore) AS keptName, a.droppedId, a.droppedName, a.mergedAt, a.standing FROM (${all}) a LEFT JOIN customers c ON c.id = a.keptId
        WHERE ${ofPerson} ORDER BY a.id DESC LIMIT @limit OFFSET @offset`).all({ offset, limit, customerId })
        .map((row) => ({ ...row, standing: row.standing === 1 })),
    count: (customerId: number | null): number => Number(db.prepare<object, number>(`SELECT count(*) FROM (${all}) WHERE ${ofPerson}`).pluck().get({ customerId })),

    /** The references of the two are whole again only at the end of the step. */
    deferReferences: (): void => void db.pragma('defer_foreign_keys = ON'),
    /** Brings rows from one state to another: what is gone goes first, so that its keys are free. */
    apply: (before: readonly Rows[], after: readonly Rows[]): void => {
      for (const { name } of children) {
        const old = new Map(before.flatMap((each) => each[name] ?? []).map((row) => [idOf(row), row]));
        const wanted = after.flatMap((each) => each[name] ?? []);
        const staying = new Set(wanted.map(idOf));
        for (const id of old.keys()) if (!staying.has(id)) run(`DELETE FROM ${name} WHERE id = @id`, { id });
        for (const row of wanted) {
          const known = old.get(idOf(row));
          if (known) update(name, known, row);
        }
        for (const row of wanted) if (!old.has(idOf(row))) insert(name, row);
      }
    },
    putPerson: (before: Image, after: Image): void => update('customers', before, after),
    insertPerson: (image: Image): void => insert('customers', image),
    deletePerson: (id: number): void => run(`DELETE FROM customers WHERE id = @id`, { id }),
    /** The dropped person's number leads to the kept one from now on. */
    noteUid: (keptId: number, uid: string): void =>
      run(`INSERT INTO customer_identities (customer_id, platform, value) VALUES (@keptId, '${ownPlatform}', @uid) ON CONFLICT DO NOTHING`, { keptId, uid }),
    insertMerge: ({ id, keptId, droppedId, mergedAt, ...rest }: Omit<StoredMerge, 'id'> & { readonly id?: number | undefined }): number => {
      const { took, before, after, dropped, keptRows, droppedRows } = rest;
      const text = JSON.stringify;
      return Number(db.prepare(`INSERT INTO customer_merges (id, kept_id, dropped_id, merged_at, took, kept_before, kept_after, dropped, kept_rows, dropped_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
        .run(id ?? null, keptId, droppedId, mergedAt, text(took), text(before), text(after), text(dropped), text(keptRows), text(droppedRows)).lastInsertRowid);
    },
    /** Who came back by another way, say out of the trash, is merged into nobody. */
    endThoseOfTheLiving: (): void => run(`DELETE FROM customer_merges WHERE dropped_id IN (SELECT id FROM customers)`, {}),
    deleteMerge: (id: number): void => run(`DELETE FROM customer_merges WHERE id = @id`, { id }),
    /** A sound copy of the whole file, beside it. */
  };
};
export type MergeRepository = ReturnType<typeof mergeRepository>;
