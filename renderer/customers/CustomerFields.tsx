import { ActionIcon, Button, Checkbox, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { CustomerKind, CustomerSource } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { CustomerPicker } from './CustomerPicker.tsx';
import { noAddress, noPhone } from './draft.ts';
import type { Draft, DraftErrors } from './draft.ts';

type Props = {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<Draft>) => void;
  /** the customer being changed, who cannot have brought themselves */
  readonly self: number | null;
};

const replaced = <T,>(all: readonly T[], at: number, change: Partial<T>): readonly T[] => all.map((one, index) => (index === at ? { ...one, ...change } : one));
const without = <T,>(all: readonly T[], at: number): readonly T[] => all.filter((_, index) => index !== at);
const numbered = (name: string, index: number, count: number): string => (count > 1 ? `${name} ${index + 1}` : name);

/** One column, the most used first. Only the name is needed. */
export const CustomerFields = ({ draft, errors, onChange, self }: Props) => (
  <>
    <TextInput label={t('customers.fields.name')} description={t('customers.fields.nameHint')} value={draft.name} error={errors.name} autoFocus required withAsterisk={false} onChange={(event) => onChange({ name: event.currentTarget.value })} />
    <Phones draft={draft} errors={errors} onChange={onChange} />
    <Addresses draft={draft} onChange={onChange} />
    <TagsInput
      label={t('customers.fields.tags')}
      description={t('customers.fields.tagsHint')}
      value={[...draft.tags]}
      maxTags={30}
      onChange={(tags) => onChange({ tags: tags.map((tag) => tag.trim().slice(0, 20)).filter((tag) => tag !== '') })}
      // With a word typed Enter makes it a tag; with none it goes on like in every other field.
      onKeyDown={(event) => { if (event.key === 'Enter' && (!isOwnKey(event, 'Enter') || event.currentTarget.value !== '')) event.stopPropagation(); }}
      isDuplicate={(value, current) => current.includes(value.trim())}
    />
    <Birthday draft={draft} errors={errors} onChange={onChange} />
    <Choice label={t('customers.fields.kind')} value={draft.kind} options={CustomerKind.options.map((one) => [one, t(`customers.kind.${one}`)])} onChange={(kind) => onChange({ kind: kind ?? 'consumer' })} />
    <Choice label={t('customers.fields.gender')} none={t('customers.gender.unknown')} value={draft.gender} options={[['female', t('customers.gender.female')], ['male', t('customers.gender.male')]]} onChange={(gender) => onChange({ gender })} />
    <Choice label={t('customers.fields.source')} none={t('customers.source.unknown')} value={draft.source} options={CustomerSource.options.map((one) => [one, t(`customers.source.${one}`)])} onChange={(source) => onChange({ source })} />
    <CustomerPicker label={t('customers.fields.referrer')} chosen={draft.referrer} not={self} onChange={(referrer) => onChange({ referrer })} />
    {errors.referrer !== undefined && <p className="wrong" role="alert">{errors.referrer}</p>}
    <TextInput label={t('customers.fields.occupation')} value={draft.occupation} maxLength={40} onChange={(event) => onChange({ occupation: event.currentTarget.value })} />
    <Choice label={t('customers.fields.consent')} value={draft.consent} options={(['unknown', 'agreed', 'refused'] as const).map((one) => [one, t(`customers.consent.${one}`)])} onChange={(consent) => onChange({ consent: consent ?? 'unknown', ...(consent === 'unknown' && { consentOn: '' }) })} />
    {draft.consent !== 'unknown' && <TextInput label={t('customers.fields.consentOn')} placeholder={t('orders.filters.dayHint')} value={draft.consentOn} error={errors.consentOn} onChange={(event) => onChange({ consentOn: event.currentTarget.value })} />}
    <Checkbox label={t('customers.fields.doNotDisturb')} description={t('customers.fields.doNotDisturbHint')} checked={draft.doNotDisturb} onChange={(event) => onChange({ doNotDisturb: event.currentTarget.checked })} />
    <TextInput label={t('customers.fields.wish')} description={t('customers.fields.wishHint')} value={draft.wish} maxLength={200} onChange={(event) => onChange({ wish: event.currentTarget.value })} />
    <Textarea label={t('customers.fields.note')} value={draft.note} error={errors.note} rows={3} onChange={(event) => onChange({ note: event.currentTarget.value })} />
  </>
);

