import type { ShopFacts } from '../../core/backups/contract.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';

export const factsText = ({ customers, orders }: Pick<ShopFacts, 'customers' | 'orders'>): string => t('backups.facts', { customers: numberText(customers), orders: numberText(orders) });
