import { closeSync, copyFileSync, cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDatabase } from '../../core/checks/repository.ts';
import { failureOf } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

/** A shop of 1,500 orders that was closed properly. */
let sound: string;
let folder: string;
let path: string;
const stops: (() => Promise<void>)[] = [];

const open = async (day?: string) => {
  const shop = await openShopWithBackups({ folder, withBackups: false, ...(day ? { day } : {}) });
  stops.push(() => shop.book.close());
  return shop;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), '乡客 坏盘 '));
  path = join(folder, 'shop.db');
  if (sound) {
    cpSync(sound, folder, { recursive: true, preserveTimestamps: true });
    return;
  }
  const shop = await open();
  await shop.core.settings.update({ shopName: '桂英土特产' });
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv(manyTaobaoRows(1500))) });
  await shop.core.customers.create({ name: '王桂英', phones: [{ number: '13800000001', label: '' }] });
  await shop.book.close();
  sound = mkdtempSync(join(tmpdir(), '乡客 好的 '));
  for (const name of ['shop.db', 'shop.db.guard']) cpSync(join(folder, name), join(sound, name), { preserveTimestamps: true });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  rmSync(folder, { recursive: true, force: true });
});

const pageSize = 4096;
const rootOf = (name: string): number => {
  const db = new Sqlite(path, { readonly: true });
  const page = Number(db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = ?`).pluck().get(name));
  db.close();
  return page;
};
const overwrite = (page: number, pages = 1): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(pageSize * pages, 0x5a), 0, pageSize * pages, (page - 1) * pageSize);
  closeSync(file);
};
/** The pages that hold rows of a table, leaves only. */
const leavesOf = (table: string): readonly number[] => {
  const db = new Sqlite(path, { readonly: true });
  const pages = db.prepare(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'`).pluck().all(table) as number[];
  db.close();
  return pages;
};
/** As a rotten disk does it: nobody touched the file. */
const unnoticed = (damage: () => void): void => {
  const { atime, mtime } = statSync(path);
  damage();
  utimesSync(path, atime, mtime);
};

