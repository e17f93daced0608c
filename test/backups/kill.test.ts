/** The core is killed at random moments of a backup and of going back; `npm run faults` does it far more often. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkBody, readManifest } from '../../core/backups/container.ts';
import { isBackupName } from '../../core/backups/rules.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import { randomOf } from '../../core/practice/random.rules.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { manyTaobaoRows, taobaoCsv } from '../support/given.ts';

const random = randomOf(20261122);

test('killed in a backup or in going back: the shop is one of the two, and every backup that has a name is whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), '乡客 断电备份 '));
  const [path, backups] = [join(folder, 'shop.db'), join(folder, '备份')];
  const hash = (): string => {
    const db = new Sqlite(path, { readonly: true });
    try {
      const { ok, contentHash } = checkDatabase(db);
      expect(ok).toBe(true);
      return contentHash;
    } finally {
      db.close();
    }
  };
  const first = startCoreProcess(path, { backups });
  await first.opened;
  writeFileSync(join(folder, '四月.csv'), taobaoCsv(manyTaobaoRows(1500)));
  first.send({ type: 'grant', token: 'file', path: join(folder, '四月.csv') });
  await first.core.imports.run({ file: 'file' });
  const { name: backup } = await first.core.backups.make();
  const then = hash();
  await first.core.customers.create({ name: '后来的人' });
  await first.close();
  const now = hash();
  expect(now).not.toBe(then);

  for (let turn = 0; turn < 6; turn += 1) {
    const victim = startCoreProcess(path, { backups });
    await victim.opened;
    void (turn % 2 === 0 ? victim.core.backups.make() : victim.core.backups.restore({ backup })).catch(() => undefined);
    setTimeout(() => victim.child.kill('SIGKILL'), 100 + random() * (turn % 2 === 0 ? 700 : 2500));
    await victim.exited;
    const next = startCoreProcess(path, { backups });
    expect(await next.opened).toBeNull();
    await next.close();
    expect([then, now]).toContain(hash());
    const named = readdirSync(backups).filter(isBackupName);
    expect(named).toContain(backup);
    for (const name of named) checkBody(join(backups, name), readManifest(join(backups, name)));
    expect(readdirSync(folder).filter((name) => name.includes('restored-'))).toEqual([]);
  }
  rmSync(folder, { recursive: true, force: true });
}, 300_000);
