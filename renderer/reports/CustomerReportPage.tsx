import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { dayOf } from '../../core/base/dates.ts';
import type { CustomerReport } from '../../core/reports/contract.ts';
import { t } from '../i18n/texts.ts';
import { PortraitSheet } from '../portraits/PortraitSheet.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { PaperHead, PaperPage } from './PaperPage.tsx';

/** The one paper of a customer: their portrait on one page and, when asked, every order behind it. */
export const CustomerReportPage = ({ id }: { readonly id: number }) => {
  const { data, failure } = useQuery('reports.customer', { id });
  const [phones, setPhones] = useState(false);
  const [withOrders, setWithOrders] = useState(false);
  if (!data) return <Page title={t('reports.customerReport')} parent="/reports">{failure && <ErrorNotice failure={failure} />}</Page>;
  const { name, uid } = data.portrait.customer;
  const title = t('portraits.paper.title', { name });
  return (
    <PaperPage title={title} fileName={`${t('reports.customerReport')} ${name}`} parent={`/customers/${id}`} large holds={{ list: uid, people: 1 }}
      options={
        <>
          <Checkbox label={t('reports.showPhones')} checked={phones} onChange={(event) => setPhones(event.currentTarget.checked)} />
          {data.orders.length > 0 && <Checkbox label={t('portraits.paper.withOrders')} checked={withOrders} onChange={(event) => setWithOrders(event.currentTarget.checked)} />}
        </>
      }>
      <div className="one-page">
        <PaperHead title={title} shopName={data.shopName} day={fullDay(data.printedOn)} />
        <PortraitSheet portrait={data.portrait} phones={phones} />
      </div>
      {withOrders && <OrderList report={data} />}
    </PaperPage>
  );
};

const OrderList = ({ report: { orders, ordersLeftOut } }: { readonly report: CustomerReport }) => (
  <div className="next-page">
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
  </div>
);
