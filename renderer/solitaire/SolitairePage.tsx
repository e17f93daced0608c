import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core';
import { useDeferredValue, useEffect, useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { ImportSummary } from '../../core/imports/contract.ts';
import type { SolitaireRequest } from '../../core/solitaire/contract.ts';
import { unnamedGoods } from '../../core/solitaire/rules.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { today } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { effectsOf, isIdle } from './effects.ts';
import { GoodsTable } from './GoodsTable.tsx';
import { OrdersOfList } from './OrdersOfList.tsx';
import { AbsentPeople, QuestionsOfList } from './QuestionsOfList.tsx';
import { changeDraft, dayOfDraft, requestOf, startAnother, useSolitaireDraft } from './solitaire-draft.ts';
import type { SolitaireRead } from './solitaire-draft.ts';
import { SolitaireResult } from './SolitaireResult.tsx';
import { TotalsTable } from './TotalsTable.tsx';
import { WhoIsThis } from './WhoIsThis.tsx';

/** What keeps the list from being written, in words; null when nothing does. */
const missingIn = (request: SolitaireRequest | null, data: SolitaireRead | undefined, unknown: number): string | null => {
  if (!request) return t(useSolitaireDraft.getState().text.trim() === '' ? 'solitaire.needs.text' : 'solitaire.needs.on');
  if (request.group.trim() === '') return t('solitaire.needs.group');
  if (!data || data.rows.length === 0) return t('solitaire.needs.rows');
  if (data.goods.some(({ name }) => name === unnamedGoods)) return t('solitaire.needs.name');
  return unknown > 0 ? t('solitaire.needs.people', { n: unknown }) : null;
};

/** What the write would do, asked of the core as soon as nothing is missing. */
const usePreview = (request: SolitaireRequest | null): { readonly summary: ImportSummary | null; readonly failure: Failure | null } => {
  const [state, setState] = useState<{ readonly summary: ImportSummary | null; readonly failure: Failure | null }>({ summary: null, failure: null });
  const key = request && JSON.stringify(request);
  useEffect(() => {
    if (key === null) return setState({ summary: null, failure: null });
    const stop = new AbortController();
    void core.solitaire.preview(JSON.parse(key) as SolitaireRequest, { signal: stop.signal }).then(
      (summary) => !stop.signal.aborted && setState({ summary, failure: null }),
      (error: unknown) => !stop.signal.aborted && setState({ summary: null, failure: failureFrom(error) }),
    );
    return () => stop.abort();
  }, [key]);
  return state;
};

/** 微信接龙 → orders: paste, say what is not known yet, write. */
export const SolitairePage = () => {
  const draft = useSolitaireDraft();
  const request = useDeferredValue(requestOf(draft));
  const { data: groups } = useQuery('solitaire.groups', undefined);
  const { data, failure, waiting } = useQuery('solitaire.read', request);
  const read = request ? data : undefined;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Failure | null>(null);

  const unknown = (read?.rows ?? []).filter(({ who, withdrawn }) => who === null && !withdrawn);
  const asked = read?.rows.find(({ nickname }) => nickname === draft.asking) ?? unknown[0];
  const missing = missingIn(request, read, unknown.length);
  const { summary, failure: previewFailure } = usePreview(missing === null && !waiting && draft.result === null ? request : null);
  const changes = summary ? summary.counts.ordersCreated + summary.counts.ordersUpdated : 0;

  const save = async () => {
    if (!request || missing !== null) return;
    setBusy(true);
    setTrouble(null);
    try {
      const told = await core.solitaire.run(request);
      changeDraft({ result: { told, group: request.group, on: request.on, undone: false } });
    } catch (error) {
      setTrouble(failureFrom(error));
    }
    setBusy(false);
  };

  if (draft.result) return <SolitaireResult {...draft.result} />;
  const dayWrong = dayOfDraft(draft) === null;
  const said = missing ?? (summary ? (isIdle(summary) ? t('solitaire.will.nothing') : effectsOf(summary)) : '');
  return (
    <Page title={t('solitaire.title')} parent="/imports" note={<span role="status">{said}</span>}
      doings={
        <>
          {draft.text !== '' && <Button variant="default" onClick={() => startAnother()}>{t('solitaire.clear')}</Button>}
          <Button loading={busy} disabled={missing !== null || summary === null || isIdle(summary)} onClick={() => void save()}>
            {changes > 0 ? t('solitaire.saveCount', { n: changes }) : t('solitaire.save')}
          </Button>
        </>
      }>
      {[failure, previewFailure, trouble].map((one, index) => one && <ErrorNotice key={index} failure={one} />)}
      <section className="panel" aria-label={t('solitaire.text')}>
        <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
          <Textarea label={t('solitaire.text')} description={t('solitaire.textHint')} placeholder={t('solitaire.placeholder')} value={draft.text} autoFocus={draft.text === ''}
            rows={draft.text === '' ? 12 : 6} maxLength={100_000} style={{ flex: '1 1 420px' }} spellCheck={false}
            onChange={(event) => changeDraft({ text: event.currentTarget.value })} />
          <div style={{ flex: '0 0 240px', display: 'flex', flexDirection: 'column', gap: 12 }}>
            <Autocomplete size="md" label={t('solitaire.group')} placeholder={t('solitaire.groupHint')} data={groups ?? []} value={draft.group} maxLength={40} onChange={(group) => changeDraft({ group })} />
            <TextInput label={t('solitaire.on')} placeholder={today()} value={draft.day} error={dayWrong ? t('solitaire.onWrong') : undefined} onChange={(event) => changeDraft({ day: event.currentTarget.value })} />
          </div>
        </div>
      </section>
      {read && read.rows.length + read.questions.length > 0 && (
        <>
          {asked && request?.group.trim() !== '' && <WhoIsThis key={asked.nickname} row={asked} unknown={unknown} />}
          {read.questions.length > 0 && <QuestionsOfList questions={read.questions} text={draft.text} />}
          {read.absent.length > 0 && <AbsentPeople nicknames={read.absent} />}
          <GoodsTable goods={read.goods} edited={draft.goods !== null} />
          {read.rows.length > 0 && <OrdersOfList rows={read.rows} />}
          {read.totals.length > 0 && (
            <section className="panel" aria-label={t('solitaire.totals.title')}>
              <h2>{t('solitaire.totals.title')}</h2>
              <TotalsTable totals={read.totals} className="rows" />
            </section>
          )}
        </>
      )}
    </Page>
  );
};
