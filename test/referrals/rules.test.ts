import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BY_THEMSELVES, cascadesOf, closesCircle, forestOf, levelsOf, wordOfMouthOf } from '../../core/referrals/rules.ts';
import '../support/chance.ts';

const trees = (...bonds: readonly number[]) => forestOf(Int32Array.from(bonds));
const none = BY_THEMSELVES;

describe('who brought whom', () => {
  // 0 brought 1 and 2; 1 brought 3; 3 brought 4; 5 came alone
  const forest = trees(none, 0, 0, 1, 3, none);
  test('counts everybody behind a person, near and far, and what they spent', () => {
    const { direct, size, depth, value, decayedValue } = cascadesOf(forest, [7_00, 100_00, 50_00, 40_00, 16_00, 9_00]);
    expect([...direct]).toEqual([2, 1, 0, 1, 0, 0]);
    expect([...size]).toEqual([4, 2, 0, 1, 0, 0]);
    expect([...depth]).toEqual([3, 2, 0, 1, 0, 0]);
    expect([...value]).toEqual([206_00, 56_00, 0, 16_00, 0, 0]);
    // 100 + 50 whole, 40 by half, 16 by a quarter
    expect([...decayedValue]).toEqual([174_00, 48_00, 0, 16_00, 0, 0]);
    expect(levelsOf(forest)).toEqual([2, 2, 1, 1]);
  });

  test('survives a circle in an old book: it is opened at the person written down first', () => {
    const circle = trees(2, 0, 1, 2, none);
    expect(circle.cut).toEqual([0]);
    expect([...cascadesOf(circle, [0, 0, 0, 0, 0]).size]).toEqual([3, 2, 1, 0, 0]);
    expect(trees(0).cut).toEqual([0]);
    expect(trees(7).cut).toEqual([]);
  });

  test('a chain as long as the book is walked without running out of room', () => {
    const count = 100_000;
    const chain = forestOf(Int32Array.from({ length: count }, (_, at) => at - 1));
    const { size, depth } = cascadesOf(chain, new Float64Array(count).fill(1));
    expect([size[0], depth[0]]).toEqual([count - 1, count - 1]);
  });

  test('whatever the bonds, everybody stands in exactly one place and counts once', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1, max: 30 }), { maxLength: 30 }), (bonds) => {
      const any = trees(...bonds);
      expect([...any.order].toSorted((a, b) => a - b)).toEqual(bonds.map((_, at) => at));
      const { size, value } = cascadesOf(any, bonds.map(() => 1));
      expect([...size]).toEqual([...value]);
      any.broughtBy.forEach((by, person) => {
        if (by >= 0) expect(any.level[person]).toBe(any.level[by]! + 1);
      });
    }));
  });

  test.each([[1, 4, true], [0, 4, true], [4, 1, false], [5, 4, false], [2, 2, true]])('would %i brought by %i close a circle: %s', (person, by, circle) => {
    const bonds = [null, 0, 0, 1, 3, null];
    expect(closesCircle(person, by, (id) => bonds[id] ?? null)).toBe(circle);
  });

  test('a circle further up does not hang the question', () => {
    expect(closesCircle(9, 1, (id) => (id === 1 ? 2 : 1))).toBe(false);
  });
});

describe('word of mouth', () => {
  test('is a share of the new customers of the period', () => {
    expect(wordOfMouthOf({ customers: 200, brought: 40, broughtBuyers: 30, helpers: 10, newBuyers: 20, newBrought: 5 }))
      .toEqual({ conversion: 0.75, k: 0.15, rate: 0.25, helperShare: 0.05 });
  });
  test('is not told of a handful', () => {
    expect(wordOfMouthOf({ customers: 9, brought: 0, broughtBuyers: 0, helpers: 0, newBuyers: 3, newBrought: 3 })).toEqual({ conversion: null, k: null, rate: null, helperShare: null });
  });
});

const graph = fileURLToPath(new URL('../../../shared/data/analytics/graph', import.meta.url));
describe.skipIf(!existsSync(graph))('the 300 customers of the reference', () => {
  const expected = existsSync(graph) ? JSON.parse(readFileSync(`${graph}/expected_graph.json`, 'utf8')).referrals : {};
  const rows = existsSync(graph) ? readFileSync(`${graph}/referrals.csv`, 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(',')) : [];
  const bonds = new Int32Array(300).fill(none);
  const worth = new Float64Array(300);
  for (const [by, person, , , revenue] of rows) {
    bonds[Number(person) - 1] = Number(by) - 1;
    worth[Number(person) - 1] = Math.round(Number(revenue) * 100);
  }
  const forest = forestOf(bonds);
  const { direct, size, depth, decayedValue } = cascadesOf(forest, worth);

  test('have the same levels, cascades and rates', () => {
    expect(levelsOf(forest)).toEqual(Object.values(expected.customers_by_level));
    expect([Math.max(...size), Math.max(...depth), rows.length]).toEqual([expected.largest_cascade, expected.max_depth, expected.n_referrals]);
    const told = wordOfMouthOf({ customers: 300, brought: rows.length, broughtBuyers: rows.filter(([, , , converted]) => converted === '1').length, helpers: direct.filter((each) => each > 0).length, newBuyers: 0, newBrought: 0 });
    expect(told.conversion).toBeCloseTo(expected.conversion_rate, 12);
    expect(told.k).toBeCloseTo(expected['k_factor = invites per customer * conversion'], 12);
    expect(told.helperShare).toBeCloseTo(expected.n_referrers / 300, 12);
  });

  test('have the same ten best helpers with what they brought', () => {
    for (const helper of expected['top10_by_downstream_value(decay .5 per level)']) {
      const at = helper.id - 1;
      expect([direct[at], size[at], depth[at]]).toEqual([helper.direct, helper.downstream, helper.depth]);
      expect(decayedValue[at]! / 100).toBeCloseTo(helper.value, 6);
    }
  });
});
