import { Button } from '@mantine/core';
import type { ImportSummary, Preview } from '../../core/imports/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { t } from '../i18n/texts.ts';
import { fullDay, instantText, numberText, yuan } from '../ui/format.ts';
import { changesOf, idleOf, peopleChangesOf } from './changes.ts';
import { CountsTable } from './CountsTable.tsx';
import { nextTable, readAgain, runImport } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { Refusals } from './Refusals.tsx';

/** 淘宝订单表，1,243 行，2026年5月1日到5月31日 */
const headline = ({ platform, kind, counts, firstOn, lastOn }: ImportSummary): string => {
  const days = firstOn === lastOn ? 'titleDay' : 'titleSpan';
  const parts = { platform: platform, kind: t(`imports.preview.${kind}`), rows: numberText(counts.rowsRead) };
  if (firstOn === null || lastOn === null) return t('imports.preview.title', parts);
  const to = fullDay(lastOn);
  const from = fullDay(firstOn);
  const year = from.slice(0, from.indexOf(t('customers.fields.year')) + 1);
  return t(`imports.preview.${days}`, { ...parts, from, to: to.startsWith(year) ? to.slice(year.length) : to });
};

export const ImportPreview = ({ table, preview }: { readonly table: Table; readonly preview: Extract<Preview, { type: 'ready' }> }) => {
  const { summary, sample } = preview;
  const { counts } = summary;
  const orders = changesOf(counts);
  const people = peopleChangesOf(counts);
  const idle = idleOf(summary);
  return (
    <>
      <section className="panel" aria-label={headline(summary)}>
        <div className="panel-head">
          <div>
            <h2>{headline(summary)}</h2>
            <p className="soft">{table.file.name}{summary.sheet === null ? '' : ` · ${summary.sheet}`}</p>
          </div>
          <span style={{ display: 'flex', gap: 12 }}>
            {idle === 'nothingNew' || idle === 'noRows' ? <Button autoFocus onClick={nextTable}>{t('imports.failed.leave')}</Button> : <Button variant="default" onClick={nextTable}>{t('imports.skip')}</Button>}
            {(idle === 'allRefused' || idle === 'knownRest') && <Button onClick={() => readAgain(table)}>{t('imports.failed.again')}</Button>}
            {idle === null && (
              <Button autoFocus onClick={() => void runImport(table)}>
                {orders > 0 ? t('imports.preview.run', { n: numberText(orders) }) : t('imports.preview.runPeople', { n: numberText(people) })}
              </Button>
            )}
          </span>
        </div>
        {idle !== null && <div className="notice look" role="status"><p><strong>{t(`imports.preview.idle.${idle}`)}</strong></p><p>{t(`imports.preview.idleHints.${idle}`)}</p></div>}
        <CountsTable summary={summary} />
        <p className="soft" style={{ marginTop: 8 }}>
          {summary.kind === 'orders' && `${t('imports.preview.money')} ${yuan(counts.paidFen - counts.refundFen)}`}
          {counts.rowsBlank > 0 && ` · ${t('imports.preview.rowsBlank', { n: numberText(counts.rowsBlank) })}`}
        </p>
      </section>
      {summary.warnings.length > 0 && (
        <section className="notice look" aria-label={t('imports.preview.warnings')}>
          <h2>{t('imports.preview.warnings')}</h2>
          {summary.warnings.map((warning) => <p key={sentenceOf(warning)}>{sentenceOf(warning)}</p>)}
        </section>
      )}
      <Refusals table={table} summary={summary} />
      {sample.length > 0 && (
        <section className="panel" aria-label={t('imports.preview.sample')}>
          <h2>{t('imports.preview.sample')}</h2>
          <table className="rows fixed" aria-label={t('imports.preview.sample')}>
            <colgroup><col style={{ width: 180 }} /><col style={{ width: 150 }} /><col /><col style={{ width: 120 }} /><col style={{ width: 150 }} /></colgroup>
            <thead>
              <tr>
                <th scope="col">{t('imports.preview.sampleHeads.orderedAt')}</th>
                <th scope="col">{t('imports.preview.sampleHeads.customer')}</th>
                <th scope="col">{t('imports.preview.sampleHeads.goods')}</th>
                <th scope="col" className="number">{t('imports.preview.sampleHeads.net')}</th>
                <th scope="col">{t('imports.preview.sampleHeads.status')}</th>
              </tr>
            </thead>
            <tbody>
              {sample.map((row, index) => (
                <tr key={index}>
                  <td>{instantText(row.orderedAt)}</td>
                  <td>{row.customer ?? ''}</td>
                  <td>{row.goods}</td>
                  <td className="number">{yuan(row.netFen)}</td>
                  <td>{row.status ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
};
