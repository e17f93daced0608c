import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Member } from '../../core/staff/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { CodePaper } from '../ui/CodePaper.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, today } from '../ui/format.ts';
import { PinFields, usePinFields } from './PinFields.tsx';

type Props = { readonly owners: readonly Member[]; readonly onIn: (member: Member) => void; readonly onBack: () => void };

/** An owner who forgot the PIN: the code from the paper and a new PIN; then a new paper. */
export const RecoverForm = ({ owners, onIn, onBack }: Props) => {
  const [ownerId, setOwnerId] = useState(owners[0]?.id ?? 0);
  const [code, setCode] = useState('');
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const pin = usePinFields();
  const owner = owners.find(({ id }) => id === ownerId);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!owner || !pin.check()) return;
    setFailure(null);
    try {
      setNext((await core.staff.recover({ id: owner.id, code, pin: pin.value })).code);
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  if (next !== null && owner) return <CodePaper title={t('staff.code.title', { name: owner.name })} note={t('staff.code.day', { day: fullDay(today()) })} hint={t('staff.code.hint')} code={next} onWritten={() => onIn(owner)} />;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className="soft">{t('staff.lock.clerkForgot')}</p>
      {owners.length > 1 && <Choice label={t('staff.lock.who')} value={String(ownerId)} options={owners.map(({ id, name }) => [String(id), name])} onChange={(id) => setOwnerId(Number(id))} />}
      <TextInput label={t('staff.lock.code')} description={t('staff.lock.codeHint')} autoFocus autoComplete="off" maxLength={40} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <PinFields pin={pin} label={t('staff.lock.newPin')} />
      {failure && <ErrorNotice failure={failure} />}
      <div className="side-by-side">
        <Button type="submit" size="md">{t('staff.lock.recover')}</Button>
        <Button variant="subtle" onClick={onBack}>{t('staff.lock.back')}</Button>
      </div>
    </form>
  );
};
