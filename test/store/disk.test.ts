import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demandRoomFor } from '../../core/store/disk.ts';
import { failureOf } from '../support/core.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

/** A disk of its own needs the rights of an administrator. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 盘 '));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

let disk: string;
let own: string;
beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), '乡客 盘 '));
  own = mkdtempSync(join(tmpdir(), '乡客 别处 '));
});
afterEach(() => {
  for (const folder of [disk, own]) rmSync(folder, { recursive: true, force: true });
});

const mount = (size: string): void => void execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', disk]);
const unmount = (): void => void execFileSync('umount', [disk]);
const fill = (leave: number): void => {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, '占地方'), Buffer.alloc(Math.max(0, bavail * bsize - leave)));
};
const open = () => openShopWithBackups({ folder: disk, withBackups: false });

describe.runIf(canMount)('on a disk that runs full', () => {
  beforeEach(() => mount('300m'));
  afterEach(unmount);

  test('the step is refused in words, everything saved is there, reading goes on, and the reserve lets people delete', async () => {
    const shop = await open();
    expect(statSync(join(disk, 'shop.db.reserve')).size).toBe(16 * 1024 * 1024);
    const { id } = await shop.core.customers.create({ name: '王桂英', note: '老主顾' });
    await shop.app().settled();
    fill(200_000);
    const saved: string[] = ['王桂英'];
    const saveUntilRefused = async (n = 0): Promise<never> => {
      await shop.core.customers.create({ name: `客户${n}`, note: '一'.repeat(2000) });
      saved.push(`客户${n}`);
      return saveUntilRefused(n + 1);
    };
    expect(await failureOf(saveUntilRefused())).toEqual({ code: 'disk.full' });
    expect((await shop.core.customers.list({})).total).toBe(saved.length);
    expect(existsSync(join(disk, 'shop.db.reserve'))).toBe(false);
    await shop.core.customers.delete({ id });
    expect((await shop.core.customers.list({ search: '王桂英' })).total).toBe(0);
    expect(await failureOf(shop.core.imports.run({ file: shop.grant('没有.csv') }))).toMatchObject({ code: 'disk.tooLittle' });
    await shop.book.close();
  });

  test('the book opens, is read and exported to another disk when there is no room at all', async () => {
    const shop = await open();
    await shop.core.customers.create({ name: '王桂英' });
    await shop.book.close();
    fill(0);
    const full = await open();
    expect(full.refused).toEqual([]);
    expect((await full.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['王桂英']);
    full.book.files.grant('out', join(own, '客户.xlsx'));
    expect((await full.core.reports.exportTable({ kind: 'customers', file: 'out' })).rows).toBe(1);
    await full.book.close();

    rmSync(join(disk, 'shop.db.reserve'), { force: true });
    rmSync(join(disk, '占地方'));
    fill(0);
    const fuller = await open();
    expect(fuller.refused).toEqual([{ code: 'disk.full' }]);
    fuller.book.files.grant('out', join(own, '救出来的.zip'));
    expect((await fuller.core.store.exportReadable({ file: 'out' })).tables.find(({ table }) => table === 'customers')).toMatchObject({ rows: 1, lost: 0 });
    rmSync(join(disk, '占地方'));
    await fuller.core.store.openAgain();
    expect((await fuller.core.customers.list({})).total).toBe(1);
    await fuller.book.close();
  });

  test('an import that would not fit is refused before it begins, with the numbers', () => {
    writeFileSync(join(own, '大表.csv'), Buffer.alloc(40_000_000));
    fill(100_000_000);
    expect(() => demandRoomFor(join(disk, 'shop.db'), { path: join(own, '大表.csv'), name: '大表.csv' })).toThrowError(
      expect.objectContaining({ failure: { code: 'disk.tooLittle', details: { needed: 560, free: expect.closeTo(100, -1) as number } } }),
    );
  });
});

describe.runIf(canMount)('in a folder that cannot be written', () => {
  test('the start is refused in words, and what is there can be read out', async () => {
    mount('200m');
    try {
      const shop = await open();
      await shop.core.customers.create({ name: '王桂英' });
      await shop.book.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const before = readFileSync(join(disk, 'shop.db'));
      const locked = await open();
      expect(locked.refused).toEqual([{ code: 'disk.readOnly' }]);
      locked.book.files.grant('out', join(own, '救出来的.zip'));
      const { tables } = await locked.core.store.exportReadable({ file: 'out' });
      expect(tables.find(({ table }) => table === 'customers')).toEqual({ table: 'customers', rows: 1, lost: 0 });
      expect(readFileSync(join(disk, 'shop.db')).equals(before)).toBe(true);
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      await locked.core.store.openAgain();
      await locked.core.customers.create({ name: '李四' });
      await locked.book.close();
    } finally {
      unmount();
    }
  });
});
