import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Role } from '../../core/staff/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formKeys } from '../ui/useFormKeys.ts';
import { PinFields, usePinFields } from './PinFields.tsx';
import type { OnDone } from './StaffPage.tsx';

export const roleOptions = (): readonly (readonly [Role, string])[] => [['clerk', t('staff.roles.clerk')], ['owner', t('staff.roles.owner')]];

/** The first is whoever sits here, an owner. */
export const NewMember = ({ first, onDone }: { readonly first: boolean; readonly onDone: OnDone }) => {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'owner' : 'clerk');
  const [nameless, setNameless] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const pin = usePinFields();
  const title = t(first ? 'staff.first' : 'staff.add');

  const clear = () => {
    setName('');
    pin.clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setNameless(name.trim() === '');
    if (!pin.check() || name.trim() === '') return;
    setFailure(null);
    try {
      const { operationId, code } = await core.staff.add({ name: name.trim(), role, pin: pin.value });
      clear();
      onDone(t('staff.done.added', { name: name.trim() }), operationId, code === null ? null : { name: name.trim(), code });
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {first && <p className="soft">{t('staff.firstHint')}</p>}
      <form className="form" onSubmit={(event) => void submit(event)} onKeyDown={formKeys(clear)}>
        <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
          <TextInput label={t('staff.name')} w={200} maxLength={20} value={name} error={nameless ? t('staff.nameNeeded') : null} onChange={(event) => { setName(event.currentTarget.value); setNameless(false); }} />
          {!first && <Choice label={t('staff.role')} width={200} value={role} options={roleOptions()} onChange={(chosen) => chosen && setRole(chosen)} />}
        </div>
        <PinFields pin={pin} />
        {failure && <ErrorNotice failure={failure} />}
        <div><Button type="submit">{t(first ? 'staff.saveFirst' : 'staff.saveNew')}</Button></div>
      </form>
    </section>
  );
};
