/** T6: the process that reads a spreadsheet is killed again and again. The core lives, says so, leaves no dead child, and then imports as ever. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallFailed } from '../../core/base/client.ts';
import { between, randomFor } from '../../core/practice/random.rules.ts';
import { brokenRules, granted, isAlive, killShop, openShop, peopleCsv, removeFolder, stateIn, temporaryFolder } from './shop.ts';
import type { Suite } from './suite.ts';

const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((child) => child !== '').map(Number);

export const readerKills: Suite = {
  name: 'T6 reader killed',
  short: 5,
  full: 50,
  bugs: [],
  run: async ({ amount, seed }) => {
    if (process.platform !== 'linux') return { done: 0, failures: [], skipped: 'finds the process by /proc' };
    const folder = temporaryFolder('读表');
    const failures: string[] = [];
    const shop = await openShop(folder);
    const pid = shop.child.pid!;
    const file = granted(shop, join(temporaryFolder('桌面'), '四月.csv'), peopleCsv(1, 3000));
    let killed = 0;
    for (let point = 0; point < amount; point += 1) {
      const random = randomFor(seed, point);
      const over = new AbortController();
      const answer = shop.core.imports.run({ file }).then(() => null, (error: unknown) => (error instanceof CallFailed ? error.failure.code : String(error))).finally(() => over.abort());
      while (!over.signal.aborted && childrenOf(pid).length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, between(random, 0, 60)));
      for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
      const code = await answer;
      if (code === null) {
        // It had read everything before it was killed.
        await shop.core.history.undo({ operationId: (await shop.core.history.list({ limit: 1 }))[0]!.id });
      } else {
        killed += 1;
        if (!/^(reader|file|imports)\./.test(code)) failures.push(`case ${point}: said ${code}`);
      }
      if (!isAlive(shop)) failures.push(`case ${point}: the core died`);
      if (childrenOf(pid).length > 0) failures.push(`case ${point}: a dead reader is left`);
    }
    if (killed === 0) failures.push('no reader was met alive');
    const { counts } = await shop.core.imports.run({ file });
    if (counts.ordersCreated !== 3000) failures.push(`afterwards ${counts.ordersCreated} of 3000 orders came in`);
    await shop.core.history.undo({ operationId: (await shop.core.history.list({ limit: 1 }))[0]!.id });
    const state = stateIn(folder);
    failures.push(...brokenRules(state));
    await killShop(shop);
    removeFolder(folder);
    return { done: amount, failures };
  },
};
