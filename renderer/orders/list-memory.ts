import { create } from 'zustand';

/** What the order list looked like when it was left, so that Back returns to it. */
export type OrderListMemory = {
  readonly search: string;
  readonly platform: string | null;
  readonly counted: 'yes' | 'no' | null;
  readonly buyer: 'known' | 'unknown' | null;
  readonly from: string;
  readonly to: string;
  readonly active: number;
  readonly scrollTop: number;
};

const untouched: OrderListMemory = { search: '', platform: null, counted: null, buyer: null, from: '', to: '', active: 0, scrollTop: 0 };
export const useOrderListMemory = create<OrderListMemory>(() => untouched);

export const filterOrders = (filter: Partial<Pick<OrderListMemory, 'search' | 'platform' | 'counted' | 'buyer' | 'from' | 'to'>>): void =>
  useOrderListMemory.setState({ ...filter, active: 0, scrollTop: 0 });
/** Only these orders, whatever was filtered before. */
export const showOnlyOrders = (filter: Partial<Pick<OrderListMemory, 'platform' | 'counted' | 'buyer' | 'from' | 'to'>>): void => useOrderListMemory.setState({ ...untouched, ...filter });
export const showAllOrders = (): void => useOrderListMemory.setState(untouched);
