import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { core, failureFrom } from '../core.ts';
import { CountsTable } from '../imports/CountsTable.tsx';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { effectsOf } from './effects.ts';
import { changeDraft, startAnother } from './solitaire-draft.ts';
import type { SolitaireResult as Told } from './solitaire-draft.ts';
import { TotalsTable } from './TotalsTable.tsx';

type Props = { readonly told: Told; readonly group: string; readonly on: string; readonly undone: boolean };

/** What was written, what to buy, and the way back. */
export const SolitaireResult = ({ told, group, on, undone }: Props) => {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { batchId } = told;
  const title = undone ? t('solitaire.done.undone') : t('solitaire.done.title', { group, day: fullDay(on) });
  const undo = async () => {
    if (batchId === null) return;
    try {
      const { kept } = await core.imports.undo({ batchId });
      if (kept > 0) tell(t('app.actions.undoneKept', { kept }));
      changeDraft({ result: { told, group, on, undone: true } });
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <Page title={t('solitaire.title')} parent="/imports" doings={
      <>
        {undone ? <Button variant="default" onClick={() => changeDraft({ result: null })}>{t('app.actions.back')}</Button> : batchId !== null && <Button variant="default" onClick={() => void undo()}>{t('solitaire.done.undo')}</Button>}
        {!undone && <Button variant="default" onClick={() => navigate('/orders')}>{t('solitaire.done.seeOrders')}</Button>}
        {!undone && <Button variant="default" onClick={() => navigate('/imports/solitaire/totals')}>{t('solitaire.totals.print')}</Button>}
        <Button autoFocus onClick={() => startAnother()}>{t('solitaire.done.next')}</Button>
      </>
    }>
      {failure && <ErrorNotice failure={failure} />}
      <section className="panel" aria-label={title}>
        <h2><span role="status">{title}</span></h2>
        {!undone && <p>{batchId === null ? t('solitaire.will.nothing') : effectsOf(told)}</p>}
        {!undone && batchId !== null && <CountsTable summary={told} source={{ batchId }} />}
      </section>
      {!undone && told.warnings.map((warning) => <div key={warning.code} className="notice look"><p>{sentenceOf(warning)}</p></div>)}
      {!undone && (
        <section className="panel" aria-label={t('solitaire.totals.title')}>
          <h2>{t('solitaire.totals.title')}</h2>
          <TotalsTable totals={told.totals} className="rows" />
        </section>
      )}
    </Page>
  );
};
