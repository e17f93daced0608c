import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { OutputOf } from '../../core/base/contract.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { dayText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';

type Summary = OutputOf<XiangkeContract['quality']['summary']>;

/** How good the files are, and what there is to tidy up. */
export const QualityPage = () => {
  const [, navigate] = useLocation();
  const { data, failure } = useQuery('quality.summary', undefined);
  const pairs = data?.duplicates.pairs ?? 0;
  return (
    <Page title={t('quality.title')} note={t('quality.note')} doings={<Button onClick={() => navigate('/quality/duplicates')}>{t('duplicates.title')}{pairs > 0 && ` (${numberText(pairs)})`}</Button>}>
      {failure && <ErrorNotice failure={failure} />}
      {data && <Meter summary={data} />}
      {data && <Kinds summary={data} />}
    </Page>
  );
};

const Meter = ({ summary }: { readonly summary: Summary }) => {
  const { score, asOf, people, faultless, since, later, skipped } = summary;
  return (
    <section className="panel" aria-label={t('quality.score')}>
      <div className="panel-head">
        <h2>{t('quality.score')}</h2>
        {asOf !== null && <span className="soft small">{t('quality.asOf', { day: dayText(asOf) })}</span>}
      </div>
      {score === null ? <p>{asOf === null ? t('quality.looking') : t('quality.noScore')}</p> : (
        <>
          <p style={{ fontSize: 32, fontWeight: 600, lineHeight: 1.4 }}>
            {t('quality.points', { n: score })} <span className="term">{t('quality.full')}</span>
          </p>
          <div className="bar" role="meter" aria-label={t('quality.score')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={score}><div style={{ width: `${score}%` }} /></div>
          <p style={{ marginTop: 8 }}>{t('quality.meterText', { people: numberText(people), faultless: numberText(faultless) })}{(later > 0 || skipped > 0) && ` · ${t('quality.set', { later: numberText(later), skipped: numberText(skipped) })}`}</p>
        </>
      )}
      <p className="soft small">{t('quality.definition', { since: dayText(since) })}</p>
    </section>
  );
};

const Kinds = ({ summary }: { readonly summary: Summary }) => {
  const { kinds, duplicates, asOf, score } = summary;
  const open = kinds.filter((kind) => kind.open > 0);
  const rows = [
    ...(duplicates.pairs > 0 ? [{ key: 'duplicates', path: '/quality/duplicates', name: t('quality.duplicates'), group: 'duplicate' as const, points: duplicates.points, count: t('quality.pairs', { n: numberText(duplicates.pairs) }) }] : []),
    ...open.map(({ code, group, points, open: n }) => ({ key: code, path: `/quality/faults/${code}`, name: t(`quality.names.${code}`), group, points, count: t('quality.open', { n: numberText(n) }) })),
  ];
  if (rows.length === 0 && asOf === null) return null;
  if (rows.length === 0 && score === null) return <Empty title={t('quality.nobodyYet')} hint={t('quality.nobodyYetHint')}><ImportButton /></Empty>;
  if (rows.length === 0) return <Empty title={t('quality.none')} hint={t('quality.noneHint')} />;
  return (
    <div className="panel">
      <table className="rows" aria-label={t('quality.kinds')}>
        <thead>
          <tr>
            <th scope="col">{t('quality.heads.what')}</th>
            <th scope="col"><span className="unseen">{t('quality.kinds')}</span></th>
            <th scope="col" className="number spare">{t('quality.heads.points')}</th>
            <th scope="col" className="number">{t('quality.heads.open')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, path, name, group, points, count }) => (
            <tr key={key}>
              <td><Link href={path}>{name}</Link></td>
              <td><span className={group === 'implausible' ? 'mark look' : 'mark'}>{t(`quality.groups.${group}`)}</span></td>
              <td className="number spare">{points > 0 && t('quality.pointsOff', { n: points })}</td>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
