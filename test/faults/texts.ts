/** T15: strange words through every field that takes words: kept to the letter or refused, never altered, and never a live script in what is written out. */
import { join } from 'node:path';
import { CallFailed } from '../../core/base/client.ts';
import { strFromU8, unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { granted, killShop, openShop, removeFolder, temporaryFolder } from './shop.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';
import { strangeWords } from './words.ts';
import type { CoreProcess } from '../support/core-process.ts';

type Facts = Parameters<CoreProcess['core']['customers']['create']>[0];
type Stored = Awaited<ReturnType<CoreProcess['core']['customers']['get']>>;

const customer = async ({ core }: CoreProcess, facts: Facts): Promise<Stored> => {
  const { id } = await core.customers.create(facts);
  // Out of the file and back by the history: the old values are kept as they were, too.
  await core.customers.delete({ id });
  await core.history.restore({ customerIds: [id] });
  return core.customers.get({ id });
};
const named = { name: '王桂英' };
const address = { province: null, city: null, district: null, village: null, detail: null };

/** Where a word can stand in a customer's file. */
const places: Readonly<Record<string, { readonly put: (word: string) => Partial<Facts>; readonly read: (stored: Stored) => unknown }>> = {
  name: { put: (name) => ({ name }), read: ({ name }) => name },
  note: { put: (note) => ({ note }), read: ({ note }) => note },
  wish: { put: (wish) => ({ wish }), read: ({ wish }) => wish },
  occupation: { put: (occupation) => ({ occupation }), read: ({ occupation }) => occupation },
  hobbies: { put: (hobbies) => ({ hobbies }), read: ({ hobbies }) => hobbies },
  'credit note': { put: (creditNote) => ({ creditNote }), read: ({ creditNote }) => creditNote },
  tag: { put: (tag) => ({ tags: [tag] }), read: ({ tags }) => tags[0] },
  // The number itself is no word: it is kept as digits.
  'phone label': { put: (label) => ({ phones: [{ number: '13800138000', label }] }), read: ({ phones }) => phones[0]?.label },
  contact: { put: (value) => ({ contacts: [{ kind: 'wechat', value, label: null }] }), read: ({ contacts }) => contacts[0]?.value },
  holding: { put: (name) => ({ holdings: [{ kind: 'crop', name, amount: null, unit: null }] }), read: ({ holdings }) => holdings[0]?.name },
  address: { put: (word) => ({ addresses: [{ ...address, village: word, detail: word }] }), read: ({ addresses }) => (addresses[0]?.village === addresses[0]?.detail ? addresses[0]?.detail : addresses[0]) },
};

type Answer = { readonly place: string; readonly found: unknown };
const toldBy = (error: unknown): unknown => (error instanceof CallFailed ? error.failure : String(error));

/** In all places at once; where one of them refuses the word, in each by itself. */
const throughCustomer = async (shop: CoreProcess, word: string): Promise<Answer[]> => {
  const everywhere = Object.values(places).reduce<Facts>((facts, { put }) => ({ ...facts, ...put(word) }), named);
  try {
    const stored = await customer(shop, everywhere);
    return Object.entries(places).map(([place, { read }]) => ({ place, found: read(stored) }));
  } catch {
    const answers: Answer[] = [];
    for (const [place, { put, read }] of Object.entries(places)) {
      const found = await shop.core.customers.create({ ...named, ...put(word) }).then(async ({ id }) => read(await shop.core.customers.get({ id }))).catch(toldBy);
      answers.push({ place, found });
    }
    return answers;
  }
};

type Field = { readonly name: string; /** answers what is read back */ readonly through: (shop: CoreProcess, word: string) => Promise<unknown> };

const fields: readonly Field[] = [
  {
    name: 'timeline',
    through: async ({ core }, text) => {
      const { id: customerId } = await core.customers.create(named);
      const { id } = await core.timeline.add({ customerId, kind: 'note', text });
      return (await core.timeline.list({ customerId, kinds: ['note'] })).rows.find((row) => row.id === id)?.text;
    },
  },
  {
    name: 'custom field',
    through: async ({ core }, name) => {
      const { id } = await core.customers.saveCustomField({ id: null, field: { name, kind: 'text' } });
      const found = (await core.customers.customFields()).find((field) => field.id === id)?.name;
      await core.customers.removeCustomField({ id });
      return found;
    },
  },
  {
    name: 'shop name',
    through: async ({ core }, shopName) => {
      await core.settings.update({ shopName });
      return (await core.settings.get()).shopName;
    },
  },
  {
    name: 'search',
    through: async ({ core }, search) => {
      await Promise.all([core.customers.list({ search }), core.search.find({ text: search }), core.orders.list({ search: search.slice(0, 100) })]);
      return search;
    },
  },
];

/** A NUL ends a text in many programs; a lone half of a character is no text at all, and becomes the sign for that. */
const brokenWords: readonly string[] = ['前\u0000后', '\ud83d', '半\udc00个', '\u0007铃'];

/** So many of them, taken evenly. */
const spread = (words: readonly string[], amount: number): readonly string[] => words.filter((_, index) => index % Math.ceil(words.length / amount) === 0);

export const texts: Suite = {
  name: 'T15 strange words',
  short: 20,
  full: strangeWords.length,
  bugs: ['words cut'],
  run: async ({ amount, bug }) => {
    const folder = temporaryFolder('怪字');
    const shop = await openShop(folder, withBug(bug));
    const failures: string[] = [];
    for (const [index, word] of [...spread(strangeWords, amount), ...brokenWords].entries()) {
      const answers = await throughCustomer(shop, word);
      for (const { name, through } of fields) answers.push({ place: name, found: await through(shop, word).catch(toldBy) });
      for (const { place, found } of answers) {
        const refused = typeof found === 'object' && found !== null && 'code' in found;
        // Words at the edges of a field lose their spaces, and nothing else.
        if (refused ? found.code === 'core.unexpected' : found !== word.trim() && found !== Buffer.from(word).toString()) failures.push(`${place}, word ${index} ${JSON.stringify(word.slice(0, 30))}: ${JSON.stringify(found)}`);
      }
    }
    const target = join(folder, '客户.xlsx');
    await shop.core.reports.exportTable({ kind: 'customers', file: granted(shop, target) });
    const written = Object.values(unzipSync(readFileSync(target))).map((part) => strFromU8(part)).join('\n');
    if (/<(script|img|svg)\b/i.test(written)) failures.push('the workbook holds a live tag');
    await killShop(shop);
    removeFolder(folder);
    return { done: amount, failures };
  },
};
