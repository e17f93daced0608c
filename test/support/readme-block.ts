import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const readme = new URL('../../README.md', import.meta.url);

/** The README's lines between the marks of a block are what a test says; `UPDATE_README=1` writes them. */
export function expectInReadme(block: string, lines: string): void {
  const [begin, end] = [`<!-- ${block}: written by a test -->`, `<!-- ${block}: end -->`];
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has lost the marks around the block "${block}"`);
  const fresh = `${text.slice(0, from)}${begin}\n${lines}\n${text.slice(to)}`;
  if (process.env['UPDATE_README'] === '1') writeFileSync(readme, fresh);
  else expect(text, `the block "${block}" in README.md; UPDATE_README=1 writes it`).toBe(fresh);
}
