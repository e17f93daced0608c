/** The books as the methods read them: columns of numbers, a customer and a product by their place in a list of ids. */
import type { Database } from 'better-sqlite3';
import { addDays, dayNumber } from '../base/dates.ts';
import { referralRepository } from '../referrals/repository.ts';
import type { Transactions } from '../scoring/transactions.rules.ts';
import type { Goods, ReferralCounts, ShopRecords } from './shop.rules.ts';

/** The orders that count, with the customer's id behind each number; everybody has a number, also who never bought. */
export type ShopTransactions = Transactions & { readonly customerIds: Int32Array };

/** Customers whose orders are read at once: a question that comes meanwhile waits a few milliseconds. */
const customersAtOnce = 500;
/** Of a few customers nobody between two of them is read. */
const atOnce = (only: readonly number[] | null): number => (only ? 1 : customersAtOnce);

/** What a reading in steps comes to, for whoever has nobody to let through between them. */
export function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** All rows of a query that takes a range of customers, step by step: an open cursor would hide from everybody what is written meanwhile. */
function* rowsBetween<R>(customerIds: Int32Array, step: number, rowsOf: (from: number, upTo: number) => readonly R[], take: (row: R) => void): Generator<void, void> {
  for (let at = 0; at < customerIds.length; at += step) {
    rowsOf(customerIds[at]!, customerIds[Math.min(at + step, customerIds.length) - 1]!).forEach(take);
    yield;
  }
}

const placesOf = (ids: Iterable<number>): ReadonlyMap<number, number> => new Map(Array.from(ids, (id, at) => [id, at]));

/** Orders up to and on the day; `only` of these customers, ascending. */
export function* readTransactions(db: Database, asOf: string, only: readonly number[] | null = null): Generator<void, ShopTransactions> {
  const customerIds = Int32Array.from(only ?? db.prepare<[], number>(`SELECT id FROM customers ORDER BY id`).pluck().all());
  yield;
  const place = placesOf(customerIds);
  const orders = db.prepare<[number, number, string], readonly [customerId: number, orderedAt: string, netFen: number]>(`
    SELECT customer_id, ordered_at, net_fen FROM orders WHERE customer_id BETWEEN ? AND ? AND counts = 1 AND ordered_at < ? || 'T24'`).raw();
  const [customer, day, amountFen]: [number[], number[], number[]] = [[], [], []];
  yield* rowsBetween(customerIds, atOnce(only), (from, upTo) => orders.all(from, upTo, asOf), ([customerId, orderedAt, netFen]) => {
    const at = place.get(customerId);
    if (at === undefined) return;
    customer.push(at);
    day.push(dayNumber(orderedAt));
    amountFen.push(netFen);
  });
  return { customers: customerIds.length, customerIds, customer: Int32Array.from(customer), day: Int32Array.from(day), amountFen: Float64Array.from(amountFen) };
}

/** The same at once. */
export const transactionsOf = (db: Database, asOf: string): ShopTransactions => finished(readTransactions(db, asOf));

type LineRow = readonly [orderId: number, customerId: number, orderedAt: string, productId: number, quantity: number | null, amountFen: number | null];

/**
 * What was bought up to and on the day, line by line, in the sequence of each customer's orders. With `only` the lines of
 * everybody that hold a product which these customers bought; who is not among them has the number −1.
 */
