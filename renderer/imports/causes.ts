/** The counts of an import in the order in which they are said, and where their rows are. */
import type { Cause, ImportSource, ImportSummary } from '../../core/imports/contract.ts';

export type Counted = Cause | 'conflicts';
type Unit = 'orders' | 'people' | 'goods' | 'rows' | 'places';
export type Count = { readonly cause: Counted; readonly words: keyof typeof units; readonly unit: Unit; readonly count: number };

const units = {
  created: 'orders', updated: 'orders', unchanged: 'orders', notCounted: 'orders', withoutCustomer: 'orders',
  peopleCreated: 'people', peopleUpdated: 'people', peopleMatched: 'people',
  goodsCreated: 'goods', goodsUpdated: 'goods', goodsUnchanged: 'goods', refused: 'rows', conflicts: 'places',
} as const satisfies Record<string, Unit>;

const wordsOf = {
  ordersCreated: 'created', ordersUpdated: 'updated', ordersUnchanged: 'unchanged', ordersNotCounted: 'notCounted',
  customersCreated: 'peopleCreated', customersUpdated: 'peopleUpdated', customersMatched: 'peopleMatched', ordersWithoutCustomer: 'withoutCustomer',
  productsCreated: 'goodsCreated', productsUpdated: 'goodsUpdated', productsUnchanged: 'goodsUnchanged', rowsRefused: 'refused', conflicts: 'conflicts',
} as const satisfies Record<Counted, keyof typeof units>;

/** What happened, by cause. Causes that did not happen are left out, what is new is always said. */
export const countsOf = ({ kind, counts }: Pick<ImportSummary, 'kind' | 'counts'>): readonly Count[] =>
  (Object.keys(wordsOf) as Counted[])
    .filter((cause) => counts[cause] > 0 || cause === `${kind}Created`)
    .map((cause) => ({ cause, words: wordsOf[cause], unit: units[wordsOf[cause]], count: counts[cause] }));

/** The router takes one layer of the coding off, but not all of it. */
export const rowsPath = (source: ImportSource, cause: Counted): string =>
  `/imports/rows/${'file' in source ? `file/${encodeURIComponent(encodeURIComponent(source.file))}` : `batch/${source.batchId}`}/${cause}`;
