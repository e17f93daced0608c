/** The same question answered person by person out of plain rows, without a clever statement: what the conditions are held against. */
import type { TestCore } from '../support/core.ts';
import { daysBetween } from '../../core/base/dates.ts';
import { agesOf, nextBirthday, zodiacsOf } from '../../core/customers/birthday.rules.ts';
import type { Birthday } from '../../core/customers/contract.ts';
import type { Compare, Condition } from '../../core/segments/conditions.rules.ts';
import type { Part } from '../../core/segments/rules.ts';
import { isGroup } from '../../core/segments/rules.ts';

type Row = Readonly<Record<string, string | number | null>>;
/** null: not known */
type Said = boolean | null;
type Book = Readonly<Record<(typeof tables)[number], readonly Row[]>>;

const tables = ['customers', 'customer_addresses', 'customer_holdings', 'customer_tags', 'customer_phones', 'customer_contacts', 'customer_fields', 'customer_values', 'customer_scores', 'customer_analyses',
  'orders', 'order_lines', 'products', 'pickup_points', 'timeline_entries'] as const;

export const bookOf = ({ app }: TestCore): Book => Object.fromEntries(tables.map((table) => [table, app.store.reader.prepare(`SELECT * FROM ${table}`).all() as Row[]])) as Record<(typeof tables)[number], Row[]>;

const birthdayOf = (row: Row): Birthday | null =>
  row['birthday_calendar'] === null ? null : {
    calendar: row['birthday_calendar'] as Birthday['calendar'], year: row['birthday_year'] as number | null, month: row['birthday_month'] as number | null,
    day: row['birthday_day'] as number | null, leapMonth: row['birthday_leap_month'] === 1,
  };

const compared = (value: number | null, compare: Compare, than: number): Said => (value === null ? null : compare === 'atLeast' ? value >= than : value <= than);
const stretch = (range: { readonly least: number; readonly most: number }, compare: Compare, than: number): Said =>
  compare === 'atLeast' ? (range.least >= than ? true : range.most < than ? false : null) : range.most <= than ? true : range.least > than ? false : null;
const opposite = (said: Said): Said => (said === null ? null : !said);
const same = (value: unknown, is: unknown): Said => (value === null || value === undefined ? null : value === is);
const sum = (rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);

