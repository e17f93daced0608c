import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { daysBetween } from '../../core/base/dates.ts';
import type { CustomerRow } from '../../core/customers/contract.ts';
import type { Overview } from '../../core/reports/contract.ts';
import { showOnly } from '../customers/list-memory.ts';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Figures } from '../ui/Facts.tsx';
import { agoText, fullDay, moneyShort, numberText, today } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { MonthsPicture } from './MonthsPicture.tsx';
import { SegmentsPicture } from './SegmentsPicture.tsx';

/** The shop at a glance: sentences first, then numbers, then pictures, then people to click. */
export const OverviewPage = () => {
  const { data, failure } = useQuery('reports.overview', undefined);
  const settings = useQuery('settings.get', undefined);
  const [, navigate] = useLocation();
  const title = t('reports.overview.title');
  if (!data) return <Page title={title}>{failure && <ErrorNotice failure={failure} />}</Page>;
  const heading = t('reports.overview.greeting', { shop: settings.data?.shopName ?? '', day: fullDay(today()) });

  if (data.customers === 0 && data.orders === 0) {
    return (
      <Page title={title} note={heading}>
        <Empty title={t('reports.overview.empty')} hint={t('reports.overview.emptyHint')}>
          <ImportButton />
          <Button variant="subtle" onClick={() => navigate('/customers/new')}>{t('reports.overview.emptyOr')}</Button>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title} note={heading} doings={<ImportButton />}>
      <section className="panel" aria-label={title}>
        <Sentences overview={data} />
        <div style={{ marginTop: 16 }}>
          <Figures
            figures={[
              [t('reports.overview.customers'), t('app.counts.people', { n: numberText(data.customers) })],
              [t('reports.overview.purchases'), t('app.counts.orders', { n: numberText(data.purchases) })],
              [t('reports.overview.revenue'), moneyShort(data.netFen)],
              ...(data.purchases > 0 ? [[t('reports.overview.average'), moneyShort(Math.round(data.netFen / data.purchases))] as const] : []),
            ]}
          />
        </div>
        <p className="soft small" style={{ marginTop: 8 }}>
          {data.firstOn !== null && t('reports.overview.since', { from: fullDay(data.firstOn), to: fullDay(data.lastOn) })}
          {data.ordersWithoutCustomer > 0 && ` · ${t('reports.overview.withoutCustomer', { n: numberText(data.ordersWithoutCustomer) })}`}
        </p>
      </section>
      {data.months.length > 0 && <MonthsPicture months={data.months} />}
      {data.scores && data.scores.buyers > 0 && <SegmentsPicture scores={data.scores} />}
      <div className="columns">
        <People title={t('reports.overview.slippingList')} hint={t('reports.overview.slippingHint')} none={t('reports.overview.noSlipping')} rows={data.slippingCustomers} right={(row) => t('reports.overview.daysAway', { days: row.recency ?? 0 })}
          onAll={() => { showOnly({ segment: '011' }); navigate('/customers'); }} />
        <People title={t('reports.overview.newList')} hint={t('reports.overview.newListHint')} none={t('reports.overview.noNew')} rows={data.newCustomers} right={(row) => agoText(row.firstOrderOn === null ? null : daysBetween(row.firstOrderOn, today()))}
          onAll={() => { showOnly({ lifecycle: 'new' }); navigate('/customers'); }} />
      </div>
    </Page>
  );
};

const Sentences = ({ overview }: { readonly overview: Overview }) => {
  const slipping = overview.scores ? overview.scores.segments['011'].customers : overview.slippingCustomers.length;
  const dormant = overview.scores?.lifecycle.dormant.customers ?? 0;
  const newcomers = overview.scores ? overview.scores.lifecycle.new.customers : overview.newCustomers.length;
  return (
    <p style={{ fontSize: 20, lineHeight: 1.6 }}>
      {t('reports.overview.sentence', { customers: numberText(overview.customers), purchases: numberText(overview.purchases), money: moneyShort(overview.netFen) })}
      {slipping > 0 && t('reports.overview.slipping', { n: numberText(slipping) })}
      {slipping === 0 && dormant > 0 && t('reports.overview.dormant', { n: numberText(dormant) })}
      {slipping === 0 && dormant === 0 && overview.purchases > 0 && t('reports.overview.calm')}
      {newcomers > 0 && t('reports.overview.newcomers', { n: numberText(newcomers) })}
    </p>
  );
};

type PeopleProps = {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly rows: readonly CustomerRow[];
  readonly right: (row: CustomerRow) => string;
  readonly onAll: () => void;
};

const People = ({ title, hint, none, rows, right, onAll }: PeopleProps) => (
  <section className="panel" aria-label={title}>
    <div className="panel-head">
      <h2>{title}</h2>
      {rows.length > 0 && <Button variant="subtle" h={32} px={8} aria-label={`${title}：${t('reports.overview.seeAll')}`} onClick={onAll}>{t('reports.overview.seeAll')}</Button>}
    </div>
    <p className="soft small">{hint}</p>
    {rows.length === 0 ? <p>{none}</p> : (
      <ul className="list">
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/customers/${row.id}`} style={{ fontWeight: 600, textDecoration: 'none' }}>{row.name}</Link>
            <span className="soft">{row.village ?? ''}</span>
            <span>{moneyShort(row.netFen)} <span className="soft">· {right(row)}</span></span>
          </li>
        ))}
      </ul>
    )}
  </section>
);
