/** How much of a tree holds: cost-complexity pruning with cross-validation (Breiman et al. 1984, §3.3–3.4), told as rpart does. */
import { randomOf } from '../practice/random.rules.ts';
import type { TooFew } from '../scoring/enough.rules.ts';
import type { Columns } from './columns.rules.ts';
import { completeRowsOf } from './columns.rules.ts';
import type { TreeNode, TreeOptions } from './tree.rules.ts';
import { classWeightsOf, classify, countsOf, defaultTree, growTree, sortedRowsOf } from './tree.rules.ts';

export const MIN_ROWS = 50;
/** The two largest classes need so many rows each. */
export const MIN_ROWS_PER_CLASS = 10;

export type PruningOptions = TreeOptions & {
  readonly folds: number;
  readonly seed: number;
};

export const defaultPruning: PruningOptions = { ...defaultTree, folds: 10, seed: 20_260_101 };

/** One size of the tree. Errors are shares of what the root alone gets wrong: 1 = no better than always the same answer. */
export type PruningStep = {
  /** The least cp that leaves the tree this small. */
  readonly cp: number;
  readonly splits: number;
  /** On the rows that it was grown from. */
  readonly relativeError: number;
  /** On rows held back, and the standard error of that. */
  readonly crossError: number;
  readonly crossDeviation: number;
};

export type DecisionTree = {
  readonly type: 'known';
  readonly rows: number;
  readonly tree: TreeNode;
  /** From the root alone to the largest; `chosen` is the one taken. */
  readonly steps: readonly PruningStep[];
  readonly chosen: number;
};

/**
 * The smallest tree whose cross-validated error is within one standard error of the least. It may be the root alone:
 * then no rule was found that holds.
 */
export function decisionTreeOf(columns: Columns, classOf: Int32Array, classes: number, options: PruningOptions = defaultPruning): DecisionTree | TooFew {
  const rows = completeRowsOf(columns);
  if (rows.length < MIN_ROWS) return { type: 'tooFew', needed: MIN_ROWS, have: rows.length };
  const second = countsOf(classOf, classes, rows).toSorted((a, b) => b - a)[1] ?? 0;
  if (second < MIN_ROWS_PER_CLASS) return { type: 'tooFew', needed: MIN_ROWS_PER_CLASS, have: second };

  const sorted = sortedRowsOf(columns, rows);
  const sizesOfTree = prunedSizesOf(growTree(columns, classOf, classes, sorted, options), options.cp).toReversed();
  const rootErrors = sizesOfTree[0]!.tree.errors;
  const crossed = crossErrorsOf(columns, classOf, classes, sorted, rootErrors, sizesOfTree.map(({ cp }) => cp), options);
  const steps = sizesOfTree.map(({ cp, tree }, at) => ({ cp, splits: leavesOf(tree) - 1, relativeError: leafErrorsOf(tree) / rootErrors, ...crossed[at]! }));
  const best = steps.reduce((least, step) => (step.crossError < least.crossError ? step : least));
  const chosen = steps.findIndex(({ crossError }) => crossError <= best.crossError + best.crossDeviation);
  return { type: 'known', rows: rows.length, tree: sizesOfTree[chosen]!.tree, steps, chosen };
}

/**
 * The trees that are best for some cp from the given one up, largest first, each with the least cp it is best for:
 * again and again the split that saves fewest errors per leaf is taken back.
 */
export function prunedSizesOf(grown: TreeNode, cp: number): { readonly cp: number; readonly tree: TreeNode }[] {
  const rootErrors = grown.errors > 0 ? grown.errors : 1;
  const sizes: { cp: number; tree: TreeNode }[] = [];
  let tree = grown;
  let from = cp;
  for (let weakest = weakestOf(tree); tree.split !== null; weakest = weakestOf(tree)) {
    if (weakest > cp * rootErrors + sameStrength) {
      sizes.push({ cp: from, tree });
      from = weakest / rootErrors;
    }
    tree = withoutUpTo(tree, weakest + sameStrength);
  }
  return [...sizes, { cp: from, tree }];
}

/** Strengths are fractions of whole numbers below the number of rows; closer ones are equal. */
const sameStrength = 1e-9;

export const leavesOf = ({ split }: TreeNode): number => (split === null ? 1 : leavesOf(split.left) + leavesOf(split.right));
export const leafErrorsOf = (node: TreeNode): number => (node.split === null ? node.errors : leafErrorsOf(node.split.left) + leafErrorsOf(node.split.right));

/** Errors that the branch saves, per split in it. */
const strengthOf = (node: TreeNode): number => (node.errors - leafErrorsOf(node)) / (leavesOf(node) - 1);

const weakestOf = (node: TreeNode): number => (node.split === null ? Number.POSITIVE_INFINITY : Math.min(strengthOf(node), weakestOf(node.split.left), weakestOf(node.split.right)));

function withoutUpTo(node: TreeNode, strength: number): TreeNode {
  if (node.split === null) return node;
  if (strengthOf(node) <= strength) return { ...node, split: null };
  return { ...node, split: { ...node.split, left: withoutUpTo(node.split.left, strength), right: withoutUpTo(node.split.right, strength) } };
}

/** For each cp the errors on rows that the tree has not seen. Between two sizes the geometric mean of their cps stands for the size. */
function crossErrorsOf(columns: Columns, classOf: Int32Array, classes: number, sorted: readonly Int32Array[], rootErrors: number, cps: readonly number[], options: PruningOptions): Pick<PruningStep, 'crossError' | 'crossDeviation'>[] {
  const rows = sorted[0] ?? new Int32Array();
  const foldOf = foldsOf(classOf, rows.toSorted(), options);
  const typical = cps.map((cp, at) => (at === 0 ? Number.POSITIVE_INFINITY : Math.max(cp, Math.sqrt(cp * cps[at - 1]!))));
  const weights = classWeightsOf(countsOf(classOf, classes, rows), options.balanced);
  const wrong = cps.map(() => ({ sum: 0, squares: 0 }));
  for (let fold = 0; fold < options.folds; fold += 1) {
    const sizes = prunedSizesOf(growTree(columns, classOf, classes, sorted.map((order) => order.filter((row) => foldOf[row] !== fold)), options), options.cp);
    const trees = typical.map((cp) => sizes.findLast((size) => size.cp <= cp)!.tree);
    for (const row of rows.filter((each) => foldOf[each] === fold)) {
      trees.forEach((tree, at) => {
        if (classify(tree, (feature) => columns[feature]![row]!) === classOf[row]) return;
        wrong[at]!.sum += weights[classOf[row]!]!;
        wrong[at]!.squares += weights[classOf[row]!]! ** 2;
      });
    }
  }
  return wrong.map(({ sum, squares }) => ({ crossError: sum / rootErrors, crossDeviation: Math.sqrt(Math.max(0, squares - (sum * sum) / rows.length)) / rootErrors }));
}

/** A fold per row: shuffled (Fisher & Yates) under the seed, then dealt out class by class, so that every fold has its share of a rare class. */
function foldsOf(classOf: Int32Array, rows: Int32Array, { folds, seed }: PruningOptions): Int32Array {
  const random = randomOf(seed);
  const order = rows.slice();
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const foldOf = new Int32Array(classOf.length);
  order.sort((a, b) => classOf[a]! - classOf[b]!).forEach((row, place) => (foldOf[row] = place % folds));
  return foldOf;
}
