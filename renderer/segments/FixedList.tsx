import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { SavedSegment } from '../../core/segments/contract.ts';
import { core, failureFrom } from '../core.ts';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { t } from '../i18n/texts.ts';
import { useExcel } from '../reports/useExcel.tsx';
import { useMay } from '../staff/present.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { PeopleTable } from './PeopleTable.tsx';

/** People one by one: put on, taken off. */
export const FixedList = ({ saved: { id, name, customers } }: { readonly saved: SavedSegment }) => {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { exportTable, notice } = useExcel();
  const may = useMay();
  const [written, setWritten] = useState(name);
  const attempt = async (work: Promise<{ readonly operationId: number }>, said: string) => {
    setFailure(null);
    try {
      offerUndo(said, (await work).operationId);
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <Page full title={name} parent="/segments/own" note={`${t('segments.people', { n: numberText(customers) })} · ${t('segments.builder.fixedNote')}`}
      doings={
        <>
          {may('reports.exportTable') && <Button variant="default" disabled={customers === 0} onClick={() => void exportTable({ kind: 'customers', title: t('segments.builder.excelTitle'), name, people: { id } })}>{t('segments.builder.export')}</Button>}
          <Button disabled={customers === 0} onClick={() => navigate(`/segments/own/${id}/print`)}>{t('segments.builder.print')}</Button>
        </>
      }
    >
      {notice}
      {failure && <ErrorNotice failure={failure} />}
      <form className="side-by-side" onSubmit={(event) => { event.preventDefault(); void attempt(core.segments.change({ id, name: written.trim() }), t('segments.done.changed', { name: written.trim() })); }}>
        <TextInput label={t('segments.builder.name')} value={written} maxLength={30} w={300} autoComplete="off" onChange={(event) => setWritten(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={written.trim() === '' || written.trim() === name}>{t('segments.builder.rename')}</Button>
      </form>
      <div style={{ maxWidth: 420 }}>
        <CustomerPicker label={t('segments.builder.putOn')} chosen={null} onChange={(person) => { if (person) void attempt(core.segments.setPeople({ id, add: [person.id] }), t('segments.done.putOn', { person: person.name })); }} />
      </div>
      <PeopleTable people={{ id }} doing={(row) => (
        <Button variant="subtle" px={8} h={36} aria-label={t('segments.builder.takeOffNamed', { name: row.name })} onClick={() => void attempt(core.segments.setPeople({ id, remove: [row.id] }), t('segments.done.tookOff', { person: row.name }))}>{t('segments.builder.takeOff')}</Button>
      )} />
    </Page>
  );
};
