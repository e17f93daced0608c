import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { PrivacyRules } from '../../core/privacy/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { Erasures } from './Erasures.tsx';

/** How the shop treats what it knows of people, all on one page. */
export const PrivacyPage = () => {
  const { data: rules, failure } = useQuery('privacy.rules', undefined);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [, navigate] = useLocation();

  const set = async (change: Partial<PrivacyRules>, said: string) => {
    setRefusal(null);
    try {
      const { operationId } = await core.privacy.setRules(change);
      offerUndo(said, operationId);
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };
  const go = (label: string, to: string) => <Button variant="default" onClick={() => navigate(to)}>{label}</Button>;

  return (
    <Page title={t('privacy.title')} parent="/settings" note={t('privacy.hint')}>
      {failure && <ErrorNotice failure={failure} />}
      {refusal && <ErrorNotice failure={refusal} />}
      <div style={{ display: 'flex', flexDirection: 'column', gap: 16, maxWidth: 760 }}>
        <Part title={t('privacy.own.title')} hint={t('privacy.own.hint')}>{go(t('privacy.own.toCustomers'), '/customers')}</Part>
        {rules && (
          <>
            <Part title={t('privacy.contact.title')} hint={t('privacy.contact.hint')}>
              <NumberRule key={rules.contactsAtMost} label={t('privacy.contact.atMost')} value={rules.contactsAtMost} max={30} onSave={(contactsAtMost) => void set({ contactsAtMost }, t('privacy.contact.saved'))} />
            </Part>
            <Part title={t('privacy.keep.title')} hint={t('privacy.keep.hint')}>
              <NumberRule key={rules.yearsKept} label={t('privacy.keep.years')} value={rules.yearsKept} max={20} onSave={(yearsKept) => void set({ yearsKept }, t('privacy.keep.saved'))}>
                {go(t('privacy.keep.open'), '/settings/privacy/long-away')}
              </NumberRule>
            </Part>
          </>
        )}
        <Erasures />
        <Part title={t('privacy.taken.title')} hint={t('privacy.taken.hint')}>{go(t('privacy.taken.open'), '/history/disclosures')}</Part>
        <Part title={t('privacy.lost.title')} hint={t('privacy.lost.hint')}>{go(t('privacy.lost.open'), '/settings/privacy/lost')}</Part>
      </div>
    </Page>
  );
};

const Part = ({ title, hint, children }: { readonly title: string; readonly hint: string; readonly children: ReactNode }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    <p className="soft">{hint}</p>
    <div style={{ marginTop: 12 }}>{children}</div>
  </section>
);

type NumberRuleProps = { readonly label: string; readonly value: number; readonly max: number; readonly onSave: (value: number) => void; readonly children?: ReactNode };

const NumberRule = ({ label, value, max, onSave, children }: NumberRuleProps) => {
  const [written, setWritten] = useState<string | number>(value);
  const number = Number(written);
  const fits = written !== '' && Number.isInteger(number) && number >= 1 && number <= max;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits && number !== value) onSave(number);
  };
  return (
    <form className="side-by-side" style={{ alignItems: 'flex-end' }} onSubmit={submit}>
      <NumberInput label={label} value={written} error={fits ? null : t('privacy.keep.wrong', { max })} allowDecimal={false} allowNegative={false} w={260} onChange={setWritten} />
      <Button type="submit" variant="default" h={42} disabled={!fits || number === value}>{t('privacy.keep.save')}</Button>
      {children}
    </form>
  );
};
