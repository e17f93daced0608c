/** Orders in our own tables: the export, which is exact, and the template, which people fill by hand. */
import { yuanText } from '../base/money.ts';
import { nameOf, phoneOf } from './contacts.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import { digestOf } from './headers.rules.ts';
import type { Records } from './orders.rules.ts';
import type { Complain, TextOf, Written } from './own-cells.rules.ts';
import { moneyIn, ownRows, wordIn } from './own-cells.rules.ts';
import type { OwnOrderColumn } from './own-columns.ts';
import { handPlatform, ownOrderColumns, ownStatusWords, ownYes } from './own-columns.ts';
import { completed } from './own-customers.rules.ts';
import type { BuyerRecord, OrderRecord } from './records.ts';
import { numberOfDay, quantityOf } from './values.rules.ts';

type OwnOrder = Omit<OrderRecord, 'kind' | 'rows'>;
/** An order as one row tells it; `paidFen` is null when the cell is empty. */
type OrderRow = Omit<OrderRecord, 'paidFen'> & { readonly paidFen: number | null };

/** The rows of one order: as many as it has lines, at least one. */
export const ownOrderRows = (order: OwnOrder): readonly (readonly Written[])[] => {
  const lines = order.lines.length === 0 ? [null] : order.lines;
  const money = (fen: number | null | undefined) => (fen === null || fen === undefined ? null : Number(yuanText(fen)));
  return lines.map((line) => {
    const cells: Record<OwnOrderColumn, Written> = {
      乡客订单号: order.uid ?? null,
      平台: order.platform,
      平台订单号: order.platformOrderId,
      订单号自编: order.orderIdDerived ? ownYes : null,
      订单状态: ownStatusWords[order.status],
      平台状态: order.statusText,
      下单时间: order.orderedAt.slice(0, 19).replace('T', ' '),
      实付: money(order.paidFen),
      退款: money(order.refundFen),
      运费: money(order.freightFen),
      自提点: order.pickupPoint,
      客户编号: order.customerUid ?? null,
      平台账号: order.buyer.buyerId,
      收货人: order.buyer.name,
      电话: order.buyer.phone,
      省: order.buyer.province,
      市: order.buyer.city,
      区县: order.buyer.district,
      村: order.buyer.village,
      详细地址: order.buyer.address,
      买家留言: order.buyerNote,
      备注: order.sellerNote,
      商品: line?.name ?? null,
      规格: line?.spec ?? null,
      数量: line?.quantity ?? null,
      商品金额: money(line?.amountFen),
    };
    return ownOrderColumns.map((column) => cells[column]);
  });
};

const nobody: BuyerRecord = { buyerId: null, name: null, phone: null, province: null, city: null, district: null, address: null, village: null };

const writtenBuyer = (text: TextOf<OwnOrderColumn>): BuyerRecord => ({
  buyerId: text('平台账号'), name: text('收货人'), phone: text('电话'), province: text('省'), city: text('市'), district: text('区县'), village: text('村'), address: text('详细地址'),
});

/** Written by hand the contact is looked at like any other: what is masked or no name identifies nobody. */
const buyerByHand = (text: TextOf<OwnOrderColumn>, complain: Complain<OwnOrderColumn>): BuyerRecord => {
  const written = writtenBuyer(text);
  const { detail, ...place } = completed({ ...written, detail: written.address });
  const phone = written.phone === null || written.phone.includes('*') ? null : (phoneOf(written.phone) ?? complain('电话', 'imports.badPhone'));
  return { ...written, ...place, address: detail, name: nameOf(written.name), phone };
};

/** Our own export says who bought; the receiver of an order without a known buyer stays just that. */
const buyerAndReceiver = (text: TextOf<OwnOrderColumn>, byHand: boolean, complain: Complain<OwnOrderColumn>): Pick<OrderRecord, 'buyer' | 'receiver'> => {
  if (byHand) return { buyer: buyerByHand(text, complain) };
  const buyer = writtenBuyer(text);
  return text('客户编号') === null ? { buyer: nobody, receiver: buyer } : { buyer };
};

