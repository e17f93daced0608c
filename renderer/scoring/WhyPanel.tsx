import { dayText } from '../ui/format.ts';
import type { CustomerScore, Thresholds } from '../../core/scoring/contract.ts';
import { whyOf } from '../../core/scoring/why.rules.ts';
import { t } from '../i18n/texts.ts';
import { whyLines } from './why-words.ts';
import { lifecycleMeaning, lifecycleName, segmentName, segmentTerm, valueTierName } from './words.tsx';

/** Why a person is in their segment: their numbers, the cut points and what follows, in words. */
export const WhyList = ({ score, thresholds }: { readonly score: CustomerScore; readonly thresholds: Thresholds }) => {
  const reasons = whyOf(score, thresholds);
  const lines = whyLines(reasons);
  return (
    <ul className="why" aria-label={t('app.actions.why')}>
      {lines.length === 0 && <li>{t('customers.page.whyNoOrders')}</li>}
      {lines.map((line) => <li key={line}>{line}</li>)}
      {score.segment && (
        <li>
          <strong>{t('scoring.why.result', { name: segmentName(score.segment) })}</strong>
          <span className="term">{segmentTerm(score.segment)}</span>
        </li>
      )}
      <li>{t('scoring.why.lifecycle', { name: lifecycleName(score.lifecycle), meaning: lifecycleMeaning(score.lifecycle, thresholds) })}</li>
      {score.valueTier && <li>{t('scoring.why.valueTier', { name: valueTierName(score.valueTier), meaning: t(`scoring.valueTier.${score.valueTier}.meaning`) })}</li>}
    </ul>
  );
};

export const WhyPanel = ({ score, thresholds }: { readonly score: CustomerScore; readonly thresholds: Thresholds }) => (
  <section className="panel" aria-label={t('customers.page.why')}>
    <div className="panel-head">
      <h2>{t('customers.page.why')}</h2>
      <span className="soft small">{t('customers.page.asOf', { day: dayText(score.asOf) })} · {t('scoring.why.highFrom', { score: thresholds.high })}</span>
    </div>
    <WhyList score={score} thresholds={thresholds} />
  </section>
);

