import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { PortraitSection } from '../portraits/PortraitSection.tsx';
import { lifecycleName, SegmentMark, valueTierName } from '../scoring/words.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { ContactMark } from '../privacy/ContactMark.tsx';
import { OwedMark } from '../timeline/OwedMark.tsx';
import { RecordEntry } from '../timeline/RecordEntry.tsx';
import { TimelineSection } from '../timeline/TimelineSection.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { FactsSection } from './FactsSection.tsx';
import { OrdersSection } from './OrdersSection.tsx';
import type { SectionName } from './section-memory.ts';
import { openSection, useSectionMemory } from './section-memory.ts';

/** What a customer's page shows, one tab each. */
const sections: readonly (readonly [name: SectionName, Section: ComponentType<{ readonly customer: CustomerDetail }>])[] = [
  ['facts', FactsSection],
  ['timeline', TimelineSection],
  ['orders', OrdersSection],
  ['portrait', PortraitSection],
];

export const CustomerPage = ({ id }: { readonly id: number }) => {
  const { data: customer, failure } = useQuery('customers.get', { id });
  const { data: explained } = useQuery('scoring.explain', { customerId: id });
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const open = useSectionMemory((memory) => (memory.customerId === id ? memory.section : 'facts'));

  if (!customer) return <Page title={t('customers.title')} parent="/customers">{failure && <ErrorNotice failure={failure} />}</Page>;

  const remove = async () => {
    try {
      const { operationId } = await core.customers.delete({ id });
      offerUndo(t('customers.done.deleted', { name: customer.name }), operationId, () => navigate(`/customers/${id}`));
      navigate('/customers', { replace: true });
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };
  const score = explained?.score;

  return (
    <Page
      title={customer.name}
      parent="/customers"
      note={
        <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 4 }}>
          {score && <SegmentMark segment={score.segment} />}
          {score && <span className="mark">{lifecycleName(score.lifecycle)}</span>}
          {score?.valueTier && <span className="mark">{valueTierName(score.valueTier)}</span>}
          <OwedMark customerId={id} />
          <ContactMark customerId={id} />
          {customer.tags.map((tag) => <span key={tag} className="mark">{tag}</span>)}
        </span>
      }
      doings={
        <>
          <Button variant="subtle" color="brick" onClick={() => void remove()}>{t('customers.page.delete')}</Button>
          <Button variant="default" onClick={() => navigate(`/reports/customer/${id}`)}>{t('customers.page.print')}</Button>
          <RecordEntry customer={customer} />
          <Button onClick={() => navigate(`/customers/${id}/edit`)}>{t('customers.editCustomer')}</Button>
        </>
      }
    >
      {refusal && <ErrorNotice failure={refusal} />}
      <Tabs value={open} keepMounted={false} onChange={(name) => {
        const chosen = sections.find(([section]) => section === name);
        if (chosen) openSection(id, chosen[0]);
      }}>
        <Tabs.List aria-label={t('customers.page.sectionsLabel', { name: customer.name })}>
          {sections.map(([name]) => <Tabs.Tab key={name} value={name}>{t(`customers.page.sections.${name}`)}</Tabs.Tab>)}
        </Tabs.List>
        {sections.map(([name, Section]) => <Tabs.Panel key={name} value={name} pt="lg"><Section customer={customer} /></Tabs.Panel>)}
      </Tabs>
    </Page>
  );
};
