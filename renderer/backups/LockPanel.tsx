import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { CodePaper } from '../ui/CodePaper.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, today } from '../ui/format.ts';
import { isOwnKey } from '../ui/ime.ts';
import { tell } from '../ui/undo.tsx';

/** A password for what leaves the laptop, and a code on paper for when it is forgotten. */
export const LockPanel = ({ locked }: { readonly locked: boolean }) => {
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  const lock = (password: string) => void attempt(async () => setCode((await core.backups.lock({ password })).code));
  const unlock = () => void attempt(async () => {
    await core.backups.unlock(undefined);
    setCode(null);
    tell(t('backups.lock.removed'));
  });
  return (
    <section className="panel" aria-label={t('backups.lock.title')}>
      <h2 className="screen-only">{t('backups.lock.title')}</h2>
      <p className="soft screen-only">{t('backups.lock.hint')}</p>
      {failure && <ErrorNotice failure={failure} />}
      {code !== null && <CodePaper title={t('backups.lock.codePaper')} note={t('backups.lock.codeDay', { day: fullDay(today()) })} hint={t('backups.lock.codeHint')} code={code} onWritten={() => setCode(null)} />}
      {locked
        ? <div className="side-by-side screen-only" style={{ alignItems: 'center' }}><span>{t('backups.lock.on')}</span><Button variant="default" onClick={unlock}>{t('backups.lock.remove')}</Button></div>
        : <><p>{t('backups.lock.off')}</p><NewPassword onPassword={lock} /></>}
    </section>
  );
};

const NewPassword = ({ onPassword }: { readonly onPassword: (password: string) => void }) => {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== again) return setError(t('backups.lock.notSame'));
    return onPassword(password);
  };
  return (
    <form onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Enter' && !isOwnKey(event, 'Enter')) event.preventDefault(); }}>
      <div className="side-by-side" style={{ alignItems: 'flex-end', flexWrap: 'wrap' }}>
        <PasswordInput label={t('backups.lock.password')} description={t('backups.lock.passwordHint')} value={password} w={300} onChange={(event) => { setPassword(event.currentTarget.value); setError(null); }} />
        <PasswordInput label={t('backups.lock.again')} value={again} error={error} w={300} onChange={(event) => { setAgain(event.currentTarget.value); setError(null); }} />
        <Button type="submit" variant="default" h={42} disabled={password === '' || again === ''}>{t('backups.lock.set')}</Button>
      </div>
    </form>
  );
};
