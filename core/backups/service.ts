import { nowOf, todayOf } from '../base/clock.ts';
import { dayOf } from '../base/dates.ts';
import { Refused } from '../base/errors.ts';
import type { Backup, BackupReason, BackupState } from './contract.ts';
import { createCopies } from './copies.ts';
import type { FindDrives } from './drives.ts';
import { createGoingBack } from './going-back.ts';
import type { GroundParts } from './ground.ts';
import { createGround } from './ground.ts';
import { makeBackup } from './making.ts';
import { importsTogether, isOverdue, isRehearsalDue, passwordAtLeast } from './rules.ts';
import type { Listening } from './worker-link.ts';

export const createBackups = ({ findDrives, ...parts }: GroundParts & { readonly findDrives: FindDrives }) => {
  const ground = createGround(parts);
  const { path, clock, inWorker, onChanged, folder, shelf, record, inTurn, live, on, isEmpty, isCurrent, note, idle } = ground;

  const make = (reason: BackupReason, listening: Listening = {}): Promise<Backup> =>
    inTurn(async () => {
      listening.progress?.('backups.copying', 0, null);
      const { name } = await inWorker('make', { path, folder, reason, madeAt: nowOf(clock), number: shelf.nextNumber() }, listening);
      shelf.tidy(todayOf(clock));
      record.update({ trouble: null, since: record.read().since ?? nowOf(clock) });
      onChanged();
      return shelf.backups().find((backup) => backup.name === name)!;
    });

  /** Before a step that changes much. A failure is told, and the step goes on: it can be undone as every other. */
  const before = async (reason: 'import' | 'delete' | 'restore', listening: Listening = {}): Promise<void> => {
    if (!on || isEmpty() || isCurrent()) return;
    const newest = shelf.newest()?.manifest;
    const together = reason === 'import' && newest && clock.now() - Date.parse(newest.madeAt) < importsTogether && live()?.onlyImportsSince(newest.lastOperation);
    if (!together) await make(reason, listening).catch(note);
  };

  const current = async (listening: Listening): Promise<Backup> => (isCurrent() ? shelf.backups()[0] : undefined) ?? make('byHand', listening);
  const { place, asking, look, tick: copyWhatIsDue, ...copies } = createCopies(ground, { findDrives, current });
  const { rehearse, finish, ...goingBack } = createGoingBack(ground, (listening) => before('restore', listening));

  const state = (): BackupState => {
    const { since, copiedAt, trouble, lock, rehearsal } = record.read();
    return {
      on, folder, copiedAt, trouble, rehearsal,
      last: shelf.backups()[0] ?? null,
      changed: !isEmpty() && !isCurrent(),
      locked: lock !== null,
      place: place(),
      overdue: on && !isEmpty() && isOverdue(copiedAt, since, todayOf(clock)),
      drives: asking(),
    };
  };

  return {
    /** What the window may ask for. */
    answers: {
      state,
      list: () => ({ backups: shelf.backups(), kept: shelf.kept() }),
      make: (_: undefined, listening: Listening) => make('byHand', listening),
      ...copies,
      ...goingBack,
      lock: async ({ password }: { readonly password: string }) => {
        if ([...password.trim()].length < passwordAtLeast) throw new Refused('backups.shortPassword', { least: passwordAtLeast });
        const { code, ...lock } = await inWorker('lock', { password });
        record.update({ lock });
        onChanged();
        return { code };
      },
      unlock: async () => {
        record.update({ lock: null });
        onChanged();
        return {};
      },
      rehearse: async (_: undefined, listening: Listening) => {
        await rehearse(listening);
        return state();
      },
    },
    before,
    /** For a step that is not done without one. */
    mustHave: async (reason: BackupReason): Promise<string> => (await make(reason)).name,
    look,
    /** What is due by itself: the backup of the day, the copy to a chosen folder, the rehearsal of the month. */
    tick: async (): Promise<void> => {
      if (!on || isEmpty()) return;
      const newest = shelf.newest();
      if (!isCurrent() && (newest === null || dayOf(newest.manifest.madeAt) !== todayOf(clock))) await make('daily').catch(note);
      shelf.tidy(todayOf(clock));
      await copyWhatIsDue();
      const { rehearsal, since } = record.read();
      if (shelf.newest() && isRehearsalDue(rehearsal?.at ?? null, since, todayOf(clock))) await rehearse({}).catch(note);
    },
    /** Before the data are opened: what a power cut left half-done is ended or taken away. */
    begin: (): void => {
      finish();
      shelf.sweep();
    },
    /** While the file is being opened, with nobody to be kept waiting. */
    beforeMigration: (): void => {
      if (!on) return;
      try {
        makeBackup({ path, folder, reason: 'migration', madeAt: nowOf(clock), number: shelf.nextNumber() }, () => () => undefined);
      } catch (error) {
        note(error);
      }
    },
    /** The last of the day, while the data are still open. */
    onClose: async (): Promise<void> => {
      await idle();
      if (on && !isEmpty() && !isCurrent()) await make('close').catch(note);
    },
  };
};
export type Backups = ReturnType<typeof createBackups>;
