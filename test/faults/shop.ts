/** A small shop that every fault happens to, and how to tell in which state it was left. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { columnsOf, recordedTables } from '../../core/base/recorder.ts';
import type { Check } from '../../core/checks/repository.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import type { CoreProcess, CoreProcessOptions } from '../support/core-process.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `乡客 ${name} `));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
export const bookIn = (folder: string): string => join(folder, 'shop.db');
export const backupsIn = (folder: string): string => join(folder, '备份');

const villages = ['柳树村', '石桥村', '槐荫村'];
/** Orders of people with names, phones and villages. */
export const peopleCsv = (first: number, count: number): string =>
  taobaoCsv(Array.from({ length: count }, (_, index) => {
    const n = first + index;
    return {
      id: orderId(n), buyer: `tb_${n}`, paid: `${(n % 80) + 10}.50`, name: `王桂英${n}`, phone: `138${String(10_000_000 + n)}`,
      address: `山东省 临沂市 兰陵县 ${villages[n % 3]!}${n}号`, at: `2026-0${(n % 4) + 1}-${String((n % 28) + 1).padStart(2, '0')} 10:00:00`,
    };
  }));

export type Shop = {
  readonly folder: string;
  readonly secondBatch: number;
  readonly keepId: number;
  readonly dropId: number;
  readonly backup: string;
};

/** The process is gone when this answers. */
export const killShop = async (shop: CoreProcess): Promise<void> => {
  if (shop.child.exitCode === null && shop.child.signalCode === null) shop.child.kill('SIGKILL');
  await shop.exited;
};

/** Starts the core on a shop's folder; files are granted under their own path. */
export const openShop = async (folder: string, options: CoreProcessOptions = {}): Promise<CoreProcess> => {
  const shop = startCoreProcess(bookIn(folder), { backups: backupsIn(folder), ...options });
  const failure = await shop.opened;
  if (failure === null) return shop;
  await killShop(shop);
  throw new Error(`the shop did not open: ${JSON.stringify(failure)}`);
};

export const granted = (shop: CoreProcess, path: string, text?: string): string => {
  if (text !== undefined) writeFileSync(path, text);
  shop.send({ type: 'grant', token: path, path });
  return path;
};

const buildShop = async (): Promise<Shop> => {
  const folder = temporaryFolder('出事前');
  process.once('exit', () => removeFolder(folder));
  const shop = await openShop(folder);
  const importOf = async (name: string, text: string) => shop.core.imports.run({ file: granted(shop, join(folder, name), text) });
  await importOf('一月.csv', peopleCsv(1, 150));
  const { backups: [first] } = await shop.core.backups.make().then(() => shop.core.backups.list());
  const { batchId } = await importOf('二月.csv', peopleCsv(151, 120));
  const { id } = await shop.core.customers.create({ name: '赵大爷', tags: ['老主顾'], phones: [{ number: '13900000001', label: null }] });
  await shop.core.timeline.add({ customerId: id, kind: 'debt', text: '赊了两箱鸡蛋', amountFen: 9600 });
  const [keepId, dropId] = await shop.core.customers.ids({ search: '王桂英', offset: 0, limit: 2 });
  await shop.close();
  if (!first || batchId === null || keepId === undefined || dropId === undefined) throw new Error('the shop is not what the faults need');
  return { folder, secondBatch: batchId, keepId, dropId, backup: first.name };
};

let built: Promise<Shop> | undefined;
/** Built once; every fault happens to a copy. */
export const theShop = (): Promise<Shop> => (built ??= buildShop());

/** A copy to be broken. */
export const copyOf = ({ folder }: Pick<Shop, 'folder'>): string => {
  const copy = temporaryFolder('出事');
  cpSync(folder, copy, { recursive: true });
  return copy;
};

/** Two runs of the same action differ in the numbers drawn by chance and in the moments of the clock, and in nothing else. */
const isChance = (column: string): boolean => column === 'uid' || (column.endsWith('_at') && column !== 'ordered_at') || column === 'consent_on';
const chance = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+08:00|Z)/g;

const meaningOf = (db: Database): string => {
  const hash = createHash('sha256');
  for (const { name } of recordedTables) {
    const columns = columnsOf(db, name).filter((column) => !isChance(column));
    const keptTimes = name === 'orders';
    for (const row of db.prepare(`SELECT json_array(${columns.join()}) FROM ${name} ORDER BY id`).pluck().iterate()) {
      hash.update(keptTimes ? String(row) : String(row).replaceAll(chance, ''));
    }
  }
  return hash.digest('hex');
};

/** What the file holds: `meaning` is equal for two runs of one action, `contentHash` only for one and the same run. */
export type State = Check & { readonly meaning: string };
export const stateOf = (db: Database): State => ({ ...checkDatabase(db), meaning: meaningOf(db) });
export const stateIn = (folder: string): State => {
  const db = new Sqlite(bookIn(folder), { readonly: true });
  try {
    return stateOf(db);
  } finally {
    db.close();
  }
};

export const brokenRules = ({ integrity, foreignKeyErrors, invariants }: Check): string[] => [
  ...(integrity === 'ok' ? [] : [`integrity: ${integrity.slice(0, 200)}`]),
  ...(foreignKeyErrors === 0 ? [] : [`${foreignKeyErrors} foreign keys lead nowhere`]),
  ...Object.entries(invariants).filter(([, rows]) => rows > 0).map(([name, rows]) => `${name}: ${rows} rows`),
];

export const isAlive = ({ child }: CoreProcess): boolean => child.exitCode === null && child.signalCode === null;
