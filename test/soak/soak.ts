/** Days of a shop on the real core: steps by chance, undone, backed up, restored and killed, and compared with the model. */
import { readFileSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { CallFailed } from '../../core/base/client.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import { between, randomOf } from '../../core/practice/random.rules.ts';
import type { CoreProcess } from '../support/core-process.ts';
import { backupsIn, bookIn, brokenRules, isAlive, killShop, openShop, removeFolder, temporaryFolder } from '../faults/shop.ts';
import type { SeededBug } from '../faults/seeded-bugs.ts';
import { withBug } from '../faults/suite.ts';
import type { Model, Sums } from './model.ts';
import { areEqual, emptyModel, sumsOf } from './model.ts';
import type { Step } from './steps.ts';
import { drawStep } from './steps.ts';

export type SoakOptions = { readonly seconds: number; readonly seed: number; readonly secondsBetweenKills: number; readonly bug?: SeededBug };
export type Soaked = {
  readonly steps: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly checks: number;
  readonly failures: readonly string[];
  readonly largestWal: number;
  readonly bookBytes: number;
  readonly largestMemory: number;
  /** bytes an hour, within the lives between two kills */
  readonly memorySlope: number | null;
  /** milliseconds of every save, in order of size */
  readonly saves: readonly number[];
  readonly sums: Sums;
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const residentBytes = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
};

type Sample = { readonly life: number; readonly at: number; readonly bytes: number };
/** Least squares with a constant of its own for each life. */
const slopeOf = (samples: readonly Sample[]): number | null => {
  let above = 0;
  let below = 0;
  for (const life of new Set(samples.map((sample) => sample.life))) {
    const own = samples.filter((sample) => sample.life === life);
    const meanOf = (value: (sample: Sample) => number): number => own.reduce((sum, sample) => sum + value(sample), 0) / own.length;
    const [time, bytes] = [meanOf(({ at }) => at), meanOf((sample) => sample.bytes)];
    for (const sample of own) {
      above += (sample.at - time) * (sample.bytes - bytes);
      below += (sample.at - time) ** 2;
    }
  }
  return below === 0 ? null : (above / below) * 3600;
};

const soundnessOf = (folder: string): string[] => {
  const db = new Sqlite(bookIn(folder), { readonly: true });
  try {
    return brokenRules(checkDatabase(db));
  } finally {
    db.close();
  }
};

const undoDepth = 30;
const stepsBetweenChecks = 200;
/** Until then the core warms up: what it keeps in memory by design is not a leak. */
const warmSeconds = 20;

export const soak = async ({ seconds, seed, secondsBetweenKills, bug }: SoakOptions): Promise<Soaked> => {
  const random = randomOf(seed);
  const folder = temporaryFolder('长跑');
  const desk = temporaryFolder('桌面');
  const counts = new Map<string, number>();
  const failures: string[] = [];
  const saves: number[] = [];
  const samples: Sample[] = [];
  const begun = performance.now();
  const passed = (): number => (performance.now() - begun) / 1000;
  let model: Model = emptyModel;
  let past: Model[] = [];
  let saved: { readonly name: string; readonly model: Model } | null = null;
  let [kills, checks, largestWal, largestMemory, turn] = [0, 0, 0, 0, 0];
  let nextKill = secondsBetweenKills;
  let lifeBegan = 0;
  let shop: CoreProcess = await openShop(folder, withBug(bug));
  const counted = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

  const sums = async (): Promise<Sums> => {
    const [{ total: people }, { total: orders, netFen }] = await Promise.all([shop.core.customers.list({ limit: 1 }), shop.core.orders.list({ limit: 1 })]);
    return { people, orders, netFen };
  };
  /** Compares the shop with what it may hold, and goes on from what it does hold. */
  const check = async (when: string, ...allowed: readonly Model[]): Promise<void> => {
    checks += 1;
    failures.push(...soundnessOf(folder).map((broken) => `turn ${turn}, ${when}: ${broken}`));
    const found = await sums();
    const fitting = allowed.find((one) => areEqual(sumsOf(one), found));
    if (fitting === undefined) failures.push(`turn ${turn}, ${when}: found ${JSON.stringify(found)}, expected ${allowed.map((one) => JSON.stringify(sumsOf(one))).join(' or ')}`);
    model = fitting ?? model;
  };
  const look = (): void => {
    const bytes = residentBytes(shop.child.pid ?? 0);
    largestMemory = Math.max(largestMemory, bytes);
    largestWal = Math.max(largestWal, sizeOf(`${bookIn(folder)}-wal`));
    if (passed() - lifeBegan > warmSeconds) samples.push({ life: kills, at: passed(), bytes });
  };
  const keep = (step: Step): void => {
    if (step.recorded) past = [...past.slice(1 - undoDepth), model];
    model = step.after;
  };
  const draw = (only?: 'import'): Promise<Step> => drawStep({ shop, desk, random, model, turn }, only);

  const killInside = async (): Promise<void> => {
    const step = await draw(random() < 0.6 || bug !== undefined ? 'import' : undefined);
    const running = step.run(shop).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, between(random, 0, step.name === 'import' ? 120 : 25)));
    await killShop(shop);
    void running;
    kills += 1;
    shop = await openShop(folder, withBug(bug));
    lifeBegan = passed();
    const before = model;
    await check(`killed in ${step.name}`, before, step.after);
    // Whether the step was kept is known only by what it changed; an undo of it would be a guess.
    past = [];
  };

  try {
    while (passed() < seconds && failures.length < 20) {
      turn += 1;
      if (!isAlive(shop)) throw new Error('the core died by itself');
      const luck = random();
      if (passed() > nextKill) {
        await killInside();
        nextKill = passed() + secondsBetweenKills * (0.5 + random());
        counted('kill');
      } else if (luck < 0.1 && past.length > 0) {
        const [newest] = await shop.core.history.list({ limit: 1, standing: true });
        await shop.core.history.undo({ operationId: newest!.id });
        model = past.at(-1)!;
        past = past.slice(0, -1);
        counted('undo');
      } else if (luck < 0.102) {
        saved = { name: (await shop.core.backups.make()).name, model };
        counted('backup');
      } else if (luck < 0.1025 && saved !== null) {
        const known = (await shop.core.backups.list()).backups.some(({ name }) => name === saved!.name);
        if (known) {
          await shop.core.backups.restore({ backup: saved.name });
          await check('restored', saved.model);
          past = [];
          counted('restore');
        }
      } else {
        const step = await draw();
        const started = performance.now();
        const refused = await step.run(shop).then(() => null, (error: unknown) => error);
        // People who were merged many times have more phones or tags than a file holds: then they stay two.
        if (refused !== null && !(refused instanceof CallFailed && refused.failure.code === 'duplicates.tooMany')) throw refused;
        if (step.name === 'save') saves.push(performance.now() - started);
        if (refused === null) keep(step);
        counted(refused === null ? step.name : `${step.name}, refused`);
      }
      if (turn % 25 === 0) look();
      if (turn % stepsBetweenChecks === 0) await check('on the way', model);
    }
    await check('at the end', model);
    await shop.close();
    shop = await openShop(folder);
    await check('opened again', model);
    return {
      steps: Object.fromEntries(counts), kills, checks, failures, largestWal, largestMemory, bookBytes: sizeOf(bookIn(folder)),
      memorySlope: slopeOf(samples), saves: saves.toSorted((a, b) => a - b), sums: sumsOf(model),
    };
  } finally {
    await killShop(shop);
    removeFolder(folder);
    removeFolder(desk);
    removeFolder(backupsIn(folder));
  }
};
