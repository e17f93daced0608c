import type { ImportRow } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { useFittingColumns } from '../ui/useFittingColumns.ts';
import { rowColumns } from './row-columns.tsx';

/** The first rows as they will be stored. */
export const ImportSample = ({ rows }: { readonly rows: readonly ImportRow[] }) => {
  const [first] = rows;
  const columns = useFittingColumns(first ? rowColumns(first.type, false) : []);
  if (!first) return null;
  const title = t('imports.preview.sample');
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <table className="rows fixed" aria-label={title}>
        <colgroup>{columns.map(({ key, width }) => <col key={key} style={width === undefined ? undefined : { width }} />)}</colgroup>
        <thead><tr>{columns.map(({ key, title: head, number }) => <th key={key} scope="col" className={number ? 'number' : undefined}>{head}</th>)}</tr></thead>
        <tbody>
          {rows.filter(({ type }) => type === first.type).map((row) => (
            <tr key={`${row.sheet} ${row.row}`}>{columns.map(({ key, number, cell }) => <td key={key} className={number ? 'number' : undefined}>{cell(row)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
