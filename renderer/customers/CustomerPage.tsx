import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import type { OrderRow } from '../../core/orders/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { OrdersTable } from '../orders/OrdersTable.tsx';
import { WhyPanel } from '../scoring/WhyPanel.tsx';
import { lifecycleName, SegmentMark, valueTierName } from '../scoring/words.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Facts, Figures } from '../ui/Facts.tsx';
import { dayText, moneyShort, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { offerUndo } from '../ui/undo.tsx';
import { usePages } from '../ui/usePages.ts';
import { useQuery } from '../ui/useQuery.ts';
import { addressText, birthdayText } from './words.ts';

export const CustomerPage = ({ id }: { readonly id: number }) => {
  const { data: customer, failure } = useQuery('customers.get', { id });
  const { data: explained } = useQuery('scoring.explain', { customerId: id });
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<Failure | null>(null);

  if (!customer) return <Page title={t('customers.title')} parent="/customers">{failure && <ErrorNotice failure={failure} />}</Page>;

  const remove = async () => {
    try {
      const { operationId } = await core.customers.delete({ id });
      offerUndo(t('customers.done.deleted', { name: customer.name }), operationId, () => navigate(`/customers/${id}`));
      navigate('/customers', { replace: true });
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };
  const score = explained?.score;

  return (
    <Page
      title={customer.name}
      parent="/customers"
      note={
        <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 4 }}>
          {score && <SegmentMark segment={score.segment} />}
          {score && <span className="mark">{lifecycleName(score.lifecycle)}</span>}
          {score?.valueTier && <span className="mark">{valueTierName(score.valueTier)}</span>}
          {customer.doNotDisturb && <span className="mark look">{t('customers.page.quiet')}</span>}
          {customer.tags.map((tag) => <span key={tag} className="mark">{tag}</span>)}
        </span>
      }
      doings={
        <>
          <Button variant="subtle" color="brick" onClick={() => void remove()}>{t('customers.page.delete')}</Button>
          <Button variant="default" onClick={() => navigate(`/reports/customer/${id}`)}>{t('customers.page.print')}</Button>
          <Button onClick={() => navigate(`/customers/${id}/edit`)}>{t('customers.editCustomer')}</Button>
        </>
      }
    >
      {refusal && <ErrorNotice failure={refusal} />}
      <div className="columns wide-left">
        <div style={{ display: 'flex', flexDirection: 'column', gap: 24, minWidth: 0 }}>
          <section className="panel"><Totals customer={customer} /></section>
          {explained ? <WhyPanel score={explained.score} thresholds={explained.thresholds} /> : explained === null && <section className="panel"><p className="soft">{t('customers.page.whyNone')}</p></section>}
        </div>
        <section className="panel" aria-label={t('customers.page.facts')}>
          <h2>{t('customers.page.facts')}</h2>
          <CustomerFactList customer={customer} />
        </section>
      </div>
      <section aria-label={t('customers.page.orders')} style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
        <h2>{t('customers.page.orders')}</h2>
        <OrdersOf id={id} />
      </section>
    </Page>
  );
};

const Totals = ({ customer }: { readonly customer: CustomerDetail }) =>
  customer.orderCount === 0 ? <p>{t('customers.page.never')}</p> : (
    <Figures
      figures={[
        [t('customers.page.totals.orders'), t('app.counts.times', { n: customer.orderCount })],
        [t('customers.page.totals.net'), yuan(customer.netFen)],
        [t('customers.page.totals.average'), moneyShort(Math.round(customer.netFen / customer.orderCount))],
        [t('customers.page.totals.first'), <span key="first" style={{ fontSize: 18 }}>{dayText(customer.firstOrderOn)}</span>],
        [t('customers.page.totals.last'), <span key="last" style={{ fontSize: 18 }}>{dayText(customer.lastOrderOn)}</span>],
      ]}
    />
  );

const CustomerFactList = ({ customer }: { readonly customer: CustomerDetail }) => {
  const masked = usePreferences((one) => one.masked);
  return <Facts
    facts={[
      [t('customers.fields.phone'), customer.phones.length > 0 && customer.phones.map((phone) => <div key={phone.number}><PhoneText phone={phone.number} /> <span className="soft">{phone.label ?? ''}</span></div>)],
      [t('customers.fields.address'), customer.addresses.length > 0 && customer.addresses.map((address) => <div key={JSON.stringify(address)}>{addressText(address)}</div>)],
      [t('customers.fields.birthday'), customer.birthday && birthdayText(customer.birthday)],
      [t('customers.fields.gender'), customer.gender && t(`customers.gender.${customer.gender}`)],
      [t('customers.fields.kind'), t(`customers.kind.${customer.kind}`)],
      [t('customers.fields.source'), customer.source && t(`customers.source.${customer.source}`)],
      [t('customers.fields.occupation'), customer.occupation],
      [t('customers.fields.referrer'), customer.referrerId !== null && <Link href={`/customers/${customer.referrerId}`}>{customer.referrerName}</Link>],
      [t('customers.fields.identities'), customer.identities.length > 0 && customer.identities.map((one) => <div key={`${one.platform} ${one.value}`}>{one.platform}：{one.value}</div>)],
      [t('customers.fields.consent'), customer.consent !== 'unknown' && `${t(`customers.consent.${customer.consent}`)} ${dayText(customer.consentOn)}`],
      [t('customers.fields.createdOn'), dayText(customer.createdOn)],
      [t('customers.fields.wish'), customer.wish],
      [t('customers.fields.note'), masked && customer.note !== null ? t('app.state.hidden') : customer.note],
    ]}
  />;
};

const OrdersOf = ({ id }: { readonly id: number }) => {
  const [active, setActive] = useState(0);
  const pages = usePages<OrderRow, { readonly netFen: number }>('orders', String(id), (offset, limit) => core.orders.list({ customerId: id, offset, limit }));
  if (pages.failure) return <ErrorNotice failure={pages.failure} />;
  if (pages.head && pages.total === 0) return <p className="soft">{t('customers.page.noOrders')}</p>;
  return (
    <div style={{ height: Math.min(440, 43 + Math.max(1, pages.total) * 40), display: 'flex' }}>
      <OrdersTable label={t('customers.page.orders')} pages={pages} active={active} onActive={setActive} withoutCustomer />
    </div>
  );
};
