import { Button } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { undoOperation } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { stepWords } from './step-words.ts';

export const HistoryPage = () => {
  const { data, failure } = useQuery('history.list', { limit: 200 });
  const title = t('settings.history.title');
  return (
    <Page title={title} note={t('settings.history.intro')}>
      {failure && <ErrorNotice failure={failure} />}
      {data?.length === 0 && <Empty title={t('settings.history.empty')} hint={t('settings.history.emptyHint')} />}
      {data && data.length > 0 && (
        <div className="panel">
          <table className="rows" aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('settings.history.heads.when')}</th>
                <th scope="col">{t('settings.history.heads.what')}</th>
                <th scope="col">{t('settings.history.heads.whom')}</th>
                <th scope="col" className="number spare">{t('settings.history.heads.changes')}</th>
                <th scope="col"><span className="unseen">{t('settings.history.heads.state')}</span></th>
              </tr>
            </thead>
            <tbody>
              {data.map((operation) => {
                const { what, whom } = stepWords(operation);
                return (
                  <tr key={operation.id} className={operation.undoneBy === null ? undefined : 'weak'}>
                    <td>{instantText(operation.doneAt)}</td>
                    <td>{what}</td>
                    <td title={whom}>{whom}</td>
                    <td className="number spare">{numberText(operation.changes)}</td>
                    <td className="number">
                      {operation.undoneBy === null
                        ? <Button variant="default" h={32} aria-label={t('settings.history.undoNamed', { what: `${what} ${whom}`.trim() })} onClick={() => void undoOperation(operation.id)}>{t('settings.history.undo')}</Button>
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
