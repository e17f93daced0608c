import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTexts, wordsFor } from '../../renderer/i18n/texts.ts';

const core = join(import.meta.dirname, '..', '..', 'core');

test('every step that the core reports while it works has Chinese words', () => {
  startTexts('zh-CN');
  const phases = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(core, file), 'utf8').matchAll(/\bprogress\('([^']+)'/g)].map(([, phase = '']) => phase));
  expect(phases.length).toBeGreaterThan(5);
  expect(phases.filter((phase) => wordsFor('app.phases', phase) === null)).toEqual([]);
});
