/** T20: what a clerk may not do is refused in the core, whatever the message; what a clerk gets holds no phone in full. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analysisNames } from '../../core/analyses/methods.rules.ts';
import { z } from 'zod';
import type { Contract } from '../../core/base/contract.ts';
import type { Reply } from '../../core/base/protocol.ts';
import { contract } from '../../core/contract.ts';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { may } from '../../core/staff/rights.rules.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { withStaff } from '../support/people-at-the-desk.ts';
import type { ShopWithBackups } from '../support/shop-with-backups.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let shop: ShopWithBackups;
let staff: Awaited<ReturnType<typeof withStaff>>;
beforeEach(async () => {
  shop = await openShopWithBackups();
});
afterEach(() => shop.stop());

const methods = Object.entries(contract).flatMap(([feature, names]) => Object.keys(names).map((name) => `${feature}.${name}`));
const clerk = { role: 'clerk' } as const;

/** The message as it arrives from the port, past every client. */
const send = (method: string, input: unknown, door: 'book' | 'app' = 'book'): Promise<Extract<Reply, { type: 'result' | 'failure' }>> =>
  new Promise((resolve) => {
    const receive = door === 'book' ? shop.book.receive : shop.app().receive;
    void receive({ type: 'call', id: 1, method, input }, (reply) => {
      if (reply.type === 'result' || reply.type === 'failure') resolve(reply);
    });
  });

type Shape = { readonly type?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly anyOf?: readonly Shape[]; readonly items?: Shape; readonly minItems?: number; readonly properties?: Readonly<Record<string, Shape>>; readonly required?: readonly string[] };
/** The least that a method takes, about customer `id`: for methods whose questions nobody wrote down here. */
const leastOf = (shape: Shape, id: number): unknown => {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf) return leastOf(shape.anyOf[0]!, id);
  if (shape.type === 'object') return Object.fromEntries((shape.required ?? []).map((name) => [name, leastOf(shape.properties?.[name] ?? {}, id)]));
  if (shape.type === 'array') return Array.from({ length: shape.minItems ?? 0 }, () => leastOf(shape.items ?? {}, id));
  return { integer: id, number: id, string: '王桂英', boolean: true }[shape.type ?? ''];
};

/** Inputs that mean something, and any others. */
const anyInput = fc.oneof(
  fc.constant(undefined),
  fc.record({ id: fc.nat(5), file: fc.constant('x.xlsx'), kind: fc.constantFrom('customers', 'orders'), selection: fc.constant({ filter: {} }), shopName: fc.string(), backup: fc.string(), confirmed: fc.constant(true) }, { requiredKeys: [] }),
  fc.jsonValue(),
);

test('a clerk\'s call beyond their rights is refused in the core, and so is everybody\'s while it is locked', async () => {
  staff = await withStaff(shop.core);
  await shop.core.customers.create(CustomerFacts.parse({ name: '李大海' }));
  const before = shop.hash();
  const refusedTo = async (member: typeof clerk | null, code: string) => {
    const refused = methods.filter((method) => !may(member, method));
    expect(refused.length).toBeGreaterThan(20);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...refused), anyInput, fc.constantFrom('book' as const, 'app' as const), async (method, input, door) => {
      expect(await send(method, input, door)).toEqual({ type: 'failure', id: 1, failure: { code } });
    }), { numRuns: 300 });
    for (const method of refused) expect(await send(method, undefined)).toEqual({ type: 'failure', id: 1, failure: { code } });
  };
  await staff.signIn('clerk');
  await refusedTo(clerk, 'staff.notAllowed');
  await shop.core.staff.lock();
  await refusedTo(null, 'staff.locked');
  for (const method of ['', 'customers', 'customers.', 'constructor.call', '__proto__.toString', 'customers.list.x']) {
    expect(await send(method, {})).toMatchObject({ type: 'failure', failure: { code: 'staff.locked' } });
  }
  await staff.signIn('owner');
  expect(shop.hash()).toBe(before);
});

const planted = ['13811110001', '13811110002', '13811110003', '13811110004', '13811110005', '13811110006', '13811110007', '13811110008', '13811110009'] as const;
const [own, second, inNote, inContact, receiver, told, earlier, gone, inFile] = planted;

