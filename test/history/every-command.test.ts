/** 撤销 for everything: done and undone the shop is to the last byte what it was, and done again what it had become. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '../../core/contract.ts';
import { defaultRule } from '../../core/scoring/rules.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

type World = TestCore & {
  readonly wang: number;
  readonly li: number;
  readonly batchId: number;
  readonly fieldId: number;
  readonly entryId: number;
  readonly mappingId: number;
};
type Example = (world: World) => Promise<unknown>;

const phones = (number: string) => [{ number, label: null }];
const headers = ['单子', '谁', '多少钱'];
const mapping = { kind: 'orders' as const, platform: '手工', columns: [{ header: '单子', meaning: 'orderId' as const }, { header: '谁', meaning: 'name' as const }] };
const more = (shop: TestCore) => shop.file('五月.csv', taobaoCsv([{ id: orderId(7), buyer: 'tb_7', name: '赵小梅', phone: '13700000007' }, { id: orderId(1), buyer: 'tb_1', paid: '30.00', refund: '10.00' }]));
const factsOf = async ({ core }: TestCore, id: number) => {
  const { id: _, ...facts } = await core.customers.get({ id });
  return facts;
};
const fault = async (shop: TestCore) => {
  await shop.app.settled();
  return (await shop.core.quality.list({ code: 'noConsent' })).faults[0]!;
};

const boss = { name: '老板', role: 'owner' as const, pin: '1357' };
const clerk = { name: '小芳', role: 'clerk' as const, pin: '2468' };

const regulars = { join: 'all' as const, parts: [{ kind: 'tag' as const, tag: '老主顾' }] };
/** A living one and a fixed one. */
const withSegments: Example = async ({ core }) => {
  await core.segments.create({ name: '老主顾', rule: regulars });
  await core.segments.create({ name: '打电话的', rule: regulars, fixed: true });
};

/** What must be there first. */
const arrangements: Readonly<Record<string, Example>> = {
  'duplicates.mergeMany': async (shop) => {
    for (const tags of [['集市'], ['老客']]) await shop.core.customers.create({ name: '周福来', phones: phones('13500001111'), addresses: [{ province: null, city: null, district: null, village: '石桥村', detail: '8号' }], tags });
  },
  'segments.change': withSegments,
  'segments.setPeople': withSegments,
  'segments.copy': withSegments,
  'segments.remove': withSegments,
  'staff.change': ({ core }) => core.staff.add(boss),
  'staff.setPin': ({ core }) => core.staff.add(boss),
  'staff.remove': async ({ core }) => {
    await core.staff.add(boss);
    await core.staff.add(clerk);
  },
};

