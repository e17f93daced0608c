import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ScoreSummary, Segment } from '../../core/scoring/contract.ts';
import { showOnly } from '../customers/list-memory.ts';
import { t } from '../i18n/texts.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { useExcel } from '../reports/useExcel.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, moneyShort, numberText, percentText } from '../ui/format.ts';
import { useMay } from '../staff/present.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { ThresholdsPanel } from './ThresholdsPanel.tsx';
import { useRescore } from './useRescore.tsx';
import { lifecycleMeaning, lifecycleName, lifecycles, segmentName, segments, segmentTerm, valueTierName, valueTiers } from './words.tsx';

export const SegmentsPage = () => {
  const { data, failure } = useQuery('scoring.summary', undefined);
  const [, navigate] = useLocation();
  const { rescore, notice } = useRescore();
  const title = t('scoring.title');

  if (data === undefined) return <Page title={title}>{failure && <ErrorNotice failure={failure} />}</Page>;
  if (data === null || data.buyers === 0) {
    return <Page title={title}>{notice ?? <Empty title={t('scoring.empty')} hint={t('scoring.emptyHint')}><ImportButton /></Empty>}</Page>;
  }
  return (
    <Page
      title={title}
      note={t('scoring.asOf', { day: fullDay(data.asOf), buyers: numberText(data.buyers) })}
      doings={
        <>
          <Button variant="subtle" onClick={() => navigate('/segments/methods')}>{t('analyses.open')}</Button>
          <Button variant="default" onClick={() => navigate('/segments/own')}>{t('segments.open')}</Button>
          <Button variant="default" onClick={() => void rescore()}>{t('scoring.again')}</Button>
          <Button onClick={() => navigate('/segments/rule')}>{t('scoring.changeRule')}</Button>
        </>
      }
    >
      {notice}
      <p>{t('scoring.intro')}</p>
      <SegmentCards summary={data} />
      <div className="columns">
        <Groups title={t('scoring.lifecycleTitle')} groups={lifecycles.map((one) => ({
          key: one, name: lifecycleName(one), meaning: lifecycleMeaning(one, data.thresholds), count: data.lifecycle[one].customers, netFen: data.lifecycle[one].netFen,
          onOpen: () => { showOnly({ lifecycle: one }); navigate('/customers'); },
        }))} />
        <Groups title={t('scoring.valueTitle')} groups={valueTiers.map((one) => ({
          key: one, name: valueTierName(one), meaning: t(`scoring.valueTier.${one}.meaning`), count: data.valueTiers[one].customers, netFen: data.valueTiers[one].netFen,
          onOpen: () => { showOnly({ valueTier: one }); navigate('/customers'); },
        }))} />
      </div>
      <ThresholdsPanel thresholds={data.thresholds} />
    </Page>
  );
};

const SegmentCards = ({ summary }: { readonly summary: ScoreSummary }) => {
  const [, navigate] = useLocation();
  const { exportTable, notice } = useExcel();
  const may = useMay();
  const revenue = segments.reduce((sum, segment) => sum + summary.segments[segment].netFen, 0);
  const see = (segment: Segment) => {
    showOnly({ segment });
    navigate('/customers');
  };
  return (
    <>
      {notice}
      <div className="cards">
        {segments.map((segment) => {
          const { customers, netFen } = summary.segments[segment];
          const name = segmentName(segment);
          return (
            <section key={segment} className="card" aria-label={name}>
              <h2>{name}</h2>
              <span className="term">{segmentTerm(segment)}</span>
              <span className="hml">
                {(['recency', 'frequency', 'monetary'] as const).map((part, index) => (
                  <span key={part}>{t(`scoring.words.${part}`)} <b>{t(segment.charAt(index) === '1' ? 'scoring.high' : 'scoring.low')}</b></span>
                ))}
              </span>
              <span className="big">{t('scoring.people', { n: numberText(customers) })}</span>
              <span className="soft small">{moneyShort(netFen)} · {t('scoring.share', { share: percentText(revenue > 0 ? netFen / revenue : 0) })}</span>
              <p>{t(`scoring.segments.${segment}.meaning`)}</p>
              <p className="small"><b>{t('scoring.todo')}：</b>{t(`scoring.segments.${segment}.advice`)}</p>
              <div className="foot">
                {customers === 0 ? <span className="soft">{t('scoring.noOne')}</span> : (
                  <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>
                    <Button variant="light" fullWidth aria-label={`${name}：${t('scoring.see', { n: numberText(customers) })}`} onClick={() => see(segment)}>{t('scoring.see', { n: numberText(customers) })}</Button>
                    <Button variant="subtle" px={8} aria-label={`${name}：${t('scoring.print')}`} onClick={() => navigate(`/reports/segment/${segment}`)}>{t('scoring.print')}</Button>
                    {may('reports.exportTable') && <Button variant="subtle" px={8} aria-label={`${name}：${t('scoring.export')}`} onClick={() => void exportTable({ kind: 'segments', title: t('scoring.excelTitle'), name, filter: { segment } })}>{t('scoring.export')}</Button>}
                  </div>
                )}
              </div>
            </section>
          );
        })}
      </div>
    </>
  );
};

type Group = { readonly key: string; readonly name: string; readonly meaning: string; readonly count: number; readonly netFen: number; readonly onOpen: () => void };

const Groups = ({ title, groups }: { readonly title: string; readonly groups: readonly Group[] }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    <ul className="list">
      {groups.map(({ key, name, meaning, count, netFen, onOpen }) => (
        <li key={key}>
          <b>{name}</b>
          <span className="soft small">{meaning}</span>
          <span style={{ display: 'flex', alignItems: 'center', gap: 12, whiteSpace: 'nowrap' }}>
            {netFen !== 0 && <span className="soft small">{moneyShort(netFen)}</span>}
            {count === 0 ? <span className="soft">{t('scoring.people', { n: 0 })}</span> : <Button variant="subtle" h={36} px={8} aria-label={`${name}：${t('scoring.people', { n: numberText(count) })}`} onClick={onOpen}>{t('scoring.people', { n: numberText(count) })}</Button>}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
