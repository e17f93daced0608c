/**
 * Measures of a network of people, by the field's usual definitions (Wasserman & Faust 1994; Brandes 2001 for
 * betweenness; Page et al. 1999 for PageRank), held against Zachary's karate club as networkx computes it.
 */

/** Ties without direction between people 0 … count − 1; a tie to oneself or given twice counts once or not at all. */
export type Network = { readonly count: number; readonly neighbours: readonly (readonly number[])[]; readonly ties: number };

export function networkOf(count: number, pairs: readonly (readonly [number, number])[]): Network {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (const [one, other] of pairs) {
    if (one === other || !sets[one] || !sets[other]) continue;
    sets[one].add(other);
    sets[other].add(one);
  }
  const neighbours = sets.map((set) => [...set].toSorted((a, b) => a - b));
  return { count, neighbours, ties: neighbours.reduce((sum, { length }) => sum + length, 0) / 2 };
}

/** Share of all possible ties that exist, 0 … 1. */
export const densityOf = ({ count, ties }: Network): number => (count < 2 ? 0 : (2 * ties) / (count * (count - 1)));

/** Everybody's share of the others they are tied to, 0 … 1. */
export const degreeCentralityOf = ({ count, neighbours }: Network): number[] => neighbours.map(({ length }) => (count < 2 ? 0 : length / (count - 1)));

/** Of the pairs of a person's neighbours, the share that know each other; 0 with fewer than two. */
export function clusteringOf({ neighbours }: Network): number[] {
  const sets = neighbours.map((near) => new Set(near));
  return neighbours.map((near) => {
    if (near.length < 2) return 0;
    let known = 0;
    near.forEach((one, at) => near.slice(at + 1).forEach((other) => (known += sets[one]!.has(other) ? 1 : 0)));
    return (2 * known) / (near.length * (near.length - 1));
  });
}

/** Closed triples of all connected triples, 0 … 1. */
export function transitivityOf(network: Network): number {
  const triples = network.neighbours.map(({ length }) => (length * (length - 1)) / 2);
  const all = triples.reduce((sum, each) => sum + each, 0);
  const closed = clusteringOf(network).reduce((sum, share, person) => sum + share * triples[person]!, 0);
  return all === 0 ? 0 : closed / all;
}

/** Steps that `betweennessOf` takes at most, roughly: to be asked before it is let loose on a whole district. */
export const betweennessSteps = ({ count, ties }: Network): number => count * (count + 2 * ties);

/** On how many shortest paths between two others a person lies, as a share of all pairs of others, 0 … 1 (Brandes 2001). */
export function betweennessOf({ count, neighbours }: Network): number[] {
  const between = new Float64Array(count);
  const distance = new Int32Array(count);
  const paths = new Float64Array(count);
  const credit = new Float64Array(count);
  const queue = new Int32Array(count);
  for (let start = 0; start < count; start += 1) {
    distance.fill(-1);
    paths.fill(0);
    credit.fill(0);
    distance[start] = 0;
    paths[start] = 1;
    queue[0] = start;
    let reached = 1;
    for (let at = 0; at < reached; at += 1) {
      const person = queue[at]!;
      for (const near of neighbours[person]!) {
        if (distance[near] === -1) {
          distance[near] = distance[person]! + 1;
          queue[reached++] = near;
        }
        if (distance[near] === distance[person]! + 1) paths[near]! += paths[person]!;
      }
    }
    for (let at = reached - 1; at > 0; at -= 1) {
      const person = queue[at]!;
      for (const near of neighbours[person]!) {
        if (distance[near] === distance[person]! - 1) credit[near]! += (paths[near]! / paths[person]!) * (1 + credit[person]!);
      }
      between[person]! += credit[person]!;
    }
  }
  // every pair was walked from both ends
  const pairs = (count - 1) * (count - 2);
  return Array.from(between, (sum) => (pairs > 0 ? sum / pairs : 0));
}

export const DAMPING = 0.85;
/** PageRank stops when a round moves less than this, summed over everybody. */
export const TOLERANCE = 1e-12;
const mostRounds = 1000;

/**
 * PageRank of people under arrows `from → to`; the ranks add up to 1. Whoever has no arrow hands their rank to everybody
 * alike. For helpers the arrows lead from whom was brought to who brought them: who brought good helpers ranks high.
 */
export function pageRankOf(count: number, arrows: readonly (readonly [from: number, to: number])[], damping = DAMPING, tolerance = TOLERANCE): Float64Array {
  const outgoing = new Int32Array(count);
  for (const [from] of arrows) outgoing[from]! += 1;
  let rank = new Float64Array(count).fill(count > 0 ? 1 / count : 0);
  for (let round = 0; round < mostRounds; round += 1) {
    let loose = 0;
    for (let person = 0; person < count; person += 1) if (outgoing[person] === 0) loose += rank[person]!;
    const next = new Float64Array(count).fill((1 - damping + damping * loose) / Math.max(1, count));
    for (const [from, to] of arrows) next[to]! += (damping * rank[from]!) / outgoing[from]!;
    let moved = 0;
    for (let person = 0; person < count; person += 1) moved += Math.abs(next[person]! - rank[person]!);
    rank = next;
    if (moved < tolerance) break;
  }
  return rank;
}
