import { useState } from 'react';
import { Link } from 'wouter';
import type { DisclosureRow } from '../../core/staff/contract.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { Whom } from './ByWhom.tsx';
import { ByWhom, whomInput } from './ByWhom.tsx';

const shown = 200;

/** Which list, or whose. What is neither was about somebody who is no longer there. */
const subjectOf = ({ subject, customer }: DisclosureRow) =>
  customer ? <Link href={`/customers/${customer.id}`}>{customer.name}</Link> : (wordsFor('staff.disclosures.subjects', subject) ?? t('staff.disclosures.gone'));

/** Who took what of the customers' data off the screen, newest first. */
export const DisclosuresPage = () => {
  const [whom, setWhom] = useState<Whom>();
  const { data, failure } = useQuery('staff.disclosures', { limit: shown, ...whomInput(whom) });
  const title = t('staff.disclosures.title');
  return (
    <Page title={title} parent="/history" note={t('staff.disclosures.intro')}>
      {failure && <ErrorNotice failure={failure} />}
      <div className="filters"><ByWhom value={whom} onChange={setWhom} /></div>
      {data?.total === 0 && <Empty title={t('staff.disclosures.empty')} hint={t('staff.disclosures.emptyHint')} />}
      {data && data.total > 0 && (
        <div className="panel">
          {data.total > data.rows.length && <p className="soft">{t('staff.disclosures.latest', { shown: data.rows.length, total: numberText(data.total) })}</p>}
          <table className="rows wrap" aria-label={title}>
            <thead>
              <tr>
                <th scope="col" style={{ width: 160 }}>{t('staff.disclosures.heads.when')}</th>
                <th scope="col" style={{ width: 120 }}>{t('staff.disclosures.heads.who')}</th>
                <th scope="col" style={{ width: 140 }}>{t('staff.disclosures.heads.what')}</th>
                <th scope="col">{t('staff.disclosures.heads.which')}</th>
                <th scope="col" className="number" style={{ width: 110 }}>{t('staff.disclosures.heads.people')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <td>{instantText(row.at)}</td>
                  <td>{row.who ?? ''}</td>
                  <td>{t(`staff.disclosures.kinds.${row.kind}`)}</td>
                  <td>{subjectOf(row)}</td>
                  <td className="number">{row.people === null ? '' : t('staff.disclosures.count', { n: numberText(row.people) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
};
