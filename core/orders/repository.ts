import type { Database } from 'better-sqlite3';
import type { NewId } from '../base/clock.ts';
import type { ProductWriter } from '../products/repository.ts';
import type { OrderDetail, OrderFilter, OrderLine, OrderRow, OrderStatus } from './contract.ts';
import type { OrderState } from './rules.ts';
import type { z } from 'zod';

/** The columns that an import fills; null means that the export does not say. */
export type OrderFacts = {
  readonly status: OrderStatus;
  readonly status_text: string | null;
  readonly ordered_at: string;
  readonly paid_fen: number;
  readonly refund_fen: number;
  readonly freight_fen: number | null;
  readonly counts: number;
  readonly net_fen: number;
  readonly customer_id: number | null;
  readonly pickup_point_id: number | null;
  readonly receiver_name: string | null;
  readonly receiver_phone: string | null;
  readonly receiver_address: string | null;
  readonly buyer_note: string | null;
  readonly seller_note: string | null;
};
export type OrderKey = { readonly platform: string; readonly platform_order_id: string; readonly order_id_derived: number };
/** `lines` only where they were read together with the order. */
export type StoredOrder = OrderFacts & { readonly id: number; readonly lines?: readonly OrderLine[] };

const factColumns = [
  'status', 'status_text', 'ordered_at', 'paid_fen', 'refund_fen', 'freight_fen', 'counts', 'net_fen', 'customer_id', 'pickup_point_id',
  'receiver_name', 'receiver_phone', 'receiver_address', 'buyer_note', 'seller_note',
] as const satisfies readonly (keyof OrderFacts)[];

const rowColumns = `o.id, o.uid, o.platform, o.platform_order_id AS platformOrderId, o.order_id_derived AS derived, o.status, o.status_text AS statusText, o.counts,
  o.ordered_at AS orderedAt, o.paid_fen AS paidFen, o.refund_fen AS refundFen, o.net_fen AS netFen, o.customer_id AS customerId,
  c.name AS customerName, p.name AS pickupPoint,
  coalesce((SELECT group_concat(goods, '、') FROM (
    SELECT iif(l.quantity IS NULL OR l.quantity = 1, g.name, g.name || ' ×' || printf('%g', l.quantity)) AS goods
    FROM order_lines l JOIN products g ON g.id = l.product_id WHERE l.order_id = o.id ORDER BY l.position)), '') AS goods`;
const joins = `FROM orders o LEFT JOIN customers c ON c.id = o.customer_id LEFT JOIN pickup_points p ON p.id = o.pickup_point_id`;

type StoredRow = Omit<OrderRow, 'countsAsPurchase' | 'orderIdDerived'> & { readonly counts: number; readonly derived: number };
const rowOf = ({ counts, derived, ...row }: StoredRow): OrderRow => ({ ...row, countsAsPurchase: counts === 1, orderIdDerived: derived === 1 });

type Filter = z.output<typeof OrderFilter>;

const where = (filter: Filter): { sql: string; values: Record<string, string | number> } => {
  const conditions: string[] = [];
  const values: Record<string, string | number> = {};
  const add = (condition: string, name: string, value: string | number | undefined) => {
    if (value === undefined || value === '') return;
    conditions.push(condition);
    values[name] = value;
  };
  add(`o.customer_id = @customerId`, 'customerId', filter.customerId);
  add(`o.platform = @platform`, 'platform', filter.platform);
  add(`o.counts = @counts`, 'counts', filter.counted === undefined ? undefined : Number(filter.counted));
  add(`(o.customer_id IS NOT NULL) = @withBuyer`, 'withBuyer', filter.withBuyer === undefined ? undefined : Number(filter.withBuyer));
  add(`o.ordered_at >= @from`, 'from', filter.from);
  add(`substr(o.ordered_at, 1, 10) <= @to`, 'to', filter.to);
  const search = filter.search.trim();
  add(
    `(instr(o.platform_order_id, @search) > 0 OR instr(coalesce(c.name, ''), @search) > 0 OR instr(coalesce(o.receiver_name, ''), @search) > 0
      OR EXISTS (SELECT 1 FROM order_lines l JOIN products g ON g.id = l.product_id WHERE l.order_id = o.id AND instr(g.name, @search) > 0))`,
    'search',
    search,
  );
  return { sql: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values };
};

