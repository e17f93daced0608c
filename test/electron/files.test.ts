import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFiles, safeFileName, tablesIn } from '../../electron/files.ts';
import { stackOnly } from '../../electron/log.ts';
import { pagesIn, writeFailureOf } from '../../electron/printing.ts';

const folder = mkdtempSync(join(tmpdir(), '乡客 文件-'));
const table = join(folder, '淘宝订单 5月.csv');
writeFileSync(table, '订单编号\n1\n');

describe('files that the person chose', () => {
  it('become tokens: the page gets name and size, the core the path', () => {
    const told: string[][] = [];
    const files = createFiles((token, path) => told.push([token, path]));
    const [granted] = files.grantForReading([table, folder, join(folder, '没有.csv')]);
    expect(granted).toMatchObject({ name: '淘宝订单 5月.csv', size: 15 });
    expect(told).toEqual([[granted?.token, table]]);
    expect(files.pathOf(granted?.token)).toBe(table);
    expect(files.pathOf('/etc/passwd')).toBeNull();
    expect(files.pathOf({})).toBeNull();
  });

  it('handed over with the program are found among its arguments', () => {
    expect(tablesIn(['--flag.csv', '淘宝订单 5月.csv', '没有.csv', table, 'https://a.example/x.csv'], folder)).toEqual([table, table]);
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
