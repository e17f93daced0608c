/** The made-up shop with everything written down that a condition can ask, and much of it left out. */
import fc from 'fast-check';
import '../support/chance.ts';
import { CustomerKind, CustomerSource, Zodiac } from '../../core/customers/contract.ts';
import { exportFilesOf } from '../../core/practice/builders/export-files.ts';
import { generateShop } from '../../core/practice/rules.ts';
import { pyramidLevels } from '../../core/scoring/concentration.rules.ts';
import { Lifecycle, Segment, ValueTier } from '../../core/scoring/contract.ts';
import { warningLevels } from '../../core/scoring/rhythm.rules.ts';
import { elevenSegments } from '../../core/scoring/segments.rules.ts';
import type { Condition, ConditionKind, ConditionOf } from '../../core/segments/conditions.rules.ts';
import { BoughtWhat, Figure, HeldKind, Level, ReachedBy, RelationName, Score, ToldKind, WrittenField } from '../../core/segments/conditions.rules.ts';
import type { Join, SegmentRule } from '../../core/segments/rules.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';

export const today = '2026-05-08';

const birthdays = [
  null, { calendar: 'solar', year: 1960, month: 5, day: 9, leapMonth: false }, { calendar: 'solar', year: 1966, month: 5, day: 8, leapMonth: false }, { calendar: 'solar', year: 1966, month: null, day: null, leapMonth: false },
  { calendar: 'lunar', year: 1966, month: 3, day: 18, leapMonth: false }, { calendar: 'lunar', year: 1966, month: 3, day: null, leapMonth: true }, { calendar: 'lunar', year: null, month: 4, day: 1, leapMonth: true },
  { calendar: 'lunar', year: 1995, month: null, day: null, leapMonth: false }, { calendar: 'solar', year: null, month: 2, day: 29, leapMonth: false }, { calendar: 'solar', year: 1996, month: 2, day: 29, leapMonth: false },
  { calendar: 'solar', year: 1995, month: 1, day: 30, leapMonth: false }, { calendar: 'solar', year: 1966, month: 5, day: null, leapMonth: false }, { calendar: 'lunar', year: 1965, month: 12, day: 29, leapMonth: false },
  { calendar: 'solar', year: null, month: 5, day: 20, leapMonth: false }, { calendar: 'solar', year: 2026, month: null, day: null, leapMonth: false },
] as const;
const occupations = [null, '养鸡户', '开小饭店', '务农'];
const hobbies = [null, '钓鱼 打牌', '广场舞'];
const wishes = [null, '小鸡', '有机肥'];
const holdings = [[], [{ kind: 'livestock', name: '鸡', amount: 30, unit: '只' }], [{ kind: 'livestock', name: '鸡', amount: null, unit: null }, { kind: 'crop', name: '水稻', amount: 12, unit: '亩' }], [{ kind: 'livestock', name: '鸡', amount: 200, unit: '只' }]] as const;
const entries = ['talk', 'enquiry', 'feedback', 'complaint'] as const;
const every = <T>(items: readonly T[], at: number): T => items[at % items.length]!;

const writeDown = async ({ core }: TestCore, ids: readonly number[]): Promise<void> => {
  const fields = await Promise.all(([['鸡舍', 'text'], ['存栏', 'number'], ['打疫苗', 'date']] as const).map(([name, kind]) => core.customers.saveCustomField({ id: null, field: { name, kind } })));
  for (const [at, id] of ids.entries()) {
    const facts = await core.customers.get({ id });
    const address = facts.addresses[0] ?? { province: null, city: null, district: null, town: null, village: '白鹭村', hamlet: null, detail: null };
    await core.customers.update({ id, facts: {
      ...facts, gender: every([null, 'female', 'male'], at), kind: every(CustomerKind.options, at % 7), source: every([null, ...CustomerSource.options], at % 5),
      birthday: every(birthdays, at), zodiac: at % 15 === 0 || at % 15 === 3 ? every([null, 'horse', 'rat'], at) : null,
      occupation: every(occupations, at % 11), hobbies: every(hobbies, at % 13), wish: every(wishes, at % 17), holdings: [...every(holdings, at % 9)],
      addresses: at % 8 === 0 ? [] : [{ ...address, town: every([null, '青龙镇'], at), hamlet: every([null, '三组'], at % 3) }],
      preferredChannel: every([null, 'phone', 'wechat'], at % 4), credit: every([null, 'good', 'watch'], at % 6), consent: every(['unknown', 'agreed', 'refused'], at % 5), doNotDisturb: at % 12 === 0,
      contacts: at % 4 === 0 ? [{ kind: 'wechat', value: `wx_${at}`, label: null }] : [], tags: at % 3 === 0 ? ['老主顾'] : at % 7 === 0 ? ['集市', '老主顾'] : [],
      referrerId: at > 2 && at % 6 === 0 ? ids[at % 3]! : null,
      custom: [...(at % 2 ? [{ fieldId: fields[0]!.id, value: '大棚 两间' }] : []), ...(at % 5 ? [{ fieldId: fields[1]!.id, value: String(at * 10) }] : []), ...(at % 4 ? [{ fieldId: fields[2]!.id, value: `2026-0${(at % 5) + 1}-15` }] : [])],
    } });
    if (at % 3 === 0) await core.timeline.add({ customerId: id, kind: every(entries, at / 3), text: '问了一句', at: `2026-0${(at % 5) + 1}-03T10:00:00+08:00` });
    if (at % 10 === 0) await core.timeline.add({ customerId: id, kind: 'debt', amountFen: 5000 + at * 100 });
    if (at % 20 === 0) await core.timeline.add({ customerId: id, kind: 'repayment', amountFen: 5000 });
  }
};

