import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { job } from '../../core/base/contract.ts';
import type { Dispatcher, JobContext } from '../../core/base/dispatcher.ts';
import { createDispatcher } from '../../core/base/dispatcher.ts';
import type { TestCore } from '../support/core.ts';
import { clockAt, startCore } from '../support/core.ts';

let shop: TestCore;
let done: string[];
let dispatcher: Dispatcher;

/** Long enough to breathe several times. */
const work = async (name: string, { breathe }: Pick<JobContext, 'breathe'>): Promise<void> => {
  for (let step = 0; step < 5; step += 1) {
    for (const start = performance.now(); performance.now() - start < 10; );
    await breathe();
  }
  done.push(name);
};

const none = z.object({});
const contract = { shop: { look: job(none, none), write: job(none, none) } };

beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.app.settled();
  done = [];
  dispatcher = createDispatcher(
    contract,
    {
      shop: {
        look: async (_, context) => {
          await work('what the user asked for', context);
          return {};
        },
        write: (_, { write }) => write('test', async () => {
          done.push('what the user writes');
          return {};
        }),
      },
    },
    { store: shop.app.store, gate: () => ({ staffId: null, shown: (said) => said, took: async () => undefined }), clock: clockAt('2026-05-08'), newId: () => crypto.randomUUID(), onCommitted: () => undefined },
  );
});
afterEach(() => shop.stop());

const ask = (name: 'look' | 'write') => dispatcher.receive({ type: 'call', id: 1, method: `shop.${name}`, input: {} }, () => undefined);

test('what the user asked for goes first, then what the core does for itself, each in its place', async () => {
  const own = [['third', 3], ['first', 1], ['second', 2]] as const;
  await Promise.all([...own.map(([name, place]) => dispatcher.background((context) => work(name, context), place)), ask('look')]);
  expect(done).toEqual(['what the user asked for', 'first', 'second', 'third']);
});

test('what the core is writing for itself is finished before the user writes', async () => {
  const asked: Promise<void>[] = [];
  await dispatcher.background(({ derive, ...context }) => derive('test', () => {
    asked.push(ask('write'));
    return work('the own rows', context);
  }), 1);
  await Promise.all(asked);
  expect(done).toEqual(['the own rows', 'what the user writes']);
});

test('what fails holds nobody up', async () => {
  const failing = dispatcher.background(async () => {
    throw new Error('broken');
  }, 1);
  const next = dispatcher.background((context) => work('next', context), 2);
  await expect(failing).rejects.toThrow('broken');
  await next;
  expect(done).toEqual(['next']);
});
