import { Redirect } from 'wouter';
import { t } from '../i18n/texts.ts';
import { PaperHead, PaperPage } from '../reports/PaperPage.tsx';
import { fullDay, today } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { useSolitaireDraft } from './solitaire-draft.ts';
import { TotalsTable } from './TotalsTable.tsx';

/** The buying list on paper. */
export const SolitaireTotalsPage = () => {
  const result = useSolitaireDraft((draft) => draft.result);
  const { data } = useQuery('settings.get', undefined);
  if (!result) return <Redirect to="/imports/solitaire" />;
  const title = t('solitaire.totals.sheet', { group: result.group, day: fullDay(result.on) });
  return (
    <PaperPage title={title} fileName={title} parent="/imports/solitaire" holds={null}>
      <PaperHead title={title} shopName={data?.shopName ?? ''} day={fullDay(today())} />
      <TotalsTable totals={result.told.totals} pen />
    </PaperPage>
  );
};