/** One for each command and each job that writes; a new one without an example fails below. */
const examples: Readonly<Record<string, Example>> = {
  'analyses.setOptions': async ({ core }) => core.analyses.setOptions({ ...(await core.analyses.options()), cycle: 'mean' }),
  'customers.create': ({ core }) => core.customers.create({ name: '新客', phones: phones('13900009999'), tags: ['集市'] }),
  'customers.update': async (shop) => shop.core.customers.update({ id: shop.wang, facts: { ...(await factsOf(shop, shop.wang)), name: '王桂瑛', tags: ['老主顾'], phones: phones('13711112222') } }),
  'customers.delete': ({ core, wang }) => core.customers.delete({ id: wang }),
  'customers.setPhoto': ({ core, wang }) => core.customers.setPhoto({ id: wang, jpeg: '/9j/4AAQ' }),
  'customers.saveCustomField': ({ core, fieldId }) => core.customers.saveCustomField({ id: fieldId, field: { name: '喂什么', kind: 'text' } }),
  'customers.removeCustomField': ({ core, fieldId }) => core.customers.removeCustomField({ id: fieldId }),
  'customers.tagMany': ({ core }) => core.customers.tagMany({ selection: { filter: {} }, add: ['春耕'], remove: ['老主顾'] }),
  'customers.deleteMany': ({ core }) => core.customers.deleteMany({ selection: { filter: {} } }),
  'duplicates.merge': ({ core, wang, li }) => core.duplicates.merge({ keepId: wang, dropId: li }),
  'duplicates.mergeMany': async ({ app, core }) => {
    await app.settled();
    const { pairs } = await core.duplicates.list({});
    return core.duplicates.mergeMany({ pairs: pairs.map(({ leftId, rightId }) => ({ leftId, rightId })) });
  },
  'duplicates.notSame': ({ core, wang, li }) => core.duplicates.notSame({ leftId: wang, rightId: li }),
  'duplicates.household': ({ core, wang, li }) => core.duplicates.household({ leftId: wang, rightId: li }),
  'duplicates.unmerge': ({ core }) => core.duplicates.unmerge({ mergeId: 1 }),
  'history.restore': async ({ core }) => core.history.restore({ customerIds: (await core.history.trash({})).rows.map(({ id }) => id) }),
  'history.undo': async ({ core, wang }) => core.history.undo({ operationId: (await core.history.changesOf({ customerId: wang })).rows[0]!.id }),
  'imports.run': (shop) => shop.core.imports.run({ file: more(shop) }),
  'imports.takeTheirs': ({ core, batchId }) => core.imports.takeTheirs({ source: { batchId } }),
  'imports.rememberMapping': ({ core }) => core.imports.rememberMapping({ headers: [...headers, '备注'], mapping }),
  'imports.forgetMapping': ({ core, mappingId }) => core.imports.forgetMapping({ id: mappingId }),
  'imports.setStatusWords': ({ core }) => core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '交易关闭', status: 'completed' }], restate: true }),
  'imports.removeStatusWord': ({ core }) => core.imports.removeStatusWord({ platform: '淘宝', word: '已团成功', restate: true }),
  'imports.undo': ({ core, batchId }) => core.imports.undo({ batchId, changed: 'takeBack' }),
  'privacy.setRules': ({ core }) => core.privacy.setRules({ yearsKept: 7 }),
  'quality.decide': async (shop) => {
    const { code, customerId, orderId: order, about } = await fault(shop);
    return shop.core.quality.decide({ code, customerId, orderId: order, about, choice: 'skip' });
  },
  'quality.putOff': async (shop) => shop.core.quality.putOff({ code: (await fault(shop)).code }),
  'scoring.setRule': ({ core }) => core.scoring.setRule({ ...defaultRule, newDays: defaultRule.newDays + 1 }),
  'segments.create': ({ core }) => core.segments.create({ name: '老客名单', rule: regulars, fixed: true }),
  'segments.change': ({ core }) => core.segments.change({ id: 1, name: '老客', rule: { join: 'none', parts: regulars.parts } }),
  'segments.setPeople': ({ core, wang, li }) => core.segments.setPeople({ id: 2, add: [wang], remove: [li] }),
  'segments.copy': ({ core }) => core.segments.copy({ id: 2 }),
  'segments.remove': ({ core }) => core.segments.remove({ id: 2 }),
  'settings.update': ({ core }) => core.settings.update({ shopName: '石桥小店', typeSize: 125 }),
  'solitaire.run': ({ core, wang }) =>
    core.solitaire.run({ group: '石桥群', on: '2026-05-07', text: '今日团购\n草莓 39.9元一箱\n1. 王桂英 草莓2', people: [{ nickname: '王桂英', who: wang }] }),
  'staff.add': ({ core }) => core.staff.add(boss),
  'staff.change': async ({ core }) => core.staff.change({ ...boss, id: (await core.staff.state()).people[0]!.id, name: '老板娘' }),
  'staff.setPin': async ({ core }) => core.staff.setPin({ id: (await core.staff.state()).people[0]!.id, pin: '9753', current: boss.pin }),
  'staff.remove': async ({ core }) => core.staff.remove({ id: (await core.staff.state()).people.find(({ name }) => name === clerk.name)!.id }),
  'staff.setLocking': ({ core }) => core.staff.setLocking({ minutes: 10, alone: false }),
  'timeline.add': ({ core, wang }) => core.timeline.add({ customerId: wang, kind: 'repayment', amountFen: 500, text: '还了五块' }),
  'timeline.edit': ({ core, entryId }) => core.timeline.edit({ id: entryId, kind: 'debt', amountFen: 1200, text: '两斤鸡蛋' }),
  'timeline.remove': ({ core, entryId }) => core.timeline.remove({ id: entryId }),
};

/** Jobs that change none of the shop's own rows. */
const withoutTrace: readonly string[] = [
  'analyses.run', 'duplicates.find', 'imports.preview', 'imports.exportRefused', 'imports.saveTemplate', 'imports.undoPlan', 'reports.exportTable', 'scoring.score', 'segments.look', 'segments.saveFile', 'solitaire.preview',
  // Fills an empty book only: it is taken back by leaving the practice book.
  'practice.fill',
  // Who sits there, and what was shown to whom, is no change of the shop's rows. A PIN that was forgotten is not brought back.
  'privacy.exportCopy', 'staff.signIn', 'staff.lock', 'staff.recover', 'staff.reveal', 'staff.notePrint', 'staff.exportSteps',
];
/** Gone for good is the point of it: the window asks first. */
const forGood: readonly string[] = ['privacy.forget', 'privacy.forgetLongAway'];
/** What is done with the file as a whole goes back another way: a restore is undone by the kept state (test/backups), a rescue by the file put aside (test/store). */
const ofTheFile: readonly string[] = ['backups', 'store'];

