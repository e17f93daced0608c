import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportBatch } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText, numberText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { Counted } from './causes.ts';
import { rowsPath } from './causes.ts';
import { changesByKind } from './changes.ts';
import { RemapAsk } from './RemapAsk.tsx';
import { UndoImport } from './UndoImport.tsx';

export const ImportHistory = () => {
  const { data, failure } = useQuery('imports.list', undefined);
  const [remapping, setRemapping] = useState<ImportBatch | null>(null);
  if (failure) return <ErrorNotice failure={failure} />;
  if (!data) return null;
  return (
    <section className="panel" aria-label={t('imports.history.title')}>
      <div className="panel-head">
        <h2>{t('imports.history.title')}</h2>
        <Link href="/imports/status-words">{t('statusWords.open')}</Link>
      </div>
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
              const { created, updated, unit } = changesByKind(batch);
              const source = { batchId: batch.id };
              const opened = (cause: Counted, count: number, of: typeof unit | 'rows', always = false) => {
                if (count === 0 && !always) return '';
                const said = t(`app.counts.${of}`, { n: numberText(count) });
                return batch.hasRows && count > 0 ? <Link href={rowsPath(source, cause)}>{said}</Link> : said;
              };
              return (
                <tr key={batch.id} className={batch.undone ? 'weak' : undefined}>
                  <td>{instantText(batch.importedAt)}</td>
                  <td title={t('imports.history.fileMark', { file: batch.fileName, mark: batch.fileSha256.slice(0, 8) })}>{batch.hasRows ? <Link href={rowsPath(source, `${batch.kind}Created`)}>{batch.fileName}</Link> : batch.fileName}</td>
                  <td className="spare">{batch.platform}</td>
                  <td className="number">{opened(`${batch.kind}Created`, created, unit, true)}</td>
                  <td className="number spare">{opened(`${batch.kind}Updated`, updated, unit)}</td>
                  <td className="number">{opened('rowsRefused', counts.rowsRefused, 'rows')}</td>
                  <td className="number">
                    {batch.mapped && !batch.undone && <Button variant="subtle" h={32} aria-label={t('imports.history.remapNamed', { file: batch.fileName })} onClick={() => setRemapping(batch)}>{t('imports.history.remap')}</Button>}
                    {batch.undone ? t('imports.history.undone') : <UndoImport low batchId={batch.id} file={batch.fileName} label={t('imports.history.undo')} named={t('imports.history.undoNamed', { file: batch.fileName })} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <RemapAsk batch={remapping} onLeave={() => setRemapping(null)} />
    </section>
  );
};
