import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportSummary, StatusWord } from '../../core/imports/contract.ts';
import type { OrderStatus } from '../../core/orders/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { RestateAsk } from './RestateAsk.tsx';

type Unknown = Omit<StatusWord, 'status'> & { readonly orders: number };
type Answers = ReadonlyMap<string, OrderStatus>;

const meanings: readonly (readonly ['counted' | 'notCounted', readonly OrderStatus[]])[] = [
  ['counted', ['paid', 'shipped', 'completed']],
  ['notCounted', ['pending', 'cancelled', 'refunded']],
];

const keyOf = ({ platform, word }: Unknown): string => `${platform} ${word}`;

export const asksForWord = ({ code }: ImportSummary['warnings'][number]): boolean => code === 'imports.unknownStatus';

/** The words that nobody knows; a workbook of several sheets tells each once a sheet. */
const unknownIn = (warnings: ImportSummary['warnings']): readonly Unknown[] => {
  const words = new Map<string, Unknown>();
  for (const { details } of warnings.filter(asksForWord)) {
    const one = { platform: String(details['platform']), word: String(details['word']), orders: Number(details['orders']) };
    words.set(keyOf(one), { ...one, orders: one.orders + (words.get(keyOf(one))?.orders ?? 0) });
  }
  return [...words.values()];
};

/** What does 已团成功 mean? One click a word; with the last answer it is remembered and the preview is counted anew. */
export const StatusWordsAsk = ({ warnings, onSaved }: { readonly warnings: ImportSummary['warnings']; readonly onSaved: () => void }) => {
  const unknown = unknownIn(warnings);
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [stored, setStored] = useState<{ readonly words: readonly StatusWord[]; readonly orders: number } | null>(null);
  if (unknown.length === 0) return null;

  const save = async (words: readonly StatusWord[], restate: boolean) => {
    try {
      const { operationId } = await core.imports.setStatusWords({ words: [...words], restate });
      // Counted anew after the undo as well: the word is unknown again.
      offerUndo(t('statusWords.ask.saved'), operationId, onSaved);
      onSaved();
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  /** Orders that came earlier under the words are asked about first. */
  const settle = async (chosen: Answers) => {
    const words = unknown.flatMap((one) => {
      const status = chosen.get(keyOf(one));
      return status ? [{ platform: one.platform, word: one.word, status }] : [];
    });
    try {
      const changing = words.filter(({ status }) => status !== 'pending');
      const counts = await Promise.all(changing.map(({ platform, word }) => core.imports.ordersUnderWord({ platform, word })));
      const orders = counts.reduce((sum, count) => sum + count.orders, 0);
      if (orders > 0) setStored({ words, orders });
      else await save(words, false);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const answer = (one: Unknown, status: OrderStatus) => {
    const chosen = new Map(answers).set(keyOf(one), status);
    setAnswers(chosen);
    if (chosen.size === unknown.length) void settle(chosen);
  };

  const title = unknown.length === 1 ? t('statusWords.ask.titleOne', { word: unknown[0]!.word }) : t('statusWords.ask.title', { n: unknown.length });
  return (
    <section className="notice look" aria-label={title}>
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          <p className="soft">{t('statusWords.ask.hint')}</p>
        </div>
        {answers.size > 0 && answers.size < unknown.length && <Button variant="default" onClick={() => void settle(answers)}>{t('statusWords.ask.partly')}</Button>}
      </div>
      {unknown.map((one) => (
        <div key={keyOf(one)} role="group" aria-label={one.word} style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 24px' }}>
          <span style={{ flexBasis: '100%' }}>{t('statusWords.ask.sentence', { word: one.word, orders: numberText(one.orders) })}</span>
          {meanings.map(([which, statuses]) => (
            <span key={which} style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
              <span className="soft">{t(`statusWords.${which}`)}</span>
              {statuses.map((status) => {
                const chosen = answers.get(keyOf(one)) === status;
                const meaning = t(`orders.status.${status}`);
                return (
                  <Button key={status} variant={chosen ? 'filled' : 'default'} aria-pressed={chosen} px={12} aria-label={t('statusWords.ask.choose', { word: one.word, meaning })} onClick={() => answer(one, status)}>
                    {meaning}
                  </Button>
                );
              })}
            </span>
          ))}
        </div>
      ))}
      {stored && <RestateAsk orders={stored.orders} several={stored.words.length > 1} onLeave={() => setStored(null)} onAnswer={(restate) => { setStored(null); void save(stored.words, restate); }} />}
    </section>
  );
};
