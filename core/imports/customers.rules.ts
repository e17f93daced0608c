/** Tables of customers that are not ours (有赞 客户, 企业微信, a hand-made list) → customer records, by a mapping. */
import { addressOf } from './address.rules.ts';
import type { Cell } from './cells.ts';
import { nameOf, phoneOf } from './contacts.rules.ts';
import type { ColumnMeaning, Mapping } from './contract.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import { eachRow } from './headers.rules.ts';
import { columnsOf } from './order-rows.rules.ts';
import type { Records } from './orders.rules.ts';
import { platformOfMapping } from './mapping.rules.ts';
import type { CustomerRecord, Refusal } from './records.ts';
import { textOf } from './values.rules.ts';

const birthdayOf = (cell: Cell | undefined): CustomerRecord['birthday'] => {
  const text = textOf(cell);
  const at = instantOf(cell);
  const whole = at !== null && at !== 'bad' ? at : null;
  const [year = null, month = null, day = null] = whole ? whole.slice(0, 10).split('-').map(Number) : [];
  if (whole) return { calendar: 'solar', year, month, day, leapMonth: false };
  const partial = /^(农历|阴历)?\s*(?:(\d{4})[年/.-])?(闰)?(\d{1,2})[月/.-](\d{1,2})日?$/.exec(text?.normalize('NFKC') ?? '');
  if (!partial) return null;
  const [, lunar, writtenYear, leap, writtenMonth, writtenDay] = partial;
  const found = { year: writtenYear ? Number(writtenYear) : null, month: Number(writtenMonth), day: Number(writtenDay) };
  if (found.month < 1 || found.month > 12 || found.day < 1 || found.day > (lunar ? 30 : 31)) return null;
  if (found.year !== null && (found.year < 1900 || found.year > 2100)) return null;
  return { calendar: lunar ? 'lunar' : 'solar', ...found, leapMonth: leap !== undefined };
};

/** `13800138000、13900139000`: several phones in one cell. */
const phonesOf = (cell: Cell | undefined): readonly string[] => {
  const whole = phoneOf(cell);
  if (whole !== null) return [whole];
  return (textOf(cell) ?? '').split(/[、,，;；/\n]+/).flatMap((part) => phoneOf(part) ?? []);
};

export function* mappedCustomerRecords(mapping: Mapping, table: Table): Generator<number, Records<CustomerRecord>> {
  const columns = columnsOf(platformOfMapping(mapping), table);
  const records: CustomerRecord[] = [];
  const refusals: Refusal[] = [];
  const blank = yield* eachRow(table, (cells, row) => {
    const record = customerOf(mapping, cells, columns, row);
    const tooLong = Object.values(columns).flat().find((at) => String(cells[at] ?? '').length > 2000);
    if (tooLong !== undefined) refusals.push({ row, column: table.headers[tooLong] ?? null, code: 'imports.cellTooLong' });
    else if (record) records.push(record);
    else refusals.push({ row, column: null, code: 'imports.noCustomer' });
  });
  return { records, refusals, warnings: [], rowsRead: table.rows.length, rowsBlank: blank };
}

const customerOf = (
  mapping: Mapping,
  cells: readonly Cell[],
  columns: Readonly<Partial<Record<ColumnMeaning, readonly number[]>>>,
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
    village: text('village') ?? parts.village,
    detail: [text('town'), parts.address].filter((part) => part !== null).join('') || null,
  };
  const gender = text('gender');
  return {
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
    tags: (text('tags') ?? '').split(/[、,，;；|\n]+/).map((tag) => tag.trim()).filter((tag) => tag !== ''),
    note: text('note'),
    wish: null,
    createdOn: null,
    consent: null,
    consentOn: null,
    doNotDisturb: null,
    referrerUid: null,
    identities: identity === null ? [] : [{ platform: mapping.platform, value: identity }],
  };
};
