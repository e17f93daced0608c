import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodePath } from '../support/core-process.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { lockedZip } from '../support/locked-files.ts';

const entry = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));
let folder: string;
let db: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 命令 '));
  db = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Exactly what was typed. */
const typed = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(nodePath, [entry, ...args], { encoding: 'utf8' });
  return { status, stderr, stdout };
};
const xiangke = (...args: string[]) => {
  const { stdout, ...ended } = typed(...args, '--db', db, '--json');
  return { ...ended, output: stdout === '' ? null : JSON.parse(stdout) };
};
const written = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const orders = () =>
  written('订单.csv', taobaoCsv([
    { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '13900001234', at: '2026-04-01 09:00:00' },
    { id: orderId(2), buyer: 'lx2020', paid: '0.00', status: '等待买家付款', name: '李想', at: '2026-04-21 08:00:00' },
  ]));

describe('the command line', () => {
  test('imports, lists, scores, checks, exports and undoes', () => {
    const { status, output } = xiangke('import', orders());
    expect(status).toBe(0);
    expect(output.files[0]).toMatchObject({ platform: '淘宝', kind: 'orders', rowsRead: 2, rowsRefused: 0, ordersCreated: 2, ordersUpdated: 0, ordersUnchanged: 0, customersCreated: 2, customersMatched: 0, refusals: [] });
    const { batchId } = output.files[0];

    const [first, second] = xiangke('orders').output;
    expect(first).toMatchObject({ platform: '淘宝', platformOrderId: orderId(1), status: 'completed', countsAsPurchase: true, orderedAt: '2026-04-01T09:00:00+08:00', paidFen: 12850, refundFen: 0, netFen: 12850, pickupPoint: null, lines: [{ name: '土鸡蛋', spec: null, quantity: null, amountFen: 12850 }] });
    expect(second).toMatchObject({ status: 'pending', countsAsPurchase: false, netFen: 0 });

    expect(xiangke('score', '--as-of', '2026-05-01').output).toMatchObject({ asOf: '2026-05-01', customers: 2, buyers: 1, lifecycle: { new: { customers: 1 }, registered: { customers: 1 } } });
    const people = xiangke('customers', '--search', 'wgy').output;
    expect(people).toMatchObject([{ name: '王桂英', phones: ['13900001234'], identities: [{ platform: '淘宝', value: 'guiying88' }], orderCount: 1, netFen: 12850, recency: 30, frequency: 1, rfm: '412', segment: '100', lifecycle: 'new' }]);
    expect(first.customerId).toBe(people[0].id);

    expect(xiangke('quality').output).toMatchObject({ score: 95, people: 2, faultless: 0, duplicates: { pairs: 0 } });
    expect(xiangke('check').output).toMatchObject({ ok: true, integrity: 'ok', foreignKeyErrors: 0 });
    expect(xiangke('export', 'customers', join(folder, '客户.xlsx')).output).toEqual({ rows: 2, fileName: '客户.xlsx' });
    expect(existsSync(join(folder, '客户.xlsx'))).toBe(true);

    expect(xiangke('undo', String(batchId)).status).toBe(0);
    expect(xiangke('orders').output).toEqual([]);
    expect(xiangke('customers').output).toEqual([]);

    const again = xiangke('import', orders()).output.files[0].batchId;
    expect(xiangke('import', '--undo', String(again), '--changed', 'take-back').output).toMatchObject({ kept: 0 });
    expect(xiangke('orders').output).toEqual([]);
    expect(xiangke('status-words').output[0]).toMatchObject({ platform: '淘宝', own: [] });
  });

  test('with --dry-run tells the counts and writes nothing', () => {
    xiangke('import', written('别的.csv', taobaoCsv([{ id: orderId(9) }])));
    expect(xiangke('import', orders(), '--dry-run').output.files[0]).toMatchObject({ ordersCreated: 2, customersCreated: 2, batchId: null });
    expect(xiangke('orders').output).toHaveLength(1);
  });

  test('ends with 1 when rows were refused and says which and why', () => {
    const file = written('坏行.csv', `${taobaoCsv([{ id: orderId(1) }])}\r\n3.3E+18,x,12.00,交易成功,张三,,,2026-04-23 08:00:00,2026-04-23 08:00:00,红薯,0.00`);
    const { status, output } = xiangke('import', file);
    expect(status).toBe(1);
    expect(output.files[0]).toMatchObject({ rowsRefused: 1, ordersCreated: 1, refusals: [{ row: 3, column: '订单编号', code: 'imports.damagedOrderId' }] });
    expect(output.files[0].refusals[0].message).toMatch(/订单/);
  });

  test('with --refused writes the bad rows of all files, and only when there are any', () => {
    const out = join(folder, '退回.xlsx');
    expect(xiangke('import', orders(), '--refused', out)).toMatchObject({ status: 0, output: { refused: null } });
    expect(existsSync(out)).toBe(false);
    const bad = (name: string, n: number) => written(name, taobaoCsv([{ id: orderId(n), at: '哪天' }]));
    expect(xiangke('import', bad('一.csv', 11), bad('二.csv', 12), '--refused', out)).toMatchObject({ status: 1, output: { refused: { rows: 2, fileName: '退回.xlsx' } } });
    expect(xiangke('import', out)).toMatchObject({ status: 1, output: { files: [{ platform: '淘宝', rowsRead: 2, rowsRefused: 2 }] } });
    // The goods came before their orders: they are in the workbook although the orders are known by now.
    const goods = written('宝贝.csv', `主订单编号,子订单编号,标题,购买数量,商品属性\n${orderId(21)},${orderId(21)},小米,1,一斤\n`);
    expect(xiangke('import', goods, written('后来.csv', taobaoCsv([{ id: orderId(21) }])), '--refused', out)).toMatchObject({ status: 1, output: { refused: { rows: 1 } } });
    expect(xiangke('import', out)).toMatchObject({ status: 0, output: { files: [{ ordersUpdated: 1, rowsRefused: 0 }] } });
    expect(xiangke('import', orders(), '--refused', db)).toMatchObject({ status: 2, output: { error: { code: 'file.isDatabase' } } });
    expect(xiangke('import', orders(), '--refused', join(folder, '订单.csv'))).toMatchObject({ status: 2, output: { error: { code: 'imports.targetIsSource' } } });
  });

  test('says that the tables came in when the refused rows cannot be written', () => {
    const mixed = written('一半.csv', taobaoCsv([{ id: orderId(11) }, { id: orderId(12), at: '哪天' }]));
    const { status, output, stderr } = xiangke('import', mixed, '--refused', join(folder, `${'退'.repeat(200)}.xlsx`));
    expect([status, output.files[0].ordersCreated, output.refused.error.code]).toEqual([2, 1, 'imports.refusedNotSaved']);
    expect(stderr).toContain('表格已经导进账本了');
    expect(stderr).not.toContain('没有变动');
  });

  test('names every refused row, however many there are', () => {
    const many = written('很多.csv', taobaoCsv(Array.from({ length: 450 }, (_, index) => ({ id: orderId(index + 1), at: '哪天' }))));
    const { output } = xiangke('import', many);
    expect(output.files[0]).toMatchObject({ rowsRefused: 450 });
    expect(output.files[0].refusals.map(({ row }: { row: number }) => row)).toEqual(Array.from({ length: 450 }, (_, index) => index + 2));
  });

  test('takes status words along with --status, and a trial leaves none behind', () => {
    const strange = () => written('怪.csv', taobaoCsv([{ id: orderId(31), status: '货到啦' }]));
    const own = () => xiangke('status-words').output.find(({ platform }: { platform: string | null }) => platform === '淘宝').own;
    xiangke('import', orders());
    expect(xiangke('import', strange(), '--status', '货到啦=completed', '--dry-run').output.files[0]).toMatchObject({ ordersCreated: 1, ordersNotCounted: 0 });
    expect(own()).toEqual([]);
    expect(xiangke('import', strange(), '--status', '货到啦=completed').output.files[0]).toMatchObject({ ordersCreated: 1 });
    expect(own()).toMatchObject([{ word: '货到啦', status: 'completed', orders: 1 }]);
    expect(xiangke('orders').output.find(({ platformOrderId }: { platformOrderId: string }) => platformOrderId === orderId(31))).toMatchObject({ status: 'completed' });
    expect(xiangke('import', strange(), '--status', '货到啦=到了')).toMatchObject({ status: 2, output: { error: { code: 'cli.usage' } } });
  });

  test('takes a whole folder, and says what in it is no table', () => {
    mkdirSync(join(folder, '一年', '淘宝'), { recursive: true });
    written('一年/2月.csv', taobaoCsv([{ id: orderId(31) }]));
    written('一年/淘宝/10月.csv', taobaoCsv([{ id: orderId(32) }]));
    written('一年/说明.docx', 'x');
    const { status, stderr, output } = xiangke('import', join(folder, '一年'));
    expect([status, output.files.map(({ ordersCreated }: { ordersCreated: number }) => ordersCreated)]).toEqual([0, [1, 1]]);
    expect(stderr).toContain('没有拿：说明.docx');
    mkdirSync(join(folder, '空的'));
    expect(xiangke('import', join(folder, '空的'))).toMatchObject({ status: 2, output: { error: { code: 'imports.emptyFolder' } } });
  });

  test('writes an empty table to fill, which needs no database, and exports goods', () => {
    const out = join(folder, '空白.xlsx');
    expect(xiangke('template', 'orders', out)).toMatchObject({ status: 0, output: { fileName: '空白.xlsx' } });
    expect([existsSync(out), existsSync(db)]).toEqual([true, false]);
    expect(xiangke('template', 'people', out)).toMatchObject({ status: 2, output: { error: { code: 'cli.usage' } } });
    xiangke('import', orders());
    expect(xiangke('export', 'products', join(folder, '商品.xlsx'))).toMatchObject({ status: 0, output: { fileName: '商品.xlsx' } });
  });

  test('with --mapping reads a table nobody knows, and says what is wrong with the mapping', () => {
    const table = written('手工账.csv', '日子,谁,收了\n2026-05-01,王桂英,35\n');
    const mapping = (name: string, columns: readonly object[]) => written(name, JSON.stringify({ kind: 'orders', platform: '手工', columns }));
    const good = mapping('列.json', [{ header: '日子', meaning: 'orderedAt' }, { header: '谁', meaning: 'name' }, { header: '收了', meaning: 'paid' }]);
    expect(xiangke('import', table)).toMatchObject({ status: 2, output: { files: [{ error: { code: 'imports.needsMapping' } }] } });
    expect(xiangke('import', table, '--mapping', mapping('坏.json', [{ header: '日子', meaning: '哪天' }]))).toMatchObject({ status: 2, output: { error: { code: 'imports.badMapping' } } });
    expect(xiangke('import', table, '--mapping', mapping('别的.json', [{ header: '时间', meaning: 'orderedAt' }]))).toMatchObject({ status: 2, output: { files: [{ error: { code: 'imports.mappingDoesNotFit' } }] } });
    expect(xiangke('import', table, '--mapping', join(folder, '没有.json'))).toMatchObject({ status: 2, output: { error: { code: 'imports.fileMissing' } } });
    expect(existsSync(db)).toBe(false);
    expect(xiangke('import', table, '--mapping', good)).toMatchObject({ status: 0, output: { files: [{ platform: '手工', ordersCreated: 1, paidFen: 3500 }] } });
  });

  test('with --password opens what is locked, and says when none was given or it is wrong', async () => {
    const rows = new TextEncoder().encode(taobaoCsv([{ id: orderId(1) }, { id: orderId(2), at: '哪天' }]));
    const [zip, other] = await Promise.all([lockedZip([['五月.csv', rows, '一二三']], 'zipcrypto'), lockedZip([['六月.csv', rows, '456']])]);
    const files = [written('五月.zip', zip), written('六月.zip', other)];
    expect(xiangke('import', ...files)).toMatchObject({ status: 2, output: { files: [{ error: { code: 'imports.passwordNeeded' } }, { error: { code: 'imports.passwordNeeded' } }] } });
    expect(xiangke('import', files[0]!, '--password', '321')).toMatchObject({ status: 2, output: { files: [{ error: { code: 'imports.passwordWrong' } }] } });
    expect(existsSync(db)).toBe(false);
    const out = join(folder, '退回.xlsx');
    expect(xiangke('import', ...files, '--password', '一二三', '--password', '456', '--refused', out)).toMatchObject({ status: 1, output: { files: [{ ordersCreated: 1 }, { ordersUnchanged: 1 }], refused: { rows: 2 } } });
    expect(xiangke('orders', '--password', '456').output.error).toMatchObject({ code: 'cli.usage' });
  });

  test('ends with 2 and a sentence when nothing could be done', () => {
    const broken = xiangke('import', written('空的.csv', ''));
    expect(broken.status).toBe(2);
    expect(broken.stderr).toMatch(/空的\.csv/);
    expect(xiangke('import', join(folder, '没有.csv')).status).toBe(2);
    expect(xiangke('nonsense').status).toBe(2);
    expect(xiangke('undo', '77').status).toBe(2);
  });
});

