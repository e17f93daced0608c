import { Button } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { CustomerFacts } from '../../core/customers/contract.ts';
import { withTyped } from '../../core/duplicates/typed.rules.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { offerUndo } from '../ui/undo.tsx';
import type { QueryInput } from '../ui/useQuery.ts';
import { useQuery } from '../ui/useQuery.ts';
import { reasonText } from './words.ts';

type Props = {
  /** what has been typed so far */
  readonly typed: CustomerFacts;
  /** lets go of the form: what was typed has found its place */
  readonly onSame: () => void;
};

const shownAtMost = 3;

/** What there is to compare by; null while it would fit half the shop. */
const comparable = ({ name, phones, addresses }: CustomerFacts): QueryInput<'duplicates.check'> | null => {
  const numbers = phones.map(({ number }) => number).filter((number) => number.length >= 5);
  return name.length < 2 && numbers.length === 0 ? null : { name: name.slice(0, 60), phones: numbers, addresses };
};

/** While a new customer is typed: who may be meant, before a second file is made of them. */
export const KnownPeople = ({ typed, onSame }: Props) => {
  const masked = usePreferences((one) => one.masked);
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = useDeferredValue(JSON.stringify(comparable(typed)));
  const question = JSON.parse(asked) as QueryInput<'duplicates.check'> | null;
  const { data } = useQuery('duplicates.check', question);
  const known = question === null ? [] : (data ?? []).slice(0, shownAtMost);

  /** What was typed and the file has not goes into it; nothing in it is overwritten. */
  const itsThem = async (id: number): Promise<void> => {
    try {
      const file = await core.customers.get({ id });
      const { operationId } = await core.customers.update({ id, facts: withTyped(file, typed) });
      offerUndo(t('duplicates.known.done', { name: file.name }), operationId);
      onSame();
      navigate(`/customers/${id}`, { replace: true });
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <div role="status" aria-live="polite" aria-label={t('duplicates.known.label')} style={{ position: 'sticky', top: 0 }}>
      {failure && <ErrorNotice failure={failure} />}
      {known.length > 0 && (
        <div className="notice look">
          <h2>{t('duplicates.known.title')}</h2>
          <ul className="list">
            {known.map(({ card, reasons }) => (
              <li key={card.id} style={{ flexWrap: 'wrap', paddingBlock: 8 }}>
                <span>
                  <b>{card.name}</b> {card.addresses.find(({ village }) => village !== null)?.village ?? ''} {card.phones[0] && t('duplicates.known.tail', { tail: card.phones[0].number.slice(-4) })}
                  <span className="soft small" style={{ display: 'block' }}>{reasons.filter(({ weight }) => weight > 0).slice(0, 2).map((reason) => reasonText(reason, masked)).join('，')}</span>
                </span>
                <span className="side-by-side">
                  <Button variant="default" aria-label={t('duplicates.known.openNamed', { name: card.name })} onClick={() => navigate(`/customers/${card.id}`)}>{t('duplicates.known.open')}</Button>
                  <Button aria-label={t('duplicates.known.itsThemNamed', { name: card.name })} onClick={() => void itsThem(card.id)}>{t('duplicates.known.itsThem')}</Button>
                </span>
              </li>
            ))}
          </ul>
          <p className="soft small">{t('duplicates.known.hint')}</p>
        </div>
      )}
    </div>
  );
};