/** Some kept-by-hand people have never bought; some goods have a category. */
export const openWorld = async (customers = 60): Promise<TestCore> => {
  const shop = startCore(today);
  const goods = ['商品编号,商品,规格,分类,单位,成本价', ',土鸡蛋,,蛋,,'];
  for (const { name, bytes } of exportFilesOf(generateShop({ seed: 7, until: today, customers }))) await shop.core.imports.run({ file: shop.file(name, bytes) });
  const names = shop.app.store.reader.prepare(`SELECT name, spec FROM products ORDER BY id`).all() as { name: string; spec: string }[];
  goods.push(...names.slice(0, Math.ceil(names.length / 2)).map(({ name, spec }, at) => `,"${name}","${spec}",${every(['蛋', '粮', '果'], at)},,`));
  await shop.core.imports.run({ file: shop.file('商品.csv', goods.join('\r\n')) });
  for (const name of ['还没买过的人', '只问过的人', '刚认识的人']) await shop.core.customers.create({ name });
  const { rows } = await shop.core.customers.list({ limit: 200 });
  await writeDown(shop, rows.map(({ id }) => id).toSorted((a, b) => a - b));
  await shop.app.settled();
  return shop;
};

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const compare = one('atLeast' as const, 'atMost' as const);
const within = one(null, 7, 30, 90, 400);
const fen = one(0, 50_00, 200_00, 500_00, 3000_00);
const times = one(0, 1, 2, 5, 12);
const days = one(0, 1, 13, 30, 60, 180, 600);
const kind = <K extends ConditionKind>(name: K) => fc.constant(name);

