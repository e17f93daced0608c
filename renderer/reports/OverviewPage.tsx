import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { daysBetween } from '../../core/base/dates.ts';
import type { CustomerRow } from '../../core/customers/contract.ts';
import type { Overview } from '../../core/reports/contract.ts';
import { showOnly } from '../customers/list-memory.ts';
import { showOnlyOrders } from '../orders/list-memory.ts';
import { segmentName } from '../scoring/words.tsx';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { BackupCard } from '../backups/BackupCard.tsx';
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
      <BackupCard />
      {data.clockBehind !== null && (
        <div className="notice" role="alert">
          <p><strong>{t('reports.overview.clockBehind', { today: fullDay(today()) })}</strong></p>
          <p>{t('reports.overview.clockBehindNow', { day: fullDay(data.clockBehind) })}</p>
        </div>
      )}
      <section className="panel" aria-label={title}>
        <Sentences overview={data} />
        <div style={{ marginTop: 16 }}>
          <Figures
            figures={[
              [t('reports.overview.customers'), <Asked key="people" href="/customers" onAsk={() => showOnly({})}>{t('app.counts.people', { n: numberText(data.customers) })}</Asked>],
              [t('reports.overview.purchases'), <Asked key="orders" href="/orders" onAsk={showPurchases}>{t('app.counts.orders', { n: numberText(data.purchases) })}</Asked>],
              [t('reports.overview.revenue'), <Asked key="money" href="/orders" onAsk={showPurchases}>{moneyShort(data.netFen)}</Asked>],
              ...(data.purchases > 0 ? [[t('reports.overview.average'), moneyShort(Math.round(data.netFen / data.purchases))] as const] : []),
            ]}
          />
        </div>
        <p className="soft small" style={{ marginTop: 8 }}>
          {t('reports.overview.meaning')}<br />
          {data.firstOn !== null && t('reports.overview.since', { from: fullDay(data.firstOn), to: fullDay(data.lastOn) })}
          {data.ordersWithoutCustomer > 0 && <> · <Asked href="/orders" onAsk={() => showOnlyOrders({ buyer: 'unknown' })}>{t('reports.overview.withoutCustomer', { n: numberText(data.ordersWithoutCustomer) })}</Asked></>}
        </p>
      </section>
      {data.months.length > 0 && <MonthsPicture months={data.months} />}
      {data.scores && data.scores.buyers > 0 && <SegmentsPicture scores={data.scores} />}
      <div className="columns">
        <People title={t('reports.overview.slippingList')} hint={t('reports.overview.slippingHint')} none={t('reports.overview.noSlipping')} rows={data.slippingCustomers} right={(row) => t('reports.overview.daysAway', { days: row.recency ?? 0 })}
          all={(['011', '001'] as const).flatMap((segment) => {
            const n = data.scores?.segments[segment].customers ?? 0;
            const name = segment === '011' ? t('reports.overview.seeAll', { n: numberText(n) }) : `${segmentName(segment)} ${t('app.counts.people', { n: numberText(n) })}`;
            return n === 0 ? [] : [[name, () => { showOnly({ segment }); navigate('/customers'); }] as const];
          })} />
        <People title={t('reports.overview.newList')} hint={t('reports.overview.newListHint')} none={t('reports.overview.noNew')} rows={data.newCustomers} right={(row) => agoText(row.firstOrderOn === null ? null : daysBetween(row.firstOrderOn, today()))}
          all={[[t('reports.overview.seeAll', { n: numberText(data.scores?.lifecycle.new.customers ?? data.newCustomers.length) }), () => { showOnly({ lifecycle: 'new' }); navigate('/customers'); }]]} />
      </div>
    </Page>
  );
};

const showPurchases = (): void => showOnlyOrders({ counted: 'yes' });

/** A number that leads to the people or orders behind it. */
const Asked = ({ href, onAsk, children }: { readonly href: string; readonly onAsk: () => void; readonly children: ReactNode }) => (
  <Link href={href} className="asked" onClick={onAsk}>{children}</Link>
);

const Sentences = ({ overview }: { readonly overview: Overview }) => {
  const slipping = overview.scores ? overview.scores.segments['011'].customers : overview.slippingCustomers.length;
  const dormant = overview.scores?.lifecycle.dormant.customers ?? 0;
  const newcomers = overview.scores ? overview.scores.lifecycle.new.customers : overview.newCustomers.length;
  return (
    <p style={{ fontSize: 20, lineHeight: 1.6 }}>
      {t('reports.overview.sentence', { customers: numberText(overview.customers), purchases: numberText(overview.purchases), money: moneyShort(overview.netFen) })}
      {slipping > 0 && <Asked href="/customers" onAsk={() => showOnly({ segment: '011' })}>{t('reports.overview.slipping', { n: numberText(slipping) })}</Asked>}
      {slipping === 0 && dormant > 0 && <Asked href="/customers" onAsk={() => showOnly({ lifecycle: 'dormant' })}>{t('reports.overview.dormant', { n: numberText(dormant) })}</Asked>}
      {slipping === 0 && dormant === 0 && (overview.scores?.lifecycle.active.customers ?? 0) > 0 && t('reports.overview.calm')}
      {newcomers > 0 && <Asked href="/customers" onAsk={() => showOnly({ lifecycle: 'new' })}>{t('reports.overview.newcomers', { n: numberText(newcomers) })}</Asked>}
    </p>
  );
};

type PeopleProps = {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly rows: readonly CustomerRow[];
  readonly right: (row: CustomerRow) => string;
  /** the whole list behind it, by name */
  readonly all: readonly (readonly [name: string, open: () => void])[];
};

const People = ({ title, hint, none, rows, right, all }: PeopleProps) => (
  <section className="panel" aria-label={title}>
    <div className="panel-head">
      <h2>{title}</h2>
      {rows.length > 0 && (
        <span style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 4 }}>
          {all.map(([name, open]) => <Button key={name} variant="subtle" h={32} px={8} aria-label={`${title}：${name}`} onClick={open}>{name}</Button>)}
        </span>
      )}
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
