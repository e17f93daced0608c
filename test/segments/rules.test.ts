import { describe, expect, test } from 'vitest';
import type { Answers, Join } from '../../core/segments/rules.ts';
import { copyName, joinOf, no, partsOf, SegmentRule, unknown, yes } from '../../core/segments/rules.ts';
import { bitsOf, onlyIn } from '../../core/segments/looks.rules.ts';

const one: Answers = Uint8Array.of(yes, yes, yes, unknown, unknown, unknown, no, no, no);
const other: Answers = Uint8Array.of(yes, unknown, no, yes, unknown, no, yes, unknown, no);

describe('yes, unknown and no together', () => {
  test.each<[Join, readonly number[]]>([
    ['all', [yes, unknown, no, unknown, unknown, no, no, no, no]],
    ['any', [yes, yes, yes, yes, unknown, unknown, yes, unknown, no]],
    ['none', [no, no, no, no, unknown, unknown, no, unknown, yes]],
  ])('%s', (join, expected) => expect([...joinOf(join, [one, other], 9)]).toEqual(expected));

  test('of nothing, everybody passes 都要 and 都不要, nobody 有一个就行', () => {
    expect((['all', 'none', 'any'] as const).map((join) => [...joinOf(join, [], 1)])).toEqual([[yes], [yes], [no]]);
  });
});

const line = { kind: 'tag', tag: '集市' } as const;
const nested = (depth: number): unknown => (depth === 0 ? line : { join: 'all', parts: [nested(depth - 1)] });

test('groups go three deep, hold something, and nothing else than what is known', () => {
  expect(SegmentRule.safeParse(nested(3)).success).toBe(true);
  expect(SegmentRule.safeParse(nested(4)).success).toBe(false);
  expect(SegmentRule.safeParse({ join: 'all', parts: [{ join: 'any', parts: [] }] }).success).toBe(false);
  expect(SegmentRule.safeParse({ join: 'all', parts: [{ ...line, sql: '1 = 1' }] }).success).toBe(false);
  expect(partsOf({ join: 'all', parts: [line, { join: 'any', parts: [line] }] })).toHaveLength(3);
});

test('a copy gets a free name that still fits', () => {
  expect(copyName('春耕', ['春耕', '春耕 2'])).toBe('春耕 3');
  expect(copyName('名'.repeat(30), [])).toHaveLength(30);
});

test('two looks tell who is only in one of them', () => {
  expect(onlyIn(bitsOf([1, 8, 9, 4000]), bitsOf([8, 70_000]))).toEqual([1, 9, 4000]);
  expect(onlyIn(bitsOf([]), bitsOf([3]))).toEqual([]);
});
