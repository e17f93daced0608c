/** Classification trees (Breiman, Friedman, Olshen & Stone 1984): Gini impurity, splits in two at midpoints. */
import type { Columns } from './columns.rules.ts';

export type TreeOptions = {
  /** A node of fewer rows is not split. */
  readonly minSplit: number;
  /** A split leaves at least so many rows on each side. */
  readonly minBucket: number;
  /** Splits from the root down. */
  readonly maxDepth: number;
  /** Share of the root's errors that a split must save. A node with no more errors than that is not split: pruning would take it back. */
  readonly cp: number;
  /**
   * Every class weighs alike, however few rows it has (rpart: equal priors). For questions about the few: when one
   * customer in five is lost, the plain tree may answer "nobody" and be right four times in five.
   */
  readonly balanced: boolean;
};

/** The defaults of R's rpart. */
export const defaultTree: TreeOptions = { minSplit: 20, minBucket: 7, maxDepth: 30, cp: 0.01, balanced: false };

export type TreeNode = {
  readonly size: number;
  /** Rows per class. */
  readonly counts: readonly number[];
  /** The class that weighs most, the lower number when equal. */
  readonly prediction: number;
  /** Weight of the rows of other classes: wrong answers of the node if it were a leaf. */
  readonly errors: number;
  /** Null at a leaf. */
  readonly split: TreeSplit | null;
};

/** Rows with the feature below the threshold go left, the others right; `gain` is the fall of the Gini impurity at this node, 0 … 1. */
export type TreeSplit = { readonly feature: number; readonly threshold: number; readonly gain: number; readonly left: TreeNode; readonly right: TreeNode };

/** Gains this close are equal: the lowest feature, then the lowest threshold wins. */
const sameGain = 1e-12;

/** The rows in the order of each column, equal ones as given. */
export const sortedRowsOf = (columns: Columns, rows: Int32Array): Int32Array[] => columns.map((column) => rows.toSorted((a, b) => column[a]! - column[b]!));

/** The unpruned tree of the rows in `sorted` (one column or more). Columns are finite there; `classOf` holds 0 … classes − 1 per row. */
export function growTree(columns: Columns, classOf: Int32Array, classes: number, sorted: readonly Int32Array[], options: TreeOptions = defaultTree): TreeNode {
  const weights = classWeightsOf(countsOf(classOf, classes, sorted[0] ?? new Int32Array()), options.balanced);
  let enough = 0;
  const grow = (orders: readonly Int32Array[], depth: number): TreeNode => {
    const own = orders[0] ?? new Int32Array();
    const counts = countsOf(classOf, classes, own);
    const heavy = counts.map((count, which) => count * weights[which]!);
    const prediction = heavy.indexOf(Math.max(...heavy));
    const errors = heavy.reduce((sum, weight, which) => sum + (which === prediction ? 0 : weight), 0);
    const leaf: TreeNode = { size: own.length, counts, prediction, errors, split: null };
    if (depth === 0) enough = options.cp * errors;
    if (depth >= options.maxDepth || own.length < options.minSplit || errors <= enough) return leaf;

    const best = bestSplitOf(columns, classOf, heavy, weights, orders, options.minBucket);
    if (best === null) return leaf;
    const goesLeft = (row: number): boolean => columns[best.feature]![row]! < best.threshold;
    const left = grow(orders.map((order) => order.filter(goesLeft)), depth + 1);
    const right = grow(orders.map((order) => order.filter((row) => !goesLeft(row))), depth + 1);
    return { ...leaf, split: { ...best, left, right } };
  };
  // filtering keeps the order all the way down
  return grow(sorted, 0);
}

export function countsOf(classOf: Int32Array, classes: number, rows: Int32Array): number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const row of rows) counts[classOf[row]!]! += 1;
  return counts;
}

/** What a row of each class weighs: 1, or balanced so much that the classes weigh alike and all rows together as before. */
export function classWeightsOf(counts: readonly number[], balanced: boolean): number[] {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (balanced && count > 0 ? rows / (present * count) : 1));
}

/** Class of a row, a number per column. A missing number goes the way of most. */
export function classify(tree: TreeNode, valueOf: (feature: number) => number): number {
  let node = tree;
  while (node.split !== null) {
    const { feature, threshold, left, right } = node.split;
    const value = valueOf(feature);
    const toLeft = Number.isNaN(value) ? left.size >= right.size : value < threshold;
    node = toLeft ? left : right;
  }
  return node.prediction;
}

/**
 * Gini gain = (Σ l²/L + Σ r²/R − Σ c²/N) / N over the classes' weights l, r, c on the left, on the right and in all, of
 * which L, R, N are the sums; the sums of squares follow from row to row.
 */
function bestSplitOf(columns: Columns, classOf: Int32Array, heavy: readonly number[], weights: readonly number[], orders: readonly Int32Array[], minBucket: number): Omit<TreeSplit, 'left' | 'right'> | null {
  const rows = orders[0]?.length ?? 0;
  const all = heavy.reduce((sum, weight) => sum + weight, 0);
  const squares = heavy.reduce((sum, weight) => sum + weight * weight, 0);
  let best: Omit<TreeSplit, 'left' | 'right'> | null = null;
  for (const [feature, order] of orders.entries()) {
    const column = columns[feature]!;
    const left = new Float64Array(heavy.length);
    let leftAll = 0;
    let leftSquares = 0;
    let rightSquares = squares;
    for (let at = 0; at < rows - minBucket; at += 1) {
      const which = classOf[order[at]!]!;
      const weight = weights[which]!;
      leftSquares += weight * (2 * left[which]! + weight);
      rightSquares -= weight * (2 * (heavy[which]! - left[which]!) - weight);
      left[which]! += weight;
      leftAll += weight;
      const value = column[order[at]!]!;
      const next = column[order[at + 1]!]!;
      if (value === next || at + 1 < minBucket) continue;
      const gain = (leftSquares / leftAll + rightSquares / (all - leftAll) - squares / all) / all;
      if (gain > (best?.gain ?? 0) + sameGain) best = { feature, threshold: between(value, next), gain };
    }
  }
  return best;
}

/** The midpoint, and the upper one of two neighbouring doubles. */
const between = (low: number, high: number): number => {
  const middle = low + (high - low) / 2;
  return middle > low ? middle : high;
};
