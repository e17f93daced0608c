/** What the shop exports is the shop: into an empty book it makes the same book, into its own it changes nothing. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginOperation } from '../../core/base/recorder.ts';
import type { CustomerFacts } from '../../core/customers/contract.ts';
import { customerWriter } from '../../core/customers/repository.ts';
import type { OrderStatus } from '../../core/orders/contract.ts';
import { orderWriter } from '../../core/orders/repository.ts';
import { countsAsPurchase, netFenOf } from '../../core/orders/rules.ts';
import { productWriter } from '../../core/products/repository.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { workbookOf } from '../support/export-files.ts';

/** What people and platforms write, with what spreadsheets trip over put in often. */
const awkward = fc.constantFrom('王桂英', '𠮷野家🐔', "O'Neil", "'引号", '=1+1', '+86', '-', '@here', '0138', '00', '1e5', '3301234567890100001', 'null', '无', '合计', '合计：12 单', '小计', '#N/A', 'TRUE', '2026-05-01', '5月8日',
  '两\n行', '二\\n行', 'a | b', '平台：值', '_x000D_', '<b>&amp;', 'é́', '、，；', '\u200b零宽', '１２３');
const written = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').trim()).filter((text) => text !== '');
const text = fc.oneof({ weight: 2, arbitrary: awkward }, written);
const short = text.map((each) => [...each].slice(0, 8).join('').trim()).filter((each) => each !== '' && each.length <= 20);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc.constantFrom('2026-05-01', '2024-02-29', '1968-06-15');
const fen = fc.oneof(fc.constantFrom(0, 1, 4186, 99_999_999), fc.nat(9_999_999));

const birthday = fc.record({
  calendar: fc.constantFrom('solar' as const, 'lunar' as const), year: maybe(fc.integer({ min: 1900, max: 2100 })), month: maybe(fc.integer({ min: 1, max: 12 })),
  day: maybe(fc.integer({ min: 1, max: 28 })), leapMonth: fc.boolean(),
});
const address = fc.record({ province: maybe(short), city: maybe(short), district: maybe(short), town: maybe(short), village: maybe(short), hamlet: maybe(short), detail: maybe(text) }).filter((parts) => Object.values(parts).some((part) => part !== null));
const person = fc.record({
  facts: fc.record<Omit<CustomerFacts, 'referrerId' | 'relations' | 'custom'>>({
    name: fc.oneof({ weight: 2, arbitrary: fc.constantFrom('王桂英', '李想') }, text), gender: maybe(fc.constantFrom('female', 'male')), kind: fc.constantFrom('consumer', 'wholesaler', 'retailer', 'restaurant'),
    source: maybe(fc.constantFrom('platform', 'counter', 'social', 'service', 'survey', 'partner', 'referral', 'other')),
    phones: fc.uniqueArray(fc.record({ number: fc.constantFrom('13900001234', '13900001235', '08382345678', '+85291234567', '12345'), label: maybe(short) }), { selector: ({ number }) => number, maxLength: 3 }),
    addresses: fc.array(address, { maxLength: 3 }), birthday: maybe(birthday), occupation: maybe(short), tags: fc.uniqueArray(short, { maxLength: 3 }), note: maybe(text), wish: maybe(text),
    consent: fc.constantFrom('unknown', 'agreed', 'refused'), consentOn: maybe(day), doNotDisturb: fc.boolean(), consentWay: maybe(fc.constantFrom('spoken', 'phone', 'wechat', 'paper', 'platform')),
    contacts: fc.uniqueArray(fc.record({ kind: fc.constantFrom('wechat', 'qq', 'email', 'other'), value: short, label: maybe(short) }), { selector: ({ kind, value }) => `${kind} ${value}`, maxLength: 3 }),
    preferredChannel: maybe(fc.constantFrom('phone', 'wechat', 'sms', 'letter', 'visit', 'counter', 'live')), zodiac: maybe(fc.constantFrom('rat', 'horse', 'snake', 'pig')), hobbies: maybe(text),
    holdings: fc.array(fc.record({ kind: fc.constantFrom('livestock', 'crop'), name: short, amount: maybe(fc.constantFrom(0, 30, 0.5)), unit: maybe(short) }), { maxLength: 3 }),
    credit: maybe(fc.constantFrom('good', 'fair', 'watch')), creditNote: maybe(text),
  }),
  relations: fc.array(fc.record({ other: fc.nat(20), kind: fc.constantFrom('household', 'kin', 'neighbour', 'friend', 'colleague'), note: maybe(short) }), { maxLength: 2 }),
  values: fc.uniqueArray(fc.record({ field: fc.nat(3), value: short }), { selector: ({ field }) => field, maxLength: 3 }),
  createdOn: day,
  referrer: maybe(fc.nat(20)),
  identities: fc.array(fc.record({ platform: fc.constantFrom('淘宝', '快团团', '我的：店'), value: text }), { maxLength: 2 }),
});
const line = fc.record({ name: text, spec: maybe(text), quantity: maybe(fc.constantFrom(0, 1, 2, 0.5, 1.25, 1000)), amountFen: maybe(fen) });
const order = fc.record({
  platform: fc.constantFrom('淘宝', '微店', '手工', '我的：店'), id: fc.constantFrom('3301234567890100001', '3301234567890100002', '260517-607198974342268', 'P80', '0012'), derived: fc.boolean(),
  status: fc.constantFrom<OrderStatus>('pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'), statusText: maybe(text),
  orderedAt: fc.constantFrom('2026-09-22T00:54:10+08:00', '2018-05-16T09:38:00+08:00', '2026-01-01T00:00:00+08:00'), paidFen: fen, refundFen: fen, freightFen: maybe(fen), customer: maybe(fc.nat(20)),
  pickupPoint: maybe(text), receiverName: maybe(text), receiverPhone: maybe(fc.constantFrom('13900001234', '0838-2345678', '138****1234')), receiverAddress: maybe(text), buyerNote: maybe(text), sellerNote: maybe(text),
  lines: fc.array(line, { maxLength: 4 }),
});
const goods = fc.record({ name: text, spec: maybe(text), category: maybe(text), unit: maybe(text), costFen: maybe(fen) });
const book = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 25 }),
  orders: fc.uniqueArray(order, { selector: ({ platform, id }) => `${platform} ${id}`, minLength: 1, maxLength: 15 }),
  products: fc.uniqueArray(goods, { selector: ({ name, spec }) => `${name}\u0001${spec ?? ''}`, minLength: 1, maxLength: 15 }),
});
type Book = typeof book extends fc.Arbitrary<infer T> ? T : never;

