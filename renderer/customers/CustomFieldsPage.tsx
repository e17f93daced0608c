import { Button, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { CustomFieldKind } from '../../core/customers/contract.ts';
import type { CustomField } from '../../core/customers/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { formKeys } from '../ui/useFormKeys.ts';

/** The columns that the shop adds to its customers' files. */
export const CustomFieldsPage = () => {
  const { data: fields, failure } = useQuery('customers.customFields', undefined);
  const [editing, setEditing] = useState<CustomField | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);

  const remove = async ({ id, name }: CustomField) => {
    setRefusal(null);
    try {
      const { operationId, customers } = await core.customers.removeCustomField({ id });
      offerUndo(t('customers.own.done.removed', { name, n: customers }), operationId);
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };

  return (
    <Page title={t('customers.own.title')} parent="/settings" note={t('customers.own.hint')}>
      {failure && <ErrorNotice failure={failure} />}
      {refusal && <ErrorNotice failure={refusal} />}
      <CustomFieldForm key={editing?.id ?? 'new'} field={editing} onDone={() => setEditing(null)} />
      {fields?.length === 0 && <Empty title={t('customers.own.none')} hint={t('customers.own.noneHint')} />}
      {fields !== undefined && fields.length > 0 && (
        <section className="panel" aria-label={t('customers.own.title')}>
          <table className="rows">
            <thead><tr><th scope="col">{t('customers.own.name')}</th><th scope="col">{t('customers.own.kind')}</th><th scope="col" /><th scope="col" /></tr></thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.id}>
                  <td>{field.name}</td>
                  <td>{t(`customers.own.kinds.${field.kind}`)}{field.choices.length > 0 && `：${field.choices.join('、')}`}</td>
                  <td>{t('customers.own.used', { n: field.customers })}</td>
                  <td className="number">
                    <Button variant="subtle" aria-label={t('customers.own.editLabel', { name: field.name })} onClick={() => setEditing(field)}>{t('customers.own.edit')}</Button>
                    <Button variant="subtle" color="brick" aria-label={t('customers.own.removeLabel', { name: field.name })} onClick={() => void remove(field)}>{t('customers.own.remove')}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
};

const CustomFieldForm = ({ field, onDone }: { readonly field: CustomField | null; readonly onDone: () => void }) => {
  const [name, setName] = useState(field?.name ?? '');
  const [kind, setKind] = useState<CustomFieldKind>(field?.kind ?? 'text');
  const [choices, setChoices] = useState<readonly string[]>(field?.choices ?? []);
  const [error, setError] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);

  const save = async () => {
    if (name.trim() === '') return setError(t('customers.own.nameNeeded'));
    try {
      const { operationId } = await core.customers.saveCustomField({ id: field?.id ?? null, field: { name: name.trim(), kind, choices: [...choices] } });
      offerUndo(t(field ? 'customers.own.done.changed' : 'customers.own.done.added', { name: name.trim() }), operationId);
      setName('');
      setChoices([]);
      setRefusal(null);
      onDone();
    } catch (failed) {
      setRefusal(failureFrom(failed));
    }
    return undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const title = field ? t('customers.own.editLabel', { name: field.name }) : t('customers.own.open');

  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <form className="form" aria-label={title} onSubmit={submit} onKeyDown={formKeys(onDone)} noValidate>
        <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
          <TextInput label={t('customers.own.name')} value={name} error={error} maxLength={20} w={220} onChange={(event) => { setName(event.currentTarget.value); setError(null); }} />
          <Choice label={t('customers.own.kind')} width={180} value={kind} options={CustomFieldKind.options.map((one) => [one, t(`customers.own.kinds.${one}`)])} onChange={(chosen) => setKind(chosen ?? 'text')} />
        </div>
        {kind === 'choice' && (
          <TagsInput
            label={t('customers.own.choices')}
            description={t('customers.own.choicesHint')}
            value={[...choices]}
            maxTags={50}
            onChange={(all) => setChoices(all.map((one) => one.trim().slice(0, 30)).filter((one) => one !== ''))}
            onKeyDown={(event) => { if (event.key === 'Enter' && (!isOwnKey(event, 'Enter') || event.currentTarget.value !== '')) event.stopPropagation(); }}
          />
        )}
        {refusal && <ErrorNotice failure={refusal} />}
        <div className="side-by-side">
          <Button type="submit">{t(field ? 'customers.own.save' : 'customers.own.add')}</Button>
          {field && <Button variant="default" onClick={onDone}>{t('app.actions.cancel')}</Button>}
        </div>
      </form>
    </section>
  );
};
