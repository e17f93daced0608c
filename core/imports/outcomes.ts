/** The rows behind the counts: of the newest previews from memory, of imports that were kept from what was kept with them. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { Refused } from '../base/errors.ts';
import type { CustomerDetail } from '../customers/contract.ts';
import { isAdopted, valueOf } from '../customers/conflicts.rules.ts';
import { countsAsPurchase, goodsText, netFenOf } from '../orders/rules.ts';
import type { OrderRow as StoredOrder } from '../orders/contract.ts';
import { OrderStatus } from '../orders/contract.ts';
import type { Cause, ImportConflict, ImportRow, ImportSource, OrderChange } from './contract.ts';
import type { ConflictRow, Gathered, OrderPlace, Outcomes, PersonRow } from './outcomes.rules.ts';
import { orderAt, ordersIn, rowsOf } from './outcomes.rules.ts';
import type { OrderRecord } from './records.ts';
import type { ImportRepository, StoredPerson } from './repository.ts';

type OrderRow = Extract<ImportRow, { type: 'order' }>;
type PersonImportRow = Extract<ImportRow, { type: 'customer' }>;
/** What an order row says beside its place. */
type OrderTexts = Omit<OrderRow, 'type' | 'sheet' | 'row' | 'orderId' | 'customerId' | 'customer' | 'changes'>;

/** An import that left nothing in the book: what it would have made is only here. */
export type Trial = {
  readonly outcomes: Outcomes;
  readonly orders: ReadonlyMap<number, OrderTexts>;
  readonly people: ReadonlyMap<number, StoredPerson>;
  readonly conflicts: readonly ConflictRow[];
};

type Page = { readonly offset: number; readonly limit: number };

/** Enough for going back and forth between the files in hand; a hundred thousand rows weigh some 30 MB. */
const rememberedTrials = 4;

const squeeze = promisify(deflateRaw);
/** Kept with the import. The quickest squeezing: it halves the time and costs a fifth more space. */
export const packed = (outcomes: Outcomes): Promise<Buffer> => squeeze(JSON.stringify(outcomes), { level: 1 });
export const unpacked = (bytes: Buffer): Outcomes => JSON.parse(inflateRawSync(bytes).toString('utf8')) as Outcomes;

const textsOf = (record: OrderRecord): OrderTexts => ({
  platformOrderId: record.orderIdDerived ? null : record.platformOrderId,
  platform: record.platform,
  orderedAt: record.orderedAt,
  goods: goodsText(record.lines),
  netFen: netFenOf(record),
  countsAsPurchase: countsAsPurchase(record),
  status: record.status,
});

/** Of an order that was taken away since; its goods went with it. */
const textsOfImage = (image: Readonly<Record<string, unknown>>): OrderTexts => ({
  platformOrderId: image.order_id_derived === 1 ? null : String(image.platform_order_id),
  platform: String(image.platform),
  orderedAt: String(image.ordered_at),
  goods: '',
  netFen: Number(image.net_fen),
  countsAsPurchase: image.counts === 1,
  status: OrderStatus.parse(image.status),
});

/** A stored order as a trial would leave it. */
const changed = (row: StoredOrder, changes: readonly OrderChange[]): StoredOrder => {
  const after = new Map(changes.map(({ field, after: value }) => [field, value]));
  const state = {
    status: OrderStatus.catch(row.status).parse(after.get('status')),
    paidFen: Number(after.get('paidFen') ?? row.paidFen),
    refundFen: Number(after.get('refundFen') ?? row.refundFen),
  };
  return { ...row, ...state, orderedAt: String(after.get('orderedAt') ?? row.orderedAt), countsAsPurchase: countsAsPurchase(state), netFen: netFenOf(state) };
};

