/** Principal components: what few directions a table of numbers varies in (Pearson 1901, Hotelling 1933; Jolliffe 2002 §2–3). */
import { EigenvalueDecomposition } from 'ml-matrix';
import type { TooFew } from '../scoring/enough.rules.ts';
import type { Columns } from './columns.rules.ts';
import { columnsOf, completeRowsOf, spreadOf, standardizedOf } from './columns.rules.ts';

/** Rows per column below which the directions are mostly chance (Gorsuch 1983). */
export const MIN_ROWS_PER_COLUMN = 5;

/** `correlation` weighs every column alike whatever its unit; `covariance` lets the column with the largest numbers lead. */
export type ComponentBasis = 'correlation' | 'covariance';

export type PrincipalComponents = {
  readonly type: 'known';
  readonly basis: ComponentBasis;
  /** Rows used; rows with a missing number are left out. */
  readonly rows: number;
  /** Per column, in the column's unit; the deviation divides by n − 1, as in R. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Variance along each component, largest first. */
  readonly eigenvalues: readonly number[];
  /** Share of the whole variance per component, 0 … 1, adding up to 1. */
  readonly explainedVariance: readonly number[];
  /** Per component one coefficient per column, of length 1 in all; the largest one is positive, because the sign itself is arbitrary. */
  readonly loadings: readonly (readonly number[])[];
};

/**
 * Components of a table of numbers. A column that never changes takes no part under `correlation`. `noVariation` when
 * none changes.
 */
export function principalComponents(columns: Columns, basis: ComponentBasis = 'correlation'): PrincipalComponents | TooFew | { readonly type: 'noVariation' } {
  const complete = completeRowsOf(columns);
  const needed = Math.max(1, columns.length) * MIN_ROWS_PER_COLUMN;
  if (columns.length === 0 || complete.length < needed) return { type: 'tooFew', needed, have: complete.length };

  const table = columnsOf(columns, complete);
  const spreads = table.map((column) => spreadOf(column, complete.length - 1));
  const centred = table.map((column, at) => standardizedOf(column, basis === 'correlation' ? spreads[at]! : { mean: spreads[at]!.mean, deviation: 1 }));
  const products = centred.map((left) => centred.map((right) => left.reduce((sum, value, row) => sum + value * right[row]!, 0) / (complete.length - 1)));
  const total = products.reduce((sum, row, at) => sum + row[at]!, 0);
  if (!(total > 0)) return { type: 'noVariation' };

  // in shares of the whole variance, so that no unit is too large or too small for the iteration
  const found = new EigenvalueDecomposition(products.map((row) => row.map((product) => product / total)), { assumeSymmetric: true });
  const vectors = found.eigenvectorMatrix;
  // rounding can leave a variance of nothing a hair below 0
  const components = found.realEigenvalues.map((eigenvalue, at) => ({ share: Math.max(0, eigenvalue), loading: signedOf(vectors.getColumn(at)) })).toSorted((a, b) => b.share - a.share);
  return {
    type: 'known', basis, rows: complete.length,
    means: spreads.map(({ mean }) => mean),
    deviations: spreads.map(({ deviation }) => deviation),
    eigenvalues: components.map(({ share }) => share * total),
    explainedVariance: components.map(({ share }) => Math.min(1, share)),
    loadings: components.map(({ loading }) => loading),
  };
}

/** Where each row lies along the first `count` components, one array per component; NaN for a row with a missing number. */
export function componentScoresOf(columns: Columns, { basis, means, deviations, loadings }: PrincipalComponents, count = loadings.length): Float64Array[] {
  const scales = deviations.map((deviation) => (basis === 'covariance' ? 1 : deviation));
  return loadings.slice(0, count).map((loading) =>
    Float64Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
      loading.reduce((sum, coefficient, at) => sum + (scales[at]! > 0 ? (coefficient * (columns[at]![row]! - means[at]!)) / scales[at]! : 0), 0)));
}

/** Coefficients of equal size within rounding: the first of them decides, so that a machine's last digit does not. */
const sameSize = 1e-9;

function signedOf(loading: readonly number[]): number[] {
  const size = Math.max(...loading.map(Math.abs));
  const leading = loading.find((coefficient) => Math.abs(coefficient) >= size - sameSize) ?? 0;
  return loading.map((coefficient) => (leading < 0 ? -coefficient : coefficient + 0));
}