/** A shop with a phone at every place where one can stand. */
const plantPhones = async () => {
  const { core } = shop;
  const wang = CustomerFacts.parse({
    name: `王桂英${second}`, phones: [{ number: own, label: null }, { number: '8512345', label: '家里' }], note: `儿子 ${inNote.slice(0, 3)} ${inNote.slice(3, 7)} ${inNote.slice(7)}`, contacts: [{ kind: 'wechat', value: inContact, label: null }],
  });
  const { id } = await core.customers.create({ ...wang, phones: [{ number: earlier, label: null }] });
  await core.customers.update({ id, facts: wang });
  await core.timeline.add({ customerId: id, kind: 'talk', text: `回电 ${told}` });
  const twin = await core.customers.create({ ...wang, name: '王桂瑛' });
  const third = await core.customers.create({ ...wang, name: '王桂英 ', note: null });
  const lost = await core.customers.create(CustomerFacts.parse({ name: '孙小梅', phones: [{ number: gone, label: null }] }));
  await core.customers.delete({ id: lost.id });
  const file = shop.file('五月.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: own, address: `福建省 宁德市 柘荣县 东源乡 ${receiver}`, buyer: receiver }, { id: orderId(2), name: '周小兰', phone: inFile }, { id: 'x', name: '周', phone: inFile }]));
  const { batchId } = await core.imports.run({ file });
  const { mergeId } = await core.duplicates.merge({ keepId: id, dropId: third.id });
  await core.duplicates.find({});
  await shop.app().settled();
  const order = (await core.orders.list({ customerId: id })).rows[0] ?? (await core.orders.list({})).rows[0]!;
  return { id, twinId: twin.id, file, batchId: batchId!, mergeId, orderId: order.id };
};

test('nothing that a clerk is answered holds a phone in full, but the one they ask for to call', async () => {
  staff = await withStaff(shop.core);
  const { id, twinId, file, batchId, mergeId, orderId: order } = await plantPhones();
  const unknown = shop.file('不认识.csv', `谁,号码,日子,收了多少\n周小兰,${inFile},2026-05-01,30\n`);
  const list = '接龙\n鸡蛋 30元一板\n1. 王桂英 1板\n2. 周小兰 2板\n';
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    'analyses.get': analysisNames.map((name) => ({ name })), 'analyses.customer': [{ id }],
    'customers.list': [{}, { search: '王桂英' }, { search: '1111' }], 'customers.get': [{ id }], 'customers.brought': [{ id }], 'customers.photo': [{ id }],
    'customers.ids': [{ offset: 0, limit: 10 }],
    'duplicates.list': [{}, { kind: 'household' }], 'duplicates.check': [{ name: '王桂英', phones: [own] }], 'duplicates.pair': [{ leftId: id, rightId: twinId }], 'duplicates.merges': [{}], 'duplicates.unmergePlan': [{ mergeId }],
    'history.list': [{ limit: 200 }], 'history.changesOf': [{ customerId: id }], 'history.trash': [{}],
    'imports.preview': [{ file }, { file: unknown }], 'imports.rows': ['ordersCreated', 'customersCreated', 'customersMatched', 'customersUpdated', 'rowsRefused'].map((cause) => ({ source: { batchId }, cause })),
    'imports.conflicts': [{ source: { batchId } }], 'imports.ordersUnderWord': [{ platform: '淘宝/天猫', word: '交易成功' }], 'imports.undoPlan': [{ batchId }],
    'orders.list': [{}, { customerId: id }], 'orders.get': [{ id: order }], 'portraits.get': [{ customerId: id }],
    'quality.list': ['phoneWrong', 'phoneMadeUp', 'phoneOld', 'noVillage', 'noConsent', 'nameMadeUp'].map((code) => ({ code })), 'referrals.summary': [{}], 'referrals.helpers': [{}], 'referrals.tree': [{ allOpen: true }],
    'reports.customer': [{ id }], 'reports.segment': [{ segment: '111' }, { segment: '110' }, { segment: '101' }, { segment: '100' }], 'scoring.explain': [{ customerId: id }], 'scoring.score': [{}],
    'search.find': [{ text: '王桂英' }, { text: '1111' }, { text: 'wgy' }], 'solitaire.read': [{ text: list, group: '群', on: '2026-05-08' }], 'solitaire.preview': [{ text: list, group: '群', on: '2026-05-08' }],
    'privacy.mayContact': [{ customerIds: [id] }], 'timeline.list': [{ customerId: id }], 'timeline.summary': [{ customerId: id }],
  };
  await staff.signIn('clerk');
  const found: string[] = [];
  let answered = 0;
  for (const method of methods) {
    const [feature = '', name = ''] = method.split('.');
    const { kind, input } = (contract as Contract)[feature]![name]!;
    if (!may(clerk, method) || (kind !== 'query' && inputs[method] === undefined)) continue;
    const asked = inputs[method] ?? [leastOf(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) as Shape, id)];
    for (const one of asked) {
      const reply = await send(method, one);
      if (reply.type === 'result') answered += 1;
      const text = JSON.stringify(reply.type === 'result' ? reply.output : reply.failure).replace(/[ -]/g, '');
      for (const phone of [...planted, '8512345']) if (text.includes(phone)) found.push(`${method} ${JSON.stringify(one)}: …${text.slice(Math.max(0, text.indexOf(phone) - 40), text.indexOf(phone) + 14)}`);
    }
  }
  expect(found).toEqual([]);
  expect(answered).toBeGreaterThan(50);
  expect((await shop.core.staff.reveal({ customerId: id })).phones[0]?.number).toBe(own);

  await staff.signIn('owner');
  expect((await shop.core.customers.get({ id })).phones[0]?.number).toBe(own);
});