export const createOutcomeRows = (read: ImportRepository, findPerson: (id: number) => CustomerDetail | undefined) => {
  const trials = new Map<string, Trial>();
  let opened: { readonly batchId: number; readonly outcomes: Outcomes } | null = null;

  const outcomesOf = (source: ImportSource): Outcomes => {
    if ('file' in source) {
      const trial = trials.get(source.file);
      if (!trial) throw new Refused('imports.rowsForgotten');
      return trial.outcomes;
    }
    if (opened?.batchId === source.batchId) return opened.outcomes;
    const bytes = read.outcomes(source.batchId);
    if (!bytes) throw new Refused('imports.rowsNotKept');
    opened = { batchId: source.batchId, outcomes: unpacked(bytes) };
    return opened.outcomes;
  };

  const ordersAt = (db: ImportRepository, outcomes: Outcomes, places: readonly OrderPlace[], trial: Trial | null): OrderRow[] => {
    const stored = new Map(db.orderRows(places.map(({ orderId }) => orderId)).map((row) => [row.id, row]));
    const gone = db.lastImages('orders', places.flatMap(({ orderId }) => (stored.has(orderId) ? [] : [orderId])));
    const buyers = [...new Set(places.flatMap(({ customerId }) => customerId ?? []))];
    const names = new Map(db.personRows(buyers).map(({ id, name }) => [id, name]));
    const goneNames = db.lastImages('customers', buyers.filter((id) => !names.has(id)));
    return places.flatMap(({ index, sheet, row, orderId, customerId, outcome }): OrderRow[] => {
      const made = trial?.orders.get(index);
      const changes = outcome === 'updated' ? (outcomes.changes[orderId] ?? []) : [];
      const now = made ? undefined : stored.get(orderId);
      const live = now && trial ? changed(now, changes) : now;
      const image = live || made ? undefined : gone.get(orderId);
      const texts: OrderTexts | undefined = made ?? (live ? { ...live, platformOrderId: live.orderIdDerived ? null : live.platformOrderId } : image && textsOfImage(image));
      if (!texts) return [];
      const { platformOrderId, platform, orderedAt, goods, netFen, countsAsPurchase: counts, status } = texts;
      const person = customerId ?? 0;
      const name = trial?.people.get(person)?.name ?? names.get(person) ?? goneNames.get(person)?.name;
      return [{
        type: 'order', sheet: outcomes.sheets[sheet] ?? null, row, orderId: live?.id ?? null, platformOrderId, platform, orderedAt,
        customerId: names.has(person) && !trial?.people.has(person) ? customerId : null, customer: typeof name === 'string' ? name : null,
        goods, netFen, countsAsPurchase: counts, status, changes: [...changes],
      }];
    });
  };

  const peopleAt = (db: ImportRepository, outcomes: Outcomes, people: readonly PersonRow[], trial: Trial | null): PersonImportRow[] => {
    const live = new Map(db.personRows(people.map(({ id }) => id)).map((person) => [person.id, person]));
    const gone = db.lastImages('customers', people.flatMap(({ id }) => (live.has(id) ? [] : [id])));
    return people.flatMap(({ id, sheet, row, completed }): PersonImportRow[] => {
      const made = trial?.people.get(id);
      const stored = made ? undefined : live.get(id);
      const image = gone.get(id);
      const person = made ?? stored ?? (image && { name: String(image.name), phone: null, village: null });
      if (!person) return [];
      const { name, phone, village } = person;
      return [{ type: 'customer', sheet: outcomes.sheets[sheet] ?? null, row, customerId: stored?.id ?? null, name, phone, village, completed: [...completed] }];
    });
  };

  const pageOf = (db: ImportRepository, outcomes: Outcomes, cause: Cause, { offset, limit }: Page, trial: Trial | null): { total: number; rows: ImportRow[] } => {
    const found = rowsOf(outcomes, cause);
    if (found.of === 'orders') return { total: found.at.length, rows: ordersAt(db, outcomes, found.at.slice(offset, offset + limit).map((index) => orderAt(outcomes, index)), trial) };
    const total = found.rows.length;
    if (found.of === 'people') return { total, rows: peopleAt(db, outcomes, found.rows.slice(offset, offset + limit), trial) };
    if (found.of === 'refusals') return { total, rows: found.rows.slice(offset, offset + limit).map((row) => ({ type: 'refused', ...row })) };
    return { total, rows: found.rows.slice(offset, offset + limit).map(({ sheet, row, name, spec }) => ({ type: 'product', sheet: outcomes.sheets[sheet] ?? null, row, name, spec })) };
  };

  const conflictsOf = (source: ImportSource): readonly ConflictRow[] => {
    if ('batchId' in source) return read.conflicts(source.batchId);
    return trials.get(source.file)?.conflicts ?? [];
  };

  return {
    /** What was read out of the book is not what it says any more. */
    invalidate: (): void => {
      opened = null;
      trials.clear();
    },
    /** The trial of what was gathered, to be made before it is rolled back. `lastPerson` is the newest person from before. */
    trialOf: (db: ImportRepository, { outcomes: gathered, records, conflicts }: Gathered, lastPerson: number): Trial => {
      const outcomes = gathered();
      const made = rowsOf(outcomes, 'ordersCreated');
      const orders = new Map(made.of === 'orders' ? made.at.map((index) => [index, textsOf(records[index]!)] as const) : []);
      return { outcomes, orders, people: new Map(db.peopleSince(lastPerson).map(({ id, ...person }) => [id, person])), conflicts };
    },
    /** What the newest run of a file would have made; null when it made it, and then its batch tells. */
    remember: (file: string, trial: Trial | null): void => {
      trials.delete(file);
      if (trial) trials.set(file, trial);
      for (const oldest of trials.keys()) if (trials.size > rememberedTrials) trials.delete(oldest);
    },
    /** The first rows as they will be stored; asked inside the transaction that makes them. */
    sample: (db: ImportRepository, outcomes: Outcomes, size: number): ImportRow[] => {
      const places = Array.from({ length: Math.min(size, ordersIn(outcomes)) }, (_, index) => orderAt(outcomes, index));
      const products = outcomes.products.slice(0, size).map(({ sheet, row, name, spec }): ImportRow => ({ type: 'product', sheet: outcomes.sheets[sheet] ?? null, row, name, spec }));
      const rows: readonly ImportRow[] = places.length > 0 ? ordersAt(db, outcomes, places, null) : [...peopleAt(db, outcomes, outcomes.people.slice(0, size), null), ...products];
      // What is shown is taken back: nothing will stand under these numbers.
      return rows.map((row) => ('customerId' in row ? { ...row, customerId: null, ...('orderId' in row && { orderId: null }) } : row));
    },
    rows: ({ source, cause, ...page }: Page & { readonly source: ImportSource; readonly cause: Cause }) =>
      pageOf(read, outcomesOf(source), cause, page, 'file' in source ? (trials.get(source.file) ?? null) : null),
    conflictsOf,
    conflicts: ({ source, offset, limit }: Page & { readonly source: ImportSource }): { total: number; people: number; rows: ImportConflict[] } => {
      const found = conflictsOf(source);
      const rows = found.slice(offset, offset + limit).flatMap((conflict) => {
        const person = findPerson(conflict.customerId);
        return person ? [{ ...conflict, customer: person.name, ours: valueOf(person, conflict.field), taken: isAdopted(person, conflict.field, conflict.theirs) }] : [];
      });
      return { total: found.length, people: new Set(found.map(({ customerId }) => customerId)).size, rows };
    },
  };
};
export type OutcomeRows = ReturnType<typeof createOutcomeRows>;
