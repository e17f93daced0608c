import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { dayOf } from '../../core/base/dates.ts';
import type { CustomerReport } from '../../core/reports/contract.ts';
import { addressText, birthdayText } from '../customers/words.ts';
import { t } from '../i18n/texts.ts';
import { WhyList } from '../scoring/WhyPanel.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Facts } from '../ui/Facts.tsx';
import { fullDay, maskedPhone, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { PaperHead, PaperPage } from './PaperPage.tsx';

export const CustomerReportPage = ({ id }: { readonly id: number }) => {
  const { data, failure } = useQuery('reports.customer', { id });
  const [phones, setPhones] = useState(false);
  if (!data) return <Page title={t('reports.customerReport')} parent="/reports">{failure && <ErrorNotice failure={failure} />}</Page>;
  const title = t('reports.sheet.customerTitle', { name: data.customer.name });
  return (
    <PaperPage title={title} fileName={`${t('reports.customerReport')} ${data.customer.name}`} parent={`/customers/${id}`}
      options={<Checkbox label={t('reports.showPhones')} checked={phones} onChange={(event) => setPhones(event.currentTarget.checked)} />}>
      <PaperHead title={title} shopName={data.shopName} day={fullDay(data.printedOn)} />
      <CustomerSheet report={data} phones={phones} />
    </PaperPage>
  );
};

const CustomerSheet = ({ report, phones }: { readonly report: CustomerReport; readonly phones: boolean }) => {
  const { customer, score, thresholds, topGoods, orders, ordersLeftOut } = report;
  return (
    <>
      <h2>{t('reports.sheet.facts')}</h2>
      <Facts
        facts={[
          [t('customers.fields.phone'), customer.phones.map(({ number }) => (phones ? number : maskedPhone(number))).join('，')],
          [t('customers.fields.address'), customer.addresses.map(addressText).join('；')],
          [t('customers.fields.birthday'), customer.birthday && birthdayText(customer.birthday)],
          [t('customers.fields.tags'), customer.tags.join('，')],
          [t('customers.fields.referrer'), customer.referrerName],
          [t('customers.fields.createdOn'), fullDay(customer.createdOn)],
        ]}
      />
      <h2>{t('reports.sheet.totals')}</h2>
      {customer.orderCount === 0 ? <p>{t('customers.page.never')}</p> : (
        <Facts
          facts={[
            [t('customers.page.totals.orders'), t('app.counts.times', { n: customer.orderCount })],
            [t('customers.page.totals.net'), yuan(customer.netFen)],
            [t('customers.page.totals.first'), fullDay(customer.firstOrderOn)],
            [t('customers.page.totals.last'), fullDay(customer.lastOrderOn)],
          ]}
        />
      )}
      {score && thresholds && (
        <>
          <h2>{t('reports.sheet.why')}</h2>
          <p>{t('reports.sheet.asOf', { day: fullDay(score.asOf) })}</p>
          <WhyList score={score} thresholds={thresholds} />
        </>
      )}
      {topGoods.length > 0 && (
        <>
          <h2>{t('reports.sheet.goods')}</h2>
          <table aria-label={t('reports.sheet.goods')}>
            <thead>
              <tr>
                <th scope="col">{t('reports.sheet.goodsHeads.name')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.quantity')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.orders')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.net')}</th>
              </tr>
            </thead>
            <tbody>
              {topGoods.map((goods) => (
                <tr key={goods.name}>
                  <td>{goods.name}</td>
                  <td className="number">{Math.round(goods.quantity * 100) / 100}</td>
                  <td className="number">{goods.orders}</td>
                  <td className="number">{goods.netFen === null ? '' : yuan(goods.netFen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {orders.length > 0 && (
        <>
          <h2>{t('reports.sheet.orders')}</h2>
          {ordersLeftOut > 0 && <p>{t('reports.sheet.ordersCut', { shown: orders.length, rest: ordersLeftOut })}</p>}
          <table aria-label={t('reports.sheet.orders')}>
            <thead>
              <tr>
                <th scope="col">{t('reports.sheet.orderHeads.day')}</th>
                <th scope="col">{t('reports.sheet.orderHeads.goods')}</th>
                <th scope="col" className="number">{t('reports.sheet.orderHeads.net')}</th>
                <th scope="col">{t('reports.sheet.orderHeads.status')}</th>
                <th scope="col">{t('reports.sheet.orderHeads.platform')}</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.id}>
                  <td className="nowrap">{fullDay(dayOf(order.orderedAt))}</td>
                  <td>{order.goods}</td>
                  <td className="number">{order.countsAsPurchase ? yuan(order.netFen) : t('orders.notCounted')}</td>
                  <td className="nowrap">{t(`orders.status.${order.status}`)}</td>
                  <td className="nowrap">{order.platform}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
};