/** Writes the book with the core's own writers, as one step. */
const fill = ({ app }: TestCore, { people, orders, products }: Book): void => {
  const { writer } = app.store;
  let number = 0;
  const newId = () => `0197f000-0000-7000-8000-${String((number += 1)).padStart(12, '0')}`;
  const goodsIn = productWriter(writer, newId);
  const persons = customerWriter(writer, newId);
  const sales = orderWriter(writer, newId, goodsIn);
  const open = beginOperation(writer, { title: 'customers.create', uid: newId(), at: '2026-05-08T12:00:00+08:00' });
  for (const each of products) goodsIn.insert(null, each);
  const kinds = ['text', 'number', 'date', 'choice'] as const;
  const fields = kinds.map((kind, index) => persons.addField({ name: `栏|目${index}`, kind, choices: kind === 'choice' ? people.flatMap(({ values }) => values.filter(({ field }) => field === index).map(({ value }) => value)) : [] }));
  const ids = people.map(({ facts, createdOn, values }) =>
    persons.insert({ ...facts, referrerId: null, relations: [], custom: values.map(({ field, value }) => ({ fieldId: fields[field]!, value })) }, `${createdOn}T00:00:00+08:00`));
  people.forEach(({ relations }, index) => {
    for (const { other, kind, note } of relations) if (ids[other] !== undefined && other !== index) persons.addRelation(ids[index]!, { otherId: ids[other], kind, note });
  });
  const keys = new Set<string>();
  people.forEach(({ identities, referrer }, index) => {
    const brought = referrer === null ? undefined : ids[referrer];
    if (brought !== undefined && brought !== ids[index]) persons.setReferrer(ids[index]!, brought);
    for (const { platform, value } of identities) {
      if (keys.has(`${platform} ${value}`)) continue;
      keys.add(`${platform} ${value}`);
      persons.addIdentity(ids[index]!, { platform, value });
    }
  });
  for (const each of orders) {
    const facts = {
      status: each.status, status_text: each.statusText, ordered_at: each.orderedAt, paid_fen: each.paidFen, refund_fen: each.refundFen, freight_fen: each.freightFen, counts: Number(countsAsPurchase(each)), net_fen: netFenOf(each),
      customer_id: each.customer === null ? null : (ids[each.customer] ?? null), pickup_point_id: each.pickupPoint === null ? null : sales.pickupPoint(each.pickupPoint),
      receiver_name: each.receiverName, receiver_phone: each.receiverPhone, receiver_address: each.receiverAddress, buyer_note: each.buyerNote, seller_note: each.sellerNote,
    };
    sales.insert(undefined, { platform: each.platform, platform_order_id: each.id, order_id_derived: Number(each.derived) }, facts, each.lines, null);
  }
  sales.rebuildTotals();
  open.commit();
};

