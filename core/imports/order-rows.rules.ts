/** One row of an order table → its facts, or the cell that is to blame. */
import type { Cell } from './cells.ts';
import type { ColumnMeaning } from './contract.ts';
import { addressOf, villageOf } from './address.rules.ts';
import { compositeContact, nameOf, phoneOf } from './contacts.rules.ts';
import { instantOf } from './dates.rules.ts';
import type { Table } from './headers.rules.ts';
import type { Item, Platform } from './platforms/platform.ts';
import { normalised } from './platforms/registry.ts';
import type { BuyerRecord, Refusal } from './records.ts';
import { fenOf, idsWereRounded, looksRounded, orderIdOf, quantityOf, textOf } from './values.rules.ts';

/** Where each meaning lies in this table: column indexes, the best first. */
export type Columns = Readonly<Partial<Record<ColumnMeaning, readonly number[]>>>;

const indexesOf = (table: Table, headers: readonly string[]): readonly number[] =>
  headers.flatMap((header) => {
    const name = normalised(header);
    return table.names.flatMap((each, index) => (each === name ? [index] : []));
  });

export const columnsOf = (platform: Platform, table: Table): Columns => columnsFor(platform.columns, table);

export const columnsFor = (described: Platform['columns'], table: Table): Columns => {
  const columns: Partial<Record<ColumnMeaning, readonly number[]>> = {};
  for (const [meaning, headers] of Object.entries(described) as [ColumnMeaning, readonly string[]][]) {
    const indexes = indexesOf(table, headers);
    if (indexes.length > 0) columns[meaning] = indexes;
  }
  return columns;
};

export type OrderRow = {
  readonly row: number;
  readonly orderId: string | null;
  readonly statusText: string | null;
  readonly afterSale: string | null;
  readonly closeReason: string | null;
  readonly orderedAt: string | null;
  readonly paidAt: string | null;
  readonly paidFen: number | null;
  readonly refundFen: number | null;
  readonly freightFen: number | null;
  readonly itemAmountFen: number | null;
  readonly items: readonly Item[];
  readonly quantity: number | null;
  readonly pickupPoint: string | null;
  readonly buyerNote: string | null;
  readonly sellerNote: string | null;
  readonly buyer: BuyerRecord;
  /** who gets the goods, when that is somebody else */
  readonly receiver: BuyerRecord | null;
  /** the cells of the platform's key columns; empty for orders with a number */
  readonly keyParts: readonly string[];
};

const maxCharacters = 2000;
/** A group order's goods cell is long by nature; anything else of that length is an accident. */
const maxGoodsCharacters = 32_767;

