/** Who is chosen on the customer list: people by number, or all that a filter lets through but some. */
import { create } from 'zustand';
import type { InputOf } from '../../core/base/contract.ts';
import type { CustomerSelection } from '../../core/customers/contract.ts';
import type { XiangkeContract } from '../../core/contract.ts';

export type ListFilter = Omit<InputOf<XiangkeContract['customers']['list']>, 'offset' | 'limit' | 'sort' | 'descending'>;

type Selection = {
  /** everybody that this lets through, when it is set */
  readonly filter: ListFilter | null;
  /** with a filter: who is left out; without: who is chosen */
  readonly ids: ReadonlySet<number>;
  /** how many the filter let through */
  readonly total: number;
  /** the row that a stretch begins at */
  readonly anchor: number;
};

const nobody: Selection = { filter: null, ids: new Set(), total: 0, anchor: 0 };

/** As many as one message to the core holds. */
export const chosenAtMost = 5000;

export const useSelection = create<Selection>(() => nobody);

export const chooseNobody = (): void => useSelection.setState(nobody);
export const chooseNobodyOfFilter = (): void => useSelection.setState((now) => (now.filter ? nobody : now));
export const chooseAll = (filter: ListFilter, total: number): void => useSelection.setState({ ...nobody, filter, total });

/** The list has grown or shrunk meanwhile. */
export const countAnew = (total: number): void => useSelection.setState((now) => (now.filter && total > 0 ? { total } : now));

export const isChosen = ({ filter, ids }: Selection, id: number): boolean => (filter !== null) !== ids.has(id);
export const chosenCount = ({ filter, ids, total }: Selection): number => (filter ? total - ids.size : ids.size);

/** Chooses one more, or lets one go. */
export const toggle = (id: number, index: number): void =>
  useSelection.setState(({ ids }) => {
    const changed = new Set(ids);
    if (!changed.delete(id)) changed.add(id);
    return { ids: changed, anchor: index };
  });

/** Chooses these too; answers false when they are too many. */
export const chooseToo = (some: readonly number[]): boolean => {
  const { filter, ids } = useSelection.getState();
  const changed = new Set(ids);
  for (const id of some) {
    if (filter) changed.delete(id);
    else changed.add(id);
  }
  if (changed.size > chosenAtMost) return false;
  useSelection.setState({ ids: changed });
  return true;
};

export const selectionOf = ({ filter, ids }: Selection): CustomerSelection => (filter ? { filter: { search: '', ...filter }, except: [...ids] } : { ids: [...ids] });
