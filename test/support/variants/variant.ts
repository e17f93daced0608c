/** One variant of a platform's export: its file in several forms, and what the books must hold after it. */
import type { OrderStatus } from '../../../core/orders/contract.ts';
import type { VariantId } from '../platform-headers.ts';
import { platformHeaders } from '../platform-headers.ts';
import type { FilledSheet, FormName, Rows } from './forms.ts';
import type { Person, Sale } from './sales.ts';
import { isPaid } from './sales.ts';

export type ToldLine = readonly [name: string, spec: string | null, quantity: number | null, amountFen: number | null];
export type ToldOrder = {
  /** the platform's number; null when the file has none */
  readonly order: string | null;
  readonly platform: string;
  readonly status: OrderStatus;
  readonly orderedAt: string;
  readonly money: readonly [paidFen: number, refundFen: number, netFen: number, freightFen: number | null];
  readonly receiver: readonly [name: string | null, phone: string | null, address: string | null];
  readonly pickupPoint: string | null;
  readonly notes: readonly [buyer: string | null, seller: string | null];
  readonly lines: readonly ToldLine[];
  /** who bought, as far as the file tells: equal keys are one person; null when nobody can tell */
  readonly who: string | null;
};
export type ToldAddress = readonly [province: string | null, city: string | null, district: string | null, village: string | null, detail: string | null];
export type ToldPerson = { readonly who: string; readonly name: string; readonly phones: readonly string[]; readonly address: ToldAddress | null; readonly tags?: readonly string[]; readonly note?: string | null };

export type Variant = {
  readonly id: VariantId;
  /** as the README's table calls it */
  readonly platform: string;
  readonly forms: readonly FormName[];
  /** without its ending */
  readonly fileName: string;
  readonly sheets: readonly FilledSheet[];
  /** a file that was imported before, without which this one means nothing */
  readonly before?: Variant;
  /** in the order of the sales */
  readonly orders: readonly ToldOrder[];
  readonly people: readonly ToldPerson[];
  /** the merchant set one for the file: the first form comes once more, locked */
  readonly password?: string;
  /** a table that the program asks about once; every guess is right */
  readonly asks?: boolean;
  /** bytes of a format that is no table of cells */
  readonly bytes?: { readonly form: string; readonly extension: string; readonly write: () => Uint8Array };
};

/** `area`: the address as far as the town, when there is no `house`. */
export type Receiver = 'name' | 'phone' | 'area' | 'house';
export const everything: readonly Receiver[] = ['name', 'phone', 'area', 'house'];

/** What this platform's file tells of a sale. */
export type Tells = {
  readonly platform: string;
  readonly id: ((sale: Sale) => string) | null;
  readonly status?: 'words' | 'none';
  /** `full`: only that all money went back */
  readonly refund?: 'amount' | 'full' | 'none';
  readonly time?: 'ordered' | 'paid' | 'day' | 'import';
  readonly freight?: boolean;
  readonly spec?: boolean;
  readonly quantity?: 'each' | 'single' | 'none';
  readonly amounts?: 'each' | 'single' | 'none';
  readonly money?: boolean;
  /** the key that tells people apart */
  readonly who: 'account' | 'contact' | 'none';
  readonly receiver: readonly Receiver[];
  readonly buyerNote?: boolean;
  readonly sellerNote?: boolean;
  /** the platform hides the contacts of some people */
  readonly masks?: boolean;
};

/** The day on which all these files are imported. */
export const importDay = '2026-06-08';

const statusOf = ({ fate }: Sale, tells: Tells): OrderStatus => {
  if (tells.status === 'none') return fate === 'pending' || fate === 'cancelled' ? 'pending' : fate === 'refunded' && tells.refund !== 'none' ? 'refunded' : 'completed';
  if (fate === 'refunded') return tells.refund === 'none' ? 'cancelled' : 'refunded';
  return fate === 'partly' ? 'completed' : fate;
};

const instant = (time: string): string => `${time.replace(' ', 'T')}+08:00`;

const timeOf = (sale: Sale, { time = 'ordered' }: Tells): string =>
  time === 'import' ? `${importDay}T00:00:00+08:00` : time === 'day' ? `${sale.orderedAt.slice(0, 10)}T00:00:00+08:00` : instant(time === 'paid' ? (sale.paidAt ?? `${importDay} 00:00:00`) : sale.orderedAt);

