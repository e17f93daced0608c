import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Cause } from '../../core/imports/contract.ts';
import type { ImportConflict, ImportRow, ImportSource, ImportSummary } from '../../core/imports/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.ts';
import { useQuery } from '../ui/useQuery.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Counted } from './causes.ts';
import { countsOf, rowsPath } from './causes.ts';
import { ConflictsTable } from './ConflictsTable.tsx';
import { readAgain, useImportQueue } from './import-queue.ts';
import { summaryOf } from './queue-states.ts';
import { rowColumns } from './row-columns.tsx';
import { useTakeTheirs } from './useTakeTheirs.ts';

/** The import that a source names: one in hand, or one of the past. */
const useSource = (source: ImportSource): Pick<ImportSummary, 'fileName' | 'kind' | 'counts'> | null => {
  const table = useImportQueue(({ tables }) => ('file' in source ? tables.find(({ file }) => file.token === source.file) : undefined));
  const { data } = useQuery('imports.list', 'file' in source ? null : undefined);
  return 'file' in source ? (table ? summaryOf(table) : null) : (data?.find(({ id }) => id === source.batchId) ?? null);
};

type Props = { readonly source: ImportSource; readonly cause: Counted };

/** The rows behind a count of an import, and the way to its other counts. */
export const ImportRowsPage = ({ source, cause }: Props) => {
  const summary = useSource(source);
  const count = summary && countsOf(summary).find((one) => one.cause === cause);
  const note = summary && count ? t('imports.rows.from', { file: summary.fileName, n: t(`app.counts.${count.unit}`, { n: numberText(count.count) }) }) : ' ';
  const rest = { source, title: t(`imports.rows.titles.${cause}`), note, choice: summary && <Choices source={source} cause={cause} summary={summary} /> };
  return cause === 'conflicts' ? <ConflictRows {...rest} /> : <Rows key={cause} {...rest} cause={cause} />;
};

/** Going from one count to another leaves no step behind: Back leads to the import. */
const Choices = ({ source, cause, summary }: Props & { readonly summary: Pick<ImportSummary, 'kind' | 'counts'> }) => {
  const [, navigate] = useLocation();
  return (
    <nav className="side-by-side" aria-label={t('imports.rows.choose')}>
      {countsOf(summary).filter(({ count }) => count > 0).map((one) => (
        <Button key={one.cause} variant={one.cause === cause ? 'light' : 'default'} aria-pressed={one.cause === cause} onClick={() => navigate(rowsPath(source, one.cause), { replace: true })}>
          {t('imports.rows.tab', { label: t(`imports.preview.${one.words}`), n: numberText(one.count) })}
        </Button>
      ))}
    </nav>
  );
};

type ListProps = { readonly source: ImportSource; readonly title: string; readonly note: string; readonly choice: ReactNode };

const typeOf = (cause: Cause): ImportRow['type'] => (cause === 'rowsRefused' ? 'refused' : cause.startsWith('orders') ? 'order' : cause.startsWith('customers') ? 'customer' : 'product');

const Rows = ({ source, title, note, choice, cause }: ListProps & { readonly cause: Cause }) => {
  const [, navigate] = useLocation();
  const [active, setActive] = useState(0);
  const pages = usePages<ImportRow, object>('imports', JSON.stringify([source, cause]), (offset, limit) => core.imports.rows({ source, cause, offset, limit }));
  const forgotten = useImportQueue(({ tables }) => (pages.failure?.code === 'imports.rowsForgotten' && 'file' in source ? tables.find(({ file }) => file.token === source.file) : undefined));
  const open = (row: ImportRow) => {
    if (row.type === 'order' && row.orderId !== null) navigate(`/orders/${row.orderId}`);
    if (row.type === 'customer' && row.customerId !== null) navigate(`/customers/${row.customerId}`);
  };
  const readOnceMore = () => {
    if (forgotten) readAgain(forgotten);
    navigate('/imports');
  };
  return (
    <Page full title={title} note={note} parent="/imports">
      {choice}
      {pages.failure && <ErrorNotice failure={pages.failure}>{forgotten && <Button onClick={readOnceMore}>{t('imports.rows.again')}</Button>}</ErrorNotice>}
      {pages.head && pages.total === 0 && <Empty title={t('imports.rows.none')} hint="" />}
      {pages.total > 0 && (
        <VirtualTable label={title} columns={rowColumns(typeOf(cause), cause === 'ordersUpdated' || cause === 'customersUpdated')} total={pages.total} rowAt={pages.rowAt} need={pages.need}
          active={active} onActive={setActive} onOpen={open} weak={(row) => row.type === 'order' && !row.countsAsPurchase} />
      )}
    </Page>
  );
};

const ConflictRows = ({ source, title, note, choice }: ListProps) => {
  const { take, taking } = useTakeTheirs(source);
  const pages = usePages<ImportConflict, { readonly people: number }>('imports', JSON.stringify(source), (offset, limit) => core.imports.conflicts({ source, offset, limit }));
  const people = pages.head?.people ?? 0;
  return (
    <Page full title={title} note={note} parent="/imports" doings={<Button variant="default" disabled={taking || people === 0} onClick={() => void take()}>{t('imports.conflicts.takeAll', { n: numberText(people) })}</Button>}>
      {choice}
      <p className="soft">{t('imports.conflicts.hint')}</p>
      {pages.failure && <ErrorNotice failure={pages.failure} />}
      {pages.head && pages.total === 0 ? <Empty title={t('imports.conflicts.none')} hint="" /> : <ConflictsTable pages={pages} taking={taking} onTake={(conflict) => void take(conflict)} />}
    </Page>
  );
};

/** What an address names; null when it names nothing. */
export const rowsAddress = (by: string, of: string, cause: string): Props | null => {
  const source: ImportSource = by === 'batch' ? { batchId: Number(of) } : { file: decodeURIComponent(of) };
  const known = cause === 'conflicts' ? cause : Cause.safeParse(cause).data;
  return known === undefined || ('batchId' in source && !Number.isInteger(source.batchId)) ? null : { source, cause: known };
};
