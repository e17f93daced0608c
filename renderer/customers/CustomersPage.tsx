import { Button, TextInput } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import type { CustomerRow, CustomerSort } from '../../core/customers/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { useExcel } from '../reports/useExcel.tsx';
import { lifecycleName, lifecycles, segmentName, SegmentMark, segments, valueTierName, valueTiers } from '../scoring/words.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { agoText, numberText, today, yuan } from '../ui/format.ts';
import { isOwnKey } from '../ui/ime.ts';
import { useMay } from '../staff/present.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { usePages } from '../ui/usePages.ts';
import { useQuery } from '../ui/useQuery.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { filterList, sortList, useListMemory } from './list-memory.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { usePicking } from './usePicking.ts';
import { daysBetween } from '../../core/base/dates.ts';

export const CustomersPage = () => {
  const memory = useListMemory();
  const { search, segment, lifecycle, valueTier, village, product, sort, descending } = memory;
  const [, navigate] = useLocation();
  const villages = useQuery('customers.villages', undefined);
  const filter = useMemo(
    () => ({
      search: search.trim(),
      ...(segment && { segment }),
      ...(lifecycle && { lifecycle }),
      ...(valueTier && { valueTier }),
      ...(village !== null && { village }),
      ...(product !== null && { product }),
    }),
    [search, segment, lifecycle, valueTier, village, product],
  );
  const key = JSON.stringify([filter, sort, descending]);
  const { total, head, failure, rowAt, need } = usePages<CustomerRow, object>('customers', key, (offset, limit) => core.customers.list({ ...filter, sort, descending, offset, limit }));
  const picking = usePicking({ filter, sort, descending, total, rowAt });
  const { exportTable, notice } = useExcel();
  const may = useMay();
  const filtered = Object.keys(filter).length > 1 || filter.search !== '';

  const open = useCallback((row: CustomerRow) => navigate(`/customers/${row.id}`), [navigate]);
  const sorted = (by: CustomerSort) => ({
    sorted: sort === by ? (descending ? ('descending' as const) : ('ascending' as const)) : ('none' as const),
    onSort: () => sortList(by),
  });
  const now = today();
  const columns: readonly Column<CustomerRow>[] = [
    { key: 'name', title: t('customers.columns.name'), ...sorted('name'), cell: (row) => <Link href={`/customers/${row.id}`} title={row.name}>{row.name}</Link> },
    { key: 'phone', title: t('customers.columns.phone'), width: '126px', cell: (row) => <PhoneText phone={row.phone} /> },
    { key: 'village', title: t('customers.columns.village'), needs: 'middle', cell: (row) => row.village ?? '' },
    { key: 'orders', title: t('customers.columns.orders'), width: '76px', number: true, ...sorted('orders'), cell: (row) => (row.orderCount === 0 ? '' : t('app.counts.times', { n: numberText(row.orderCount) })) },
    { key: 'net', title: t('customers.columns.net'), width: '134px', number: true, ...sorted('net'), cell: (row) => (row.orderCount === 0 ? '' : yuan(row.netFen)) },
    { key: 'last', title: t('customers.columns.lastOrder'), width: '104px', number: true, ...sorted('lastOrder'), cell: (row) => agoText(row.lastOrderOn === null ? null : daysBetween(row.lastOrderOn, now)) },
    { key: 'segment', title: t('customers.columns.segment'), width: '160px', cell: (row) => <SegmentMark segment={row.segment} /> },
    { key: 'lifecycle', title: t('customers.columns.lifecycle'), width: '92px', needs: 'wide', cell: (row) => (row.lifecycle ? lifecycleName(row.lifecycle) : '') },
    { key: 'tier', title: t('customers.columns.valueTier'), width: '82px', needs: 'wide', cell: (row) => (row.valueTier ? valueTierName(row.valueTier) : '') },
  ];

  return (
    <Page
      full
      title={t('customers.title')}
      note={head ? t('customers.counted', { n: numberText(total) }) : ' '}
      doings={
        <>
          {may('reports.exportTable') && <Button variant="default" disabled={total === 0} onClick={() => void exportTable({ kind: 'customers', title: t('customers.excelTitle'), name: t('customers.excelName'), filter })}>
            {t('customers.exportExcel')}
          </Button>}
          <Button onClick={() => navigate('/customers/new')}>{t('customers.newCustomer')}</Button>
        </>
      }
    >
      {notice}
      <div className="filters" role="search" aria-label={t('customers.search')}>
        <TextInput
          label={t('customers.search')}
          placeholder={t('customers.searchHint')}
          value={search}
          w={300}
          onChange={(event) => filterList({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            const row = rowAt(memory.active);
            if (isOwnKey(event, 'Enter') && row) open(row);
          }}
        />
        <Choice label={t('customers.filters.segment')} none={t('customers.any')} width={188} value={segment} options={segments.map((one) => [one, segmentName(one)])} onChange={(value) => filterList({ segment: value })} />
        <Choice label={t('customers.filters.lifecycle')} none={t('customers.any')} width={120} value={lifecycle} options={lifecycles.map((one) => [one, lifecycleName(one)])} onChange={(value) => filterList({ lifecycle: value })} />
        <Choice label={t('customers.filters.valueTier')} none={t('customers.any')} width={110} value={valueTier} options={valueTiers.map((one) => [one, valueTierName(one)])} onChange={(value) => filterList({ valueTier: value })} />
        <Choice label={t('customers.filters.village')} none={t('customers.any')} width={150} value={village} options={(villages.data ?? []).map((one) => [one.village, `${one.village} ${one.customers}`])} onChange={(value) => filterList({ village: value })} />
        {product !== null && <Button variant="light" title={t('customers.anyProduct')} onClick={() => filterList({ product: null })}>{t('customers.boughtProduct', { product })} ✕</Button>}
        {filtered && <Button variant="subtle" onClick={() => filterList({ search: '', segment: null, lifecycle: null, valueTier: null, village: null, product: null })}>{t('customers.clearFilters')}</Button>}
      </div>
      {failure && <ErrorNotice failure={failure} />}
      <SelectionBar />
      {head && total === 0 ? (
        filtered ? <Empty title={t('customers.noneFound')} hint={t('customers.noneFoundHint')} /> : <Empty title={t('customers.empty')} hint={t('customers.emptyHint')}><ImportButton /></Empty>
      ) : (
        <VirtualTable
          question={key}
          picking={picking}
          label={t('customers.list')}
          columns={columns}
          total={total}
          rowAt={rowAt}
          need={need}
          active={memory.active}
          onActive={(active) => useListMemory.setState({ active })}
          onOpen={open}
          scrollTop={memory.scrollTop}
          onScrollTop={(scrollTop) => useListMemory.setState({ scrollTop })}
        />
      )}
    </Page>
  );
};
