import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { TreeRow } from '../../core/referrals/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText, yuan } from '../ui/format.ts';
import { usePages } from '../ui/usePages.ts';
import type { Column } from '../ui/VirtualTable.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import { toggleLine, useReferralMemory } from './referral-memory.ts';

const indent = 24;
const people = (n: number): string => (n === 0 ? '' : t('app.counts.people', { n: numberText(n) }));

/** The link stands first for the keyboard, the mark that opens the line before it for the eye. */
const Name = ({ row }: { readonly row: TreeRow }) => {
  const Chevron = row.open ? IconChevronDown : IconChevronRight;
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 4, paddingLeft: Math.min(row.level, 8) * indent }}>
      <Link href={`/customers/${row.id}`} style={{ order: 2 }}>{row.name}</Link>
      <span className="unseen" style={{ order: 3 }}>{t('referrals.level', { n: row.level + 1 })}</span>
      {row.direct === 0 ? <span aria-hidden style={{ width: 32, order: 1 }} /> : (
        <button type="button" className="expander" tabIndex={-1} aria-expanded={row.open} aria-label={t(row.open ? 'referrals.closePerson' : 'referrals.openPerson', { name: row.name, n: row.direct })}
          style={{ order: 1 }} onClick={() => toggleLine(row.id)}><Chevron size={18} aria-hidden /></button>
      )}
    </span>
  );
};

const columns: () => readonly Column<TreeRow>[] = () => [
  { key: 'name', title: t('referrals.columns.name'), cell: (row) => <Name row={row} /> },
  { key: 'village', title: t('referrals.columns.village'), width: '150px', needs: 'middle', cell: (row) => row.village ?? '' },
  { key: 'direct', title: t('referrals.columns.direct'), width: '100px', number: true, cell: (row) => people(row.direct) },
  { key: 'size', title: t('referrals.columns.size'), width: '110px', number: true, cell: (row) => (row.size > row.direct ? people(row.size) : '') },
  { key: 'own', title: t('referrals.columns.own'), width: '130px', number: true, cell: (row) => yuan(row.netFen) },
  { key: 'value', title: t('referrals.columns.value'), width: '150px', number: true, cell: (row) => (row.direct === 0 ? '' : yuan(row.broughtFen)) },
];

/** Who brought whom, a line a person; only the lines in sight exist. */
export const ReferralTree = () => {
  const [, navigate] = useLocation();
  const { allOpen, toggled, active, scrollTop } = useReferralMemory();
  const pages = usePages<TreeRow, { readonly trees: number }>('referrals', JSON.stringify([allOpen, toggled]), (offset, limit) => core.referrals.tree({ allOpen, toggled: [...toggled], offset, limit }));
  const onKeyDown = (event: KeyboardEvent) => {
    const row = pages.rowAt(active);
    if ((event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') || !row || row.direct === 0) return;
    event.preventDefault();
    if ((event.key === 'ArrowRight') !== row.open) toggleLine(row.id);
  };
  if (pages.failure) return <ErrorNotice failure={pages.failure} />;
  return (
    <div className="filling" onKeyDown={onKeyDown}>
      <div className="side-by-side" style={{ alignItems: 'center' }}>
        <Button variant="default" onClick={() => useReferralMemory.setState({ allOpen: true, toggled: [], active: 0 })}>{t('referrals.openAll')}</Button>
        <Button variant="default" onClick={() => useReferralMemory.setState({ allOpen: false, toggled: [], active: 0 })}>{t('referrals.closeAll')}</Button>
        <span className="soft">{t('referrals.treeHint')}</span>
      </div>
      <VirtualTable
        label={t('referrals.tree')} columns={columns()} total={pages.total} rowAt={pages.rowAt} need={pages.need}
        active={active} onActive={(at) => useReferralMemory.setState({ active: at })} onOpen={(row) => navigate(`/customers/${row.id}`)}
        scrollTop={scrollTop} onScrollTop={(top) => useReferralMemory.setState({ scrollTop: top })} question={String(allOpen)}
      />
    </div>
  );
};
