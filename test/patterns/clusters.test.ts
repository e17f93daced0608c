import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kMeans } from '../../core/patterns/clusters.rules.ts';
import { clusterNamesOf, groupingsOf } from '../../core/patterns/grouping.rules.ts';
import { pointsOf } from '../../core/patterns/points.rules.ts';
import { meanSilhouettesOf, silhouettesOf } from '../../core/patterns/silhouette.rules.ts';
import { randomOf } from '../../core/practice/random.rules.ts';

const line = (...values: readonly number[]) => pointsOf([Float64Array.from(values)]);

describe('k-means', () => {
  test('two heaps on a line, checked by hand', () => {
    // means 2 and 11; 1 + 0 + 1 and 1 + 0 + 1
    expect(kMeans(line(10, 1, 11, 2, 12, 3), 2)).toEqual({
      centers: [Float64Array.of(2), Float64Array.of(11)], assignment: Int32Array.of(1, 0, 1, 0, 1, 0), sizes: [3, 3], inertia: 4,
    });
  });

  test('as many groups as different points leave nothing over, more cannot be made', () => {
    expect(kMeans(line(5, 5, 5, 7, 7, 9), 3)).toMatchObject({ sizes: [3, 2, 1], inertia: 0 });
    expect(kMeans(line(5, 5, 5, 7, 7, 9), 4)).toBeNull();
    expect(kMeans(line(), 1)).toBeNull();
    expect(kMeans(line(1, 2), 0)).toBeNull();
  });

  test('the same seed gives the same groups, and other seeds the same too where the groups are clear', () => {
    const random = randomOf(7);
    const points = pointsOf([0, 1].map((axis) => Float64Array.from({ length: 400 }, (_, at) => (axis === 0 ? (at % 4) * 10 : (at % 4) * (at % 4)) + random())));
    const [first, ...others] = [1, 1, 2, 3, 4].map((seed) => kMeans(points, 4, { seed, starts: 20 }));
    for (const other of others) expect(other).toEqual(first);
  });

  test('a large shop is tried out on a sample and grouped as a whole', () => {
    const random = randomOf(11);
    const points = pointsOf([Float64Array.from({ length: 30_000 }, (_, at) => (at % 3) * 5 + random())]);
    expect(kMeans(points, 3)?.sizes).toEqual([10_000, 10_000, 10_000]);
    // all but two alike: the sample may miss them
    const rare = kMeans(pointsOf([Float64Array.from({ length: 30_000 }, (_, at) => (at < 2 ? at + 1 : 0))]), 3);
    expect(rare).toMatchObject({ sizes: [29_998, 1, 1], inertia: 0 });
  });

  test('every point is in the nearest group and no group is empty, on any points', () => {
    const coordinates = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { maxLength: 30 });
    fc.assert(fc.property(coordinates, fc.integer({ min: 1, max: 6 }), fc.integer(), (pairs, k, seed) => {
      const found = kMeans(pointsOf([0, 1].map((axis) => Float64Array.from(pairs, (pair) => pair[axis]!))), k, { seed, starts: 3 });
      if (found === null) return new Set(pairs.map(String)).size < k;
      const squares = (at: number, cluster: number) => (pairs[at]![0] - found.centers[cluster]![0]!) ** 2 + (pairs[at]![1] - found.centers[cluster]![1]!) ** 2;
      const total = pairs.reduce((sum, _, at) => sum + squares(at, found.assignment[at]!), 0);
      const nearest = pairs.every((_, at) => found.centers.every((_, cluster) => squares(at, found.assignment[at]!) <= squares(at, cluster) + 1e-9));
      return found.sizes.every((size) => size > 0) && found.sizes.reduce((sum, size) => sum + size, 0) === pairs.length && nearest && Math.abs(total - found.inertia) < 1e-6;
    }), { numRuns: 200 });
  });
});

describe('silhouettes', () => {
  test('checked by hand: 0 and 1 against 10', () => {
    const points = line(0, 1, 10);
    // (10 − 1) / 10, (9 − 1) / 9, and 0 for the one alone
    expect(silhouettesOf(points, [Int32Array.of(0, 0, 1)])).toEqual([Float64Array.of(0.9, 8 / 9, 0)]);
    expect(meanSilhouettesOf(points, [Int32Array.of(0, 0, 1), Int32Array.of(0, 0, 0)], 1)).toEqual([(0.9 + 8 / 9) / 3, 0]);
  });

  test('a shop above the limit is measured by a sample', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, at) => at % 2);
    expect(meanSilhouettesOf(pointsOf([values]), [Int32Array.from(values)], 3)).toEqual([1]);
  });
});

