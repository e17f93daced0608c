/** A minimum without derivatives (Nelder & Mead 1965), and the curvature there. */
import { inverse, Matrix } from 'ml-matrix';

export type Minimum = {
  readonly at: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** False when the evaluations ran out while there was still something to win. */
  readonly converged: boolean;
};

type Limits = { readonly step: number; readonly bound: number; readonly evaluations: number };

/** Step of the first simplex and bound of each coordinate, both for logarithms of parameters. */
const LIMITS: Limits = { step: 0.3, bound: 12, evaluations: 2000 };

const SAME_PLACE = 1e-7;
const SAME_VALUE = 1e-13;

/** Along a flat ridge a simplex would crawl for ever: so many evaluations per coordinate that win less than this are enough. */
const STALLED_AFTER = 50;
const WORTH_WINNING = 1e-9;

/**
 * The least value of `f` near `start`, each coordinate within ±bound; what is not finite counts as 1e10. Deterministic:
 * reflection 1, expansion 2, contraction and shrinkage ½. Ends when the simplex is smaller than 1e-7 and its values
 * differ by less than 1e-13, or on a ridge where nothing is won any more; `f` should be of the order of 1.
 */
export function nelderMead(f: (at: Float64Array) => number, start: ArrayLike<number>, limits: Partial<Limits> = {}): Minimum {
  const { step, bound, evaluations: most } = { ...LIMITS, ...limits };
  const n = start.length;
  const count = { evaluations: 0 };
  const corner = (at: Float64Array): { readonly at: Float64Array; readonly value: number } => {
    for (let i = 0; i < n; i += 1) at[i] = Math.min(bound, Math.max(-bound, at[i]!));
    count.evaluations += 1;
    const value = f(at);
    return { at, value: Number.isFinite(value) ? value : 1e10 };
  };
  const from = Float64Array.from(start);
  const simplex = [corner(from.slice())];
  for (let i = 0; i < n; i += 1) {
    const at = from.slice();
    // away from the bound, or the simplex would be flat
    at[i]! += at[i]! + step > bound ? -step : step;
    simplex.push(corner(at));
  }
  const sort = (): void => void simplex.sort((a, b) => a.value - b.value);
  const isSmall = (): boolean =>
    simplex[n]!.value - simplex[0]!.value <= SAME_VALUE && simplex.every(({ at }) => at.every((v, i) => Math.abs(v - simplex[0]!.at[i]!) <= SAME_PLACE));

  sort();
  let won = { value: simplex[0]!.value, at: count.evaluations };
  const isStalled = (): boolean => count.evaluations - won.at > STALLED_AFTER * n;
  while (count.evaluations < most && !isSmall() && !isStalled()) {
    const worst = simplex[n]!;
    const centre = new Float64Array(n);
    for (let k = 0; k < n; k += 1) for (let i = 0; i < n; i += 1) centre[i]! += simplex[k]!.at[i]! / n;
    const along = (factor: number) => corner(centre.map((c, i) => c + factor * (c - worst.at[i]!)));

    const reflected = along(1);
    if (reflected.value < simplex[0]!.value) {
      const expanded = along(2);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1]!.value) simplex[n] = reflected;
    else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[n] = contracted;
      else for (let k = 1; k <= n; k += 1) simplex[k] = corner(simplex[k]!.at.map((v, i) => (v + simplex[0]!.at[i]!) / 2));
    }
    sort();
    if (simplex[0]!.value < won.value - WORTH_WINNING) won = { value: simplex[0]!.value, at: count.evaluations };
  }
  return { ...simplex[0]!, ...count, converged: isSmall() || isStalled() };
}

/**
 * Standard errors at the minimum of a negative log-likelihood: roots of the diagonal of the inverse Hessian, which is
 * taken by central differences of 1e-4 of each parameter. Null where the surface is flat or falls, as on a boundary.
 */
export function standardErrorsOf(negativeLogLikelihood: (at: Float64Array) => number, at: ArrayLike<number>): Float64Array | null {
  const n = at.length;
  const hessian = Matrix.zeros(n, n);
  const shifted = (i: number, si: number, j: number, sj: number): number => {
    const point = Float64Array.from(at);
    point[i]! += si * 1e-4 * at[i]!;
    point[j]! += sj * 1e-4 * at[j]!;
    return negativeLogLikelihood(point);
  };
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      const difference = shifted(i, 1, j, 1) - shifted(i, 1, j, -1) - shifted(i, -1, j, 1) + shifted(i, -1, j, -1);
      const curvature = difference / (4e-8 * at[i]! * at[j]!);
      if (!Number.isFinite(curvature)) return null;
      hessian.set(i, j, curvature);
      hessian.set(j, i, curvature);
    }
  }
  try {
    const variances = inverse(hessian).diagonal();
    return variances.every((variance) => variance > 0 && Number.isFinite(variance)) ? Float64Array.from(variances, Math.sqrt) : null;
  } catch {
    // a singular Hessian has no inverse: no standard errors
    return null;
  }
}
