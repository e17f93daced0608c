import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { CustomerKind } from '../../core/customers/contract.ts';
import type { CustomField } from '../../core/customers/contract.ts';
import { isPhone } from '../../core/customers/rules.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { Folded } from '../ui/Folded.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { AddressFields, VillageField } from './AddressFields.tsx';
import { ContactFields } from './ContactFields.tsx';
import { CustomFieldInputs } from './CustomFieldInputs.tsx';
import type { Draft, DraftErrors } from './draft.ts';
import { noPhone } from './draft.ts';
import { PersonFields } from './PersonFields.tsx';
import { RelationFields } from './RelationFields.tsx';
import { TrustFields } from './TrustFields.tsx';
import { heardBirthday } from './words.ts';

export type FieldsProps = {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<Draft>) => void;
  /** the customer being changed, who cannot have brought themselves */
  readonly self: number | null;
};

const isWrong = ({ number }: Draft['phones'][number]): boolean => number.trim() !== '' && !isPhone(number);
const says = (...values: readonly (string | boolean | null | readonly unknown[])[]): boolean => values.some((value) => (typeof value === 'object' && value !== null ? value.length > 0 : Boolean(value)));

/** One column, the most used first. Only the name is needed; what is rarely known stands in folded groups. */
export const CustomerFields = ({ fields, ...props }: FieldsProps & { readonly fields: readonly CustomField[] }) => {
  const { draft, errors, onChange } = props;
  const [phone = noPhone, ...otherPhones] = draft.phones;
  const [address, ...otherAddresses] = draft.addresses;
  const group = (name: 'contacts' | 'address' | 'person' | 'relations' | 'trust' | 'own' | 'note') => ({ title: t(`customers.form.groups.${name}`), hint: t(`customers.form.groupHints.${name}`) });
  return (
    <>
      <TextInput label={t('customers.fields.name')} placeholder={t('customers.fields.nameHint')} value={draft.name} error={errors.name} autoFocus required withAsterisk={false} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <TextInput label={t('customers.fields.phone')} type="tel" inputMode="tel" value={phone.number} error={errors.phone !== undefined && isWrong(phone)} maxLength={40} onChange={(event) => onChange({ phones: [{ ...phone, number: event.currentTarget.value }, ...otherPhones] })} />
      {errors.phone !== undefined && <p className="wrong" role="alert">{errors.phone}</p>}
      {address && <VillageField address={address} onChange={(change) => onChange({ addresses: [{ ...address, ...change }, ...otherAddresses] })} />}
      <TextInput label={t('customers.fields.birthday')} description={<span aria-live="polite">{heardBirthday(draft.birthday)}</span>} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.birthday} error={errors.birthday} maxLength={40} onChange={(event) => onChange({ birthday: event.currentTarget.value })} />
      <Choice label={t('customers.fields.kind')} value={draft.kind} options={CustomerKind.options.map((one) => [one, t(`customers.kind.${one}`)])} onChange={(kind) => onChange({ kind: kind ?? 'consumer' })} />
      <TagsInput
        label={t('customers.fields.tags')}
        placeholder={draft.tags.length === 0 ? t('customers.fields.tagsHint') : undefined}
        value={[...draft.tags]}
        maxTags={30}
        onChange={(tags) => onChange({ tags: tags.map((tag) => tag.trim().slice(0, 20)).filter((tag) => tag !== '') })}
        // With a word typed Enter makes it a tag; with none it goes on like in every other field.
        onKeyDown={(event) => { if (event.key === 'Enter' && (!isOwnKey(event, 'Enter') || event.currentTarget.value !== '')) event.stopPropagation(); }}
        isDuplicate={(value, current) => current.includes(value.trim())}
      />
      <Folded {...group('contacts')} filled={says(phone.label, otherPhones, draft.contacts, draft.preferredChannel, draft.doNotDisturb)} wrong={errors.email !== undefined || (errors.phone !== undefined && otherPhones.some(isWrong))}><ContactFields {...props} /></Folded>
      <Folded {...group('address')} filled={says(otherAddresses) || (address !== undefined && says(address.province, address.city, address.district, address.town, address.hamlet, address.detail))}>
        <AddressFields addresses={draft.addresses} onChange={(addresses) => onChange({ addresses })} />
      </Folded>
      <Folded {...group('person')} filled={says(draft.gender, draft.source, draft.occupation, draft.hobbies, draft.holdings, draft.wish)} wrong={errors.holdings !== undefined}><PersonFields {...props} /></Folded>
      <Folded {...group('relations')} filled={says(draft.relations) || draft.referrer !== null} wrong={errors.referrer !== undefined || errors.relations !== undefined}><RelationFields {...props} /></Folded>
      <Folded {...group('trust')} filled={draft.consent !== 'unknown' || says(draft.credit, draft.creditNote)} wrong={errors.consentOn !== undefined}><TrustFields {...props} /></Folded>
      {fields.length > 0 && (
        <Folded {...group('own')} filled={says(Object.values(draft.custom).join(''))} wrong={fields.some(({ id }) => errors[`custom ${id}`] !== undefined)}>
          <CustomFieldInputs fields={fields} {...props} />
        </Folded>
      )}
      <Folded {...group('note')} filled={says(draft.note)} wrong={errors.note !== undefined}>
        <Textarea label={t('customers.fields.note')} value={draft.note} error={errors.note} rows={3} onChange={(event) => onChange({ note: event.currentTarget.value })} />
      </Folded>
    </>
  );
};