const Phones = ({ draft, errors, onChange }: Pick<Props, 'draft' | 'errors' | 'onChange'>) => {
  const { phones } = draft;
  return (
    <fieldset>
      <legend>{t('customers.fields.phone')}</legend>
      {phones.map((phone, index) => (
        <div key={index} className="side-by-side">
          <TextInput label={numbered(t('customers.fields.phone'), index, phones.length)} type="tel" inputMode="tel" error={errors.phone !== undefined && phone.number.replace(/\D/g, '').length < 5 && phone.number !== ''} value={phone.number} maxLength={40} w={230} onChange={(event) => onChange({ phones: replaced(phones, index, { number: event.currentTarget.value }) })} />
          <TextInput label={numbered(t('customers.fields.phoneLabel'), index, phones.length)} placeholder={t('customers.fields.phoneLabelHint')} value={phone.label} maxLength={20} w={170} onChange={(event) => onChange({ phones: replaced(phones, index, { label: event.currentTarget.value }) })} />
          {phones.length > 1 && <ActionIcon variant="subtle" color="gray" size={42} aria-label={`${t('customers.fields.removePhone')} ${index + 1}`} onClick={() => onChange({ phones: without(phones, index) })}><IconX size={18} aria-hidden /></ActionIcon>}
        </div>
      ))}
      {errors.phone !== undefined && <p className="wrong" role="alert">{errors.phone}</p>}
      {phones.length < 10 && <div><Button variant="subtle" onClick={() => onChange({ phones: [...phones, noPhone] })}>{t('customers.fields.addPhone')}</Button></div>}
    </fieldset>
  );
};

const Addresses = ({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) => {
  const { addresses } = draft;
  const parts = [['village', 60, 230], ['detail', 200, 230], ['district', 40, 150], ['city', 40, 150], ['province', 40, 150]] as const;
  return (
    <fieldset>
      <legend>{t('customers.fields.address')}</legend>
      {addresses.map((address, index) => (
        <div key={index} className="side-by-side">
          {parts.map(([name, longest, width]) => (
            <TextInput key={name} label={numbered(t(`customers.fields.${name}`), index, addresses.length)} value={address[name]} maxLength={longest} w={width} onChange={(event) => onChange({ addresses: replaced(addresses, index, { [name]: event.currentTarget.value }) })} />
          ))}
          {addresses.length > 1 && <ActionIcon variant="subtle" color="gray" size={42} aria-label={`${t('customers.fields.removeAddress')} ${index + 1}`} onClick={() => onChange({ addresses: without(addresses, index) })}><IconX size={18} aria-hidden /></ActionIcon>}
        </div>
      ))}
      {addresses.length < 10 && <div><Button variant="subtle" onClick={() => onChange({ addresses: [...addresses, noAddress] })}>{t('customers.fields.addAddress')}</Button></div>}
    </fieldset>
  );
};

const Birthday = ({ draft, errors, onChange }: Pick<Props, 'draft' | 'errors' | 'onChange'>) => (
  <fieldset>
    <legend>{t('customers.fields.birthday')}</legend>
    <p className="soft small">{t('customers.fields.birthdayHint')}</p>
    <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
      <Choice label={t('customers.fields.calendar')} width={110} value={draft.calendar} options={[['solar', t('customers.fields.solar')], ['lunar', t('customers.fields.lunar')]]} onChange={(calendar) => onChange({ calendar: calendar ?? 'solar' })} />
      <TextInput label={t('customers.fields.year')} inputMode="numeric" value={draft.year} error={errors.year} maxLength={4} w={100} onChange={(event) => onChange({ year: event.currentTarget.value })} />
      <TextInput label={t('customers.fields.month')} inputMode="numeric" value={draft.month} error={errors.month} maxLength={2} w={80} onChange={(event) => onChange({ month: event.currentTarget.value })} />
      <TextInput label={t('customers.fields.day')} inputMode="numeric" value={draft.day} error={errors.day} maxLength={2} w={80} onChange={(event) => onChange({ day: event.currentTarget.value })} />
    </div>
    {draft.calendar === 'lunar' && <Checkbox label={t('customers.fields.leapMonth')} checked={draft.leapMonth} onChange={(event) => onChange({ leapMonth: event.currentTarget.checked })} />}
  </fieldset>
);
