/** Where the answer to each kind of condition stands in the book. Every value that somebody typed is bound, never written into a statement. */
import { addDays, dayNumber } from '../base/dates.ts';
import { Zodiac } from '../customers/contract.ts';
import { birthdaysWithin, bornBefore, firstNewYear, leapWeight, monthWeight, newYears, tomorrow, yearWeight } from './birthdays.rules.ts';
import type { Compare, Condition, ConditionKind, ConditionOf } from './conditions.rules.ts';

export type Statement = { readonly sql: string; readonly values: readonly (string | number)[] };
/** `people`: numbers of those who say yes, and of those of whom it is not known · `figures`: everybody's number, to be compared; `absent` of whom has none, null for unknown. */
export type Source =
  | { readonly type: 'people'; readonly yes: Statement; readonly unknown: Statement | null; readonly opposite?: boolean }
  | { readonly type: 'figures'; readonly figures: Statement; readonly absent: number | null; readonly compare: Compare; readonly than: number };

const statement = (sql: string, ...values: readonly (string | number)[]): Statement => ({ sql, values });
const people = (yes: Statement, unknown: Statement | null = null): Source => ({ type: 'people', yes, unknown });
const figures = (sql: Statement, absent: number | null, compare: Compare, than: number): Source => ({ type: 'figures', figures: sql, absent, compare, than });

/** A column of customers; what is not filled in is not known. */
const own = (column: 'gender' | 'source' | 'preferred_channel' | 'credit', is: string): Source =>
  people(statement(`SELECT id FROM customers WHERE ${column} = ?`, is), statement(`SELECT id FROM customers WHERE ${column} IS NULL`));

/** A class that was computed; who has no row yet is not known. */
const classed = (table: 'customer_scores' | 'customer_analyses', column: string, is: string | number): Source =>
  people(statement(`SELECT customer_id FROM ${table} WHERE ${column} = ?`, is), statement(`SELECT c.id FROM customers c LEFT JOIN ${table} s ON s.customer_id = c.id WHERE s.${column} IS NULL`));

const day = (column: string): string => `julianday(${column}) - 2440587.5`;
const ago = (column: string, today: string): Statement => statement(`SELECT customer_id, ? - (${day(column)}) FROM customer_totals`, dayNumber(today));

/** Orders that count and lie not further back. */
const since = (within: number | null, today: string): string => (within === null ? '' : addDays(today, -within));
const counted = `o.customer_id IS NOT NULL AND o.counts = 1 AND o.ordered_at >= ?`;
/** Everything asked of an order stands in this index, which is a tenth of the orders themselves. */
const byIndex = `orders o INDEXED BY orders_by_customer`;
const sumOfOrders = (what: string, total: string, within: number | null, today: string): Statement =>
  within === null
    ? statement(`SELECT customer_id, ${total} FROM customer_totals`)
    : statement(`SELECT o.customer_id, ${what} FROM ${byIndex} WHERE ${counted} GROUP BY o.customer_id`, since(within, today));
const withOrders = (condition: string, value: string, within: number | null, today: string): Source =>
  people(statement(`SELECT o.customer_id FROM orders o WHERE ${counted} AND ${condition}`, since(within, today), value));

const boughtThings = {
  product: { same: `instr(p.name, ?) > 0`, unsaid: '0' },
  category: { same: `p.category = ?`, unsaid: `EXISTS (SELECT 1 FROM order_lines l JOIN products p ON p.id = l.product_id WHERE l.order_id = o.id AND p.category IS NULL)` },
} as const;
/** Most shops have no order without goods: counting tells sooner than looking at each. */
const withoutGoods = `((SELECT count(*) FROM (SELECT 1 FROM order_lines GROUP BY order_id)) < (SELECT count(*) FROM orders) AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id))`;
const bought = ({ within, ever, what, name }: ConditionOf<'bought'>, today: string): Source => {
  const { same, unsaid } = boughtThings[what];
  return {
    type: 'people',
    yes: statement(`SELECT o.customer_id FROM order_lines l CROSS JOIN orders o ON o.id = l.order_id WHERE l.product_id IN (SELECT id FROM products p WHERE ${same}) AND ${counted}`, name, since(within, today)),
    // Of an order without goods, or of goods without a category, nobody can say what was not bought.
    unknown: statement(`SELECT o.customer_id FROM ${byIndex} WHERE ${counted} AND (${withoutGoods} OR ${unsaid})`, since(within, today)),
    opposite: ever === 'never',
  };
};

/** The first and the last day that somebody can have been born on, each as one number. */
const bornKey = (month: number, date: number): string =>
  `birthday_year * ${yearWeight} + coalesce(birthday_month, ${month}) * ${monthWeight} + iif(birthday_month IS NULL, 0, birthday_leap_month) * ${leapWeight} + coalesce(birthday_day, ${date})`;
