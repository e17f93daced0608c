/** T13: people who were taken out for good are looked for in the raw bytes of everything that the program keeps. */
import { readImage } from './recording.ts';
import { bookIn, granted, killShop, removeFolder, temporaryFolder } from './shop.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';
import { join } from 'node:path';

type Planted = { readonly name: string; readonly phone: string; readonly wechat: string; readonly note: string };
const plant = (n: number): Planted => ({ name: `欧阳霜雪${n}`, phone: `1391${String(7_000_000 + n * 131)}`, wechat: `wx_secret_${n}_zq`, note: `腰不好不能提重物${n}` });

const hits = (folder: string, people: readonly Planted[]): string[] => {
  const found: string[] = [];
  for (const [path, bytes] of readImage(folder)) {
    for (const { name, phone, wechat, note } of people) {
      for (const secret of [name, phone, wechat, note]) if (bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))) found.push(`${secret} in ${path}`);
    }
  }
  return found;
};

export const traces: Suite = {
  name: 'T13 traces of the deleted',
  short: 10,
  full: 30,
  bugs: ['secure_delete off'],
  run: async ({ amount, bug }) => {
    const folder = temporaryFolder('删干净');
    const people = Array.from({ length: amount }, (_, n) => plant(n + 1));
    // Without backups: those still hold the people until the day that is shown.
    const shop = startCoreProcess(bookIn(folder), withBug(bug));
    await shop.opened;
    const { core } = shop;
    const desk = join(temporaryFolder('桌面'), '名单.csv');
    await core.imports.run({ file: granted(shop, desk, taobaoCsv(people.map(({ name, phone }, n) => ({ id: orderId(n + 1), buyer: `tb_${n}`, name, phone, address: `山东省 临沂市 兰陵县 霜雪庄${n}号` })))) });
    await core.customers.create({ name: '留下的人', phones: [{ number: '13600000001', label: null }], note: '常来' });
    const ids: number[] = [];
    for (const { name, wechat, note } of people) {
      const { rows } = await core.customers.list({ search: name });
      const { id, ...facts } = await core.customers.get({ id: rows.find((row) => row.name === name)!.id });
      await core.customers.update({ id, facts: { ...facts, note, contacts: [{ kind: 'wechat', value: wechat, label: null }] } });
      await core.timeline.add({ customerId: id, kind: 'talk', text: `${name}说${note}` });
      ids.push(id);
    }
    await core.duplicates.find({});
    for (const id of ids) await core.customers.delete({ id });
    await core.privacy.forget({ customerIds: ids });
    const open = hits(folder, people).map((hit) => `still open: ${hit}`);
    await shop.close();
    const closed = hits(folder, people).map((hit) => `closed: ${hit}`);
    const next = startCoreProcess(bookIn(folder));
    await next.opened;
    const { rows } = await next.core.customers.list({});
    const kept = rows.some(({ name }) => name === '留下的人') ? [] : ['who stays was taken, too'];
    await killShop(next);
    removeFolder(folder);
    return { done: amount, failures: [...open, ...closed, ...kept] };
  },
};
