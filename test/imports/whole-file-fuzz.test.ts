import { expect, test } from 'vitest';
import { CallFailed } from '../../core/base/client.ts';
import type { ImportCounts, Mapping } from '../../core/imports/contract.ts';
import { recogniseTables } from '../../core/imports/rules.ts';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { read } from '../support/export-files.ts';
import { readInside } from '../support/inside-reader.ts';
import type { Mutated } from '../support/mutations.ts';
import { mutated } from '../support/mutations.ts';
import { filesOf, variants } from '../support/variants/all.ts';
import { importDay } from '../support/variants/variant.ts';

/** `XIANGKE_FUZZ=5000` tries that many; without it the first few dozen, the same in every run. */
const tries = Number(process.env['XIANGKE_FUZZ'] ?? 80);
const perShop = 40;

const known = (code: string): void => expect(importMessages).toHaveProperty([code]);

/** Every row is used by a record, refused or blank. */
const booksBalance = async ({ name, bytes }: Mutated): Promise<void> => {
  const outcome = await read(bytes);
  if (outcome.type === 'failed') return known(outcome.code);
  const recognised = recogniseTables(outcome.workbook, name, undefined, importDay);
  if (recognised.type === 'refused') return known(recognised.failure.code);
  for (const { records, refusals, rowsBlank, rowsRead } of recognised.type === 'tables' ? recognised.tables : []) {
    const used = new Set(records.flatMap(({ rows }) => rows)).size;
    expect(used + new Set(refusals.map(({ row }) => row)).size + rowsBlank).toBe(rowsRead);
  }
};

/** The answer of somebody who agrees with every guess. */
const agreed = async (shop: TestCore, file: string): Promise<Mapping | undefined> => {
  const preview = await shop.core.imports.preview({ file });
  if (preview.type !== 'question') return undefined;
  const { kind, columns } = preview.question;
  return { kind, platform: '手工', columns: columns.flatMap(({ header, guess }) => (guess === null ? [] : [{ header, meaning: guess }])) };
};

/** Everything that does not hold in the books; the scores follow in the background. */
const wrongs = (shop: TestCore): readonly string[] => {
  const { integrity, foreignKeyErrors, invariants } = shop.check();
  const broken = Object.entries(invariants).filter(([name, rows]) => rows > 0 && name !== 'everybodyHasALifecycle').map(([name]) => name);
  return [...broken, ...(integrity === 'ok' ? [] : [integrity]), ...(foreignKeyErrors === 0 ? [] : ['foreign keys'])];
};

const codeOf = (error: unknown): string => {
  if (!(error instanceof CallFailed)) throw error;
  known(error.failure.code);
  expect(error.failure.code).not.toBe('imports.unexpected');
  expect(error.failure.code).not.toBe('imports.doesNotBalance');
  return error.failure.code;
};

/** What the run ended with; whatever that is, taking it back leaves the books as they were. */
const tried = async (shop: TestCore, { name, bytes }: Mutated, number: number): Promise<string> => {
  const file = shop.file(`${number} ${name}`, bytes);
  const before = shop.check().contentHash;
  const run = async (mapping?: Mapping) => {
    const result = await shop.core.imports.run(mapping ? { file, mapping } : { file });
    for (const { code } of [...result.refusals, ...result.warnings]) known(code);
    const { rowsRead, rowsBlank, rowsRefused } = result.counts;
    expect(rowsRead - rowsBlank - rowsRefused).toBeGreaterThanOrEqual(0);
    expect(wrongs(shop)).toEqual([]);
    if (result.batchId !== null) await shop.core.imports.undo({ batchId: result.batchId });
    // What the user explained is remembered, also when no row could be read.
    for (const { id } of mapping ? await shop.core.imports.mappings() : []) await shop.core.imports.forgetMapping({ id });
    expect(shop.check().contentHash).toBe(before);
    return result.counts;
  };
  let ended: string;
  try {
    const preview = number % 5 === 0 ? await shop.core.imports.preview({ file }) : null;
    const counts = await run();
    if (preview?.type === 'ready') expect<ImportCounts>(preview.summary.counts).toEqual(counts);
    ended = counts.rowsRefused === 0 ? 'imported' : 'imported, rows given back';
  } catch (error) {
    ended = codeOf(error);
    expect(shop.check().contentHash).toBe(before);
  }
  if (ended !== 'imports.needsMapping') return ended;
  const mapping = await agreed(shop, file);
  if (!mapping || mapping.columns.length === 0) return ended;
  return run(mapping).then(() => 'imported with the guesses', (error: unknown) => `guesses: ${codeOf(error)}`);
};

test('whatever happens to a file, it ends in books that balance or in a sentence, and never half written', async () => {
  const outcomes = new Map<string, number>();
  for (let from = 0; from < tries; from += perShop) {
    const shop = startCore(importDay, undefined, readInside);
    try {
      // Some of the orders are known already, so that files also change what is there.
      const [first] = filesOf(variants[(from / perShop) % variants.length]!);
      if (first) await shop.core.imports.run({ file: shop.file(`先 ${first.name}`, first.bytes) }).catch(codeOf);
      for (let number = from; number < Math.min(from + perShop, tries); number += 1) {
        const file = mutated(number);
        try {
          await booksBalance(file);
          const ended = await tried(shop, file, number);
          outcomes.set(ended, (outcomes.get(ended) ?? 0) + 1);
        } catch (error) {
          throw new Error(`file ${number}, ${file.how}`, { cause: error });
        }
      }
    } finally {
      await shop.stop();
    }
  }
  if (process.env['XIANGKE_FUZZ']) process.stdout.write(`${tries} files: ${JSON.stringify(Object.fromEntries([...outcomes].toSorted((a, b) => b[1] - a[1])), null, 1)}\n`);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(tries);
}, 60_000 + tries * 500);
