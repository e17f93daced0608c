import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { daysBetween } from '../../core/base/dates.ts';
import type { CustomerRow } from '../../core/customers/contract.ts';
import type { SegmentPeople } from '../../core/segments/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { agoText, today, yuan } from '../ui/format.ts';
import { PhoneText } from '../ui/PhoneText.tsx';
import { usePages } from '../ui/usePages.ts';
import type { Column } from '../ui/VirtualTable.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';

/** Whoever is meant, the last who came first; `doing` is what can be done with one of them. */
export const PeopleTable = ({ people, doing }: { readonly people: SegmentPeople; readonly doing?: (row: CustomerRow) => ReactNode }) => {
  const [, navigate] = useLocation();
  const [active, setActive] = useState(0);
  const key = JSON.stringify(people);
  const { total, head, failure, rowAt, need } = usePages<CustomerRow, object>('segments', key, (offset, limit) => core.segments.people({ people, offset, limit }));
  const open = useCallback((row: CustomerRow) => navigate(`/customers/${row.id}`), [navigate]);
  const now = today();
  const columns: readonly Column<CustomerRow>[] = [
    { key: 'name', title: t('customers.columns.name'), cell: (row) => <Link href={`/customers/${row.id}`} title={row.name}>{row.name}</Link> },
    { key: 'phone', title: t('customers.columns.phone'), width: '126px', cell: (row) => <PhoneText phone={row.phone} /> },
    { key: 'village', title: t('customers.columns.village'), needs: 'wide', cell: (row) => row.village ?? '' },
    { key: 'net', title: t('customers.columns.net'), width: '124px', number: true, cell: (row) => (row.orderCount === 0 ? '' : yuan(row.netFen)) },
    { key: 'last', title: t('customers.columns.lastOrder'), width: '104px', number: true, cell: (row) => agoText(row.lastOrderOn === null ? null : daysBetween(row.lastOrderOn, now)) },
    ...(doing ? [{ key: 'doing', title: '', width: '92px', cell: doing }] : []),
  ];
  if (failure) return <ErrorNotice failure={failure} />;
  if (head && total === 0) return <Empty title={t('segments.builder.nobody')} hint={t('segments.builder.nobodyHint')} />;
  return <VirtualTable question={key} label={t('segments.builder.list')} columns={columns} total={total} rowAt={rowAt} need={need} active={active} onActive={setActive} onOpen={open} />;
};
