import { Button } from '@mantine/core';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { tell, tellTrouble } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { ImportBatch } from '../../core/imports/contract.ts';

export const ImportHistory = () => {
  const { data, failure } = useQuery('imports.list', undefined);
  const undo = async (batch: ImportBatch) => {
    try {
      const { kept } = await core.imports.undo({ batchId: batch.id });
      tell(kept > 0 ? t('app.actions.undoneKept', { kept }) : t('imports.result.undone', { file: batch.fileName }));
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  if (failure) return <ErrorNotice failure={failure} />;
  if (!data) return null;
  return (
    <section className="panel" aria-label={t('imports.history.title')}>
      <h2>{t('imports.history.title')}</h2>
      {data.length === 0 ? <p className="soft">{t('imports.history.empty')}</p> : (
        <table className="rows" aria-label={t('imports.history.title')}>
          <thead>
            <tr>
              <th scope="col">{t('imports.history.heads.when')}</th>
              <th scope="col">{t('imports.history.heads.file')}</th>
              <th scope="col" className="spare">{t('imports.history.heads.platform')}</th>
              <th scope="col" className="number">{t('imports.history.heads.created')}</th>
              <th scope="col" className="number spare">{t('imports.history.heads.updated')}</th>
              <th scope="col" className="number">{t('imports.history.heads.refused')}</th>
              <th scope="col"><span className="unseen">{t('imports.history.heads.state')}</span></th>
            </tr>
          </thead>
          <tbody>
            {data.map((batch) => {
              const { counts } = batch;
              const [created, updated] = batch.kind === 'orders' ? [counts.ordersCreated, counts.ordersUpdated] : [counts.customersCreated, counts.customersUpdated];
              const unit = batch.kind === 'orders' ? 'app.counts.orders' : 'app.counts.people';
              return (
                <tr key={batch.id} className={batch.undone ? 'weak' : undefined}>
                  <td>{instantText(batch.importedAt)}</td>
                  <td title={batch.fileName}>{batch.fileName}</td>
                  <td className="spare">{batch.platform}</td>
                  <td className="number">{t(unit, { n: numberText(created) })}</td>
                  <td className="number spare">{updated === 0 ? '' : t(unit, { n: numberText(updated) })}</td>
                  <td className="number">{counts.rowsRefused === 0 ? '' : t('app.counts.rows', { n: numberText(counts.rowsRefused) })}</td>
                  <td className="number">
                    {batch.undone ? t('imports.history.undone') : <Button variant="default" h={32} aria-label={t('imports.history.undoNamed', { file: batch.fileName })} onClick={() => void undo(batch)}>{t('imports.history.undo')}</Button>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
