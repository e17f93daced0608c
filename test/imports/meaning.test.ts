import { describe, expect, test } from 'vitest';
import { recogniseTables } from '../../core/imports/rules.ts';
import { headerSets, rowsOf } from '../support/header-sets.ts';
import { sheets } from '../support/export-files.ts';

/** What every column was taken for, and whether the user was asked. */
const understood = (set: (typeof headerSets)[number], seed: number) => {
  const { columns, rows } = rowsOf(set, seed);
  const recognised = recogniseTables(sheets({ 表: rows }), `${set.what}.xlsx`);
  if (recognised.type === 'refused') throw new Error(`${set.what}: ${recognised.failure.code}`);
  const read = recognised.type === 'question' ? recognised.question : recognised.tables[0]!.read;
  const guesses = new Map(read.columns.map(({ header, guess }) => [header, guess]));
  return { asked: recognised.type === 'question', columns: columns.map(({ header, meaning }) => ({ header, meaning, guess: guesses.get(header) ?? null })) };
};

const seeds = [0, 1, 2];

describe('a table that nobody has described, in whatever order its columns stand', () => {
  test.each(headerSets.filter(({ sure }) => sure).map((set) => [set.what, set] as const))('%s leaves no doubt: nothing is asked, every column is right', (_, set) => {
    for (const seed of seeds) {
      const { asked, columns } = understood(set, seed);
      expect(columns.filter(({ meaning, guess }) => meaning !== guess)).toEqual([]);
      expect(asked).toBe(false);
    }
  });

  test.each(headerSets.filter(({ sure }) => !sure).map((set) => [set.what, set] as const))('%s is asked about, and the columns that an order lives on are right already', (_, set) => {
    for (const seed of seeds) {
      const { asked, columns } = understood(set, seed);
      expect(asked).toBe(true);
      for (const { header, meaning, guess } of columns) if (['paid', 'orderId', 'phone', 'name'].some((each) => each === meaning || each === guess)) expect([header, guess]).toEqual([header, meaning]);
    }
  });

  test('nine columns of ten and more are guessed right', () => {
    const all = headerSets.flatMap((set) => seeds.flatMap((seed) => understood(set, seed).columns));
    const right = all.filter(({ meaning, guess }) => meaning === guess).length;
    expect(headerSets.length).toBeGreaterThanOrEqual(40);
    expect(right / all.length).toBeGreaterThanOrEqual(0.95);
  });
});
