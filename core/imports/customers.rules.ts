/** Tables of customers that are not ours (有赞 客户, 企业微信, a hand-made list) → customer records, by a mapping. */
import { spokenBirthday } from '../customers/birthday.rules.ts';
import { addressOf } from './address.rules.ts';
import type { Cell } from './cells.ts';
import { nameOf, phoneOf } from './contacts.rules.ts';
import type { ColumnMeaning, Mapping } from './contract.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import { eachRow } from './headers.rules.ts';
import type { Columns } from './order-rows.rules.ts';
import { columnsFor } from './order-rows.rules.ts';
import type { Records } from './orders.rules.ts';
import { platformOfMapping } from './mapping.rules.ts';
import type { CustomerTable } from './platforms/customer-tables.ts';
import { normalised } from './platforms/registry.ts';
import type { CustomerRecord, Refusal } from './records.ts';
import { nothingOwn } from './records.ts';
import { textOf } from './values.rules.ts';

export const birthdayOf = (cell: Cell | undefined): CustomerRecord['birthday'] => {
  const text = textOf(cell);
  const at = instantOf(cell);
  const whole = at !== null && at !== 'bad' ? at : null;
  const [year = null, month = null, day = null] = whole ? whole.slice(0, 10).split('-').map(Number) : [];
  if (whole) return { calendar: 'solar', year, month, day, leapMonth: false };
  return text === null ? null : (spokenBirthday(text)?.birthday ?? null);
};

/** `13800138000、13900139000`: several phones in one cell. */
const phonesOf = (cell: Cell | undefined): readonly string[] => {
  const whole = phoneOf(cell);
  if (whole !== null) return [whole];
  return (textOf(cell) ?? '').split(/[、,，;；/\n]+/).flatMap((part) => phoneOf(part) ?? []);
};

/** A table of customers by the user's word: what was mapped as the account identifies the person. */
export const customerTableOfMapping = (mapping: Mapping): CustomerTable => ({ name: mapping.platform, sign: { all: [] }, columns: platformOfMapping(mapping).columns });

export function* customerRecords(description: CustomerTable, table: Table): Generator<number, Records<CustomerRecord>> {
  const columns = withTags(description, table);
  const repeatedAt = description.repeatedBy === undefined ? -1 : table.names.indexOf(normalised(description.repeatedBy));
  const read: Seen[] = [];
  const refusals: Refusal[] = [];
  const blank = yield* eachRow(table, (cells, row) => {
    const record = customerOf(description.name, cells, columns, row);
    const tooLong = Object.values(columns).flat().find((at) => String(cells[at] ?? '').length > 2000);
    if (tooLong !== undefined) refusals.push({ row, column: table.headers[tooLong] ?? null, code: 'imports.cellTooLong' });
    else if (record) read.push({ record, by: textOf(cells[repeatedAt]) });
    else refusals.push({ row, column: null, code: 'imports.noCustomer' });
  });
  const records = repeatedAt < 0 ? read.map(({ record }) => record) : onceEach(read);
  const shared = sharedPhones(records);
  return { records, refusals, warnings: shared === 0 ? [] : [{ code: 'imports.sharedPhones', details: { count: shared } }], rowsRead: table.rows.length, rowsBlank: blank };
}

const withTags = ({ columns: described, tagHeaders }: CustomerTable, table: Table): Columns => {
  const columns = columnsFor(described, table);
  if (tagHeaders === undefined) return columns;
  return { ...columns, tags: table.names.flatMap((name, index) => (name.startsWith(normalised(tagHeaders)) ? [index] : [])) };
};

type Seen = { readonly record: CustomerRecord; readonly by: string | null };

/**
 * 企业微信 lists a customer once for each colleague who added them. The same name by another colleague, with no other
 * phone, is the same person; by the same colleague it is a namesake.
 */
const onceEach = (read: readonly Seen[]): readonly CustomerRecord[] => {
  const people = new Map<string, { record: CustomerRecord; readonly by: Set<string | null> }[]>();
  for (const { record, by } of read) {
    const namesakes = people.get(record.name ?? '') ?? [];
    people.set(record.name ?? '', namesakes);
    const same = namesakes.find((known) => !known.by.has(by) && (known.record.phones.length === 0 || record.phones.length === 0 || sharesPhone(known.record, record)));
    if (same) {
      same.record = joined(same.record, record);
      same.by.add(by);
    } else namesakes.push({ record, by: new Set([by]) });
  }
  return [...people.values()].flat().map(({ record }) => record).toSorted((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
};

const sharesPhone = (a: CustomerRecord, b: CustomerRecord): boolean => a.phones.some(({ number }) => b.phones.some((phone) => phone.number === number));

const joined = (first: CustomerRecord, second: CustomerRecord): CustomerRecord => ({
  ...first,
  rows: [...first.rows, ...second.rows],
  phones: [...first.phones, ...second.phones.filter(({ number }) => !first.phones.some((phone) => phone.number === number))],
  addresses: first.addresses.length > 0 ? first.addresses : second.addresses,
  tags: [...new Set([...first.tags, ...second.tags])],
  note: first.note ?? second.note,
});

/** Phones that stand beside several names: a family, a shop, or a mistake that only the user can judge. */
const sharedPhones = (records: readonly CustomerRecord[]): number => {
  const names = new Map<string, Set<string>>();
  for (const { name, phones } of records) {
    if (name === null) continue;
    for (const { number } of phones) names.set(number, (names.get(number) ?? new Set<string>()).add(name));
  }
  return [...names.values()].filter((each) => each.size > 1).length;
};

const customerOf = (
  platform: string,
  cells: readonly Cell[],
  columns: Columns,
  row: number,
): CustomerRecord | null => {
  const all = (meaning: ColumnMeaning): readonly Cell[] => (columns[meaning] ?? []).map((index) => cells[index] ?? null);
  const text = (meaning: ColumnMeaning): string | null => all(meaning).map(textOf).find((value) => value !== null) ?? null;
  const phones = [...new Set(all('phone').flatMap(phonesOf))];
  const buyerId = text('buyerId');
  const identity = buyerId !== null && !buyerId.includes('**') ? buyerId : null;
  const name = all('name').map(nameOf).find((value) => value !== null) ?? null;
  if (name === null && phones.length === 0 && identity === null) return null;
  const parts = addressOf(text('address'));
  const address = {
    province: text('province') ?? parts.province,
    city: text('city') ?? parts.city,
    district: text('district') ?? parts.district,
    town: null,
    village: text('village') ?? parts.village,
    hamlet: null,
    detail: [text('town'), parts.address].filter((part) => part !== null).join('') || null,
  };
  const gender = text('gender');
  return {
    ...nothingOwn,
    kind: 'customer',
    rows: [row],
    uid: null,
    name,
    gender: gender === null ? null : /^(?:女|f|female|女士)/i.test(gender) ? 'female' : /^(?:男|m|male|先生)/i.test(gender) ? 'male' : null,
    customerKind: null,
    source: null,
    phones: phones.map((number) => ({ number, label: null })),
    addresses: Object.values(address).some((part) => part !== null) ? [address] : [],
    birthday: all('birthday').map(birthdayOf).find((value) => value !== null) ?? null,
    occupation: null,
    tags: [...new Set(all('tags').flatMap((cell) => (textOf(cell) ?? '').split(/[、,，;；|\n]+/)).map((tag) => tag.trim()).filter((tag) => tag !== ''))],
    note: text('note'),
    wish: null,
    createdOn: null,
    consent: null,
    consentOn: null,
    doNotDisturb: null,
    referrerUid: null,
    identities: identity === null ? [] : [{ platform, value: identity }],
  };
};
