import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { CustomField } from '../../core/customers/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { core, failureFrom } from '../core.ts';
import { KnownPeople } from '../duplicates/KnownPeople.tsx';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { useLeaving } from '../ui/leaving.ts';
import { offerUndo } from '../ui/undo.tsx';
import { UnsavedAsk } from '../ui/UnsavedAsk.tsx';
import { useBack } from '../ui/useBack.ts';
import { formKeys } from '../ui/useFormKeys.ts';
import { useQuery } from '../ui/useQuery.ts';
import { CustomerFields } from './CustomerFields.tsx';
import { draftOf, emptyDraft, errorsOf, factsOf, refusedField } from './draft.ts';
import type { Draft } from './draft.ts';

/** Creates a customer (`id` null) or changes one. */
export const CustomerFormPage = ({ id }: { readonly id: number | null }) => {
  const { data, failure } = useQuery('customers.get', id === null ? null : { id });
  const { data: fields } = useQuery('customers.customFields', undefined);
  if (id === null && fields) return <CustomerForm id={null} start={emptyDraft} fields={fields} title={t('customers.newCustomer')} />;
  if (!data || !fields) return <Page title={t('customers.editCustomer')} parent="/customers">{failure && <ErrorNotice failure={failure} />}</Page>;
  return <CustomerForm id={id} start={draftOf(data)} fields={fields} title={t('customers.editTitle', { name: data.name })} />;
};

type FormProps = { readonly id: number | null; readonly start: Draft; readonly fields: readonly CustomField[]; readonly title: string };

const CustomerForm = ({ id, start, fields, title }: FormProps) => {
  const [, navigate] = useLocation();
  const parent = id === null ? '/customers' : `/customers/${id}`;
  const back = useBack(parent);
  const [first] = useState(start);
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  const leaving = useLeaving(JSON.stringify(draft) !== JSON.stringify(first));
  const refused = failure && refusedField[failure.code];
  const errors = { ...(tried ? errorsOf(draft, fields) : {}), ...(failure && refused && { [refused]: sentenceOf(failure) }) };
  const form = useRef<HTMLFormElement>(null);
  /** counts the attempts, so that each brings the first wrong field into sight */
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.current?.querySelector<HTMLElement>('[role="alert"]');
    wrong?.scrollIntoView?.({ block: 'center' });
    if (wrong instanceof HTMLInputElement) wrong.focus({ preventScroll: true });
  }, [attempts]);

  /** `then`: where the person was going when asked; without it to the customer */
  const save = async (then?: () => void) => {
    setTried(true);
    setFailure(null);
    if (saving) return;
    const wrong = () => {
      leaving.stay();
      setAttempts((before) => before + 1);
    };
    if (Object.keys(errorsOf(draft, fields)).length > 0) return wrong();
    setSaving(true);
    try {
      const facts = factsOf(draft, fields);
      if (id === null) {
        const created = await core.customers.create(facts);
        if (!then) leaving.free();
        (then ?? (() => navigate(`/customers/${created.id}`, { replace: true })))();
        offerUndo(t('customers.done.created', { name: facts.name }), created.operationId, () => navigate('/customers', { replace: true }));
      } else {
        const { operationId } = await core.customers.update({ id, facts });
        offerUndo(t('customers.done.updated', { name: facts.name }), operationId);
        if (!then) leaving.free();
        (then ?? back)();
      }
    } catch (error) {
      setFailure(failureFrom(error));
      setSaving(false);
      wrong();
    }
    return undefined;
  };
  useHotkeys([['mod+S', () => void save()]], []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <Page title={title} parent={parent} note={t('customers.form.keys')} doings={<Button onClick={() => void save()} loading={saving}>{t('customers.form.save')}</Button>}>
      <div className={id === null ? 'columns' : undefined}>
      <form ref={form} className="form" aria-label={title} onSubmit={submit} onKeyDown={formKeys(back)} noValidate>
        <CustomerFields fields={fields} draft={draft} errors={errors} onChange={(change) => { setFailure(null); setDraft((before) => ({ ...before, ...change })); }} self={id} />
        {failure && !refused && <ErrorNotice failure={failure} />}
        <Group>
          <Button type="submit" loading={saving} aria-label={t('app.actions.save')}>{t('app.actions.save')}</Button>
          <Button variant="default" onClick={back}>{t('app.actions.cancel')}</Button>
        </Group>
      </form>
      {id === null && <KnownPeople typed={factsOf(draft, fields)} onSame={leaving.free} />}
      </div>
      <UnsavedAsk leaving={leaving} onSave={() => void save(leaving.leave)} />
    </Page>
  );
};