/** Every row of the book, by numbers that are the same on every laptop. */
const rowsOf = ({ app }: TestCore) => {
  const all = (sql: string) => app.store.writer.prepare(sql).all();
  const ofCustomer = (table: string, columns: string) => all(`SELECT c.uid, ${columns} FROM ${table} x JOIN customers c ON c.id = x.customer_id ORDER BY c.uid, ${columns}`);
  return {
    customers: all(`SELECT c.uid, c.name, c.pinyin, c.gender, c.kind, c.source, c.occupation, c.hobbies, c.preferred_channel, c.zodiac, c.credit, c.credit_note, c.consent_way, c.wish, c.note, c.birthday_calendar, c.birthday_year, c.birthday_month, c.birthday_day, c.birthday_leap_month,
      c.consent, c.consent_on, c.do_not_disturb, r.uid AS referrer, c.created_at FROM customers c LEFT JOIN customers r ON r.id = c.referrer_id ORDER BY c.uid`),
    phones: ofCustomer('customer_phones', 'x.position, x.number, x.label'),
    addresses: ofCustomer('customer_addresses', 'x.position, x.province, x.city, x.district, x.town, x.village, x.hamlet, x.detail'),
    contacts: ofCustomer('customer_contacts', 'x.position, x.kind, x.value, x.label'),
    holdings: ofCustomer('customer_holdings', 'x.position, x.kind, x.name, x.amount, x.unit'),
    values: all(`SELECT c.uid, f.name, f.kind, x.value FROM customer_values x JOIN customers c ON c.id = x.customer_id JOIN customer_fields f ON f.id = x.field_id ORDER BY c.uid, f.name`),
    relations: all(`SELECT min(c.uid, o.uid) AS one, max(c.uid, o.uid) AS other, x.kind, x.note FROM customer_relations x JOIN customers c ON c.id = x.customer_id JOIN customers o ON o.id = x.other_id ORDER BY 1, 2, 3`),
    identities: ofCustomer('customer_identities', 'x.platform, x.value'),
    tags: ofCustomer('customer_tags', 'x.tag'),
    totals: ofCustomer('customer_totals', 'x.order_count, x.net_fen, x.first_on, x.last_on'),
    orders: all(`SELECT o.uid, o.platform, o.platform_order_id, o.order_id_derived, o.channel, o.status, o.status_text, o.ordered_at, o.paid_fen, o.refund_fen, o.freight_fen, o.counts, o.net_fen, c.uid AS customer,
      p.name AS pickup_point, o.receiver_name, o.receiver_phone, o.receiver_address, o.buyer_note, o.seller_note
      FROM orders o LEFT JOIN customers c ON c.id = o.customer_id LEFT JOIN pickup_points p ON p.id = o.pickup_point_id ORDER BY o.uid`),
    lines: all(`SELECT o.uid, l.position, g.name, g.spec, l.quantity, l.amount_fen FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN products g ON g.id = l.product_id ORDER BY o.uid, l.position`),
    products: all(`SELECT name, spec, category, unit, cost_fen FROM products ORDER BY name, spec`),
  };
};