/** As exported, or with its measure word: 2, 0.5, 2件. */
const countIn = (text: string): number | null => (Number.isFinite(Number(text)) ? Number(text) : quantityOf(text));

const orderOfRow = (text: TextOf<OwnOrderColumn>, row: number, complain: Complain<OwnOrderColumn>): OrderRow => {
  const uid = text('乡客订单号');
  const byHand = uid === null;
  const customerUid = text('客户编号');
  const money = moneyIn(text, complain);
  const at = instantOf(text('下单时间'));
  const quantity = text('数量');
  const name = text('商品');
  return {
    kind: 'order',
    rows: [row],
    ...(uid === null ? {} : { uid }),
    ...(customerUid === null ? {} : { customerUid }),
    platform: text('平台') ?? (byHand ? handPlatform : complain('平台')) ?? '',
    platformOrderId: text('平台订单号') ?? (byHand ? '' : complain('平台订单号', 'imports.noOrderId')) ?? '',
    orderIdDerived: text('订单号自编') === ownYes,
    status: wordIn(text, complain)('订单状态', ownStatusWords) ?? 'completed',
    ...(text('订单状态') === null ? { statusAssumed: true } : {}),
    statusText: text('平台状态'),
    orderedAt: at === null || at === 'bad' ? (complain('下单时间', at === null ? 'imports.noDate' : 'imports.badDate') ?? '') : at,
    paidFen: money('实付'),
    refundFen: money('退款') ?? 0,
    freightFen: money('运费'),
    pickupPoint: text('自提点'),
    buyerNote: text('买家留言'),
    sellerNote: text('备注'),
    ...buyerAndReceiver(text, byHand, complain),
    lines: name === null ? [] : [{ name, spec: text('规格'), quantity: quantity === null ? null : countIn(quantity) ?? complain('数量'), amountFen: money('商品金额') }],
  };
};

const keyOfRow = ({ orderedAt, buyer, lines }: OrderRow): string =>
  `自编-${digestOf([orderedAt.slice(0, 16), buyer.name, buyer.phone, ...lines.flatMap(({ name, spec }) => [name, spec])].join('\u0001'))}`;

/** Sales written by hand without a number get one, the same whenever the table comes again; twins are counted. */
const numbered = (rows: readonly OrderRow[]): readonly OrderRow[] => {
  const seen = new Map<string, number>();
  return rows.map((order) => {
    if (order.platformOrderId !== '') return order.uid === undefined ? { ...order, platformOrderId: numberOfDay(order.platformOrderId, order.orderedAt) } : order;
    const key = keyOfRow(order);
    const twin = (seen.get(key) ?? 0) + 1;
    seen.set(key, twin);
    return { ...order, platformOrderId: twin === 1 ? key : `${key}-${twin}`, orderIdDerived: true };
  });
};

const paidFor = ({ paidFen, lines, freightFen }: OrderRow): number => paidFen ?? lines.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), freightFen ?? 0);

export function* ownOrderRecords(table: Table): Generator<number, Records<OrderRecord>> {
  const { records: read, ...told } = yield* ownRows(table, ownOrderColumns, orderOfRow);
  const orders = new Map<string, OrderRow>();
  for (const order of numbered(read)) {
    const key = order.uid ?? `${order.platform}\u0001${order.platformOrderId}`;
    const known = orders.get(key);
    orders.set(key, known ? { ...known, rows: [...known.rows, ...order.rows], lines: [...known.lines, ...order.lines], paidFen: known.paidFen ?? order.paidFen, refundFen: Math.max(known.refundFen, order.refundFen), freightFen: known.freightFen ?? order.freightFen } : order);
  }
  const records = [...orders.values()].map((order): OrderRecord => ({ ...order, paidFen: paidFor(order) }));
  return { ...told, records, warnings: records.some(({ orderIdDerived, uid }) => orderIdDerived && uid === undefined) ? [{ code: 'imports.noOrderNumbers' }] : [] };
}
