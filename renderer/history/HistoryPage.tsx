import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import type { Whom } from '../staff/ByWhom.tsx';
import { ByWhom, whomInput } from '../staff/ByWhom.tsx';
import { useMay } from '../staff/present.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { undoOperation } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { stepSentence } from './step-words.ts';
import { useStepsExcel } from './useStepsExcel.ts';

export const HistoryPage = () => {
  const [whom, setWhom] = useState<Whom>();
  const { data, failure } = useQuery('history.list', { limit: 200, ...whomInput(whom) });
  const { data: staff } = useQuery('staff.state', undefined);
  const { exportSteps, failure: notSaved } = useStepsExcel();
  const may = useMay();
  const { data: trash } = useQuery('history.trash', { limit: 1 });
  const [, navigate] = useLocation();
  const title = t('settings.history.title');
  /** nobody's name stands there before there are people */
  const named = (staff?.people.length ?? 0) > 0;
  const mine = ({ who }: { readonly who: string | null }): boolean => staff?.present?.role !== 'clerk' || who === staff.present.name;
  return (
    <Page
      title={title}
      note={t('settings.history.intro')}
      doings={<>
        {may('staff.disclosures') && <Button variant="default" onClick={() => navigate('/history/disclosures')}>{t('staff.disclosures.open')}</Button>}
        {may('staff.exportSteps') && <Button variant="default" onClick={() => void exportSteps(whom)}>{t('staff.steps.excel')}</Button>}
        <Button variant="default" onClick={() => navigate('/history/print')}>{t('staff.steps.print')}</Button>
        <Button variant="default" onClick={() => navigate('/history/trash')}>{t('history.openTrash')}{trash && trash.total > 0 ? ` ${numberText(trash.total)}` : ''}</Button>
      </>}
    >
      {failure && <ErrorNotice failure={failure} />}
      {notSaved && <ErrorNotice failure={notSaved} />}
      <ByWhom value={whom} onChange={setWhom} />
      {data?.length === 0 && <Empty title={t('settings.history.empty')} hint={t('settings.history.emptyHint')} />}
      {data && data.length > 0 && (
        <div className="panel">
          <table className="rows wrap" aria-label={title}>
            <thead>
              <tr>
                <th scope="col" style={{ width: 160 }}>{t('settings.history.heads.when')}</th>
                {named && <th scope="col" style={{ width: 110 }}>{t('staff.disclosures.heads.who')}</th>}
                <th scope="col">{t('settings.history.heads.what')}</th>
                <th scope="col" className="number spare" style={{ width: 110 }}>{t('settings.history.heads.changes')}</th>
                <th scope="col" style={{ width: 150 }}><span className="unseen">{t('settings.history.heads.state')}</span></th>
              </tr>
            </thead>
            <tbody>
              {data.map((operation) => {
                const sentence = stepSentence(operation);
                return (
                  <tr key={operation.id} className={operation.undoneBy === null ? undefined : 'weak'}>
                    <td>{instantText(operation.doneAt)}</td>
                    {named && <td>{operation.who ?? ''}</td>}
                    <td>{sentence}</td>
                    <td className="number spare">{numberText(operation.changes)}</td>
                    <td className="number">
                      {operation.undoneBy !== null ? t('settings.history.undone')
                        : mine(operation) && <Button variant="default" h={32} aria-label={t('settings.history.undoNamed', { what: sentence })} onClick={() => void undoOperation(operation.id)}>{t('settings.history.undo')}</Button>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
};
