/**
 * Reading a large order export in every format, ours against the usual library on the same file: interleaved, each in a
 * fresh process so that peak memory says something. Started with arguments, this file is that process.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReaderMessage } from '../../core/imports/cells.ts';
import { readThroughProcess, startNodeReader } from '../../core/imports/reader-link.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { readWorkbook } from '../../core/imports/reader/read-workbook.ts';
import { median, row as print } from './measure.ts';
import type { Format } from './reading-files.ts';
import { cellAt, formats, rowsOf, writeOrders } from './reading-files.ts';

type Way = 'check' | 'ours' | 'preview' | 'process' | 'reference' | 'reference-preview';
type Outcome = { readonly rows: number; readonly wrong: number };
type Measured = Outcome & { readonly ms: number; readonly megabytes: number };

class Enough extends Error {}

const maxRows = 200_000;
const columns = 30;

/** A csv knows only texts. */
const expected = (format: Format, row: number, column: number): unknown => {
  const value = cellAt(row, column);
  return format === 'orders.csv' && value !== null ? String(value) : value;
};

const ours = async (path: string, format: Format, way: Way): Promise<Outcome> => {
  let rows = 0;
  let wrong = 0;
  const take = (message: ReaderMessage): void => {
    if (message.type === 'failed') throw new Error(message.code);
    if (message.type !== 'rows') return;
    if (way === 'check') {
      message.rows.forEach((cells, index) => {
        for (let column = 0; column < Math.max(cells.length, columns); column += 1) if ((cells[column] ?? null) !== expected(format, rows + index, column)) wrong += 1;
      });
    }
    rows += message.rows.length;
    if (way === 'preview') throw new Enough();
  };
  await readWorkbook(readFileSync(path), limitsFor(maxRows), (message) => {
    if (way !== 'preview' || rows === 0) take(message);
  }).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return { rows, wrong };
};

/** As the app reads: in a process of its own, the rows handed over. */
const throughProcess = async (path: string): Promise<Outcome> => {
  const workbook = await readThroughProcess(startNodeReader, { fileName: '订单', path, maxRows, passwords: [], signal: new AbortController().signal, onRows: () => undefined });
  return { rows: workbook.sheets[0]?.rows.length ?? 0, wrong: 0 };
};

const sheetJs = async (path: string, preview: boolean): Promise<Outcome> => {
  const { read } = await import('xlsx');
  const book = read(readFileSync(path), { dense: true, cellHTML: false, cellFormula: false, cellText: false, ...(preview ? { sheetRows: 50 } : {}) });
  const [sheet] = Object.values(book.Sheets);
  return { rows: ((sheet as { readonly '!data'?: readonly unknown[] })['!data'] ?? []).length, wrong: 0 };
};

const papa = async (path: string): Promise<Outcome> => {
  const { default: Papa } = await import('papaparse');
  return { rows: Papa.parse<string[]>(new TextDecoder('gb18030').decode(readFileSync(path)), { delimiter: ',' }).data.length, wrong: 0 };
};

const outcomeOf = (way: Way, format: Format, path: string): Promise<Outcome> => {
  if (way === 'process') return throughProcess(path);
  if (way !== 'reference' && way !== 'reference-preview') return ours(path, format, way);
  return format === 'orders.csv' ? papa(path) : sheetJs(path, way === 'reference-preview');
};

/** This one stays small, because the system counts its peak as that of the processes it starts. */
const freshProcess = (...args: readonly string[]): string => execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' });

const compare = (name: string, ways: readonly [Way, Way], format: Format, path: string, rounds: number): void => {
  const run = (way: Way) => JSON.parse(freshProcess(way, format, path)) as Measured;
  const measured = Array.from({ length: rounds }, () => ways.map(run) as [Measured, Measured]);
  const middle = (place: 0 | 1, what: 'ms' | 'megabytes') => median(measured.map((round) => round[place][what]));
  print(name, middle(0, 'ms'), middle(1, 'ms'));
  print(`${name}, peak memory`, middle(0, 'megabytes'), middle(1, 'megabytes'), 'MB');
};

const benchFormat = (format: Format, path: string, rounds: number): void => {
  freshProcess('write', format, path);
  const name = `${rowsOf(format).toLocaleString('en')} x ${columns}, ${format}`;
  const { wrong, rows } = JSON.parse(freshProcess('check', format, path)) as Measured;
  process.stdout.write(`${name}: ${wrong} wrong cells in ${rows} rows\n`);
  compare(`${name}, all rows`, ['ours', 'reference'], format, path, rounds);
  if (format.endsWith('.xlsx')) compare(`${name}, first 50 rows`, ['preview', 'reference-preview'], format, path, rounds);
  compare(`${name}, through a process against without one`, ['process', 'ours'], format, path, rounds);
};

export const benchReading = (only = '', rounds = 5): void => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 读表 '));
  try {
    for (const format of formats) if (format.includes(only)) benchFormat(format, join(folder, format), rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const [way = 'all', format = '', path] = process.argv.slice(2);
  if (path === undefined) benchReading(format);
  else if (way === 'write') writeOrders(format as Format, path);
  else {
    const start = performance.now();
    const outcome = await outcomeOf(way as Way, format as Format, path);
    const ms = performance.now() - start;
    process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024, ...outcome }));
    process.exit(0);
  }
}
