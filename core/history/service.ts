import { Refused } from '../base/errors.ts';
import type { JobContext } from '../base/dispatcher.ts';
import type { RunningOperation } from '../base/recorder.ts';
import { recordedTables } from '../base/recorder.ts';
import { fieldsChanged } from './changes.rules.ts';
import type { Operation, UndoAnswer, UndoPlan, UndoResult } from './contract.ts';
import type { HistoryRepository } from './repository.ts';
import type { TrashRepository } from './trash-repository.ts';
import type { Pace } from './undo-plan-repository.ts';
import type { UndoRepository } from './undo-repository.ts';

type Parts = {
  readonly read: HistoryRepository & UndoRepository;
  readonly write: HistoryRepository & UndoRepository;
  readonly trash: { readonly read: TrashRepository; readonly write: TrashRepository };
  /** rebuilds what is derived from the rows that an undo changed */
  readonly rebuild: () => void;
  /** takes back a step that has rules of its own, `blocked` when rows alone cannot; null for every other step */
  readonly byRules: (operationId: number, blocked: boolean) => { readonly restored: number; readonly removed: number } | null;
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

/** A title names the fields of a small step; of a big one they would say nothing. */
const smallStep = 60;
const belongs: ReadonlySet<string> = new Set(recordedTables.flatMap(({ name, owner }) => (owner ? [name] : [])));

export const createHistory = ({ read, write, trash, rebuild, byRules }: Parts) => {
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

  /**
   * Takes one operation back, in any order. Records that were changed since stay or go as the answer says; those that
   * something later was built on stay and are counted; everything else returns to the state before. What other undos had
   * to leave because of this step goes with it. The undo is itself an operation and can be undone.
   */
  const undo = async (operationId: number, answer: UndoAnswer, by: RunningOperation, job: JobContext): Promise<UndoResult> => {
    const target = standing(write, operationId);
    by.about(target.subject ? `${target.title}:${target.subject}` : target.title);
    const looking = paceOf(job, 'history.looking');
    const undoing = paceOf(job, 'history.undoing');
    await write.collect(operationId, looking);
    const { records, gone, because } = await write.decide(operationId, answer, looking);
    // What is not there any more, or back already, needs no undo; but who takes an undo back wants it to be there.
    const kept = write.isUndo(operationId) ? records : records - gone;
    const ruled = byRules(operationId, records > 0);
    const { restored, removed } = ruled ?? (await carryOut(undoing));
    if (restored + removed === 0 && kept > 0) {
      const later = because === null ? undefined : write.find(because);
      // Marked as undone it could never be undone again, once the later step is out of the way.
      throw later ? new Refused('history.nothingToUndo', { later: named(later) }) : new Refused('history.blocked');
    }
    if (restored + removed === 0 && target.forgotten === 1) throw new Refused('history.forgotten');
    write.forgetPlan();
    write.markUndone(operationId, by.id);
    rebuild();
    return { operationId: by.id, restored, removed, kept: ruled ? 0 : kept };
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
      await read.decide(operationId, takeAllBack, pace);
      const ifTakenBack = read.tally();
      read.noteAsked();
      await read.decide(operationId, keepAll, pace);
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
    list: (limit: number, standing: boolean, staffId?: number | null): Operation[] =>
      read.list(limit, standing, staffId).map((operation) => (
        { ...operation, fields: operation.changes > smallStep ? [] : fieldsChanged(read.touched(operation.id).map((row) => ({ ...row, belongs: belongs.has(row.table) }))) })),
    trash: trash.read.page,
    /** Brings deleted people back, days later too, each as the step that deleted them found them. */
    restore: (customerIds: readonly number[], by: RunningOperation) => {
      const people = customerIds.map((id) => ({ id, from: trash.write.deletedBy(id) }));
      const names = people.flatMap(({ id, from }) => {
        if (!from) return [];
        trash.write.bringBack(id, from.operationId);
        return [from.name];
      });
      if (names.length === 0) throw new Refused('history.notInTrash');
      by.about(names.length > 3 ? `${names.slice(0, 3).join('、')}…` : names.join('、'));
      rebuild();
      return { operationId: by.id, restored: names.length };
    },
  };
};
export type History = ReturnType<typeof createHistory>;
