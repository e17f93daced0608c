import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseTables } from '../../core/imports/rules.ts';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import { exportFilesOf } from '../../core/practice/builders/export-files.ts';
import { generateShop } from '../../core/practice/rules.ts';
import { read } from '../support/export-files.ts';

const files = exportFilesOf(generateShop({ seed: 3, until: '2026-09-20', customers: 20 })).map(({ bytes }) => bytes);

/** What a bad stick, a cut download or a careless editor does to a file. */
const damage = fc.record({ kind: fc.constantFrom('flip', 'cut', 'drop', 'repeat'), at: fc.double({ min: 0, max: 0.999, noNaN: true }), length: fc.nat(300), value: fc.nat(255) });
const damaged = (bytes: Uint8Array, { kind, at, length, value }: { readonly kind: string; readonly at: number; readonly length: number; readonly value: number }): Uint8Array => {
  const from = Math.floor(bytes.length * at);
  if (kind === 'cut') return bytes.slice(0, from);
  if (kind === 'drop') return new Uint8Array([...bytes.slice(0, from), ...bytes.slice(from + length)]);
  if (kind === 'repeat') return new Uint8Array([...bytes.slice(0, from + length), ...bytes.slice(from)]);
  return bytes.length === 0 ? bytes : bytes.with(from, value);
};

/** `XIANGKE_FUZZ=20000` tries that many. */
const tries = Number(process.env['XIANGKE_FUZZ'] ?? 420);

test('whatever happens to an export, it ends in a known sentence or in balanced books', { timeout: 60_000 + tries * 100 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), fc.array(damage, { minLength: 1, maxLength: 4 }), async (file, damages) => {
      const outcome = await read(damages.reduce(damaged, files[file]!));
      const recognised = outcome.type === 'workbook' ? recogniseTables(outcome.workbook, '坏.xlsx') : null;
      const refusal = outcome.type === 'failed' ? outcome.code : recognised?.type === 'refused' ? recognised.failure.code : null;
      if (refusal !== null) expect(importMessages).toHaveProperty([refusal]);
      for (const { records, refusals, rowsBlank, rowsRead } of recognised?.type === 'tables' ? recognised.tables : []) {
        expect(records.reduce((sum, { rows }) => sum + rows.length, 0) + refusals.length + rowsBlank).toBe(rowsRead);
        for (const { code } of refusals) expect(importMessages).toHaveProperty([code]);
      }
    }),
    { numRuns: tries },
  );
});
