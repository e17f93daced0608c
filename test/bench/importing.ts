/**
 * From the file to COMMIT: 100,000 rows become as many customers and orders and twice as many lines, in a core process
 * of its own, while the window goes on asking. Against SheetJS reading the same file alone, and against SheetJS with the
 * same rows inserted plainly: no log of changes, no matching of people, no refusals, no questions answered meanwhile.
 * Started with arguments, this file is the process of the reference.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { pinyinOf } from '../../core/customers/pinyin.ts';
import { migrate } from '../../core/migrations/index.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { writeGbExport, writeXlsxExport } from './big-export.ts';
import { median, percentile95, row } from './measure.ts';

const count = 100_000;

/** Milliseconds of wall and of processor: the second stays true beside a busy neighbour. */
type Time = { readonly ms: number; readonly cpu: number };
type Reference = { readonly read: Time; readonly written: Time; readonly again: Time; readonly megabytes: number };
type Row = readonly (string | undefined)[];

/** What somebody would write in an afternoon: prepared upserts into the very same tables and indexes, one transaction. */
const plainInserts = (db: Sqlite.Database, rows: readonly Row[]): void => {
  const customer = db.prepare(`INSERT INTO customers (uid, name, pinyin, source, created_at) VALUES (?, ?, ?, 'platform', ?) ON CONFLICT (uid) DO UPDATE SET name = excluded.name, pinyin = excluded.pinyin RETURNING id`).pluck();
  const identity = db.prepare(`INSERT INTO customer_identities (customer_id, platform, value) VALUES (?, '淘宝', ?) ON CONFLICT (platform, value) DO UPDATE SET customer_id = excluded.customer_id`);
  const phone = db.prepare(`INSERT INTO customer_phones (customer_id, position, number) VALUES (?, 0, ?)`);
  const address = db.prepare(`INSERT INTO customer_addresses (customer_id, position, province, city, district, detail) VALUES (?, 0, ?, ?, ?, ?)`);
  const product = db.prepare(`INSERT INTO products (uid, name) VALUES (?, ?) ON CONFLICT (name, spec) DO UPDATE SET uid = uid RETURNING id`).pluck();
  const order = db.prepare(`INSERT INTO orders (uid, platform, platform_order_id, status, status_text, ordered_at, paid_fen, refund_fen, freight_fen, counts, net_fen, customer_id, receiver_name, receiver_phone, receiver_address, buyer_note, seller_note)
    VALUES (?, '淘宝', ?, 'completed', ?, ?, ?, 0, 0, 1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (platform, platform_order_id) DO UPDATE SET status_text = excluded.status_text, paid_fen = excluded.paid_fen, net_fen = excluded.net_fen RETURNING id`).pluck();
  const lines = db.prepare(`DELETE FROM order_lines WHERE order_id = ?`);
  const line = db.prepare(`INSERT INTO order_lines (order_id, position, product_id) VALUES (?, ?, ?)`);
  const children = ['customer_phones', 'customer_addresses'].map((table) => db.prepare(`DELETE FROM ${table} WHERE customer_id = ?`));
  db.transaction(() => {
    for (const cells of rows) {
      const [id = '', , buyer = '', , , , paid = '', status = '', note = '', name = '', where = '', , number = '', at = '', , goods = ''] = cells;
      const person = customer.get(`c-${buyer}`, name, pinyinOf(name), at);
      for (const child of children) child.run(person);
      identity.run(person, buyer);
      phone.run(person, number.slice(1));
      const [province, city, district, ...rest] = where.split(' ');
      address.run(person, province, city, district, rest.join(' '));
      const fen = Math.round(Number(paid) * 100);
      const bought = order.get(`o-${id}`, id, status, at, fen, fen, person, name, number.slice(1), where, note, cells[19]);
      lines.run(bought);
      goods.split('，').forEach((title, position) => line.run(bought, position, product.get(`p-${title}`, title)));
    }
  })();
};

const now = (): Time => {
  const { user, system } = process.cpuUsage();
  return { ms: performance.now(), cpu: (user + system) / 1000 };
};
const between = (start: Time, end: Time): Time => ({ ms: end.ms - start.ms, cpu: end.cpu - start.cpu });
const sum = (a: Time, b: Time): Time => ({ ms: a.ms + b.ms, cpu: a.cpu + b.cpu });

