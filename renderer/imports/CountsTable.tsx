import type { ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';

type Cause = 'created' | 'updated' | 'unchanged' | 'notCounted' | 'refused' | 'withoutCustomer' | 'peopleCreated' | 'peopleUpdated' | 'peopleMatched';

/** What the file does to the book, by cause, in words. Causes that did not happen are left out, 新增 is always said. */
export const CountsTable = ({ summary }: { readonly summary: ImportSummary }) => {
  const { counts, kind } = summary;
  const rows: readonly (readonly [Cause, count: number, unit: 'orders' | 'people' | 'rows'])[] =
    kind === 'orders'
      ? [
          ['created', counts.ordersCreated, 'orders'],
          ['updated', counts.ordersUpdated, 'orders'],
          ['unchanged', counts.ordersUnchanged, 'orders'],
          ['notCounted', counts.ordersNotCounted, 'orders'],
          ['peopleCreated', counts.customersCreated, 'people'],
          ['peopleMatched', counts.customersMatched, 'people'],
          ['withoutCustomer', counts.ordersWithoutCustomer, 'orders'],
          ['refused', counts.rowsRefused, 'rows'],
        ]
      : [
          ['peopleCreated', counts.customersCreated, 'people'],
          ['peopleUpdated', counts.customersUpdated, 'people'],
          ['peopleMatched', counts.customersMatched, 'people'],
          ['refused', counts.rowsRefused, 'rows'],
        ];
  return (
    <table className="rows" aria-label={t('imports.preview.counts')} style={{ maxWidth: 720 }}>
      <tbody>
        {rows.filter(([, count], index) => count > 0 || index === 0).map(([cause, count, unit]) => (
          <tr key={cause}>
            <th scope="row" style={{ width: 130 }}>{t(`imports.preview.${cause}`)}</th>
            <td className="number" style={{ width: 120, fontWeight: 600 }}>{t(`app.counts.${unit}`, { n: numberText(count) })}</td>
            <td className="soft">{t(`imports.preview.causes.${cause}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
