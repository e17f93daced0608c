import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { ImportSummary } from '../../core/imports/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { tell } from '../ui/undo.tsx';
import { CountsTable } from './CountsTable.tsx';
import { markUndone, nextTable, useImportQueue } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { Refusals } from './Refusals.tsx';

type Props = { readonly table: Table; readonly result: ImportSummary & { readonly batchId: number | null }; readonly undone: boolean };

/** What was done, counted in the book after it was written, and the way back. */
export const ImportResult = ({ table, result, undone }: Props) => {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [undoing, setUndoing] = useState(false);
  const more = useImportQueue((queue) => queue.tables.length > 1);
  const file = table.file.name;
  const { batchId } = result;
  const title = undone ? t('imports.result.undone', { file }) : batchId === null ? t('imports.result.nothing', { file }) : t('imports.result.title', { file });

  const undo = async () => {
    if (batchId === null) return;
    setUndoing(true);
    try {
      const { kept } = await core.imports.undo({ batchId });
      markUndone(table);
      if (kept > 0) tell(t('app.actions.undoneKept', { kept }));
    } catch (error) {
      setFailure(failureFrom(error));
    }
    setUndoing(false);
  };
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
            {batchId !== null && !undone && <Button variant="default" loading={undoing} onClick={() => void undo()}>{t('imports.result.undo')}</Button>}
            {more ? <Button onClick={nextTable}>{t('imports.result.next')}</Button> : (
              <>
                <Button variant="default" onClick={() => leaveTo('/orders')}>{t('imports.result.seeOrders')}</Button>
                <Button onClick={() => leaveTo('/customers')}>{t('imports.result.seeCustomers')}</Button>
              </>
            )}
          </span>
        </div>
        {failure && <ErrorNotice failure={failure} />}
        {!undone && <CountsTable summary={result} />}
      </section>
      {!undone && <Refusals table={table} summary={result} />}
    </>
  );
};
