import { create } from 'zustand';
import type { HelperSort } from '../../core/referrals/contract.ts';

/** Where the page stood, so that Back returns to it. A line is open when it is `toggled` one way or the other from `allOpen`. */
export type ReferralMemory = {
  readonly tab: 'tree' | 'helpers';
  readonly allOpen: boolean;
  readonly toggled: readonly number[];
  readonly active: number;
  readonly scrollTop: number;
  readonly sort: HelperSort;
};

export const useReferralMemory = create<ReferralMemory>(() => ({ tab: 'tree', allOpen: false, toggled: [], active: 0, scrollTop: 0, sort: 'value' }));

export const toggleLine = (id: number): void =>
  useReferralMemory.setState(({ toggled }) => ({ toggled: toggled.includes(id) ? toggled.filter((one) => one !== id) : [...toggled, id] }));
