import type { Thresholds } from '../../core/scoring/contract.ts';
import { t } from '../i18n/texts.ts';
import { bandText } from './why-words.ts';

type Kind = 'recency' | 'count' | 'money';

/** The bounds of the five classes of one number, from low to high: `[above, upTo]`. */
const bandsOf = (cuts: readonly number[]): readonly (readonly [number | null, number | null])[] =>
  [...cuts, null].map((upTo, index) => [index === 0 ? null : (cuts[index - 1] ?? null), upTo] as const);

/** How everybody was classed, in words: what a score means for each of the three numbers. */
export const ThresholdsPanel = ({ thresholds }: { readonly thresholds: Thresholds }) => {
  const columns: readonly (readonly ['recency' | 'frequency' | 'monetary', Kind, readonly number[]])[] = [
    ['recency', 'recency', thresholds.recencyDays],
    ['frequency', 'count', thresholds.frequency],
    ['monetary', 'money', thresholds.monetaryFen],
  ];
  const cell = (kind: Kind, cuts: readonly number[], score: number): string => {
    const bands = bandsOf(cuts);
    // Few days are good, few orders are not: recency counts its classes from the other end.
    const band = bands[kind === 'recency' ? 5 - score : score - 1];
    return band ? bandText(kind, band[0], band[1]) : '';
  };
  return (
    <section className="panel" aria-label={t('scoring.thresholds.title')}>
      <h2>{t('scoring.thresholds.title')}</h2>
      <p className="soft">{t(`scoring.thresholds.mode.${thresholds.mode}`)}。{t('scoring.thresholds.high', { high: thresholds.high })}</p>
      <table className="rows" aria-label={t('scoring.thresholds.title')}>
        <thead>
          <tr>
            <th scope="col">{t('scoring.thresholds.scoreColumn')}</th>
            {columns.map(([name]) => <th key={name} scope="col">{t(`scoring.words.${name}`)} <span className="term">{t(`scoring.terms.${name}`)}</span></th>)}
          </tr>
        </thead>
        <tbody>
          {[5, 4, 3, 2, 1].map((score) => (
            <tr key={score}>
              <th scope="row">{t('scoring.thresholds.points', { score })}{score >= thresholds.high ? ` · ${t('scoring.high')}` : ''}</th>
              {columns.map(([name, kind, cuts]) => <td key={name}>{cell(kind, cuts, score)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
