import type { ImportCounts, ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';

/** How many orders or people the import would change. */
export const changesOf = (counts: ImportCounts): number => counts.ordersCreated + counts.ordersUpdated;
export const peopleChangesOf = (counts: ImportCounts): number => counts.customersCreated + counts.customersUpdated;

export const goodsChangesOf = (counts: ImportCounts): number => counts.productsCreated + counts.productsUpdated;

/** What a file was about: so many new, so many changed. */
export const changesByKind = ({ kind, counts }: Pick<ImportSummary, 'kind' | 'counts'>) =>
  ({
    orders: { created: counts.ordersCreated, updated: counts.ordersUpdated, unit: 'orders' },
    customers: { created: counts.customersCreated, updated: counts.customersUpdated, unit: 'people' },
    products: { created: counts.productsCreated, updated: counts.productsUpdated, unit: 'goods' },
  } as const)[kind];

/** What the button will do: 导入 3 单 */
export const runText = (counts: ImportCounts): string => {
  if (changesOf(counts) > 0) return t('imports.preview.run', { n: numberText(changesOf(counts)) });
  if (peopleChangesOf(counts) > 0) return t('imports.preview.runPeople', { n: numberText(peopleChangesOf(counts)) });
  return t('imports.preview.runGoods', { n: numberText(goodsChangesOf(counts)) });
};

export type Idle = 'nothingNew' | 'knownRest' | 'allRefused' | 'noRows';

/** Why there is nothing to import; null when there is. */
export const idleOf = ({ counts, kind }: ImportSummary): Idle | null => {
  if (changesOf(counts) + peopleChangesOf(counts) + goodsChangesOf(counts) > 0) return null;
  const known = { orders: counts.ordersUnchanged, customers: counts.customersMatched, products: counts.productsUnchanged }[kind];
  if (counts.rowsRefused > 0) return known > 0 ? 'knownRest' : 'allRefused';
  return known > 0 ? 'nothingNew' : 'noRows';
};
