import { useLocation } from 'wouter';
import type { ScoreSummary } from '../../core/scoring/contract.ts';
import { showOnly } from '../customers/list-memory.ts';
import { t } from '../i18n/texts.ts';
import { segmentName, segments, segmentTerm } from '../scoring/words.tsx';
import { numberText, percentText, yuan } from '../ui/format.ts';
import { Picture } from '../ui/Picture.tsx';

export const SegmentsPicture = ({ scores }: { readonly scores: ScoreSummary }) => {
  const [, navigate] = useLocation();
  const revenue = segments.reduce((sum, segment) => sum + scores.segments[segment].netFen, 0);
  const share = (fen: number) => percentText(revenue > 0 ? fen / revenue : 0);
  const strongest = segments.reduce((one, other) => (scores.segments[other].netFen > scores.segments[one].netFen ? other : one));
  return (
    <Picture
      lying
      title={t('reports.overview.segmentsBest', { name: segmentName(strongest), n: numberText(scores.segments[strongest].customers), share: share(scores.segments[strongest].netFen) })}
      description={t('reports.overview.segmentsText')}
      rows={segments.map((segment) => ({
        name: segmentName(segment),
        value: scores.segments[segment].customers,
        label: t('app.counts.people', { n: numberText(scores.segments[segment].customers) }),
        marked: segment === strongest,
      }))}
      onPick={(index) => {
        showOnly({ segment: segments[index] ?? null });
        navigate('/customers');
      }}
      table={
        <table className="rows" aria-label={t('reports.overview.segments')}>
          <thead>
            <tr>
              <th scope="col">{t('scoring.segmentHeads.segment')}</th>
              <th scope="col" className="number">{t('scoring.segmentHeads.customers')}</th>
              <th scope="col" className="number">{t('scoring.segmentHeads.netFen')}</th>
              <th scope="col" className="number">{t('scoring.segmentHeads.share')}</th>
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <tr key={segment}>
                <td>{segmentName(segment)} <span className="term">{segmentTerm(segment)}</span></td>
                <td className="number">{t('app.counts.people', { n: numberText(scores.segments[segment].customers) })}</td>
                <td className="number">{yuan(scores.segments[segment].netFen)}</td>
                <td className="number">{share(scores.segments[segment].netFen)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
};
