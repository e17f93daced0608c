import type { ImportCounts } from './contract.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const emptyCounts = (): Mutable<ImportCounts> => ({
  rowsRead: 0, rowsBlank: 0, rowsRefused: 0, ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 0, ordersNotCounted: 0,
  customersCreated: 0, customersUpdated: 0, customersMatched: 0, ordersWithoutCustomer: 0,
  productsCreated: 0, productsUpdated: 0, productsUnchanged: 0, conflicts: 0, paidFen: 0, refundFen: 0,
});
