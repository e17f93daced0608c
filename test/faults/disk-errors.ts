/** T4: the disk refuses. The core lives on, says what is the matter, never "saved" what is not, and goes on reading. */
import { join } from 'node:path';
import { CallFailed } from '../../core/base/client.ts';
import type { Failure } from '../../core/base/protocol.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, randomFor } from '../../core/practice/random.rules.ts';
import { actions } from './actions.ts';
import type { DiskFault } from './disk-shim.ts';
import { breakDisk, compileShim, healthyDisk, mendDisk, refusedCalls, watchedDisk } from './disk-shim.ts';
import { rehearsalOf } from './kills.ts';
import { brokenRules, theShop, copyOf, isAlive, killShop, openShop, removeFolder, stateIn, temporaryFolder } from './shop.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

/** As the system reports a full disk, a dying one, one that it turned read-only, and a scanner that holds the file. */
const drawFault = (random: Random): DiskFault => {
  const kind = pick(random, ['full', 'full', 'dying', 'dying', 'deaf', 'locked', 'held', 'short'] as const);
  const after = between(random, 0, pick(random, [3, 30, 200]));
  const lasting = random() < 0.7;
  if (kind === 'full') return { calls: ['write'], error: 'ENOSPC', after, lasting: true, cut: false };
  if (kind === 'short') return { calls: ['write'], error: 'ENOSPC', after, lasting: true, cut: true };
  if (kind === 'dying') return { calls: ['write', 'truncate'], error: 'EIO', after, lasting, cut: false };
  if (kind === 'deaf') return { calls: ['sync'], error: 'EIO', after: after % 4, lasting, cut: false };
  if (kind === 'locked') return { calls: ['write', 'truncate', 'change'], error: 'EROFS', after, lasting: true, cut: false };
  return { calls: ['change'], error: 'EACCES', after: after % 4, lasting, cut: false };
};

/** What may be said: about the disk, or about the backup that could not be made. Nothing that nobody foresaw, and no alarm about damage. */
const isHonest = ({ code }: Failure, { error, cut }: DiskFault): boolean => {
  if (error === 'ENOSPC' && !cut) return code === 'disk.full';
  return ['disk.full', 'disk.readOnly', 'disk.error', 'disk.busy', 'database.cannotOpen'].includes(code);
};

const told = ({ calls, error, after, lasting, cut }: DiskFault): string => `${error} on ${calls.join('+')} after ${after}${lasting ? ', lasting' : ''}${cut ? ', cut short' : ''}`;

export const diskErrors: Suite = {
  name: 'T4 disk errors',
  short: 8,
  full: 140,
  bugs: ['failure swallowed'],
  run: async ({ amount, seed, bug }) => {
    const shim = compileShim();
    if ('skipped' in shim) return { done: 0, failures: [], skipped: shim.skipped };
    const shop = await theShop();
    const before = stateIn(shop.folder).meaning;
    const failures: string[] = [];
    let hit = 0;
    for (let point = 0; point < amount; point += 1) {
      const random = randomFor(seed, point);
      const action = actions[point % actions.length]!;
      const fault = drawFault(random);
      const folder = copyOf(shop);
      const control = join(temporaryFolder('坏盘'), 'faults');
      healthyDisk(control);
      const process = await openShop(folder, withBug(bug, { env: watchedDisk(shim.library, { folder, faults: control }) }));
      const complain = (complaint: string): void => void failures.push(`${action.name}, case ${point}, ${told(fault)}: ${complaint}`);
      breakDisk(control, fault);
      const failure = await Promise.race([
        action.run(process, shop).then(() => null, (error: unknown) => (error instanceof CallFailed ? error.failure : { code: String(error) })),
        process.exited.then((): Failure => ({ code: 'the core died' })),
      ]);
      if (refusedCalls(control) > 0) hit += 1;
      if (failure !== null && !isHonest(failure, fault)) complain(`said ${JSON.stringify(failure)}`);
      if (failure !== null && !/\p{Script=Han}/u.test(sentenceOf(failure))) complain(`no sentence for ${failure.code}`);
      if (isAlive(process)) {
        const shown = await process.core.customers.list({ search: '王桂英' }).then(({ total }) => total, (error: unknown) => String(error));
        if (typeof shown !== 'number' && failure?.code !== 'core.opening') complain(`old data cannot be read: ${shown}`);
      } else complain('the core died');
      mendDisk(control);
      await killShop(process);
      const { after } = await rehearsalOf(action);
      // What was written but could not be confirmed may still be found: then it is there as a whole.
      const next = await openShop(folder).catch((error: unknown) => String(error));
      if (typeof next === 'string') complain(next);
      else {
        const state = stateIn(folder);
        brokenRules(state).forEach(complain);
        if (!(failure === null ? [after] : [before, after]).includes(state.meaning)) complain(failure === null ? 'said saved, and is not' : 'half of it was kept');
        await killShop(next);
      }
      removeFolder(folder);
    }
    if (hit < amount / 4) failures.push(`only ${hit} of ${amount} faults were met`);
    return { done: amount, failures };
  },
};