export const orderRepository = (db: Database) => {
  const lines = db.prepare<[number], OrderLine>(`
    SELECT g.name, nullif(g.spec, '') AS spec, l.quantity, l.amount_fen AS amountFen
    FROM order_lines l JOIN products g ON g.id = l.product_id WHERE l.order_id = ? ORDER BY l.position`);
  const detail = db.prepare<[number], StoredRow & Pick<OrderDetail, 'freightFen' | 'receiverName' | 'receiverPhone' | 'receiverAddress' | 'buyerNote' | 'sellerNote'>>(`
    SELECT ${rowColumns}, o.freight_fen AS freightFen, o.receiver_name AS receiverName, o.receiver_phone AS receiverPhone,
      o.receiver_address AS receiverAddress, o.buyer_note AS buyerNote, o.seller_note AS sellerNote ${joins} WHERE o.id = ?`);
  const detailOf = (id: number): OrderDetail | undefined => {
    const row = detail.get(id);
    return row && { ...rowOf(row), freightFen: row.freightFen, receiverName: row.receiverName, receiverPhone: row.receiverPhone, receiverAddress: row.receiverAddress, buyerNote: row.buyerNote, sellerNote: row.sellerNote, lines: lines.all(id) };
  };

  const byIds = db.prepare<[string], StoredRow>(`SELECT ${rowColumns} ${joins.replace('FROM orders o', 'FROM json_each(?) wanted CROSS JOIN orders o ON o.id = wanted.value')} ORDER BY wanted.key`);

  const countOf = db.prepare<[number], number>(`SELECT count(*) FROM orders WHERE customer_id = ?`).pluck();
  const newestOf = db.prepare<object, number>(`
    SELECT id FROM orders WHERE customer_id = @customerId AND (ordered_at < @at OR (ordered_at = @at AND id < @id)) ORDER BY ordered_at DESC, id DESC LIMIT @limit`).pluck();

  return {
    find: detailOf,
    /** Rows in the order of the ids; those that are gone are left out. */
    rows: (ids: readonly number[]): OrderRow[] => byIds.all(JSON.stringify(ids)).map(rowOf),
    countOf: (customerId: number): number => countOf.get(customerId)!,
    /** Ids of a person's orders, newest first; only those before the place where the last page ended. */
    newestOf: (customerId: number, before: { readonly at: string; readonly id: number } | null, limit: number): number[] =>
      newestOf.all({ customerId, at: before?.at ?? '~', id: before?.id ?? 0, limit }),
    list: (filter: Filter, offset: number, limit: number) => {
      const { sql, values } = where(filter);
      const sums = db.prepare<object, { total: number; netFen: number }>(`SELECT count(*) AS total, coalesce(sum(o.net_fen), 0) AS netFen ${joins} ${sql}`).get(values)!;
      const rows = db
        .prepare<object, StoredRow>(`SELECT ${rowColumns} ${joins} ${sql} ORDER BY o.ordered_at DESC, o.id DESC LIMIT @limit OFFSET @offset`)
        .all({ ...values, limit, offset })
        .map(rowOf);
      return { ...sums, rows };
    },
    /**
     * Every order that passes the filter, with its lines, oldest first; for exports and the command line. The ids are
     * taken at once and the rows page by page: an open cursor would hide from the window what is written meanwhile.
     */
    *all(filter: Partial<Filter> = {}): Generator<OrderDetail & { readonly customerUid: string | null }> {
      const { sql, values } = where({ search: '', ...filter });
      const ids = db.prepare<object, number>(`SELECT o.id ${joins} ${sql} ORDER BY o.ordered_at, o.id`).pluck().all(values);
      const wanted = `json_each(?) wanted`;
      const page = db.prepare<[string], StoredRow & Omit<OrderDetail, keyof OrderRow | 'lines'> & { readonly customerUid: string | null }>(`
        SELECT ${rowColumns}, o.freight_fen AS freightFen, o.receiver_name AS receiverName, o.receiver_phone AS receiverPhone,
          o.receiver_address AS receiverAddress, o.buyer_note AS buyerNote, o.seller_note AS sellerNote, c.uid AS customerUid
        ${joins.replace('FROM orders o', `FROM ${wanted} CROSS JOIN orders o ON o.id = wanted.value`)} ORDER BY wanted.key`);
      const pageLines = db.prepare<[string], OrderLine & { readonly orderId: number }>(`
        SELECT l.order_id AS orderId, g.name, nullif(g.spec, '') AS spec, l.quantity, l.amount_fen AS amountFen
        FROM ${wanted} CROSS JOIN order_lines l ON l.order_id = wanted.value JOIN products g ON g.id = l.product_id ORDER BY wanted.key, l.position`);
      for (let at = 0; at < ids.length; at += 200) {
        const some = JSON.stringify(ids.slice(at, at + 200));
        const linesOf = new Map<number, OrderLine[]>();
        for (const { orderId, ...line } of pageLines.all(some)) {
          const known = linesOf.get(orderId);
          if (known) known.push(line);
          else linesOf.set(orderId, [line]);
        }
        for (const row of page.all(some)) yield { ...row, ...rowOf(row), lines: linesOf.get(row.id) ?? [] };
      }
    },
    /** How many orders carry a status word, as their file wrote it. */
    statusTexts: () =>
      db.prepare<[], { platform: string; statusText: string; status: OrderStatus; orders: number }>(`
        SELECT platform, status_text AS statusText, status, count(*) AS orders FROM orders WHERE status_text IS NOT NULL GROUP BY platform, status_text, status`).all(),
    platforms: () =>
      db.prepare<[], { platform: string; orders: number }>(`SELECT platform, count(*) AS orders FROM orders GROUP BY platform ORDER BY orders DESC, platform`).all(),
  };
};

