import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallFailed } from '../../core/base/client.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

/** What a shop may do, in any order; numbers choose among what there is at that moment. */
const person = fc.record({
  name: fc.constantFrom('王桂英', '李秀兰', '张建国'),
  phones: fc.uniqueArray(fc.constantFrom('13800138001', '13800138002', '13800138003'), { maxLength: 2 }),
  tags: fc.uniqueArray(fc.constantFrom('爱吃辣', '要送货', '老主顾'), { maxLength: 2 }),
  villages: fc.uniqueArray(fc.constantFrom('王家村', '李家村'), { maxLength: 2 }),
  referrer: fc.option(fc.nat(9)),
});
const soldRow = fc.record({
  order: fc.nat(5), buyer: fc.nat(2), name: fc.constantFrom('', '王桂英', '李秀兰'), phone: fc.constantFrom('', '13800138001', '13800138002'),
  title: fc.constantFrom('土鸡蛋', '腊肉'), paid: fc.constantFrom('30.00', '45.00'), status: fc.constantFrom('交易成功', '卖家已发货，等待买家确认', '交易关闭'),
});
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('update' as const), which: fc.nat(9), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import' as const), rows: fc.array(soldRow, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('import again' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo import' as const), which: fc.nat(9), changed: fc.constantFrom('keep' as const, 'takeBack' as const), except: fc.array(fc.nat(20), { maxLength: 3 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** `XIANGKE_FUZZ=5000` tries that many; without it only as many as fit into some seconds. */
const { XIANGKE_FUZZ: fuzz } = process.env;
const far = fuzz === undefined ? { numRuns: 12, interruptAfterTimeLimit: 18_000 } : { numRuns: Number(fuzz) };

/** What the shop may be told instead; everything else is a fault of ours. */
const refusals = ['history.nothingToUndo', 'customers.referrer'];

const take = async (shop: TestCore, wanted: Step, files: string[]): Promise<number | null> => {
  const ids = (await shop.core.customers.list({ limit: 200 })).rows.map(({ id }) => id);
  const idOf = (which: number): number => ids[which % ids.length]!;
  const factsOf = ({ name, phones, tags, villages, referrer }: typeof person extends fc.Arbitrary<infer T> ? T : never) => ({
    name, tags, phones: phones.map((number) => ({ number, label: null })),
    addresses: villages.map((village) => ({ province: null, city: null, district: null, village, detail: null })),
    referrerId: referrer === null || ids.length === 0 ? null : idOf(referrer),
  });
  switch (wanted.do) {
    case 'create':
      return (await shop.core.customers.create(factsOf(wanted.person))).operationId;
    case 'update':
      return ids.length === 0 ? null : (await shop.core.customers.update({ id: idOf(wanted.which), facts: factsOf(wanted.person) })).operationId;
    case 'delete':
      return ids.length === 0 ? null : (await shop.core.customers.delete({ id: idOf(wanted.which) })).operationId;
    case 'import':
    case 'import again': {
      if (wanted.do === 'import') {
        files.push(shop.file(`${files.length}.csv`, taobaoCsv(wanted.rows.map(({ order, buyer, ...row }) => ({ ...row, id: orderId(order), buyer: `tb_${buyer}` })))));
      }
      const file = files.at(-1);
      return file === undefined ? null : (await shop.core.imports.run({ file })).operationId;
    }
    case 'undo import': {
      const standing = (await shop.core.imports.list()).filter(({ undone }) => !undone);
      if (standing.length === 0) return null;
      const batchId = standing[wanted.which % standing.length]!.id;
      const { rows } = await shop.core.imports.undoPlan({ batchId });
      const except = rows.length === 0 ? [] : wanted.except.map((which) => rows[which % rows.length]!).map(({ kind, id }) => ({ kind, id }));
      return (await shop.core.imports.undo({ batchId, changed: wanted.changed, except })).operationId;
    }
    case 'undo': {
      const standing = (await shop.core.history.list({ limit: 200 })).filter(({ undoneBy }) => undoneBy === null);
      return standing.length === 0 ? null : (await shop.core.history.undo({ operationId: standing[wanted.which % standing.length]!.id })).operationId;
    }
  }
};

/** The books balance, and nothing stands twice in the same place. */
const expectSound = async (shop: TestCore): Promise<string> => {
  await shop.app.settled();
  const { contentHash, ...check } = shop.check();
  expect(check).toMatchObject({ ok: true });
  for (const [table, owner] of [['customer_phones', 'customer_id'], ['customer_addresses', 'customer_id'], ['order_lines', 'order_id']]) {
    expect(shop.app.store.writer.prepare(`SELECT 1 FROM ${table} GROUP BY ${owner}, position HAVING count(*) > 1`).all()).toEqual([]);
  }
  return contentHash;
};

/** Takes every import back, in the order and with the answers that were drawn, as often as it needs. */
const takeAllBack = async (shop: TestCore, order: readonly number[], answers: readonly ('keep' | 'takeBack')[]): Promise<void> => {
  const batches = (await shop.core.imports.list()).map(({ id }) => id);
  const drawn = order.filter((at) => at < batches.length).map((at, index) => ({ batchId: batches[at]!, changed: answers[index]! }));
  for (let round = 0; round < batches.length; round += 1) {
    for (const { batchId, changed } of drawn) {
      if ((await shop.core.imports.list()).find(({ id }) => id === batchId)!.undone) continue;
      await shop.core.imports.undo({ batchId, changed: round === 0 ? changed : 'takeBack' }).catch((error: unknown) => {
        if (!(error instanceof CallFailed) || error.failure.code !== 'history.nothingToUndo') throw error;
      });
      await expectSound(shop);
    }
  }
};

describe('whatever a shop did before', () => {
  test('all its imports taken back, in any order and with any answer, leave nothing of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(soldRow, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 }),
        fc.uniqueArray(fc.nat(3), { minLength: 4, maxLength: 4 }),
        fc.array(fc.constantFrom('keep' as const, 'takeBack' as const), { minLength: 4, maxLength: 4 }),
        async (files, order, answers) => {
          const shop = startCore('2026-05-08');
          shop.app.store.writer.pragma('synchronous = OFF');
          try {
            const before = await expectSound(shop);
            const names: string[] = [];
            for (const rows of files) await take(shop, { do: 'import', rows }, names);
            await takeAllBack(shop, order, answers);
            expect((await shop.core.imports.list()).filter(({ undone }) => !undone)).toEqual([]);
            expect(await expectSound(shop)).toBe(before);
          } finally {
            await shop.stop();
          }
        },
      ),
      { ...far, seed: 20260508 },
    );
  }, 60_000 + Number(fuzz ?? 0) * 3000);

  test('each step taken back leaves the book exactly as it was, and the step again exactly as after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const shop = startCore('2026-05-08');
        // Hundreds of commits: what a power cut would leave is tested elsewhere.
        shop.app.store.writer.pragma('synchronous = OFF');
        try {
          const files: string[] = [];
          let before = await expectSound(shop);
          for (const wanted of steps) {
            let operationId: number | null = null;
            try {
              operationId = await take(shop, wanted, files);
            } catch (error) {
              if (!(error instanceof CallFailed)) throw error;
              expect(refusals).toContain(error.failure.code);
            }
            const after = await expectSound(shop);
            if (operationId === null || after === before) {
              expect(after).toBe(before);
              continue;
            }
            const undone = await shop.core.history.undo({ operationId });
            expect([undone.kept, await expectSound(shop)]).toEqual([0, before]);
            const again = await shop.core.history.undo({ operationId: undone.operationId });
            expect([again.kept, await expectSound(shop)]).toEqual([0, after]);
            before = after;
          }
        } finally {
          await shop.stop();
        }
      }),
      // On a busy machine fewer runs are made; a failure that was found is still reported.
      { ...far, seed: 20260508 },
    );
  }, 60_000 + Number(fuzz ?? 0) * 3000);
});
