/** The same large order export in every format that merchants get: 30 columns, ids of 19 digits, two kinds of dates, rare characters. */
import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../../core/imports/cells.ts';
import { cell, rawXls, sharedTexts } from '../support/xls-raw.ts';

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

const xlsxFile = (rows: number, columns: number, shared: boolean): Uint8Array => {
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

const xlsFile = (rows: number, columns: number): Uint8Array => {
  const texts = new Map<string, number>();
  const textAt = (value: string): number => {
    const index = texts.get(value) ?? texts.size;
    texts.set(value, index);
    return index;
  };
  const recordAt = (row: number, column: number): Uint8Array => {
    const value = cellAt(row, column);
    if (value === null) return cell.blank(row, column);
    if (typeof value === 'number') return cell.number(row, column, value);
    return row > 0 && isDate(column) ? cell.number(row, column, serialOf(value), 1) : cell.labelSst(row, column, textAt(value));
  };
  const records = Array.from({ length: rows * columns }, (_, index) => recordAt(Math.floor(index / columns), index % columns));
  return rawXls({ sheets: [{ records }], texts: sharedTexts([...texts.keys()]), styles: [0, 'yyyy-mm-dd hh:mm:ss'] });
};

/** Two-byte characters of GB18030 to their codes; of the others only those that the rows hold. */
const gbTable = (): ReadonlyMap<string, Buffer> => {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, Buffer>();
  for (let code = 0x81_40; code <= 0xfe_fe; code += 1) {
    const pair = Buffer.from([code >> 8, code & 0xff]);
    const text = decoder.decode(pair);
    if ((code & 0xff) >= 0x40 && [...text].length === 1) table.set(text, pair);
  }
  return table.set('㛃', Buffer.from('8230b731', 'hex')).set('𠮷', Buffer.from('9534b235', 'hex'));
};

const csvText = (value: Cell): string => (typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value ?? ''));

const csvFile = (rows: number, columns: number): Uint8Array => {
  const table = gbTable();
  const lines = Array.from({ length: rows }, (_, row) => {
    const line = `${Array.from({ length: columns }, (__, column) => csvText(cellAt(row, column))).join(',')}\r\n`;
    return Buffer.concat([...line].map((character) => table.get(character) ?? Buffer.from(character)));
  });
  return Buffer.concat(lines);
};

export const formats = ['shared.xlsx', 'inline.xlsx', 'orders.xls', 'orders.csv'] as const;
export type Format = (typeof formats)[number];
/** As many as fit: an .xls ends at 65,536 rows. */
export const rowsOf = (format: Format): number => (format === 'orders.xls' ? 65_000 : 100_000);

export const writeOrders = (format: Format, path: string): void => {
  const rows = rowsOf(format);
  const file = format === 'orders.xls' ? xlsFile(rows, 30) : format === 'orders.csv' ? csvFile(rows, 30) : xlsxFile(rows, 30, format === 'shared.xlsx');
  writeFileSync(path, file);
};
