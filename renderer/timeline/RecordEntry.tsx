import { Button, Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import type { EntryFacts } from '../../core/timeline/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { offerUndo } from '../ui/undo.tsx';
import { usePageKeys } from '../ui/usePageKeys.ts';
import { emptyEntry, useEntryDraft } from './entry-draft.ts';
import { EntryForm } from './EntryForm.tsx';

/** 记一笔, or N anywhere on the person's page. */
export const RecordEntry = ({ customer: { id, name } }: { readonly customer: Pick<CustomerDetail, 'id' | 'name'> }) => {
  const [opened, setOpened] = useState(false);
  const draft = useEntryDraft((kept) => (kept.customerId === id ? kept.draft : emptyEntry));
  const open = () => setOpened(true);
  usePageKeys([['N', open]]);

  const save = async (facts: EntryFacts) => {
    const { operationId } = await core.timeline.add({ customerId: id, ...facts });
    useEntryDraft.setState({ customerId: null, draft: emptyEntry });
    setOpened(false);
    offerUndo(t('timeline.done.added', { what: t(`timeline.kinds.${facts.kind}`) }), operationId);
  };
  return (
    <>
      <Button variant="default" rightSection={<Kbd aria-hidden>{t('timeline.recordKey')}</Kbd>} aria-keyshortcuts="N" onClick={open}>{t('timeline.record')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('timeline.entry.title', { name })} size={690} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
        <EntryForm draft={draft} onChange={(changed) => useEntryDraft.setState({ customerId: id, draft: changed })} onSave={save} onLeave={() => setOpened(false)} />
      </Modal>
    </>
  );
};
