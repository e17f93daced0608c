import { Link } from 'wouter';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import { EarlierValues } from '../history/EarlierValues.tsx';
import { MergedWith } from '../duplicates/MergedWith.tsx';
import { t } from '../i18n/texts.ts';
import { WhyPanel } from '../scoring/WhyPanel.tsx';
import { Figures } from '../ui/Facts.tsx';
import { dayText, moneyShort, yuan } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { CustomerPhoto } from './CustomerPhoto.tsx';
import { FactGroups } from './FactGroups.tsx';

/** Who the person is and what they are worth. */
export const FactsSection = ({ customer }: { readonly customer: CustomerDetail }) => {
  const { data: explained } = useQuery('scoring.explain', { customerId: customer.id });
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
      {customer.orderCount > 0 && <section className="panel"><Totals customer={customer} /></section>}
      <section className="panel" aria-label={t('customers.page.facts')}>
        <div className="panel-head">
          <h2>{t('customers.page.facts')}</h2>
          <span style={{ display: 'flex', gap: 16 }}>
            <Link href={`/customers/${customer.id}/copy`}>{t('privacy.own.open')}</Link>
            <Link href={`/customers/${customer.id}/edit`}>{t('customers.page.fillIn')}</Link>
          </span>
        </div>
        <div className="fact-groups">
          <FactGroups customer={customer} />
          <CustomerPhoto id={customer.id} name={customer.name} />
        </div>
      </section>
      {explained ? <WhyPanel score={explained.score} thresholds={explained.thresholds} /> : explained === null && <section className="panel"><p className="soft">{t('customers.page.whyNone')}</p></section>}
      <EarlierValues customerId={customer.id} />
      <MergedWith id={customer.id} />
    </div>
  );
};

const Totals = ({ customer }: { readonly customer: CustomerDetail }) => (
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
