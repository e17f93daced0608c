import { Link } from 'wouter';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Facts, Figures } from '../ui/Facts.tsx';
import { instantText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { useQuery } from '../ui/useQuery.ts';

export const OrderPage = ({ id }: { readonly id: number }) => {
  const { data: order, failure } = useQuery('orders.get', { id });
  if (!order) return <Page title={t('orders.title')} parent="/orders">{failure && <ErrorNotice failure={failure} />}</Page>;
  return (
    <Page
      title={order.orderIdDerived ? t('orders.page.titleUnnumbered') : t('orders.page.title', { id: order.platformOrderId })}
      parent="/orders"
      note={
        <>
          {order.platform} · {instantText(order.orderedAt)} · {t(`orders.status.${order.status}`)}
          {!order.countsAsPurchase && ` · ${t('orders.notCounted')}`}
        </>
      }
    >
      <div className="panel">
        <Figures
          figures={[
            [t('orders.page.net'), yuan(order.netFen)],
            [t('orders.page.paid'), yuan(order.paidFen)],
            [t('orders.page.refund'), yuan(order.refundFen)],
          ]}
        />
      </div>
      <div className="columns wide-left">
        <section className="panel" aria-label={t('orders.page.goods')}>
          <h2>{t('orders.page.goods')}</h2>
          {order.lines.length === 0 ? <p className="soft">{t('orders.page.noLines')}</p> : (
            <table className="rows wrap" aria-label={t('orders.page.goods')}>
              <thead>
                <tr>
                  <th scope="col">{t('orders.page.lines.name')}</th>
                  <th scope="col">{t('orders.page.lines.spec')}</th>
                  <th scope="col" className="number">{t('orders.page.lines.quantity')}</th>
                  <th scope="col" className="number">{t('orders.page.lines.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {order.lines.map((line, index) => (
                  <tr key={index}>
                    <td>{line.name}</td>
                    <td>{line.spec ?? ''}</td>
                    <td className="number">{line.quantity ?? ''}</td>
                    <td className="number">{line.amountFen === null ? '' : yuan(line.amountFen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <section className="panel" aria-label={t('orders.page.receiver')}>
          <Facts
            facts={[
              [t('orders.columns.orderId'), order.orderIdDerived && t('orders.page.noNumber')],
              [t('orders.columns.customer'), order.customerId === null ? t('orders.unknownBuyer') : <Link href={`/customers/${order.customerId}`}>{order.customerName}</Link>],
              [t('orders.columns.pickupPoint'), order.pickupPoint],
              [t('orders.page.receiverName'), order.receiverName],
              [t('orders.page.receiverPhone'), order.receiverPhone === null ? null : <PhoneText phone={order.receiverPhone} />],
              [t('orders.page.receiverAddress'), order.receiverAddress],
              [t('orders.page.freight'), order.freightFen ? yuan(order.freightFen) : null],
              [t('orders.page.buyerNote'), order.buyerNote],
              [t('orders.page.sellerNote'), order.sellerNote],
              [t('orders.page.statusText'), order.statusText],
            ]}
          />
        </section>
      </div>
    </Page>
  );
};
