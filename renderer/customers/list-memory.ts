import { create } from 'zustand';
import type { CustomerSort } from '../../core/customers/contract.ts';
import type { Lifecycle, Segment, ValueTier } from '../../core/scoring/contract.ts';
import { chooseNobodyOfFilter } from './selection.ts';

/** What the customer list looked like when it was left, so that Back returns to it. */
export type ListMemory = {
  readonly search: string;
  readonly segment: Segment | null;
  readonly lifecycle: Lifecycle | null;
  readonly valueTier: ValueTier | null;
  readonly village: string | null;
  /** only who bought goods of this name */
  readonly product: string | null;
  readonly sort: CustomerSort;
  readonly descending: boolean;
  readonly active: number;
  readonly scrollTop: number;
};

const untouched: ListMemory = {
  search: '', segment: null, lifecycle: null, valueTier: null, village: null, product: null, sort: 'lastOrder', descending: true, active: 0, scrollTop: 0,
};

export const useListMemory = create<ListMemory>(() => untouched);

type Filter = Pick<ListMemory, 'search' | 'segment' | 'lifecycle' | 'valueTier' | 'village' | 'product'>;

/** Another question starts at the top. Who was chosen as "all of them" is somebody else now. */
export const filterList = (filter: Partial<Filter>): void => {
  chooseNobodyOfFilter();
  useListMemory.setState({ ...filter, active: 0, scrollTop: 0 });
};
/** Only these people, whatever was filtered before. */
export const showOnly = (filter: Partial<Filter>): void => {
  chooseNobodyOfFilter();
  useListMemory.setState({ ...untouched, ...filter });
};

export const sortList = (sort: CustomerSort): void =>
  useListMemory.setState((before) => ({
    sort,
    descending: before.sort === sort ? !before.descending : sort !== 'name',
    active: 0,
    scrollTop: 0,
  }));
