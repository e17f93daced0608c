import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import type { EntryFacts, TimelineItem, TimelineKind } from '../../core/timeline/contract.ts';
import { TimelineKind as Kinds } from '../../core/timeline/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { EntryDraft } from './entry-draft.ts';
import { entryOf, isEntry } from './entry-draft.ts';
import { EntryForm } from './EntryForm.tsx';
import { TimelineRow } from './TimelineRow.tsx';

const pageSize = 50;

/** Everything that happened with a person, newest first, some dozens at a time; one kind of it by a press. */
export const TimelineSection = ({ customer: { id: customerId, name } }: { readonly customer: Pick<CustomerDetail, 'id' | 'name'> }) => {
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const [offset, setOffset] = useState(0);
  const [editing, setEditing] = useState<{ readonly id: number; readonly draft: EntryDraft } | null>(null);
  const { data: summary } = useQuery('timeline.summary', { customerId });
  const { data, failure } = useQuery('timeline.list', { customerId, ...(kind && { kinds: [kind] }), offset, limit: pageSize });

  const show = (one: TimelineKind | null) => {
    setKind(one);
    setOffset(0);
  };
  const remove = async (item: TimelineItem) => {
    try {
      const { operationId } = await core.timeline.remove({ id: item.id });
      offerUndo(t('timeline.done.removed'), operationId);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const save = async (facts: EntryFacts) => {
    if (!editing) return;
    const { operationId } = await core.timeline.edit({ id: editing.id, ...facts });
    setEditing(null);
    offerUndo(t('timeline.done.edited'), operationId);
  };

  if (failure) return <ErrorNotice failure={failure} />;
  if (!data || !summary) return null;
  const all = Object.values(summary.totals).reduce((sum, count) => sum + count, 0);
  if (all === 0) return <Empty title={t('timeline.empty')} hint={t('timeline.emptyHint')} />;
  const present = Kinds.options.filter((one) => (summary.totals[one] ?? 0) > 0);
  const chip = (one: TimelineKind | null, words: string) => (
    <Button key={words} variant={one === kind ? 'light' : 'default'} h={36} px={12} aria-pressed={one === kind} onClick={() => show(one)}>{words}</Button>
  );
  return (
    <>
      <div className="filters" role="group" aria-label={t('timeline.filterLabel')} style={{ gap: 8, marginBottom: 12 }}>
        {chip(null, t('timeline.all', { n: numberText(all) }))}
        {present.map((one) => chip(one, `${t(`timeline.kinds.${one}`)} ${numberText(summary.totals[one] ?? 0)}`))}
      </div>
      <div className="panel">
        <table className="rows wrap timeline" aria-label={t('timeline.title')}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 150 }}>{t('timeline.heads.when')}</th>
              <th scope="col" style={{ width: 110 }}>{t('timeline.heads.what')}</th>
              <th scope="col">{t('timeline.heads.text')}</th>
              <th scope="col" className="number" style={{ width: 120 }}>{t('timeline.heads.amount')}</th>
              <th scope="col" style={{ width: 110 }}><span className="unseen">{t('timeline.heads.doings')}</span></th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((item) => (
              <TimelineRow key={`${item.kind} ${item.id}`} item={item} onEdit={() => isEntry(item) && setEditing({ id: item.id, draft: entryOf(item) })} onRemove={() => void remove(item)} />
            ))}
          </tbody>
        </table>
      </div>
      {data.total > pageSize && (
        <Group mt="md">
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageSize))}>{t('timeline.newer')}</Button>
          <Button variant="default" disabled={offset + pageSize >= data.total} onClick={() => setOffset(offset + pageSize)}>{t('timeline.older')}</Button>
          <span className="soft" role="status">{t('timeline.range', { from: numberText(offset + 1), to: numberText(Math.min(data.total, offset + pageSize)), total: numberText(data.total) })}</span>
        </Group>
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={t('timeline.entry.editTitle', { name })} size={690} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
        {editing && <EntryForm draft={editing.draft} onChange={(draft) => setEditing({ ...editing, draft })} onSave={save} onLeave={() => setEditing(null)} />}
      </Modal>
    </>
  );
};
