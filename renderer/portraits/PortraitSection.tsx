import { Link } from 'wouter';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import { FuturePanel } from '../analyses/FuturePanel.tsx';
import type { Portrait } from '../../core/portraits/contract.ts';
import { t } from '../i18n/texts.ts';
import { WhyPanel } from '../scoring/WhyPanel.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Facts } from '../ui/Facts.tsx';
import { fullDay, yuan } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { CountsTable } from './CountsTable.tsx';
import { GoodsPicture, MonthsPicture, SeasonPicture, WeekdaysPicture } from './PortraitPictures.tsx';
import { portraitSentences } from './sentences.ts';

const column = { display: 'flex', flexDirection: 'column', gap: 24, minWidth: 0 } as const;

/** What a person's purchases say about them: first in words, then in pictures with their numbers. */
export const PortraitSection = ({ customer }: { readonly customer: CustomerDetail }) => {
  const { data: portrait, failure } = useQuery('portraits.get', { customerId: customer.id });
  if (!portrait) return failure && <ErrorNotice failure={failure} />;
  const known = portrait.orders > 0;
  return (
    <div className="columns">
      <div style={column}>
        <section className="panel" aria-label={t('portraits.lines')}>
          <div className="panel-head"><h2>{t('portraits.lines')} <span className="term">{t('portraits.term')}</span></h2></div>
          <ul className="why">{portraitSentences(portrait, { next: false }).map((line) => <li key={line}>{line}</li>)}</ul>
          {known && <p className="soft small" style={{ marginTop: 8 }}>{t('portraits.from', { day: fullDay(portrait.asOf) })}</p>}
        </section>
        <FuturePanel customerId={customer.id} />
        <ReferralsPanel portrait={portrait} />
        {known && portrait.score && portrait.thresholds && <WhyPanel score={portrait.score} thresholds={portrait.thresholds} />}
      </div>
      {known && (
        <div style={column}>
          <GoodsPicture portrait={portrait} />
          <MonthsPicture portrait={portrait} />
          <SeasonPicture portrait={portrait} />
          <WeekdaysPicture portrait={portrait} />
          <ChannelsPanel portrait={portrait} />
        </div>
      )}
    </div>
  );
};

const count = (n: number): string => t('app.counts.people', { n });

const ReferralsPanel = ({ portrait: { referrals } }: { readonly portrait: Portrait }) => {
  const { referrer, direct, size, broughtFen, people } = referrals;
  return (
    <section className="panel" aria-label={t('portraits.referrals.title')}>
      <div className="panel-head">
        <h2>{t('portraits.referrals.title')}</h2>
        <Link href="/reports/referrals">{t('portraits.referrals.all')}</Link>
      </div>
      <Facts
        facts={[
          [t('portraits.referrals.by'), referrer ? <Link href={`/customers/${referrer.id}`}>{referrer.name}</Link> : t('portraits.referrals.own')],
          [t('portraits.referrals.direct'), direct === 0 ? t('portraits.referrals.nobody') : count(direct)],
          [t('portraits.referrals.size'), size > direct && count(size)],
          [t('portraits.referrals.brought'), direct > 0 && yuan(broughtFen)],
        ]}
      />
      {people.length > 0 && (
        <ul className="list">
          {people.map((person) => (
            <li key={person.id}><Link href={`/customers/${person.id}`}>{person.name}</Link><span className="soft">{t('app.counts.times', { n: person.orderCount })}</span><span>{yuan(person.netFen)}</span></li>
          ))}
          {direct > people.length && <li className="soft">{t('portraits.referrals.more', { n: direct - people.length })}</li>}
        </ul>
      )}
    </section>
  );
};

const ChannelsPanel = ({ portrait: { channels, pickupPoints, categories } }: { readonly portrait: Portrait }) => {
  const heads = (title: string) => [[title, 'text'], [t('portraits.channels.orders'), 'number'], [t('portraits.channels.net'), 'number']] as const;
  return (
    <section className="panel" aria-label={t('portraits.channels.title')}>
      <h2>{t('portraits.channels.title')}</h2>
      <CountsTable label={t('portraits.channels.platform')} heads={heads(t('portraits.channels.platform'))} rows={channels.map(({ platform, orders, netFen }) => [platform, orders, yuan(netFen)])} />
      {pickupPoints.length > 0 && <CountsTable label={t('portraits.channels.pickup')} heads={heads(t('portraits.channels.pickup'))} rows={pickupPoints.map(({ name, orders, netFen }) => [name, orders, yuan(netFen)])} />}
      {categories.length > 0 && <CountsTable label={t('portraits.categories.title')} heads={heads(t('portraits.categories.name'))} rows={categories.map(({ category, orders, netFen }) => [category, orders, yuan(netFen)])} />}
    </section>
  );
};
