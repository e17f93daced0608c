import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../core/migrations/index.ts';
import { failureOf } from '../support/core.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';
import type { ShopWithBackups } from '../support/shop-with-backups.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let shop: ShopWithBackups;
beforeEach(async () => {
  shop = await openShopWithBackups();
});
afterEach(() => shop.stop());

const names = async (): Promise<readonly string[]> => (await shop.core.backups.list()).backups.map(({ name }) => name);
const sell = (count: number, name = '四月.csv') => shop.core.imports.run({ file: shop.file(name, taobaoCsv(manyTaobaoRows(count))) });
const stick = (): { readonly id: string; readonly label: string; readonly freeBytes: number } => {
  const id = join(shop.folder, 'U盘');
  mkdirSync(id, { recursive: true });
  return { id, label: '红色U盘', freeBytes: 1e9 };
};

describe('backups come by themselves', () => {
  test('the first of the day, not of an empty shop, and not twice of the same state', async () => {
    await shop.book.tick();
    expect(await names()).toEqual([]);
    await shop.core.customers.create({ name: '王桂英' });
    await shop.book.tick();
    await shop.book.tick();
    expect(await names()).toEqual(['乡客备份-2026-05-08-1200.xkb']);
    expect(await shop.core.backups.state()).toMatchObject({ changed: false, trouble: null, last: { reason: 'daily', facts: { customers: 1, orders: 0 } } });
    await shop.core.customers.create({ name: '李大海' });
    await shop.book.tick();
    expect(await names()).toHaveLength(1);
    shop.goTo('2026-05-09', '08:02:00');
    await shop.book.tick();
    expect((await names())[0]).toBe('乡客备份-2026-05-09-0802.xkb');
  });

  test('before an import, once for tables that are dropped together', async () => {
    await sell(5);
    expect(await names()).toEqual([]);
    await sell(9, '五月.csv');
    expect(await names()).toEqual(['乡客备份-2026-05-08-1200-导入前.xkb']);
    await sell(12, '六月.csv');
    expect(await names()).toHaveLength(1);
    await shop.core.customers.create({ name: '王桂英' });
    await sell(15, '七月.csv');
    expect((await names())[0]).toBe('乡客备份-2026-05-08-1200-导入前-2.xkb');
  });

  test('before many are deleted, and when the program closes', async () => {
    await sell(90);
    await shop.core.customers.deleteMany({ selection: { filter: { search: '' } } });
    expect((await shop.core.backups.list()).backups).toMatchObject([{ reason: 'delete', facts: { customers: 30, orders: 90 } }]);
    await shop.book.close();
    expect(readdirSync(shop.backupFolder).filter((name) => name.endsWith('.xkb'))).toEqual(['乡客备份-2026-05-08-1200-删除前.xkb', '乡客备份-2026-05-08-1200.xkb']);
  });

  test('before an older file is brought up to date', async () => {
    await shop.book.close();
    rmSync(shop.path);
    rmSync(`${shop.path}.guard`, { force: true });
    const old = new Sqlite(shop.path);
    for (const sql of migrations.slice(0, 3)) old.exec(sql);
    old.pragma('application_id = 1481327682');
    old.pragma('user_version = 3');
    old.exec(`INSERT INTO operations (uid, title, done_at) VALUES ('first', 'customers.create', '2026-05-01T12:00:00+08:00'); INSERT INTO customers (uid, name, pinyin, created_at) VALUES ('one', '王桂英', 'wangguiying', '2026-05-01T12:00:00+08:00')`);
    old.close();
    await shop.book.open();
    expect(shop.refused).toEqual([]);
    expect((await shop.core.backups.list()).backups).toMatchObject([{ reason: 'migration', name: '乡客备份-2026-05-08-1200-升级前.xkb', facts: { customers: 1 } }]);
    expect((await shop.core.customers.list({})).rows).toMatchObject([{ name: '王桂英' }]);
    const [{ name } = { name: '' }] = (await shop.core.backups.list()).backups;
    expect(await shop.core.backups.compare({ backup: name })).toMatchObject({ source: { facts: { customers: 1 } } });
  });

  test('one that fails is told and stops no work; the next good one takes it back', async () => {
    await shop.core.customers.create({ name: '王桂英' });
    writeFileSync(shop.backupFolder, 'in the way');
    await sell(3);
    expect((await shop.core.orders.list({})).total).toBe(3);
    expect(await failureOf(shop.core.backups.make())).toMatchObject({ code: expect.stringMatching(/^(core|disk)\./) });
    rmSync(shop.backupFolder);
    await shop.core.backups.make();
    expect(await shop.core.backups.state()).toMatchObject({ trouble: null, last: { reason: 'byHand' } });
  });

  test('a clock that was set back overwrites none', async () => {
    await shop.core.customers.create({ name: '王桂英' });
    await shop.core.backups.make();
    await shop.core.backups.make();
    expect(await names()).toEqual(['乡客备份-2026-05-08-1200-2.xkb', '乡客备份-2026-05-08-1200.xkb']);
    shop.goTo('2025-05-08');
    await shop.core.customers.create({ name: '李大海' });
    await shop.core.backups.make();
    expect((await names())[0]).toBe('乡客备份-2025-05-08-1200.xkb');
    expect(await shop.core.backups.state()).toMatchObject({ changed: false });
  });
});

