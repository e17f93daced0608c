import { Button, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { OrderRow } from '../../core/orders/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { useExcel } from '../reports/useExcel.tsx';
import { useMay } from '../staff/present.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { dayFrom, numberText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.ts';
import { useQuery } from '../ui/useQuery.ts';
import { filterOrders, showAllOrders, useOrderListMemory } from './list-memory.ts';
import { OrdersTable } from './OrdersTable.tsx';

/** Only when as much was typed as a day needs. */
const dayError = (text: string): string | null => (text.trim().length >= 8 && dayFrom(text) === null ? t('orders.filters.dayWrong') : null);

export const OrdersPage = () => {
  const memory = useOrderListMemory();
  const { search, platform, counted, buyer, from, to } = memory;
  const platforms = useQuery('orders.platforms', undefined);
  const filter = useMemo(
    () => ({
      search: search.trim(),
      ...(platform !== null && { platform }),
      ...(counted && { counted: counted === 'yes' }),
      ...(buyer && { withBuyer: buyer === 'known' }),
      ...(dayFrom(from) !== null && { from: dayFrom(from) ?? from }),
      ...(dayFrom(to) !== null && { to: dayFrom(to) ?? to }),
    }),
    [search, platform, counted, buyer, from, to],
  );
  const key = JSON.stringify(filter);
  const pages = usePages<OrderRow, { readonly netFen: number }>('orders', key, (offset, limit) => core.orders.list({ ...filter, offset, limit }));
  const { exportTable, notice } = useExcel();
  const may = useMay();
  const filtered = Object.keys(filter).length > 1 || filter.search !== '';

  return (
    <Page
      full
      title={t('orders.title')}
      note={pages.head ? t('orders.counted', { n: numberText(pages.total), money: yuan(pages.head.netFen) }) : ' '}
      doings={may('reports.exportTable') && (
        <Button disabled={pages.total === 0} onClick={() => void exportTable({ kind: 'orders', title: t('orders.excelTitle'), name: t('orders.excelName'), orderFilter: filter })}>{t('orders.exportExcel')}</Button>
      )}
    >
      {notice}
      <div className="filters" role="search" aria-label={t('orders.search')}>
        <TextInput label={t('orders.search')} placeholder={t('orders.searchHint')} value={search} w={230} onChange={(event) => filterOrders({ search: event.currentTarget.value })} />
        <Choice label={t('orders.filters.platform')} none={t('orders.any')} width={150} value={platform} options={(platforms.data ?? []).map((one) => [one.platform, one.platform])} onChange={(value) => filterOrders({ platform: value })} />
        <Choice label={t('orders.filters.counted')} none={t('orders.any')} width={130} value={counted} options={[['yes', t('orders.countedYes')], ['no', t('orders.countedNo')]]} onChange={(value) => filterOrders({ counted: value })} />
        <Choice label={t('orders.filters.buyer')} none={t('orders.any')} width={120} value={buyer} options={[['known', t('orders.buyerKnown')], ['unknown', t('orders.buyerUnknown')]]} onChange={(value) => filterOrders({ buyer: value })} />
        <TextInput label={t('orders.filters.from')} placeholder={t('orders.filters.dayHint')} error={dayError(from)} w={130} value={from} onChange={(event) => filterOrders({ from: event.currentTarget.value })} />
        <TextInput label={t('orders.filters.to')} placeholder={t('orders.filters.dayHint')} error={dayError(to)} w={130} value={to} onChange={(event) => filterOrders({ to: event.currentTarget.value })} />
        {filtered && <Button variant="subtle" onClick={showAllOrders}>{t('orders.clearFilters')}</Button>}
      </div>
      {pages.failure && <ErrorNotice failure={pages.failure} />}
      {pages.head && pages.total === 0 ? (
        filtered ? <Empty title={t('orders.noneFound')} hint={t('orders.noneFoundHint')} /> : <Empty title={t('orders.empty')} hint={t('orders.emptyHint')}><ImportButton /></Empty>
      ) : (
        <OrdersTable
          label={t('orders.list')}
          pages={pages}
          question={key}
          active={memory.active}
          onActive={(active) => useOrderListMemory.setState({ active })}
          scrollTop={memory.scrollTop}
          onScrollTop={(scrollTop) => useOrderListMemory.setState({ scrollTop })}
        />
      )}
    </Page>
  );
};
