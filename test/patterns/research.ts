/** The research data as the methods take them; only where the folder is present. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import type { Lines } from '../../core/patterns/baskets.rules.ts';

const folder = fileURLToPath(new URL('../../../shared/data/analytics', import.meta.url));

export const researchPresent = existsSync(folder);

export const textOf = (path: string): string => readFileSync(`${folder}/${path}`, 'utf8');
/** Expected values; their shape is that of the file. */
export const expectedOf = (path: string) => JSON.parse(textOf(path));

export const tableOf = (path: string): Record<string, string>[] => Papa.parse<Record<string, string>>(textOf(path), { header: true, skipEmptyLines: true }).data;

export const numbersOf = (table: readonly Record<string, string>[], ...names: readonly string[]): Float64Array[] =>
  names.map((name) => Float64Array.from(table, (row) => Number(row[name])));

/** Numbers for names, in alphabetical order of the names. */
export function numbered(names: readonly string[]): { readonly names: readonly string[]; readonly numbers: Int32Array } {
  const distinct = [...new Set(names)].toSorted();
  const numberOf = new Map(distinct.map((name, number) => [name, number]));
  return { names: distinct, numbers: Int32Array.from(names, (name) => numberOf.get(name)!) };
}

/** 9,835 baskets of a grocery shop (Hahsler, Hornik & Reutterer 2006), one line per basket and item. */
export function groceries() {
  const baskets = textOf('groceries/groceries_baskets.csv').trim().split('\n').map((line) => line.split(','));
  const { names, numbers } = numbered(baskets.flat());
  return { count: baskets.length, names, basket: Int32Array.from(baskets.flatMap((items, basket) => items.map(() => basket))), item: numbers };
}

/** Lines that were sold in France (UCI Online Retail), without returns. */
export const frenchSales = () => tableOf('uci_online_retail/lines_france.csv').filter(({ InvoiceNo, Quantity }) => !InvoiceNo!.startsWith('C') && Number(Quantity) > 0);

const fees = new Set(['POST', 'C2', 'M', 'D', 'DOT', 'BANK CHARGES', 'CRUK', 'PADS']);

/** The same of known customers and without fees, orders in the sequence they were placed. */
export function frenchLines(): Lines & { readonly names: readonly string[] } {
  const sold = frenchSales().filter(({ CustomerID, StockCode }) => CustomerID !== '' && !fees.has(StockCode!.trim()));
  const orders = numbered(sold.map(({ InvoiceDate, InvoiceNo }) => `${InvoiceDate} ${InvoiceNo}`));
  const customers = numbered(sold.map(({ CustomerID }) => CustomerID!));
  const items = numbered(sold.map(({ StockCode }) => StockCode!.trim()));
  return {
    names: items.names, orders: orders.names.length, customers: customers.names.length, items: items.names.length,
    order: orders.numbers, customer: customers.numbers, item: items.numbers,
    day: Int32Array.from(sold, ({ InvoiceDate }) => Date.parse(`${InvoiceDate!.slice(0, 10)}T00:00:00Z`) / 86_400_000),
  };
}
