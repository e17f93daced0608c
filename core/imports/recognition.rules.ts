/** What a sheet is: a platform's orders, our own export, a file to refuse by name, or a table to ask about. */
import type { Workbook } from './cells.ts';
import type { Table } from './headers.rules.ts';
import { findTable, reasonHeader } from './headers.rules.ts';
import { guideSheet, ownCustomerColumns, ownOrderColumns, ownProductColumns } from './own-columns.ts';
import type { CustomerTable } from './platforms/customer-tables.ts';
import { customerTables } from './platforms/customer-tables.ts';
import type { Foreign } from './platforms/not-orders.ts';
import { foreignTables } from './platforms/not-orders.ts';
import type { Platform } from './platforms/platform.ts';
import { matches, normalised, platforms } from './platforms/registry.ts';
import { synonyms } from './platforms/synonyms.ts';
import { textOf } from './values.rules.ts';

export type Recognised =
  | { readonly type: 'platform'; readonly platform: Platform; readonly table: Table }
  | { readonly type: 'customers'; readonly customers: CustomerTable; readonly table: Table }
  | { readonly type: 'ownCustomers' | 'ownOrders' | 'ownProducts'; readonly table: Table }
  | { readonly type: 'foreign'; readonly foreign: Foreign; readonly table: Table }
  | { readonly type: 'unknown'; readonly table: Table };

const knownNames: ReadonlySet<string> = new Set([
  ...platforms.flatMap((platform) => Object.values(platform.columns).flat().map(normalised)),
  ...customerTables.flatMap(({ sign, columns }) => [...sign.all, ...Object.values(columns).flat()].map(normalised)),
  ...Object.values(synonyms).flat(),
  ...foreignTables.flatMap(({ sign }) => sign.all.map(normalised)),
  ...[...ownCustomerColumns, ...ownOrderColumns, ...ownProductColumns].map(normalised),
]);

/** Most of the first order numbers look like this platform's. */
const idsFit = (platform: Platform, table: Table): boolean => {
  const { idPattern, columns } = platform;
  if (!idPattern) return false;
  const at = table.names.findIndex((name) => (columns.orderId ?? []).some((header) => normalised(header) === name));
  if (at < 0) return false;
  const ids = table.rows.slice(0, 50).flatMap((row) => textOf(row[at]) ?? []);
  return ids.length > 0 && ids.filter((id) => idPattern.test(id)).length * 2 > ids.length;
};

/** Our exports, whatever stands beside their columns, and our templates, which have no others. */
const ownTables = [
  { type: 'ownCustomers', exported: ['客户编号', '姓名', '平台账号', '免打扰'], template: ['姓名', '客户类型', '免打扰'], columns: new Set(ownCustomerColumns.map(normalised)) },
  { type: 'ownOrders', exported: ['乡客订单号', '平台订单号', '平台状态'], template: ['下单时间', '平台订单号', '自提点', '商品金额'], columns: new Set(ownOrderColumns.map(normalised)) },
  { type: 'ownProducts', exported: ['商品编号', '商品', '成本价'], template: ['商品', '规格', '成本价'], columns: new Set(ownProductColumns.map(normalised)) },
] as const;

const recogniseTable = (table: Table): Recognised => {
  const names = new Set(table.names);
  const all = (headers: readonly string[]) => headers.every((header) => names.has(normalised(header)));
  const own = ownTables.find(({ exported, template, columns }) => all(exported) || (all(template) && table.headers.every((header) => header === '' || header === reasonHeader || columns.has(normalised(header)))));
  if (own) return { type: own.type, table };
  const valuesOf = (header: string) => {
    const at = table.names.indexOf(normalised(header));
    return at < 0 ? [] : table.rows.map((row) => row[at] ?? null);
  };
  const foreign = foreignTables.find(({ sign, unless }) => matches(sign, names) && !unless?.(valuesOf));
  if (foreign) return { type: 'foreign', foreign, table };
  const customers = customerTables.find(({ sign }) => matches(sign, names));
  if (customers) return { type: 'customers', customers, table };
  const candidates = platforms.filter((platform) => platform.signs.some((sign) => matches(sign, names)) || idsFit(platform, table));
  const explained = (platform: Platform) => Object.values(platform.columns).flat().filter((header) => names.has(normalised(header))).length;
  const [platform] = candidates.sort((a, b) => explained(b) - explained(a));
  return platform ? { type: 'platform', platform, table } : { type: 'unknown', table };
};

/** Every sheet that has a table, recognised; of sheets that hold the same orders only the best. */
export const recogniseSheets = (workbook: Workbook): readonly Recognised[] => {
  const found = workbook.sheets.filter(({ name }) => name !== guideSheet).flatMap((sheet) => {
    const table = findTable(sheet, (name) => knownNames.has(name));
    return table ? [recogniseTable(table)] : [];
  });
  return found.filter((each) => {
    if (each.type !== 'platform' || !each.platform.sheets) return true;
    const { platform } = each;
    const twins = found.filter((other) => other.type === 'platform' && other.platform === platform && other.table.file === each.table.file && other.table.rows.length > 0);
    const preferred = (platform.sheets ?? []).map((name) => twins.find(({ table }) => table.sheet === name)).find((twin) => twin !== undefined);
    return preferred === undefined || preferred === each || !(platform.sheets ?? []).includes(each.table.sheet);
  });
};
