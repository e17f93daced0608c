/** T5: a disk that runs full, on two file systems: what was answered stays, reading goes on, and the reserve lets the owner delete. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallFailed } from '../../core/base/client.ts';
import { brokenRules, killShop, openShop, removeFolder, stateIn, temporaryFolder } from './shop.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

type FileSystem = { readonly name: string; readonly mount: (folder: string, place: string) => void };
const fileSystems: readonly FileSystem[] = [
  { name: 'tmpfs', mount: (folder) => void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'none', folder], { stdio: 'ignore' }) },
  {
    name: 'ext4',
    mount: (folder, place) => {
      const image = join(place, 'disk.img');
      execFileSync('truncate', ['-s', '340M', image]);
      execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image], { stdio: 'ignore' });
      execFileSync('mount', ['-o', 'loop', image, folder], { stdio: 'ignore' });
    },
  },
];

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const codeOf = (error: unknown): string => (error instanceof CallFailed ? error.failure.code : String(error));

const fillAndSave = async (disk: string, bug: Parameters<typeof withBug>[0]): Promise<string[]> => {
  const complaints: string[] = [];
  const expect = (true_: boolean, complaint: string): void => void (true_ || complaints.push(complaint));
  const shop = await openShop(disk, withBug(bug));
  try {
    const { id } = await shop.core.customers.create({ name: '王桂英', note: '老主顾' });
    writeFileSync(join(disk, '占地方'), Buffer.alloc(Math.max(0, roomIn(disk) - 300_000)));
    const saveUntilRefused = async (saved: number): Promise<{ readonly saved: number; readonly refusal: string }> => {
      const refusal = await shop.core.customers.create({ name: `客户${saved}`, note: '一'.repeat(2000) }).then(() => null, codeOf);
      return refusal === null ? saveUntilRefused(saved + 1) : { saved, refusal };
    };
    const { saved, refusal } = await saveUntilRefused(1);
    expect(refusal === 'disk.full', `a full disk is told as ${refusal}`);
    const { total } = await shop.core.customers.list({ limit: 1 });
    expect(total === saved, `${saved} were answered, ${total} are there`);
    const deleted = await shop.core.customers.delete({ id }).then(() => 'deleted', codeOf);
    expect(deleted === 'deleted', `nobody can be deleted: ${deleted}`);
    const backup = await shop.core.backups.make().then(() => 'made', codeOf);
    expect(backup === 'made' || backup === 'disk.full', `a backup that does not fit is told as ${backup}`);
    rmSync(join(disk, '占地方'));
    const again = await shop.core.customers.create({ name: '又有地方了' }).then(() => 'saved', codeOf);
    expect(again === 'saved', `with room again: ${again}`);
    await killShop(shop);
    const next = await openShop(disk);
    complaints.push(...brokenRules(stateIn(disk)));
    const { total: found } = await next.core.customers.list({ limit: 1 });
    await killShop(next);
    expect(found === saved + (again === 'saved' ? 1 : 0) - (deleted === 'deleted' ? 1 : 0), `after all ${found} of ${saved} are there`);
    return complaints;
  } finally {
    await killShop(shop);
  }
};

export const fullDisk: Suite = {
  name: 'T5 full disk',
  short: 1,
  full: 20,
  bugs: ['reserve kept'],
  run: async ({ amount, bug }) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return { done: 0, failures: [], skipped: 'a disk of its own needs the rights of an administrator' };
    const failures: string[] = [];
    let done = 0;
    for (let point = 0; point < amount; point += 1) {
      const { name, mount } = fileSystems[point % fileSystems.length]!;
      const place = temporaryFolder('小盘');
      const disk = join(place, '盘');
      mkdirSync(disk);
      try {
        mount(disk, place);
      } catch {
        removeFolder(place);
        continue;
      }
      try {
        failures.push(...(await fillAndSave(disk, bug).catch((error: unknown) => [String(error)])).map((complaint) => `${name}: ${complaint}`));
        done += 1;
      } finally {
        execFileSync('umount', ['-l', disk]);
        removeFolder(place);
      }
    }
    return done === 0 ? { done, failures, skipped: 'nothing can be mounted here' } : { done, failures };
  },
};
