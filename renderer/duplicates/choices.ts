/** Which value of two records stands after a merge: proposed by the core, changed by the user. */
import type { Difference, MergeChoice } from '../../core/duplicates/contract.ts';

export type Side = Difference['better'];
export type Choices = Readonly<Record<string, Side>>;

/** Texts that may stand one below the other, and lists. */
const unitable: ReadonlySet<string> = new Set(['note', 'wish', 'hobbies', 'phones', 'addresses', 'contacts', 'holdings', 'tags', 'values']);
/** Settled by the core: a wish to be left alone holds, and a platform's keys must all go on finding the person. */
const settled: ReadonlySet<string> = new Set(['doNotDisturb', 'identities']);

export const sidesOf = ({ field }: Difference): readonly Side[] => (settled.has(field) ? [] : unitable.has(field) ? ['left', 'right', 'both'] : ['left', 'right']);

export const choiceOf = (difference: Difference, changed: Choices): Side => changed[difference.field] ?? difference.better;

/** What the core is told: the values that stand as the screen showed them. */
export const mergeChoices = (differences: readonly Difference[], changed: Choices, keepIsLeft: boolean): MergeChoice[] =>
  differences.filter((difference) => sidesOf(difference).length > 0).map((difference) => {
    const side = choiceOf(difference, changed);
    return { field: difference.field, take: side === 'both' ? 'both' : (side === 'left') === keepIsLeft ? 'keep' : 'drop' };
  });
