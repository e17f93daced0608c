/** T20: a clerk, and whoever has not signed in, by every method of the contract: refused in the core, whatever the window shows. */
import { CallFailed } from '../../core/base/client.ts';
import { contract } from '../../core/contract.ts';
import { rights } from '../../core/staff/rights.rules.ts';
import { killShop, openShop, removeFolder, copyOf, theShop } from './shop.ts';
import type { CoreProcess } from '../support/core-process.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';

const methods = Object.entries(contract).flatMap(([feature, own]) => Object.keys(own).map((name) => `${feature}.${name}`));
const rightOf = (method: string): string => {
  const [feature = '', name = ''] = method.split('.');
  return (rights as Readonly<Record<string, Readonly<Record<string, string>>>>)[feature]?.[name] ?? 'owner';
};

/** What the person may not do must be refused before the question is even looked at. */
const codeOf = async (shop: CoreProcess, method: string): Promise<string> => {
  const [feature = '', name = ''] = method.split('.');
  const core = shop.core as unknown as Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>;
  return core[feature]![name]!({ 'no such field': true }).then(() => 'answered', (error: unknown) => (error instanceof CallFailed ? error.failure.code : String(error)));
};

export const rightsOfClerks: Suite = {
  name: 'T20 rights',
  short: methods.length * 2,
  full: methods.length * 2,
  bugs: ['gate open'],
  run: async ({ bug }) => {
    const folder = copyOf(await theShop());
    const shop = await openShop(folder, withBug(bug));
    const { core } = shop;
    const failures: string[] = [];
    const boss = await core.staff.add({ name: '老板', role: 'owner', pin: '1357' });
    const { id } = await core.staff.add({ name: '小芳', role: 'clerk', pin: '2468' });
    await core.staff.lock({} as never).catch(() => core.staff.lock(undefined as never));
    const wrong = ['staff.signIn', 'staff.recover', 'staff.lock'];
    for (const method of methods.filter((one) => rightOf(one) !== 'anyone')) {
      const code = await codeOf(shop, method);
      if (code !== 'staff.locked') failures.push(`locked, ${method}: ${code}`);
    }
    await core.staff.signIn({ id, pin: '2468' });
    for (const method of methods.filter((one) => !wrong.includes(one))) {
      const code = await codeOf(shop, method);
      const may = rightOf(method) !== 'owner';
      if (may ? code === 'staff.notAllowed' : code !== 'staff.notAllowed') failures.push(`a clerk, ${method}: ${code}`);
    }
    const said = JSON.stringify([await core.customers.list({ limit: 200 }), await core.search.find({ text: '王桂英1' }), await core.orders.list({ limit: 200 })]);
    const phones = said.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [];
    if (phones.length > 0) failures.push(`a clerk sees ${phones.length} phones in full`);
    await core.staff.signIn({ id: boss.id, pin: '1357' });
    if (!/1[3-9]\d{9}/.test(JSON.stringify(await core.customers.list({ limit: 200 })))) failures.push('the owner sees no phone');
    await killShop(shop);
    removeFolder(folder);
    return { done: methods.length * 2, failures };
  },
};
