import type { ImportCounts, ImportSummary } from '../../core/imports/contract.ts';

/** How many orders or people the import would change. */
export const changesOf = (counts: ImportCounts): number => counts.ordersCreated + counts.ordersUpdated;
export const peopleChangesOf = (counts: ImportCounts): number => counts.customersCreated + counts.customersUpdated;

export type Idle = 'nothingNew' | 'knownRest' | 'allRefused' | 'noRows';

/** Why there is nothing to import; null when there is. */
export const idleOf = ({ counts, kind }: ImportSummary): Idle | null => {
  if (changesOf(counts) + peopleChangesOf(counts) > 0) return null;
  const known = kind === 'orders' ? counts.ordersUnchanged : counts.customersMatched;
  if (counts.rowsRefused > 0) return known > 0 ? 'knownRest' : 'allRefused';
  return known > 0 ? 'nothingNew' : 'noRows';
};
