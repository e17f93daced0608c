import { Button } from '@mantine/core';
import type { ImportSummary, Preview } from '../../core/imports/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { t } from '../i18n/texts.ts';
import { fullDay, numberText, yuan } from '../ui/format.ts';
import { idleOf, runText } from './changes.ts';
import { Conflicts } from './Conflicts.tsx';
import { CountsTable } from './CountsTable.tsx';
import { nextTable, readAgain, runImport } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { ImportSample } from './ImportSample.tsx';
import { ReadColumns } from './ReadColumns.tsx';
import { Refusals } from './Refusals.tsx';
import { asksForWord, StatusWordsAsk } from './StatusWordsAsk.tsx';

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
  const { summary, sample, tables } = preview;
  const source = { file: table.file.token };
  const { counts } = summary;
  const idle = idleOf(summary);
  const warnings = summary.warnings.filter((warning) => !asksForWord(warning));
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
                {runText(counts)}
              </Button>
            )}
          </span>
        </div>
        {idle !== null && <div className="notice look" role="status"><p><strong>{t(`imports.preview.idle.${idle}`)}</strong></p><p>{t(`imports.preview.idleHints.${idle}`)}</p></div>}
        <CountsTable summary={summary} source={source} />
        <p className="soft" style={{ marginTop: 8 }}>
          {summary.kind === 'orders' && `${t('imports.preview.money')} ${yuan(counts.paidFen - counts.refundFen)}`}
          {counts.rowsBlank > 0 && ` · ${t('imports.preview.rowsBlank', { n: numberText(counts.rowsBlank) })}`}
        </p>
      </section>
      {table.replaces !== undefined && <div className="notice look"><p>{t('imports.columns.replaces')}</p></div>}
      <Conflicts source={source} summary={summary} />
      <StatusWordsAsk warnings={summary.warnings} onSaved={() => readAgain(table)} />
      {warnings.length > 0 && (
        <section className="notice look" aria-label={t('imports.preview.warnings')}>
          <h2>{t('imports.preview.warnings')}</h2>
          {warnings.map((warning) => <p key={sentenceOf(warning)}>{sentenceOf(warning)}</p>)}
        </section>
      )}
      <Refusals table={table} summary={summary} />
      <ReadColumns table={table} reads={tables} />
      <ImportSample rows={sample} />
    </>
  );
};
