import { readWholeWorkbook } from '../../core/imports/reader/read-workbook.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import type { Mapping } from '../../core/imports/contract.ts';
import type { Cell, Workbook } from '../../core/imports/cells.ts';
import type { OrderRecord } from '../../core/imports/records.ts';

/** A file's bytes → what the importer makes of it, without a database. */
export const read = (bytes: Uint8Array | string, maxRows = 300_000, passwords: readonly string[] = []) =>
  readWholeWorkbook(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, limitsFor(maxRows), passwords);

export const workbookOf = async (bytes: Uint8Array | string): Promise<Workbook> => {
  const outcome = await read(bytes);
  if (outcome.type === 'failed') throw new Error(outcome.code);
  return outcome.workbook;
};

/** A workbook typed in the test: sheets of rows. */
export const sheets = (named: Readonly<Record<string, readonly (readonly Cell[])[]>>): Workbook => ({
  format: 'xlsx', encoding: null, warnings: [], sheets: Object.entries(named).map(([name, rows]) => ({ name, hidden: false, rows })),
});

export const tablesOf = (workbook: Workbook, mapping?: Mapping, today: string | null = null) => {
  const recognised = recogniseTables(workbook, '订单.xlsx', () => mapping, today);
  if (recognised.type !== 'tables') throw new Error(JSON.stringify(recognised));
  return recognised.tables;
};

export const ordersOf = (workbook: Workbook, mapping?: Mapping, today: string | null = null): readonly OrderRecord[] =>
  tablesOf(workbook, mapping, today).flatMap(({ records }) => records.filter((record) => record.kind === 'order'));

/** The balance that holds for every table: a row is used by a record, refused or blank. */
export const booksBalance = (workbook: Workbook): boolean =>
  tablesOf(workbook).every((table) => {
    const used = table.records.reduce((sum, record) => sum + record.rows.length, 0);
    return used + table.refusals.length + table.rowsBlank === table.rowsRead;
  });