describe('a damaged file', () => {
  test('is noticed at the start, closed and kept as it is; every question is answered with the reason', async () => {
    overwrite(rootOf('orders'));
    const before = readFileSync(path);
    const shop = await open();
    expect(shop.refused).toEqual([{ code: 'database.damaged' }]);
    expect(await failureOf(shop.core.customers.list({}))).toEqual({ code: 'database.damaged' });
    expect(await failureOf(shop.core.customers.create({ name: '李四' }))).toEqual({ code: 'database.damaged' });
    expect(await shop.core.store.health()).toMatchObject({ open: false, folder, fileName: 'shop.db', bytes: before.length, moveTo: null });
    expect(await failureOf(shop.core.store.openAgain())).toEqual({ code: 'database.damaged' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that rotted silently stops the writing in the moment it is met, and its log stays beside it', async () => {
    unnoticed(() => overwrite(rootOf('orders')));
    const shop = await open();
    // The start meets it already, or the first list does.
    if (shop.refused.length === 0) expect(await failureOf(shop.core.orders.list({}))).toEqual({ code: 'database.damaged' });
    const before = readFileSync(path);
    expect(shop.refused).toEqual([{ code: 'database.damaged' }]);
    expect(await failureOf(shop.core.customers.create({ name: '李四' }))).toEqual({ code: 'database.damaged' });
    await shop.book.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that rotted where nobody looks is found by the look through every page', async () => {
    const whole = await open();
    await whole.app().settled();
    expect(await whole.core.store.check()).toEqual({ checkedOn: '2026-05-08' });
    expect(await whole.core.store.health()).toMatchObject({ open: true, checkedOn: '2026-05-08' });
    await whole.book.close();
    unnoticed(() => overwrite(leavesOf('orders_by_number_end')[0]!));
    const shop = await open();
    expect(shop.refused).toEqual([]);
    expect(await failureOf(shop.core.store.check())).toEqual({ code: 'database.damaged' });
    expect(shop.refused).toEqual([{ code: 'database.damaged' }]);
  });

  test('gives out everything that can be read, in tables that a new book takes', async () => {
    const leaves = leavesOf('orders');
    overwrite(leaves[Math.floor(leaves.length / 2)]!);
    const before = readFileSync(path);
    const shop = await open();
    const target = shop.grant('救出来的.zip');
    const { tables, fileName } = await shop.core.store.exportReadable({ file: target });
    expect(fileName).toBe('救出来的.zip');
    const orders = tables.find(({ table }) => table === 'orders')!;
    expect(orders.rows).toBeGreaterThan(1400);
    expect(orders.rows).toBeLessThan(1500);
    expect(orders.rows + (orders.lost ?? NaN)).toBe(1500);
    expect(tables.find(({ table }) => table === 'customers')).toEqual({ table: 'customers', rows: 501, lost: 0 });
    expect(Object.keys(unzipSync(readFileSync(target))).toSorted()).toEqual(['商品.xlsx', '客户.xlsx', '订单.xlsx']);
    expect(readFileSync(path).equals(before)).toBe(true);

    const next = await openShopWithBackups({ withBackups: false });
    stops.push(next.stop);
    const { counts } = await next.core.imports.run({ file: next.file('救出来的.zip', readFileSync(target)) });
    expect(counts.ordersCreated).toBe(orders.rows);
    expect((await next.core.customers.list({ search: '王桂英' })).total).toBe(1);
  });

  test('is put aside whole, and what can be read goes on as the book, with its sums right', async () => {
    overwrite(leavesOf('orders')[3]!);
    overwrite(leavesOf('customers')[0]!);
    const before = readFileSync(path);
    const shop = await open();
    const { keptAs, tables } = await shop.core.store.goOnWithReadable();
    expect(readFileSync(join(folder, keptAs)).equals(before)).toBe(true);
    expect(tables.find(({ table }) => table === 'customers')!.rows).toBeLessThan(501);
    await shop.core.customers.create({ name: '李四' });
    await shop.app().settled();
    const { orders, customers } = await shop.core.reports.overview();
    expect(orders).toBeGreaterThan(1400);
    expect(customers).toBeGreaterThan(300);
    expect(checkDatabase(shop.app().store.reader)).toMatchObject({ ok: true });
  });

  test('whose first page is gone can still be handed out as it is, and nothing is put in its place', async () => {
    overwrite(1);
    const before = readFileSync(path);
    const shop = await open();
    expect(shop.refused).toEqual([{ code: 'database.damaged' }]);
    expect(await failureOf(shop.core.store.exportReadable({ file: shop.grant('x.zip') }))).toEqual({ code: 'database.damaged' });
    expect(await failureOf(shop.core.store.goOnWithReadable())).toEqual({ code: 'database.damaged' });
    const { bytes } = await shop.core.store.saveCopy({ file: shop.grant('帮忙看看.zip') });
    expect(bytes).toBe(before.length);
    expect(Buffer.from(unzipSync(readFileSync(join(folder, '帮忙看看.zip')))['shop.db']!).equals(before)).toBe(true);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a book that was here is never greeted by an empty one', () => {
  test('when its file is gone', async () => {
    rmSync(path);
    const shop = await open();
    expect(shop.refused).toEqual([{ code: 'database.gone', details: { file: 'shop.db' } }]);
    expect(existsSync(path)).toBe(false);
    copyFileSync(join(sound, 'shop.db'), path);
    await shop.core.store.openAgain();
    expect((await shop.core.settings.get()).shopName).toBe('桂英土特产');
  });

  test('when its file became empty, also where nothing was remembered', async () => {
    writeFileSync(path, '');
    expect((await open()).refused).toEqual([{ code: 'database.emptied', details: { file: 'shop.db' } }]);
    rmSync(`${path}.guard`);
    expect((await open()).refused).toEqual([{ code: 'database.emptied', details: { file: 'shop.db' } }]);
    expect((await open()).refused).toEqual([{ code: 'database.emptied', details: { file: 'shop.db' } }]);
    expect(statSync(path).size).toBe(0);
  });

  test('when nothing but its backups is left, unless it was begun anew on purpose', async () => {
    const shop = await openShopWithBackups({ folder });
    stops.push(() => shop.book.close());
    await shop.core.backups.make();
    await shop.book.close();
    for (const name of ['shop.db', 'shop.db.guard', 'shop.db.reserve']) rmSync(join(folder, name));
    const next = await openShopWithBackups({ folder });
    stops.push(() => next.book.close());
    expect(next.refused).toEqual([{ code: 'database.gone', details: { file: 'shop.db' } }]);
    await next.core.store.startAnew({ confirmed: true });
    expect((await next.core.settings.get()).shopName).toBeNull();
  });

  test('when its tables were changed by another program', async () => {
    const db = new Sqlite(path);
    db.exec(`CREATE TRIGGER free_goods AFTER INSERT ON orders BEGIN UPDATE orders SET net_fen = 0; END`);
    db.close();
    expect((await open()).refused).toEqual([{ code: 'database.schema' }]);
  });

  test('only whoever says so begins anew, and the old file is put aside', async () => {
    overwrite(1);
    const before = readFileSync(path);
    const shop = await open();
    const { keptAs } = await shop.core.store.startAnew({ confirmed: true });
    expect(readFileSync(join(folder, keptAs!)).equals(before)).toBe(true);
    expect((await shop.core.settings.get()).shopName).toBeNull();
    expect(await failureOf(shop.core.store.startAnew({ confirmed: true }))).toEqual({ code: 'database.isOpen' });
    expect(await failureOf(shop.core.store.goOnWithReadable())).toEqual({ code: 'database.isOpen' });
  });

  test('a newer book names the program that is needed, and is not touched', async () => {
    const shop = await open();
    shop.app().store.guard.note({ program: '0.9.0' });
    await shop.book.close();
    const db = new Sqlite(path);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    expect((await open()).refused).toEqual([{ code: 'database.newerThan', details: { version: '0.9.0' } }]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
