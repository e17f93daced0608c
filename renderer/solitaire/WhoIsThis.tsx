import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { SolitaireRow } from '../../core/solitaire/contract.ts';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { t } from '../i18n/texts.ts';
import { PhoneText } from '../ui/PhoneText.tsx';
import { answerAll, answerWho } from './solitaire-draft.ts';

type Props = { readonly row: SolitaireRow; readonly unknown: readonly SolitaireRow[] };

/** One nickname at a time; one key answers, and the next stands in its place. */
export const WhoIsThis = ({ row, unknown }: Props) => {
  const [finding, setFinding] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const { nickname, candidates } = row;

  // The next question takes the focus over from the last; a text that is being typed keeps it.
  useEffect(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement)) first.current?.focus({ preventScroll: true });
  }, [nickname]);

  const choices = [
    ...candidates.map(({ id, name, village, phone }) => ({ key: String(id), show: <>{name} {village ?? ''} <PhoneText phone={phone} /></>, choose: () => answerWho(nickname, id) })),
    { key: 'new', show: <>{t('solitaire.who.new')}</>, choose: () => answerWho(nickname, 'new') },
    { key: 'nobody', show: <>{t('solitaire.who.nobody')}</>, choose: () => answerWho(nickname, 'nobody') },
    { key: 'find', show: <>{t('solitaire.who.find')}</>, choose: () => setFinding(true) },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = choices[Number(event.key) - 1];
    if (!choice) return;
    event.preventDefault();
    choice.choose();
  };
  const title = t('solitaire.who.title', { nickname });

  return (
    <section className="panel" aria-label={title} onKeyDown={onKeyDown}>
      <div className="panel-head">
        <h2>{title}</h2>
        <span className="soft">{row.text}</span>
        <span className="soft">{t('solitaire.who.left', { n: unknown.length })}</span>
      </div>
      <div className="side-by-side">
        {choices.map(({ key, show, choose }, index) => (
          <Button key={key} ref={index === 0 ? first : undefined} variant={index === 0 ? 'filled' : 'default'} onClick={choose}>
            <span style={{ opacity: 0.75, marginRight: 8 }}>{index + 1}</span>{show}
          </Button>
        ))}
        {unknown.length > 1 && <Button variant="subtle" onClick={() => answerAll(unknown.map((one) => one.nickname), 'new')}>{t('solitaire.who.allNew', { n: unknown.length })}</Button>}
      </div>
      {finding && <CustomerPicker label={t('solitaire.who.findLabel')} chosen={null} onChange={(chosen) => { if (chosen) answerWho(nickname, chosen.id); setFinding(false); }} />}
      <p className="soft" style={{ marginTop: 8 }}>{t('solitaire.who.once')}</p>
    </section>
  );
};
