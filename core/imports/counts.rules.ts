import { countsAsPurchase } from '../orders/rules.ts';
import type { ImportCounts } from './contract.ts';
import type { OrderRecord } from './records.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type PersonOutcome = { readonly id: number; readonly outcome: 'created' | 'updated' | 'matched' };

/** What one record did. */
export type Effect =
  | { readonly order: 'created' | 'updated' | 'unchanged'; readonly record: OrderRecord; readonly customer: PersonOutcome | null }
  | { readonly customer: PersonOutcome };

export const emptyCounts = (): Mutable<ImportCounts> => ({
  rowsRead: 0, rowsBlank: 0, rowsRefused: 0, ordersCreated: 0, ordersUpdated: 0, ordersUnchanged: 0, ordersNotCounted: 0,
  customersCreated: 0, customersUpdated: 0, customersMatched: 0, ordersWithoutCustomer: 0, paidFen: 0, refundFen: 0,
});

const rank = { matched: 0, updated: 1, created: 2 } as const;
const counter = { matched: 'customersMatched', updated: 'customersUpdated', created: 'customersCreated' } as const;

/**
 * Adds one record's effect. A person counts once per import, as the strongest thing that happened to them; `seen`
 * remembers that. Money counts as the table says it, only for orders that are purchases.
 */
export const tally = (counts: Mutable<ImportCounts>, effect: Effect, seen: Map<number, keyof typeof rank>): void => {
  const { customer } = effect;
  if (customer) {
    const before = seen.get(customer.id);
    if (before === undefined || rank[customer.outcome] > rank[before]) {
      if (before !== undefined) counts[counter[before]] -= 1;
      counts[counter[customer.outcome]] += 1;
      seen.set(customer.id, customer.outcome);
    }
  }
  if (!('order' in effect)) return;
  const { order, record } = effect;
  if (order === 'created') counts.ordersCreated += 1;
  else if (order === 'updated') counts.ordersUpdated += 1;
  else counts.ordersUnchanged += 1;
  if (!customer) counts.ordersWithoutCustomer += 1;
  if (countsAsPurchase(record)) {
    counts.paidFen += record.paidFen;
    counts.refundFen += record.refundFen;
  } else counts.ordersNotCounted += 1;
};
