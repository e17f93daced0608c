import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extract, readManifest } from '../../core/backups/container.ts';
import { makeBackup } from '../../core/backups/making.ts';
import { contentHashIn } from '../../core/backups/repository.ts';
import { keptFolder, preparedPath, prepareRestore, takePlace } from '../../core/backups/restoring.ts';
import { randomOf } from '../../core/practice/random.rules.ts';
import { failureOf } from '../support/core.ts';
import { manyTaobaoRows, orderId, taobaoCsv } from '../support/given.ts';
import type { ShopWithBackups } from '../support/shop-with-backups.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let shop: ShopWithBackups;
let backup: string;
beforeEach(async () => {
  shop = await openShopWithBackups();
  await shop.core.settings.update({ shopName: '桂英土特产' });
  await shop.core.imports.run({ file: shop.file('四月.csv', taobaoCsv(manyTaobaoRows(60))) });
  await shop.app().settled();
  backup = (await shop.core.backups.make()).name;
});
afterEach(() => shop.stop());

const people = async (): Promise<number> => (await shop.core.customers.list({})).total;
const silent = () => () => undefined;
const inFolder = (name: string): string => join(shop.backupFolder, name);

describe('going back', () => {
  test('shows both sides, keeps the state of today for 30 days, and one step leads back to it', async () => {
    const then = shop.hash();
    shop.goTo('2026-05-09');
    await shop.core.customers.create({ name: '后来的人' });
    const now = shop.hash();
    expect(await shop.core.backups.compare({ backup })).toMatchObject({
      source: { madeAt: '2026-05-08T12:00:00+08:00', facts: { shopName: '桂英土特产', customers: 20, orders: 60 } },
      here: { facts: { customers: 21, orders: 60 }, changedAt: '2026-05-09T12:00:00+08:00' },
    });
    const restored = await shop.core.backups.restore({ backup });
    expect(restored).toMatchObject({ before: { customers: 21 }, after: { customers: 20, orders: 60 }, keptUntil: '2026-06-08' });
    expect(shop.hash()).toBe(then);
    expect(await people()).toBe(20);
    expect((await shop.core.backups.list()).kept).toMatchObject([{ name: restored.kept, facts: { customers: 21 }, leavesOn: '2026-06-08' }]);
    // The program goes on at once.
    await shop.core.customers.create({ name: '恢复以后的人' });
    await shop.core.backups.restore({ kept: restored.kept });
    expect(shop.hash()).toBe(now);
    expect(await people()).toBe(21);
    shop.goTo('2026-06-08');
    await shop.book.tick();
    expect((await shop.core.backups.list()).kept.map(({ name }) => name)).not.toContain(restored.kept);
  });

  test('numbers that were given once are not given again', async () => {
    const { rows: [first] } = await shop.core.customers.list({ limit: 1 });
    const made = await shop.core.customers.create({ name: '王桂英' });
    await shop.core.customers.delete({ id: made.id });
    const { name } = await shop.core.backups.make();
    await shop.core.backups.restore({ backup: name });
    const next = await shop.core.customers.create({ name: '李大海' });
    expect(next.id).toBeGreaterThan(made.id);
    expect(await shop.core.customers.get({ id: first!.id })).toBeTruthy();
  });

  test('on a new laptop the file from the old one brings everything', async () => {
    const file = shop.grant('换电脑.xkb');
    await shop.core.backups.handOver({ file });
    const laptop = await openShopWithBackups({ day: '2026-05-10' });
    copyFileSync(join(shop.folder, '换电脑.xkb'), join(laptop.folder, '换电脑.xkb'));
    const token = laptop.grant('换电脑.xkb');
    expect(await laptop.core.backups.compare({ file: token })).toMatchObject({ source: { facts: { customers: 20 } }, here: { facts: { shopName: null, customers: 0, orders: 0 }, changedAt: null } });
    await laptop.core.backups.restore({ file: token });
    expect(laptop.hash()).toBe(shop.hash());
    expect(await laptop.core.settings.get()).toMatchObject({ shopName: '桂英土特产' });
    await laptop.stop();
  });

  test('a log of another file that lies beside the data or the backup never comes along', async () => {
    const then = shop.hash();
    await shop.core.customers.create({ name: '后来的人' });
    writeFileSync(`${inFolder(backup)}-wal`, readFileSync(`${shop.path}-wal`));
    writeFileSync(`${inFolder(backup)}-journal`, readFileSync(`${shop.path}-wal`));
    await shop.core.backups.restore({ backup });
    expect(shop.hash()).toBe(then);
  });

  test('twenty random shops come back the same', async () => {
    const random = randomOf(20260508);
    for (let turn = 0; turn < 20; turn += 1) {
      const count = 1 + Math.floor(random() * 40);
      await shop.core.imports.run({ file: shop.file(`${turn}.csv`, taobaoCsv(Array.from({ length: count }, (_, n) => ({ id: orderId(1000 + turn * 50 + n), buyer: `tb_${Math.floor(random() * 200)}`, name: `人${Math.floor(random() * 90)}`, paid: (random() * 300).toFixed(2) })))) });
      if (random() < 0.5) await shop.core.customers.create({ name: `手记${turn}` });
      const { rows } = await shop.core.customers.list({ limit: 5, offset: Math.floor(random() * 10) });
      if (rows[0] && random() < 0.5) await shop.core.customers.delete({ id: rows[0].id });
      await shop.app().settled();
      const made = makeBackup({ path: shop.path, folder: shop.backupFolder, reason: 'byHand', madeAt: '2026-05-08T13:00:00+08:00', number: turn + 10 }, silent);
      const target = join(shop.folder, 'restored.db');
      prepareRestore({ origin: { backup: inFolder(made.name), password: null, secret: null }, scratch: join(shop.folder, 'scratch'), target }, silent);
      expect(contentHashIn(target)).toBe(shop.hash());
    }
  });
});

