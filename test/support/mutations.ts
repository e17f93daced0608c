/** What sticks, downloads, spreadsheet programs and people do to a file, by chance that a number decides. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, randomFor } from '../../core/practice/random.rules.ts';
import { filesOf, variants } from './variants/all.ts';
import type { FilledSheet, FormName } from './variants/forms.ts';
import { forms } from './variants/forms.ts';

export type Mutated = { readonly name: string; readonly bytes: Uint8Array; readonly how: string };
type Grid = string[][];

/** Cells that no export should hold, and some that look right until they are counted. */
const oddCells = [
  '', ' ', '\t', '-', '--', '/', 'null', 'NULL', 'NaN', 'undefined', '__proto__', 'constructor', '合计', '总计：3', '无', '0', '-5', '-0.01', '1e30', '1.23E+18', '99999999999999999999', '123,456.78', '１２．５０元', '￥', '¥-3', '12.345', '.5', '1/2',
  '2026-13-45', '0000-00-00', '2026-02-30', '1899-12-31', '46143.5', '2026年5月1日', '5月1日', '2026-05-01T08:00:00Z', '=1+1', '=HYPERLINK("http://a")', '@SUM(A1)', "'", '"', '""', '\u202e反', '\u200b', '\ufeff', '😀👨‍👩‍👧', '𠮷', '<b>&amp;</b>', ']]>', 'a,b;c|d', '第一行\n第二行', 'x'.repeat(2001), '很长'.repeat(9000),
  '138****1234', '18400000000转1234', '张**', '##abc==', '交易关闭', '退款成功', '没见过的状态', '3012345678901230000', 'true', '是',
];
const oddHeaders = ['', ' ', '订单编号', '订单号', '金额', '日期', '备注', '__proto__', '商品', '订单状态', '联系电话', '收货人', '退款金额', '支付时间', '未命名', '1', 'x'.repeat(300)];

const shuffled = <T>(random: Random, items: readonly T[]): T[] => items.map((item) => ({ item, by: random() })).toSorted((a, b) => a.by - b.by).map(({ item }) => item);
const rowIn = (random: Random, grid: Grid): number => between(random, 0, Math.max(0, grid.length - 1));
const columnIn = (random: Random, grid: Grid): number => between(random, 0, Math.max(0, (grid[0]?.length ?? 1) - 1));

/** Each changes the grid in place; row 0 is the header unless something was put above it. */
const edits: Readonly<Record<string, (grid: Grid, random: Random) => void>> = {
  'rows deleted': (grid, random) => void grid.splice(rowIn(random, grid), between(random, 1, 12)),
  'rows doubled': (grid, random) => {
    const at = rowIn(random, grid);
    grid.splice(rowIn(random, grid), 0, ...grid.slice(at, at + between(random, 1, 8)).map((row) => [...row]));
  },
  'rows shuffled': (grid, random) => {
    const [header = [], ...rows] = grid;
    grid.splice(0, grid.length, header, ...shuffled(random, rows));
  },
  'header shuffled in': (grid, random) => void grid.splice(0, grid.length, ...shuffled(random, grid)),
  'cells of a row swapped': (grid, random) => {
    const row = grid[rowIn(random, grid)] ?? [];
    const [a, b] = [columnIn(random, grid), columnIn(random, grid)];
    [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
  },
  'cells of a row shifted': (grid, random) => grid[rowIn(random, grid)]?.splice(columnIn(random, grid), between(random, 0, 2), 'x'),
  'a header changed': (grid, random) => {
    const header = grid[0];
    if (header) header[columnIn(random, grid)] = pick(random, oddHeaders);
  },
  'a header doubled': (grid, random) => {
    const header = grid[0];
    if (header) header[columnIn(random, grid)] = header[columnIn(random, grid)] ?? '';
  },
  'headers blanked': (grid, random) => {
    for (let times = between(random, 1, 6); times > 0; times -= 1) if (grid[0]) grid[0][columnIn(random, grid)] = '';
  },
  'a column deleted': (grid, random) => {
    const at = columnIn(random, grid);
    for (const row of grid) row.splice(at, 1);
  },
  'a column put in': (grid, random) => {
    const [at, header, cell] = [columnIn(random, grid), pick(random, oddHeaders), pick(random, oddCells)];
    grid.forEach((row, index) => row.splice(at, 0, index === 0 ? header : cell));
  },
  'columns swapped under their headers': (grid, random) => {
    const [a, b] = [columnIn(random, grid), columnIn(random, grid)];
    for (const row of grid.slice(1)) [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
  },
  'columns moved': (grid, random) => {
    const order = shuffled(random, (grid[0] ?? []).map((_, at) => at));
    grid.forEach((row, index) => (grid[index] = order.map((at) => row[at] ?? '')));
  },
  'odd cells': (grid, random) => {
    for (let times = between(random, 1, 30); times > 0; times -= 1) {
      const row = grid[rowIn(random, grid)];
      if (row) row[columnIn(random, grid)] = pick(random, oddCells);
    }
  },
  'a column of odd cells': (grid, random) => {
    const [at, cell] = [columnIn(random, grid), pick(random, oddCells)];
    for (const row of grid.slice(1)) row[at] = cell;
  },
  'a row of odd cells': (grid, random) => {
    const cell = pick(random, oddCells);
    grid[rowIn(random, grid)]?.fill(cell);
  },
  'titles above': (grid, random) => {
    for (let times = between(random, 1, 4); times > 0; times -= 1) grid.unshift([pick(random, ['石桥乡货铺订单', '', '导出时间：2026-06-08', '订单编号', '合计'])]);
  },
  'totals below': (grid, random) => void grid.push(...Array.from({ length: between(random, 1, 3) }, () => [pick(random, ['合计', '总计', '本页小计：', '']), pick(random, oddCells), '999.00'])),
  'blank rows between': (grid, random) => {
    for (let times = between(random, 1, 5); times > 0; times -= 1) grid.splice(rowIn(random, grid), 0, []);
  },
  'the header again': (grid, random) => void grid.splice(rowIn(random, grid), 0, [...(grid[0] ?? [])]),
  'rows cut short': (grid, random) => {
    for (const row of grid) if (random() < 0.3) row.splice(between(random, 0, row.length));
  },
  'one row only': (grid) => void grid.splice(2),
  'nothing left': (grid) => void grid.splice(0, grid.length, ['']),
};

type ByteEdit = (bytes: Uint8Array, random: Random) => Uint8Array;
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const cutAt = (random: Random, bytes: Uint8Array): number => between(random, 0, bytes.length);

const inParts = (change: (parts: Record<string, Uint8Array>, random: Random) => void): ByteEdit => (bytes, random) => {
  try {
    // After other damage a directory may claim gigabytes: only the importer must withstand that.
    const parts = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < 5_000_000 });
    change(parts, random);
    return zipSync(parts, { level: 1 });
  } catch {
    return bytes.slice(0, bytes.length / 2);
  }
};
const partIn = (random: Random, parts: Readonly<Record<string, Uint8Array>>): string => pick(random, Object.keys(parts));

