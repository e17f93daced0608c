/** 微信接龙 → orders, through the same services as every import. A preview is the same work, rolled back. */
import { createHash } from 'node:crypto';
import type { Clock, NewId } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Customers } from '../customers/service.ts';
import type { Match, Matcher } from '../customers/matching.ts';
import type { ImportSummary } from '../imports/contract.ts';
import { packed } from '../imports/outcomes.ts';
import type { Gathered } from '../imports/outcomes.rules.ts';
import { gatherOutcomes } from '../imports/outcomes.rules.ts';
import type { OrderRecord } from '../imports/records.ts';
import type { ImportRepository } from '../imports/repository.ts';
import type { Orders } from '../orders/service.ts';
import type { SolitaireGoods, SolitaireRequest, SolitaireRow, SolitaireWho } from './contract.ts';
import { solitairePlatform } from './contract.ts';
import type { SolitaireRepository } from './repository.ts';
import type { SolitaireEntry } from './rules.ts';
import { amountOf, namesIn, nicknameKey, readSolitaire, sellsTheSame, totalsOf } from './rules.ts';

type Parts = {
  readonly read: SolitaireRepository;
  /** on the writing connection: sees what the open transaction wrote */
  readonly write: SolitaireRepository;
  readonly batches: ImportRepository;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly customers: Customers;
  readonly orders: Orders;
  readonly rebuild: () => void;
};

const priced = (goods: readonly SolitaireGoods[], prices: ReturnType<SolitaireRepository['prices']>): SolitaireGoods[] =>
  goods.map((one) => {
    const known = prices.find(({ name, spec }) => name === one.name && spec === (one.spec ?? ''));
    return { ...one, unit: one.unit ?? known?.unit ?? null, priceFen: one.priceFen ?? known?.priceFen ?? null };
  });

/**
 * Stands before the nickname in the number of an order: the same text pasted again names the same orders. `nth` is the
 * list among those of the group and day.
 */
const prefixOf = ({ on, group }: Pick<SolitaireRequest, 'on' | 'group'>, nth: number): string => `${on} ${nth === 1 ? '' : `第${nth}份 `}${group}／`;

/** More lists than any group has in a day. */
const listsADay = 20;

const recordOf = (row: SolitaireRow, goods: readonly SolitaireGoods[], { on, group }: SolitaireRequest, prefix: string): OrderRecord => ({
  kind: 'order',
  rows: row.lines,
  platform: solitairePlatform,
  platformOrderId: `${prefix}${nicknameKey(row.nickname)}`,
  orderIdDerived: true,
  status: row.withdrawn ? 'cancelled' : 'paid',
  statusText: row.withdrawn ? '退出接龙' : '接龙',
  orderedAt: `${on}T00:00:00+08:00`,
  paidFen: row.withdrawn ? 0 : row.items.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
  refundFen: 0,
  freightFen: null,
  pickupPoint: row.pickupPoint,
  buyerNote: row.remark,
  sellerNote: null,
  buyer: { buyerId: row.who === 'new' ? `${group}／${row.nickname}` : null, name: row.nickname, phone: null, province: null, city: null, district: null, address: null, village: null },
  lines: row.items.map(({ goods: name, quantity, amountFen }) => ({ name, spec: goods.find((one) => one.name === name)?.spec ?? null, quantity, amountFen })),
  replaces: true,
});

