import { TextInput } from '@mantine/core';
import { CustomerSource } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { numbered, Rows } from '../ui/Rows.tsx';
import { SuggestInput } from '../ui/SuggestInput.tsx';
import type { FieldsProps } from './CustomerFields.tsx';
import { noHolding } from './draft.ts';

const words = (text: string): readonly string[] => text.split('、');

/** What the person does, likes, keeps and grows. */
export const PersonFields = ({ draft, errors, onChange }: FieldsProps) => {
  const { holdings } = draft;
  return (
    <>
      <Choice label={t('customers.fields.gender')} none={t('customers.gender.unknown')} value={draft.gender} options={[['female', t('customers.gender.female')], ['male', t('customers.gender.male')]]} onChange={(gender) => onChange({ gender })} />
      <TextInput label={t('customers.fields.occupation')} value={draft.occupation} maxLength={40} onChange={(event) => onChange({ occupation: event.currentTarget.value })} />
      <TextInput label={t('customers.fields.hobbies')} placeholder={t('customers.fields.hobbiesHint')} value={draft.hobbies} maxLength={200} onChange={(event) => onChange({ hobbies: event.currentTarget.value })} />
      <Rows rows={holdings} none={noHolding} most={20} add={t('customers.fields.addHolding')} remove={t('customers.fields.removeHolding')} onChange={(changed) => onChange({ holdings: changed })}>
        {(holding, change, index) => (
          <>
            <Choice label={numbered(t('customers.fields.holdingKind'), index, holdings.length)} width={100} value={holding.kind} options={[['livestock', t('customers.holdings.livestock')], ['crop', t('customers.holdings.crop')]]} onChange={(kind) => change({ kind: kind ?? 'livestock' })} />
            <SuggestInput label={numbered(t('customers.fields.holdingName'), index, holdings.length)} suggestions={words(t(`customers.holdings.${holding.kind}Names`))} value={holding.name} maxLength={20} width={150} onChange={(name) => change({ name })} />
            <TextInput label={numbered(t('customers.fields.holdingAmount'), index, holdings.length)} inputMode="decimal" error={errors.holdings !== undefined && !/^\d*\.?\d*$/.test(holding.amount)} value={holding.amount} maxLength={10} w={90} onChange={(event) => change({ amount: event.currentTarget.value })} />
            <SuggestInput label={numbered(t('customers.fields.holdingUnit'), index, holdings.length)} suggestions={words(t(`customers.holdings.${holding.kind}Units`))} value={holding.unit} maxLength={20} width={90} onChange={(unit) => change({ unit })} />
          </>
        )}
      </Rows>
      {errors.holdings !== undefined && <p className="wrong" role="alert">{errors.holdings}</p>}
      <TextInput label={t('customers.fields.wish')} description={t('customers.fields.wishHint')} value={draft.wish} maxLength={200} onChange={(event) => onChange({ wish: event.currentTarget.value })} />
      <Choice label={t('customers.fields.source')} none={t('customers.source.unknown')} value={draft.source} options={CustomerSource.options.map((one) => [one, t(`customers.source.${one}`)])} onChange={(source) => onChange({ source })} />
    </>
  );
};