/** The writing half, on the one writing connection. */
export const orderWriter = (db: Database, newId: NewId, products: ProductWriter) => {
  const findByKey = db.prepare<[string, string], StoredOrder>(`SELECT id, ${factColumns.join(', ')} FROM orders WHERE platform = ? AND platform_order_id = ?`);
  const findElsewhere = db.prepare<[string, string, string], StoredOrder>(`
    SELECT id, ${factColumns.join(', ')} FROM orders WHERE platform IN (SELECT value FROM json_each(?)) AND platform_order_id = ? AND substr(ordered_at, 1, 16) = ?`);
  const findByUid = db.prepare<[string], StoredOrder>(`SELECT id, ${factColumns.join(', ')} FROM orders WHERE uid = ?`);
  // Bound by place: names would cost an import a third more.
  const insert = db.prepare(`INSERT INTO orders (uid, platform, platform_order_id, order_id_derived, import_batch_id, ${factColumns.join(', ')})
    VALUES (?, ?, ?, ?, ?, ${factColumns.map(() => '?').join(', ')})`);
  const update = db.prepare(`UPDATE orders SET ${factColumns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`);
  const insertLine = db.prepare(`INSERT INTO order_lines (order_id, position, product_id, quantity, amount_fen) VALUES (?, ?, ?, ?, ?)`);
  const lines = db.prepare<[number], OrderLine>(`
    SELECT g.name, nullif(g.spec, '') AS spec, l.quantity, l.amount_fen AS amountFen
    FROM order_lines l JOIN products g ON g.id = l.product_id WHERE l.order_id = ? ORDER BY l.position`);
  const findMany = db.prepare<[string, string], StoredOrder & { readonly platform_order_id: string }>(`
    SELECT o.id, o.platform_order_id, ${factColumns.map((column) => `o.${column}`).join(', ')}
    FROM json_each(?) wanted CROSS JOIN orders o ON o.platform = ? AND o.platform_order_id = wanted.value`);
  const linesOfMany = db.prepare<[string], OrderLine & { readonly orderId: number }>(`
    SELECT l.order_id AS orderId, g.name, nullif(g.spec, '') AS spec, l.quantity, l.amount_fen AS amountFen
    FROM json_each(?) wanted CROSS JOIN order_lines l ON l.order_id = wanted.value JOIN products g ON g.id = l.product_id ORDER BY wanted.key, l.position`);
  const deleteLines = db.prepare(`DELETE FROM order_lines WHERE order_id = ?`);
  const findPoint = db.prepare<[string], number>(`SELECT id FROM pickup_points WHERE name = ?`).pluck();
  const insertPoint = db.prepare(`INSERT INTO pickup_points (uid, name) VALUES (?, ?)`);

  const setState = db.prepare(`UPDATE orders SET status = @status, paid_fen = @paid_fen, refund_fen = @refund_fen, counts = @counts, net_fen = @net_fen WHERE id = @id`);
  const putLines = (orderId: number, wanted: readonly OrderLine[]) =>
    wanted.forEach((line, position) => insertLine.run(orderId, position, products.ensure(line.name, line.spec), line.quantity, line.amountFen));

  return {
    /** By the platform's number, or by our own when our export comes back with the number changed. */
    find: (key: OrderKey, uid: string | undefined): StoredOrder | undefined =>
      findByKey.get(key.platform, key.platform_order_id) ?? (uid === undefined ? undefined : findByUid.get(uid)),
    /** By the number and the minute, where only a guess says which of the platforms it is. */
    findElsewhere: (platforms: readonly string[], number: string, orderedAt: string): StoredOrder | undefined =>
      findElsewhere.get(JSON.stringify(platforms), number, orderedAt.slice(0, 16)),
    /** By the platform's numbers, with their lines: an import that changes little spends its time asking. */
    findMany: (platform: string, numbers: readonly string[]): ReadonlyMap<string, StoredOrder> => {
      const found = findMany.all(JSON.stringify(numbers), platform);
      const linesOf = new Map(found.map(({ id }) => [id, [] as OrderLine[]]));
      for (const { orderId, ...line } of linesOfMany.all(JSON.stringify([...linesOf.keys()]))) linesOf.get(orderId)?.push(line);
      return new Map(found.map(({ platform_order_id: number, ...order }) => [number, { ...order, lines: linesOf.get(order.id) ?? [] }]));
    },
    pickupPoint: (name: string): number => findPoint.get(name) ?? Number(insertPoint.run(newId(), name).lastInsertRowid),
    insert: (uid: string | undefined, key: OrderKey, facts: OrderFacts, wanted: readonly OrderLine[], batchId: number | null): number => {
      const id = Number(insert.run(uid ?? newId(), key.platform, key.platform_order_id, key.order_id_derived, batchId, ...factColumns.map((column) => facts[column])).lastInsertRowid);
      putLines(id, wanted);
      return id;
    },
    /** Writes what differs; answers whether anything did. `linesAfter` says what becomes of the lines that are there. */
    update: (stored: StoredOrder, facts: OrderFacts, linesAfter: (present: readonly OrderLine[]) => readonly OrderLine[]): boolean => {
      const factsDiffer = factColumns.some((column) => stored[column] !== facts[column]);
      if (factsDiffer) update.run({ ...facts, id: stored.id });
      const present = stored.lines ?? lines.all(stored.id);
      const wanted = linesAfter(present);
      const linesDiffer =
        wanted !== present &&
        (present.length !== wanted.length ||
          wanted.some((line, index) => {
            const old = present[index]!;
            return old.name !== line.name || (old.spec ?? '') !== (line.spec ?? '') || old.quantity !== line.quantity || old.amountFen !== line.amountFen;
          }));
      if (linesDiffer) {
        deleteLines.run(stored.id);
        putLines(stored.id, wanted);
      }
      return factsDiffer || linesDiffer;
    },
    statesOf: (platform: string) =>
      db.prepare<[string], OrderState & { readonly id: number }>(`
        SELECT id, status, status_text AS statusText, paid_fen AS paidFen, refund_fen AS refundFen FROM orders WHERE platform = ? AND status_text IS NOT NULL`).all(platform),
    setState: (id: number, facts: Pick<OrderFacts, 'status' | 'paid_fen' | 'refund_fen' | 'counts' | 'net_fen'>): void =>
      void setState.run({ id, ...facts }),
    /** Orders, revenue and days of every customer, counted afresh. */
    rebuildTotals: (): void => {
      db.exec(`DELETE FROM customer_totals;
        INSERT INTO customer_totals (customer_id, order_count, net_fen, first_on, last_on)
        SELECT customer_id, count(*), sum(net_fen), substr(min(ordered_at), 1, 10), substr(max(ordered_at), 1, 10)
        FROM orders WHERE customer_id IS NOT NULL AND counts = 1 GROUP BY customer_id`);
    },
  };
};
export type OrderRepository = ReturnType<typeof orderRepository>;
export type OrderWriter = ReturnType<typeof orderWriter>;