const born = `(SELECT id, birthday_calendar = 'lunar' AS lunar, ${bornKey(0, 0)} AS earliest, ${bornKey(13, 31)} AS latest FROM customers WHERE birthday_year IS NOT NULL)`;
const age = ({ compare, years }: ConditionOf<'age'>, today: string): Source => {
  const line = bornBefore(today, compare === 'atLeast' ? years : years + 1);
  const end = tomorrow(today);
  const before = (key: string, { solar, lunar }: typeof line) => statement(`${key} < iif(lunar, ?, ?)`, lunar, solar);
  const [old, perhapsOld, isBorn] = [before('latest', line), before('earliest', line), before('earliest', end)];
  return {
    type: 'people',
    yes: statement(`SELECT id FROM ${born} WHERE ${old.sql}`, ...old.values),
    unknown: statement(`SELECT id FROM customers WHERE birthday_year IS NULL
      UNION ALL SELECT id FROM ${born} WHERE NOT (${old.sql}) AND (${perhapsOld.sql} OR NOT (${isBorn.sql}))`, ...old.values, ...perhapsOld.values, ...isBorn.values),
    opposite: compare === 'atMost',
  };
};

/** Lunar years that the birthday allows; before the new year's day of its solar year somebody belongs to the year before. */
const lunarYear = (month: number, date: number): string =>
  `birthday_year - (birthday_calendar = 'solar' AND coalesce(birthday_month, ${month}) * 100 + coalesce(birthday_day, ${date}) < json_extract(?, '$[' || (birthday_year - ${firstNewYear}) || ']'))`;
const zodiac = ({ is }: ConditionOf<'zodiac'>): Source => {
  const days = JSON.stringify(newYears());
  const animals = `(SELECT id, zodiac, ${lunarYear(1, 1)} AS first, ${lunarYear(12, 31)} AS last FROM customers)`;
  const animal = (year: string) => `(${year} - 4) % 12 = ?`;
  const place = Zodiac.options.indexOf(is);
  return people(
    statement(`SELECT id FROM ${animals} WHERE zodiac = ? OR (zodiac IS NULL AND ${animal('first')} AND ${animal('last')})`, days, days, is, place, place),
    statement(`SELECT id FROM ${animals} WHERE zodiac IS NULL AND (first IS NULL OR (${animal('first')}) <> (${animal('last')}))`, days, days, place, place),
  );
};

const holding = ({ holds, name, least }: ConditionOf<'holding'>): Source => {
  const of = `SELECT customer_id FROM customer_holdings WHERE kind = ? AND name = ?`;
  const nothingWritten = `SELECT id FROM customers EXCEPT SELECT customer_id FROM customer_holdings`;
  return least === null
    ? people(statement(of, holds, name), statement(nothingWritten))
    : people(statement(`${of} AND amount >= ?`, holds, name, least), statement(`${nothingWritten} UNION ALL ${of} AND amount IS NULL`, holds, name));
};

const custom = (kind: string) => `customer_fields f JOIN customer_values v ON v.field_id = f.id WHERE f.kind ${kind} AND f.name = ?`;
const reached = { phone: 'customer_phones', wechat: `customer_contacts WHERE kind = 'wechat'`, address: 'customer_addresses' } as const;
const figureColumns = {
  composite: 'composite', returnChance: 'return_chance', pAlive: 'p_alive', expectedPurchases: 'expected_purchases', clvFen: 'clv_fen', predictedSpendFen: 'predicted_spend_fen',
  valueAtRiskFen: 'value_at_risk_fen', cycleDays: 'cycle_days', overdueRatio: 'overdue_ratio',
} as const;

