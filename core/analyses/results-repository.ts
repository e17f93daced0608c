/** What the methods found, stored: of the shop one row per method, of each customer one row. */
import type { Database } from 'better-sqlite3';
import { dayFromNumber } from '../base/dates.ts';
import type { PeopleColumns, PersonFigures } from './method.rules.ts';

type StoredResult = { readonly name: string; readonly version: number; readonly asOf: string; readonly lastOperationId: number; readonly madeAt: string; readonly options: string; readonly result: string };
type AnalysisRun = { readonly asOf: string; readonly settings: string; readonly learnedUntil: number; readonly toldUntil: number };

type ResultState = { readonly name: string; readonly asOf: string; readonly madeAt: string; readonly type: string; readonly needed: number; readonly have: number };

type Figure = keyof PersonFigures;
type Cell = string | number | null;
type ColumnKind = 'plain' | 'fen' | 'day' | 'json';

/** Where each figure is kept, and how it is written. */
const columns = {
  elevenSegment: ['eleven_segment', 'plain'], relation: ['relation', 'plain'], pyramidLevel: ['pyramid_level', 'plain'], cluster: ['cluster', 'plain'], composite: ['composite', 'plain'],
  warningLevel: ['warning_level', 'plain'], cycleDays: ['cycle_days', 'plain'], spreadDays: ['spread_days', 'plain'], overdueRatio: ['overdue_ratio', 'plain'],
  valueAtRiskFen: ['value_at_risk_fen', 'fen'], reasons: ['reasons', 'json'], returnChance: ['return_chance', 'plain'], pAlive: ['p_alive', 'plain'],
  expectedPurchases: ['expected_purchases', 'plain'], clvFen: ['clv_fen', 'fen'], predictedSpendFen: ['predicted_spend_fen', 'fen'],
  nextOrderDay: ['next_order_on', 'day'], nextOrderFrom: ['next_order_from', 'day'], nextOrderTo: ['next_order_to', 'day'], freshOffers: ['fresh_offers', 'json'],
} as const satisfies Record<Figure, readonly [column: string, kind: ColumnKind]>;
const figures = Object.keys(columns) as Figure[];

const cellOf = (figure: Figure, value: PersonFigures[Figure]): Cell => {
  if (value === null || value === undefined) return null;
  const kind: ColumnKind = columns[figure][1];
  if (typeof value === 'string') return value;
  return typeof value !== 'number' ? JSON.stringify(value) : kind === 'day' ? dayFromNumber(value) : kind === 'fen' ? Math.round(value) : value;
};

export type StoredFigures = Omit<PersonFigures, 'nextOrderDay' | 'nextOrderFrom' | 'nextOrderTo'> & { readonly nextOrderDay: string | null; readonly nextOrderFrom: string | null; readonly nextOrderTo: string | null };

/** Changes of orders in the steps after one; `p` and not the log itself is walked, because a step may have touched a million other rows. */
const changedOrders = `operations p JOIN operation_changes c ON c.operation_id = p.id AND c.table_name = 'orders' LEFT JOIN orders o ON o.id = c.row_id WHERE p.id > ?`;

export const resultsRepository = (db: Database) => {
  const put = db.prepare(`INSERT OR REPLACE INTO analyses (name, version, as_of, last_operation_id, options, result, made_at)
    VALUES (@name, @version, @asOf, @lastOperationId, @options, @result, @madeAt)`);
  const find = db.prepare<[string], StoredResult>(`SELECT name, version, as_of AS asOf, last_operation_id AS lastOperationId, options, result, made_at AS madeAt FROM analyses WHERE name = ?`);
  const states = db.prepare<[], ResultState>(`SELECT name, as_of AS asOf, made_at AS madeAt, result ->> '$.type' AS type, result ->> '$.needed' AS needed, result ->> '$.have' AS have FROM analyses`);
  const run = db.prepare<[], AnalysisRun>(`SELECT as_of AS asOf, settings, learned_until AS learnedUntil, told_until AS toldUntil FROM analysis_runs`);
  const figuresOf = db.prepare<[number], Record<Figure, Cell>>(`SELECT ${figures.map((figure) => `${columns[figure][0]} AS ${figure}`).join(', ')} FROM customer_analyses WHERE customer_id = ?`);

  return {
    run: (): AnalysisRun | undefined => run.get(),
    /** The last step that touched an order. */
    lastOperationId: (): number => Number(db.prepare(`SELECT operation_id FROM operation_changes WHERE table_name = 'orders' ORDER BY operation_id DESC LIMIT 1`).pluck().get() ?? 0),
    /** How many orders there ever were: found at once, however many. */
    ordersEver: (): number => Number(db.prepare(`SELECT coalesce(max(id), 0) FROM orders`).pluck().get()),
    /** Counted no further than `most`. */
    ordersChangedSince: (operationId: number, most: number): number => Number(db.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${changedOrders} LIMIT ?)`).pluck().get(operationId, most)),
    /** Customers, ascending, whose orders were touched, those included who no longer have them. */
    touchedSince: (operationId: number): number[] =>
      db.prepare<[number, number], number>(`
        SELECT id FROM (SELECT o.customer_id AS id FROM ${changedOrders} UNION SELECT json_extract(c.before, '$.customer_id') FROM ${changedOrders}) WHERE id IN (SELECT id FROM customers) ORDER BY id`)
        .pluck().all(operationId, operationId),
    find: (name: string): StoredResult | undefined => find.get(name),
    /** Whether each method found anything, without reading what. */
    states: (): ReadonlyMap<string, ResultState> => new Map(states.all().map((state) => [state.name, state])),
    put: (result: StoredResult): void => void put.run(result),
    finish: (made: AnalysisRun): void =>
      void db.prepare(`INSERT OR REPLACE INTO analysis_runs (id, as_of, settings, learned_until, told_until) VALUES (1, @asOf, @settings, @learnedUntil, @toldUntil)`).run(made),
    clearPeople: (): void => void db.prepare(`DELETE FROM customer_analyses`).run(),
    /** A writer for the columns that were told; other columns of a row that is there stay. */
    puttingPeople: (told: PeopleColumns): ((customerId: number, at: number) => void) => {
      const written = figures.filter((figure) => told[figure] !== undefined);
      if (written.length === 0) return () => undefined;
      const names = written.map((figure) => columns[figure][0]);
      const insert = db.prepare(`INSERT INTO customer_analyses (customer_id, ${names.join(', ')}) VALUES (?, ${names.map(() => '?').join(', ')})
        ON CONFLICT (customer_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`);
      return (customerId, at) => void insert.run(customerId, ...written.map((figure) => cellOf(figure, told[figure]![at]!)));
    },
    /** Between two runs, whoever is gone leaves nothing behind. */
    reconcile: (): void => void db.prepare(`DELETE FROM customer_analyses WHERE customer_id NOT IN (SELECT id FROM customers)`).run(),
    figuresOf: (customerId: number): StoredFigures | undefined => {
      const row = figuresOf.get(customerId);
      if (!row) return undefined;
      return Object.fromEntries(figures.map((figure) => [figure, columns[figure][1] === 'json' && row[figure] !== null ? JSON.parse(String(row[figure])) : row[figure]])) as StoredFigures;
    },
  };
};
export type ResultsRepository = ReturnType<typeof resultsRepository>;
