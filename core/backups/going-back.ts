/** Looking into backups and going back to one: nothing of today is lost on the way. */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nowOf } from '../base/clock.ts';
import { failureOf, Refused } from '../base/errors.ts';
import type { RestoreSource } from './contract.ts';
import { readManifest } from './container.ts';
import type { Ground } from './ground.ts';
import type { Origin } from './restoring.ts';
import { finishRestore, keptFolder, preparedPath, takePlace } from './restoring.ts';
import { keptUntil } from './rules.ts';
import type { Listening } from './worker-link.ts';

const unsound: readonly string[] = ['backups.damaged', 'backups.foreign', 'database.damaged', 'database.notOurs', 'database.schema'];

export const createGoingBack = ({ path, clock, files, inWorker, onChanged, folder, shelf, record, inTurn, scratch, live, whileClosed }: Ground, before: (listening: Listening) => Promise<void>) => {
  const ownSecretFor = (file: string): string | null => {
    const { lock } = record.read();
    const { sealing } = readManifest(file);
    return lock && sealing && JSON.stringify(sealing.wraps) === JSON.stringify(lock.wraps) ? lock.secret : null;
  };
  const nameOf = (source: RestoreSource): string => ('backup' in source ? source.backup : 'kept' in source ? source.kept : files.find(source.file).name);
  const originOf = (source: RestoreSource): { readonly origin: Origin; readonly madeAt: string } => {
    if ('kept' in source) return { origin: { kept: shelf.keptPathOf(source.kept) }, madeAt: shelf.kept().find(({ name }) => name === source.kept)!.keptAt };
    const file = 'backup' in source ? shelf.pathOf(source.backup) : files.find(source.file).path;
    const password = 'file' in source ? (source.password ?? null) : null;
    return { origin: { backup: file, password, secret: ownSecretFor(file) }, madeAt: readManifest(file).madeAt };
  };

  /** A damaged one is refused together with the name of the next that is whole. */
  const orAnother = async <T>(source: RestoreSource, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const { code } = failureOf(error);
      if (!unsound.includes(code)) throw error;
      const file = nameOf(source);
      const foreign = code === 'backups.foreign' || code === 'database.schema';
      for (const { name } of shelf.backups()) {
        if (name === file) continue;
        const whole = await inWorker('verify', { backup: join(folder, name) }).then(() => true, () => false);
        if (whole) throw new Refused(foreign ? 'backups.foreignButOther' : 'backups.damagedButOther', { file, other: name });
      }
      throw new Refused(foreign ? 'backups.foreign' : 'backups.damaged', { file });
    }
  };
  const here = () => {
    const open = live();
    return open && { facts: open.facts(), changedAt: open.changedAt() };
  };

  return {
    compare: (source: RestoreSource, listening: Listening) => orAnother(source, async () => {
      const { origin, madeAt } = originOf(source);
      const found = await inTurn(() => inWorker('look', { origin, scratch }, listening));
      return { source: { name: nameOf(source), madeAt, ...found }, here: here() };
    }),
    /** Makes everything ready beside the data, then exchanges them; what was committed in between lies with the kept ones. */
    restore: (source: RestoreSource, listening: Listening) => orAnother(source, async () => {
      const { origin } = originOf(source);
      await before(listening);
      const stamp = nowOf(clock).slice(0, 19).replace('T', '-').replaceAll(':', '');
      const after = await inTurn(() => inWorker('prepare', { origin, scratch, target: preparedPath(path, stamp) }, listening));
      try {
        await before(listening);
        const facts = here()?.facts ?? null;
        // In turn, because a backup that is being made would hold the file.
        await inTurn(() => whileClosed(async () => {
          takePlace(path, folder, stamp);
          shelf.describeKept(keptFolder(folder, stamp), facts);
        }));
        onChanged();
        return { before: facts, after, keptUntil: keptUntil(nowOf(clock)), kept: basename(keptFolder(folder, stamp)) };
      } finally {
        rmSync(preparedPath(path, stamp), { force: true });
      }
    }),
    /** Ends or drops what a power cut left of a restore. */
    finish: (): void => finishRestore(path, folder),
    verify: ({ backup }: { readonly backup: string }, listening: Listening) =>
      orAnother({ backup }, async () => ({ name: backup, facts: (await inWorker('verify', { backup: shelf.pathOf(backup) }, listening)).facts })),
    /** Restores the newest backup to a place of its own and compares: a backup that was never restored is only hoped to be one. */
    rehearse: async (listening: Listening): Promise<void> => {
      const newest = shelf.newest();
      if (!newest) throw new Refused('backups.nothingYet');
      const began = performance.now();
      const target = join(folder, '.restoring-trial.db');
      const outcome = await inTurn(() => inWorker('prepare', { origin: { backup: shelf.pathOf(newest.name), password: null, secret: null }, scratch, target }, listening))
        .then((facts) => ({ facts, failure: null }), (error: unknown) => ({ facts: null, failure: failureOf(error).code }));
      rmSync(target, { force: true });
      if (outcome.failure === 'job.cancelled') throw new Refused('job.cancelled');
      record.update({ rehearsal: { at: nowOf(clock), name: newest.name, seconds: Math.round((performance.now() - began) / 100) / 10, ...outcome } });
      onChanged();
    },
  };
};
