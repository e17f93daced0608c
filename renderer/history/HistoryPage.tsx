import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { undoOperation } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { stepSentence } from './step-words.ts';

export const HistoryPage = () => {
  const { data, failure } = useQuery('history.list', { limit: 200 });
  const { data: trash } = useQuery('history.trash', { limit: 1 });
  const [, navigate] = useLocation();
  const title = t('settings.history.title');
  return (
    <Page
      title={title}
      note={t('settings.history.intro')}
      doings={<Button variant="default" onClick={() => navigate('/history/trash')}>{t('history.openTrash')}{trash && trash.total > 0 ? ` ${numberText(trash.total)}` : ''}</Button>}
    >
      {failure && <ErrorNotice failure={failure} />}
      {data?.length === 0 && <Empty title={t('settings.history.empty')} hint={t('settings.history.emptyHint')} />}
      {data && data.length > 0 && (
        <div className="panel">
          <table className="rows wrap" aria-label={title}>
            <thead>
              <tr>
                <th scope="col" style={{ width: 160 }}>{t('settings.history.heads.when')}</th>
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
                    <td>{sentence}</td>
                    <td className="number spare">{numberText(operation.changes)}</td>
                    <td className="number">
                      {operation.undoneBy === null
                        ? <Button variant="default" h={32} aria-label={t('settings.history.undoNamed', { what: sentence })} onClick={() => void undoOperation(operation.id)}>{t('settings.history.undo')}</Button>
                        : t('settings.history.undone')}
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
