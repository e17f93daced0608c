/** Groups of similar rows: k-means (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007). */
import type { Random } from '../practice/random.rules.ts';
import { randomFor, randomOf } from '../practice/random.rules.ts';
import type { Points } from './points.rules.ts';
import { pointsAt, sampleOf, squaredDistance } from './points.rules.ts';

export type Clustering = {
  /** Per cluster its coordinates, in ascending order of the first coordinate that differs: the same groups always have the same numbers. */
  readonly centers: readonly Float64Array[];
  /** Number of the cluster per point. */
  readonly assignment: Int32Array;
  readonly sizes: readonly number[];
  /** Sum of the squared distances of the points from their centers. */
  readonly inertia: number;
};

export type KMeansOptions = { readonly seed: number; readonly starts: number };

/** scikit-learn's usual ten starts miss the best grouping of real shops; twenty and single moves afterwards find it. */
export const defaultKMeans: KMeansOptions = { seed: 20_260_101, starts: 20 };

const maxRounds = 300;

/** Above this many points the starts are tried on an even sample, and the best centers go on with all. */
export const ALL_STARTS_UP_TO = 10_000;

/**
 * The best of `starts` runs, by inertia. Each run: k-means++ centers, rounds of Lloyd until nobody changes, then single
 * points move while that lowers the inertia (Hartigan & Wong 1979), which leaves fewer poor groupings than Lloyd alone.
 * Needs at least k points that differ: null otherwise. A point as near to two centers belongs to the one found first.
 */
export function kMeans(points: Points, k: number, { seed, starts }: KMeansOptions = defaultKMeans): Clustering | null {
  if (k < 1 || distinctUpTo(points, k) < k) return null;
  const sample = points.count <= ALL_STARTS_UP_TO ? points : pointsAt(points, sampleOf(points.count, ALL_STARTS_UP_TO, randomOf(seed)));
  const tried = distinctUpTo(sample, k) < k ? points : sample;
  let best: Run | null = null;
  for (let start = 0; start < starts; start += 1) {
    const run = runFrom(tried, startingCenters(tried, k, randomFor(seed, start)));
    if (best === null || run.inertia < best.inertia) best = run;
  }
  if (best === null) return null;
  return inOrder(points, tried === points ? best : runFrom(points, best.centers));
}

type Run = { readonly k: number; readonly assignment: Int32Array; readonly centers: Float64Array; readonly sizes: Int32Array; readonly inertia: number };

function runFrom(points: Points, centers: Float64Array): Run {
  const k = centers.length / points.dimensions;
  const run: Run = { k, assignment: new Int32Array(points.count).fill(-1), centers, sizes: new Int32Array(k), inertia: 0 };
  for (let round = 0; round < maxRounds; round += 1) {
    const changed = assign(points, run);
    if (fillEmpty(points, run) || changed) moveCenters(points, run);
    else if (!moveSingles(points, run)) break;
  }
  return { ...run, inertia: inertiaOf(points, run) };
}

/** The first center is any point; each further one a point drawn with a chance that grows with the square of its distance from those there are. */
function startingCenters({ count, dimensions, values }: Points, k: number, random: Random): Float64Array {
  const centers = new Float64Array(k * dimensions);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(random() * count);
  for (let cluster = 0; cluster < k; cluster += 1) {
    const center = values.subarray(chosen * dimensions, (chosen + 1) * dimensions);
    centers.set(center, cluster * dimensions);
    let sum = 0;
    for (let point = 0; point < count; point += 1) {
      nearest[point] = Math.min(nearest[point]!, squaredDistance(values, point, center, 0, dimensions));
      sum += nearest[point]!;
    }
    let rest = random() * sum;
    chosen = Math.max(0, nearest.findLastIndex((distance) => distance > 0));
    for (let point = 0; point < count; point += 1) {
      rest -= nearest[point]!;
      if (rest < 0 && nearest[point]! > 0) {
        chosen = point;
        break;
      }
    }
  }
  return centers;
}

/** Everybody to the nearest center; says whether anybody changed. */
function assign({ count, dimensions, values }: Points, { k, assignment, centers, sizes }: Run): boolean {
  let changed = false;
  sizes.fill(0);
  for (let point = 0; point < count; point += 1) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < k; cluster += 1) {
      const distance = squaredDistance(values, point, centers, cluster, dimensions);
      if (distance < least) {
        least = distance;
        nearest = cluster;
      }
    }
    if (assignment[point] !== nearest) changed = true;
    assignment[point] = nearest;
    sizes[nearest]! += 1;
  }
  return changed;
}

