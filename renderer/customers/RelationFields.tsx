import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { RelationKind } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { numbered } from '../ui/Rows.tsx';
import type { FieldsProps } from './CustomerFields.tsx';
import { CustomerPicker } from './CustomerPicker.tsx';
import type { RelationDraft } from './draft.ts';

/** Who brought the person, and who belongs to them. The other's page shows it too. */
export const RelationFields = ({ draft, errors, onChange, self }: FieldsProps) => {
  const { relations } = draft;
  const change = (at: number, part: Partial<RelationDraft>) => onChange({ relations: relations.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <>
      <CustomerPicker label={t('customers.fields.referrer')} chosen={draft.referrer} not={self} onChange={(referrer) => onChange({ referrer })} />
      {errors.referrer !== undefined && <p className="wrong" role="alert">{errors.referrer}</p>}
      {relations.map(({ other, kind, note }, index) => (
        <div key={`${other.id} ${index}`} className="side-by-side">
          <Choice label={numbered(t('customers.fields.relationKind', { name: other.name }), index, relations.length)} width={150} value={kind} options={RelationKind.options.map((one) => [one, t(`customers.relation.${one}`)])} onChange={(chosen) => change(index, { kind: chosen ?? 'household' })} />
          <TextInput label={numbered(t('customers.fields.relationNote'), index, relations.length)} placeholder={t('customers.fields.relationNoteHint')} value={note} maxLength={20} w={170} onChange={(event) => change(index, { note: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" size={42} aria-label={t('customers.fields.removeRelation', { name: other.name })} onClick={() => onChange({ relations: relations.filter((_, at) => at !== index) })}><IconX size={18} aria-hidden /></ActionIcon>
        </div>
      ))}
      <CustomerPicker label={t('customers.fields.addRelation')} chosen={null} not={self} onChange={(other) => { if (other) onChange({ relations: [...relations, { other, kind: 'household', note: '' }] }); }} />
      {errors.relations !== undefined && <p className="wrong" role="alert">{errors.relations}</p>}
    </>
  );
};
