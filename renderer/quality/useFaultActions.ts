import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { Fault, Fix } from '../../core/quality/contract.ts';
import { fixed } from '../../core/quality/fixes.rules.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { today } from '../ui/format.ts';
import { offerUndo } from '../ui/undo.tsx';
import { usePageKeys } from '../ui/usePageKeys.ts';
import { firstAnswerOf } from './first-answers.ts';

type Doing = {
  readonly fault: Fault | undefined;
  readonly onDone: (fault: Fault) => void;
  readonly onUndone: (fault: Fault) => void;
  /** key 1 where only the person can say what is right */
  readonly onType: () => void;
};

/** 1 改 · 2 先放着 · 3 不算错, by key or button: done at once, with 撤销. */
export const useFaultActions = ({ fault, onDone, onUndone, onType }: Doing) => {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const busy = useRef(false);

  const act = async (said: 'fixed' | 'checked' | 'later' | 'skip', work: (about: Fault) => Promise<{ readonly operationId: number }>): Promise<void> => {
    if (!fault || busy.current) return;
    busy.current = true;
    setFailure(null);
    try {
      const { operationId } = await work(fault);
      offerUndo(t(`quality.done.${said}`, { name: fault.name ?? t('quality.nobody') }), operationId, () => onUndone(fault));
      onDone(fault);
    } catch (error) {
      setFailure(failureFrom(error));
    } finally {
      busy.current = false;
    }
  };
  const decide = (choice: 'later' | 'skip' | 'checked') =>
    act(choice, ({ code, customerId, orderId, about }) => core.quality.decide({ code, customerId, orderId, about, choice }));
  /** On the file as it is now: it may have been changed since the list was read. */
  const fix = (change: Fix) =>
    act('fixed', async ({ customerId }) => {
      const id = customerId ?? 0;
      return core.customers.update({ id, facts: fixed(await core.customers.get({ id }), change, today()) });
    });
  const first = (): void => {
    if (!fault) return;
    const answer = firstAnswerOf(fault);
    if (answer.does === 'fix') void fix(answer.fix);
    else if (answer.does === 'checked') void decide('checked');
    else if (answer.does === 'order') navigate(`/orders/${fault.orderId}`);
    else if (answer.does === 'type') onType();
    else navigate(`/customers/${fault.customerId}/edit`);
  };
  usePageKeys([['1', first], ['2', () => void decide('later')], ['3', () => void decide('skip')]]);
  return { first, decide, fix, failure };
};
