import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { ImportButton } from './ImportButton.tsx';
import { answerQuestion, cancelWork, changeAnswers, chooseTables, nextTable, readAgain, useImportQueue } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { ImportHistory } from './ImportHistory.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportResult } from './ImportResult.tsx';
import { MappingForm } from './MappingForm.tsx';

/** One table at a time: what it is, what would happen, one button; the others wait below. */
export const ImportsPage = () => {
  const tables = useImportQueue((queue) => queue.tables);
  const [first, ...waiting] = tables;
  return (
    <Page title={t('imports.title')} doings={first ? undefined : <ImportButton label={t('imports.choose')} />}>
      {first ? <InHand key={first.file.token} table={first} /> : (
        <div className="panel empty">
          <IconFileSpreadsheet size={48} stroke={1.2} aria-hidden />
          <h2>{t('imports.drop')}</h2>
          <p className="soft" style={{ maxWidth: 560 }}>{t('imports.dropHint')}</p>
        </div>
      )}
      {waiting.length > 0 && (
        <section className="panel" aria-label={t('imports.queue')}>
          <h2>{t('imports.waitingFiles', { n: waiting.length })}</h2>
          <ul className="list">{waiting.map(({ file }) => <li key={file.token}>{file.name}</li>)}</ul>
        </section>
      )}
      {(!first || first.step.at === 'done') && <ImportHistory />}
    </Page>
  );
};

const InHand = ({ table }: { readonly table: Table }) => {
  const { file, step } = table;
  switch (step.at) {
    case 'waiting':
      return <WorkBar title={t('imports.reading', { file: file.name })} progress={null} />;
    case 'reading':
    case 'writing':
      return <WorkBar title={t(`imports.${step.at}`, { file: file.name })} progress={step.progress} cancelling={step.cancelling} onCancel={() => cancelWork(table)} />;
    case 'question':
      return <MappingForm question={step.question} answers={step.answers} onChange={(change) => changeAnswers(table, change)} onAnswer={(mapping) => answerQuestion(table, mapping)} onLeave={nextTable} />;
    case 'ready':
      return <ImportPreview table={table} preview={step.preview} />;
    case 'done':
      return <ImportResult table={table} result={step.result} undone={step.undone} />;
    case 'failed':
      return (
        <ErrorNotice failure={step.failure} title={t('imports.failed.title', { file: file.name })}>
          <Button onClick={() => void chooseTables()}>{t('imports.failed.other')}</Button>
          <Button variant="default" onClick={() => readAgain(table)}>{t('imports.failed.again')}</Button>
          <Button variant="default" onClick={nextTable}>{t('imports.failed.leave')}</Button>
        </ErrorNotice>
      );
    case 'cancelled':
      return (
        <div className="notice look" role="status">
          <p>{t('imports.cancelled', { file: file.name })}</p>
          <div className="side-by-side">
            <Button onClick={() => readAgain(table)}>{t('app.actions.retry')}</Button>
            <Button variant="default" onClick={nextTable}>{t('imports.failed.leave')}</Button>
          </div>
        </div>
      );
  }
};
