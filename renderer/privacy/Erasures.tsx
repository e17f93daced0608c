import { Link } from 'wouter';
import { t } from '../i18n/texts.ts';
import { dayText, instantText, numberText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';

/** That people were forgotten, and when: of whom nobody knows any more. */
export const Erasures = () => {
  const { data } = useQuery('privacy.erasures', {});
  if (!data) return null;
  return (
    <section className="panel" aria-label={t('privacy.erased.title')}>
      <div className="panel-head">
        <h2>{t('privacy.erased.title')}</h2>
        <Link href="/history/trash">{t('privacy.erased.toTrash')}</Link>
      </div>
      {data.total === 0 ? <p className="soft">{t('privacy.erased.none')}</p> : (
        <table className="rows wrap" aria-label={t('privacy.erased.title')}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.erased.heads.when')}</th>
              <th scope="col">{t('privacy.erased.heads.why')}</th>
              <th scope="col">{t('privacy.erased.heads.who')}</th>
              <th scope="col" className="number">{t('privacy.erased.heads.people')}</th>
              <th scope="col" className="number">{t('privacy.erased.heads.orders')}</th>
              <th scope="col">{t('privacy.erased.heads.gone')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ id, erasedAt, reason, who, people, orders, goneOn }) => (
              <tr key={id}>
                <td>{instantText(erasedAt)}</td>
                <td>{t(`privacy.erased.reasons.${reason}`)}</td>
                <td>{who ?? ''}</td>
                <td className="number">{t('app.counts.people', { n: numberText(people) })}</td>
                <td className="number">{t('app.counts.orders', { n: numberText(orders) })}</td>
                <td>{dayText(goneOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
