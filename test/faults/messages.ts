/** T14: messages that no page of ours would send, through the shell's check to the core. Each is answered in words, none breaks anything. */
import { readdirSync } from 'node:fs';
import { contract } from '../../core/contract.ts';
import type { Reply } from '../../core/base/protocol.ts';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, randomFor } from '../../core/practice/random.rules.ts';
import { requestIn } from '../../electron/message-check.ts';
import { brokenRules, copyOf, isAlive, killShop, openShop, removeFolder, stateIn, theShop } from './shop.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

const methods = Object.entries(contract).flatMap(([feature, own]) => Object.keys(own).map((name) => `${feature}.${name}`));
const noMethods = ['__proto__.constructor', 'customers.__proto__', 'customers', '', '.', 'constructor.call', 'toString.call', 'customers.list.list', 'grant', 'close', 'x'.repeat(150)];
const keys = ['id', 'ids', 'name', 'facts', 'selection', 'filter', 'file', 'target', 'text', 'offset', 'limit', 'operationId', 'batchId', 'customerId', 'kind', 'search', 'phones', 'path', 'token', '__proto__', 'constructor', 'prototype', 'toString', 'length', '0'];
const words = ['', ' ', '王桂英', `'; DROP TABLE customers; --`, '/etc/passwd', '..\\..\\shop.db', 'a/../../b', '\u0000', '\u202e', '<script>alert(1)</script>', '=1+1', '{"a":1}', 'NaN', '1e309', 'x'.repeat(5000), '%s%n', '${1}', '2026-02-30', '9999-99-99'];

const drawValue = (random: Random, depth: number): unknown => {
  const kind = between(random, 0, depth > 3 ? 6 : 9);
  if (kind === 0) return pick(random, words);
  if (kind === 1) return pick(random, [0, -1, 1, 2, 1.5, Number.NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 31), 1e21, 5e-324]);
  if (kind === 2) return pick(random, [true, false]);
  if (kind === 3) return null;
  if (kind === 4) return undefined;
  if (kind === 5) return between(random, 1, 400);
  if (kind === 6) return pick(random, words);
  if (kind === 7) return Array.from({ length: between(random, 0, 6) }, () => drawValue(random, depth + 1));
  // defineProperty, since an assignment to __proto__ would not make a key.
  const made: object = {};
  for (let n = between(random, 0, 6); n > 0; n -= 1) Object.defineProperty(made, pick(random, keys), { value: drawValue(random, depth + 1), enumerable: true, configurable: true, writable: true });
  return made;
};

const drawMessage = (random: Random, id: number): unknown => {
  const type = random() < 0.9 ? 'call' : pick(random, ['cancel', 'grant', 'close', 'reader-gone', 'ready', 7, null]);
  const method = random() < 0.85 ? pick(random, methods) : pick(random, noMethods);
  if (random() < 0.03) return drawValue(random, 0);
  // What has no input would simply be done; here it gets one, and must refuse it.
  return { type, id: random() < 0.97 ? id : pick(random, [-1, 1.5, '7', null]), method, input: drawValue(random, 0) ?? {}, path: '/etc/passwd' };
};

const first = 1_000_000;
const atOnce = 200;

export const messages: Suite = {
  name: 'T14 messages',
  short: 2000,
  full: 10_000,
  bugs: ['input unchecked'],
  run: async ({ amount, seed, bug }) => {
    const folder = copyOf(await theShop());
    const names = new Set(readdirSync(folder));
    const shop = await openShop(folder, withBug(bug));
    const failures: string[] = [];
    const waiting = new Map<number, string>();
    let allAnswered: () => void = () => undefined;
    shop.child.on('message', (message) => {
      const reply = message as Reply;
      if (reply.type !== 'result' && reply.type !== 'failure') return;
      const method = waiting.get(reply.id);
      if (method === undefined) return;
      waiting.delete(reply.id);
      if (reply.type === 'failure' && reply.failure.code === 'core.unexpected') failures.push(`${method}: ${JSON.stringify(reply.failure.details)}`);
      if (waiting.size === 0) allAnswered();
    });
    for (let from = 0; from < amount && isAlive(shop) && failures.length < 50; from += atOnce) {
      for (let n = from; n < Math.min(amount, from + atOnce); n += 1) {
        const checked = requestIn(drawMessage(randomFor(seed, n), first + n));
        if (!('request' in checked)) continue;
        if (checked.request.type === 'call' && checked.request.id >= first) waiting.set(checked.request.id, checked.request.method);
        shop.send(checked.request);
      }
      if (waiting.size > 0) await Promise.race([new Promise<void>((resolve) => (allAnswered = resolve)), shop.exited, new Promise((resolve) => setTimeout(resolve, 30_000))]);
      if (waiting.size > 0) failures.push(`not answered: ${[...new Set(waiting.values())].join(', ')}`);
      waiting.clear();
    }
    if (!isAlive(shop)) failures.push('the core died');
    else if (typeof (await shop.core.settings.get()).typeSize !== 'number') failures.push('the core answers nonsense');
    failures.push(...brokenRules(stateIn(folder)));
    const strangers = readdirSync(folder).filter((name) => !names.has(name) && !name.startsWith('shop.db'));
    if (strangers.length > 0) failures.push(`files appeared: ${strangers.join(', ')}`);
    await killShop(shop);
    removeFolder(folder);
    return { done: amount, failures };
  },
};
