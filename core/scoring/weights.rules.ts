/** How much each indicator of a composite score weighs: as the shop says, by entropy, or by principal components. Weights are never negative and add up to 1. */
import { type Columns, columnsOf, completeRowsOf } from '../patterns/columns.rules.ts';
import { principalComponents } from '../patterns/principal-components.rules.ts';
import { tooFew, type TooFew } from './enough.rules.ts';

const shared = (parts: readonly number[]): number[] => {
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => (sum > 0 ? part / sum : 1 / parts.length));
};

/** The shop's own words, in any unit. What is no number or below 0 counts as 0; all 0 means all alike. */
export const userWeightsOf = (said: readonly number[]): number[] => shared(said.map((weight) => (weight > 0 && weight < 1e9 ? weight : 0)));

/** With fewer rows the entropy of a column says nothing about it. */
export const MIN_ENTROPY_ROWS = 3;

/** 0 … 1, the best row 1: (v − min) / (max − min), or the other way round where little is good (`cost`). A constant column is 0. */
export function minMaxOf(column: Float64Array, cost: boolean): Float64Array {
  const least = column.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY);
  const most = column.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  return column.map((value) => (most > least ? (cost ? most - value : value - least) / (most - least) : 0));
}

/**
 * Entropy weights (Shannon 1948; the 熵权法 of Chinese textbooks): column-wise min-max z, p = z / Σz, e = −Σ p ln p / ln n
 * with 0 ln 0 = 0, w = (1 − e) / Σ(1 − e). A constant column weighs 0, all constant: all alike. Rows with a missing number
 * are left out. It favours what is spread unevenly: on raw amounts nearly all weight goes to spend, so scores 1–5 are
 * the better input (SCORING §0.9).
 */
export function entropyWeightsOf(columns: Columns, cost: readonly boolean[]): { readonly type: 'known'; readonly weights: number[]; readonly entropies: number[]; readonly rows: number } | TooFew {
  const complete = completeRowsOf(columns);
  const rows = complete.length;
  if (rows < MIN_ENTROPY_ROWS) return tooFew(MIN_ENTROPY_ROWS, rows);
  const entropies = columnsOf(columns, complete).map((column, at) => {
    const z = minMaxOf(column, cost[at] ?? false);
    const sum = z.reduce((all, value) => all + value, 0);
    if (sum === 0) return 1;
    const entropy = -z.reduce((all, value) => (value > 0 ? all + (value / sum) * Math.log(value / sum) : all), 0) / Math.log(rows);
    return Math.min(1, Math.max(0, entropy));
  });
  return { type: 'known', weights: shared(entropies.map((entropy) => 1 - entropy)), entropies, rows };
}

/** Which components speak: all, those with an eigenvalue above 1 (Kaiser 1960; at least the first), or the first so many. */
export type Retention = 'all' | 'kaiser' | number;

export type ComponentWeights = {
  readonly type: 'known';
  readonly weights: number[];
  /** How many components were kept, and the share of the variance they hold. */
  readonly retained: number;
  readonly explained: number;
};

/**
 * Weights by principal components of the correlation matrix as SPSS users in China compute them:
 * c_j = Σ_k |v_jk| λ_k / Σ_k λ_k over the components kept, brought to a sum of 1. Without the bars weights come out
 * negative. Whether little or much is good makes no difference here.
 */
export function componentWeightsOf(columns: Columns, retention: Retention): ComponentWeights | TooFew | { readonly type: 'noVariation' } {
  const found = principalComponents(columns);
  if (found.type !== 'known') return found;
  const { eigenvalues, explainedVariance, loadings } = found;
  const wanted = retention === 'all' ? eigenvalues.length : retention === 'kaiser' ? eigenvalues.filter((value) => value > 1).length : Math.floor(retention);
  const retained = Math.min(eigenvalues.length, Math.max(1, wanted || 1));
  const parts = columns.map((_, column) => loadings.slice(0, retained).reduce((sum, loading, k) => sum + Math.abs(loading[column]!) * eigenvalues[k]!, 0));
  return { type: 'known', weights: shared(parts), retained, explained: Math.min(1, explainedVariance.slice(0, retained).reduce((sum, share) => sum + share, 0)) };
}