describe('a command that was typed wrongly', () => {
  test.each([
    ['an option nobody knows', ['orders', '--bogus']],
    ['a command nobody knows', ['frobnicate']],
    ['no command', []],
    ['a word too many', ['customers', '王桂英']],
    ['a file too few', ['import']],
    ['an option that takes no value', ['orders', '--dry-run=yes']],
  ])('%s: the usage, code 2 and an error as data', (_, args) => {
    const { status, stderr, output } = xiangke(...args);
    expect(status).toBe(2);
    expect(stderr).toContain('xiangke import FILE|FOLDER… --db P');
    expect(stderr).not.toMatch(/\bat .+:\d+/);
    expect(output.error).toMatchObject({ code: 'cli.usage' });
    expect(existsSync(db)).toBe(false);
  });

  test('--db without a value is told without --json as well', () => {
    const { status, stdout, stderr } = typed('orders', '--db');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('命令写得不对（--db）');
  });

  test.each(['2026-13-45', '2026-02-30', '昨天'])('a day that no calendar has (%s) is refused', (day) => {
    xiangke('import', orders());
    const { status, output } = xiangke('score', '--as-of', day);
    expect([status, output.error.code]).toEqual([2, 'request.invalid']);
  });
});

describe('the database file', () => {
  const left = () => readdirSync(folder).filter((name) => name !== '订单.csv' && name !== '空的.csv');

  test('is not made by a trial, a missing file or a file that is no table', () => {
    expect(xiangke('import', orders(), '--dry-run')).toMatchObject({ status: 0, output: { files: [{ ordersCreated: 2, batchId: null }] } });
    expect(xiangke('import', join(folder, '没有.csv'))).toMatchObject({ status: 2, output: { files: [{ error: { code: 'imports.fileMissing' } }] } });
    expect(xiangke('import', written('空的.csv', '')).status).toBe(2);
    expect(left()).toEqual([]);
  });

  test('stays when it was there before, whatever fails', () => {
    xiangke('import', orders());
    expect(xiangke('import', join(folder, '没有.csv')).status).toBe(2);
    expect(xiangke('orders').output).toHaveLength(2);
  });

  test('in a folder that is missing, or that is a folder itself, is told in words and as data', () => {
    for (const [place, code] of [[join(folder, '没有', 'shop.db'), 'database.folderMissing'], [folder, 'database.notAFile'], [db, 'database.missing']] as const) {
      const { status, stdout, stderr } = typed('orders', '--db', place, '--json');
      expect([status, JSON.parse(stdout).error.code]).toEqual([2, code]);
      expect(stderr.trim()).toBe(JSON.parse(stdout).error.message);
      expect(stderr).toMatch(/什么都没有改动/);
    }
    expect(left()).toEqual([]);
  });

  test('is never replaced by an export', () => {
    xiangke('import', orders());
    const before = readFileSync(db);
    expect(xiangke('export', 'orders', db)).toMatchObject({ status: 2, output: { error: { code: 'file.isDatabase' } } });
    expect(readFileSync(db).equals(before)).toBe(true);
  });
});
