import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { t } from '../i18n/texts.ts';
import { segmentName, segments } from '../scoring/words.tsx';
import type { Segment } from '../../core/scoring/contract.ts';
import { useMay } from '../staff/present.ts';
import { Choice } from '../ui/Choice.tsx';
import { Page } from '../ui/Page.tsx';
import { useExcel } from './useExcel.tsx';

export const ReportsPage = () => {
  const [, navigate] = useLocation();
  const [segment, setSegment] = useState<Segment>('111');
  const { exportTable, notice } = useExcel();
  const may = useMay();
  return (
    <Page title={t('reports.title')} note={t('reports.intro')}>
      {notice}
      <div className="columns">
        <section className="panel" aria-label={t('reports.customerReport')}>
          <h2>{t('reports.customerReport')}</h2>
          <p className="soft">{t('reports.customerReportHint')}</p>
          <div style={{ marginTop: 16 }}>
            <CustomerPicker label={t('reports.chooseCustomer')} chosen={null} onChange={(chosen) => chosen && navigate(`/reports/customer/${chosen.id}`)} />
          </div>
        </section>
        <section className="panel" aria-label={t('reports.segmentReport')}>
          <h2>{t('reports.segmentReport')}</h2>
          <p className="soft">{t('reports.segmentReportHint')}</p>
          <div className="side-by-side" style={{ marginTop: 16 }}>
            <Choice label={t('reports.chooseSegment')} width={240} value={segment} options={segments.map((one) => [one, segmentName(one)])} onChange={(value) => value && setSegment(value)} />
            <Button h={42} onClick={() => navigate(`/reports/segment/${segment}`)}>{t('reports.preview')}</Button>
          </div>
        </section>
      </div>
      <section className="panel" aria-label={t('referrals.title')}>
        <h2>{t('referrals.title')}</h2>
        <p className="soft">{t('referrals.card')}</p>
        <div style={{ marginTop: 16 }}><Button variant="default" onClick={() => navigate('/reports/referrals')}>{t('referrals.see')}</Button></div>
      </section>
      {may('reports.exportTable') && <section className="panel" aria-label={t('reports.excel')}>
        <h2>{t('reports.excel')}</h2>
        <p className="soft">{t('reports.excelHint')}</p>
        <div className="side-by-side" style={{ marginTop: 16 }}>
          <Button variant="default" onClick={() => void exportTable({ kind: 'customers', title: t('customers.excelTitle'), name: t('customers.excelName') })}>{t('reports.exportCustomers')}</Button>
          <Button variant="default" onClick={() => void exportTable({ kind: 'orders', title: t('orders.excelTitle'), name: t('orders.excelName') })}>{t('reports.exportOrders')}</Button>
          <Button variant="default" onClick={() => void exportTable({ kind: 'products', title: t('reports.productsExcelTitle'), name: t('reports.productsExcelName') })}>{t('reports.exportProducts')}</Button>
          <Button variant="default" onClick={() => void exportTable({ kind: 'segments', title: t('reports.segmentsExcelTitle'), name: t('reports.segmentsExcelName') })}>{t('reports.exportSegments')}</Button>
        </div>
      </section>}
    </Page>
  );
};
