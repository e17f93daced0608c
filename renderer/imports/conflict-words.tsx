import type { ReactNode } from 'react';
import type { ImportConflict } from '../../core/imports/contract.ts';
import { Address, Birthday, CustomerKind, CustomerSource } from '../../core/customers/contract.ts';
import { addressText, birthdayText } from '../customers/words.ts';
import { t } from '../i18n/texts.ts';
import { PhoneText } from '../ui/PhoneText.tsx';

/** A narrow column cuts it. */
const whole = (text: string): ReactNode => <span title={text}>{text}</span>;

/** A value of a person's file as it is read aloud. */
export const conflictValue = (field: ImportConflict['field'], value: ImportConflict['ours']): ReactNode => {
  if (value === null) return '';
  if (typeof value !== 'string') {
    const birthday = Birthday.safeParse(value);
    return birthday.success ? birthdayText(birthday.data) : whole(addressText(Address.parse(value)));
  }
  if (field === 'gender') return t(`customers.gender.${value === 'female' ? 'female' : 'male'}`);
  if (field === 'kind') return t(`customers.kind.${CustomerKind.parse(value)}`);
  if (field === 'source') return t(`customers.source.${CustomerSource.parse(value)}`);
  return field === 'phone' ? <PhoneText phone={value} /> : whole(value);
};
