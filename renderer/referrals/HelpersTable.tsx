import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Helper, HelperSort } from '../../core/referrals/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText, yuan } from '../ui/format.ts';
import { usePages } from '../ui/usePages.ts';
import type { Column } from '../ui/VirtualTable.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import { useReferralMemory } from './referral-memory.ts';

const people = (n: number): string => t('app.counts.people', { n: numberText(n) });

/** Who brought most, by the measure that is asked for. */
export const HelpersTable = () => {
  const [, navigate] = useLocation();
  const [active, setActive] = useState(0);
  const sort = useReferralMemory((memory) => memory.sort);
  const pages = usePages<Helper, object>('referrals', sort, (offset, limit) => core.referrals.helpers({ sort, offset, limit }));
  const sorting = (by: HelperSort) => ({ sorted: sort === by ? 'descending' : 'none', onSort: () => useReferralMemory.setState({ sort: by }) }) as const;
  const columns: readonly Column<Helper>[] = [
    { key: 'name', title: t('referrals.columns.name'), cell: (row) => <Link href={`/customers/${row.id}`}>{row.name}</Link> },
    { key: 'village', title: t('referrals.columns.village'), width: '130px', needs: 'wide', cell: (row) => row.village ?? '' },
    { key: 'direct', title: t('referrals.columns.direct'), width: '110px', number: true, ...sorting('direct'), cell: (row) => people(row.direct) },
    { key: 'bought', title: t('referrals.columns.bought'), width: '110px', number: true, needs: 'middle', cell: (row) => people(row.directBuyers) },
    { key: 'size', title: t('referrals.columns.size'), width: '120px', number: true, ...sorting('size'), cell: (row) => people(row.size) },
    { key: 'depth', title: t('referrals.columns.depth'), width: '100px', number: true, needs: 'wide', cell: (row) => t('referrals.depth', { n: row.depth }) },
    { key: 'value', title: t('referrals.columns.value'), width: '160px', number: true, ...sorting('value'), cell: (row) => yuan(row.broughtFen) },
    { key: 'degree', title: t('referrals.columns.degree'), width: '110px', number: true, needs: 'wide', cell: (row) => people(row.degree) },
    { key: 'rank', title: t('referrals.columns.rank'), width: '110px', number: true, ...sorting('pageRank'), cell: (row) => (row.pageRank * 100).toFixed(1) },
  ];
  if (pages.failure) return <ErrorNotice failure={pages.failure} />;
  return (
    <div className="filling">
      <p className="soft">{t('referrals.rankMeaning')}</p>
      <VirtualTable label={t('referrals.tabs.helpers')} columns={columns} total={pages.total} rowAt={pages.rowAt} need={pages.need} active={active} onActive={setActive} onOpen={(row) => navigate(`/customers/${row.id}`)} question={sort} />
    </div>
  );
};