export const isHidden = (person: Person, tells: Pick<Tells, 'masks'>): boolean => tells.masks === true && person.masked;

export const areaOf = ({ area }: Person): string => area.join(' ');

const receiverOf = (person: Person, tells: Tells): ToldOrder['receiver'] => {
  const has = (what: Receiver) => tells.receiver.includes(what);
  const hidden = isHidden(person, tells);
  const address = !has('area') ? null : hidden ? areaOf(person) : `${person.area.join(' ')} ${person.town}${has('house') ? person.house : ''}`;
  return [has('name') && !hidden ? person.name : null, has('phone') && !hidden ? person.phone : null, address];
};

const whoOf = (person: Person, tells: Tells): string | null => {
  if (tells.who === 'none') return null;
  if (tells.who === 'account') return person.account;
  return isHidden(person, tells) ? null : `${person.name}${person.phone}`;
};

export const told = (sale: Sale, tells: Tells): ToldOrder => {
  const { quantity = 'each', amounts = 'none', person, goods } = sale.goods.length === 1 || tells.quantity !== 'single' ? { ...tells, ...sale } : { ...tells, ...sale, quantity: 'none' as const };
  const status = statusOf(sale, tells);
  const paid = status !== 'pending' && status !== 'cancelled' && tells.money !== false ? sale.totalFen : 0;
  const refund = paid === 0 || tells.refund === 'none' ? 0 : status === 'refunded' ? paid : tells.refund === 'full' ? 0 : sale.refundFen;
  return {
    order: tells.id?.(sale) ?? null,
    platform: tells.platform,
    status,
    orderedAt: timeOf(sale, tells),
    money: [paid, refund, status === 'refunded' || paid === 0 ? 0 : paid - refund, tells.freight ? sale.freightFen : null],
    receiver: receiverOf(person, tells),
    pickupPoint: null,
    notes: [(tells.buyerNote && sale.buyerNote) || null, (tells.sellerNote && sale.sellerNote) || null],
    lines: goods.map((each) => [
      each.name,
      tells.spec ? each.spec : null,
      quantity === 'none' ? null : each.quantity,
      amounts === 'each' ? each.amountFen : goods.length === 1 ? paid : null,
    ]),
    who: whoOf(person, tells),
  };
};

const addressOf = (person: Person, tells: Tells): ToldAddress | null => {
  if (!tells.receiver.includes('area')) return null;
  const hidden = isHidden(person, tells);
  const house = tells.receiver.includes('house') && !hidden;
  return [...person.area, (house && person.village) || null, hidden ? null : `${person.town}${house ? person.house : ''}`];
};

/** The people whom these sales tell of, once each. */
export const toldPeople = (sales: readonly Sale[], tells: Tells): readonly ToldPerson[] => {
  const found = new Map<string, ToldPerson>();
  for (const { person } of sales) {
    const who = whoOf(person, tells);
    if (who === null || found.has(who)) continue;
    const shown = (what: Receiver) => !isHidden(person, tells) && tells.receiver.includes(what);
    found.set(who, { who, name: shown('name') ? person.name : person.account, phones: shown('phone') ? [person.phone] : [], address: addressOf(person, tells) });
  }
  return [...found.values()];
};

export type Cells = Readonly<Record<string, string>>;

/** A table of a variant's columns; what nothing is known about holds the platform's way of saying so. */
export const tableOf = (id: VariantId, rows: readonly Cells[], empty = ''): Rows => {
  const headers = platformHeaders[id];
  const names = headers.map((header) => header.trim());
  for (const key of Object.keys(rows[0] ?? {})) if (!names.includes(key)) throw new Error(`${id} has no column ${key}`);
  return [headers, ...rows.map((row) => names.map((name) => row[name] ?? empty))];
};

/** Of these cells only those that the variant has columns for. */
export const fitting = (id: VariantId, cells: Cells): Cells => {
  const names = new Set<string>(platformHeaders[id].map((header) => header.trim()));
  return Object.fromEntries(Object.entries(cells).filter(([name]) => names.has(name)));
};

export const paidSales = (sales: readonly Sale[]): readonly Sale[] => sales.filter(isPaid);
