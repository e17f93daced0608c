import { TextInput } from '@mantine/core';
import type { CustomField } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import type { FieldsProps } from './CustomerFields.tsx';

/** The columns that the shop added itself. */
export const CustomFieldInputs = ({ fields, draft, errors, onChange }: FieldsProps & { readonly fields: readonly CustomField[] }) =>
  fields.map(({ id, name, kind, choices }) => {
    const value = draft.custom[id] ?? '';
    const put = (text: string) => onChange({ custom: { ...draft.custom, [id]: text } });
    // What stands there stays choosable, also when the choice was taken out of the column since.
    const options = [...new Set([...choices, ...(value === '' ? [] : [value])])];
    return kind === 'choice'
      ? <Choice key={id} label={name} none={t('customers.own.notChosen')} value={value === '' ? null : value} options={options.map((one) => [one, one])} onChange={(chosen) => put(chosen ?? '')} />
      : <TextInput key={id} label={name} value={value} error={errors[`custom ${id}`]} maxLength={200} inputMode={kind === 'number' ? 'decimal' : 'text'} placeholder={kind === 'date' ? t('orders.filters.dayHint') : undefined} onChange={(event) => put(event.currentTarget.value)} />;
  });
