import { Refused } from '../base/errors.ts';
import type { JobContext } from '../base/dispatcher.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Operation, UndoAnswer, UndoPlan, UndoResult } from './contract.ts';
import type { HistoryRepository } from './repository.ts';
import type { Pace, UndoRepository } from './undo-repository.ts';

type Parts = {
  readonly read: HistoryRepository & UndoRepository;
  readonly write: HistoryRepository & UndoRepository;
  /** rebuilds what is derived from the rows that an undo changed */
  readonly rebuild: () => void;
};

/** The day and minute of a step and what it was done to. Plain ASCII words are our names of things, not the shop's. */
const named = ({ doneAt, subject }: { readonly doneAt: string; readonly subject: string | null }): string => {
  const whom = subject?.replace(/^(?:[a-z]+\.[A-Za-z]+:)+/, '') ?? '';
  return doneAt.slice(0, 16).replace('T', ' ') + (/^[A-Za-z ]*$/.test(whom) ? '' : ` “${whom}”`);
};

const isConstraint = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

export const keepAll: UndoAnswer = { changed: 'keep', except: [] };
const takeAllBack: UndoAnswer = { changed: 'takeBack', except: [] };

/** Counts rows for the progress bar and lets others through. */
const paceOf = (job: JobContext, phase: string): Pace => {
  let done = 0;
  return async (rows) => {
    done += rows;
    job.progress(phase, done, null);
    await job.breathe();
  };
};

export const createHistory = ({ read, write, rebuild }: Parts) => {
  const carryOut = async (pace: Pace) => {
    try {
      return await write.carryOut(pace);
    } catch (error) {
      if (isConstraint(error)) throw new Refused('history.blocked');
      throw error;
    }
  };

  const standing = (repository: HistoryRepository, operationId: number) => {
    const target = repository.find(operationId);
    if (!target) throw new Refused('history.notFound');
    if (target.undoneBy !== null) throw new Refused('history.alreadyUndone');
    return target;
  };

  const decide = async (repository: Parts['write'], operationId: number, answer: UndoAnswer, pace: Pace) => {
    const kept = await repository.decide(operationId, answer, pace);
    const earlier = kept.records > 0 ? repository.leftBehind(operationId) : [];
    if (earlier.length === 0) return kept;
    for (const step of earlier) await repository.goFurtherBack(operationId, step, pace);
    return repository.decide(operationId, answer, pace);
  };

  /**
   * Takes one operation back, in any order. Records that were changed since stay or go as the answer says; those that
   * something later was built on stay and are counted; everything else returns to the state before. The undo is itself an
   * operation and can be undone.
   */
  const undo = async (operationId: number, answer: UndoAnswer, by: RunningOperation, job: JobContext): Promise<UndoResult> => {
    const target = standing(write, operationId);
    by.about(target.subject ? `${target.title}:${target.subject}` : target.title);
    const looking = paceOf(job, 'history.looking');
    const undoing = paceOf(job, 'history.undoing');
    await write.collect(operationId, looking);
    const { records, gone, because } = await decide(write, operationId, answer, looking);
    // Who wants everything back has it, where it is not there any more.
    const kept = answer.changed === 'takeBack' ? records - gone : records;
    const { restored, removed } = await carryOut(undoing);
    if (restored + removed === 0 && kept > 0) {
      const later = because === null ? undefined : write.find(because);
      // Marked as undone it could never be undone again, once the later step is out of the way.
      throw later ? new Refused('history.nothingToUndo', { later: named(later) }) : new Refused('history.blocked');
    }
    // What an earlier undo had to leave because of this step goes with it, so that both orders come to the same.
    for (const earlier of write.leftBehind(operationId)) {
      await write.collect(earlier.id, looking, earlier.undoneBy);
      await write.decide(earlier.id, keepAll, looking);
      await carryOut(undoing);
    }
    write.forgetPlan();
    write.markUndone(operationId, by.id);
    rebuild();
    return { operationId: by.id, restored, removed, kept };
  };

  /** Which plan lies ready, and which was the latest step when it was made. */
  let ready: { readonly operationId: number; readonly latest: number; readonly plan: Omit<UndoPlan, 'rows'> } | null = null;
  let planning: Promise<unknown> = Promise.resolve();

  const makePlan = async (operationId: number, job: JobContext): Promise<Omit<UndoPlan, 'rows'>> => {
    for (;;) {
      standing(read, operationId);
      const latest = read.latest();
      if (ready?.operationId === operationId && ready.latest === latest) return ready.plan;
      ready = null;
      const pace = paceOf(job, 'history.looking');
      await read.collect(operationId, pace);
      await decide(read, operationId, takeAllBack, pace);
      const ifTakenBack = read.tally();
      read.noteAsked();
      await decide(read, operationId, keepAll, pace);
      // A step that came in between makes the plan old.
      if (read.latest() === latest) ready = { operationId, latest, plan: { ifKept: read.tally(), ifTakenBack, ...read.countLeft() } };
    }
  };

  return {
    undo,
    /** What `undo` would do, and the records to ask about, by the page. Plans are made one at a time. */
    plan: (operationId: number, { offset, limit }: { readonly offset: number; readonly limit: number }, job: JobContext): Promise<UndoPlan> => {
      const made = planning.then(async () => ({ ...(await makePlan(operationId, job)), rows: read.listLeft(offset, limit) }));
      planning = made.catch(() => undefined);
      return made;
    },
    list: (limit: number): Operation[] => read.list(limit),
  };
};
export type History = ReturnType<typeof createHistory>;