export const createSolitaire = ({ read, write, batches, clock, newId, customers, orders, rebuild }: Parts) => {
  /** Which list of the group and day the goods belong to, and what the others sold. */
  const listOf = (inside: SolitaireRepository, request: SolitaireRequest, goods: readonly SolitaireGoods[]): { readonly prefix: string; readonly others: readonly string[] } => {
    const lists = Array.from({ length: listsADay }, (_, at) => prefixOf(request, at + 1)).map((prefix) => ({ prefix, sold: inside.goodsUnder(prefix) }));
    const list = lists.find(({ sold }) => sellsTheSame(sold, goods)) ?? lists.find(({ sold }) => sold.length === 0) ?? lists.at(-1)!;
    return { prefix: list.prefix, others: lists.flatMap((other) => (other === list ? [] : other.sold)) };
  };

  /** The text with everything that is known about the group; the one reading that is shown, previewed and written. */
  const understand = (inside: SolitaireRepository, request: SolitaireRequest) => {
    const members = inside.members(request.group);
    const byKey = new Map(members.map((member) => [nicknameKey(member.nickname), member]));
    const answers = new Map(request.people.map(({ nickname, who }) => [nicknameKey(nickname), who]));
    const points = inside.points();
    const answeredPoints = new Map(request.pickupPoints.map(({ nickname, pickupPoint }) => [nicknameKey(nickname), pickupPoint]));
    const known = { nicknames: members.map(({ nickname }) => nickname) };
    const found = readSolitaire(request.text, request.goods ? { ...known, goods: request.goods } : known);
    const goods = request.goods ?? priced(found.goods, inside.prices(request.group));

    const whoIs = (key: string): SolitaireWho | null => {
      const answer = answers.get(key);
      if (answer !== undefined) return answer;
      const member = byKey.get(key);
      return member ? (member.customerId ?? 'nobody') : null;
    };
    const pickupOf = (key: string, entry: SolitaireEntry, who: SolitaireWho | null): Pick<SolitaireRow, 'pickupPoint' | 'pickupFrom'> => {
      const answered = answeredPoints.get(key);
      if (answered !== undefined) return { pickupPoint: answered || null, pickupFrom: 'answer' };
      const named = points.find((point) => entry.remark?.includes(point)) ?? entry.pickupPoint;
      if (named !== null) return { pickupPoint: named, pickupFrom: 'text' };
      const last = typeof who === 'number' ? inside.lastPoint(who) : null;
      return { pickupPoint: last, pickupFrom: last === null ? null : 'lastOrder' };
    };
    const rows = found.entries.map((entry): SolitaireRow => {
      const key = nicknameKey(entry.nickname);
      const who = whoIs(key);
      const customerName = typeof who === 'number' ? inside.customerName(who) : undefined;
      const items = entry.items.map((item) => ({ ...item, amountFen: amountOf(item, goods.find(({ name }) => name === item.goods)) }));
      const amounts = items.map(({ amountFen }) => amountFen);
      return {
        ...entry, lines: [...entry.lines], doubts: [...entry.doubts], ...pickupOf(key, entry, who), items,
        amountFen: amounts.includes(null) ? null : amounts.reduce<number>((sum, fen) => sum + (fen ?? 0), 0),
        // A customer who is gone by now must be asked about again.
        who: typeof who === 'number' && customerName === undefined ? null : who,
        customerName: customerName ?? null,
        candidates: who === null ? inside.candidates(entry.nickname, namesIn(entry.nickname)) : [],
      };
    });
    const { prefix, others } = listOf(inside, request, goods);
    const present = new Set(rows.map(({ nickname }) => nicknameKey(nickname)));
    const absent = request.group === '' ? [] : inside.storedUnder(prefix).filter((key) => !present.has(key)).map((key) => byKey.get(key)?.nickname ?? key);
    return { goods: [...goods], rows, questions: [...found.questions], totals: [...totalsOf(found.entries, goods)], absent, prefix, others };
  };

  const writeRow = (row: SolitaireRow, record: OrderRecord, matcher: Matcher, batchId: number, group: string, gathered: Gathered): void => {
    const stored = orders.known(record);
    // Who gave up before anything was written leaves nothing behind.
    if (row.withdrawn && !stored) return;
    const match: Match | null = row.who === 'new' ? matcher.buyer(record) : typeof row.who === 'number' ? matcher.owner(row.who) : null;
    const order = orders.record(record, stored, match?.id ?? null, batchId);
    write.rememberMember(group, row.nickname, match?.id ?? null);
    gathered.addOrder(record, order, match);
  };

  const execute = async (request: SolitaireRequest, job: JobContext, keep: boolean) => {
    const { group, on, text } = request;
    const name = `微信接龙 ${group} ${on}`;
    const work = async (operation: RunningOperation) => {
      operation.about(name);
      const { goods, rows, questions, totals, prefix, others } = understand(write, request);
      if (rows.length === 0) throw new Refused('solitaire.nothing');
      const unknown = rows.filter(({ who, withdrawn }) => who === null && !withdrawn);
      if (unknown.length > 0) throw new Refused('solitaire.unknownPeople', { names: unknown.slice(0, 5).map(({ nickname }) => nickname).join('、'), count: unknown.length });
      const before = batches.countRows();
      const batchId = batches.begin({
        uid: newId(), operationId: operation.id, fileName: name, fileSha256: createHash('sha256').update(text).digest('hex'),
        platform: solitairePlatform, kind: 'orders', importedAt: nowOf(clock), fingerprint: null,
      });
      const gathered = gatherOutcomes();
      const { counts } = gathered;
      gathered.startSheet(null);
      counts.rowsRead = rows.reduce((sum, { lines }) => sum + lines.length, questions.length);
      gathered.refuse(questions.map(({ line, text: value, code }) => ({ sheet: null, row: line, column: null, code: `solitaire.${code}`, details: { value } })));
      const matcher = await customers.matcher(customers.conflicts(), job);
      for (const [index, row] of rows.entries()) {
        job.progress('imports.writing', index + 1, rows.length);
        await job.breathe();
        writeRow(row, recordOf(row, goods, request, prefix), matcher, batchId, group, gathered);
      }
      for (const one of goods) if (one.priceFen !== null) write.rememberPrice(group, one);
      if (keep) {
        rebuild();
        batches.keepOutcomes(batchId, await packed(gathered.outcomes()));
      }
      batches.finish(batchId, counts);
      const after = batches.countRows();
      if (after.orders - before.orders !== counts.ordersCreated || after.customers - before.customers !== counts.customersCreated) throw new Refused('imports.doesNotBalance', { file: name });
      const unpriced = rows.flatMap(({ items }) => items).filter(({ amountFen }) => amountFen === null).length;
      const summary: ImportSummary = {
        fileName: name, platform: solitairePlatform, kind: 'orders', sheet: null, counts, firstOn: on, lastOn: on,
        ...gathered.told(),
        warnings: [
          ...(others.length > 0 ? [{ code: 'solitaire.anotherList', details: { goods: others.slice(0, 5).join('、') } }] : []),
          ...(unpriced > 0 ? [{ code: 'solitaire.withoutPrice', details: { count: unpriced } }] : []),
        ],
      };
      return { batchId, operationId: operation.id, summary, totals };
    };
    const changed = ({ summary: { counts } }: { readonly summary: ImportSummary }) => counts.ordersCreated + counts.ordersUpdated + counts.customersCreated > 0;
    const written = await job.write('imports.run', work, { keep: (result) => keep && changed(result) });
    return { ...written, kept: keep && changed(written) };
  };

  return {
    read: (request: SolitaireRequest) => understand(read, request),
    groups: read.groups,
    preview: async (request: SolitaireRequest, job: JobContext): Promise<ImportSummary> => (await execute(request, job, false)).summary,
    run: async (request: SolitaireRequest, job: JobContext) => {
      const { summary, batchId, operationId, totals, kept } = await execute(request, job, true);
      return { ...summary, batchId: kept ? batchId : null, operationId: kept ? operationId : null, totals };
    },
  };
};
