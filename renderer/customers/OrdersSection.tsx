import { useState } from 'react';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import type { OrderRow } from '../../core/orders/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { OrdersTable } from '../orders/OrdersTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePages } from '../ui/usePages.ts';

/** What the person bought, as a table that is as high as it has rows. */
export const OrdersSection = ({ customer: { id } }: { readonly customer: CustomerDetail }) => {
  const [active, setActive] = useState(0);
  const pages = usePages<OrderRow, { readonly netFen: number }>('orders', String(id), (offset, limit) => core.orders.list({ customerId: id, offset, limit }));
  if (pages.failure) return <ErrorNotice failure={pages.failure} />;
  if (pages.head && pages.total === 0) return <p className="soft">{t('customers.page.noOrders')}</p>;
  return (
    <div style={{ height: Math.min(440, 43 + Math.max(1, pages.total) * 40), display: 'flex' }}>
      <OrdersTable label={t('customers.page.orders')} pages={pages} active={active} onActive={setActive} withoutCustomer />
    </div>
  );
};
