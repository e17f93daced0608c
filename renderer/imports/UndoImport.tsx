import { Button, Group, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { RecordRef, UndoPlan, UndoTally } from '../../core/history/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { offerUndo } from '../ui/undo.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { ChangedRecords, keyOf } from './ChangedRecords.tsx';

type Props = {
  readonly batchId: number;
  readonly file: string;
  readonly label: string;
  /** says which import, where several stand in a list */
  readonly named?: string;
  readonly low?: boolean;
  /** false when the undo was itself taken back */
  readonly onUndone?: (undone: boolean) => void;
};

type Step =
  | { readonly at: 'looking' | 'working'; readonly progress: Progress | null; readonly stop: AbortController }
  | { readonly at: 'asking'; readonly plan: UndoPlan }
  | { readonly at: 'failed'; readonly failure: Failure };

const kindOrder = ['orders', 'customers', 'products', 'pickup_points', 'import_mappings', 'import_conflicts'] as const;

/** 1,240 单、310 位客户 */
const recordsText = (counts: UndoTally['removed']): string => {
  const known = kindOrder.flatMap((kind) => (counts[kind] ? [t(`undoing.kinds.${kind}`, { n: numberText(counts[kind]) })] : []));
  const other = Object.entries(counts).filter(([kind]) => !kindOrder.some((one) => one === kind)).reduce((sum, [, count]) => sum + count, 0);
  return [...known, ...(other > 0 ? [t('undoing.kinds.other', { n: numberText(other) })] : [])].join('、');
};

/** 撤销: looks first what was changed since, says it in words, asks where there is a choice, and only then does it. */
export const UndoImport = ({ batchId, file, label, named, low = false, onUndone }: Props) => {
  const [step, setStep] = useState<Step | null>(null);

  const work = async (at: 'looking' | 'working', job: (options: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void }) => Promise<Step | null>) => {
    const stop = new AbortController();
    setStep({ at, progress: null, stop });
    try {
      setStep(await job({ signal: stop.signal, onProgress: (progress) => setStep({ at, progress, stop }) }));
    } catch (error) {
      setStep(stop.signal.aborted ? null : { at: 'failed', failure: failureFrom(error) });
    }
  };
  const look = () => work('looking', async (options) => ({ at: 'asking', plan: await core.imports.undoPlan({ batchId }, options) }));
  const undo = (changed: 'keep' | 'takeBack', except: readonly RecordRef[]) =>
    work('working', async (options) => {
      const { operationId, kept } = await core.imports.undo({ batchId, changed, except: [...except] }, options);
      offerUndo(kept > 0 ? t('undoing.doneKept', { file, kept: numberText(kept) }) : t('undoing.done', { file }), operationId, () => onUndone?.(false));
      onUndone?.(true);
      return null;
    });
  const busy = step?.at === 'looking' || step?.at === 'working';
  const leave = () => (busy ? step.stop.abort() : setStep(null));

  return (
    <>
      <Button variant="default" {...(low ? { h: 32 } : {})} {...(named === undefined ? {} : { 'aria-label': named })} onClick={() => void look()}>{label}</Button>
      <Modal opened={step !== null} onClose={leave} size={step?.at === 'asking' && step.plan.rows.length > 0 ? 860 : 520} title={t('undoing.title', { file })} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
        {busy && <WorkBar title={t(`undoing.${step.at}`)} progress={step.progress} onCancel={leave} cancelling={step.stop.signal.aborted} />}
        {step?.at === 'failed' && <ErrorNotice failure={step.failure} />}
        {step?.at === 'asking' && <Question batchId={batchId} plan={step.plan} onLeave={leave} onAnswer={(changed, except) => void undo(changed, except)} />}
      </Modal>
    </>
  );
};

type QuestionProps = { readonly batchId: number; readonly plan: UndoPlan; readonly onLeave: () => void; readonly onAnswer: (changed: 'keep' | 'takeBack', except: readonly RecordRef[]) => void };

const Question = ({ batchId, plan, onLeave, onAnswer }: QuestionProps) => {
  const { asked, needed } = plan;
  // Without a question everything goes that is still there.
  const [changed, setChanged] = useState<'keep' | 'takeBack'>(asked === 0 ? 'takeBack' : 'keep');
  const [except, setExcept] = useState<readonly RecordRef[]>([]);
  const tally = changed === 'keep' ? plan.ifKept : plan.ifTakenBack;
  const removed = recordsText(tally.removed);
  const restored = recordsText(tally.restored);
  const toggle = (record: RecordRef) =>
    setExcept((before) => (before.some((one) => keyOf(one) === keyOf(record)) ? before.filter((one) => keyOf(one) !== keyOf(record)) : [...before, { kind: record.kind, id: record.id }]));
  const nothing = removed === '' && restored === '' && except.length === 0;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <div role="status">
        {removed !== '' && <p>{t('undoing.removed', { what: removed })}</p>}
        {restored !== '' && <p>{t('undoing.restored', { what: restored })}</p>}
        {nothing && <p>{asked + needed > 0 ? t('undoing.nothing') : t('undoing.gone')}</p>}
      </div>
      {asked > 0 && (
        <Radio.Group label={t('undoing.asked', { n: numberText(asked) })} value={changed} onChange={(value) => { setChanged(value === 'keep' ? 'keep' : 'takeBack'); setExcept([]); }}>
          <Group mt={8} gap={32}>
            <Radio value="keep" label={t('undoing.keep')} description={t('undoing.keepHint')} />
            <Radio value="takeBack" label={t('undoing.takeBack')} description={t('undoing.takeBackHint')} />
          </Group>
        </Radio.Group>
      )}
      {tally.needed > 0 && <p className="soft">{t('undoing.needed', { n: numberText(tally.needed) })}</p>}
      <Group mt={4}>
        <Button autoFocus disabled={nothing && asked + needed > 0} onClick={() => onAnswer(changed, except)}>{t('undoing.run')}</Button>
        <Button variant="default" onClick={onLeave}>{t('undoing.leave')}</Button>
      </Group>
      {asked + needed > 0 && <ChangedRecords batchId={batchId} first={plan} changed={changed} except={except} onToggle={toggle} />}
    </div>
  );
};
