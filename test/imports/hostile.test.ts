/** Files made to harm (RELIABILITY T7), dropped on the shop through the real reader process. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CallFailed } from '../../core/base/client.ts';
import { startNodeReader } from '../../core/imports/reader-link.ts';
import type { StartReader } from '../../core/imports/reader-link.ts';
import { importMessages } from '../../core/messages/imports.zh-CN.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';

const folder = fileURLToPath(new URL('../../../shared/data/hostile', import.meta.url));
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder).toSorted() : [];
const mostSeconds = 10;
const mostMegabytes = 600;

/** The most memory that any reader of this process ever held, in megabytes; null where the system does not tell. */
let peak = 0;
const tells = existsSync(`/proc/self/task/${process.pid}/children`);
const peakOf = (pid: string): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
const measured: StartReader = (request, listen) => {
  const look = (): void => {
    for (const pid of tells ? readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ') : []) if (pid !== '') peak = Math.max(peak, peakOf(pid));
  };
  const watch = setInterval(look, 10);
  return startNodeReader(request, {
    onMessage: (message) => {
      look();
      listen.onMessage(message);
    },
    onGone: (reason) => {
      clearInterval(watch);
      listen.onGone(reason);
    },
  });
};

/** A table that the person is shown, a question about it, or a sentence that says why not. */
const outcomeOf = async ({ core, grant }: TestCore, name: string): Promise<string> => {
  try {
    return (await core.imports.preview({ file: grant(join(folder, name)) })).type;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { failure } = error;
    expect(importMessages).toHaveProperty([failure.code]);
    expect(sentenceOf(failure)).toMatch(/^\p{Script=Han}|^“/u);
    return failure.code;
  }
};

/** What becomes of each: asked about where it is only odd, refused where it lies about itself. One that nobody has seen yet only has to end well. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'question': ['benign_descriptor.xlsx', 'benign_formatted_blank.xlsx', 'cell_40k.xlsx', 'csv_starting_ID.csv', 'deep_richtext.xlsx', 'dim_lie_full.xlsx', 'ext_formula.xlsx', 'gb18030_rare.csv', 'gbk.csv', 'hidden_sheet.xlsx', 'html_masquerade.xls', 'merge_all.xlsx', 'nul_and_controls.xlsx', 'phone_as_number.xlsx', 'proto_headers.csv', 'proto_headers.xlsx', 'proto_sheetname.xlsx', 'proto_style_names.xlsx', 'real_biff8.xls', 'utf16le_bom.csv', 'utf8_nobom.csv'],
  'imports.damagedFile': ['crc_mismatch_one_digit.xlsx', 'html_unclosed_50k.xls', 'truncated_50.xlsx', 'truncated_biff8.xls', 'truncated_tail30.xlsx'],
  'imports.fileEmpty': ['empty_0_bytes.xlsx'],
  'imports.noRows': ['rel_escape.xlsx'],
  'imports.notATable': ['csv_nul.csv', 'date_extremes.xlsx', 'html_comment_redos.xls', 'zeros_4096.xlsx'],
  'imports.passwordNeeded': ['encrypted.xlsx'],
  'imports.suspiciousFile': ['billion_laughs.xlsx', 'bomb_11000_to_1.xlsx', 'bomb_200MB_sheet.xlsx', 'bomb_3600_to_1_overlap.xlsx', 'bomb_lying_size.xlsx', 'bomb_sharedstrings.xlsx', 'bomb_unused_media.xlsx', 'cell_5M.xlsx', 'dup_entry.xlsx', 'path_traversal.xlsx', 'xxe.xlsx'],
  'imports.tooManyColumns': ['csv_200k_columns.csv', 'dup_headers_16k.xlsx', 'far_cell.xlsx', 'row_number_2e9.xlsx'],
  'imports.tooManyParts': ['sheets_5000.xlsx'],
  'imports.unbalancedQuote': ['csv_unbalanced_quote.csv', 'formula_text.csv'],
  'imports.wrongFormat': ['dbf_huge_count.xls', 'exe_renamed.xlsx', 'ods_repeat.ods', 'png_renamed.xlsx', 'rtf_renamed.xls', 'sylk_ID.csv'],
};
const outcomes = new Map(Object.entries(expected).flatMap(([outcome, names]) => names.map((name) => [name, outcome] as const)));

describe.skipIf(!isThere)('a hostile file', () => {
  let shop: TestCore;
  let before: string;
  beforeAll(() => {
    shop = startCore('2026-05-08', undefined, measured);
    before = shop.check().contentHash;
  });
  afterAll(() => shop.stop());

  test.each(files)('%s is answered in Chinese, in time and in little memory', { timeout: 60_000 }, async (name) => {
    peak = 0;
    const started = performance.now();
    const outcome = await outcomeOf(shop, name);
    const seconds = (performance.now() - started) / 1000;
    expect({ name, outcome }).toEqual({ name, outcome: outcomes.get(name) ?? outcome });
    expect(seconds).toBeLessThan(mostSeconds);
    expect(peak).toBeLessThan(mostMegabytes);
  });

  test('leaves the books, the folder and every object of the program as they were', () => {
    expect(shop.check()).toMatchObject({ ok: true, contentHash: before });
    expect(readdirSync(shop.folder).filter((name) => !name.startsWith('shop.db'))).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
