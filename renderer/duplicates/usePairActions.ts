import { useRef, useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { OutputOf } from '../../core/base/contract.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { offerUndo } from '../ui/undo.tsx';
import { usePageKeys } from '../ui/usePageKeys.ts';
import type { Choices } from './choices.ts';
import { mergeChoices } from './choices.ts';

export type LoadedPair = OutputOf<XiangkeContract['duplicates']['pair']>;
type Decided = 'merge' | 'notSame' | 'household';
type Outcome = { readonly decided: Decided; readonly keptId: number };

/** 1 合并 · 2 不是同一人 · 3 同一家人, by key or button: done at once, with 撤销. */
export const usePairActions = (pair: LoadedPair | undefined, choices: Choices, onDone: (outcome: Outcome) => void, onUndone: () => void) => {
  const [failure, setFailure] = useState<Failure | null>(null);
  const busy = useRef(false);

  const decide = async (decided: Decided): Promise<void> => {
    if (!pair || busy.current) return;
    busy.current = true;
    setFailure(null);
    const { left, right, keepId } = pair;
    const ids = { leftId: left.id, rightId: right.id };
    const keepIsLeft = keepId === left.id;
    try {
      const { operationId } = decided === 'merge'
        ? await core.duplicates.merge({ keepId, dropId: keepIsLeft ? right.id : left.id, choices: mergeChoices(pair.differences, choices, keepIsLeft) })
        : await core.duplicates[decided](ids);
      offerUndo(t(`duplicates.done.${decided}`, { name: keepIsLeft ? left.name : right.name, left: left.name, right: right.name }), operationId, onUndone);
      onDone({ decided, keptId: keepId });
    } catch (error) {
      setFailure(failureFrom(error));
    } finally {
      busy.current = false;
    }
  };
  usePageKeys([['1', () => void decide('merge')], ['2', () => void decide('notSame')], ['3', () => void decide('household')]]);
  return { decide, failure };
};
