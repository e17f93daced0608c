/** Our own exports, both ways: record → cells and cells → record. Exact: what is exported comes back unchanged. */
import { isDay } from '../base/dates.ts';
import { yuanText } from '../base/money.ts';
import type { Cell } from './cells.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import { eachRow } from './headers.rules.ts';
import type { Records } from './orders.rules.ts';
import type { OwnCustomerColumn, OwnOrderColumn } from './own-columns.ts';
import { ownConsentWords, ownCustomerColumns, ownGenderWords, ownKindWords, ownOrderColumns, ownSourceWords, ownStatusWords, ownYes } from './own-columns.ts';
import { normalised } from './platforms/registry.ts';
import type { AddressRecord, CustomerRecord, OrderRecord, Refusal } from './records.ts';
import { fenOf } from './values.rules.ts';

type Written = string | number | null;

/** Several values in one cell: one a line; a line break or backslash inside a value is written \n, \\. */
const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/\r/g, '\\r').replace(/\n/g, '\\n').replace(/\|/g, '\\p');
const unescaped = (text: string): string => text.replace(/\\([\\rnp])/g, (_, code: string) => ({ '\\': '\\', r: '\r', n: '\n', p: '|' })[code] ?? '');
const joined = (values: readonly string[]): string | null => (values.length === 0 ? null : values.map(escaped).join('\n'));
const apart = (text: string | null): readonly string[] => (text === null ? [] : text.split('\n').filter((line) => line !== '').map(unescaped));

const addressParts = ['province', 'city', 'district', 'village', 'detail'] as const;
const addressCell = (address: AddressRecord): string => addressParts.map((part) => escaped(address[part] ?? '')).join(' | ');
const addressOfCell = (line: string): AddressRecord => {
  const [province, city, district, village, detail] = line.split(' | ').map((part) => unescaped(part) || null);
  return { province: province ?? null, city: city ?? null, district: district ?? null, village: village ?? null, detail: detail ?? null };
};

/** 1968-06-15, 农历 --闰06-15: an unknown part is a question mark, so that half a birthday survives. */
const birthdayCell = ({ calendar, year, month, day, leapMonth }: NonNullable<CustomerRecord['birthday']>): string =>
  `${calendar === 'lunar' ? '农历' : ''}${year ?? '?'}-${leapMonth ? '闰' : ''}${month ?? '?'}-${day ?? '?'}`;
const birthdayOfCell = (text: string): CustomerRecord['birthday'] | undefined => {
  const match = /^(农历)?(\?|\d{4})-(闰)?(\?|\d{1,2})-(\?|\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const part = (value: string | undefined) => (value === '?' || value === undefined ? null : Number(value));
  return { calendar: match[1] ? 'lunar' : 'solar', year: part(match[2]), leapMonth: match[3] !== undefined, month: part(match[4]), day: part(match[5]) };
};

export const ownCustomerCells = (record: Omit<CustomerRecord, 'kind' | 'rows'>): readonly Written[] => {
  const [first, ...others] = record.addresses;
  const cells: Record<OwnCustomerColumn, Written> = {
    客户编号: record.uid,
    姓名: record.name,
    性别: record.gender && ownGenderWords[record.gender],
    客户类型: record.customerKind && ownKindWords[record.customerKind],
    来源: record.source && ownSourceWords[record.source],
    电话: joined(record.phones.map(({ number, label }) => (label === null ? number : `${number} ${label}`))),
    省: first?.province ?? null,
    市: first?.city ?? null,
    区县: first?.district ?? null,
    村: first?.village ?? null,
    详细地址: first?.detail ?? null,
    其他地址: others.length === 0 ? null : others.map(addressCell).join('\n'),
    生日: record.birthday && birthdayCell(record.birthday),
    职业: record.occupation,
    想要: record.wish,
    标签: joined(record.tags),
    备注: record.note,
    是否同意: record.consent && ownConsentWords[record.consent],
    同意日期: record.consentOn,
    免打扰: record.doNotDisturb ? ownYes : null,
    介绍人编号: record.referrerUid,
    平台账号: joined(record.identities.map(({ platform, value }) => `${platform}：${value}`)),
    建档日期: record.createdOn,
  };
  return ownCustomerColumns.map((column) => cells[column]);
};

type OwnOrder = Omit<OrderRecord, 'kind' | 'rows'>;

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

/** Cells of our own files are taken as they are: no platform's wrapping has to come off. */
const textReader = <C extends string>(table: Table, columns: readonly C[]): ((cells: readonly Cell[]) => (column: C) => string | null) => {
  const at = new Map(columns.map((column) => [column, table.names.indexOf(normalised(column))]));
  return (cells) => (column) => {
    const cell = cells[at.get(column) ?? -1] ?? null;
    return cell === null || cell === '' ? null : String(cell);
  };
};

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, text: string | null): K | null | undefined =>
  text === null ? null : (Object.keys(words) as K[]).find((key) => words[key] === text.trim());

type Complain = (column: string, value: string, code?: string) => null;

