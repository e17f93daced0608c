import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Deleted } from '../../core/history/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { usePages } from '../ui/usePages.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';

/** Deleted customers wait here for as long as the book is kept. */
export const TrashPage = () => {
  const [active, setActive] = useState(0);
  const [, navigate] = useLocation();
  const { total, head, failure, rowAt, need } = usePages<Deleted, object>('history', 'trash', (offset, limit) => core.history.trash({ offset, limit }));

  const restore = async ({ id, name }: Deleted) => {
    try {
      const { operationId } = await core.history.restore({ customerIds: [id] });
      offerUndo(t('history.trash.done', { name }), operationId);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const columns: readonly Column<Deleted>[] = [
    { key: 'name', title: t('history.trash.heads.name'), cell: ({ name }) => name },
    { key: 'phone', title: t('history.trash.heads.phone'), width: '140px', cell: ({ phone }) => <PhoneText phone={phone} /> },
    { key: 'orders', title: t('history.trash.heads.orders'), width: '90px', number: true, cell: ({ orders }) => (orders === 0 ? '' : t('app.counts.orders', { n: numberText(orders) })) },
    { key: 'when', title: t('history.trash.heads.when'), width: '170px', cell: ({ deletedAt }) => instantText(deletedAt) },
    { key: 'restore', title: t('history.trash.heads.doings'), width: '220px', number: true, cell: (person) => (
      <>
        <Button variant="subtle" color="brick" h={32} px={12} aria-label={t('privacy.forget.openNamed', { name: person.name })} onClick={() => navigate(`/history/trash/${person.id}`)}>{t('privacy.forget.open')}</Button>
        <Button variant="default" h={32} px={12} aria-label={t('history.trash.restoreNamed', { name: person.name })} onClick={() => void restore(person)}>{t('history.trash.restore')}</Button>
      </>) },
  ];
  return (
    <Page full title={t('history.trash.title')} parent="/history" note={t('history.trash.intro')}>
      {failure && <ErrorNotice failure={failure} />}
      {head && total === 0
        ? <Empty title={t('history.trash.empty')} hint={t('history.trash.emptyHint')}><Link href="/customers">{t('bulk.labels.toList')}</Link></Empty>
        : <VirtualTable label={t('history.trash.list')} columns={columns} total={total} rowAt={rowAt} need={need} active={active} onActive={setActive} onOpen={(person) => void restore(person)} />}
    </Page>
  );
};
