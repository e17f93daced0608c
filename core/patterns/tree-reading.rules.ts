/** A decision tree as sentences are made of it: one rule per leaf, the conditions on one feature drawn together. */
import type { TreeNode } from './tree.rules.ts';

/** The feature is at least the one bound and below the other; null = no bound on that side. */
export type Condition = { readonly feature: number; readonly atLeast: number | null; readonly below: number | null };

export type TreeRule = {
  /** In the order in which the tree asks. None when the tree is its root. */
  readonly conditions: readonly Condition[];
  readonly prediction: number;
  readonly size: number;
  /** Of the rows so described, how many are of the class, 0 … 1. */
  readonly confidence: number;
  /** Rows per class. */
  readonly counts: readonly number[];
};

/** The rules of the leaves, left to right: every row meets exactly one of them. */
export function treeRulesOf(tree: TreeNode, conditions: readonly Condition[] = []): TreeRule[] {
  const { split, prediction, size, counts } = tree;
  if (split === null) return [{ conditions, prediction, size, confidence: size === 0 ? 0 : counts[prediction]! / size, counts }];
  return [
    ...treeRulesOf(split.left, narrowed(conditions, { feature: split.feature, atLeast: null, below: split.threshold })),
    ...treeRulesOf(split.right, narrowed(conditions, { feature: split.feature, atLeast: split.threshold, below: null })),
  ];
}

/** Further down the tree a bound on the same feature is always the tighter one. */
function narrowed(conditions: readonly Condition[], { feature, atLeast, below }: Condition): Condition[] {
  if (!conditions.some((known) => known.feature === feature)) return [...conditions, { feature, atLeast, below }];
  return conditions.map((known) => (known.feature === feature ? { feature, atLeast: atLeast ?? known.atLeast, below: below ?? known.below } : known));
}
