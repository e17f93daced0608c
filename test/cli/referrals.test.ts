import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startCore } from '../support/core.ts';
import { nodePath } from '../support/core-process.ts';

const entry = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));

test('xiangke referrals says who brought whom, under ids that stay the same on every laptop', async () => {
  const shop = startCore('2026-05-08');
  try {
    const { id } = await shop.core.customers.create({ name: '王桂英' });
    await shop.core.customers.create({ name: '李大海', referrerId: id });
    const { uid } = await shop.core.customers.get({ id });
    // One program at a time: the command line is a second one.
    await shop.app.close();
    const { status, stdout } = spawnSync(nodePath, [entry, 'referrals', '--db', join(shop.folder, 'shop.db'), '--json'], { encoding: 'utf8' });
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { customers: 2, brought: 1, broughtBuyers: 0, helpers: [{ id: uid, name: '王桂英', direct: 1, size: 1, broughtFen: 0 }] }]);
  } finally {
    rmSync(shop.folder, { recursive: true, force: true });
  }
});
