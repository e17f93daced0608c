/** T17: words that a spreadsheet program could take for formulas, out through every workbook that is written and back in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { read, utils } from 'xlsx';
import { granted, killShop, openShop, removeFolder, temporaryFolder } from './shop.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { Suite } from './suite.ts';
import { withBug } from './suite.ts';
import { formulas } from './words.ts';
import type { CoreProcess } from '../support/core-process.ts';
import { ExportKind } from '../../core/reports/contract.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const formulaCells = (path: string): string[] => {
  const parts = Object.entries(unzipSync(readFileSync(path)));
  const raw = parts.filter(([name, bytes]) => name.startsWith('xl/worksheets/') && /<f[\s>]/.test(strFromU8(bytes))).map(([name]) => `a formula in ${name}`);
  const { Sheets } = read(readFileSync(path), { cellFormula: true });
  const cells = Object.values(Sheets).flatMap((sheet) => Object.entries(sheet).filter(([place, cell]) => !place.startsWith('!') && (cell as { f?: string }).f !== undefined).map(([place]) => `a formula in ${place}`));
  return [...raw, ...cells];
};

const textsOf = (path: string): Set<string> => new Set(Object.values(read(readFileSync(path)).Sheets).flatMap((sheet) => utils.sheet_to_json<string[]>(sheet, { header: 1, raw: true })).flat().map(String));

const namesIn = async ({ core }: CoreProcess): Promise<string[]> => {
  const { rows } = await core.customers.list({ limit: 200 });
  return Promise.all(rows.map(async ({ id }) => {
    const { name, note, tags } = await core.customers.get({ id });
    return JSON.stringify([name, note, tags]);
  })).then((all) => all.toSorted());
};

export const formulaInjection: Suite = {
  name: 'T17 formulas',
  short: formulas.length,
  full: formulas.length,
  bugs: ['cells as formulas'],
  run: async ({ amount, bug }) => {
    const folder = temporaryFolder('公式');
    const failures: string[] = [];
    const shop = await openShop(folder, withBug(bug));
    const words = formulas.slice(0, amount);
    for (const word of words) await shop.core.customers.create({ name: word, note: word, tags: [word.slice(0, 20)] });
    const orders = taobaoCsv([]) + words.map((word, n) => `\r\n${orderId(n + 1)},买家${n},30.00,交易成功,${quoted(word)},,,2026-04-01 09:00:00,2026-04-01 09:00:00,${quoted(word)},0.00`).join('');
    await shop.core.imports.run({ file: granted(shop, join(folder, '四月.csv'), orders) });
    for (const kind of ExportKind.options) {
      const target = join(folder, `${kind}.xlsx`);
      await shop.core.reports.exportTable({ kind, file: granted(shop, target) });
      failures.push(...formulaCells(target).map((found) => `${kind}: ${found}`));
    }
    const refused = join(folder, '退回.xlsx');
    const bad = taobaoCsv([]) + words.map((word, n) => `\r\n${orderId(n + 900)},买家${n},不知道,交易成功,${quoted(word)},,,2026-04-01 09:00:00,2026-04-01 09:00:00,${quoted(word)},0.00`).join('');
    await shop.core.imports.exportRefused({ file: granted(shop, join(folder, '坏.csv'), bad), target: granted(shop, refused) });
    failures.push(...formulaCells(refused).map((found) => `refused rows: ${found}`));
    const written = textsOf(join(folder, 'customers.xlsx'));
    failures.push(...words.map((word) => word.trim()).filter((word) => !written.has(word)).map((word) => `not written as it is: ${word}`));
    const wanted = await namesIn(shop);
    await killShop(shop);
    const other = temporaryFolder('公式 别处');
    const second = await openShop(other);
    await second.core.imports.run({ file: granted(second, join(folder, 'customers.xlsx')) });
    const found = await namesIn(second);
    failures.push(...wanted.filter((person) => !found.includes(person)).map((person) => `did not come back: ${person}`));
    await killShop(second);
    removeFolder(folder);
    removeFolder(other);
    return { done: amount, failures };
  },
};
