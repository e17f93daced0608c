/**
 * T2: the power is cut. The real core works on a disk that is written down; at random moments the disk is built anew as a
 * cut may have left it, opened by the core's own way in, and must hold everything that had been answered by then.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finishRestore } from '../../core/backups/restoring.ts';
import { systemClock } from '../../core/base/clock.ts';
import { failureOf } from '../../core/base/errors.ts';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, randomFor } from '../../core/practice/random.rules.ts';
import { openBook } from '../../core/store/opening.ts';
import { actions } from './actions.ts';
import type { Action } from './actions.ts';
import { compileShim, watchedDisk } from './disk-shim.ts';
import type { DiskRecord, Image, LossModel } from './recording.ts';
import { createDisk, lossModels, markOf, readImage, readRecording, writeImage } from './recording.ts';
import type { Shop } from './shop.ts';
import { backupsIn, bookIn, brokenRules, theShop, copyOf, granted, killShop, openShop, peopleCsv, removeFolder, stateIn, stateOf, temporaryFolder } from './shop.ts';
import type { Run, Suite } from './suite.ts';
import { withBug } from './suite.ts';

type Recorded = {
  readonly folder: string;
  readonly start: Image;
  readonly records: readonly DiskRecord[];
  /** what the shop held when it was opened, and after each answer */
  readonly answered: readonly { readonly contentHash: string; readonly action: string }[];
};

/** A working day: small things, of which many are answered between two moments at which the disk is tidied. */
const smallThings = (random: Random): Action[] => [
  ...Array.from({ length: 12 }, (_, n): Action => ({ name: `save ${n}`, run: ({ core }) => core.customers.create({ name: `路过的${n}`, note: '断电前'.repeat(between(random, 1, 40)) }) })),
  { name: 'small import', run: (process, { folder }) => process.core.imports.run({ file: granted(process, join(folder, '小表.csv'), peopleCsv(900, 30)) }) },
];

const record = async (library: string, shop: Shop, day: readonly Action[], bug: Run['bug']): Promise<Recorded> => {
  const folder = copyOf(shop);
  const log = join(temporaryFolder('记录'), 'disk.log');
  const start = readImage(folder);
  const process = await openShop(folder, withBug(bug, { env: watchedDisk(library, { folder, log }) }));
  const answered: { contentHash: string; action: string }[] = [];
  const mark = (action: string): void => {
    appendFileSync(log, markOf(String(answered.length)));
    answered.push({ contentHash: stateIn(folder).contentHash, action });
  };
  mark('opening');
  for (const action of day) {
    await action.run(process, { ...shop, folder });
    mark(action.name);
  }
  await killShop(process);
  return { folder, start, records: readRecording(readFileSync(log)), answered };
};

/** Opens what the cut left, as the program does when the laptop is switched on again. */
const openAfterCut = (image: Image, allowed: readonly string[]): string[] => {
  const folder = temporaryFolder('断电后');
  writeImage(image, folder);
  try {
    finishRestore(bookIn(folder), backupsIn(folder));
    const book = openBook({ path: bookIn(folder), clock: systemClock, program: 'window', version: '' });
    const state = stateOf(book.reader);
    book.abandon();
    return [...brokenRules(state), ...(allowed.includes(state.contentHash) ? [] : ['lost what was answered, or kept half of what was not'])];
  } catch (error) {
    return [`not opened: ${JSON.stringify(failureOf(error))}`];
  } finally {
    removeFolder(folder);
  }
};

type Cut = { readonly at: number; readonly model: LossModel; readonly random: Random };

const cutAll = ({ folder, start, records, answered }: Recorded, cuts: readonly Cut[]): string[] => {
  const disk = createDisk(folder, start);
  const failures: string[] = [];
  let reached = 0;
  let answers = -1;
  for (const { at, model, random } of cuts) {
    for (; reached < at; reached += 1) {
      const happened = records[reached]!;
      if (happened.kind === 'mark') answers = Number(happened.bytes.toString());
      else disk.happen(happened);
    }
    const allowed = answered.slice(Math.max(answers, 0), answers + 2).map(({ contentHash }) => contentHash);
    const complaints = openAfterCut(disk.cut(model, random), allowed);
    failures.push(...complaints.map((complaint) => `${model}, after ${answered[answers]?.action ?? 'nothing'}, record ${at} of ${records.length}: ${complaint}`));
  }
  return failures;
};

export const powerCuts: Suite = {
  name: 'T2 power cut',
  short: 40,
  full: 2000,
  bugs: ['synchronous=NORMAL'],
  run: async ({ amount, seed, bug }) => {
    const shim = compileShim();
    if ('skipped' in shim) return { done: 0, failures: [], skipped: shim.skipped };
    const shop = await theShop();
    const day = smallThings(randomFor(seed, 0));
    const everything = [...day, ...actions];
    const days = bug !== undefined || amount < 200 ? [everything] : [everything, ...actions.map((action) => [action, ...day])];
    const failures: string[] = [];
    for (const [index, actionsOfDay] of days.entries()) {
      const recorded = await record(shim.library, shop, actionsOfDay, bug);
      const random = randomFor(seed, index + 1);
      const cuts = Array.from({ length: Math.ceil(amount / days.length) }, (): Cut => ({ at: between(random, 1, recorded.records.length), model: pick(random, lossModels), random })).toSorted((a, b) => a.at - b.at);
      failures.push(...cutAll(recorded, cuts));
      removeFolder(recorded.folder);
    }
    return { done: Math.ceil(amount / days.length) * days.length, failures };
  },
};
