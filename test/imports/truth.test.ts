import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Mapping } from '../../core/imports/contract.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { readInside } from '../support/inside-reader.ts';
import { platformHeaders } from '../support/platform-headers.ts';
import { expectInReadme } from '../support/readme-block.ts';
import type { VariantFile } from '../support/variants/all.ts';
import { filesOf, variants } from '../support/variants/all.ts';
import { storedBooks, toldBooks } from '../support/variants/compare.ts';
import type { Variant } from '../support/variants/variant.ts';
import { importDay } from '../support/variants/variant.ts';

/** The answer of somebody who agrees with every guess. */
const agreed = async (shop: TestCore, file: string): Promise<Mapping> => {
  const preview = await shop.core.imports.preview({ file });
  if (preview.type !== 'question') throw new Error('expected a question');
  const { kind, columns } = preview.question;
  return { kind, platform: '问卷', columns: columns.flatMap(({ header, guess }) => (guess === null ? [] : [{ header, meaning: guess }])) };
};

const imported = async (variant: Variant, { name, bytes, passwords = [] }: VariantFile) => {
  const shop = startCore(importDay, undefined, readInside);
  try {
    const [before] = variant.before ? filesOf(variant.before) : [];
    if (before) await shop.core.imports.run({ file: shop.file(`先 ${before.name}`, before.bytes) });
    const file = shop.file(name, bytes);
    const request = variant.asks ? { file, mapping: await agreed(shop, file) } : { file, passwords };
    const { counts, refusals, kind } = await shop.core.imports.run(request);
    const books = await storedBooks(shop);
    const again = await shop.core.imports.run(request);
    return { counts, refusals, kind, books, again, after: await storedBooks(shop), check: shop.check() };
  } finally {
    await shop.stop();
  }
};

const results = new Map<string, string>();
let run = 0;
const yuan = (fen: number): string => (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });

describe.each(variants.map((variant) => [variant.platform, variant.id, variant] as const))('%s %s', (_, __, variant) => {
  const truth = toldBooks(variant);
  const files = filesOf(variant);
  test.each(files.map((file) => [file.form, file] as const))('%s: every order, line, customer and fen is as it was, and again changes nothing', async (_form, file) => {
    run += 1;
    const { counts, refusals, kind, books, again, after, check } = await imported(variant, file);
    expect(refusals).toEqual([]);
    expect(books.orders).toEqual(truth.orders);
    expect(books.lines).toEqual(truth.lines);
    expect(books.customers).toEqual(truth.customers);
    expect(books.money).toEqual(truth.money);
    expect(books.statuses).toEqual(truth.statuses);
    if (kind === 'orders' && !variant.before) expect([counts.paidFen, counts.refundFen]).toEqual([truth.money.paid, truth.money.refund]);
    expect(again).toMatchObject({ batchId: null, counts: { ordersCreated: 0, ordersUpdated: 0, customersCreated: 0, customersUpdated: 0 } });
    expect(after).toEqual(books);
    expect(check).toMatchObject({ ok: true });
    const { orders, lines, customers, money } = books;
    const counted = [orders.length, lines.reduce((sum, [, each]) => sum + each.length, 0), customers.length, yuan(money.net)];
    results.set(`${variant.id} ${file.form}`, counted.map((count) => (count === 0 || count === '0.00' ? '—' : `${count} ✓`)).join(' | '));
  });
});

describe('the variants', () => {
  test('are all that the columns are known of', () => {
    expect(variants.map(({ id }) => id).toSorted()).toEqual(Object.keys(platformHeaders).toSorted());
    for (const { orders, people } of variants) expect(Math.max(orders.length, people.length)).toBeGreaterThanOrEqual(30);
  });

  const research = new URL('../../../shared/data/platforms.json', import.meta.url);
  test.runIf(existsSync(research))('are all those of the research', () => {
    const platforms = JSON.parse(readFileSync(research, 'utf8')) as readonly { readonly variants: readonly { readonly id: string; readonly headers: readonly string[] }[] }[];
    expect(Object.fromEntries(platforms.flatMap((platform) => platform.variants.map(({ id, headers }) => [id, headers])))).toEqual(platformHeaders);
  });
});

/** The table of the README; `UPDATE_README=1` writes it. */
const tableLines = (): string => {
  const rows = variants.map((variant) => {
    const forms = filesOf(variant).map(({ form }) => form);
    const answers = new Set(forms.map((form) => results.get(`${variant.id} ${form}`) ?? '✗ | ✗ | ✗ | ✗'));
    return `| ${variant.platform} | ${variant.id} | ${forms.join('、')} | ${[...answers].join(' / ')} |`;
  });
  return ['| 平台 | 版式 | 试过的文件 | 订单 | 商品行 | 客户 | 净额（元） |', '|---|---|---|--:|--:|--:|--:|', ...rows].join('\n');
};

afterAll(() => {
  // A part of the tests says nothing about the table.
  if (run < variants.flatMap(filesOf).length) return;
  expectInReadme('truth', tableLines());
});