describe('a power cut in the middle of going back', () => {
  test.each(['before the first rename', 'after the database was moved', 'after everything was moved'])('%s: the shop is there at the next start', async (moment) => {
    const then = shop.hash();
    await shop.core.customers.create({ name: '后来的人' });
    const now = shop.hash();
    await shop.book.close();
    const stamp = '2026-05-08-130000';
    copyFileSync(shop.path, preparedPath(shop.path, stamp));
    const other = join(shop.folder, 'then.db');
    copyFileSync(inFolder(backup), other);
    // What was made ready: the state of the backup.
    const fresh = new Sqlite(other);
    fresh.prepare(`VACUUM INTO ?`).run(`${preparedPath(shop.path, stamp)}2`);
    fresh.close();
    renameSync(`${preparedPath(shop.path, stamp)}2`, preparedPath(shop.path, stamp));
    if (moment === 'after everything was moved') takePlace(shop.path, shop.backupFolder, stamp);
    if (moment === 'after the database was moved') {
      takePlace(shop.path, shop.backupFolder, stamp);
      renameSync(shop.path, preparedPath(shop.path, stamp));
      writeFileSync(`${shop.path}-wal`, 'of the old one');
    }
    await shop.book.open();
    expect(shop.refused).toEqual([]);
    expect(shop.hash()).toBe(moment === 'before the first rename' ? now : then);
    expect(readdirSync(shop.folder).filter((name) => name.includes('restored-'))).toEqual([]);
    if (moment !== 'before the first rename') expect(existsSync(join(keptFolder(shop.backupFolder, stamp), 'shop.db'))).toBe(true);
  });
});