export function* readGoods(db: Database, asOf: string, customerIds: Int32Array, only: readonly number[] | null = null): Generator<void, Goods> {
  const columns = `o.id, o.customer_id, o.ordered_at, l.product_id, l.quantity, l.amount_fen`;
  const lines = db.prepare<[number, number, string], LineRow>(`
    SELECT ${columns} FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.customer_id BETWEEN ? AND ? AND o.counts = 1 AND o.ordered_at < ? || 'T24' ORDER BY o.customer_id, o.ordered_at, o.id, l.position`).raw();
  const sameProducts = db.prepare<[string, string], LineRow>(`
    SELECT ${columns} FROM order_lines l JOIN orders o ON o.id = l.order_id
    WHERE o.counts = 1 AND o.ordered_at < ? || 'T24' AND o.customer_id IS NOT NULL AND l.product_id IN (
      SELECT k.product_id FROM orders b JOIN order_lines k ON k.order_id = b.id WHERE b.counts = 1 AND b.customer_id IN (SELECT value FROM json_each(?)))
    ORDER BY o.customer_id, o.ordered_at, o.id, l.position`).raw();
  const products = db.prepare<[], readonly [id: number, name: string]>(`SELECT id, name FROM products ORDER BY id`).raw().all();
  yield;
  const itemNames = [...new Set(products.map(([, name]) => name))];
  const itemPlace = new Map(itemNames.map((name, at) => [name, at]));
  const productPlace = placesOf(products.map(([id]) => id));
  const place = placesOf(customerIds);
  const [order, customer, product, item, day, unitPriceFen]: [number[], number[], number[], number[], number[], number[]] = [[], [], [], [], [], []];
  let [orders, lastOrder] = [0, 0];
  const take = ([orderId, customerId, orderedAt, productId, quantity, amountFen]: LineRow): void => {
    const which = productPlace.get(productId);
    if (which === undefined) return;
    if (orderId !== lastOrder) orders += 1;
    lastOrder = orderId;
    order.push(orders - 1);
    customer.push(place.get(customerId) ?? -1);
    product.push(which);
    item.push(itemPlace.get(products[which]![1])!);
    day.push(dayNumber(orderedAt));
    unitPriceFen.push(quantity !== null && amountFen !== null && quantity > 0 && amountFen > 0 ? amountFen / quantity : Number.NaN);
  };
  if (only) sameProducts.all(asOf, JSON.stringify(only)).forEach(take);
  else yield* rowsBetween(customerIds, customersAtOnce, (from, upTo) => lines.all(from, upTo, asOf), take);
  return {
    orders, customers: customerIds.length, items: itemNames.length, itemNames, productNames: products.map(([, name]) => name),
    order: Int32Array.from(order), customer: Int32Array.from(customer), product: Int32Array.from(product), item: Int32Array.from(item),
    day: Int32Array.from(day), unitPriceFen: Float64Array.from(unitPriceFen),
  };
}

/** Everything the methods read, as of a day, of all customers or `only` of some. */
export function* readShop(db: Database, asOf: string, only: readonly number[] | null = null): Generator<void, ShopRecords & { readonly customerIds: Int32Array }> {
  const { customerIds, ...transactions } = yield* readTransactions(db, asOf, only);
  const goods = yield* readGoods(db, asOf, customerIds, only);
  const place = placesOf(customerIds);
  const has = (id: number): boolean => place.has(id);
  const datesOf = (sql: string): { readonly customer: number; readonly day: number }[] =>
    db.prepare<[string], { id: number; at: string }>(sql).all(asOf).flatMap(({ id, at }) => (has(id) ? [{ customer: place.get(id)!, day: dayNumber(at) }] : []));
  const wishes = new Set(db.prepare<[], number>(`SELECT id FROM customers WHERE wish IS NOT NULL`).pluck().all());
  yield;
  return {
    asOf: dayNumber(asOf),
    transactions,
    customerIds,
    goods,
    hasNeed: Array.from(customerIds, (id) => wishes.has(id)),
    enquiries: datesOf(`SELECT customer_id AS id, at FROM timeline_entries WHERE kind = 'enquiry' AND at < ? || 'T24'`),
    complaints: datesOf(`SELECT customer_id AS id, at FROM timeline_entries WHERE kind = 'complaint' AND at < ? || 'T24'`),
    refunds: datesOf(`SELECT customer_id AS id, ordered_at AS at FROM orders WHERE refund_fen > 0 AND customer_id IS NOT NULL AND ordered_at < ? || 'T24'`),
    referrals: referralCountsOf(db, asOf),
  };
}

const referralCountsOf = (db: Database, asOf: string): ReferralCounts => {
  const referrals = referralRepository(db);
  return { ...referrals.counts(), ...referrals.newBuyers(addDays(asOf, -364), asOf) };
};
