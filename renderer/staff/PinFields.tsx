import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Pin } from '../../core/staff/contract.ts';
import { t } from '../i18n/texts.ts';

type Wrong = 'pinWrong' | 'notSame' | null;

/** A new PIN, typed twice since nobody sees it. */
export const usePinFields = () => {
  const [value, setValue] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<Wrong>(null);
  return {
    value, again, wrong,
    type: (field: 'value' | 'again', text: string): void => {
      setWrong(null);
      (field === 'value' ? setValue : setAgain)(text);
    },
    /** true when it can be taken; otherwise the fields say why not */
    check: (): boolean => {
      const found: Wrong = !Pin.safeParse(value).success ? 'pinWrong' : value === again ? null : 'notSame';
      setWrong(found);
      return found === null;
    },
    clear: (): void => {
      setValue('');
      setAgain('');
    },
  };
};

export const PinFields = ({ pin, label = t('staff.pin') }: { readonly pin: ReturnType<typeof usePinFields>; readonly label?: string }) => (
  <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
    <TextInput type="password" inputMode="numeric" autoComplete="off" w={200} maxLength={6} label={label} value={pin.value}
      error={pin.wrong === 'pinWrong' ? t('staff.pinWrong') : null} onChange={(event) => pin.type('value', event.currentTarget.value)} />
    <TextInput type="password" inputMode="numeric" autoComplete="off" w={200} maxLength={6} label={t('staff.again')} value={pin.again}
      error={pin.wrong === 'notSame' ? t('staff.notSame') : null} onChange={(event) => pin.type('again', event.currentTarget.value)} />
  </div>
);
