import { Button } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { answerQuestion, cancelWork, changeAnswers, chooseTables, nextTable, readAgain, typePassword } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportResult } from './ImportResult.tsx';
import { MappingForm } from './MappingForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';

/** One table: what it is, what would happen, one button. */
export const TableInHand = ({ table }: { readonly table: Table }) => {
  const { file, step } = table;
  switch (step.at) {
    case 'waiting':
      return <WorkBar title={t('imports.reading', { file: file.name })} progress={null} onCancel={() => cancelWork(table)} />;
    case 'reading':
    case 'writing':
      return <WorkBar title={t(`imports.${step.at}`, { file: file.name })} progress={step.progress} cancelling={step.cancelling} onCancel={() => cancelWork(table)} />;
    case 'question':
      return <MappingForm question={step.question} answers={step.answers} onChange={(change) => changeAnswers(table, change)} onAnswer={(mapping) => void answerQuestion(table, mapping)} onLeave={'mapped' in step.question && table.replaces === undefined ? () => readAgain(table) : nextTable} />;
    case 'password':
      return <PasswordForm locked={step.locked} wrong={step.wrong} onPassword={(password) => void typePassword(table, password)} onLeave={nextTable} />;
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
