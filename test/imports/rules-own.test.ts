import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Xlsx from 'xlsx';
import { ownCustomerColumns, ownOrderColumns } from '../../core/imports/own-columns.ts';
import { ownCustomerCells } from '../../core/imports/own-customers.rules.ts';
import { ownOrderRows } from '../../core/imports/own-orders.rules.ts';
import type { CustomerRecord, OrderRecord } from '../../core/imports/records.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import { tablesOf, workbookOf } from '../support/export-files.ts';

/** Text that a person may type: anything but what a spreadsheet cannot hold. Blanks at the ends do not survive saving a record. */
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => /^\S(?:[^]*\S)?$/.test(text) && ![...text].some((each) => each < ' ' || each === '\ufffe' || each === '\uffff' || each === '\r'));
const line = fc.oneof(words, fc.constantFrom('王桂英', "O'Neil", '=1+1', '0138', '-', 'null', '1e5', '二\\n行', 'a | b', '两\n行', '平台：值'));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc.constantFrom('2026-05-01', '1968-06-15');
const address = fc.record({ province: maybe(line), city: maybe(line), district: maybe(line), town: maybe(line), village: maybe(line), hamlet: maybe(line), detail: maybe(line) }).filter((parts) => Object.values(parts).some((part) => part !== null));

const customer: fc.Arbitrary<CustomerRecord> = fc.record({
  kind: fc.constant('customer' as const),
  rows: fc.constant<readonly number[]>([]),
  uid: fc.uuid(),
  name: line,
  gender: maybe(fc.constantFrom('female' as const, 'male' as const)),
  customerKind: fc.constantFrom('consumer' as const, 'wholesaler' as const),
  source: maybe(fc.constantFrom('platform' as const, 'referral' as const)),
  phones: fc.array(fc.record({ number: fc.constantFrom('13900001234', '08382345678'), label: maybe(line) }), { maxLength: 3 }),
  addresses: fc.array(address, { maxLength: 3 }),
  birthday: maybe(fc.record({ calendar: fc.constantFrom('solar' as const, 'lunar' as const), year: maybe(fc.integer({ min: 1900, max: 2100 })), month: maybe(fc.integer({ min: 1, max: 12 })), day: maybe(fc.integer({ min: 1, max: 30 })), leapMonth: fc.boolean() })),
  occupation: maybe(line),
  contacts: fc.array(fc.record({ kind: fc.constantFrom('wechat' as const, 'qq' as const, 'email' as const, 'other' as const), value: line, label: maybe(line) }), { maxLength: 3 }),
  preferredChannel: maybe(fc.constantFrom('phone' as const, 'wechat' as const, 'visit' as const)),
  zodiac: maybe(fc.constantFrom('horse' as const, 'snake' as const)),
  hobbies: maybe(line),
  holdings: fc.array(fc.record({ kind: fc.constantFrom('livestock' as const, 'crop' as const), name: line, amount: maybe(fc.constantFrom(0, 12, 3.5)), unit: maybe(line) }), { maxLength: 3 }),
  consentWay: maybe(fc.constantFrom('spoken' as const, 'paper' as const)),
  credit: maybe(fc.constantFrom('good' as const, 'fair' as const, 'watch' as const)),
  creditNote: maybe(line),
  relations: fc.array(fc.record({ kind: fc.constantFrom('household' as const, 'kin' as const), name: line, note: maybe(line), uid: fc.uuid() }), { maxLength: 3 }),
  custom: fc.array(fc.record({ name: line, kind: fc.constantFrom('text' as const, 'number' as const, 'date' as const, 'choice' as const), value: line }), { maxLength: 3 }),
  tags: fc.array(line, { maxLength: 3 }),
  note: maybe(line),
  wish: maybe(line),
  createdOn: day,
  consent: fc.constantFrom('unknown' as const, 'agreed' as const, 'refused' as const),
  consentOn: maybe(day),
  doNotDisturb: fc.boolean(),
  referrerUid: maybe(fc.uuid()),
  identities: fc.array(fc.record({ platform: fc.constantFrom('淘宝', '快团团'), value: line }), { maxLength: 3 }),
});

const order: fc.Arbitrary<OrderRecord> = fc.record({
  kind: fc.constant('order' as const),
  rows: fc.constant<readonly number[]>([]),
  uid: fc.uuid(),
  customerUid: fc.uuid(),
  platform: fc.constantFrom('淘宝', '微店'),
  platformOrderId: fc.constantFrom('3301234567890100001', '260517-607198974342268', '自编-x'),
  orderIdDerived: fc.boolean(),
  status: fc.constantFrom('pending' as const, 'paid' as const, 'shipped' as const, 'completed' as const, 'cancelled' as const, 'refunded' as const),
  statusText: maybe(line),
  orderedAt: fc.constantFrom('2026-09-22T00:54:10+08:00', '2018-05-16T09:38:00+08:00'),
  paidFen: fc.nat(99_999_999),
  refundFen: fc.nat(99_999_999),
  freightFen: maybe(fc.nat(99_999)),
  pickupPoint: maybe(line),
  buyerNote: maybe(line),
  sellerNote: maybe(line),
  buyer: fc.record({ buyerId: maybe(line), name: maybe(line), phone: maybe(line), province: maybe(line), city: maybe(line), district: maybe(line), address: maybe(line), village: maybe(line) }),
  lines: fc.array(fc.record({ name: line, spec: maybe(line), quantity: maybe(fc.double({ min: 0, max: 1000, noNaN: true }).map((each) => Math.round(each * 100) / 100)), amountFen: maybe(fc.nat(9_999_999)) }), { maxLength: 4 }),
});

const savedAndRead = async (headers: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => {
  const book = Xlsx.utils.book_new();
  Xlsx.utils.book_append_sheet(book, Xlsx.utils.aoa_to_sheet([[...headers], ...rows.map((row) => [...row])]), '导出');
  const [table] = tablesOf(await workbookOf(new Uint8Array(Xlsx.write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer)));
  expect(table?.refusals).toEqual([]);
  return (table?.records ?? []).map((record) => ({ ...record, rows: [] }));
};

test('customers that we exported come back unchanged, through a real xlsx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(customer, { minLength: 1, maxLength: 5 }), async (customers) => {
      expect(await savedAndRead(ownCustomerColumns, customers.map(ownCustomerCells))).toEqual(customers);
    }),
    { numRuns: 60 },
  );
});

test('orders that we exported come back unchanged, lines and all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(order, { selector: ({ uid }) => uid, minLength: 1, maxLength: 5 }), async (orders) => {
      expect(await savedAndRead(ownOrderColumns, orders.flatMap((each) => [...ownOrderRows(each)]))).toEqual(orders);
    }),
    { numRuns: 60 },
  );
});

test('a cell of our own export that somebody changed into something else is named', async () => {
  const cells = [...ownCustomerColumns].map((column) => ({ 姓名: '王桂英', 性别: '保密', 客户编号: 'u1' })[column as string] ?? null);
  const recognised = recogniseTables({ format: 'xlsx', encoding: null, warnings: [], sheets: [{ name: '客户', hidden: false, rows: [ownCustomerColumns, cells] }] }, '客户.xlsx');
  expect(recognised).toMatchObject({ type: 'tables', tables: [{ platform: '乡客', kind: 'customers', refusals: [{ row: 2, column: '性别', code: 'imports.badOwnCell', details: { value: '保密' } }] }] });
});
