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

export const createHistory = ({ read, write, rebuild }: Parts) => {
  /**
   * Takes one operation back, in any order. Records that something later was built on stay as they are and are
   * counted; everything else returns to the state before. The undo is itself an operation and can be undone.
   */
  const undo = (operationId: number, by: RunningOperation): UndoResult => {
    const target = write.find(operationId);
    if (!target) throw new Refused('history.notFound');
    if (target.undoneBy !== null) throw new Refused('history.alreadyUndone');
    by.about(target.subject ? `${target.title}:${target.subject}` : target.title);
    const kept = write.collectKept(operationId);
    const removed = write.removeCreated(operationId);
    const restored = write.restoreImages(operationId);
    write.markUndone(operationId, by.id);
    rebuild();
    return { operationId: by.id, restored, removed, kept };
  };

  return {
    undo,
    list: (limit: number): Operation[] => read.list(limit),
  };
};
export type History = ReturnType<typeof createHistory>;
