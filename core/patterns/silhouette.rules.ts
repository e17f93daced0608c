/** How well groups are set apart: silhouettes (Rousseeuw 1987). */
import { randomOf } from '../practice/random.rules.ts';
import type { Points } from './points.rules.ts';
import { pointsAt, sampleOf, squaredDistance } from './points.rules.ts';

/** Every pair is measured, so above this many points an even sample stands for all. */
export const FULL_SILHOUETTE_UP_TO = 5000;

/**
 * Per point (b − a) / max(a, b), −1 … 1: a the mean distance from the others of its group, b from those of the nearest
 * other group. 0 for somebody alone in a group, and for everybody when there is one group only.
 * Several assignments of the same points share one pass over the pairs; one array each.
 */
export function silhouettesOf({ count, dimensions, values }: Points, assignments: readonly Int32Array[]): Float64Array[] {
  const clusters = assignments.map((assignment) => assignment.reduce((most, cluster) => Math.max(most, cluster), 0) + 1);
  const sums = clusters.map((k) => new Float64Array(count * k));
  for (let left = 0; left < count; left += 1) {
    for (let right = left + 1; right < count; right += 1) {
      const distance = Math.sqrt(squaredDistance(values, left, values, right, dimensions));
      for (let which = 0; which < assignments.length; which += 1) {
        const assignment = assignments[which]!;
        const k = clusters[which]!;
        const sum = sums[which]!;
        sum[left * k + assignment[right]!]! += distance;
        sum[right * k + assignment[left]!]! += distance;
      }
    }
  }
  return assignments.map((assignment, which) => widthsOf(assignment, clusters[which]!, sums[which]!));
}

function widthsOf(assignment: Int32Array, k: number, sums: Float64Array): Float64Array {
  const sizes = new Int32Array(k);
  for (const cluster of assignment) sizes[cluster]! += 1;
  return Float64Array.from(assignment, (home, point) => {
    if (sizes[home] === 1) return 0;
    const own = sums[point * k + home]! / (sizes[home]! - 1);
    let other = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < k; cluster += 1) {
      if (cluster !== home && sizes[cluster]! > 0) other = Math.min(other, sums[point * k + cluster]! / sizes[cluster]!);
    }
    return other === Number.POSITIVE_INFINITY || Math.max(own, other) === 0 ? 0 : (other - own) / Math.max(own, other);
  });
}

/** Mean silhouette of each assignment; of a sample drawn under the seed above `FULL_SILHOUETTE_UP_TO` points. */
export function meanSilhouettesOf(points: Points, assignments: readonly Int32Array[], seed: number): number[] {
  const rows = sampleOf(points.count, FULL_SILHOUETTE_UP_TO, randomOf(seed));
  const sampled = assignments.map((assignment) => rows.map((row) => assignment[row]!));
  return silhouettesOf(pointsAt(points, rows), sampled).map((widths) => widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length));
}
