import { t } from '../i18n/texts.ts';
import { fullDay, numberText } from '../ui/format.ts';

export const forgottenText = ({ people, orders, goneOn }: { readonly people: number; readonly orders: number; readonly goneOn: string | null }): string =>
  goneOn === null
    ? t('privacy.forget.done', { n: numberText(people), orders: numberText(orders) })
    : t('privacy.forget.doneGone', { n: numberText(people), orders: numberText(orders), day: fullDay(goneOn) });