const build = async (): Promise<World> => {
  const shop = startCore('2026-05-08');
  const { core } = shop;
  await core.imports.run({ file: shop.file('四月.csv', taobaoCsv([
    { id: orderId(1), buyer: 'tb_1', name: '王桂英', phone: '13900001234' }, { id: orderId(2), buyer: 'tb_2', name: '李大海', phone: '13800001234', status: '已团成功' },
    { id: orderId(3), buyer: 'tb_2', name: '李大海', phone: '13800001234', status: '交易关闭' }, { id: orderId(4), buyer: 'tb_4', name: '孙小圣' },
  ])) });
  await core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '已团成功', status: 'completed' }], restate: true });
  const idOf = async (search: string): Promise<number> => (await core.customers.list({ search })).rows[0]!.id;
  const [wang, li, sun] = [await idOf('王桂英'), await idOf('李大海'), await idOf('孙小圣')];
  const { id: fieldId } = await core.customers.saveCustomField({ id: null, field: { name: '饲料', kind: 'text' } });
  await core.customers.update({ id: li, facts: { ...(await factsOf(shop, li)), tags: ['老主顾'], custom: [{ fieldId, value: '玉米' }] } });
  const { id: entryId } = await core.timeline.add({ customerId: wang, kind: 'debt', amountFen: 1000, text: '鸡蛋' });
  await core.imports.rememberMapping({ headers, mapping });
  const { id: away } = await core.customers.create({ name: '已删的人', phones: phones('13600000000') });
  await core.customers.delete({ id: away });
  const { id: twin } = await core.customers.create({ name: '孙小胜', tags: ['集市'] });
  await core.duplicates.merge({ keepId: sun, dropId: twin });
  await core.customers.update({ id: wang, facts: { ...(await factsOf(shop, wang)), name: '王桂瑛' } });
  const { batchId } = await core.imports.run({ file: shop.file('补.csv', taobaoCsv([{ id: orderId(5), buyer: 'tb_1', name: '王桂英', phone: '13900001234' }])) });
  return { ...shop, wang, li, batchId: batchId!, fieldId, entryId, mappingId: (await core.imports.mappings())[0]!.id };
};

let world: World;
beforeEach(async () => {
  world = await build();
});
afterEach(() => world.stop());

const newest = async (): Promise<number> => (await world.core.history.list({ limit: 1 }))[0]!.id;
const undo = async (): Promise<void> => void (await world.core.history.undo({ operationId: await newest() }));
const state = async (): Promise<string> => {
  await world.app.settled();
  const { ok, contentHash } = world.check();
  expect(ok).toBe(true);
  return contentHash;
};

describe('every step that writes', () => {
  test.each(Object.keys(examples))('%s is undone without a trace, and done again as it was', async (method) => {
    await arrangements[method]?.(world);
    const last = await newest();
    const before = await state();
    await examples[method]!(world);
    const after = await state();
    expect(after).not.toBe(before);
    expect(await newest(), 'one step is one operation').toBe(last + 1);
    await undo();
    expect(await state()).toBe(before);
    await undo();
    expect(await state()).toBe(after);
    await undo();
    expect(await state()).toBe(before);
  });

  test('has an example here', () => {
    const writing = Object.entries(contract).filter(([feature]) => !ofTheFile.includes(feature))
      .flatMap(([feature, methods]) => Object.entries(methods).filter(([, { kind }]) => kind !== 'query').map(([name]) => `${feature}.${name}`));
    expect(writing.filter((method) => ![...withoutTrace, ...forGood].includes(method)).toSorted()).toEqual(Object.keys(examples).toSorted());
  });

  test('and a step that only looks leaves no trace', async () => {
    const last = await newest();
    const before = await state();
    const target = world.path('出.xlsx').token;
    await world.core.imports.preview({ file: more(world) });
    await world.core.imports.undoPlan({ batchId: world.batchId });
    await world.core.imports.exportRefused({ file: world.file('缺.csv', taobaoCsv([{ id: orderId(8), paid: '不知道' }])), target });
    await world.core.imports.saveTemplate({ kind: 'orders', target });
    await world.core.reports.exportTable({ kind: 'customers', file: target });
    await world.core.scoring.score({ asOf: '2026-06-01' });
    await world.core.duplicates.find({});
    expect([await newest(), await state()]).toEqual([last, before]);
  });
});
