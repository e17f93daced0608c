/** What the columns of a table were taken for, with examples: to be confirmed, put right, or missed. */
import type { ColumnMeaning, Mapping, MappingQuestion, ReadTable } from './contract.ts';
import { customerTableOfMapping } from './customers.rules.ts';
import type { Table } from './headers.rules.ts';
import { reasonHeader, tableName } from './headers.rules.ts';
import { guessMapping, platformOfMapping } from './mapping.rules.ts';
import type { Columns } from './order-rows.rules.ts';
import { columnsFor, columnsOf } from './order-rows.rules.ts';
import { ownPlatform } from './own-columns.ts';
import type { CustomerTable } from './platforms/customer-tables.ts';
import type { Platform } from './platforms/platform.ts';
import { normalised } from './platforms/registry.ts';
import type { Recognised } from './recognition.rules.ts';
import { textOf } from './values.rules.ts';

const columnsAsked = (table: Table, guessOf: (index: number) => ColumnMeaning | null): MappingQuestion['columns'] =>
  table.headers.flatMap((header, index) => {
    if (header === '') return [];
    const examples = table.rows.slice(0, 100).flatMap((row) => textOf(row[index])?.slice(0, 40) ?? []);
    return [{ header, examples: [...new Set(examples)].slice(0, 3), guess: guessOf(index) }];
  });

/** The headers of a table nobody knows, with examples and guesses. */
export const questionOf = (fileName: string, table: Table): MappingQuestion => {
  const { kind, meanings } = guessMapping(table);
  return { fileName, sheet: tableName(table) || null, kind, columns: columnsAsked(table, (index) => meanings[index] ?? null) };
};

type Usage = { readonly platform: string; readonly kind: MappingQuestion['kind']; readonly meanings: Columns; readonly others: readonly string[] };

const usageOfPlatform = (platform: Platform, table: Table): Usage => ({
  platform: platform.name,
  kind: 'orders',
  meanings: columnsOf(platform, table),
  others: [...(platform.keyColumns ?? []), platform.kinds, platform.virtualUntil, platform.buyerPhone, platform.delivery].filter((header) => header !== undefined),
});

const usageOfCustomers = (described: CustomerTable, table: Table): Usage => ({
  platform: described.name,
  kind: 'customers',
  meanings: columnsFor(described.columns, table),
  others: [...(described.repeatedBy === undefined ? [] : [described.repeatedBy]), ...table.headers.filter((header) => described.tagHeaders !== undefined && normalised(header).startsWith(normalised(described.tagHeaders)))],
});

/** Our own tables use every column that they know, and nobody needs to explain them. */
const usageOf = (recognised: Recognised, mapping: Mapping | null): Usage => {
  const { table } = recognised;
  if (mapping) return mapping.kind === 'customers' ? usageOfCustomers(customerTableOfMapping(mapping), table) : usageOfPlatform(platformOfMapping(mapping), table);
  if (recognised.type === 'platform') return usageOfPlatform(recognised.platform, table);
  if (recognised.type === 'customers') return usageOfCustomers(recognised.customers, table);
  return { platform: ownPlatform, kind: recognised.type === 'ownCustomers' ? 'customers' : 'orders', meanings: {}, others: table.headers };
};

export const readTableOf = (fileName: string, recognised: Recognised, mapping: Mapping | null): ReadTable => {
  const { table } = recognised;
  const { platform, kind, meanings, others } = usageOf(recognised, mapping);
  const meaningAt = new Map((Object.entries(meanings) as [ColumnMeaning, readonly number[]][]).flatMap(([meaning, indexes]) => indexes.map((index) => [index, meaning] as const)));
  const used = new Set([reasonHeader, ...others].map(normalised));
  return {
    fileName,
    sheet: tableName(table) || null,
    kind,
    platform,
    mapped: mapping !== null,
    columns: columnsAsked(table, (index) => meaningAt.get(index) ?? null),
    unused: table.headers.filter((header, index) => header !== '' && !meaningAt.has(index) && !used.has(normalised(header))),
  };
};
