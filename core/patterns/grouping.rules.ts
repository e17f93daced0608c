/** Customers in groups that resemble each other, with what sets each group apart. */
import { medianOf } from '../scoring/quantiles.rules.ts';
import type { TooFew } from '../scoring/enough.rules.ts';
import type { Clustering, KMeansOptions } from './clusters.rules.ts';
import { defaultKMeans, kMeans } from './clusters.rules.ts';
import { columnsOf, completeRowsOf, spreadOf, standardizedOf } from './columns.rules.ts';
import { pointsOf } from './points.rules.ts';
import { meanSilhouettesOf } from './silhouette.rules.ts';

/** Fewer people per group than this make groups of chance. */
export const MIN_ROWS_PER_CLUSTER = 10;

/** Two groups nearly always score best on purchases ("good" and "bad") and tell a shop nothing new: these are offered. */
export const offeredClusters = [3, 4, 5, 6] as const;

/**
 * One thing the groups are made by. `log` takes ln(1 + value) first: for counts and money, where the difference between
 * 1 and 2 matters as much as that between 10 and 20. Negative values then count as 0.
 */
export type Feature<Name extends string = string> = { readonly name: Name; readonly values: ArrayLike<number>; readonly log: boolean };

/** How far a group lies from everybody, in standard deviations of all. */
export type Level = 'muchLower' | 'lower' | 'usual' | 'higher' | 'muchHigher';

export type ClusterTrait<Name extends string = string> = { readonly name: Name; readonly level: Level; readonly z: number; readonly median: number; readonly overallMedian: number };

export type Cluster<Name extends string = string> = {
  readonly size: number;
  /** Share of all rows, 0 … 1. */
  readonly share: number;
  /** Coordinates as the method sees them: z-scores, one per feature. */
  readonly center: readonly number[];
  /** One per feature, in the feature's own unit; what sets the group apart most comes first. */
  readonly traits: readonly ClusterTrait<Name>[];
};

export type Grouping<Name extends string = string> = {
  readonly k: number;
  readonly inertia: number;
  /** Mean silhouette, −1 … 1: from about 0.5 the groups are clearly apart, below 0.25 hardly. */
  readonly silhouette: number;
  readonly clusters: readonly Cluster<Name>[];
  /** Cluster per row as given; −1 for a row with a missing number. */
  readonly assignment: Int32Array;
};

export type Groupings<Name extends string = string> = {
  readonly type: 'known';
  readonly rows: number;
  /** One per number of groups asked for, ascending; numbers the rows are too few or too alike for are left out. */
  readonly groupings: readonly Grouping<Name>[];
  /** The k with the highest silhouette, the smaller one when equal. A proposal: the shop chooses. */
  readonly suggested: number;
};

/** Groups by the given features, each as heavy as the others (z-scores with the population deviation). */
export function groupingsOf<Name extends string>(features: readonly Feature<Name>[], ks: readonly number[] = offeredClusters, options: KMeansOptions = defaultKMeans): Groupings<Name> | TooFew {
  const complete = completeRowsOf(features.map(({ values }) => values));
  const fewest = Math.min(...ks);
  const tooFew: TooFew = { type: 'tooFew', needed: fewest * MIN_ROWS_PER_CLUSTER, have: complete.length };
  if (complete.length < tooFew.needed) return tooFew;

  const raw = columnsOf(features.map(({ values }) => values), complete);
  const points = pointsOf(raw.map((column, at) => scaledOf(column, features[at]!.log)));
  const clusterings = ks.toSorted((a, b) => a - b).flatMap((k) => (complete.length < k * MIN_ROWS_PER_CLUSTER ? [] : (kMeans(points, k, options) ?? [])));
  if (clusterings.length === 0) return tooFew;

  const silhouettes = meanSilhouettesOf(points, clusterings.map(({ assignment }) => assignment), options.seed);
  const groupings = clusterings.map((clustering, at) => ({
    k: clustering.sizes.length, inertia: clustering.inertia, silhouette: silhouettes[at]!,
    clusters: clustersOf(features, raw, clustering), assignment: spreadOut(clustering.assignment, complete, features[0]!.values.length),
  }));
  const best = Math.max(...silhouettes);
  return { type: 'known', rows: complete.length, groupings, suggested: groupings[silhouettes.indexOf(best)]!.k };
}

function scaledOf(column: Float64Array, log: boolean): Float64Array {
  const scaled = log ? column.map((value) => Math.log1p(Math.max(0, value))) : column;
  return standardizedOf(scaled, spreadOf(scaled, scaled.length));
}

function clustersOf<Name extends string>(features: readonly Feature<Name>[], raw: readonly Float64Array[], { centers, sizes, assignment }: Clustering): Cluster<Name>[] {
  const overall = raw.map((column) => medianOf(column));
  return centers.map((center, cluster) => ({
    size: sizes[cluster]!, share: sizes[cluster]! / assignment.length, center: [...center],
    traits: features
      .map(({ name }, at) => ({
        name, level: levelOf(center[at]!), z: center[at]!, overallMedian: overall[at]!,
        median: medianOf(raw[at]!.filter((_, row) => assignment[row] === cluster)),
      }))
      .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z)),
  }));
}

/** Cohen's (1988) bounds of a middling and a large difference, the large one rounded up to a whole deviation. */
const noticeable = 0.5;
const large = 1;

const levelOf = (z: number): Level => {
  if (Math.abs(z) < noticeable) return 'usual';
  if (z > 0) return z >= large ? 'muchHigher' : 'higher';
  return z <= -large ? 'muchLower' : 'lower';
};

/** What a group is called: its noticeable traits in the order of the features, none when it is like everybody; where that does not tell two groups apart, the trait that does. */
export type ClusterName<Name extends string = string> = { readonly traits: readonly ClusterTrait<Name>[]; readonly apartBy: ClusterTrait<Name> | null };

export function clusterNamesOf<Name extends string>(clusters: readonly Cluster<Name>[], order: readonly Name[]): ClusterName<Name>[] {
  const inOrder = clusters.map(({ traits }) => order.flatMap((name) => traits.find((trait) => trait.name === name) ?? []));
  const codeOf = (traits: readonly ClusterTrait<Name>[]): string => traits.map(({ level }) => level).join();
  return inOrder.map((traits) => {
    const alike = inOrder.filter((other) => other !== traits && codeOf(other) === codeOf(traits));
    const distances = traits.map(({ z }, at) => Math.max(0, ...alike.map((other) => Math.abs(other[at]!.z - z))));
    const apartBy = alike.length === 0 ? null : traits[distances.indexOf(Math.max(...distances))]!;
    return { traits: traits.filter(({ level }) => level !== 'usual'), apartBy };
  });
}

const spreadOut = (assignment: Int32Array, complete: Int32Array, rows: number): Int32Array => {
  const whole = new Int32Array(rows).fill(-1);
  complete.forEach((row, at) => (whole[row] = assignment[at]!));
  return whole;
};
