/** T12: shops of every released schema are brought up to date, and killed at a write of it: the old schema or a newer one whole, and in the end everything. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../core/migrations/index.ts';
import { between, randomFor } from '../../core/practice/random.rules.ts';
import { breakDisk, compileShim, healthyDisk, watchedDisk } from './disk-shim.ts';
import type { State } from './shop.ts';
import { bookIn, brokenRules, copyOf, killShop, openShop, removeFolder, stateIn, temporaryFolder } from './shop.ts';
import { startCoreProcess } from '../support/core-process.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

const people = 300;

/** A shop as the n-th released program left it. */
const oldShop = (version: number): string => {
  const folder = temporaryFolder(`第${version}版`);
  const db = new Sqlite(bookIn(folder));
  db.pragma('journal_mode = WAL');
  for (const sql of migrations.slice(0, version)) db.exec(sql);
  db.pragma(`application_id = 0x584b4442`);
  db.pragma(`user_version = ${version}`);
  db.transaction(() => {
    // A later program keeps no pinyin.
    const [column, value] = db.prepare(`SELECT count(*) FROM pragma_table_info('customers') WHERE name = 'pinyin'`).pluck().get() === 1 ? [', pinyin', ", ''"] : ['', ''];
    const customer = db.prepare(`INSERT INTO customers (uid, name, created_at${column}) VALUES (?, ?, '2026-01-01T08:00:00+08:00'${value})`);
    const order = db.prepare(`INSERT INTO orders (uid, platform, platform_order_id, status, ordered_at, paid_fen, refund_fen, net_fen, counts, customer_id) VALUES (?, '淘宝', ?, 'completed', '2026-01-02T08:00:00+08:00', ?, 0, ?, 1, ?)`);
    for (let n = 1; n <= people; n += 1) {
      const { lastInsertRowid } = customer.run(`customer-${n}`, `老主顾${n}`);
      order.run(`order-${n}`, String(n), n * 100, n * 100, lastInsertRowid);
    }
  })();
  db.close();
  return folder;
};

/** Opens the shop, writes one more person down, and answers what it holds then. */
const firstDayAfter = async (folder: string): Promise<State> => {
  const process = await openShop(folder);
  try {
    await process.core.customers.create({ name: '更新后的头一位' });
    return stateIn(folder);
  } finally {
    await killShop(process);
  }
};

const versionIn = (folder: string): number => {
  const db = new Sqlite(bookIn(folder), { readonly: true });
  try {
    return Number(db.pragma('user_version', { simple: true }));
  } finally {
    db.close();
  }
};

export const migrationKills: Suite = {
  name: 'T12 migration kills',
  short: 5,
  full: 550,
  bugs: ['migration step by step'],
  run: async ({ amount, seed, bug }) => {
    const shim = compileShim();
    if ('skipped' in shim) return { done: 0, failures: [], skipped: shim.skipped };
    const failures: string[] = [];
    const wanted = new Map<number, string>();
    for (let point = 0; point < amount; point += 1) {
      const random = randomFor(seed, point);
      const version = (point % (migrations.length - 1)) + 1;
      const old = oldShop(version);
      if (!wanted.has(version)) {
        const whole = copyOf({ folder: old });
        wanted.set(version, (await firstDayAfter(whole)).meaning);
        removeFolder(whole);
      }
      const control = join(temporaryFolder('断点'), 'faults');
      healthyDisk(control);
      breakDisk(control, { calls: ['write', 'sync'], error: 'killed', after: between(random, 0, 80), lasting: true, cut: false });
      const victim = startCoreProcess(bookIn(old), withBug(bug, { env: watchedDisk(shim.library, { folder: old, faults: control }) }));
      await Promise.race([victim.opened, victim.exited]);
      await killShop(victim);
      const complain = (complaint: string): void => void failures.push(`version ${version}, case ${point}: ${complaint}`);
      const left = versionIn(old);
      if (left < version || left > migrations.length) complain(`left at version ${left}`);
      try {
        const state = await firstDayAfter(old);
        brokenRules(state).forEach(complain);
        if (state.meaning !== wanted.get(version)) complain('not what the same shop becomes undisturbed');
      } catch (error) {
        complain(String(error));
      }
      removeFolder(old);
    }
    return { done: amount, failures };
  },
};
