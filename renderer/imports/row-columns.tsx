/** How the rows of an import are shown: the same columns in the sample and in the long lists. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ImportRow, OrderChange } from '../../core/imports/contract.ts';
import { OrderStatus } from '../../core/orders/contract.ts';
import { solitairePlatform } from '../../core/solitaire/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { t } from '../i18n/texts.ts';
import { instantText, yuan } from '../ui/format.ts';
import { PhoneText } from '../ui/PhoneText.tsx';
import type { Column } from '../ui/VirtualTable.tsx';

type Of<T extends ImportRow['type']> = Extract<ImportRow, { type: T }>;

export const placeText = ({ sheet, row }: Pick<ImportRow, 'sheet' | 'row'>): string =>
  sheet === null ? t('imports.rows.row', { row }) : t('imports.rows.sheetRow', { sheet, row });

const valueText = (field: OrderChange['field'], value: OrderChange['before']): string => {
  if (value === null || value === '') return t('imports.rows.emptyValue');
  if (field === 'status') return t(`orders.status.${OrderStatus.parse(value)}`);
  if (typeof value === 'number') return yuan(value);
  return field === 'orderedAt' ? instantText(value) : value;
};

/** 退款 ¥0.00 → ¥28.50；补上收货 王桂英 */
export const changesText = (changes: readonly OrderChange[]): string =>
  changes.map(({ field, before, after }) => {
    const words = { field: t(`imports.rows.fields.${field}`), before: valueText(field, before), after: valueText(field, after) };
    return before === null || before === '' ? t('imports.rows.filled', words) : t('imports.rows.change', words);
  }).join('；');

const place: Column<ImportRow> = { key: 'place', title: '', width: '120px', cell: (row) => <span title={placeText(row)}>{placeText(row)}</span> };
const head = (name: Parameters<typeof titleOf>[0]) => ({ key: name, title: titleOf(name) });
const titleOf = (name: 'row' | 'orderId' | 'orderedAt' | 'customer' | 'goods' | 'net' | 'status' | 'platform' | 'changes' | 'name' | 'phone' | 'village' | 'completed' | 'spec' | 'column' | 'reason'): string => t(`imports.rows.heads.${name}`);

/** A cell of the rows that are of one type; every list holds one type only. */
const of = <T extends ImportRow['type']>(type: T, column: Omit<Column<ImportRow>, 'cell'>, cell: (row: Of<T>) => ReactNode): Column<ImportRow> => ({
  ...column,
  cell: (row) => (row.type === type ? cell(row as Of<T>) : null),
});

const orderColumns = (withChanges: boolean): readonly Column<ImportRow>[] => [
  of('order', { ...head('orderedAt'), width: '200px' }, (row) => (row.orderId === null ? instantText(row.orderedAt) : <Link href={`/orders/${row.orderId}`}>{instantText(row.orderedAt)}</Link>)),
  of('order', { ...head('orderId'), width: '196px', needs: 'wide' }, (row) => row.platformOrderId ?? ''),
  of('order', { ...head('customer'), width: '124px' }, (row) =>
    row.customerId === null ? (row.customer ?? <span className="soft">{t(row.platform === solitairePlatform ? 'imports.rows.nobody' : 'orders.unknownBuyer')}</span>) : <Link href={`/customers/${row.customerId}`}>{row.customer}</Link>),
  ...(withChanges ? [of('order', head('changes'), (row) => <span title={changesText(row.changes)}>{changesText(row.changes)}</span>)] : []),
  of('order', { ...head('goods'), ...(withChanges && { width: '130px', needs: 'wide' as const }) }, (row) => <span title={row.goods}>{row.goods}</span>),
  of('order', { ...head('net'), width: '124px', number: true }, (row) => (row.countsAsPurchase ? yuan(row.netFen) : t('orders.notCounted'))),
  // What changed tells the status too.
  ...(withChanges ? [] : [
    of('order', { ...head('status'), width: '88px' }, (row) => t(`orders.status.${row.status}`)),
    of('order', { ...head('platform'), width: '96px', needs: 'wide' }, (row) => row.platform),
  ]),
];

const personColumns = (withCompleted: boolean): readonly Column<ImportRow>[] => [
  of('customer', head('name'), (row) => (row.customerId === null ? row.name : <Link href={`/customers/${row.customerId}`}>{row.name}</Link>)),
  of('customer', { ...head('phone'), width: '180px' }, (row) => <PhoneText phone={row.phone} />),
  of('customer', { ...head('village'), width: '200px' }, (row) => row.village ?? ''),
  ...(withCompleted ? [of('customer', head('completed'), (row) => row.completed.map((field) => t(`imports.rows.completed.${field}`)).join('、'))] : []),
];

const productColumns = (): readonly Column<ImportRow>[] => [of('product', head('name'), (row) => row.name), of('product', head('spec'), (row) => row.spec ?? '')];

const refusedColumns = (): readonly Column<ImportRow>[] => [
  of('refused', { ...head('column'), width: '180px' }, (row) => row.column ?? ''),
  of('refused', head('reason'), (row) => <span title={sentenceOf(row)}>{sentenceOf(row)}</span>),
];

/** `full` tells also what changed or was completed, where that is what the list is about. */
export const rowColumns = (type: ImportRow['type'], full: boolean): readonly Column<ImportRow>[] => {
  const rest = { order: () => orderColumns(full), customer: () => personColumns(full), product: productColumns, refused: refusedColumns }[type]();
  return [{ ...place, title: titleOf('row') }, ...rest];
};