describe('a copy leaves the laptop', () => {
  test('a stick that is plugged in is asked about, takes a checked copy, and is not asked about again that day', async () => {
    const drive = stick();
    await shop.plugIn(drive);
    expect((await shop.core.backups.state()).drives).toEqual([]);
    await sell(6);
    expect((await shop.core.backups.state()).drives).toEqual([drive]);
    const copied = await shop.core.backups.copy({ to: { drive: drive.id } });
    expect(copied).toMatchObject({ label: '红色U盘', locked: false, facts: { customers: 2, orders: 6 } });
    expect(existsSync(join(drive.id, '乡客备份', copied.fileName))).toBe(true);
    expect(await shop.core.backups.state()).toMatchObject({ drives: [], place: { label: '红色U盘', there: true }, copiedAt: '2026-05-08T12:00:00+08:00' });
    shop.goTo('2026-05-09');
    expect((await shop.core.backups.state()).drives).toEqual([drive]);
    await shop.core.backups.leaveDrive({ drive: drive.id });
    expect((await shop.core.backups.state()).drives).toEqual([]);
    await shop.plugIn();
    await shop.plugIn(drive);
    expect((await shop.core.backups.state()).drives).toEqual([drive]);
    await shop.core.backups.forgetPlace();
    expect((await shop.core.backups.state()).place).toBeNull();
  });

  test('a folder that was chosen gets one every day by itself', async () => {
    await sell(6);
    mkdirSync(join(shop.folder, '另一块盘'));
    await shop.core.backups.copy({ to: { folder: shop.grant('另一块盘') } });
    shop.goTo('2026-05-09');
    await shop.core.customers.create({ name: '王桂英' });
    await shop.book.tick();
    expect(readdirSync(join(shop.folder, '另一块盘', '乡客备份'))).toEqual(['乡客备份-2026-05-08-1200.xkb', '乡客备份-2026-05-09-1200.xkb']);
  });

  test('a week without one is said; a stick that is gone or has no room too', async () => {
    await sell(6);
    await shop.book.tick();
    expect((await shop.core.backups.state()).overdue).toBe(false);
    shop.goTo('2026-05-15');
    expect((await shop.core.backups.state()).overdue).toBe(true);
    expect(await failureOf(shop.core.backups.copy({ to: { drive: '/没有' } }))).toMatchObject({ code: 'backups.placeGone' });
    await shop.core.backups.copy({ to: { drive: (await (async () => { const drive = stick(); await shop.plugIn(drive); return drive; })()).id } });
    expect((await shop.core.backups.state()).overdue).toBe(false);
    expect(await failureOf(shop.core.backups.handOver({ file: shop.grant('备份/换电脑.xkb') }))).toMatchObject({ code: 'backups.ownFolder' });
  });

  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a stick that is too small takes nothing, and says how much is needed', async () => {
    await sell(60);
    const small = stick();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', small.id]);
    try {
      await shop.plugIn(small);
      expect(await failureOf(shop.core.backups.copy({ to: { drive: small.id } }))).toMatchObject({ code: 'backups.placeFull', details: { need: 1 } });
      expect(readdirSync(join(small.id, '乡客备份'))).toEqual([]);
      expect(await shop.core.backups.state()).toMatchObject({ copiedAt: null, place: null });
    } finally {
      execFileSync('umount', [small.id]);
    }
  });

  test('locked with a password, it opens with the password and with the printed code, and with nothing else', async () => {
    await sell(6);
    expect(await failureOf(shop.core.backups.lock({ password: '12345' }))).toMatchObject({ code: 'backups.shortPassword' });
    const { code } = await shop.core.backups.lock({ password: '三月桃花开了' });
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const file = shop.grant('给新电脑.xkb');
    expect(await shop.core.backups.handOver({ file })).toMatchObject({ locked: true });
    // On this laptop nobody is asked.
    expect(await shop.core.backups.compare({ file })).toMatchObject({ source: { facts: { orders: 6 } } });
    await shop.core.backups.unlock();
    expect(await failureOf(shop.core.backups.compare({ file }))).toMatchObject({ code: 'backups.needsPassword' });
    expect(await failureOf(shop.core.backups.compare({ file, password: '三月桃花谢了' }))).toMatchObject({ code: 'backups.wrongPassword' });
    for (const password of ['三月桃花开了', code, ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`]) {
      expect(await shop.core.backups.compare({ file, password })).toMatchObject({ source: { facts: { orders: 6, shopName: null } } });
    }
  });
});

test('going back is tried every month, and what came of it is told', async () => {
  await sell(30);
  await shop.book.tick();
  shop.goTo('2026-05-09');
  await shop.book.tick();
  expect((await shop.core.backups.state()).rehearsal).toMatchObject({ at: '2026-05-09T12:00:00+08:00', failure: null, facts: { customers: 10, orders: 30 } });
  expect(readdirSync(shop.backupFolder).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(await shop.core.backups.rehearse()).toMatchObject({ rehearsal: { failure: null } });
  const [{ name } = { name: '' }] = (await shop.core.backups.list()).backups;
  expect(await shop.core.backups.verify({ backup: name })).toMatchObject({ name, facts: { orders: 30 } });
  expect(statSync(join(shop.backupFolder, name)).size).toBeGreaterThan(100_000);
});

test('the practice book is never backed up by itself', async () => {
  const practice = await openShopWithBackups({ withBackups: false });
  await practice.core.customers.create({ name: '王桂英' });
  await practice.book.tick();
  expect(await practice.core.backups.state()).toMatchObject({ on: false, overdue: false, last: null });
  await practice.stop();
});
