import type { Database } from 'better-sqlite3';
import { recordedTables } from '../base/recorder.ts';
import { referencesOf } from '../customers/children-repository.ts';
import type { ForgetPlan } from './contract.ts';

type Column = { readonly table: string; readonly column: string };

/**
 * What a person left, by number and in memory only. `people`: the person, and whoever was merged into them. `rows`: what
 * was ever theirs; `orders`: those that nobody else has by now; `steps`: the steps that touched any of it.
 */
const workTables = `
  CREATE TEMP TABLE IF NOT EXISTS forgotten_people (id INTEGER PRIMARY KEY);
  CREATE TEMP TABLE IF NOT EXISTS forgotten_rows (table_name TEXT, row_id INTEGER, PRIMARY KEY (table_name, row_id)) WITHOUT ROWID;
  CREATE TEMP TABLE IF NOT EXISTS forgotten_orders (id INTEGER PRIMARY KEY);
  CREATE TEMP TABLE IF NOT EXISTS forgotten_steps (id INTEGER PRIMARY KEY);
  ${['people', 'rows', 'orders', 'steps'].map((table) => `DELETE FROM temp.forgotten_${table};`).join(' ')}`;

const people = `(SELECT id FROM temp.forgotten_people)`;
const orders = `(SELECT id FROM temp.forgotten_orders)`;
const rowsOf = (table: string) => `(SELECT row_id FROM temp.forgotten_rows WHERE table_name = '${table}')`;
const was = (column: string) => `json_extract(c.before, '$.${column}')`;
const deletedAlone = (id: string) => `EXISTS (SELECT 1 FROM operation_changes d JOIN operations o ON o.id = d.operation_id
  WHERE d.table_name = 'customers' AND d.row_id = ${id} AND d.before IS NOT NULL AND o.title IN ('customers.delete', 'customers.deleteMany') AND o.undone_by IS NULL)`;

/** What an order says of the person who gets it. */
const ofReceiver = ['receiver_name', 'receiver_phone', 'receiver_address', 'buyer_note', 'seller_note'];

