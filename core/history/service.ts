import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Operation, UndoResult } from './contract.ts';
import type { historyRepository } from './repository.ts';

type Parts = {
  readonly read: ReturnType<typeof historyRepository>;
  readonly write: ReturnType<typeof historyRepository>;
  /** rebuilds what is derived from the rows that an undo changed */
  readonly rebuild: () => void;
};

/** The day and minute of a step and what it was done to. Plain ASCII words are our names of things, not the shop's. */
const named = ({ doneAt, subject }: { readonly doneAt: string; readonly subject: string | null }): string => {
  const whom = subject?.replace(/^(?:[a-z]+\.[A-Za-z]+:)+/, '') ?? '';
  return doneAt.slice(0, 16).replace('T', ' ') + (/^[A-Za-z ]*$/.test(whom) ? '' : ` “${whom}”`);
};

const isConstraint = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

export const createHistory = ({ read, write, rebuild }: Parts) => {
  const carryOut = (operationId: number) => {
    try {
      return write.carryOut(operationId);
    } catch (error) {
      if (isConstraint(error)) throw new Refused('history.blocked');
      throw error;
    }
  };

  /**
   * Takes one operation back, in any order. Records that something later was built on stay as they are and are
   * counted; everything else returns to the state before. The undo is itself an operation and can be undone.
   */
  const undo = (operationId: number, by: RunningOperation): UndoResult => {
    const target = write.find(operationId);
    if (!target) throw new Refused('history.notFound');
    if (target.undoneBy !== null) throw new Refused('history.alreadyUndone');
    by.about(target.subject ? `${target.title}:${target.subject}` : target.title);
    const kept = write.plan(operationId);
    const { restored, removed } = carryOut(operationId);
    if (restored + removed === 0 && kept.records > 0) {
      const later = kept.because === null ? undefined : write.find(kept.because);
      // Marked as undone it could never be undone again, once the later step is out of the way.
      throw later ? new Refused('history.nothingToUndo', { later: named(later) }) : new Refused('history.blocked');
    }
    write.markUndone(operationId, by.id);
    rebuild();
    return { operationId: by.id, restored, removed, kept: kept.records };
  };

  return {
    undo,
    list: (limit: number): Operation[] => read.list(limit),
  };
};
export type History = ReturnType<typeof createHistory>;
