import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { ImportSource, ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { rowsPath } from './causes.ts';
import { conflictValue } from './conflict-words.tsx';
import { useTakeTheirs } from './useTakeTheirs.ts';

const shownAtMost = 5;

/** Where the table says something else than the shop wrote. The shop's word stayed; the first few stand here. */
export const Conflicts = ({ source, summary }: { readonly source: ImportSource; readonly summary: ImportSummary }) => {
  const count = summary.counts.conflicts;
  const { data } = useQuery('imports.conflicts', count === 0 ? null : { source, limit: shownAtMost });
  const { take, taking } = useTakeTheirs(source);
  if (count === 0 || !data) return null;
  const title = t('imports.conflicts.title', { n: numberText(count) });
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          <p className="soft">{t('imports.conflicts.hint')}</p>
        </div>
        {count > shownAtMost && <Link href={rowsPath(source, 'conflicts')}>{t('imports.conflicts.all', { n: numberText(count) })}</Link>}
      </div>
      <ul className="list">
        {data.rows.map((conflict) => {
          const { customerId, customer, field, theirs, ours, taken } = conflict;
          return (
            <li key={`${customerId} ${field} ${JSON.stringify(theirs)}`}>
              <span>
                <Link href={`/customers/${customerId}`}>{customer}</Link>
                {t('imports.conflicts.theirs', { field: t(`imports.conflicts.fields.${field}`) })}
                <strong>{conflictValue(field, theirs)}</strong>
                {taken ? null : ours === null ? t('imports.conflicts.gone') : <>{t('imports.conflicts.ours')}<strong>{conflictValue(field, ours)}</strong></>}
              </span>
              {taken ? <span className="soft">{t('imports.conflicts.taken')}</span> : <Button variant="default" h={32} disabled={taking} aria-label={t('imports.conflicts.takeNamed', { name: customer, field: t(`imports.conflicts.fields.${field}`) })} onClick={() => void take(conflict)}>{t('imports.conflicts.take')}</Button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
