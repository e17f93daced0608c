import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Member } from '../../core/staff/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { roleOptions } from './NewMember.tsx';
import { PinFields, usePinFields } from './PinFields.tsx';
import type { OnDone } from './StaffPage.tsx';

/** Name and role, a new PIN, or away. `self`: one's own PIN is changed with the one used until now. */
export const EditMember = ({ member: { id, ...member }, self, onDone }: { readonly member: Member; readonly self: boolean; readonly onDone: OnDone }) => {
  const [name, setName] = useState(member.name);
  const [role, setRole] = useState(member.role);
  const [current, setCurrent] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const pin = usePinFields();

  const attempt = (work: () => Promise<void>) => (event?: FormEvent) => {
    event?.preventDefault();
    setFailure(null);
    work().catch((error: unknown) => setFailure(failureFrom(error)));
  };
  const save = attempt(async () => {
    const { operationId, code } = await core.staff.change({ id, name, role });
    onDone(t('staff.done.changed', { name }), operationId, code === null ? null : { name, code });
  });
  const savePin = attempt(async () => {
    if (!pin.check()) return;
    const { operationId } = await core.staff.setPin({ id, pin: pin.value, ...(self && { current }) });
    onDone(t('staff.done.pin', { name: member.name }), operationId);
  });
  const remove = attempt(async () => {
    const { operationId } = await core.staff.remove({ id });
    onDone(t('staff.done.removed', { name: member.name }), operationId);
  });
  return (
    <div className="form" role="group" aria-label={t('staff.editNamed', { name: member.name })} style={{ marginTop: 16 }}>
      {failure && <ErrorNotice failure={failure} />}
      <form className="side-by-side" onSubmit={save}>
        <TextInput label={t('staff.name')} w={200} maxLength={20} autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Choice label={t('staff.role')} width={200} value={role} options={roleOptions()} onChange={(chosen) => chosen && setRole(chosen)} />
        <Button type="submit" variant="default" h={42} disabled={name.trim() === '' || (name === member.name && role === member.role)}>{t('staff.save')}</Button>
      </form>
      <form onSubmit={savePin}>
        <fieldset>
          <legend>{t('staff.newPin')}</legend>
          {self && <TextInput type="password" inputMode="numeric" autoComplete="off" w={200} maxLength={6} label={t('staff.current')} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />}
          <PinFields pin={pin} />
          <div><Button type="submit" variant="default">{t('staff.savePin')}</Button></div>
        </fieldset>
      </form>
      <div className="side-by-side" style={{ alignItems: 'center' }}>
        <Button variant="subtle" color="brick" onClick={() => remove()}>{t('staff.remove', { name: member.name })}</Button>
        <span className="soft small">{t('staff.removeHint')}</span>
      </div>
    </div>
  );
};
