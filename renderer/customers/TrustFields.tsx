import { TextInput } from '@mantine/core';
import { ConsentWay, Credit } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { today } from '../ui/format.ts';
import type { FieldsProps } from './CustomerFields.tsx';

/** Whether the shop may keep the file, and whether goods may go out before the money comes in. */
export const TrustFields = ({ draft, errors, onChange }: FieldsProps) => (
  <>
    <Choice label={t('customers.fields.consent')} value={draft.consent} options={(['unknown', 'agreed', 'refused'] as const).map((one) => [one, t(`customers.consent.${one}`)])}
      onChange={(consent) => onChange(consent === null || consent === 'unknown' ? { consent: 'unknown', consentOn: '', consentWay: null } : { consent, consentOn: draft.consentOn === '' ? today() : draft.consentOn })} />
    {draft.consent !== 'unknown' && (
      <div className="side-by-side">
        <TextInput label={t('customers.fields.consentOn')} placeholder={t('orders.filters.dayHint')} value={draft.consentOn} error={errors.consentOn} w={200} onChange={(event) => onChange({ consentOn: event.currentTarget.value })} />
        <Choice label={t('customers.fields.consentWay')} width={200} none={t('customers.consentWay.unknown')} value={draft.consentWay} options={ConsentWay.options.map((one) => [one, t(`customers.consentWay.${one}`)])} onChange={(consentWay) => onChange({ consentWay })} />
      </div>
    )}
    <Choice label={t('customers.fields.credit')} none={t('customers.credit.unknown')} value={draft.credit} options={Credit.options.map((one) => [one, t(`customers.credit.${one}`)])} onChange={(credit) => onChange({ credit })} />
    <TextInput label={t('customers.fields.creditNote')} placeholder={t('customers.fields.creditNoteHint')} value={draft.creditNote} maxLength={200} onChange={(event) => onChange({ creditNote: event.currentTarget.value })} />
  </>
);
