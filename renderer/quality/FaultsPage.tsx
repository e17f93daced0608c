import { Button, Kbd, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import { Link, Redirect } from 'wouter';
import { FaultCode } from '../../core/quality/contract.ts';
import type { Fault, Fix } from '../../core/quality/contract.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { dayText, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { useBack } from '../ui/useBack.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { TypedField } from './first-answers.ts';
import { firstAnswerOf, typedFieldOf, typedFix } from './first-answers.ts';
import { PutOffKind } from './PutOffKind.tsx';
import { useFaultActions } from './useFaultActions.ts';
import { faultText, fixText } from './words.ts';

const keyOf = ({ customerId, orderId, about }: Fault): string => `${customerId} ${orderId} ${about}`;

const firstText = (fault: Fault): string => {
  const answer = firstAnswerOf(fault);
  if (answer.does === 'fix') return fixText(answer.fix);
  return t(`quality.proposals.${answer.does === 'type' || answer.does === 'open' ? 'edit' : answer.does}`);
};

/** The faults of one kind, one after the other. */
export const FaultsPage = ({ kind }: { readonly kind: string }) => {
  const code = FaultCode.safeParse(kind).data;
  return code === undefined ? <Redirect to="/quality" /> : <Faults key={code} code={code} />;
};

const Faults = ({ code }: { readonly code: FaultCode }) => {
  const back = useBack('/quality');
  /** settled here; the core's next answer no longer has them */
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const { data, failure, waiting } = useQuery('quality.list', { code, limit: 30 });
  const open = data?.faults.filter((one) => !settled.has(keyOf(one))) ?? [];
  const fault = open[0];
  const left = Math.max(0, (data?.total ?? 0) - ((data?.faults.length ?? 0) - open.length));
  const input = useRef<HTMLInputElement>(null);
  const actions = useFaultActions({
    fault,
    onDone: (one) => setSettled((before) => new Set([...before, keyOf(one)])),
    onUndone: (one) => setSettled((before) => new Set([...before].filter((key) => key !== keyOf(one)))),
    onType: () => input.current?.focus(),
  });
  const button = (number: number, label: string, filled: boolean, onClick: () => void) => (
    <Button variant={filled ? 'filled' : 'default'} leftSection={<Kbd aria-hidden>{number}</Kbd>} aria-label={label} aria-keyshortcuts={String(number)} onClick={onClick}>{label}</Button>
  );
  const empty = data !== undefined && !fault && !(waiting && left > 0);
  return (
    <Page
      title={t(`quality.names.${code}`)}
      parent="/quality"
      note={<span role="status" aria-live="polite">{fault ? t('quality.left', { n: numberText(left) }) : ' '}</span>}
      doings={fault && (
        <>
          {button(1, firstText(fault), true, actions.first)}
          {button(2, t('quality.later'), false, () => void actions.decide('later'))}
          {button(3, t('quality.skip'), false, () => void actions.decide('skip'))}
        </>
      )}
    >
      {[failure, actions.failure].map((one, index) => one && <ErrorNotice key={index} failure={one} />)}
      {fault && <FaultCard key={keyOf(fault)} fault={fault} inputRef={input} onFix={(change) => void actions.fix(change)} />}
      {fault && left > 1 && <PutOffKind code={code} left={left} onDone={back} />}
      {empty && <Empty title={t('quality.allDone')} hint={t('quality.allDoneHint')}><Button onClick={back}>{t('quality.back')}</Button></Empty>}
    </Page>
  );
};

type CardProps = { readonly fault: Fault; readonly inputRef: RefObject<HTMLInputElement | null>; readonly onFix: (fix: Fix) => void };

const FaultCard = ({ fault, inputRef, onFix }: CardProps) => {
  const masked = usePreferences((one) => one.masked);
  const { customerId, orderId, name, phone, village, lastOrderOn } = fault;
  const field = typedFieldOf(fault);
  const known = [village, lastOrderOn && t('quality.lastCame', { day: dayText(lastOrderOn) })].filter(Boolean);
  return (
    <section className="panel" aria-label={name ?? t('quality.nobody')}>
      <div className="panel-head">
        <h2>{customerId === null ? t('quality.nobody') : <Link href={`/customers/${customerId}`}>{name}</Link>}</h2>
        <span className="soft">{known.join(' · ')}{known.length > 0 && phone !== null && ' · '}{phone !== null && <PhoneText phone={phone} />}</span>
      </div>
      <p style={{ fontSize: 18 }}>{faultText(fault, masked)}</p>
      {field && <TypedValue fault={fault} field={field} inputRef={inputRef} onFix={onFix} />}
      <p className="soft small" style={{ marginTop: 12 }}>
        {t('quality.keys')} · {t('quality.later')}：{t('quality.laterHint')}
        {customerId !== null && <> · <Link href={`/customers/${customerId}/edit`}>{t('quality.openFile')}</Link></>}
        {orderId !== null && <> · <Link href={`/orders/${orderId}`}>{t('quality.proposals.order')}</Link></>}
      </p>
    </section>
  );
};

const proposedText = ({ proposal }: Fault): string =>
  proposal?.field === 'name' ? proposal.name : proposal?.field === 'phone' ? proposal.number : proposal?.field === 'village' ? proposal.village : '';

const TypedValue = ({ fault, field, inputRef, onFix }: CardProps & { readonly field: TypedField }) => {
  const [text, setText] = useState(proposedText(fault));
  const [wrong, setWrong] = useState(false);
  // The next fault is answered by a key again, not typed into the field that is gone.
  useEffect(() => () => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fix = typedFix(fault, field, text);
    setWrong(fix === null);
    if (fix) onFix(fix);
  };
  return (
    <form onSubmit={submit} style={{ maxWidth: 360, marginTop: 12 }} noValidate>
      <TextInput ref={inputRef} label={t(`quality.input.${field}`)} description={t('quality.inputHint')} value={text} maxLength={60} error={wrong && t(`quality.inputWrong.${field}`)}
        {...(field === 'phone' && { type: 'tel' })} onChange={(event) => { setText(event.currentTarget.value); setWrong(false); }} />
    </form>
  );
};
