/** T1: the core is killed at a random moment of an action. What is found is the shop before or after it, never between. */
import { actions } from './actions.ts';
import type { Action } from './actions.ts';
import { between, pick, randomFor } from '../../core/practice/random.rules.ts';
import type { Shop } from './shop.ts';
import { brokenRules, theShop, copyOf, isAlive, killShop, openShop, removeFolder, stateIn } from './shop.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

type Rehearsal = { readonly after: string; readonly took: number };
const rehearsals = new Map<string, Promise<Rehearsal>>();

/** How an action ends when nothing goes wrong, and how long it takes. */
const rehearse = async (action: Action): Promise<Rehearsal> => {
  const shop = await theShop();
  const folder = copyOf(shop);
  const process = await openShop(folder);
  const started = performance.now();
  await action.run(process, shop);
  const rehearsal = { after: stateIn(folder).meaning, took: performance.now() - started };
  await killShop(process);
  removeFolder(folder);
  return rehearsal;
};
export const rehearsalOf = (action: Action): Promise<Rehearsal> => {
  const known = rehearsals.get(action.name) ?? rehearse(action);
  rehearsals.set(action.name, known);
  return known;
};

const mostToOpen = 3000;

/** What is wrong with a shop that was left behind; it is opened once more, as its owner would. */
export const complaintsAbout = async (folder: string, allowed: readonly string[], shop: Shop): Promise<string[]> => {
  const started = performance.now();
  const process = await openShop(folder);
  const took = performance.now() - started;
  try {
    const state = stateIn(folder);
    const { backups } = await process.core.backups.list();
    const kept = backups.some(({ name }) => name === shop.backup);
    const unsound: string[] = [];
    // Made before any fault: whatever happens later, this one can be gone back to.
    await process.core.backups.verify({ backup: shop.backup }).catch(() => unsound.push('the backup of before is damaged'));
    return [
      ...brokenRules(state),
      ...(allowed.includes(state.meaning) ? [] : ['a state that nobody was ever told of']),
      ...(kept ? [] : ['the backup of before is gone']),
      ...unsound,
      ...(took > mostToOpen ? [`took ${Math.round(took)} ms to open`] : []),
    ];
  } finally {
    await killShop(process);
  }
};

export const kills: Suite = {
  name: 'T1 kill -9',
  short: 7,
  full: 140,
  bugs: ['no transaction'],
  run: async ({ amount, seed, bug }) => {
    const shop = await theShop();
    const before = stateIn(shop.folder).meaning;
    const tried = bug === undefined ? actions : actions.filter(({ name }) => name === 'import');
    const failures: string[] = [];
    for (let point = 0; point < amount; point += 1) {
      const random = randomFor(seed, point);
      const action = bug === undefined ? actions[point % actions.length]! : pick(random, tried);
      const { after, took } = await rehearsalOf(action);
      const folder = copyOf(shop);
      const process = await openShop(folder, withBug(bug));
      let answered = false;
      const killing = setTimeout(() => process.child.kill('SIGKILL'), between(random, 0, Math.ceil(took * 1.2)));
      await Promise.race([action.run(process, shop).then(() => (answered = true), () => undefined), process.exited]);
      const said = answered;
      clearTimeout(killing);
      if (isAlive(process)) process.child.kill('SIGKILL');
      await process.exited;
      const complaints = await complaintsAbout(folder, said ? [after] : [before, after], shop).catch((error: unknown) => [String(error)]);
      failures.push(...complaints.map((complaint) => `${action.name}, case ${point}${said ? ', answered' : ''}: ${complaint}`));
      removeFolder(folder);
    }
    return { done: amount, failures };
  },
};
