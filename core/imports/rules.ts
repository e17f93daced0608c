/** From cells to records: the pure half of the import. The service reads the file before and writes the records after. */
import type { Failure } from '../base/protocol.ts';
import type { Workbook } from './cells.ts';
import type { Mapping, MappingQuestion, ReadTable, TableKind } from './contract.ts';
import { customerRecords, customerTableOfMapping } from './customers.rules.ts';
import type { Table } from './headers.rules.ts';
import { tableName } from './headers.rules.ts';
import { certainMapping, platformOfMapping } from './mapping.rules.ts';
import { columnsOf } from './order-rows.rules.ts';
import type { Records } from './orders.rules.ts';
import { orderRecords } from './orders.rules.ts';
import { ownPlatform } from './own-columns.ts';
import { ownCustomerRecords } from './own-customers.rules.ts';
import { ownOrderRecords } from './own-orders.rules.ts';
import { ownProductRecords } from './own-products.rules.ts';
import { questionOf, readTableOf } from './read-table.rules.ts';
import type { Recognised } from './recognition.rules.ts';
import { recogniseSheets } from './recognition.rules.ts';
import type { ImportRecord, ImportWarning, Refusal } from './records.ts';
import type { OwnWords } from './status-words.rules.ts';

export { headerFingerprint } from './headers.rules.ts';

/** The name of a file of refused rows ends so; what a platform reads out of the file's name must not change by it. */
export const refusedSuffix = ' 退回的行';