export const naiveIn = (book: Book, today: string) => {
  const own = (table: keyof Book, id: number) => book[table].filter((row) => row['customer_id'] === id);
  const productOf = (line: Row): Row => book.products.find((row) => row['id'] === line['product_id'])!;
  const linesOf = (order: Row) => book.order_lines.filter((row) => row['order_id'] === order['id']);
  const dayOf = (row: Row, column = 'ordered_at') => String(row[column]).slice(0, 10);
  const lately = (rows: readonly Row[], within: number | null, column = 'ordered_at') => rows.filter((row) => within === null || daysBetween(dayOf(row, column), today) <= within);

  const says = (condition: Condition, person: Row): Said => {
    const id = Number(person['id']);
    const all = own('orders', id);
    const bought = all.filter((row) => row['counts'] === 1);
    const days = bought.map((row) => daysBetween(dayOf(row), today));
    const score = own('customer_scores', id)[0] ?? {};
    const analysis = own('customer_analyses', id)[0] ?? {};
    const birthday = birthdayOf(person);
    switch (condition.kind) {
      case 'gender': return same(person['gender'], condition.is);
      case 'customerKind': return person['kind'] === condition.is;
      case 'source': return same(person['source'], condition.is);
      case 'channel': return same(person['preferred_channel'], condition.is);
      case 'credit': return same(person['credit'], condition.is);
      case 'consent': return person['consent'] === condition.is;
      case 'doNotDisturb': return person['do_not_disturb'] === 1;
      case 'referred': return person['referrer_id'] !== null;
      case 'brought': return compared(book.customers.filter((row) => row['referrer_id'] === id).length, condition.compare, condition.people);
      case 'age': {
        const ages = birthday && agesOf(birthday, today);
        return ages ? stretch(ages.full, condition.compare, condition.years) : null;
      }
      case 'zodiac': {
        const animals = person['zodiac'] === null ? (birthday ? zodiacsOf(birthday) : []) : [person['zodiac']];
        if (animals.length === 0) return null;
        return animals.every((one) => one === condition.is) ? true : animals.includes(condition.is) ? null : false;
      }
      case 'birthday': {
        const next = birthday && nextBirthday(birthday, today);
        return next === null ? null : daysBetween(today, next) <= condition.days;
      }
      case 'written': {
        const text = person[condition.field];
        return text === null ? null : String(text).includes(condition.contains);
      }
      case 'holding': {
        const rows = own('customer_holdings', id);
        const named = rows.filter((row) => row['kind'] === condition.holds && row['name'] === condition.name);
        const { least } = condition;
        if (rows.length === 0) return null;
        if (least === null) return named.length > 0;
        return named.some((row) => Number(row['amount'] ?? 0) >= least) ? true : named.some((row) => row['amount'] === null) ? null : false;
      }
      case 'reachable':
        return condition.by === 'wechat' ? own('customer_contacts', id).some((row) => row['kind'] === 'wechat') : own(condition.by === 'phone' ? 'customer_phones' : 'customer_addresses', id).length > 0;
      case 'tag': return own('customer_tags', id).some((row) => row['tag'] === condition.tag);
      case 'fieldText':
      case 'fieldNumber':
      case 'fieldDate': {
        const kinds = { fieldText: ['text', 'choice'], fieldNumber: ['number'], fieldDate: ['date'] }[condition.kind];
        const field = book.customer_fields.find((row) => row['name'] === condition.field && kinds.includes(String(row['kind'])));
        const value = field && own('customer_values', id).find((row) => row['field_id'] === field['id'])?.['value'];
        if (value === undefined || value === null) return null;
        if (condition.kind === 'fieldText') return String(value).includes(condition.contains);
        return condition.kind === 'fieldNumber' ? compared(Number(value), condition.compare, condition.value) : compared(daysBetween(condition.day, String(value)), condition.compare, 0);
      }
      case 'place': {
        const places = own('customer_addresses', id).flatMap((row) => row[condition.level] ?? []);
        return places.length === 0 ? null : places.includes(condition.name);
      }
      case 'lastOrder': return compared(days.length === 0 ? null : Math.min(...days), condition.compare, condition.days);
      case 'firstOrder': return compared(days.length === 0 ? null : Math.max(...days), condition.compare, condition.days);
      case 'orders': return compared(lately(bought, condition.within).length, condition.compare, condition.times);
      case 'spend': return compared(sum(lately(bought, condition.within), (row) => Number(row['net_fen'])), condition.compare, condition.fen);
      case 'basket': return compared(bought.length === 0 ? null : sum(bought, (row) => Number(row['net_fen'])) / bought.length, condition.compare, condition.fen);
      case 'bought': {
        const orders = lately(bought, condition.within);
        const goods = orders.flatMap(linesOf).map(productOf);
        const hit = goods.some((product) => (condition.what === 'product' ? String(product['name']).includes(condition.name) : product['category'] === condition.name));
        const open = orders.some((order) => linesOf(order).length === 0) || (condition.what === 'category' && goods.some((product) => product['category'] === null));
        const said = hit ? true : open ? null : false;
        return condition.ever === 'bought' ? said : opposite(said);
      }
      case 'platform': return lately(bought, condition.within).some((row) => row['platform'] === condition.name);
      case 'pickup': {
        const point = book.pickup_points.find((row) => row['name'] === condition.name);
        return point !== undefined && lately(bought, condition.within).some((row) => row['pickup_point_id'] === point['id']);
      }
      case 'refunds': return compared(all.filter((row) => Number(row['refund_fen']) > 0 || row['status'] === 'refunded').length, condition.compare, condition.times);
      case 'told': return compared(lately(own('timeline_entries', id).filter((row) => row['kind'] === condition.entry), condition.within, 'at').length, condition.compare, condition.times);
      case 'owes':
        return compared(sum(own('timeline_entries', id), (row) => (row['kind'] === 'debt' ? Number(row['amount_fen']) : row['kind'] === 'repayment' ? -Number(row['amount_fen']) : 0)), condition.compare, condition.fen);
      case 'segment': return same(score['segment'], condition.is);
      case 'lifecycle': return same(score['lifecycle'], condition.is);
      case 'valueTier': return same(score['value_tier'], condition.is);
      case 'elevenSegment': return same(analysis['eleven_segment'], condition.is);
      case 'relation': return same(analysis['relation'], condition.is);
      case 'pyramidLevel': return same(analysis['pyramid_level'], condition.is);
      case 'warningLevel': return same(analysis['warning_level'], condition.is);
      case 'cluster': return same(analysis['cluster'], condition.number);
      case 'score': return compared((score[condition.score] ?? null) as number | null, condition.compare, condition.points);
      case 'figure': {
        const column = condition.figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        return compared((analysis[column] ?? null) as number | null, condition.compare, condition.value);
      }
      case 'nextOrder': {
        const next = analysis['next_order_on'] ?? null;
        return next === null ? null : daysBetween(today, String(next)) <= condition.days;
      }
    }
  };

  const answer = (part: Part, person: Row): Said => {
    if (!isGroup(part)) return says(part, person);
    const said = part.parts.map((one) => answer(one, person));
    if (part.join === 'all') return said.includes(false) ? false : said.includes(null) ? null : true;
    const any = said.includes(true) ? true : said.includes(null) ? null : false;
    return part.join === 'any' ? any : opposite(any);
  };

  /** Who is in, and of how many it is not known. */
  return (rule: Part): { readonly ids: readonly number[]; readonly unknown: number } => {
    const said = book.customers.map((person) => [Number(person['id']), answer(rule, person)] as const);
    return { ids: said.flatMap(([id, isIn]) => (isIn === true ? [id] : [])), unknown: said.filter(([, isIn]) => isIn === null).length };
  };
};
