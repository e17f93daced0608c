/**
 * Reading a large order export, ours against SheetJS on the same file, each in a fresh process so that peak memory
 * says something. Started with arguments, this file is that process.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import type { Cell, ReaderMessage } from '../../core/imports/cells.ts';
import { limitsFor } from '../../core/imports/reader/limits.ts';
import { readWorkbook } from '../../core/imports/reader/read-workbook.ts';
import { median, row as print } from './measure.ts';

const villages = ['上坪村', '禾塘村', '㛃溪村', '𠮷屋村', '梨树湾'];
const goods = ['土鸡蛋30枚', '农家菜籽油5L', '水稻种子 & 化肥', '<新>红薯粉条', '土蜂蜜\n两瓶装'];
const kinds: readonly ((row: number) => Cell)[] = [
  (row) => `33012${String(34_567_890_000_000 + row * 7919)}`,
  (row) => `2024-05-${String((row % 28) + 1).padStart(2, '0')} 09:38:${String(row % 60).padStart(2, '0')}`,
  (row) => Math.round((row % 9973) * 13.7 * 100) / 100,
  (row) => `小禾${row % 5000}`,
  (row) => `1390000${String(row % 10_000).padStart(4, '0')}`,
  (row) => `河南省信阳市禾塘县清水镇${villages[row % 5]}${row % 20}组${row % 300}号`,
  (row) => goods[row % 5] ?? null,
  (row) => (row % 4 === 0 ? '交易成功' : '卖家已发货，等待买家确认'),
  (row) => (row % 3 === 0 ? `麻烦下午送，第${row}单` : null),
  (row) => (row % 12) + 1,
];
const dateColumn = 1;
/** Every second block has its times as real date cells, as Excel saves them. */
const isDate = (column: number): boolean => column % 20 === dateColumn;
export const cellAt = (row: number, column: number): Cell => {
  if (row === 0) return `列${column}`;
  if (isDate(column)) return `${kinds[dateColumn]?.(row)}`;
  return kinds[column % 10]?.(row + column) ?? null;
};

const serialOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000 + 25_569;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const nameOf = (column: number): string => (column < 26 ? '' : nameOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

const exportFile = (rows: number, columns: number, shared: boolean): Uint8Array => {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const strings = new Map<string, number>();
  const names = Array.from({ length: columns }, (_, column) => nameOf(column));
  const cellXml = (row: number, column: number): string => {
    const value = cellAt(row, column);
    const at = `r="${names[column]}${row + 1}"`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
    if (row > 0 && isDate(column)) return `<c ${at} s="1"><v>${serialOf(value)}</v></c>`;
    if (!shared) return `<c ${at} t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
    let index = strings.get(value);
    if (index === undefined) strings.set(value, (index = strings.size));
    return `<c ${at} t="s"><v>${index}</v></c>`;
  };
  const pieces = [strToU8(`<worksheet ${main}><sheetData>`)];
  for (let row = 0; row < rows; row += 1) pieces.push(strToU8(`<row r="${row + 1}">${names.map((_, column) => cellXml(row, column)).join('')}</row>`));
  pieces.push(strToU8('</sheetData></worksheet>'));
  const relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';
  const styles = '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>';
  const text: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${[['workbook', 'sheet.main'], ['worksheets/sheet1', 'worksheet'], ['styles', 'styles'], ['sharedStrings', 'sharedStrings']].map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`).join('')}</Types>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${types}"><sheets><sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${relations}${[['worksheet', 'worksheets/sheet1'], ['styles', 'styles'], ['sharedStrings', 'sharedStrings']].map(([type, part], index) => `<Relationship Id="rId${index + 1}" Type="${types}/${type}" Target="${part}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${[...strings.keys()].map((each) => `<si><t>${escape(each)}</t></si>`).join('')}</sst>`,
  };
  const files = Object.fromEntries(Object.entries(text).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync({ ...files, 'xl/worksheets/sheet1.xml': Buffer.concat(pieces) }, { level: 4 });
};

type Measured = { readonly ms: number; readonly megabytes: number; readonly rows: number; readonly wrong: number };

class Enough extends Error {}

const measureOurs = async (path: string, check: boolean, preview: boolean): Promise<Omit<Measured, 'ms' | 'megabytes'>> => {
  let rows = 0;
  let wrong = 0;
  const take = (message: ReaderMessage): void => {
    if (message.type === 'failed') throw new Error(message.code);
    if (message.type !== 'rows') return;
    if (check) {
      message.rows.forEach((cells, index) => {
        const width = Math.max(cells.length, 30);
        for (let column = 0; column < width; column += 1) if ((cells[column] ?? null) !== cellAt(rows + index, column)) wrong += 1;
      });
    }
    rows += message.rows.length;
    if (preview) throw new Enough();
  };
  await readWorkbook(readFileSync(path), limitsFor(200_000), (message) => {
    if (!preview || rows === 0) take(message);
  }).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return { rows, wrong };
};

const measureReference = async (path: string, preview: boolean): Promise<Omit<Measured, 'ms' | 'megabytes'>> => {
  const { read } = await import('xlsx');
  const book = read(readFileSync(path), { dense: true, cellHTML: false, cellFormula: false, cellText: false, ...(preview ? { sheetRows: 50 } : {}) });
  const [sheet] = Object.values(book.Sheets);
  return { rows: ((sheet as { readonly '!data'?: readonly unknown[] })['!data'] ?? []).length, wrong: 0 };
};

/** This one stays small, because the system counts its peak as that of the processes it starts. */
const freshProcess = (...args: readonly string[]): string => execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' });
const inFreshProcess = (...args: readonly string[]): Measured => JSON.parse(freshProcess(...args)) as Measured;

export const benchReading = (rounds = 3): void => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 读表 '));
  try {
    for (const shared of [true, false]) {
      const path = join(folder, `${shared}.xlsx`);
      freshProcess('write', shared ? 'shared' : 'inline', path, '100000', '30');
      const kind = shared ? 'shared strings' : 'inline strings';
      const { wrong, rows } = inFreshProcess('ours', 'check', path);
      process.stdout.write(`xlsx 100,000 x 30, ${kind}: ${wrong} wrong cells in ${rows} rows\n`);
      for (const what of ['all', 'preview'] as const) {
        const measured = Array.from({ length: rounds }, () => ({ ours: inFreshProcess('ours', what, path), reference: inFreshProcess('reference', what, path) }));
        const name = `xlsx 100,000 x 30, ${kind}, ${what === 'all' ? 'all rows' : 'first 50 rows'}`;
        print(name, median(measured.map(({ ours }) => ours.ms)), median(measured.map(({ reference }) => reference.ms)));
        print(`${name}, peak memory`, median(measured.map(({ ours }) => ours.megabytes)), median(measured.map(({ reference }) => reference.megabytes)), 'MB');
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const [who, what, path = ''] = process.argv.slice(2);
  if (who === 'write') writeFileSync(path, exportFile(Number(process.argv[5]), Number(process.argv[6]), what === 'shared'));
  else if (who === undefined) benchReading();
  else {
    const start = performance.now();
    const result = await (who === 'ours' ? measureOurs(path, what === 'check', what === 'preview') : measureReference(path, what === 'preview'));
    const ms = performance.now() - start;
    process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024, ...result }));
    process.exit(0);
  }
}
