/** People whose every word is unmistakable, left behind in every corner of the book, and a search for what is left of them in the bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { TestCore } from './core.ts';
import { orderId, taobaoCsv } from './given.ts';

export type Planted = {
  readonly name: string; readonly formerName: string; readonly phone: string; readonly formerPhone: string; readonly wechat: string; readonly note: string;
  readonly talk: string; readonly nickname: string; readonly street: string; readonly buyer: string; readonly message: string; readonly photo: string;
};

export const plantedPerson = (n: number): Planted => {
  const number = String(n).padStart(2, '0');
  return {
    name: `忘归${number}霜`, formerName: `忘归${number}雪`, phone: `1980070${number}31`, formerPhone: `1980070${number}47`, wechat: `wx-wanggui-${number}`,
    note: `密语${number}：只在天亮前来取`, talk: `耳语${number}：别告诉她家里人`, nickname: `鸢尾${number}姑`, street: `忘川巷${number}弄7号`, buyer: `tb_wanggui_${number}`, message: `留言${number}请放在井台边上`,
    photo: Buffer.from(`photo-of-wanggui-${number}`.repeat(3)).toString('base64').replace(/=+$/, '').slice(0, 80),
  };
};

/** A file made by hand, orders from a platform and from a group, talks, changed values, a merge, a refused row, steps taken back. */
export const plant = async ({ core, file }: TestCore, who: Planted, n: number): Promise<number> => {
  const facts = (change: object) => CustomerFacts.parse({
    name: who.formerName, phones: [{ number: who.formerPhone, label: null }], contacts: [{ kind: 'wechat', value: who.wechat, label: null }], note: who.note,
    addresses: [{ province: null, city: null, district: null, village: null, detail: who.street }], ...change,
  });
  const { id } = await core.customers.create(facts({}));
  await core.customers.setPhoto({ id, jpeg: who.photo });
  const order = { id: orderId(9000 + n), buyer: who.buyer, name: who.formerName, phone: who.formerPhone, address: `河南省 信阳市 光山县 ${who.street}` };
  await core.imports.run({ file: file(`${who.formerName}的订单.csv`, taobaoCsv([order, { id: orderId(9500 + n), buyer: who.buyer, paid: who.message, name: who.name }])) });
  await core.customers.update({ id, facts: facts({ name: who.name, phones: [{ number: who.phone, label: '家里' }], wish: who.message }) });
  await core.imports.run({ file: file(`${n}-又一次.csv`, taobaoCsv([{ ...order, status: '交易关闭' }])) });
  await core.timeline.add({ customerId: id, kind: 'talk', channel: 'phone', text: who.talk });
  const { operationId } = await core.timeline.add({ customerId: id, kind: 'note', text: `${who.talk}又` });
  await core.history.undo({ operationId });
  await core.solitaire.run({ group: '桥头群', on: '2026-05-08', text: `#接龙\n1号 草莓 39.9元/箱\n1. ${who.nickname} 草莓2箱`, people: [{ nickname: who.nickname, who: id }] });
  const twin = await core.customers.create(CustomerFacts.parse({ name: `${who.name}（旧）`, note: who.note, phones: [{ number: who.formerPhone, label: null }] }));
  await core.duplicates.merge({ keepId: id, dropId: twin.id });
  return id;
};

export const wordsOf = (who: Planted): readonly string[] => Object.values(who);

/** Every file of a folder as bytes, and what a book keeps squeezed. */
const bytesIn = (folder: string): readonly (readonly [file: string, bytes: Buffer])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const plain = [entry.name, readFileSync(path)] as const;
    if (!entry.name.endsWith('.db') || plain[1].length === 0) return [plain];
    const db = new Sqlite(path, { readonly: true });
    const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
    const squeezed = tables.includes('import_outcomes') ? (db.prepare(`SELECT outcomes FROM import_outcomes`).pluck().all() as Buffer[]).map((bytes) => inflateRawSync(bytes)) : [];
    db.close();
    return [plain, ...squeezed.map((bytes) => [`${entry.name} import_outcomes`, bytes] as const)];
  });

/** Where which words still stand; as SQLite and the files keep them, in UTF-8. */
export const tracesOf = (folder: string, words: readonly string[]): readonly string[] =>
  bytesIn(folder).flatMap(([file, bytes]) => words.flatMap((word) => (bytes.includes(word) ? [`${file}: ${word}`] : [])));
