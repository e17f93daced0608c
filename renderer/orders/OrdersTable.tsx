import { useCallback } from 'react';
import { Link, useLocation } from 'wouter';
import type { OrderRow } from '../../core/orders/contract.ts';
import { t } from '../i18n/texts.ts';
import { instantText, yuan } from '../ui/format.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import type { Pages } from '../ui/usePages.ts';

type Props = {
  readonly label: string;
  readonly pages: Pages<OrderRow, { readonly netFen: number }>;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly scrollTop?: number;
  readonly onScrollTop?: (scrollTop: number) => void;
  readonly question?: string;
  /** on a customer's own page their name is known */
  readonly withoutCustomer?: boolean;
};

export const OrdersTable = ({ label, pages, withoutCustomer = false, ...rest }: Props) => {
  const [, navigate] = useLocation();
  const open = useCallback((row: OrderRow) => navigate(`/orders/${row.id}`), [navigate]);
  const columns: readonly Column<OrderRow>[] = [
    {
      key: 'at', title: t('orders.columns.orderedAt'), width: '172px',
      cell: (row) => <Link href={`/orders/${row.id}`} aria-label={`${t('orders.columns.open')} ${row.orderIdDerived ? instantText(row.orderedAt) : row.platformOrderId}`}>{instantText(row.orderedAt)}</Link>,
    },
    ...(withoutCustomer
      ? []
      : [{
          key: 'customer', title: t('orders.columns.customer'), width: '132px',
          cell: (row: OrderRow) => (row.customerId === null ? <span className="soft">{t('orders.unknownBuyer')}</span> : <Link href={`/customers/${row.customerId}`}>{row.customerName}</Link>),
        }]),
    { key: 'goods', title: t('orders.columns.goods'), cell: (row) => <span title={row.goods}>{row.goods}</span> },
    { key: 'net', title: t('orders.columns.net'), width: '134px', number: true, cell: (row) => (row.countsAsPurchase ? yuan(row.netFen) : t('orders.notCounted')) },
    { key: 'status', title: t('orders.columns.status'), width: '92px', needs: 'middle', cell: (row) => t(`orders.status.${row.status}`) },
    { key: 'platform', title: t('orders.columns.platform'), width: '108px', needs: 'middle', cell: (row) => row.platform },
    ...(withoutCustomer ? [] : [{ key: 'id', title: t('orders.columns.orderId'), width: '196px', needs: 'wide' as const, cell: (row: OrderRow) => (row.orderIdDerived ? '' : row.platformOrderId) }]),
  ];
  return <VirtualTable label={label} columns={columns} total={pages.total} rowAt={pages.rowAt} need={pages.need} onOpen={open} weak={(row) => !row.countsAsPurchase} {...rest} />;
};
