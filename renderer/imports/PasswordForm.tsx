import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { t } from '../i18n/texts.ts';

type Props = { readonly locked: string; readonly wrong: boolean; readonly onPassword: (password: string) => void; readonly onLeave: () => void };

/** A table that is locked: its password, shown or hidden, or away with it. */
export const PasswordForm = ({ locked, wrong, onPassword, onLeave }: Props) => {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [told, setTold] = useState(wrong);
  const title = t('imports.password.title', { file: locked });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') onPassword(password);
  };

  return (
    <form className="panel" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      <p className="soft">{t('imports.password.hint')}</p>
      <TextInput
        mt={16}
        w={440}
        label={t('imports.password.label')}
        type={shown ? 'text' : 'password'}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        value={password}
        error={told ? t('imports.password.wrong') : undefined}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          setTold(false);
        }}
      />
      <Checkbox mt={12} label={t('imports.password.show')} checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
      <div className="side-by-side" style={{ marginTop: 20 }}>
        <Button type="submit" disabled={password === ''}>{t('imports.password.open')}</Button>
        <Button variant="default" onClick={onLeave}>{t('imports.password.leave')}</Button>
      </div>
      <p className="soft" style={{ marginTop: 12 }}>{t('imports.password.kept')}</p>
    </form>
  );
};