type Kind = 'customers' | 'orders' | 'products';
const exportAll = async (shop: TestCore): Promise<Readonly<Record<Kind, string>>> => {
  const save = async (kind: Kind) => {
    const target = shop.path(`${kind}.xlsx`);
    await shop.core.reports.exportTable({ kind, file: target.token });
    return target.path;
  };
  return { customers: await save('customers'), orders: await save('orders'), products: await save('products') };
};

/** An empty list is a sheet without rows, which says so. */
const importInto = async (shop: TestCore, files: Readonly<Record<Kind, string>>, kinds: readonly Kind[], has: Readonly<Record<Kind, number>>) => {
  const results = [];
  for (const kind of kinds) if (has[kind] > 0) results.push(await shop.core.imports.run({ file: shop.grant(files[kind]) }));
  return results;
};
const sizes = ({ customers, orders, products }: ReturnType<typeof rowsOf>): Record<Kind, number> => ({ customers: customers.length, orders: orders.length, products: products.length });
const cellsOf = async (path: string): Promise<readonly string[]> => (await workbookOf(readFileSync(path))).sheets[0]!.rows.map((row) => JSON.stringify(row.slice(1))).toSorted();

const inShops = async (given: Book, check: (shop: TestCore, other: TestCore) => Promise<void>): Promise<void> => {
  const [shop, other] = [startCore('2026-05-08'), startCore('2026-05-09')];
  try {
    fill(shop, given);
    await check(shop, other);
  } finally {
    await shop.stop();
    await other.stop();
  }
};

/** `XIANGKE_FUZZ=5000` tries that many. */
const tries = Number(process.env['XIANGKE_FUZZ'] ?? 3);

describe('the three exports of a shop', () => {
  test('make the same shop of an empty book, row by row', { timeout: 60_000 + tries * 5000 }, async () => {
    await fc.assert(fc.asyncProperty(book, fc.constantFrom<readonly Kind[]>(['customers', 'orders', 'products'], ['products', 'customers', 'orders']), async (given, kinds) =>
      inShops(given, async (shop, other) => {
        const files = await exportAll(shop);
        const truth = rowsOf(shop);
        for (const { refusals } of await importInto(other, files, kinds, sizes(truth))) expect(refusals).toEqual([]);
        expect(rowsOf(other)).toEqual(truth);
        const again = await exportAll(other);
        for (const kind of kinds) if (sizes(truth)[kind] > 0) expect(await cellsOf(again[kind])).toEqual(await cellsOf(files[kind]));
      })), { numRuns: tries, endOnFailure: true });
  });

  test('change nothing in the shop that they come from', { timeout: 60_000 + tries * 5000 }, async () => {
    await fc.assert(fc.asyncProperty(book, fc.shuffledSubarray<Kind>(['customers', 'orders', 'products'], { minLength: 3 }), async (given, kinds) =>
      inShops(given, async (shop) => {
        const files = await exportAll(shop);
        const before = rowsOf(shop);
        for (const result of await importInto(shop, files, kinds, sizes(before))) expect(result).toMatchObject({ batchId: null, refusals: [] });
        expect(rowsOf(shop)).toEqual(before);
      })), { numRuns: 3, endOnFailure: true });
  });

  test('with the orders first lose nothing of any order, and know everybody', { timeout: 60_000 + tries * 5000 }, async () => {
    await fc.assert(fc.asyncProperty(book, async (given) =>
      inShops(given, async (shop, other) => {
        const files = await exportAll(shop);
        const truth = rowsOf(shop);
        await importInto(other, files, ['orders', 'products', 'customers'], sizes(truth));
        const { orders, lines, products, customers } = rowsOf(other);
        expect({ orders, lines, products }).toEqual({ orders: truth.orders, lines: truth.lines, products: truth.products });
        const names = (rows: readonly unknown[]) => rows.map((row) => (({ uid, name, note }: { uid: string; name: string; note: string | null }) => [uid, name, note])(row as { uid: string; name: string; note: string | null }));
        expect(names(customers)).toEqual(names(truth.customers));
      })), { numRuns: 3, endOnFailure: true });
  });
});
