import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { StatusWord, StatusWordList } from '../../core/imports/contract.ts';
import { OrderStatus } from '../../core/orders/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { RestateAsk } from './RestateAsk.tsx';

type Place = Omit<StatusWord, 'status'>;
/** What is to be written; without a status the word is taken out. */
type Change = Place & { readonly status: OrderStatus | null; readonly said: string };

const statusTexts = () => OrderStatus.options.map((status) => [status, t(`orders.status.${status}`)] as const);

/** Everything a status word may say, and what it counts as; the user's words stand above the program's. */
export const StatusWordsPage = () => {
  const { data, failure } = useQuery('imports.statusWords', undefined);
  const [chosen, setChosen] = useState<string | null | undefined>();
  const [asking, setAsking] = useState<{ readonly change: Change; readonly orders: number } | null>(null);

  const write = async ({ platform, word, status, said }: Change, restate: boolean) => {
    setAsking(null);
    try {
      const { operationId, restated, withoutAmount } = status === null
        ? await core.imports.removeStatusWord({ platform, word, restate })
        : await core.imports.setStatusWords({ words: [{ platform, word, status }], restate });
      const done = restated > 0 ? t('statusWords.page.restated', { said, n: numberText(restated) }) : said;
      offerUndo(withoutAmount > 0 ? done + t('statusWords.page.withoutAmount', { n: numberText(withoutAmount) }) : done, operationId);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const change = async (wanted: Change) => {
    try {
      const { orders } = await core.imports.ordersUnderWord({ platform: wanted.platform, word: wanted.word });
      if (orders > 0) setAsking({ change: wanted, orders });
      else await write(wanted, false);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };

  // Opened by somebody who just answered a question: their own words first.
  const list = data?.find(({ platform, own }) => (chosen === undefined ? own.length > 0 : platform === chosen)) ?? data?.[0];
  return (
    <Page title={t('statusWords.title')} note={t('statusWords.intro')} parent="/imports">
      {failure && <ErrorNotice failure={failure} />}
      {data && list && (
        <>
          <div className="filters">
            <Choice label={t('statusWords.page.platform')} width={240} value={list.platform ?? ''} options={data.map(({ platform }) => [platform ?? '', platform ?? t('statusWords.page.others')] as const)} onChange={(platform) => setChosen(platform || null)} />
          </div>
          <OwnWords key={list.platform ?? ''} list={list} onChange={(wanted) => void change(wanted)} />
          <BuiltInWords list={list} />
        </>
      )}
      {asking && <RestateAsk orders={asking.orders} onLeave={() => setAsking(null)} onAnswer={(restate) => void write(asking.change, restate)} />}
    </Page>
  );
};

const OwnWords = ({ list, onChange }: { readonly list: StatusWordList; readonly onChange: (change: Change) => void }) => {
  const [word, setWord] = useState('');
  const [platformName, setPlatformName] = useState('');
  const [status, setStatus] = useState<OrderStatus>('completed');
  const platform = list.platform ?? platformName.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (platform === '' || word.trim() === '') return;
    onChange({ platform, word: word.trim(), status, said: t('statusWords.page.added', { word: word.trim() }) });
    setWord('');
  };
  return (
    <section className="panel" aria-label={t('statusWords.page.own')}>
      <h2>{t('statusWords.page.own')}</h2>
      {list.own.length === 0 ? <p className="soft">{t('statusWords.page.ownNone')}</p> : (
        <table className="rows" aria-label={t('statusWords.page.own')}>
          <thead>
            <tr>
              <th scope="col">{t('statusWords.page.ownHeads.word')}</th>
              <th scope="col" style={{ width: 200 }}>{t('statusWords.page.ownHeads.meaning')}</th>
              <th scope="col" className="number" style={{ width: 120 }}>{t('statusWords.page.ownHeads.orders')}</th>
              <th scope="col" style={{ width: 110 }}><span className="unseen">{t('statusWords.page.ownHeads.remove')}</span></th>
            </tr>
          </thead>
          <tbody>
            {list.own.map((one) => (
              <tr key={one.word}>
                <td>{one.word}</td>
                <td style={{ paddingBlock: 4 }}>
                  <NativeSelect size="sm" aria-label={t('statusWords.page.meaningOf', { word: one.word })} value={one.status} data={statusTexts().map(([value, label]) => ({ value: value as string, label }))}
                    onChange={(event) => {
                      const wanted = OrderStatus.safeParse(event.currentTarget.value);
                      if (wanted.success) onChange({ platform, word: one.word, status: wanted.data, said: t('statusWords.page.changed', { word: one.word }) });
                    }} />
                </td>
                <td className="number">{one.orders === 0 ? '' : t('app.counts.orders', { n: numberText(one.orders) })}</td>
                <td className="number">
                  <Button variant="default" h={32} aria-label={t('statusWords.page.removeNamed', { word: one.word })} onClick={() => onChange({ platform, word: one.word, status: null, said: t('statusWords.page.removed', { word: one.word }) })}>{t('statusWords.page.remove')}</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form className="filters" style={{ marginTop: 12 }} onSubmit={submit} aria-label={t('statusWords.page.add')}>
        {list.platform === null && <TextInput label={t('statusWords.page.platformName')} placeholder={t('statusWords.page.platformNameHint')} value={platformName} maxLength={20} w={180} onChange={(event) => setPlatformName(event.currentTarget.value)} />}
        <TextInput label={t('statusWords.page.word')} placeholder={t('statusWords.page.wordHint')} value={word} maxLength={200} w={260} onChange={(event) => setWord(event.currentTarget.value)} />
        <Choice label={t('statusWords.page.meaning')} width={160} value={status} options={statusTexts()} onChange={(value) => setStatus(value ?? 'completed')} />
        <Button type="submit" disabled={platform === '' || word.trim() === ''}>{t('statusWords.page.add')}</Button>
      </form>
    </section>
  );
};

const BuiltInWords = ({ list }: { readonly list: StatusWordList }) => {
  const title = list.platform === null ? t('statusWords.page.builtInParts') : t('statusWords.page.builtIn');
  const groups = OrderStatus.options.map((status) => [status, list.builtIn.filter((one) => one.status === status)] as const).filter(([, words]) => words.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{t('statusWords.page.builtInHint')}</p>
      <table className="rows wrap" aria-label={title}>
        <tbody>
          {groups.map(([status, words]) => (
            <tr key={status}>
              <th scope="row" style={{ width: 130 }}>{t(`orders.status.${status}`)}</th>
              <td>{words.map(({ word }) => `“${word}”`).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
