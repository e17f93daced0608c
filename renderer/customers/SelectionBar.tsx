import { Button, Group, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { JobOptions } from '../../core/base/client.ts';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { useExcel } from '../reports/useExcel.tsx';
import { useMay } from '../staff/present.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { offerUndo, tell } from '../ui/undo.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { chooseNobody, chosenCount, selectionOf, useSelection } from './selection.ts';
import { TagDialog } from './TagDialog.tsx';

/** Up to here a step happens at once and offers 撤销; beyond it is asked first. */
const atOnce = 20;

const chosenWords = ({ filter, ids }: ReturnType<typeof useSelection.getState>) => {
  if (!filter) return 'bulk.chosen';
  const { search, ...others } = filter;
  return (search ?? '') === '' && Object.keys(others).length === 0 && ids.size === 0 ? 'bulk.chosenAll' : 'bulk.chosenOfFilter';
};

type Doing = { readonly title: string; readonly progress: Progress | null };

/** What can be done to the chosen: each in one step, with its count, and undone in one. */
export const SelectionBar = () => {
  const selection = useSelection();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'tag' | 'untag' | 'delete' | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  const { exportTable, notice } = useExcel();
  const count = chosenCount(selection);
  const n = numberText(count);
  const may = useMay();
  const chosen = selectionOf(selection);

  const work = async <T,>(title: string, job: (options: JobOptions) => Promise<T>, done: (result: T) => void) => {
    const controller = new AbortController();
    stop.current = controller;
    setAsking(null);
    setFailure(null);
    setDoing({ title, progress: null });
    try {
      done(await job({ signal: controller.signal, onProgress: (progress) => setDoing({ title, progress }) }));
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureFrom(error));
    } finally {
      setDoing(null);
    }
  };
  const changeTag = (tag: string) => {
    const putsOn = asking === 'tag';
    void work(t('bulk.working.tag'), (options) => core.customers.tagMany({ selection: chosen, ...(putsOn ? { add: [tag] } : { remove: [tag] }) }, options), ({ operationId, changed }) =>
      changed === 0 ? tell(t(putsOn ? 'bulk.done.alreadyTagged' : 'bulk.done.notTagged', { tag })) : offerUndo(t(putsOn ? 'bulk.done.tagged' : 'bulk.done.untagged', { n: numberText(changed), tag }), operationId));
  };
  const remove = () => void work(t('bulk.working.delete'), (options) => core.customers.deleteMany({ selection: chosen }, options), ({ operationId, customers }) => {
    chooseNobody();
    offerUndo(t('bulk.done.deleted', { n: numberText(customers) }), operationId);
  });

  if (doing) return <WorkBar title={doing.title} progress={doing.progress} onCancel={() => stop.current?.abort()} />;
  if (count === 0) return failure && <ErrorNotice failure={failure} />;
  return (
    <>
      {failure && <ErrorNotice failure={failure} />}
      {notice}
      <div className="toolbar" role="toolbar" aria-label={t('bulk.toolbar')}>
        <strong role="status">{t(chosenWords(selection), { n })}</strong>
        <Button variant="default" onClick={() => setAsking('tag')}>{t('bulk.tag')}</Button>
        <Button variant="default" onClick={() => setAsking('untag')}>{t('bulk.untag')}</Button>
        {may('reports.exportTable') && <Button variant="default" onClick={() => void exportTable({ kind: 'customers', title: t('customers.excelTitle'), name: t('customers.excelName'), selection: chosen })}>{t('bulk.export')}</Button>}
        {may('customers.labels') && <Button variant="default" onClick={() => navigate('/customers/labels')}>{t('bulk.print')}</Button>}
        {may('customers.deleteMany') && <Button variant="subtle" color="brick" onClick={() => (count > atOnce ? setAsking('delete') : remove())}>{t('bulk.delete')}</Button>}
        <Button variant="subtle" onClick={chooseNobody}>{t('bulk.none')}</Button>
      </div>
      {(asking === 'tag' || asking === 'untag') && (
        <TagDialog title={t(`bulk.${asking}Title`, { n })} run={t(`bulk.${asking}Run`, { n })} onRun={changeTag} onClose={() => setAsking(null)} />
      )}
      <Modal opened={asking === 'delete'} onClose={() => setAsking(null)} title={t('bulk.deleteTitle', { n })} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
        <p>{t('bulk.deleteHint')}</p>
        <Group mt="md">
          <Button color="brick" data-autofocus onClick={remove}>{t('bulk.deleteRun', { n })}</Button>
          <Button variant="subtle" onClick={() => setAsking(null)}>{t('app.actions.cancel')}</Button>
        </Group>
      </Modal>
    </>
  );
};