export type RecognisedTable = {
  readonly platform: string;
  readonly kind: TableKind;
  /** null for files that have no sheets */
  readonly sheet: string | null;
  readonly headers: readonly string[];
  /** the cells that it was made of, for rows that go back to the user */
  readonly table: Table;
  /** where the order numbers stand; empty for tables without */
  readonly idColumns: readonly number[];
  /** what its columns were taken for */
  readonly read: ReadTable;
  readonly records: readonly ImportRecord[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly ImportWarning[];
  /** rows below the header; each is used by a record, refused or blank */
  readonly rowsRead: number;
  readonly rowsBlank: number;
};

export type Recognition =
  | { readonly type: 'tables'; readonly tables: readonly RecognisedTable[] }
  | { readonly type: 'question'; readonly question: MappingQuestion }
  | { readonly type: 'refused'; readonly failure: Failure };

/** The user's own status words of a platform. */
export type OwnWordsOf = (platform: string) => OwnWords;

/** The mapping that the user gave, now or earlier, for a table with these headers. */
export type MappingOf = (headers: readonly string[]) => Mapping | null | undefined;

type Plan = { readonly table: Table; readonly platform: string; readonly kind: TableKind; readonly idColumns: readonly number[]; readonly records: Generator<number, Records<ImportRecord>> };

const planOf = (recognised: Recognised, mapping: Mapping | null, guessed: boolean, ownWordsOf: OwnWordsOf, today: string | null, fileName: string): Plan | null => {
  const { table } = recognised;
  // The user's word stands above ours: a table may look like 淘宝 and come from a system that imitates it.
  if (mapping) {
    const { platform, kind } = mapping;
    if (kind === 'customers') return { table, platform, kind, idColumns: [], records: customerRecords(customerTableOfMapping(mapping), table) };
    const described = platformOfMapping(mapping, guessed);
    return { table, platform, kind, idColumns: columnsOf(described, table).orderId ?? [], records: orderRecords(described, table, today, fileName, ownWordsOf(platform)) };
  }
  switch (recognised.type) {
    case 'platform':
      return { table, platform: recognised.platform.name, kind: 'orders', idColumns: columnsOf(recognised.platform, table).orderId ?? [], records: orderRecords(recognised.platform, table, today, fileName, ownWordsOf(recognised.platform.name)) };
    case 'customers':
      return { table, platform: recognised.customers.name, kind: 'customers', idColumns: [], records: customerRecords(recognised.customers, table) };
    case 'ownCustomers':
      return { table, platform: ownPlatform, kind: 'customers', idColumns: [], records: ownCustomerRecords(table) };
    case 'ownOrders':
      return { table, platform: ownPlatform, kind: 'orders', idColumns: table.headers.flatMap((header, index) => (header === '平台订单号' ? [index] : [])), records: ownOrderRecords(table) };
    case 'ownProducts':
      return { table, platform: ownPlatform, kind: 'products', idColumns: [], records: ownProductRecords(table) };
    case 'foreign':
    case 'unknown':
      return null;
  }
};

const refused = (code: string, details: Readonly<Record<string, string | number>> = {}): Recognition => ({ type: 'refused', failure: { code, details } });

const holdsLines = ({ records }: RecognisedTable): boolean => records.some((record) => record.kind === 'order' && record.detail === 'lines');

/** A table to ask about must have rows, several columns, and at least one that we would know what to do with. */
const isAskable = (table: Table): boolean => table.rows.length > 0 && table.headers.filter((header) => header !== '').length >= 2;

/**
 * Recognises every sheet and turns its rows into records. Yields the number of rows done every couple of hundred, so that
 * whoever runs it can answer others in between. `today` is the day that dateless delivery lists get; without it their
 * rows are refused.
 */
export function* recogniseSteps(workbook: Workbook, fileName: string, mappingOf: MappingOf, today: string | null = null, ownWordsOf: OwnWordsOf = () => new Map()): Generator<number, Recognition> {
  const recognised = recogniseSheets(workbook);
  const tables: RecognisedTable[] = [];
  const strangers: Table[] = [];
  let done = 0;
  for (const each of recognised) {
    const ownFile = each.table.file?.slice(each.table.file.lastIndexOf('/') + 1) ?? fileName;
    const given = mappingOf(each.table.headers) ?? null;
    const mapping = given ?? (each.type === 'unknown' ? certainMapping(each.table, ownFile) : null);
    const plan = planOf(each, mapping, given === null, ownWordsOf, today, ownFile.replaceAll(refusedSuffix, ''));
    if (!plan) {
      if (each.type === 'unknown' && isAskable(each.table)) strangers.push(each.table);
      continue;
    }
    if (plan.table.rows.length === 0) continue;
    let step = plan.records.next();
    while (!step.done) {
      yield done + step.value;
      step = plan.records.next();
    }
    done += plan.table.rows.length;
    const { platform, kind, table, idColumns } = plan;
    const { value } = step;
    const warnings = mapping === given ? value.warnings : [{ code: 'imports.readByMeaning', details: { platform } }, ...value.warnings];
    tables.push({ platform, kind, sheet: tableName(table) || null, headers: table.headers, table, idColumns, read: readTableOf(fileName, each, mapping), ...value, warnings });
  }
  // Lines are put to orders: in an archive the files come in the order of their names.
  const [first, ...others] = tables.toSorted((a, b) => Number(holdsLines(a)) - Number(holdsLines(b)));
  if (first) {
    if (strangers.length === 0) return { type: 'tables', tables: [first, ...others] };
    const skipped: ImportWarning = { code: 'imports.sheetSkipped', details: { sheets: strangers.map(tableName).join('、') } };
    return { type: 'tables', tables: [{ ...first, warnings: [...first.warnings, skipped] }, ...others] };
  }
  const foreign = recognised.find((each) => each.type === 'foreign');
  if (foreign) return refused(foreign.foreign.code, { platform: foreign.foreign.platform, kind: foreign.foreign.file });
  const [stranger] = strangers.sort((a, b) => b.rows.length - a.rows.length);
  if (stranger) return { type: 'question', question: questionOf(fileName, stranger) };
  return refused(recognised.some((each) => each.type === 'platform' || each.type === 'customers' || each.type.startsWith('own')) ? 'imports.noRows' : 'imports.notATable');
}

/** The same in one go. */
export const recogniseTables = (workbook: Workbook, fileName: string, mappingOf: MappingOf = () => null, today: string | null = null): Recognition => {
  const steps = recogniseSteps(workbook, fileName, mappingOf, today);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};
