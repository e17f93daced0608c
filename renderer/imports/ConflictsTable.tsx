import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ImportConflict } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import type { Pages } from '../ui/usePages.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { conflictValue } from './conflict-words.tsx';
import { placeText } from './row-columns.tsx';

type Props = { readonly pages: Pages<ImportConflict, { readonly people: number }>; readonly taking: boolean; readonly onTake: (conflict: ImportConflict) => void };

export const ConflictsTable = ({ pages, taking, onTake }: Props) => {
  const [, navigate] = useLocation();
  const [active, setActive] = useState(0);
  const columns: readonly Column<ImportConflict>[] = [
    { key: 'customer', title: t('imports.conflicts.heads.customer'), width: '150px', cell: ({ customerId, customer }) => <Link href={`/customers/${customerId}`}>{customer}</Link> },
    { key: 'row', title: t('imports.conflicts.heads.row'), width: '120px', needs: 'middle', cell: (conflict) => <span title={placeText(conflict)}>{placeText(conflict)}</span> },
    { key: 'field', title: t('imports.conflicts.heads.field'), width: '120px', cell: ({ field }) => t(`imports.conflicts.fields.${field}`) },
    { key: 'theirs', title: t('imports.conflicts.heads.theirs'), cell: ({ field, theirs }) => conflictValue(field, theirs) },
    { key: 'ours', title: t('imports.conflicts.heads.ours'), cell: ({ field, ours }) => (ours === null ? <span className="soft">{t('imports.rows.emptyValue')}</span> : conflictValue(field, ours)) },
    {
      key: 'action', title: t('imports.conflicts.heads.action'), width: '140px', number: true,
      cell: (conflict) => conflict.taken
        ? <span className="soft">{t('imports.conflicts.taken')}</span>
        : <Button variant="default" h={32} disabled={taking} aria-label={t('imports.conflicts.takeNamed', { name: conflict.customer, field: t(`imports.conflicts.fields.${conflict.field}`) })} onClick={() => onTake(conflict)}>{t('imports.conflicts.take')}</Button>,
    },
  ];
  return <VirtualTable label={t('imports.rows.titles.conflicts')} columns={columns} total={pages.total} rowAt={pages.rowAt} need={pages.need} active={active} onActive={setActive} onOpen={({ customerId }) => navigate(`/customers/${customerId}`)} weak={({ taken }) => taken} />;
};
