import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import Sqlite from 'better-sqlite3';
import * as Xlsx from 'xlsx';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

let shop: TestCore;
/** 王桂英 brought 李大海 (bought twice) and 张小梅 (never bought); 李大海 brought 赵四 (bought once). 孙七 came alone. */
let id: Record<'王桂英' | '李大海' | '张小梅' | '赵四' | '孙七', number>;

const bringing = async (name: string, referrerId: number | null): Promise<number> => (await shop.core.customers.create({ name, referrerId })).id;

beforeEach(async () => {
  shop = startCore('2026-05-08');
  await shop.core.imports.run({ file: shop.file('订单.csv', taobaoCsv([
    { id: orderId(1), buyer: 'dahai', paid: '100.00', name: '李大海', phone: '19900000001', at: '2026-02-01 09:00:00' },
    { id: orderId(2), buyer: 'dahai', paid: '50.00', name: '李大海', phone: '19900000001', at: '2026-03-01 09:00:00' },
    { id: orderId(3), buyer: 'zhaosi', paid: '30.00', name: '赵四', phone: '19900000002', at: '2026-04-01 09:00:00' },
    { id: orderId(4), buyer: 'sunqi', paid: '20.00', name: '孙七', phone: '19900000003', at: '2024-04-01 09:00:00' },
  ])) });
  const found = async (name: string) => (await shop.core.customers.list({ search: name })).rows[0]!.id;
  const 王桂英 = await bringing('王桂英', null);
  id = { 王桂英, 李大海: await found('李大海'), 张小梅: await bringing('张小梅', 王桂英), 赵四: await found('赵四'), 孙七: await found('孙七') };
  await sets(id.李大海, id.王桂英);
  await sets(id.赵四, id.李大海);
  await shop.app.settled();
});
afterEach(() => shop.stop());

const sets = async (person: number, referrerId: number | null) => shop.core.customers.update({ id: person, facts: { ...(await shop.core.customers.get({ id: person })), referrerId } });

describe('who brought whom', () => {
  test('is told with what each of them brought, the best first', async () => {
    const { total, rows } = await shop.core.referrals.helpers({});
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      { name: '王桂英', direct: 2, directBuyers: 1, size: 3, depth: 2, broughtFen: 180_00, decayedFen: 165_00, degree: 2 },
      { name: '李大海', direct: 1, directBuyers: 1, size: 1, depth: 1, broughtFen: 30_00, decayedFen: 30_00, degree: 2 },
    ]);
    expect(rows[0]!.pageRank).toBeGreaterThan(rows[1]!.pageRank);
    expect((await shop.core.referrals.helpers({ sort: 'pageRank', limit: 1 })).rows).toMatchObject([{ name: '王桂英' }]);
  });

  test('stands as a tree that opens line by line', async () => {
    const names = async (input: { allOpen?: boolean; toggled?: number[] }) => (await shop.core.referrals.tree(input)).rows.map(({ name, level }) => `${'　'.repeat(level)}${name}`);
    expect(await names({})).toEqual(['王桂英']);
    expect(await names({ toggled: [id.王桂英] })).toEqual(['王桂英', '　李大海', '　张小梅']);
    expect(await names({ allOpen: true })).toEqual(['王桂英', '　李大海', '　　赵四', '　张小梅']);
    expect(await names({ allOpen: true, toggled: [id.李大海] })).toEqual(['王桂英', '　李大海', '　张小梅']);
    expect(await shop.core.referrals.tree({ allOpen: true, offset: 2, limit: 1 })).toMatchObject({ total: 4, trees: 1, rows: [{ name: '赵四', level: 2, netFen: 30_00, broughtFen: 0 }] });
  });

  test('in numbers: how many, who of them bought, and no rate from a handful', async () => {
    expect(await shop.core.referrals.summary({})).toMatchObject({
      from: '2025-05-09', to: '2026-05-08', customers: 5, brought: 3, broughtBuyers: 2, broughtFen: 180_00, helpers: 2,
      newBuyers: 2, newBrought: 2, wordOfMouthRate: null, helperShare: null, levels: [1, 2, 1], largest: 3, circles: [],
      network: { people: 4, ties: 3, density: 0.5, clustering: 0 },
    });
    expect(await shop.core.referrals.summary({ from: '2024-01-01', to: '2024-12-31' })).toMatchObject({ newBuyers: 1, newBrought: 0 });
  });

  test('with ten new customers the word-of-mouth rate is told', async () => {
    await shop.core.imports.run({ file: shop.file('新客.csv', taobaoCsv(Array.from({ length: 8 }, (_, n) => (
      { id: orderId(20 + n), buyer: `n${n}`, name: `新客${n}`, phone: `1990000010${n}`, at: '2026-05-01 09:00:00' })))) });
    expect(await shop.core.referrals.summary({})).toMatchObject({ newBuyers: 10, newBrought: 2, wordOfMouthRate: 0.2 });
  });

  test('follows every change and its undoing at once', async () => {
    const { operationId } = await sets(id.孙七, id.王桂英);
    expect((await shop.core.referrals.helpers({})).rows[0]).toMatchObject({ direct: 3, broughtFen: 200_00 });
    await shop.core.history.undo({ operationId });
    expect((await shop.core.referrals.helpers({})).rows[0]).toMatchObject({ direct: 2, broughtFen: 180_00 });
  });

  test('is saved as Excel, and the file comes back as a list of customers', async () => {
    const file = shop.path('带客的人.xlsx');
    expect(await shop.core.reports.exportTable({ kind: 'helpers', file: file.token })).toEqual({ rows: 2, fileName: '带客的人.xlsx' });
    const rows = Xlsx.utils.sheet_to_json<Record<string, unknown>>(Xlsx.read(readFileSync(file.path)).Sheets['带客的人']!);
    expect(rows[0]).toMatchObject({ 姓名: '王桂英', 介绍来几人: 2, 其中买过几人: 1, 连带一共几人: 3, 传了几层: 2, 带来的人花了: 180 });
    expect(await shop.core.imports.run({ file: shop.grant(file.path) })).toMatchObject({ kind: 'customers', counts: { customersCreated: 0, rowsRefused: 0 } });
  });
});

describe('a bond that cannot be', () => {
  test('oneself, and whoever one brought, are refused in words', async () => {
    expect(await failureOf(sets(id.王桂英, id.王桂英))).toMatchObject({ code: 'customers.referrer' });
    expect(await failureOf(sets(id.王桂英, id.赵四))).toMatchObject({ code: 'customers.referrerCircle', details: { name: '赵四' } });
    expect((await shop.core.customers.get({ id: id.王桂英 })).referrerId).toBeNull();
  });

  test('found in an old book does not hang anything and is named; other facts can still be written', async () => {
    await shop.app.close();
    const book = new Sqlite(`${shop.folder}/shop.db`);
    book.prepare(`UPDATE customers SET referrer_id = ? WHERE id = ?`).run(id.赵四, id.王桂英);
    book.close();
    shop = startCore('2026-05-08', shop.folder);
    expect((await shop.core.referrals.summary({})).circles).toEqual([{ id: id.李大海, name: '李大海' }]);
    expect((await shop.core.referrals.tree({ allOpen: true })).total).toBe(4);
    await shop.core.customers.update({ id: id.王桂英, facts: { ...(await shop.core.customers.get({ id: id.王桂英 })), note: '爱说笑' } });
    expect((await shop.core.customers.get({ id: id.王桂英 })).note).toBe('爱说笑');
  });
});