describe('what is not a sound backup of ours is refused, and nothing is touched', () => {
  const refused = async (name: string): Promise<string> => {
    const before = readFileSync(shop.path);
    const { code } = await failureOf(shop.core.backups.restore({ backup: name }));
    expect(readFileSync(shop.path).equals(before)).toBe(true);
    return code;
  };
  const bad = '乡客备份-2026-05-07-0000.xkb';
  const damaged = (change: (bytes: Buffer) => Buffer): void => writeFileSync(inFolder(bad), change(Buffer.from(readFileSync(inFolder(backup)))));

  test('100 flipped bits, 100 cut ends, 30 emptied pages, and a file of no bytes', async () => {
    const random = randomOf(7);
    const { length } = readFileSync(inFolder(backup));
    const at = (): number => Math.floor(random() * length);
    const changes: ((bytes: Buffer) => Buffer)[] = [
      ...Array.from({ length: 100 }, () => (bytes: Buffer) => {
        const place = at();
        bytes[place] = bytes[place]! ^ (1 << Math.floor(random() * 8));
        return bytes;
      }),
      ...Array.from({ length: 100 }, () => (bytes: Buffer) => bytes.subarray(0, at())),
      ...Array.from({ length: 30 }, () => (bytes: Buffer) => {
        for (;;) {
          const page = Math.floor(random() * Math.floor(length / 4096)) * 4096;
          if (!bytes.subarray(page, page + 4096).some((byte) => byte !== 0)) continue;
          return bytes.fill(0, page, page + 4096);
        }
      }),
      () => Buffer.alloc(0),
    ];
    const live = readFileSync(shop.path);
    const target = join(shop.folder, 'target.db');
    for (const change of changes) {
      damaged(change);
      // How a restore begins; through the core for the first of each kind below.
      expect(() => extract(inFolder(bad), readManifest(inFolder(bad)), null, target)).toThrow('backups.damaged');
    }
    for (const change of [changes[0]!, changes[100]!, changes[200]!, changes[230]!]) {
      damaged(change);
      expect(await failureOf(shop.core.backups.verify({ backup: bad }))).toMatchObject({ code: 'backups.damagedButOther', details: { other: backup } });
    }
    expect(readFileSync(shop.path).equals(live)).toBe(true);
    expect(await refused(bad)).toBe('backups.damagedButOther');
    expect(readdirSync(shop.backupFolder).filter((name) => name.endsWith('.xkb'))).toHaveLength(2);
    rmSync(inFolder(backup));
    expect(await refused(bad)).toBe('backups.damaged');
  });

  /** A backup made of a changed copy of the shop, with a valid manifest. */
  const forged = (change: (db: Sqlite.Database) => void): string => {
    const path = join(shop.folder, 'forged.db');
    rmSync(path, { force: true });
    copyFileSync(inFolder(backup), path);
    const db = new Sqlite(path);
    change(db);
    db.close();
    return makeBackup({ path, folder: shop.backupFolder, reason: 'byHand', madeAt: '2026-05-07T10:00:00+08:00', number: 99 }, silent).name;
  };

  test('a foreign trigger, a foreign table, another program’s file', async () => {
    expect(await refused(forged((db) => db.exec(`CREATE TRIGGER sly AFTER INSERT ON orders BEGIN UPDATE orders SET paid_fen = 0; END`)))).toBe('backups.foreignButOther');
    expect(await refused(forged((db) => db.exec(`CREATE TABLE customer_spy (x); CREATE VIEW seen AS SELECT * FROM customers`)))).toBe('backups.foreignButOther');
    expect(await refused(forged((db) => db.pragma('application_id = 1')))).toBe('backups.damagedButOther');
  });

  test('of a newer program: the version that is needed is named', async () => {
    const name = forged((db) => db.pragma('user_version = 999'));
    const failure = await failureOf(shop.core.backups.restore({ backup: name }));
    expect(failure).toMatchObject({ code: 'database.newer', details: { version: 999 } });
    expect(readManifest(inFolder(name)).version).toBe(999);
  });

  test('a name that leads out of the folder, and a file that is no backup', async () => {
    expect(await failureOf(shop.core.backups.compare({ backup: '乡客备份-/../../shop.db.xkb' }))).toMatchObject({ code: 'backups.missing' });
    expect(await failureOf(shop.core.backups.compare({ kept: '恢复前-../..' }))).toMatchObject({ code: 'backups.missing' });
    expect(await failureOf(shop.core.backups.compare({ file: shop.file('照片.jpg', 'no backup at all') }))).toMatchObject({ code: 'backups.notOurs' });
  });
});