/** An empty cluster takes the point that is farthest from its center, so that k groups are asked for and k are given. */
function fillEmpty({ count, dimensions, values }: Points, { k, assignment, centers, sizes }: Run): boolean {
  let filled = false;
  for (let cluster = 0; cluster < k; cluster += 1) {
    if (sizes[cluster]! > 0) continue;
    let farthest = -1;
    let most = -1;
    for (let point = 0; point < count; point += 1) {
      const home = assignment[point]!;
      const distance = squaredDistance(values, point, centers, home, dimensions);
      if (sizes[home]! > 1 && distance > most) [most, farthest] = [distance, point];
    }
    sizes[assignment[farthest]!]! -= 1;
    assignment[farthest] = cluster;
    sizes[cluster] = 1;
    centers.set(values.subarray(farthest * dimensions, (farthest + 1) * dimensions), cluster * dimensions);
    filled = true;
  }
  return filled;
}

function moveCenters({ count, dimensions, values }: Points, { k, assignment, centers, sizes }: Run): void {
  centers.fill(0);
  for (let point = 0; point < count; point += 1) {
    for (let at = 0; at < dimensions; at += 1) centers[assignment[point]! * dimensions + at]! += values[point * dimensions + at]!;
  }
  for (let cluster = 0; cluster < k; cluster += 1) {
    for (let at = 0; at < dimensions; at += 1) centers[cluster * dimensions + at]! /= sizes[cluster]!;
  }
}

/** Moves must gain clearly more than rounding, or two clusters could pass a point to and fro. */
const leastGain = 1e-9;

/** One pass over the points: each moves where the inertia falls most, both centers following at once. Says whether any moved. */
function moveSingles({ count, dimensions, values }: Points, { k, assignment, centers, sizes }: Run): boolean {
  let moved = false;
  for (let point = 0; point < count; point += 1) {
    const home = assignment[point]!;
    const size = sizes[home]!;
    if (size === 1) continue;
    const leaving = (size / (size - 1)) * squaredDistance(values, point, centers, home, dimensions);
    let target = home;
    let least = leaving * (1 - leastGain);
    for (let cluster = 0; cluster < k; cluster += 1) {
      if (cluster === home) continue;
      const joining = (sizes[cluster]! / (sizes[cluster]! + 1)) * squaredDistance(values, point, centers, cluster, dimensions);
      if (joining < least) {
        least = joining;
        target = cluster;
      }
    }
    if (target === home) continue;
    for (let at = 0; at < dimensions; at += 1) {
      const value = values[point * dimensions + at]!;
      centers[home * dimensions + at]! -= (value - centers[home * dimensions + at]!) / (size - 1);
      centers[target * dimensions + at]! += (value - centers[target * dimensions + at]!) / (sizes[target]! + 1);
    }
    sizes[home]! -= 1;
    sizes[target]! += 1;
    assignment[point] = target;
    moved = true;
  }
  return moved;
}

const inertiaOf = ({ count, dimensions, values }: Points, { assignment, centers }: Run): number => {
  let inertia = 0;
  for (let point = 0; point < count; point += 1) inertia += squaredDistance(values, point, centers, assignment[point]!, dimensions);
  return inertia;
};

/** Numbers the clusters anew; centers are the plain means once more, free of what many small moves have rounded. */
function inOrder(points: Points, run: Run): Clustering {
  moveCenters(points, run);
  const centers = Array.from({ length: run.k }, (_, cluster) => run.centers.slice(cluster * points.dimensions, (cluster + 1) * points.dimensions));
  const order = centers.map((_, cluster) => cluster).toSorted((a, b) => compareOf(centers[a]!, centers[b]!));
  const numberOf = new Int32Array(run.k);
  order.forEach((cluster, number) => (numberOf[cluster] = number));
  return {
    centers: order.map((cluster) => centers[cluster]!), assignment: run.assignment.map((cluster) => numberOf[cluster]!),
    sizes: order.map((cluster) => run.sizes[cluster]!), inertia: inertiaOf(points, run),
  };
}

const compareOf = (a: Float64Array, b: Float64Array): number => {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};

/** How many different points there are, counted no further than `enough`. */
function distinctUpTo({ count, dimensions, values }: Points, enough: number): number {
  const seen: number[] = [];
  for (let point = 0; point < count && seen.length < enough; point += 1) {
    if (seen.every((other) => squaredDistance(values, point, values, other, dimensions) > 0)) seen.push(point);
  }
  return seen.length;
}