/** Text in which a buyer is not masked: `t**1` is shared by thousands. */
const unmasked = (text: string | null): string | null => (text === null || text.includes('**') || /^(?:##|\$\$)/.test(text) ? null : text);

/** Builds the reader of one table's rows; the column search is done once. */
export const orderRowReader = (platform: Platform, table: Table): ((cells: readonly Cell[], row: number) => OrderRow | Refusal) => {
  const columns = columnsOf(platform, table);
  const keyIndexes = (platform.keyColumns ?? []).flatMap((header) => indexesOf(table, [header]));
  const kindsIndex = platform.kinds ? indexesOf(table, [platform.kinds])[0] : undefined;
  const virtualIndex = platform.virtualUntil ? indexesOf(table, [platform.virtualUntil])[0] : undefined;
  const buyerPhoneIndex = platform.buyerPhone ? indexesOf(table, [platform.buyerPhone])[0] : undefined;
  const deliveryIndex = platform.delivery ? indexesOf(table, [platform.delivery])[0] : undefined;
  const house = (platform.house ?? []).map(([start, unit]) => ({ index: table.names.findIndex((name) => name.startsWith(start)), unit }));
  const goods = new Set(columns.item ?? []);
  const used = [...new Set([...Object.values(columns).flat(), ...keyIndexes])];
  const idIndex = columns.orderId?.[0];
  const rounded = idIndex !== undefined && idsWereRounded(table.rows.slice(0, 500).map((cells) => cells[idIndex]));
  const header = (index: number): string | null => table.headers[index] || null;

  return (cells, row) => {
    let refusal: Refusal | null = null;
    const refuse = (index: number | undefined, code: string, value?: string) => {
      refusal ??= { row, column: index === undefined ? null : header(index), code, ...(value === undefined ? {} : { details: { value: value.slice(0, 40) } }) };
    };
    for (const index of used) {
      const cell = cells[index];
      if (typeof cell === 'string' && cell.length > maxCharacters && (!goods.has(index) || cell.length > maxGoodsCharacters)) refuse(index, 'imports.cellTooLong');
    }
    /** The first column of that meaning that says something. */
    const first = <T>(meaning: ColumnMeaning, read: (cell: Cell | undefined, index: number) => T | null): T | null => {
      for (const index of columns[meaning] ?? []) {
        const value = read(cells[index], index);
        if (value !== null) return value;
      }
      return null;
    };
    const text = (meaning: ColumnMeaning) => first(meaning, textOf);
    /** Remarks carry Excel's text apostrophe before any character. */
    const note = (meaning: ColumnMeaning) => text(meaning)?.replace(/^'/, '').trim() || null;
    const money = (meaning: ColumnMeaning) =>
      first(meaning, (cell, index) => {
        const fen = fenOf(cell);
        if (fen !== 'bad') return fen;
        refuse(index, 'imports.badMoney', String(cell));
        return null;
      });
    const time = (meaning: ColumnMeaning) =>
      first(meaning, (cell, index) => {
        const at = instantOf(cell);
        if (at !== 'bad') return at;
        refuse(index, 'imports.badDate', String(cell));
        return null;
      });

    const parsedId = first('orderId', orderIdOf);
    if (parsedId && 'damaged' in parsedId) refuse(idIndex, 'imports.damagedOrderId', parsedId.damaged);
    const orderId = parsedId && 'id' in parsedId ? parsedId.id : null;
    if (rounded && orderId !== null && looksRounded(orderId)) refuse(idIndex, 'imports.damagedOrderId', orderId);
    const statusText = text('status');
    const lives = () => house.map(({ index, unit }) => withUnit(textOf(cells[index]), unit)).join('') || null;
    const collected = deliveryIndex !== undefined && (textOf(cells[deliveryIndex])?.includes('自提') ?? false);
    const told = (meaning: ColumnMeaning) => text(meaning) ?? (meaning === 'address' ? lives() : null);
    const person = buyerOf((meaning) => (collected && placeMeanings.has(meaning) ? null : told(meaning)), first, {
      virtual: virtualIndex !== undefined && textOf(cells[virtualIndex]) !== null,
      nickname: platform.nicknames === true,
    });
    const { buyer, receiver } = buyerPhoneIndex === undefined ? { buyer: person, receiver: null } : buyerApart(person, cells[buyerPhoneIndex], text('phone'));
    const specs = (columns.spec ?? []).flatMap((index) => textOf(cells[index]) ?? []);
    const paidAt = time('paidAt');
    const result: OrderRow = {
      row,
      orderId,
      statusText,
      afterSale: text('afterSale'),
      closeReason: text('closeReason'),
      orderedAt: time('orderedAt') ?? paidAt ?? (orderId !== null ? (platform.orderedAtOf?.(orderId) ?? null) : null),
      paidAt,
      paidFen: money('paid') ?? money('payable'),
      refundFen: money('refund'),
      freightFen: money('freight'),
      itemAmountFen: money('itemAmount'),
      items: itemsOf(platform, text('item'), (platform.joinedSpecs ? specs.join(' ') : specs[0]) || null, kindsIndex === undefined ? null : quantityOf(cells[kindsIndex])),
      quantity: first('quantity', quantityOf),
      pickupPoint: text('pickupPoint') ?? (collected ? text('address') : null),
      buyerNote: note('buyerNote'),
      sellerNote: note('sellerNote'),
      buyer,
      receiver,
      keyParts: orderId !== null ? [] : keyIndexes.map((index) => {
        const at = instantOf(cells[index]);
        return at !== null && at !== 'bad' ? at : (textOf(cells[index]) ?? '');
      }),
    };
    return refusal ?? result;
  };
};

/** `606` → `606室`; what names its unit already stays. */
const withUnit = (text: string | null, unit: string): string => (text === null ? '' : /\d$/.test(text) ? `${text}${unit}` : text);

const placeMeanings: ReadonlySet<ColumnMeaning> = new Set(['address', 'province', 'city', 'district', 'town', 'village']);

/** `186******05` may be 18612345605. */
const mayBe = (masked: string, phone: string): boolean => {
  const shown = masked.normalize('NFKC').replace(/\s/g, '');
  return shown.length === phone.length && [...shown].every((sign, at) => sign === '*' || sign === phone[at]);
};

/** With another phone for the receiver the goods are a present: its name and address are not the buyer's. */
const buyerApart = (person: BuyerRecord, buyerPhone: Cell | undefined, receiverPhone: string | null): { readonly buyer: BuyerRecord; readonly receiver: BuyerRecord | null } => {
  const own = phoneOf(buyerPhone);
  if (own === null || own === person.phone) return { buyer: person, receiver: null };
  if (receiverPhone === null || (person.phone === null && mayBe(receiverPhone, own))) return { buyer: { ...person, phone: own }, receiver: null };
  return { buyer: { ...person, name: null, phone: own, province: null, city: null, district: null, address: null, village: null }, receiver: { ...person, buyerId: null } };
};

const itemsOf = (platform: Platform, item: string | null, spec: string | null, kinds: number | null): readonly Item[] => {
  if (item === null) return [];
  const items = platform.items?.(item, kinds) ?? [{ name: item, spec: null, quantity: null }];
  const only = items[0];
  return items.length === 1 && only && spec !== null ? [{ ...only, spec }] : items;
};

const buyerOf = (
  text: (meaning: ColumnMeaning) => string | null,
  first: <T>(meaning: ColumnMeaning, read: (cell: Cell | undefined) => T | null) => T | null,
  { virtual, nickname }: { readonly virtual: boolean; readonly nickname: boolean },
): BuyerRecord => {
  const whole = text('address');
  const composite = whole === null ? null : compositeContact(whole);
  const parts = addressOf(composite?.address ?? whole);
  const detail = [unmasked(text('town')), unmasked(text('village')), parts.address].filter((part) => part !== null);
  // 街道 is often the first word of the detailed address too.
  const address = detail.reduce((joined, part) => (part.startsWith(joined) ? part : joined + part), '') || null;
  return {
    buyerId: unmasked(text('buyerId')),
    ...(nickname ? { buyerIdIsNickname: true } : {}),
    name: first('name', nameOf) ?? (composite ? nameOf(composite.name) : null),
    phone: virtual ? null : (first('phone', phoneOf) ?? (composite ? phoneOf(composite.phone) : null)),
    province: unmasked(text('province')) ?? parts.province,
    city: unmasked(text('city')) ?? parts.city,
    district: unmasked(text('district')) ?? parts.district,
    address,
    village: unmasked(text('village')) ?? villageOf(address),
  };
};
