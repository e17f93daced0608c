/** What the books hold after an import, in the words of the truth. */
import type { TestCore } from '../core.ts';
import type { ToldOrder, ToldPerson, Variant } from './variant.ts';

type Named = Omit<ToldOrder, 'who'>;
type Group = { readonly name: string; readonly phones: readonly string[]; readonly address: ToldPerson['address']; readonly tags: readonly string[]; readonly orders: readonly string[] };
export type Books = { readonly orders: readonly Named[]; readonly lines: readonly (readonly [string, ToldOrder['lines']])[]; readonly customers: readonly Group[]; readonly money: Readonly<Record<'paid' | 'refund' | 'net', number>>; readonly statuses: Readonly<Record<string, number>> };

/** An order without a number of its own is known by its time, its receiver and its goods. */
const labelOf = ({ order, orderedAt, receiver, money, lines }: Named): string => order ?? [orderedAt, receiver[0], money[0], lines.map(([name]) => name).join()].join(' ');

const sorted = <T>(items: readonly T[], by: (item: T) => string): readonly T[] => items.map((item) => [by(item), item] as const).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
const key = (value: unknown): string => JSON.stringify(value);

/** Only what both sides know of an order. */
const namedOf = ({ order, platform, status, orderedAt, money, receiver, pickupPoint, notes, lines }: Named): Named => ({ order, platform, status, orderedAt, money, receiver, pickupPoint, notes, lines });

const booksOf = (orders: readonly Named[], customers: readonly Group[]): Books => {
  const counted = orders.filter(({ status }) => status === 'paid' || status === 'shipped' || status === 'completed');
  const sum = (at: 0 | 1 | 2) => counted.reduce((total, { money }) => total + money[at], 0);
  const statuses: Record<string, number> = {};
  for (const { status } of orders) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    orders: sorted(orders.map((order) => ({ ...order, lines: [] })), key),
    lines: sorted(orders.map((order) => [labelOf(order), sorted(order.lines, key)] as const), key),
    customers: sorted(customers.map((group) => ({ ...group, tags: group.tags.toSorted() })), key),
    money: { paid: sum(0), refund: sum(1), net: sum(2) },
    statuses,
  };
};

export const toldBooks = ({ orders, people }: Variant): Books =>
  booksOf(
    orders.map(namedOf),
    people.map(({ who, name, phones, address, tags = [] }) => ({ name, phones, tags, address, orders: orders.filter((order) => order.who === who).map(labelOf).toSorted() })),
  );

export const storedBooks = async ({ core }: TestCore): Promise<Books> => {
  const { rows } = await core.orders.list({ limit: 200 });
  const details = await Promise.all(rows.map(({ id }) => core.orders.get({ id })));
  const orders = details.map((order): Named & { readonly customerId: number | null } => ({
    order: order.orderIdDerived ? null : order.platformOrderId,
    platform: order.platform,
    status: order.status,
    orderedAt: order.orderedAt,
    money: [order.paidFen, order.refundFen, order.netFen, order.freightFen],
    receiver: [order.receiverName, order.receiverPhone, order.receiverAddress],
    pickupPoint: order.pickupPoint,
    notes: [order.buyerNote, order.sellerNote],
    lines: order.lines.map(({ name, spec, quantity, amountFen }) => [name, spec, quantity, amountFen] as const),
    customerId: order.customerId,
  }));
  const { rows: people } = await core.customers.list({ limit: 200 });
  const groups = await Promise.all(people.map(async ({ id }): Promise<Group> => {
    const { name, phones, addresses: [first], tags } = await core.customers.get({ id });
    return {
      name, phones: phones.map(({ number }) => number), tags,
      address: first ? [first.province, first.city, first.district, first.village, first.detail] : null,
      orders: orders.filter(({ customerId }) => customerId === id).map(labelOf).toSorted(),
    };
  }));
  return booksOf(orders.map(namedOf), groups);
};
