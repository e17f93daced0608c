import { Button } from '@mantine/core';
import type { ImportSummary } from '../../core/imports/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import type { Table } from './import-queue.ts';
import { useRefusedFile } from './useRefusedFile.tsx';

/** Rows that were not taken, with the cell that is to blame. The longest lists are cut, with their true length said. */
export const Refusals = ({ table, summary }: { readonly table: Table; readonly summary: ImportSummary }) => {
  const { save, saving, notice } = useRefusedFile(table);
  const { refusals, counts } = summary;
  if (refusals.length === 0) return null;
  const title = t('imports.refusals.title', { n: numberText(counts.rowsRefused) });
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          <p className="soft">{t('imports.refusals.saveHint')}</p>
        </div>
        <Button variant="default" disabled={saving} onClick={() => void save()}>{t('imports.refusals.save', { n: numberText(counts.rowsRefused) })}</Button>
      </div>
      {notice}
      {counts.rowsRefused > refusals.length && <p className="soft">{t('imports.refusals.more', { n: refusals.length })}</p>}
      <div style={{ maxHeight: 320, overflow: 'auto' }}>
        <table className="rows wrap" aria-label={title}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 150 }}>{t('imports.refusals.heads.row')}</th>
              <th scope="col" style={{ width: 180 }}>{t('imports.refusals.heads.column')}</th>
              <th scope="col">{t('imports.refusals.heads.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map((refusal, index) => (
              <tr key={index}>
                <td>{refusal.sheet === null ? t('imports.refusals.row', { row: refusal.row }) : t('imports.refusals.sheetRow', { sheet: refusal.sheet, row: refusal.row })}</td>
                <td>{refusal.column ?? ''}</td>
                <td>{sentenceOf(refusal)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
