import { useState } from 'react';
import { PaperHead, PaperPage } from '../reports/PaperPage.tsx';
import type { Whom } from '../staff/ByWhom.tsx';
import { ByWhom, whomInput } from '../staff/ByWhom.tsx';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText, today } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { stepSentence } from './step-words.ts';

const shown = 200;

/** Who did what, for the file or the wall. */
export const StepsPaperPage = () => {
  const [whom, setWhom] = useState<Whom>();
  const { data, failure } = useQuery('history.list', { limit: shown, ...whomInput(whom) });
  const { data: settings } = useQuery('settings.get', undefined);
  const title = t('staff.steps.paper');
  if (!data) return <Page title={title} parent="/history">{failure && <ErrorNotice failure={failure} />}</Page>;
  return (
    <PaperPage title={title} fileName={t('staff.steps.fileName')} parent="/history" holds={{ list: 'steps', people: data.length }} options={<ByWhom value={whom} onChange={setWhom} />}>
      <PaperHead title={title} shopName={settings?.shopName ?? ''} day={fullDay(today())} />
      <p>{t('staff.steps.latest', { n: numberText(data.length) })}</p>
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('settings.history.heads.when')}</th>
            <th scope="col">{t('staff.disclosures.heads.who')}</th>
            <th scope="col">{t('settings.history.heads.what')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((step) => (
            <tr key={step.id}>
              <td className="nowrap">{fullDay(step.doneAt.slice(0, 10))} {step.doneAt.slice(11, 16)}</td>
              <td className="nowrap">{step.who ?? ''}</td>
              <td>{stepSentence(step)}{step.undoneBy === null ? '' : `（${t('settings.history.undone')}）`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PaperPage>
  );
};
