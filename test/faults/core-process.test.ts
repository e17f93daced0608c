import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../core/migrations/index.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { manyTaobaoRows, orderId, taobaoCsv } from '../support/given.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 断电 '));
  path = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stateOf = () => {
  const db = new Sqlite(path, { readonly: true });
  try {
    return checkDatabase(db);
  } finally {
    db.close();
  }
};

describe('the core process', () => {
  test('opens, answers and closes with everything in one file', async () => {
    const first = startCoreProcess(path);
    expect(await first.opened).toBeNull();
    await first.core.customers.create({ name: '王桂英' });
    await first.close();
    const second = startCoreProcess(path);
    expect(await second.opened).toBeNull();
    expect((await second.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['王桂英']);
    await second.close();
  });

  test.each([0, 700, 2500, 5900])('killed in an import after %d orders leaves the shop as it was before', async (orders) => {
    const file = join(folder, '大表.csv');
    writeFileSync(file, taobaoCsv(manyTaobaoRows(6000)));
    const victim = startCoreProcess(path);
    await victim.opened;
    await victim.core.customers.create({ name: '王桂英' });
    const before = stateOf().contentHash;
    victim.send({ type: 'grant', token: 'file', path: file });
    let killed = false;
    void victim.core.imports.run({ file: 'file' }, {
      onProgress: ({ phase, done }) => {
        if (killed || phase !== 'imports.writing' || done < orders) return;
        killed = true;
        victim.child.kill('SIGKILL');
      },
    });
    await victim.exited;
    expect(killed).toBe(true);

    const next = startCoreProcess(path);
    expect(await next.opened).toBeNull();
    expect(stateOf()).toMatchObject({ ok: true, contentHash: before });
    next.send({ type: 'grant', token: 'file', path: file });
    expect((await next.core.imports.run({ file: 'file' })).counts.ordersCreated).toBe(6000);
    await next.close();
  });

  test('killed right after an answer has kept what it answered', async () => {
    const victim = startCoreProcess(path);
    await victim.opened;
    for (let n = 0; n < 20; n += 1) await victim.core.customers.create({ name: `客户${n}` });
    victim.child.kill('SIGKILL');
    await victim.exited;
    const next = startCoreProcess(path);
    await next.opened;
    expect((await next.core.customers.list({})).total).toBe(20);
    await next.close();
  });

  test('scores on the next start what a kill left unscored', async () => {
    const victim = startCoreProcess(path);
    await victim.opened;
    const file = join(folder, '小表.csv');
    writeFileSync(file, taobaoCsv([{ id: orderId(1), buyer: '常客' }]));
    victim.send({ type: 'grant', token: 'file', path: file });
    await victim.core.imports.run({ file: 'file' });
    victim.child.kill('SIGKILL');
    await victim.exited;
    const next = startCoreProcess(path);
    await next.opened;
    await next.close();
    expect(stateOf().ok).toBe(true);
  });
});

describe('a file that is not for this program', () => {
  test('of a newer version is refused in words and not touched', async () => {
    const db = new Sqlite(path);
    db.exec(`CREATE TABLE things (id INTEGER)`);
    db.pragma('application_id = 0x584b4442');
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    const core = startCoreProcess(path);
    expect(await core.opened).toEqual({ code: 'database.newer', details: { version: 99, known: migrations.length } });
    await core.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('of another program is refused and not touched', async () => {
    const db = new Sqlite(path);
    db.exec(`CREATE TABLE notes (id INTEGER)`);
    db.close();
    const before = readFileSync(path);
    const core = startCoreProcess(path);
    expect(await core.opened).toEqual({ code: 'database.notOurs' });
    await core.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that is damaged is refused and not touched', async () => {
    writeFileSync(path, 'SQLite format 3\u0000 and then nonsense'.repeat(200));
    const before = readFileSync(path);
    const core = startCoreProcess(path);
    expect(await core.opened).toEqual({ code: 'database.damaged' });
    await core.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a request that the window should not send', () => {
  test('is refused as data, whatever it holds', async () => {
    const core = startCoreProcess(path);
    await core.opened;
    const answers: unknown[] = [];
    core.child.on('message', (message) => answers.push(message));
    const methods = ['__proto__.constructor', 'customers.__proto__', 'customers', '', 'customers.drop', 'constructor.call'];
    methods.forEach((method, index) => core.send({ type: 'call', id: 9000 + index, method, input: { id: 1 } }));
    core.send({ type: 'call', id: 9100, method: 'customers.get', input: { id: '1; DROP TABLE customers' } });
    await core.core.settings.get();
    expect(answers.filter((answer) => (answer as { type: string }).type === 'failure')).toHaveLength(methods.length + 1);
    await core.close();
  });
});
