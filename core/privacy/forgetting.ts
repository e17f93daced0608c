/** Takes people out of the book for good: their rows, their old values in the history, and their words wherever a file or a step names them. */
import type { Clock } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Erasure, ForgetPlan } from './contract.ts';
import type { ForgettingRepository } from './forgetting-repository.ts';
import type { PrivacyRepository } from './repository.ts';
import type { Leaving } from './rules.ts';
import { goneOn, withoutWords, wordsIn } from './rules.ts';

export type ForgottenWords = { readonly people: ReadonlySet<number>; readonly orders: ReadonlySet<number>; readonly words: readonly string[] };

type Parts = {
  readonly read: ForgettingRepository;
  readonly write: ForgettingRepository;
  readonly log: Pick<PrivacyRepository, 'noteErasure'>;
  readonly clock: Clock;
  /** writes past the operation log */
  readonly unrecorded: (work: () => void) => void;
  /** what imports kept of their files */
  readonly forgetInImports: (forgotten: ForgottenWords, job: Pick<JobContext, 'breathe'>) => Promise<void>;
  readonly backups: () => Leaving;
  readonly longestBackup: number;
};

/** Steps that say which file they read, or were done to many at once: only the person's words leave their titles. */
const namesOthers = /^(?:imports|solitaire|practice)\.|Many$/;
const peopleAtOnce = 500;
const triesToEmpty = 20;

export const createForgetting = ({ read, write, log, clock, unrecorded, forgetInImports, backups, longestBackup }: Parts) => {
  const lastBackup = () => {
    const leaving = backups();
    return { backups: leaving.backups.length + leaving.kept.length, goneOn: goneOn(leaving, longestBackup) };
  };

  const wordsOfAll = async ({ breathe }: Pick<JobContext, 'breathe'>): Promise<readonly string[]> => {
    const words = new Set<string>();
    // Taken at once: an open statement would stand in the way of the erasing.
    for (const image of [...write.images()]) {
      for (const word of wordsIn(JSON.parse(image) as Readonly<Record<string, unknown>>)) words.add(word);
      await breathe();
    }
    return [...words];
  };

  /** A reader that is just answering holds the log for a moment; at the latest it is emptied when the book is closed. */
  const emptyLog = async ({ breathe }: Pick<JobContext, 'breathe'>): Promise<void> => {
    for (let left = triesToEmpty; left > 0 && !write.emptyLog(); left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await breathe();
    }
  };

  return {
    plan: (ids: readonly number[]): ForgetPlan => {
      read.collect(ids);
      const plan = { ...read.plan(ids), ...lastBackup() };
      read.clear();
      if (plan.people === 0) throw new Refused('privacy.notInTrash');
      return plan;
    },
    /** One transaction, without a step of its own: there must be nothing to take back. */
    forget: async (ids: readonly number[], reason: Erasure['reason'], job: JobContext) => {
      let told = { people: 0, orders: 0, goneOn: null as string | null };
      await job.derive(['customers', 'history', 'privacy'], async () => {
        for (let at = 0; at < ids.length; at += peopleAtOnce) {
          job.progress('privacy.forgetting', at, ids.length);
          const some = ids.slice(at, at + peopleAtOnce);
          write.collect(some);
          const people = new Set(write.people());
          const orders = new Set(write.orders());
          const words = await wordsOfAll(job);
          for (const { id, title, subject } of write.steps()) write.retitle(id, namesOthers.test(title) ? withoutWords(subject, words) : null);
          write.markSteps();
          unrecorded(write.erase);
          await forgetInImports({ people, orders, words }, job);
          told = { ...told, people: told.people + some.filter((id) => people.has(id)).length, orders: told.orders + orders.size };
        }
        write.clear();
        if (told.people === 0) throw new Refused('privacy.notInTrash');
        told = { ...told, goneOn: lastBackup().goneOn };
        log.noteErasure({ ...told, erasedAt: nowOf(clock), staffId: job.staffId, reason });
      });
      await emptyLog(job);
      return told;
    },
  };
};
