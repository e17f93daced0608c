import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyseInWorker } from '../../core/analyses/worker-link.ts';
import { analysisNames } from '../../core/analyses/methods.rules.ts';
import { analyse } from '../../core/analyses/analysing.ts';
import { defaultOptions } from '../../core/analyses/options.rules.ts';
import { transactionsOf } from '../../core/analyses/repository.ts';
import { resultsRepository } from '../../core/analyses/results-repository.ts';
import { methodNumbers } from '../../core/scoring/methods.rules.ts';
import { defaultRule } from '../../core/scoring/rules.ts';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv, type TaobaoRow } from '../support/given.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore('2026-05-08');
});
afterEach(() => shop.stop());

/** 常客 comes every month, the last time a week ago; 晚了 came every ten days and stays away; 新人 came once. */
const books: readonly TaobaoRow[] = [
  { id: orderId(1), buyer: '常客', paid: '300.00', at: '2026-03-01 09:00:00', title: '土鸡蛋' },
  { id: orderId(2), buyer: '常客', paid: '300.00', at: '2026-04-01 09:00:00', title: '土鸡蛋' },
  { id: orderId(3), buyer: '常客', paid: '300.00', at: '2026-05-01 09:00:00', title: '土蜂蜜' },
  { id: orderId(4), buyer: '新人', paid: '20.00', at: '2026-05-06 09:00:00', title: '土蜂蜜' },
  { id: orderId(5), buyer: '晚了', paid: '80.00', at: '2026-03-01 09:00:00', title: '鸡苗' },
  { id: orderId(6), buyer: '晚了', paid: '80.00', at: '2026-03-11 09:00:00', title: '鸡苗' },
  { id: orderId(7), buyer: '晚了', paid: '80.00', at: '2026-03-21 09:00:00', title: '鸡苗' },
];
const bring = async (rows: readonly TaobaoRow[]) => {
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv(rows)) });
  await shop.app.settled();
};
const idOf = async (name: string): Promise<number> => (await shop.core.customers.list({ search: name })).rows[0]!.id;
const told = async (name: string) => shop.core.analyses.customer({ id: await idOf(name) });
const settings = () => JSON.stringify(resultsRepository(shop.app.store.reader).run());

describe('after an import', () => {
  test('everybody is told of without being asked: by their own rhythm, with what changed', async () => {
    await bring(books);
    expect(await told('晚了')).toMatchObject({
      asOf: '2026-05-08', isCurrent: true, purchaseDays: 3, elapsedDays: 48,
      figures: { warningLevel: 'alarm', cycleDays: 10, spreadDays: 0, overdueRatio: 4.8, valueAtRiskFen: 240_00, relation: 'loyal', returnChance: null, clvFen: null },
      nextOrder: { on: '2026-03-31', from: '2026-03-31', to: '2026-03-31' },
      again: [{ name: '鸡苗', times: 3, lastDaysAgo: 48, everyDays: 10, dueInDays: -38 }],
    });
    expect(await told('常客')).toMatchObject({ figures: { warningLevel: 'normal', cycleDays: 30.5 }, elapsedDays: 7, fresh: [{ name: '鸡苗', buyers: 1, customers: 3 }] });
  });

  test('who came too seldom, and what the whole shop is too small for, is said with the numbers', async () => {
    await bring(books);
    expect((await told('新人')).missing).toEqual([
      { name: 'churnWarning', needed: 3, have: 1, what: null, numbers: { purchaseDays: 3 } },
      { name: 'returnChance', needed: 30, have: 0, what: null, numbers: { ofEach: 30 } },
      { name: 'clv', needed: 100, have: 3, what: 'customers', numbers: { customers: 100, repeaters: 30, meanGaps: 3 } },
    ]);
    expect((await told('新人')).figures).toMatchObject({ warningLevel: null, relation: 'potential' });
  });

  test('each method says how it stands, in the order of the cards', async () => {
    await bring(books);
    const { methods, asOf, ordersSince } = await shop.core.analyses.methods();
    expect([asOf, ordersSince]).toEqual(['2026-05-08', 0]);
    expect(methods.map(({ name }) => name)).toEqual(Object.keys(methodNumbers));
    const stateOf = (wanted: string) => methods.find(({ name }) => name === wanted)!.state;
    expect(stateOf('lifecycle')).toEqual({ type: 'made', asOf: '2026-05-08', madeAt: '2026-05-08T12:00:00+08:00' });
    expect(stateOf('association')).toEqual({ type: 'tooFew', needed: 50, have: 7 });
    expect(stateOf('satisfaction')).toEqual({ type: 'noSource', source: 'surveys' });
    expect(stateOf('sampleSize')).toEqual({ type: 'calculator' });
  });

  test('a result can be read, and one that nobody made is none', async () => {
    expect(await shop.core.analyses.get({ name: 'churnWarning' })).toBeNull();
    await bring(books);
    expect(await shop.core.analyses.get({ name: 'churnWarning' })).toMatchObject({
      name: 'churnWarning', asOf: '2026-05-08', ordersSince: 0,
      result: { type: 'known', levels: [{ name: 'normal', customers: 1 }, { name: 'watch', customers: 0 }, { name: 'warn', customers: 0 }, { name: 'alarm', customers: 1 }], withoutRhythm: 1, season: null },
    });
  });
});