const sources: { readonly [K in ConditionKind]: (condition: ConditionOf<K>, today: string) => Source } = {
  gender: ({ is }) => own('gender', is),
  customerKind: ({ is }) => people(statement(`SELECT id FROM customers WHERE kind = ?`, is)),
  age,
  zodiac,
  written: ({ field, contains }) => people(statement(`SELECT id FROM customers WHERE instr(${field}, ?) > 0`, contains), statement(`SELECT id FROM customers WHERE ${field} IS NULL`)),
  holding,
  source: ({ is }) => own('source', is),
  channel: ({ is }) => own('preferred_channel', is),
  credit: ({ is }) => own('credit', is),
  consent: ({ is }) => people(statement(`SELECT id FROM customers WHERE consent = ?`, is)),
  doNotDisturb: () => people(statement(`SELECT id FROM customers WHERE do_not_disturb = 1`)),
  reachable: ({ by }) => people(statement(`SELECT customer_id FROM ${reached[by]}`)),
  birthday: ({ days }, today) => people(
    statement(`SELECT id FROM customers WHERE birthday_calendar || ' ' || birthday_month || ' ' || birthday_day || ' ' || birthday_leap_month IN (SELECT value FROM json_each(?))`, JSON.stringify(birthdaysWithin(today, days))),
    statement(`SELECT id FROM customers WHERE birthday_month IS NULL OR birthday_day IS NULL`),
  ),
  tag: ({ tag }) => people(statement(`SELECT customer_id FROM customer_tags WHERE tag = ?`, tag)),
  fieldText: ({ field, contains }) => people(
    statement(`SELECT v.customer_id FROM ${custom(`IN ('text', 'choice')`)} AND instr(v.value, ?) > 0`, field, contains),
    statement(`SELECT id FROM customers EXCEPT SELECT v.customer_id FROM ${custom(`IN ('text', 'choice')`)}`, field),
  ),
  fieldNumber: ({ field, compare, value }) => figures(statement(`SELECT v.customer_id, CAST(v.value AS REAL) FROM ${custom(`= 'number'`)}`, field), null, compare, value),
  fieldDate: ({ field, compare, day: than }) => figures(statement(`SELECT v.customer_id, ${day('v.value')} FROM ${custom(`= 'date'`)}`, field), null, compare, dayNumber(than)),
  referred: () => people(statement(`SELECT id FROM customers WHERE referrer_id IS NOT NULL`)),
  brought: ({ compare, people: than }) => figures(statement(`SELECT referrer_id, count(*) FROM customers WHERE referrer_id IS NOT NULL GROUP BY referrer_id`), 0, compare, than),
  place: ({ level, name }) => people(
    statement(`SELECT customer_id FROM customer_addresses WHERE ${level} = ?`, name),
    statement(`SELECT id FROM customers EXCEPT SELECT customer_id FROM customer_addresses WHERE ${level} IS NOT NULL`),
  ),
  lastOrder: ({ compare, days }, today) => figures(ago('last_on', today), null, compare, days),
  firstOrder: ({ compare, days }, today) => figures(ago('first_on', today), null, compare, days),
  orders: ({ within, compare, times }, today) => figures(sumOfOrders('count(*)', 'order_count', within, today), 0, compare, times),
  spend: ({ within, compare, fen }, today) => figures(sumOfOrders('sum(o.net_fen)', 'net_fen', within, today), 0, compare, fen),
  basket: ({ compare, fen }) => figures(statement(`SELECT customer_id, net_fen * 1.0 / order_count FROM customer_totals`), null, compare, fen),
  bought,
  platform: ({ within, name }, today) => withOrders('o.platform = ?', name, within, today),
  pickup: ({ within, name }, today) => withOrders('o.pickup_point_id = (SELECT id FROM pickup_points WHERE name = ?)', name, within, today),
  refunds: ({ compare, times }) => figures(statement(`SELECT customer_id, count(*) FROM orders WHERE customer_id IS NOT NULL AND (refund_fen > 0 OR status = 'refunded') GROUP BY customer_id`), 0, compare, times),
  told: ({ within, entry, compare, times }, today) => figures(statement(`SELECT customer_id, count(*) FROM timeline_entries WHERE kind = ? AND at >= ? GROUP BY customer_id`, entry, since(within, today)), 0, compare, times),
  owes: ({ compare, fen }) => figures(statement(`SELECT customer_id, sum(iif(kind = 'debt', amount_fen, -amount_fen)) FROM timeline_entries WHERE kind IN ('debt', 'repayment') GROUP BY customer_id`), 0, compare, fen),
  segment: ({ is }) => classed('customer_scores', 'segment', is),
  elevenSegment: ({ is }) => classed('customer_analyses', 'eleven_segment', is),
  lifecycle: ({ is }) => classed('customer_scores', 'lifecycle', is),
  valueTier: ({ is }) => classed('customer_scores', 'value_tier', is),
  relation: ({ is }) => classed('customer_analyses', 'relation', is),
  pyramidLevel: ({ is }) => classed('customer_analyses', 'pyramid_level', is),
  warningLevel: ({ is }) => classed('customer_analyses', 'warning_level', is),
  cluster: ({ number }) => classed('customer_analyses', 'cluster', number),
  score: ({ score, compare, points }) => figures(statement(`SELECT customer_id, ${score} FROM customer_scores`), null, compare, points),
  figure: ({ figure, compare, value }) => figures(statement(`SELECT customer_id, ${figureColumns[figure]} FROM customer_analyses`), null, compare, value),
  nextOrder: ({ days }, today) => figures(statement(`SELECT customer_id, ${day('next_order_on')} - ? FROM customer_analyses`, dayNumber(today)), null, 'atMost', days),
};

const sourceFor = <K extends ConditionKind>(kind: K, condition: ConditionOf<K>, today: string): Source => sources[kind](condition, today);
/** What a condition asks of the book as of a day. */
export const sourceOf = (condition: Condition, today: string): Source => sourceFor(condition.kind, condition as ConditionOf<typeof condition.kind>, today);
