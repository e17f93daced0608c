import { Button, Portal, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Member } from '../../core/staff/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isHeld } from '../ui/leaving.ts';
import { RecoverForm } from './RecoverForm.tsx';
import { useCurtainBefore } from './useCurtainBefore.ts';

type Props = {
  readonly shopName: string;
  readonly people: readonly Member[];
  /** whose half-written words lie behind */
  readonly lastHere: Member | null;
  readonly likelyId: number | null;
  readonly onIn: (member: Member) => void;
};

/** Name, PIN, Enter. */
export const LockScreen = (props: Props) => <Portal reuseTargetNode={false}><Curtain {...props} /></Portal>;

const Curtain = ({ shopName, people, lastHere, likelyId, onIn }: Props) => {
  const screen = useRef<HTMLDivElement>(null);
  useCurtainBefore(screen);
  const [chosenId, setChosenId] = useState(likelyId ?? people[0]?.id ?? 0);
  const [forgot, setForgot] = useState(false);
  const person = people.find(({ id }) => id === chosenId) ?? people[0];
  if (!person) return null;
  const draftOf = lastHere !== null && lastHere.id !== person.id && isHeld() ? lastHere.name : null;

  return (
    <div ref={screen} className="lock-screen" role="dialog" aria-modal="true" aria-label={t('staff.lock.label')} onKeyDown={(event) => event.stopPropagation()}>
      <div className="inside">
        <h1>{t('staff.lock.title', { shop: shopName })}</h1>
        {draftOf === null
          ? lastHere !== null && isHeld() && <p className="soft">{t('staff.lock.kept')}</p>
          : <p className="notice look" role="status">{t('staff.lock.othersDraft', { name: draftOf, other: person.name })}</p>}
        {forgot
          ? <RecoverForm owners={people.filter(({ role }) => role === 'owner')} onIn={onIn} onBack={() => setForgot(false)} />
          : <PinForm key={person.id} people={people} person={person} discards={draftOf !== null} onChoose={setChosenId} onIn={onIn} onForgot={() => setForgot(true)} />}
        <p className="soft small">{t('staff.curtain')}</p>
      </div>
    </div>
  );
};

type PinProps = {
  readonly people: readonly Member[];
  readonly person: Member;
  readonly discards: boolean;
  readonly onChoose: (id: number) => void;
  readonly onIn: (member: Member) => void;
  readonly onForgot: () => void;
};

const PinForm = ({ people, person, discards, onChoose, onIn, onForgot }: PinProps) => {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || pin === '') return;
    setBusy(true);
    setFailure(null);
    try {
      onIn((await core.staff.signIn({ id: person.id, pin })).member);
    } catch (error) {
      setFailure(failureFrom(error));
      setPin('');
      field.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = people[(people.indexOf(person) + step + people.length) % people.length];
    if (next) onChoose(next.id);
  };

  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
      <div role="radiogroup" aria-label={t('staff.lock.who')} className="lock-people">
        {people.map(({ id, name, role }) => (
          <button key={id} type="button" role="radio" aria-checked={id === person.id} tabIndex={-1} onClick={() => { onChoose(id); field.current?.focus(); }}>
            {name} <span className="soft small">{t(`staff.roles.${role}`)}</span>
          </button>
        ))}
      </div>
      <TextInput ref={field} type="password" inputMode="numeric" autoComplete="off" data-autofocus autoFocus size="lg" label={t('staff.lock.pin', { name: person.name })} description={t('staff.lock.keys')}
        maxLength={6} value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
      {failure && <ErrorNotice failure={failure} />}
      <div className="side-by-side">
        <Button type="submit" size="md" loading={busy} color={discards ? 'brick' : 'green'}>{discards ? t('staff.lock.enterAnyway', { other: person.name }) : t('staff.lock.enter')}</Button>
        <Button variant="subtle" onClick={onForgot}>{t('staff.lock.forgot')}</Button>
      </div>
    </form>
  );
};
