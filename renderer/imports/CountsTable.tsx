import { Link } from 'wouter';
import type { ImportSource, ImportSummary } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { solitairePlatform } from '../../core/solitaire/contract.ts';
import { numberText } from '../ui/format.ts';
import { countsOf, rowsPath } from './causes.ts';

/** What the file does to the book, by cause, in words. Every count opens its rows. */
export const CountsTable = ({ summary, source }: { readonly summary: ImportSummary; readonly source: ImportSource }) => (
  <table className="rows" aria-label={t('imports.preview.counts')} style={{ maxWidth: 720 }}>
    <tbody>
      {countsOf(summary).map(({ cause, words, unit, count }) => {
        const said = t(`app.counts.${unit}`, { n: numberText(count) });
        return (
          <tr key={cause}>
            <th scope="row" style={{ width: 150 }}>{t(`imports.preview.${words}`)}</th>
            <td className="number" style={{ width: 120 }}>{count === 0 ? said : <Link href={rowsPath(source, cause)}>{said}</Link>}</td>
            <td className="soft">{t(`imports.preview.causes.${words === 'withoutCustomer' && summary.platform === solitairePlatform ? 'nobody' : words}`)}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