const measureReference = async (file: string, database: string): Promise<Reference> => {
  const { read, utils } = await import('xlsx');
  const start = now();
  const book = read(readFileSync(file), { dense: true, cellHTML: false, cellFormula: false, cellText: false });
  const done = now();
  const [, ...rows] = utils.sheet_to_json<Row>(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true });
  const db = new Sqlite(database);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  migrate(db);
  plainInserts(db, rows);
  const written = now();
  plainInserts(db, rows);
  const again = now();
  db.close();
  const reading = between(start, done);
  return { read: reading, written: between(start, written), again: sum(reading, between(written, again)), megabytes: process.resourceUsage().maxRSS / 1024 };
};

/** Peak of resident memory of another process; Linux tells it. */
const peakMegabytes = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** Processor time of another process and of the readers that it started and that ended. */
const cpuOf = (pid: number): number =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 15).reduce((ticks, each) => ticks + Number(each), 0) * 10;

type Measured = Time & { readonly waits: readonly number[]; readonly created: number };

/** A page of customers and a search in turn, every 16 ms, as long as the work lasts. */
const whileAsking = async <T>(ask: (turn: number) => Promise<unknown>, work: () => Promise<T>): Promise<{ result: T; waits: readonly number[] }> => {
  const waits: number[] = [];
  const ended = new AbortController();
  const asking = (async () => {
    for (let turn = 0; !ended.signal.aborted; turn += 1) {
      const asked = performance.now();
      await ask(turn);
      waits.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 16));
    }
  })();
  try {
    return { result: await work(), waits };
  } finally {
    ended.abort();
    await asking;
  }
};

const measureOurs = async (folder: string, file: string): Promise<{ first: Measured; again: Measured; megabytes: number }> => {
  const shop = startCoreProcess(join(folder, `${file.slice(-4)}.db`));
  await shop.opened;
  shop.send({ type: 'grant', token: file, path: file });
  const ask = (turn: number): Promise<unknown> => shop.core.customers.list({ search: turn % 2 === 0 ? '' : '秀英', limit: 50 });
  const importOnce = async (): Promise<Measured> => {
    const start = { ms: performance.now(), cpu: cpuOf(shop.child.pid!) };
    const { result, waits } = await whileAsking(ask, () => shop.core.imports.run({ file }));
    return { ...between(start, { ms: performance.now(), cpu: cpuOf(shop.child.pid!) }), waits, created: result.counts.ordersCreated };
  };
  const first = await importOnce();
  const megabytes = peakMegabytes(shop.child.pid!);
  const again = await importOnce();
  await shop.close();
  return { first, again, megabytes };
};

const compare = (what: string, ours: Time, reference: Time): void => {
  row(what, ours.ms, reference.ms);
  row('  the same in processor time, the readers and the questions included', ours.cpu, reference.cpu);
};

const print = (what: string, measured: Measured, reference: Time): void => {
  const { waits } = measured;
  compare(what, measured, reference);
  process.stdout.write(`  questions meanwhile: ${waits.length}, waited p50 ${median(waits).toFixed(1)} ms, p95 ${percentile95(waits).toFixed(1)} ms, longest ${Math.max(...waits).toFixed(0)} ms\n`);
};

export const benchImporting = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 导入 '));
  try {
    const xlsx = join(folder, '订单.xlsx');
    const csv = join(folder, '订单.csv');
    await writeXlsxExport(xlsx, count);
    writeGbExport(csv, count);
    const reference = JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), xlsx, join(folder, 'reference.db')], { encoding: 'utf8' })) as Reference;
    const wrote = async (file: string) => {
      const measured = await measureOurs(folder, file);
      if (measured.first.created !== count || measured.again.created !== 0) throw new Error('the import did not write what it should');
      return measured;
    };
    const fromXlsx = await wrote(xlsx);
    print('xlsx of 100,000 orders to COMMIT, against SheetJS reading it alone', fromXlsx.first, reference.read);
    compare('the same, against SheetJS and the same rows inserted plainly', fromXlsx.first, reference.written);
    row('the same, peak memory of the core', fromXlsx.megabytes, reference.megabytes, 'MB');
    print('the same xlsx once more, nothing to write, against SheetJS and plain upserts', fromXlsx.again, reference.again);
    const fromCsv = await wrote(csv);
    print('csv in GB 18030 of 100,000 orders to COMMIT, against SheetJS reading the xlsx alone', fromCsv.first, reference.read);
    row('the same, peak memory of the core', fromCsv.megabytes, reference.megabytes, 'MB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const [file, database] = process.argv.slice(2);
  if (file === undefined || database === undefined) await benchImporting();
  else process.stdout.write(JSON.stringify(await measureReference(file, database)));
}