const customerOfRow = (text: (column: OwnCustomerColumn) => string | null, row: number, complain: Complain): CustomerRecord => {
  const word = <K extends string>(column: OwnCustomerColumn, words: Readonly<Record<K, string>>): K | null => {
    const key = keyOf(words, text(column));
    return key === undefined ? complain(column, text(column) ?? '') : key;
  };
  /** Excel rewrites 2026-05-01 as 2026/5/1 when the sheet is saved again. */
  const day = (column: OwnCustomerColumn): string | null => {
    const written = text(column);
    const [, year = '', month = '', date = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(written ?? '') ?? [];
    const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return written === null || isDay(found) ? written && found : complain(column, written, 'imports.badDate');
  };
  const birthdayText = text('生日')?.trim() ?? null;
  const birthday = birthdayText === null ? null : birthdayOfCell(birthdayText);
  const first: AddressRecord = { province: text('省'), city: text('市'), district: text('区县'), village: text('村'), detail: text('详细地址') };
  const others = (text('其他地址') ?? '').split('\n').filter((line) => line !== '').map(addressOfCell);
  return {
    kind: 'customer',
    rows: [row],
    uid: text('客户编号'),
    name: text('姓名') ?? complain('姓名', '', 'imports.noCustomer'),
    gender: word('性别', ownGenderWords),
    customerKind: word('客户类型', ownKindWords),
    source: word('来源', ownSourceWords),
    phones: apart(text('电话')).map((line) => {
      const blank = line.indexOf(' ');
      return blank < 0 ? { number: line, label: null } : { number: line.slice(0, blank), label: line.slice(blank + 1) };
    }),
    addresses: addressParts.some((part) => first[part] !== null) || others.length > 0 ? [first, ...others] : [],
    birthday: birthday === undefined ? complain('生日', birthdayText ?? '') : birthday,
    occupation: text('职业'),
    tags: apart(text('标签')),
    note: text('备注'),
    wish: text('想要'),
    createdOn: day('建档日期'),
    consent: word('是否同意', ownConsentWords),
    consentOn: day('同意日期'),
    doNotDisturb: text('免打扰') === ownYes,
    referrerUid: text('介绍人编号'),
    identities: apart(text('平台账号')).flatMap((line) => {
      const colon = line.indexOf('：');
      return colon < 0 ? [] : [{ platform: line.slice(0, colon), value: line.slice(colon + 1) }];
    }),
  };
};

export function* ownCustomerRecords(table: Table): Generator<number, Records<CustomerRecord>> {
  const read = textReader(table, ownCustomerColumns);
  const records: CustomerRecord[] = [];
  const refusals: Refusal[] = [];
  const blank = yield* eachRow(table, (cells, row) => {
    let refusal: Refusal | null = null;
    const record = customerOfRow(read(cells), row, (column, value, code = 'imports.badOwnCell') => {
      refusal ??= { row, column, code, details: { value } };
      return null;
    });
    if (refusal) refusals.push(refusal);
    else records.push(record);
  });
  return { records, refusals, warnings: [], rowsRead: table.rows.length, rowsBlank: blank };
}

const orderOfRow = (text: (column: OwnOrderColumn) => string | null, row: number, complain: Complain): OrderRecord => {
  const money = (column: OwnOrderColumn): number | null => {
    const fen = fenOf(text(column));
    return fen === 'bad' ? complain(column, text(column) ?? '', 'imports.badMoney') : fen;
  };
  const status = keyOf(ownStatusWords, text('订单状态')) ?? complain('订单状态', text('订单状态') ?? '');
  const orderedAt = instantOf(text('下单时间'));
  const name = text('商品');
  const quantity = text('数量');
  return {
    kind: 'order',
    rows: [row],
    ...(text('乡客订单号') === null ? {} : { uid: text('乡客订单号') ?? '' }),
    ...(text('客户编号') === null ? {} : { customerUid: text('客户编号') ?? '' }),
    platform: text('平台') ?? complain('平台', '') ?? '',
    platformOrderId: text('平台订单号') ?? complain('平台订单号', '', 'imports.noOrderId') ?? '',
    orderIdDerived: text('订单号自编') === ownYes,
    status: status ?? 'pending',
    statusText: text('平台状态'),
    orderedAt: orderedAt === null || orderedAt === 'bad' ? (complain('下单时间', text('下单时间') ?? '', 'imports.badDate') ?? '') : orderedAt,
    paidFen: money('实付') ?? 0,
    refundFen: money('退款') ?? 0,
    freightFen: money('运费'),
    pickupPoint: text('自提点'),
    buyerNote: text('买家留言'),
    sellerNote: text('备注'),
    buyer: {
      buyerId: text('平台账号'), name: text('收货人'), phone: text('电话'), province: text('省'), city: text('市'), district: text('区县'), village: text('村'), address: text('详细地址'),
    },
    lines: name === null ? [] : [{ name, spec: text('规格'), quantity: quantity === null ? null : Number(quantity), amountFen: money('商品金额') }],
  };
};

export function* ownOrderRecords(table: Table): Generator<number, Records<OrderRecord>> {
  const read = textReader(table, ownOrderColumns);
  const orders = new Map<string, { rows: number[]; order: OrderRecord; lines: OrderRecord['lines'][number][] }>();
  const refusals: Refusal[] = [];
  const blank = yield* eachRow(table, (cells, row) => {
    let refusal: Refusal | null = null;
    const order = orderOfRow(read(cells), row, (column, value, code = 'imports.badOwnCell') => {
      refusal ??= { row, column, code, details: { value } };
      return null;
    });
    if (refusal) {
      refusals.push(refusal);
      return;
    }
    const key = order.uid ?? `${order.platform}\u0001${order.platformOrderId}`;
    const known = orders.get(key);
    if (known) {
      known.rows.push(row);
      known.lines.push(...order.lines);
    } else orders.set(key, { rows: [row], order, lines: [...order.lines] });
  });
  const records = [...orders.values()].map(({ rows, order, lines }) => ({ ...order, rows, lines }));
  return { records, refusals, warnings: [], rowsRead: table.rows.length, rowsBlank: blank };
}
