import type { Evidence } from '../../core/duplicates/contract.ts';
import { t } from '../i18n/texts.ts';
import { yuan } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import type { Choices, Side } from './choices.ts';
import { PairTable } from './PairTable.tsx';
import type { LoadedPair } from './usePairActions.ts';
import { reasonText } from './words.ts';

type Props = { readonly pair: LoadedPair; readonly household: boolean; readonly choices: Choices; readonly onChoose: (field: string, side: Side) => void };

const likelyText = (likelihood: number): string =>
  t(`duplicates.likely.${likelihood >= 0.95 ? 'sure' : likelihood >= 0.8 ? 'likely' : likelihood >= 0.3 ? 'maybe' : 'little'}`);

/** Two records side by side: why they may be one, what differs, and what they would be together. */
export const PairView = ({ pair, household, choices, onChoose }: Props) => {
  const masked = usePreferences((one) => one.masked);
  const { left, right, reasons, differences } = pair;
  const words = (some: readonly Evidence[]) => some.map((reason) => reasonText(reason, masked)).join('，');
  const [speaking, against] = [reasons.filter(({ weight }) => weight > 0), reasons.filter(({ weight }) => weight <= 0)];
  return (
    <section className="panel" aria-label={t('duplicates.table')}>
      <h2>{household ? t('duplicates.likelyHousehold') : likelyText(pair.likelihood)}</h2>
      {speaking.length > 0 && <p>{t('duplicates.because', { reasons: words(speaking) })}</p>}
      {against.length > 0 && <p className="soft">{t('duplicates.but', { reasons: words(against) })}</p>}
      <PairTable left={left} right={right} differences={differences} choices={choices} onChoose={onChoose} />
      <p className="soft small">{t('duplicates.together', { orders: left.orderCount + right.orderCount, money: yuan(left.netFen + right.netFen) })} {t('duplicates.keys')}</p>
    </section>
  );
};