describe('groups of customers', () => {
  // three kinds of ten: regulars who spend much, newcomers, people long gone
  const kinds = [{ recency: 3, frequency: 40, monetary: 900_000 }, { recency: 12, frequency: 2, monetary: 15_000 }, { recency: 300, frequency: 3, monetary: 30_000 }] as const;
  const people = Array.from({ length: 30 }, (_, at) => ({ ...kinds[at % 3]!, spice: 1 + ((at * 7) % 10) / 50 }));
  const columnOf = (name: 'recency' | 'frequency' | 'monetary') => ({ name, values: people.map((person) => person[name] * person.spice), log: true });
  const features = [columnOf('recency'), columnOf('frequency'), columnOf('monetary')];

  test('are found, described in their own units, and named by what sets them apart', () => {
    const found = groupingsOf(features);
    if (found.type === 'tooFew') throw new Error('enough people');
    expect(found.suggested).toBe(3);
    expect(found.groupings.map(({ k }) => k)).toEqual([3]);
    const { clusters, assignment, silhouette } = found.groupings[0]!;
    expect([...assignment]).toEqual(people.map((_, at) => at % 3));
    expect(clusters.map(({ size }) => size)).toEqual([10, 10, 10]);
    expect(silhouette).toBeGreaterThan(0.8);
    expect(clusterNamesOf(clusters, ['recency', 'frequency', 'monetary']).map(({ traits }) => traits.map(({ name, level }) => `${name} ${level}`))).toEqual([
      ['recency muchLower', 'frequency muchHigher', 'monetary muchHigher'],
      ['frequency lower', 'monetary lower'],
      ['recency muchHigher', 'frequency lower', 'monetary lower'],
    ]);
    expect(clusters[0]!.traits.find(({ name }) => name === 'frequency')!.median).toBeCloseTo(40 * 1.09, 6);
  });

  test('groups of the same name are told apart by a number', () => {
    const trait = (name: string, z: number, median: number) => ({ name, level: z >= 1 ? 'muchHigher' as const : 'usual' as const, z, median, overallMedian: 5 });
    const cluster = (...traits: readonly ReturnType<typeof trait>[]) => ({ size: 1, share: 0.5, center: [], traits });
    const names = clusterNamesOf([cluster(trait('b', 1.1, 7), trait('a', 0.1, 3)), cluster(trait('b', 2.4, 20), trait('a', 0.2, 4)), cluster(trait('a', 1.2, 9), trait('b', 0, 5))], ['a', 'b']);
    expect(names.map(({ traits, apartBy }) => [traits.map(({ name }) => name), apartBy?.name, apartBy?.median])).toEqual([[['b'], 'b', 7], [['b'], 'b', 20], [['a'], undefined, undefined]]);
  });

  test('too few people say so, people with a missing number are in no group, and equal people make none', () => {
    expect(groupingsOf(features.map((feature) => ({ ...feature, values: feature.values.slice(0, 29) })))).toEqual({ type: 'tooFew', needed: 30, have: 29 });
    const gaps = groupingsOf([...features, { name: 'satisfaction', values: people.map((_, at) => (at === 4 ? Number.NaN : 80)), log: false }], [2]);
    expect(gaps).toMatchObject({ rows: 29 });
    expect(gaps.type === 'known' && gaps.groupings[0]!.assignment[4]).toBe(-1);
    expect(groupingsOf([{ name: 'orders', values: new Float64Array(500).fill(3), log: true }])).toMatchObject({ type: 'tooFew' });
  });

  test('whatever the numbers are, no share leaves 0 … 1 and nothing is NaN', () => {
    const values = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, 1, 5)), { minLength: 25, maxLength: 40 });
    fc.assert(fc.property(values, values, fc.boolean(), (a, b, log) => {
      const found = groupingsOf([{ name: 'a', values: a, log }, { name: 'b', values: b, log }], [2, 3], { seed: 5, starts: 2 });
      return found.type === 'tooFew' || found.groupings.every(({ inertia, silhouette, clusters }) =>
        inertia >= 0 && Math.abs(silhouette) <= 1 && clusters.every(({ share, center, traits }) => share > 0 && share <= 1 && center.every(Number.isFinite) && traits.every(({ median }) => Number.isFinite(median))));
    }), { numRuns: 150 });
  });
});
