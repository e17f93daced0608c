import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { betweennessOf, clusteringOf, degreeCentralityOf, densityOf, networkOf, pageRankOf, transitivityOf } from '../../core/referrals/network.rules.ts';

describe('a small network checked by hand', () => {
  // a triangle 0 1 2 with a tail 2 – 3 – 4, and 5 alone
  const network = networkOf(6, [[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 3], [5, 5]]);
  test('density, degree and clustering', () => {
    expect(network.ties).toBe(5);
    expect(densityOf(network)).toBeCloseTo(5 / 15, 12);
    expect(degreeCentralityOf(network)).toEqual([0.4, 0.4, 0.6, 0.4, 0.2, 0]);
    expect(clusteringOf(network)).toEqual([1, 1, 1 / 3, 0, 0, 0]);
    expect(transitivityOf(network)).toBeCloseTo(3 / 6, 12);
  });
  test('who stands in the middle', () => {
    // 2 lies between {0, 1} and {3, 4}; 3 between 4 and {0, 1, 2}: of the ten pairs of others
    expect(betweennessOf(network)).toEqual([0, 0, 0.4, 0.3, 0, 0]);
  });
  test('ranks add up to one, alike where nobody points, and an empty network has none', () => {
    expect([...pageRankOf(4, [])]).toEqual([0.25, 0.25, 0.25, 0.25]);
    const rank = pageRankOf(3, [[1, 0], [2, 0]]);
    expect(rank.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
    // x = (1 − d + d·r)/3 for the two, r = x + 2·d·x for the one: r / x = 1 + 2d
    expect(rank[0]! / rank[1]!).toBeCloseTo(2.7, 9);
    expect([...pageRankOf(0, [])]).toEqual([]);
    expect(densityOf(networkOf(0, []))).toBe(0);
  });
});

const graph = fileURLToPath(new URL('../../../shared/data/analytics/graph', import.meta.url));
describe.skipIf(!existsSync(graph))('as networkx computes them', () => {
  const expected = existsSync(graph) ? JSON.parse(readFileSync(`${graph}/expected_graph.json`, 'utf8')) : {};
  const pairs = (name: string) =>
    existsSync(graph) ? readFileSync(`${graph}/${name}`, 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(',').map(Number) as [number, number]) : [];
  const alike = (ours: ArrayLike<number>, theirs: Readonly<Record<string, number>>, digits: number) =>
    Object.entries(theirs).forEach(([person, value]) => expect(ours[Number(person)]).toBeCloseTo(value, digits));

  test('the karate club: density, degree, betweenness, clustering, PageRank', () => {
    const { karate } = expected;
    const ties = pairs('karate_edges.csv');
    const club = networkOf(34, ties);
    expect(densityOf(club)).toBeCloseTo(karate.density, 14);
    alike(degreeCentralityOf(club), karate.degree_centrality, 14);
    alike(betweennessOf(club), karate.betweenness, 12);
    const clustering = clusteringOf(club);
    alike(clustering, karate.clustering, 14);
    expect(clustering.reduce((sum, each) => sum + each, 0) / 34).toBeCloseTo(karate.avg_clustering, 14);
    expect(transitivityOf(club)).toBeCloseTo(karate.transitivity, 14);
    alike(pageRankOf(34, ties.flatMap(([a, b]) => [[a, b], [b, a]] as const)), karate['pagerank_.85'], 6);
  });

  test('PageRank of who brought whom', () => {
    const rank = pageRankOf(300, pairs('referrals.csv').map(([by, person]) => [person - 1, by - 1]));
    for (const [id, value] of expected.referrals.pagerank_top10) expect(rank[id - 1]).toBeCloseTo(value, 10);
  });
});
