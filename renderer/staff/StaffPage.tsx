import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Locking, StaffState } from '../../core/staff/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { CodePaper } from '../ui/CodePaper.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, today } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { EditMember } from './EditMember.tsx';
import { NewMember } from './NewMember.tsx';

type Paper = { readonly name: string; readonly code: string };
/** What is told when a step is done; an owner's code is told once. */
export type OnDone = (said: string, operationId: number, paper?: Paper | null) => void;

export const StaffPage = () => {
  const { data, failure } = useQuery('staff.state', undefined);
  const [paper, setPaper] = useState<Paper | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const onDone: OnDone = (said, operationId, code = null) => {
    offerUndo(said, operationId);
    setEditing(null);
    if (code) setPaper(code);
  };
  return (
    <Page title={t('staff.title')} parent="/settings" note={data && t(data.on ? 'staff.on' : 'staff.off')}>
      {failure && <ErrorNotice failure={failure} />}
      {paper && <CodePaper title={t('staff.code.title', { name: paper.name })} note={t('staff.code.day', { day: fullDay(today()) })} hint={t('staff.code.hint')} code={paper.code} onWritten={() => setPaper(null)} />}
      {data && (
        <div style={{ display: 'flex', flexDirection: 'column', gap: 16, maxWidth: 760 }}>
          {data.people.length > 0 && <People state={data} editing={editing} onEdit={setEditing} onDone={onDone} />}
          <NewMember key={data.people.length} first={data.people.length === 0} onDone={onDone} />
          {data.people.length > 0 && <LockingPanel key={JSON.stringify(data.locking)} locking={data.locking} alone={data.people.length === 1} onDone={onDone} />}
          <p className="soft">{t('staff.curtain')} {t('staff.bitLocker')}</p>
        </div>
      )}
    </Page>
  );
};

type PeopleProps = { readonly state: StaffState; readonly editing: number | null; readonly onEdit: (id: number | null) => void; readonly onDone: OnDone };

const People = ({ state: { people, present }, editing, onEdit, onDone }: PeopleProps) => (
  <section className="panel" aria-label={t('staff.list')}>
    <h2>{t('staff.list')}</h2>
    <table className="rows wrap" aria-label={t('staff.list')}>
      <thead>
        <tr>
          <th scope="col">{t('staff.heads.name')}</th>
          <th scope="col">{t('staff.heads.role')}</th>
          <th scope="col" style={{ width: 110 }}><span className="unseen">{t('staff.heads.doings')}</span></th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, name, role }) => (
          <tr key={id}>
            <td>{name} {present?.id === id && <span className="mark good">{t('staff.you')}</span>}</td>
            <td>{t(`staff.roles.${role}`)} <span className="soft small">{t(`staff.roleHints.${role}`)}</span></td>
            <td className="number"><Button variant="default" h={36} aria-label={t('staff.editNamed', { name })} aria-expanded={editing === id} onClick={() => onEdit(editing === id ? null : id)}>{t('staff.edit')}</Button></td>
          </tr>
        ))}
      </tbody>
    </table>
    {people.map((member) => editing === member.id && <EditMember key={member.id} member={member} self={present?.id === member.id} onDone={onDone} />)}
  </section>
);

const LockingPanel = ({ locking, alone, onDone }: { readonly locking: Locking; readonly alone: boolean; readonly onDone: OnDone }) => {
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (change: Partial<Locking>) => {
    try {
      const { operationId } = await core.staff.setLocking({ ...locking, ...change });
      onDone(t('staff.done.locking'), operationId);
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <section className="panel" aria-label={t('staff.locking.title')}>
      <h2>{t('staff.locking.title')}</h2>
      <p className="soft">{t('staff.locking.key')}</p>
      {failure && <ErrorNotice failure={failure} />}
      <div className="side-by-side">
        <Choice label={t('staff.locking.minutes')} width={200} value={String(locking.minutes)} options={[...new Set([1, 3, 5, 10, 30, locking.minutes])].map((n) => [String(n), t('staff.locking.after', { n })])} onChange={(minutes) => void save({ minutes: Number(minutes) })} />
        {alone && <Checkbox label={t('staff.locking.alone')} checked={locking.alone} onChange={(event) => void save({ alone: event.currentTarget.checked })} />}
      </div>
    </section>
  );
};