const damages: Readonly<Record<string, ByteEdit>> = {
  'bytes changed': (bytes, random) => {
    const changed = bytes.slice();
    for (let times = between(random, 1, 9); times > 0 && changed.length > 0; times -= 1) changed[between(random, 0, changed.length - 1)] = between(random, 0, 255);
    return changed;
  },
  'cut off': (bytes, random) => bytes.slice(0, cutAt(random, bytes)),
  'a piece lost': (bytes, random) => {
    const at = cutAt(random, bytes);
    return joined(bytes.slice(0, at), bytes.slice(at + between(random, 1, 900)));
  },
  'a piece twice': (bytes, random) => {
    const at = cutAt(random, bytes);
    return joined(bytes.slice(0, at + between(random, 1, 900)), bytes.slice(at));
  },
  'pieces swapped': (bytes, random) => {
    const [a = 0, b = 0] = [cutAt(random, bytes), cutAt(random, bytes)].toSorted((x, y) => x - y);
    return joined(bytes.slice(0, a), bytes.slice(b), bytes.slice(a, b));
  },
  'something put in': (bytes, random) => {
    const at = cutAt(random, bytes);
    return joined(bytes.slice(0, at), strToU8(pick(random, oddCells)), bytes.slice(at));
  },
  'a part lost': inParts((parts, random) => delete parts[partIn(random, parts)]),
  'parts swapped': inParts((parts, random) => {
    const [a, b] = [partIn(random, parts), partIn(random, parts)];
    [parts[a], parts[b]] = [parts[b]!, parts[a]!];
  }),
  'a part damaged': inParts((parts, random) => {
    const name = partIn(random, parts);
    parts[name] = damages['bytes changed']!(parts[name]!, random);
  }),
  'a part cut off': inParts((parts, random) => {
    const name = partIn(random, parts);
    parts[name] = parts[name]!.slice(0, cutAt(random, parts[name]!));
  }),
  'a part renamed': inParts((parts, random) => {
    const name = partIn(random, parts);
    parts[`${name}x`] = parts[name]!;
    delete parts[name];
  }),
};

const gridsOf = (sheets: readonly FilledSheet[]): { readonly name: string; readonly rows: Grid }[] => sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) }));

const tables = variants.filter(({ sheets }) => sheets.length > 0);
const whole = variants.flatMap(filesOf);

/** The file of this number: the same in every run. */
export const mutated = (number: number): Mutated => {
  const random = randomFor(20_261_122, number);
  if (random() < 0.4) {
    const file = pick(random, whole);
    const kinds = Object.keys(damages).filter((kind) => !kind.includes('part') || file.name.endsWith('.xlsx'));
    const chosen = Array.from({ length: between(random, 1, 3) }, () => pick(random, kinds));
    return { name: file.name, how: `${file.name} ${file.form}: ${chosen.join('、')}`, bytes: chosen.reduce((bytes, kind) => damages[kind]!(bytes, random), file.bytes) };
  }
  const variant = pick(random, tables);
  const sheets = gridsOf(random() < 0.1 ? [...variant.sheets, ...pick(random, tables).sheets.map((sheet) => ({ ...sheet, name: `${sheet.name}二` }))] : variant.sheets);
  const chosen = Array.from({ length: between(random, 1, 4) }, () => pick(random, Object.keys(edits)));
  for (const kind of chosen) for (const { rows } of sheets) edits[kind]!(rows, random);
  const form = forms[pick(random, Object.keys(forms) as FormName[])];
  const bytes = form.write(sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.length === 0 ? [['']] : sheet.rows })));
  const damage = random() < 0.15 ? pick(random, Object.keys(damages)) : null;
  return { name: `${variant.fileName}.${form.extension}`, how: `${variant.id} ${form.name}: ${chosen.join('、')}${damage ? `、${damage}` : ''}`, bytes: damage ? damages[damage]!(bytes, random) : bytes };
};
