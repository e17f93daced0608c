import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { Conflicts } from './Conflicts.tsx';
import { CountsTable } from './CountsTable.tsx';
import { markUndone, nextTable, useImportQueue } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { Refusals } from './Refusals.tsx';
import { UndoImport } from './UndoImport.tsx';

type Props = { readonly table: Table; readonly result: ImportSummary & { readonly batchId: number | null }; readonly undone: boolean };

/** What was done, counted in the book after it was written, and the way back. */
export const ImportResult = ({ table, result, undone }: Props) => {
  const [, navigate] = useLocation();
  const more = useImportQueue((queue) => queue.tables.length > 1);
  const file = table.file.name;
  const { batchId } = result;
  const source = batchId === null ? { file: table.file.token } : { batchId };
  const title = undone ? t('imports.result.undone', { file }) : batchId === null ? t('imports.result.nothing', { file }) : t('imports.result.title', { file });

  const leaveTo = (path: string) => {
    nextTable();
    navigate(path);
  };

  return (
    <>
      <section className="panel" aria-label={title}>
        <div className="panel-head">
          <h2><span role="status">{title}</span></h2>
          <span style={{ display: 'flex', gap: 12 }}>
            {batchId !== null && !undone && <UndoImport batchId={batchId} file={file} label={t('imports.result.undo')} onUndone={(now) => markUndone(table, now)} />}
            {more ? <Button onClick={nextTable}>{t('imports.result.next')}</Button> : (
              <>
                <Button variant="default" onClick={() => leaveTo('/orders')}>{t('imports.result.seeOrders')}</Button>
                <Button onClick={() => leaveTo('/customers')}>{t('imports.result.seeCustomers')}</Button>
              </>
            )}
          </span>
        </div>
        {!undone && <CountsTable summary={result} source={source} />}
      </section>
      {!undone && <Conflicts source={source} summary={result} />}
      {!undone && <Refusals table={table} summary={result} />}
    </>
  );
};