describe('after one more order', () => {
  test('only who bought is told of anew, from what was learned before; everybody else stays as they were', async () => {
    await bring(books);
    const [before, learned] = [await told('常客'), (await shop.core.analyses.get({ name: 'churnWarning' }))!];
    await bring([{ id: orderId(8), buyer: '晚了', paid: '80.00', at: '2026-05-07 09:00:00', title: '鸡苗' }]);
    expect(await told('晚了')).toMatchObject({ isCurrent: true, purchaseDays: 4, elapsedDays: 1, figures: { warningLevel: 'normal', cycleDays: 10, valueAtRiskFen: 320_00, reasons: null } });
    expect(await told('常客')).toEqual(before);
    expect(await shop.core.analyses.get({ name: 'churnWarning' })).toEqual({ ...learned, ordersSince: 1 });
  });

  test('what is told of a few is what a run over everybody says', async () => {
    await bring(books);
    await bring([{ id: orderId(8), buyer: '晚了', paid: '80.00', at: '2026-05-07 09:00:00', title: '鸡苗' }]);
    const few = await told('晚了');
    await shop.core.analyses.run({});
    expect(await told('晚了')).toEqual(few);
  });

  test('many orders make everybody learned from anew', async () => {
    await bring(books);
    await bring(Array.from({ length: 25 }, (_, n) => ({ id: orderId(20 + n), buyer: `客${n}`, at: '2026-05-02 09:00:00' })));
    expect(await shop.core.analyses.get({ name: 'rfm' })).toMatchObject({ ordersSince: 0, result: { buyers: 28 } });
  });

  test('undone, the figures are those of the books again; a deleted customer leaves none', async () => {
    await bring(books);
    const before = await told('晚了');
    await bring([{ id: orderId(8), buyer: '晚了', paid: '80.00', at: '2026-05-07 09:00:00', title: '鸡苗' }]);
    await shop.core.history.undo({ operationId: (await shop.core.history.list({ limit: 1 }))[0]!.id });
    await shop.app.settled();
    expect(await told('晚了')).toEqual(before);
    const id = await idOf('新人');
    await shop.core.customers.delete({ id });
    expect(resultsRepository(shop.app.store.reader).figuresOf(id)).toBeUndefined();
  });
});

describe('when asked', () => {
  test('the methods run as of another day', async () => {
    await bring(books);
    const run = await shop.core.analyses.run({ asOf: '2026-03-25' });
    expect(run.asOf).toBe('2026-03-25');
    expect(run.made).toContain('churnWarning');
    expect(run.tooFew).toContain('bgNbd');
    expect(await told('晚了')).toMatchObject({ asOf: '2026-03-25', elapsedDays: 4, figures: { warningLevel: 'normal' } });
  });

  test('a single method runs alone, and says how far it is', async () => {
    await bring(books);
    const phases: string[] = [];
    expect(await shop.core.analyses.run({ names: ['cohorts'] }, { onProgress: ({ phase }) => phases.push(phase) })).toEqual({ asOf: '2026-05-08', made: ['cohorts'], tooFew: [] });
    expect(phases).toContain('analyses.running');
  });

  test('a cancelled run changes nothing', async () => {
    await bring(books);
    const [before, controller] = [settings(), new AbortController()];
    controller.abort();
    expect(await failureOf(shop.core.analyses.run({ asOf: '2026-04-01' }, { signal: controller.signal }))).toMatchObject({ code: 'job.cancelled' });
    expect(settings()).toBe(before);
  });

  test('another choice makes everything anew, and can be undone', async () => {
    await bring([...books, { id: orderId(9), buyer: '晚了', paid: '80.00', at: '2026-04-20 09:00:00', title: '鸡苗' }]);
    expect((await told('晚了')).figures).toMatchObject({ cycleDays: 10 });
    const { operationId } = await shop.core.analyses.setOptions({ ...(await shop.core.analyses.options()), cycle: 'mean' });
    await shop.app.settled();
    expect((await told('晚了')).figures).toMatchObject({ cycleDays: 50 / 3 });
    await shop.core.history.undo({ operationId });
    await shop.app.settled();
    expect((await told('晚了')).figures).toMatchObject({ cycleDays: 10 });
    expect(await shop.core.analyses.options()).toEqual(defaultOptions);
  });
});

test('a new day asks for new figures, an unchanged one for none', async () => {
  await bring(books);
  await shop.app.close();
  const same = startCore('2026-05-08', shop.folder);
  await same.app.settled();
  expect(same.changes).toEqual([]);
  await same.app.close();
  shop = startCore('2026-05-09', shop.folder);
  await shop.app.settled();
  expect(await told('常客')).toMatchObject({ asOf: '2026-05-09', elapsedDays: 8 });
});

test('a thread of its own comes to the same', async () => {
  await bring(books);
  const task = { asOf: '2026-05-08', options: defaultOptions, rule: defaultRule, names: analysisNames, known: {}, only: null };
  const steps = analyse(shop.app.store.reader, task);
  let here = steps.next();
  while (here.done !== true) here = steps.next();
  const names: string[] = [];
  expect(await analyseInWorker(shop.app.store.path, task, { signal: new AbortController().signal, onMethod: (name) => names.push(name) })).toEqual(here.value);
  expect(new Set(names)).toEqual(new Set(analysisNames));
}, 30_000);

test('the orders are read to the last day asked for, whose they are', async () => {
  await bring(books);
  const { customerIds, customer, day, amountFen } = transactionsOf(shop.app.store.reader, '2026-03-31');
  expect(customerIds).toHaveLength(3);
  expect([...customer].map((who, at) => [customerIds[who], day[at], amountFen[at]]).toSorted((a, b) => a[1]! - b[1]! || a[0]! - b[0]!)).toEqual([
    [await idOf('常客'), 20_513, 300_00], [await idOf('晚了'), 20_513, 80_00], [await idOf('晚了'), 20_523, 80_00], [await idOf('晚了'), 20_533, 80_00],
  ].toSorted((a, b) => a[1]! - b[1]! || a[0]! - b[0]!));
});
