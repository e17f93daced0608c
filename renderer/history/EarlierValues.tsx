import { t } from '../i18n/texts.ts';
import { dayText } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import { useQuery } from '../ui/useQuery.ts';
import { fieldName, valueText } from './change-words.ts';
import { stepWords } from './step-words.ts';

/** What the file said before, field by field, until when and by which step. Nothing where nothing was ever changed. */
export const EarlierValues = ({ customerId }: { readonly customerId: number }) => {
  const masked = usePreferences((one) => one.masked);
  const { data } = useQuery('history.changesOf', { customerId, limit: 200 });
  const earlier = (data?.rows ?? []).flatMap((step) => step.fields.filter(({ field, before }) => before !== null && valueText(field, before) !== t('timeline.nothing')).map((change) => ({ ...change, step })));
  if (earlier.length === 0) return null;
  const fields = [...new Set(earlier.map(({ field }) => field))];
  return (
    <section className="panel" aria-label={t('timeline.earlier')}>
      <h2>{t('timeline.earlier')}</h2>
      <dl className="facts">
        {fields.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{fieldName(field)}</dt>
            <dd>
              {earlier.filter((change) => change.field === field).map(({ before, step }) => (
                <div key={step.id}>{valueText(field, before, masked)} <span className="soft">{t('timeline.earlierUntil', { day: dayText(step.doneAt.slice(0, 10)), what: stepWords(step).what })}</span></div>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