export const forgettingRepository = (db: Database) => {
  const references = referencesOf(db);
  /** Rows that are the person's, and go; a merge names whom it dropped without a reference. */
  const owned: readonly Column[] = [
    ...references.filter(({ foreign, cascades, nullable }) => !(foreign && nullable && !cascades)), { table: 'customer_merges', column: 'dropped_id' }];
  /** Rows that only name the person, and stay. */
  const naming: readonly Column[] = references.filter(({ foreign, cascades, nullable }) => foreign && nullable && !cascades);
  const recorded = new Set(recordedTables.map(({ name }) => name));
  /** What is derived from people, in whatever feature. */
  const derived = db.prepare<[], string>(`SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'customer_id' WHERE t.type = 'table'`).pluck().all().filter((table) => !recorded.has(table));
  /** The images in which a column names one of the people; by the index where there is one. */
  const imagesNaming = ({ table, column }: Column) => (column === 'customer_id'
    ? `temp.forgotten_people p CROSS JOIN operation_changes c INDEXED BY operation_changes_by_customer ON ${was('customer_id')} = +p.id AND c.table_name = '${table}'`
    : `operation_changes c WHERE c.table_name = '${table}' AND c.before IS NOT NULL AND ${was(column)} IN ${people}`);

  const collectRows = (): void => {
    db.exec(`INSERT INTO temp.forgotten_rows SELECT 'customers', id FROM temp.forgotten_people`);
    for (const one of owned) {
      db.exec(`INSERT OR IGNORE INTO temp.forgotten_rows SELECT '${one.table}', c.row_id FROM ${imagesNaming(one)};
        INSERT OR IGNORE INTO temp.forgotten_rows SELECT '${one.table}', id FROM ${one.table} WHERE ${one.column} IN ${people}`);
    }
    db.exec(`INSERT OR IGNORE INTO temp.forgotten_orders SELECT c.row_id FROM ${imagesNaming({ table: 'orders', column: 'customer_id' })}
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = c.row_id AND o.customer_id IS NOT NULL AND o.customer_id NOT IN ${people});
      INSERT OR IGNORE INTO temp.forgotten_rows SELECT 'quality_decisions', c.row_id FROM operation_changes c WHERE c.table_name = 'quality_decisions' AND c.before IS NOT NULL AND ${was('order_id')} IN ${orders};
      INSERT OR IGNORE INTO temp.forgotten_rows SELECT 'quality_decisions', id FROM quality_decisions WHERE order_id IN ${orders};
      INSERT OR IGNORE INTO temp.forgotten_steps SELECT c.operation_id FROM temp.forgotten_rows r CROSS JOIN operation_changes c ON c.table_name = r.table_name AND c.row_id = r.row_id;
      INSERT OR IGNORE INTO temp.forgotten_steps SELECT c.operation_id FROM temp.forgotten_orders r CROSS JOIN operation_changes c ON c.table_name = 'orders' AND c.row_id = r.id`);
  };

  /** A row that was the person's and is somebody else's by now stays, with what it was since. */
  const eraseRows = (): void => {
    const tables = [...new Set(owned.map(({ table }) => table)), 'quality_decisions'];
    for (const { table, column } of owned) db.exec(`DELETE FROM ${table} WHERE ${column} IN ${people}`);
    db.exec(`DELETE FROM quality_decisions WHERE order_id IN ${orders}`);
    for (const { table, column } of owned) db.exec(`DELETE FROM operation_changes AS c WHERE c.table_name = '${table}' AND c.row_id IN ${rowsOf(table)} AND c.before IS NOT NULL AND ${was(column)} IN ${people}`);
    for (const table of [...tables, 'customers']) {
      db.exec(`DELETE FROM operation_changes WHERE table_name = '${table}' AND row_id IN ${rowsOf(table)} AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = row_id)`);
    }
    for (const { table, column } of naming) {
      db.exec(`UPDATE operation_changes AS c SET before = json_set(before, '$.${column}', NULL) WHERE c.table_name = '${table}' AND c.before IS NOT NULL AND ${was(column)} IN ${people}`);
    }
  };

  /** A number of our own making may hold a nickname. */
  const eraseFromOrders = (): void => {
    db.exec(`
      UPDATE orders SET customer_id = NULL, ${ofReceiver.map((column) => `${column} = NULL`).join(', ')},
        platform_order_id = iif(order_id_derived = 1, '自编-' || uid, platform_order_id) WHERE id IN ${orders};
      UPDATE operation_changes AS c SET before = json_set(before, '$.customer_id', NULL, ${ofReceiver.map((column) => `'$.${column}', NULL`).join(', ')},
        '$.platform_order_id', iif(${was('order_id_derived')} = 1, '自编-' || ${was('uid')}, ${was('platform_order_id')}))
        WHERE c.table_name = 'orders' AND c.row_id IN ${orders} AND c.before IS NOT NULL;
      DELETE FROM operation_changes WHERE table_name = 'orders' AND row_id IN ${orders} AND operation_id IN (SELECT id FROM operations WHERE title IN ('customers.delete', 'customers.deleteMany', 'history.restore'))`);
  };

  const eraseDerived = (): void => {
    for (const table of derived) db.exec(`DELETE FROM ${table} WHERE customer_id IN ${people}`);
    db.exec(`DELETE FROM duplicate_pairs WHERE left_id IN ${people} OR right_id IN ${people}; DELETE FROM quality_faults WHERE order_id IN ${orders}`);
    // Only an ANALYZE of an older program can have left samples of what stood in the tables.
    if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'`).get() !== undefined) db.exec(`DELETE FROM sqlite_stat4`);
  };

  return {
    /** Those of the ids that lie in the trash. */
    collect: (ids: readonly number[]): void => {
      db.exec(workTables);
      db.prepare(`INSERT OR IGNORE INTO temp.forgotten_people SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = value) AND ${deletedAlone('value')}`).run(JSON.stringify(ids));
      const merged = db.prepare(`INSERT OR IGNORE INTO temp.forgotten_people
        SELECT dropped FROM (SELECT kept_id AS kept, dropped_id AS dropped FROM customer_merges
          UNION SELECT ${was('kept_id')}, ${was('dropped_id')} FROM operation_changes c WHERE c.table_name = 'customer_merges' AND c.before IS NOT NULL)
        WHERE kept IN ${people} AND NOT EXISTS (SELECT 1 FROM customers WHERE id = dropped) AND NOT ${deletedAlone('dropped')}
          AND NOT EXISTS (SELECT 1 FROM customer_merges m WHERE m.dropped_id = dropped AND m.kept_id NOT IN ${people})`);
      while (merged.run().changes > 0);
      collectRows();
    },
    people: (): number[] => db.prepare<[], number>(`SELECT id FROM temp.forgotten_people`).pluck().all(),
    orders: (): number[] => db.prepare<[], number>(`SELECT id FROM temp.forgotten_orders`).pluck().all(),
    plan: (ids: readonly number[]): Omit<ForgetPlan, 'backups' | 'goneOn'> => {
      const asked = JSON.stringify(ids);
      const among = `id IN (SELECT value FROM json_each(?))`;
      return {
        people: Number(db.prepare(`SELECT count(*) FROM temp.forgotten_people WHERE ${among}`).pluck().get(asked)),
        names: db.prepare<[string], string>(`SELECT (SELECT before ->> '$.name' FROM operation_changes WHERE table_name = 'customers' AND row_id = p.id AND before IS NOT NULL ORDER BY operation_id DESC LIMIT 1)
          FROM temp.forgotten_people p WHERE p.${among} ORDER BY p.id LIMIT 20`).pluck().all(asked),
        kinds: Object.fromEntries(db.prepare<[], [string, number]>(`SELECT table_name, count(*) FROM temp.forgotten_rows GROUP BY table_name`).raw().all()),
        earlier: Number(db.prepare(`SELECT count(*) FROM temp.forgotten_rows r CROSS JOIN operation_changes c ON c.table_name = r.table_name AND c.row_id = r.row_id`).pluck().get()),
        ...db.prepare<[], { orders: number; netFen: number }>(`SELECT count(*) AS orders, coalesce(sum(net_fen), 0) AS netFen FROM orders WHERE id IN ${orders}`).get()!,
      };
    },
    /** Every row that speaks of the people, of today and of before. */
    images: (): IterableIterator<string> => db.prepare<[], string>(`
      SELECT c.before FROM temp.forgotten_rows r CROSS JOIN operation_changes c ON c.table_name = r.table_name AND c.row_id = r.row_id WHERE c.before IS NOT NULL
      UNION ALL SELECT c.before FROM temp.forgotten_orders r CROSS JOIN operation_changes c ON c.table_name = 'orders' AND c.row_id = r.id WHERE c.before IS NOT NULL
      UNION ALL SELECT json_object('receiver_name', receiver_name, 'receiver_phone', receiver_phone, 'receiver_address', receiver_address, 'buyer_note', buyer_note, 'seller_note', seller_note) FROM orders WHERE id IN ${orders}`).pluck().iterate(),
    erase: (): void => {
      eraseRows();
      eraseFromOrders();
      eraseDerived();
    },
    /** Titles and subjects of the steps that lose something. */
    steps: () => db.prepare<[], { id: number; title: string; subject: string }>(`SELECT o.id, o.title, o.subject FROM temp.forgotten_steps s JOIN operations o ON o.id = s.id WHERE o.subject IS NOT NULL`).all(),
    markSteps: (): void => void db.prepare(`UPDATE operations SET forgotten = 1 WHERE id IN (SELECT id FROM temp.forgotten_steps)`).run(),
    retitle: (id: number, subject: string | null): void => void db.prepare(`UPDATE operations SET subject = ? WHERE id = ?`).run(subject, id),
    clear: (): void => void db.exec(workTables),
    /** Empties the write-ahead log; false while somebody still reads from it. */
    emptyLog: (): boolean => (db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[])[0]?.busy === 0,
  };
};
export type ForgettingRepository = ReturnType<typeof forgettingRepository>;
