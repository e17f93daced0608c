import type { ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { numberText, yuan } from '../ui/format.ts';

export const isIdle = ({ counts }: ImportSummary): boolean => counts.ordersCreated + counts.ordersUpdated === 0;

/** What the list does to the book, in one sentence. What did not happen is left out. */
export const effectsOf = ({ counts }: ImportSummary): string => {
  const parts = ([
    ['created', counts.ordersCreated], ['updated', counts.ordersUpdated], ['unchanged', counts.ordersUnchanged], ['cancelled', counts.ordersNotCounted],
    ['people', counts.customersCreated], ['nobody', counts.ordersWithoutCustomer], ['refused', counts.rowsRefused],
  ] as const).filter(([, count]) => count > 0).map(([what, count]) => t(`solitaire.will.${what}`, { n: numberText(count) }));
  return [...parts, t('solitaire.will.money', { money: yuan(counts.paidFen) })].join('，');
};
