import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { SavedSegment } from '../../core/segments/contract.ts';
import { t } from '../i18n/texts.ts';
import { CallList } from '../reports/CallList.tsx';
import { PaperHead, PaperPage } from '../reports/PaperPage.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { Draft } from './draft.ts';
import { ruleFrom, sayGroup, sayRule, useDrafts } from './draft.ts';

/** What is on the sheet: the list in hand, saved or not, else as it stands in the book. */
const sheetOf = (draft: Draft | undefined, saved: SavedSegment | undefined) => {
  if (draft) return { name: draft.name.trim(), sentence: sayGroup(draft.root), people: { rule: ruleFrom(draft.root).rule } };
  return saved && { name: saved.name, sentence: saved.rule === null ? t('segments.fixed') : sayRule(saved.rule), people: { id: saved.id } };
};

export const PeoplePaperPage = ({ of }: { readonly of: string }) => {
  const draft = useDrafts((drafts) => drafts[of]);
  const saved = useQuery('segments.get', draft || of === 'new' ? null : { id: Number(of) });
  const sheet = sheetOf(draft, saved.data);
  const { data, failure } = useQuery('reports.people', sheet ? { people: sheet.people } : null);
  const wrong = failure ?? saved.failure;
  const [phones, setPhones] = useState(false);
  const parent = `/segments/own/${of}`;
  const name = sheet?.name || t('segments.paper.unnamed');
  const title = t('segments.paper.title', { name });
  if (!sheet || !data) return <Page title={title} parent={parent}>{wrong && <ErrorNotice failure={wrong} />}</Page>;
  return (
    <PaperPage title={title} fileName={name} parent={parent} holds={{ list: 'segment', people: data.rows.length }}
      options={<Checkbox label={t('reports.showPhones')} checked={phones} onChange={(event) => setPhones(event.currentTarget.checked)} />}>
      <PaperHead title={title} shopName={data.shopName} day={fullDay(data.printedOn)} />
      <p>{sheet.sentence}</p>
      <p><strong>{t('segments.paper.summary', { customers: numberText(data.customers), money: yuan(data.netFen) })}</strong></p>
      <CallList {...data} phones={phones} />
    </PaperPage>
  );
};
