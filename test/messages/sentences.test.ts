import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { zhCN } from '../../core/messages/zh-CN.ts';

const core = fileURLToPath(new URL('../../core', import.meta.url));
const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('messages'))
  .map((file) => readFileSync(join(core, file), 'utf8'))
  .join('\n');
const codes = [...new Set([...sources.matchAll(/(?:Refused\(|code: )'([a-z]+\.\w+)'/g)].map((match) => match[1]!))].sort();

test('everything that the core can refuse has a Chinese sentence', () => {
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !Object.hasOwn(zhCN, code))).toEqual([]);
});

test('the gaps of a sentence are filled, and a code nobody wrote down is named in words', () => {
  expect(sentenceOf({ code: 'customers.phone', details: { phone: '138abc' } })).toContain('“138abc”');
  expect(sentenceOf({ code: 'nobody.knows' })).toContain('nobody.knows');
  expect(sentenceOf({ code: 'toString' })).toContain('没料到');
});
