import type { CustomerRow } from '../../core/customers/contract.ts';
import { t } from '../i18n/texts.ts';
import { agoText, maskedPhone, numberText, yuan } from '../ui/format.ts';

type Props = { readonly rows: readonly CustomerRow[]; readonly quiet: number; readonly often: number; readonly phones: boolean };

/** On paper, to call from: who, where, what they bought, and room to write. Who is to be left alone is counted and not named. */
export const CallList = ({ rows, quiet, often, phones }: Props) => (
  <>
    <h2>{t('reports.sheet.people')}</h2>
    {quiet > 0 && <p>{t('privacy.contact.left.quiet', { n: numberText(quiet) })}</p>}
    {often > 0 && <p>{t('privacy.contact.left.often', { n: numberText(often) })}</p>}
    {rows.length === 0 ? <p>{t('reports.sheet.noOne')}</p> : (
      <table aria-label={t('reports.sheet.people')}>
        <thead>
          <tr>
            <th scope="col" className="number">{t('reports.sheet.number')}</th>
            <th scope="col">{t('customers.columns.name')}</th>
            <th scope="col">{t('customers.columns.phone')}</th>
            <th scope="col">{t('customers.columns.village')}</th>
            <th scope="col" className="number">{t('customers.columns.orders')}</th>
            <th scope="col" className="number">{t('customers.columns.net')}</th>
            <th scope="col" className="number">{t('customers.columns.lastOrder')}</th>
            <th scope="col" className="pen">{t('reports.sheet.remark')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td className="number">{index + 1}</td>
              <td className="nowrap">{row.name}</td>
              <td className="nowrap">{phones ? (row.phone ?? '') : maskedPhone(row.phone)}</td>
              <td>{row.village ?? ''}</td>
              <td className="number">{t('app.counts.times', { n: row.orderCount })}</td>
              <td className="number">{yuan(row.netFen)}</td>
              <td className="number">{agoText(row.recency)}</td>
              <td className="pen" />
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </>
);
