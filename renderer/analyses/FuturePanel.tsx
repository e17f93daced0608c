import { Link } from 'wouter';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { againText, freshText, futureSentences } from './future-sentences.ts';

/** What a person is likely to do next, and what to have ready for them. */
export const FuturePanel = ({ customerId }: { readonly customerId: number }) => {
  const { data: person, failure } = useQuery('analyses.customer', { id: customerId });
  if (!person) return failure && <ErrorNotice failure={failure} />;
  return (
    <section className="panel" aria-label={t('analyses.person.title')}>
      <div className="panel-head">
        <h2>{t('analyses.person.title')}</h2>
        <Link href="/segments/methods">{t('analyses.person.how')}</Link>
      </div>
      <ul className="why">{futureSentences(person).map((line) => <li key={line}>{line}</li>)}</ul>
      <Offers title={t('analyses.person.again')} offers={person.again.map((one) => [one.name, againText(one)])} />
      <Offers title={t('analyses.person.fresh')} offers={person.fresh.map((one) => [one.name, freshText(one)])} />
      {person.asOf !== null && person.purchaseDays > 0 && (
        <p className="soft small" style={{ marginTop: 8 }}>{t('analyses.asOf', { day: fullDay(person.asOf) })}{!person.isCurrent && `，${t('analyses.person.stale')}`}</p>
      )}
    </section>
  );
};

const Offers = ({ title, offers }: { readonly title: string; readonly offers: readonly (readonly [name: string, why: string])[] }) =>
  offers.length > 0 && (
    <>
      <h3 style={{ margin: '16px 0 8px' }}>{title}</h3>
      <ul className="why" aria-label={title}>{offers.map(([name, why]) => <li key={name}><b>{name}</b><span className="soft small">{why}</span></li>)}</ul>
    </>
  );
