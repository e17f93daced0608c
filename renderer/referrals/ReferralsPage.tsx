import { Button, Tabs } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ReferralSummary } from '../../core/referrals/contract.ts';
import { t } from '../i18n/texts.ts';
import { useExcel } from '../reports/useExcel.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Figures } from '../ui/Facts.tsx';
import { fullDay, moneyShort, numberText, percentText } from '../ui/format.ts';
import { useMay } from '../staff/present.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { HelpersTable } from './HelpersTable.tsx';
import { useReferralMemory } from './referral-memory.ts';
import { ReferralTree } from './ReferralTree.tsx';

export const ReferralsPage = () => {
  const { data, failure } = useQuery('referrals.summary', {});
  const { exportTable, notice } = useExcel();
  const may = useMay();
  const tab = useReferralMemory((memory) => memory.tab);
  const [, navigate] = useLocation();
  const title = t('referrals.title');
  if (!data) return <Page title={title} parent="/reports">{failure && <ErrorNotice failure={failure} />}</Page>;
  if (data.brought === 0) {
    return (
      <Page title={title} parent="/reports">
        <Empty title={t('referrals.empty')} hint={t('referrals.emptyHint')}><Button onClick={() => navigate('/customers')}>{t('referrals.toCustomers')}</Button></Empty>
      </Page>
    );
  }
  return (
    <Page title={title} note={t('referrals.intro')} parent="/reports" full
      doings={may('reports.exportTable') && <Button onClick={() => void exportTable({ kind: 'helpers', title: t('referrals.excelTitle'), name: t('referrals.excelName') })}>{t('referrals.export')}</Button>}>
      {notice}
      <Summary summary={data} />
      <Tabs className="filling" value={tab} keepMounted={false} onChange={(name) => useReferralMemory.setState({ tab: name === 'helpers' ? 'helpers' : 'tree' })}>
        <Tabs.List aria-label={t('referrals.tabs.label')}>
          <Tabs.Tab value="tree">{t('referrals.tabs.tree')}</Tabs.Tab>
          <Tabs.Tab value="helpers">{t('referrals.tabs.helpers')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className="filling" value="tree" pt="sm"><ReferralTree /></Tabs.Panel>
        <Tabs.Panel className="filling" value="helpers" pt="sm"><HelpersTable /></Tabs.Panel>
      </Tabs>
    </Page>
  );
};

const people = (n: number): string => t('referrals.people', { n: numberText(n) });

const Summary = ({ summary }: { readonly summary: ReferralSummary }) => {
  const { from, to, customers, brought, broughtBuyers, broughtFen, helpers, newBuyers, newBrought, wordOfMouthRate, k, circles } = summary;
  const period = { from: fullDay(from), to: fullDay(to), all: numberText(newBuyers), n: numberText(newBrought) };
  return (
    <section className="panel" aria-label={t('referrals.title')}>
      <Figures
        figures={[
          [t('referrals.figures.brought'), people(brought)],
          [t('referrals.figures.bought'), people(broughtBuyers)],
          [t('referrals.figures.value'), moneyShort(broughtFen)],
          [t('referrals.figures.helpers'), people(helpers)],
          ...(wordOfMouthRate === null ? [] : [[t('referrals.figures.rate'), t('referrals.rateOf', { percent: percentText(wordOfMouthRate) })] as const]),
        ]}
      />
      <p className="soft">
        {t(wordOfMouthRate === null ? 'referrals.rateTooFew' : 'referrals.rateSentence', period)}
        {t('referrals.helperShare', { all: numberText(customers), n: numberText(helpers) })}
        {k !== null && t('referrals.kSentence', { n: numberText(Math.round(k * 1000) / 10) })}
      </p>
      {circles.length > 0 && <p className="notice look" role="alert">{t('referrals.circle', { names: circles.map(({ name }) => name).join('、') })}</p>}
    </section>
  );
};
