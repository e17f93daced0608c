import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTables } from '../../core/base/folders.ts';
import { createFiles, handedIn, safeFileName } from '../../electron/files.ts';
import { stackOnly } from '../../electron/log.ts';
import { pagesIn, writeFailureOf } from '../../electron/printing.ts';

const folder = mkdtempSync(join(tmpdir(), '乡客 文件-'));
const table = join(folder, '淘宝订单 5月.csv');
writeFileSync(table, '订单编号\n1\n');

describe('files that the person chose', () => {
  it('become tokens: the page gets name and size, the core the path', async () => {
    const told: string[][] = [];
    const files = createFiles((token, path) => told.push([token, path]));
    const { files: granteds } = await files.grantForReading([table, join(folder, '没有.csv')]);
    const [granted] = granteds;
    expect(granteds).toHaveLength(1);
    expect(granted).toMatchObject({ name: '淘宝订单 5月.csv', size: 15 });
    expect(told).toEqual([[granted?.token, table]]);
    expect(files.pathOf(granted?.token)).toBe(table);
    expect(files.pathOf('/etc/passwd')).toBeNull();
    expect(files.pathOf({})).toBeNull();
  });

  it('handed over with the program are found among its arguments', () => {
    expect(handedIn(['--flag.csv', '淘宝订单 5月.csv', '没有.csv', table, 'https://a.example/x.csv', '.'], folder)).toEqual([table, table, folder]);
  });

  it.each([
    ['客户报表 2026年5月', '客户报表 2026年5月.xlsx'],
    ['报表.xlsx', '报表.xlsx'],
    ['报表.XLSX', '报表.xlsx'],
    ['../../a/b\\c:d*?"<>|', 'a b c d.xlsx'],
    ['  ', '未命名.xlsx'],
    ['...', '未命名.xlsx'],
    ['行\n换\u0000', '行 换.xlsx'],
  ])('a proposed name %j is one that Windows takes', (proposed, name) => {
    expect(safeFileName(proposed, 'xlsx')).toBe(name);
  });
});

describe('a folder that is handed over', () => {
  const tree = mkdtempSync(join(tmpdir(), '乡客 一年的表-'));
  const put = (...parts: readonly string[]): void => {
    mkdirSync(join(tree, ...parts.slice(0, -1)), { recursive: true });
    writeFileSync(join(tree, ...parts), 'x');
  };
  put('10月.csv');
  put('2月.CSV');
  put('说明.docx');
  put('.隐藏.csv');
  put('~$2月.xlsx');
  put('淘宝', '2026', '订单.xlsx');
  put('拼多多', '订单.xlsx');
  put('node_modules', 'x.csv');
  const outside = mkdtempSync(join(tmpdir(), '乡客 外面-'));
  writeFileSync(join(outside, '别人的.csv'), 'x');
  symlinkSync(outside, join(tree, '外面'));
  symlinkSync(join(outside, '别人的.csv'), join(tree, '链接.csv'));

  it('gives its tables in the order in which people count, and names what is none', async () => {
    const told: string[] = [];
    const { files, others, cut } = await createFiles((_, path) => told.push(path)).grantForReading([tree]);
    expect(files.map(({ name, folder: where }) => [where ?? '', name])).toEqual([['', '2月.CSV'], ['', '10月.csv'], ['拼多多', '订单.xlsx'], [join('淘宝', '2026'), '订单.xlsx']]);
    expect([others.toSorted(), cut]).toEqual([['外面', '说明.docx', '链接.csv'].toSorted(), false]);
    expect(told.every((path) => path.startsWith(tree))).toBe(true);
  });

  it('is left when it has more than anybody drops on purpose', async () => {
    const limits = { tables: 500, entries: 20_000, depth: 8 };
    expect(await findTables(tree, { ...limits, tables: 2 })).toMatchObject({ tables: [{}, {}], cut: true });
    expect(await findTables(tree, { ...limits, depth: 1 })).toMatchObject({ cut: true });
    expect((await findTables(tree, { ...limits, entries: 3 })).cut).toBe(true);
    expect(await findTables(join(tree, '没有'))).toEqual({ tables: [], others: [], cut: false });
  });
});

describe('what the shell writes down', () => {
  it('of a crash is only where in the code it was, never what the data said', () => {
    const text = 'file:///opt/x/core/main.js:3\nTypeError: quotes 王秀英 13800000001\n    at save (file:///home/王秀英/x/core/main.js:3:9)\n    at Object.<anonymous> (/srv/a/b.js:10:1)\n\nNode.js v24';
    expect(stackOnly(text)).toBe('TypeError | at save (main.js:3:9) | at Object.<anonymous> (b.js:10:1)');
    expect(stackOnly('李桂兰 13800000002')).toBe('');
  });
});

describe('the report on paper', () => {
  it('counts pages, not the list of pages', () => {
    expect(pagesIn(Buffer.from('<</Type /Pages /Count 2>> <</Type /Page\n/Parent>> <</Type/Page>>'))).toBe(2);
  });

  it('says in one word why a file could not be written', () => {
    const failed = (code: string) => writeFailureOf(Object.assign(new Error('no'), { code }));
    expect([failed('ENOSPC'), failed('EBUSY'), failed('EACCES'), failed('EIO'), writeFailureOf('x')]).toEqual(['disk-full', 'in-use', 'not-allowed', 'failed', 'failed']);
  });
});
