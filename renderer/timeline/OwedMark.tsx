import { t } from '../i18n/texts.ts';
import { dayText, yuan } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import { useQuery } from '../ui/useQuery.ts';

/** 还欠 ¥155.00，4月20日起. Not while somebody looks on. */
export const OwedMark = ({ customerId }: { readonly customerId: number }) => {
  const masked = usePreferences((one) => one.masked);
  const { data } = useQuery('timeline.summary', { customerId });
  if (!data || data.owedFen === 0 || masked) return null;
  if (data.owedFen < 0) return <span className="mark">{t('timeline.paidAhead', { amount: yuan(-data.owedFen) })}</span>;
  return <span className="mark look">{t('timeline.owedSince', { amount: yuan(data.owedFen), day: dayText(data.owedSince?.slice(0, 10) ?? null) })}</span>;
};
