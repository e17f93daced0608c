import { Checkbox, TextInput } from '@mantine/core';
import { Channel, ContactKind } from '../../core/customers/contract.ts';
import { isPhone } from '../../core/customers/rules.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { numbered, Rows } from '../ui/Rows.tsx';
import type { FieldsProps } from './CustomerFields.tsx';
import { noContact, noPhone } from './draft.ts';

/** Every other way to reach the person. The first phone's number stands on the first screen. */
export const ContactFields = ({ draft, errors, onChange }: FieldsProps) => {
  const { phones: [first = noPhone, ...others], contacts } = draft;
  const wrong = ({ number }: typeof first) => errors.phone !== undefined && number.trim() !== '' && !isPhone(number);
  return (
    <>
      <TextInput label={numbered(t('customers.fields.phoneLabel'), 0, others.length + 1)} placeholder={t('customers.fields.phoneLabelHint')} value={first.label} maxLength={20} w={200} onChange={(event) => onChange({ phones: [{ ...first, label: event.currentTarget.value }, ...others] })} />
      <Rows rows={others} none={noPhone} most={9} add={t('customers.fields.addPhone')} remove={t('customers.fields.removePhone')} onChange={(changed) => onChange({ phones: [first, ...changed] })}>
        {(phone, change, index) => (
          <>
            <TextInput label={`${t('customers.fields.phone')} ${index + 2}`} type="tel" inputMode="tel" value={phone.number} error={wrong(phone)} maxLength={40} w={200} onChange={(event) => change({ number: event.currentTarget.value })} />
            <TextInput label={`${t('customers.fields.phoneLabel')} ${index + 2}`} placeholder={t('customers.fields.phoneLabelHint')} value={phone.label} maxLength={20} w={170} onChange={(event) => change({ label: event.currentTarget.value })} />
          </>
        )}
      </Rows>
      <Rows rows={contacts} none={noContact} most={10} add={t('customers.fields.addContact')} remove={t('customers.fields.removeContact')} onChange={(changed) => onChange({ contacts: changed })}>
        {(contact, change, index) => (
          <>
            <Choice label={numbered(t('customers.fields.contactKind'), index, contacts.length)} width={110} value={contact.kind} options={ContactKind.options.map((one) => [one, t(`customers.contactKind.${one}`)])} onChange={(kind) => change({ kind: kind ?? 'other' })} />
            <TextInput label={numbered(t('customers.fields.contact'), index, contacts.length)} value={contact.value} error={contact.kind === 'email' && errors.email !== undefined && !contact.value.includes('@')} maxLength={100} w={200} onChange={(event) => change({ value: event.currentTarget.value })} />
            <TextInput label={numbered(t('customers.fields.contactLabel'), index, contacts.length)} placeholder={t('customers.fields.phoneLabelHint')} value={contact.label} maxLength={20} w={130} onChange={(event) => change({ label: event.currentTarget.value })} />
          </>
        )}
      </Rows>
      {errors.email !== undefined && <p className="wrong" role="alert">{errors.email}</p>}
      <Choice label={t('customers.fields.preferredChannel')} none={t('customers.channel.unknown')} value={draft.preferredChannel} options={Channel.options.map((one) => [one, t(`customers.channel.${one}`)])} onChange={(preferredChannel) => onChange({ preferredChannel })} />
      <Checkbox label={t('customers.fields.doNotDisturb')} description={t('customers.fields.doNotDisturbHint')} checked={draft.doNotDisturb} onChange={(event) => onChange({ doNotDisturb: event.currentTarget.checked })} />
    </>
  );
};