/** Conditions that this shop can say yes and no to, of every kind. */
export const conditionsOf = (names: { readonly products: readonly string[]; readonly villages: readonly string[]; readonly points: readonly string[] }): { readonly [K in ConditionKind]: fc.Arbitrary<ConditionOf<K>> } => ({
  gender: fc.record({ kind: kind('gender'), is: one('female' as const, 'male' as const) }),
  customerKind: fc.record({ kind: kind('customerKind'), is: one(...CustomerKind.options) }),
  age: fc.record({ kind: kind('age'), compare, years: one(1, 29, 30, 31, 59, 60, 61, 65, 66) }),
  zodiac: fc.record({ kind: kind('zodiac'), is: one(...Zodiac.options) }),
  written: fc.record({ kind: kind('written'), field: one(...WrittenField.options), contains: one('鸡', '饭店', '钓鱼', '肥') }),
  holding: fc.record({ kind: kind('holding'), holds: one(...HeldKind.options), name: one('鸡', '水稻'), least: one(null, 12, 30, 100) }),
  source: fc.record({ kind: kind('source'), is: one(...CustomerSource.options) }),
  channel: fc.record({ kind: kind('channel'), is: one('phone' as const, 'wechat' as const) }),
  credit: fc.record({ kind: kind('credit'), is: one('good' as const, 'watch' as const) }),
  consent: fc.record({ kind: kind('consent'), is: one('unknown' as const, 'agreed' as const, 'refused' as const) }),
  doNotDisturb: fc.record({ kind: kind('doNotDisturb') }),
  reachable: fc.record({ kind: kind('reachable'), by: one(...ReachedBy.options) }),
  birthday: fc.record({ kind: kind('birthday'), days: one(0, 7, 12, 30, 300, 366) }),
  tag: fc.record({ kind: kind('tag'), tag: one('老主顾', '集市', '没有这个') }),
  fieldText: fc.record({ kind: kind('fieldText'), field: one('鸡舍', '存栏', '没有这栏'), contains: one('大棚', '三间') }),
  fieldNumber: fc.record({ kind: kind('fieldNumber'), field: one('存栏', '鸡舍'), compare, value: one(10, 200, 310) }),
  fieldDate: fc.record({ kind: kind('fieldDate'), field: one('打疫苗', '存栏'), compare, day: one('2026-03-15', '2026-01-01') }),
  referred: fc.record({ kind: kind('referred') }),
  brought: fc.record({ kind: kind('brought'), compare, people: one(0, 1, 3) }),
  place: fc.oneof(
    fc.record({ kind: kind('place'), level: one('village' as const), name: one(...names.villages, '没有这个村') }),
    fc.record({ kind: kind('place'), level: one(...Level.options), name: one('青龙镇', '三组', '河南省', '信阳市') }),
  ),
  lastOrder: fc.record({ kind: kind('lastOrder'), compare, days }),
  firstOrder: fc.record({ kind: kind('firstOrder'), compare, days }),
  orders: fc.record({ kind: kind('orders'), within, compare, times }),
  spend: fc.record({ kind: kind('spend'), within, compare, fen }),
  basket: fc.record({ kind: kind('basket'), compare, fen }),
  bought: fc.oneof(
    fc.record({ kind: kind('bought'), within, ever: one('bought' as const, 'never' as const), what: one(BoughtWhat.enum.product), name: one(...names.products, '蛋', '没有这样货') }),
    fc.record({ kind: kind('bought'), within, ever: one('bought' as const, 'never' as const), what: one(BoughtWhat.enum.category), name: one('蛋', '粮', '铁器') }),
  ),
  platform: fc.record({ kind: kind('platform'), within, name: one('淘宝', '快团团', '拼多多', '京东') }),
  pickup: fc.record({ kind: kind('pickup'), within, name: one(...names.points, '没有这个点') }),
  refunds: fc.record({ kind: kind('refunds'), compare, times: one(0, 1, 2) }),
  told: fc.record({ kind: kind('told'), within, entry: one(...ToldKind.options), compare, times: one(0, 1, 2) }),
  owes: fc.record({ kind: kind('owes'), compare, fen: one(1, 50_00, 70_00) }),
  segment: fc.record({ kind: kind('segment'), is: one(...Segment.options) }),
  elevenSegment: fc.record({ kind: kind('elevenSegment'), is: one(...elevenSegments) }),
  lifecycle: fc.record({ kind: kind('lifecycle'), is: one(...Lifecycle.options) }),
  valueTier: fc.record({ kind: kind('valueTier'), is: one(...ValueTier.options) }),
  relation: fc.record({ kind: kind('relation'), is: one(...RelationName.options) }),
  pyramidLevel: fc.record({ kind: kind('pyramidLevel'), is: one(...pyramidLevels) }),
  warningLevel: fc.record({ kind: kind('warningLevel'), is: one(...warningLevels) }),
  cluster: fc.record({ kind: kind('cluster'), number: one(0, 1, 2) }),
  score: fc.record({ kind: kind('score'), score: one(...Score.options), compare, points: one(1, 3, 5) }),
  figure: fc.oneof(
    fc.record({ kind: kind('figure'), figure: one(...Figure.options), compare, value: one(0, 0.3, 0.7, 2, 10, 30) }),
    fc.record({ kind: kind('figure'), figure: one(Figure.enum.clvFen, Figure.enum.predictedSpendFen, Figure.enum.valueAtRiskFen), compare, value: one(100_00, 1000_00) }),
  ),
  nextOrder: fc.record({ kind: kind('nextOrder'), days: one(0, 7, 30) }),
});

const join = one<Join>('all', 'any', 'none');
/** Rules up to three groups deep. */
export const rulesOf = (condition: fc.Arbitrary<Condition>): fc.Arbitrary<SegmentRule> => {
  const innermost = fc.record({ join, parts: fc.array(condition, { minLength: 1, maxLength: 3 }) });
  const inner = fc.record({ join, parts: fc.array(fc.oneof(condition, innermost), { minLength: 1, maxLength: 3 }) });
  return fc.record({ join, parts: fc.array(fc.oneof(condition, inner), { maxLength: 4 }) });
};
