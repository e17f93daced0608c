import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Redirect } from 'wouter';
import type { Segment } from '../../core/scoring/contract.ts';
import { t } from '../i18n/texts.ts';
import { isSegment, segmentName, segmentTerm } from '../scoring/words.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText, percentText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { CallList } from './CallList.tsx';
import { PaperHead, PaperPage } from './PaperPage.tsx';

export const SegmentReportPage = ({ code }: { readonly code: string }) => (isSegment(code) ? <SegmentPaper segment={code} /> : <Redirect to="/reports" />);

/** A list to hold in the hand while calling: masked phones unless asked, and room to write. */
const SegmentPaper = ({ segment }: { readonly segment: Segment }) => {
  const { data, failure } = useQuery('reports.segment', { segment });
  const [phones, setPhones] = useState(false);
  const name = segmentName(segment);
  const title = t('reports.sheet.segmentTitle', { name });
  if (!data) return <Page title={title} parent="/reports">{failure && <ErrorNotice failure={failure} />}</Page>;
  return (
    <PaperPage title={title} fileName={`${t('reports.segmentReport')} ${name}`} parent="/segments" holds={{ list: 'segment', people: data.rows.length }}
      options={<Checkbox label={t('reports.showPhones')} checked={phones} onChange={(event) => setPhones(event.currentTarget.checked)} />}>
      <PaperHead title={title} shopName={data.shopName} day={fullDay(data.printedOn)} />
      <p>{segmentTerm(segment)} · {t('reports.sheet.asOf', { day: fullDay(data.asOf) })}</p>
      <p><strong>{t('reports.sheet.summary', { customers: numberText(data.customers), orders: numberText(data.orders), money: yuan(data.netFen), share: percentText(data.shareOfRevenue) })}</strong></p>
      <p>{t(`scoring.segments.${segment}.meaning`)}{t('scoring.todo')}：{t(`scoring.segments.${segment}.advice`)}</p>
      <CallList {...data} phones={phones} />
    </PaperPage>
  );
};
