import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell, tellTrouble } from '../ui/undo.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { changesByKind } from './changes.ts';
import { cancelAll, cancelWork, emptyQueue, importAll, lookAtNext, markUndone, openTable, undoAll, useImportQueue } from './import-queue.ts';
import type { Table } from './import-queue.ts';
import { QueueProgress } from './QueueProgress.tsx';
import { isBusy, isOver, needsLook, stateOf, summaryOf } from './queue-states.ts';
import { UndoImport } from './UndoImport.tsx';

const stateText = (table: Table): string => {
  const { step } = table;
  const state = stateOf(table);
  if (table.left && !isOver({ ...table, left: false })) return t('imports.several.states.left');
  if ((step.at !== 'reading' && step.at !== 'writing') || !step.progress) return t(`imports.several.states.${state}`);
  const { done, total } = step.progress;
  return `${t(`imports.several.states.${step.at}`)} ${total === null || total === 0 ? t('app.counts.rows', { n: numberText(done) }) : `${Math.floor((done / total) * 100)}%`}`;
};

const count = (table: Table, which: 'created' | 'updated'): string => {
  const summary = summaryOf(table);
  if (!summary) return '';
  const changes = changesByKind(summary);
  return changes[which] === 0 ? '' : t(`app.counts.${changes.unit}`, { n: numberText(changes[which]) });
};

const columns = (): readonly Column<Table>[] => [
  {
    key: 'file', title: t('imports.several.heads.file'),
    cell: (table) => (
      <Anchor component="button" type="button" truncate maw="100%" title={table.file.folder === undefined ? table.file.name : `${table.file.folder} / ${table.file.name}`} onClick={() => openTable(table)}>
        {table.file.name}
        {table.file.folder !== undefined && <span className="soft"> · {table.file.folder}</span>}
      </Anchor>
    ),
  },
  {
    key: 'what', title: t('imports.several.heads.what'), width: '210px',
    cell: (table) => {
      const summary = summaryOf(table);
      return summary && t('imports.several.what', { platform: summary.platform, kind: t(`imports.preview.${summary.kind}`), rows: numberText(summary.counts.rowsRead) });
    },
  },
  { key: 'created', title: t('imports.several.heads.created'), width: '100px', number: true, cell: (table) => count(table, 'created') },
  { key: 'updated', title: t('imports.several.heads.updated'), width: '100px', number: true, needs: 'wide', cell: (table) => count(table, 'updated') },
  { key: 'refused', title: t('imports.several.heads.refused'), width: '90px', number: true, cell: (table) => {
    const refused = summaryOf(table)?.counts.rowsRefused ?? 0;
    return refused === 0 ? '' : t('app.counts.rows', { n: numberText(refused) });
  } },
  { key: 'state', title: t('imports.several.heads.state'), width: '150px', cell: (table) => (needsLook(table) ? <span className="mark look">{stateText(table)}</span> : stateText(table)) },
  {
    key: 'doing', title: '', width: '96px',
    cell: (table) => {
      const { name } = table.file;
      if (isBusy(table)) return <Button variant="default" h={32} aria-label={t('imports.several.cancelNamed', { file: name })} onClick={() => cancelWork(table)}>{t('imports.cancel')}</Button>;
      if (stateOf(table) !== 'done' || table.step.at !== 'done' || table.step.result.batchId === null) return null;
      return <UndoImport low batchId={table.step.result.batchId} file={name} label={t('imports.history.undo')} named={t('imports.history.undoNamed', { file: name })} onUndone={(now) => markUndone(table, now)} />;
    },
  },
];

/** Several tables: what each is and what became of it, one button for all that need no question, one to take all back. */
export const QueueSummary = () => {
  const tables = useImportQueue((queue) => queue.tables);
  const goesAhead = useImportQueue((queue) => queue.goesAhead);
  const [active, setActive] = useState(0);
  const [undoing, setUndoing] = useState<{ readonly undone: number; readonly of: number } | null>(null);
  const working = useImportQueue((queue) => queue.working);
  const busy = working || tables.some(isBusy);
  const toLook = tables.filter(needsLook).length;
  const clean = tables.filter((table) => stateOf(table) === 'clean' && !table.left).length;
  const standing = tables.filter((table) => stateOf(table) === 'done').length;

  const undo = async () => {
    setUndoing({ undone: 0, of: standing });
    try {
      const kept = await undoAll((undone, of) => setUndoing({ undone, of }));
      tell(kept > 0 ? t('app.actions.undoneKept', { kept }) : t('imports.several.allUndone'));
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
    setUndoing(null);
  };

  return (
    <Page
      full
      title={t('imports.several.title', { n: tables.length })}
      doings={
        <>
          {!busy && standing > 0 && <Button variant="default" loading={undoing !== null} onClick={() => void undo()}>{t('imports.several.undoAll', { n: standing })}</Button>}
          {!busy && <Button variant={clean === 0 && toLook === 0 ? 'filled' : 'default'} disabled={undoing !== null} onClick={emptyQueue}>{t('imports.several.putAway')}</Button>}
          {busy && <Button variant="default" onClick={cancelAll}>{t('imports.several.cancelAll')}</Button>}
          {!goesAhead && (busy || clean > 0) && <Button autoFocus onClick={importAll}>{t('imports.several.importAll')}</Button>}
          {(goesAhead || clean === 0) && !busy && toLook > 0 && <Button autoFocus onClick={lookAtNext}>{t('imports.several.lookAt', { n: toLook })}</Button>}
        </>
      }
    >
      <QueueProgress undoing={undoing} />
      <VirtualTable
        label={t('imports.several.list')}
        columns={columns()}
        total={tables.length}
        rowAt={(index) => tables[index]}
        need={() => undefined}
        active={active}
        onActive={setActive}
        onOpen={openTable}
        weak={(table) => ['undone', 'cancelled', 'idle'].includes(stateOf(table))}
      />
    </Page>
  );
};
